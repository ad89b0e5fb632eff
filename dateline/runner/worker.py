"""What one process does: loads one coder, codes articles, never raises for a document.

Importing this module is cheap: a fresh process loads spaCy and the tables with its first article.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dateline.errors import MissingModelError, SkippedDocument
from dateline.records import Article, CodedArticle

if TYPE_CHECKING:
    from dateline.actors import Memory
    from dateline.coding import Coder
    from dateline.stories.duplicates import Signature


@dataclass(frozen=True)
class Settings:
    """How to code: the language model by name (None: the package's own), and what a corpus knows of persons."""

    model: str | None = None
    memory: Memory | None = None


@dataclass(frozen=True, slots=True)
class Coded:
    """What became of one article: a record with its signature, or a `problem`, which may be a reasoned omission."""

    coded: CodedArticle | None = None
    signature: Signature | None = None
    problem: str | None = None
    skipped: bool = False


@lru_cache(maxsize=1)
def _coder(model: str | None) -> Coder:
    """One coder a process, loaded with the first article, so that a run with nothing to do costs nothing."""
    from dateline.coding import Coder
    from dateline.language.engine import DEFAULT_MODEL

    return Coder(model or DEFAULT_MODEL)


def code_one(article: Article, settings: Settings) -> Coded:
    """Codes one article. Raises only `MissingModelError`, which concerns every document."""
    from dateline.stories.duplicates import signature

    try:
        return Coded(_coder(settings.model).code(article, settings.memory), signature(article.text))
    except MissingModelError:
        raise
    except SkippedDocument as reason:
        return Coded(problem=str(reason), skipped=True)
    except Exception as error:  # a defect in one document must not lose the others
        return Coded(problem=f"not coded: {type(error).__name__}: {error}")


_settings = Settings()  # of this worker process


def start(settings: Settings) -> None:
    """Sets a worker process up: Ctrl-C is the parent's affair, and without a parent there is nothing to do."""
    global _settings
    _settings = settings
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed cannot tell its workers to stop."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def work(articles: Sequence[Article]) -> list[Coded]:
    """Codes a batch in a worker process."""
    return [code_one(article, _settings) for article in articles]
