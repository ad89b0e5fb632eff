"""Every error Dateline raises on purpose, in one tree.

DatelineError
├── InputError            a document cannot be read: the message says which one and what to do
│   ├── SkippedDocument   a document is readable but not coded (language, length, emptiness)
│   └── Unavailable       an address gives nothing now and perhaps will later
├── DataError             a data file of the package is wrong; carries file and line
├── MissingModelError     the language model or the gazetteer is absent or altered
└── StoreError            a corpus cannot be opened, read or written: locked, read-only, full, not a corpus, too new
"""

from __future__ import annotations


class DatelineError(Exception):
    """Base of all errors raised on purpose."""


class InputError(DatelineError):
    """A document that cannot be read."""


class SkippedDocument(InputError):
    """A document left out with a reason, such as an unsupported language."""


class Unavailable(InputError):
    """What cannot be had now and perhaps later: no connection, no whole answer in time, a server that fails or is busy.

    `asked` is false where the server is left alone for now and was not asked.
    """

    def __init__(self, problem: str, asked: bool = True) -> None:
        super().__init__(problem)
        self.asked = asked


class DataError(DatelineError):
    """A data file that breaks its schema. `where` is ``file:line``."""

    def __init__(self, where: str, problem: str) -> None:
        super().__init__(f"{where}: {problem}")
        self.where = where
        self.problem = problem


class MissingModelError(DatelineError):
    """The language model or the gazetteer is absent, or its files are not the expected ones."""


class StoreError(DatelineError):
    """A corpus that cannot be opened, read or written."""
