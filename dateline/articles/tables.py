"""CSV and TSV → rows, one a document; columns by the names of `columns.FIELDS`."""

from __future__ import annotations

import csv
import io
import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from dateline.articles import columns
from dateline.articles.text import decode
from dateline.articles.unpack import lines as bounded
from dateline.errors import InputError

MAX_FIELD = 16_000_000  # characters of a cell
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (",", ";", "\t", "|")
_NONE = "\x1f"  # for a table of one column, whose texts may have commas
_STATED = re.compile(r"\ufeff?\"?sep=(.)\"?\s*$")  # the first line of tables for a well-known spreadsheet
_RETURN = re.compile(r"(?<=\r)(?!\n)(?=.)", re.S)  # line ends of old systems
MAX_REPAIRS = 100  # quotes never closed behind which a table is read on


def rows(stream: BinaryIO, separator: str | None = None) -> Iterator[tuple[int, dict[str, str] | InputError]]:
    """(line number, row) of a table with a header; a broken row is an error and the next is tried.

    `separator` is found in the header when null. Raises `InputError` for a table without a column of texts.
    """
    csv.field_size_limit(MAX_FIELD)
    text = _characters(stream)
    header, skipped = next(text, ""), 0
    if stated := _STATED.match(header):
        header, skipped, separator = next(text, ""), 1, stated[1]
    separator = separator or max(_SEPARATORS, key=header.count)
    separator = separator if separator in header else _NONE
    names = _names(header, separator)
    if not columns.has_text(names):
        raise InputError(f"no column named {', '.join(columns.FIELDS['text'][:4])} …; found: {', '.join(names)[:200]}")
    lines = _Lines(text)
    for number, cells in _cells(lines, separator):
        yield number + skipped, cells if isinstance(cells, InputError) else _row(cells, names)


def _names(header: str, separator: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=separator), [])]
    except csv.Error as error:
        raise InputError(f"broken header: {error}") from None


class _Lines:
    """The lines of a table, keeping those of the row that is being read, so that they can be read again."""

    def __init__(self, text: Iterator[str]) -> None:
        self._text = text
        self._again: deque[str] = deque()
        self.row: list[str] = []
        self.number = 1  # of the last line given; the header is line 1

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self._again.popleft() if self._again else next(self._text)
        self.row.append(line)
        self.number += 1
        return line

    def back(self) -> None:
        """Gives all lines of this row but the first once more."""
        self._again.extendleft(reversed(self.row[1:]))
        self.number -= len(self.row) - 1


def _cells(lines: _Lines, separator: str) -> Iterator[tuple[int, list[str] | InputError]]:
    """(line number, cells) of each row that is not empty."""
    reader, repairs = csv.reader(lines, delimiter=separator), 0
    while True:
        lines.row.clear()
        number = lines.number + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, InputError(f"broken row: {error}")
            continue
        if len(lines.row) > 1 and repairs < MAX_REPAIRS and _unclosed(lines.row, separator):
            yield number, InputError("broken row: a quote is opened and never closed")
            lines.back()
            reader, repairs = csv.reader(lines, delimiter=separator), repairs + 1
        elif any(cells):
            yield number, cells


def _unclosed(row: list[str], separator: str) -> bool:
    """Whether the last row was ended by the end of the table, inside a quote: it would swallow all rows behind it."""
    try:
        list(csv.reader(row, delimiter=separator, strict=True))
    except csv.Error as error:
        return "unexpected end" in str(error)
    return False


def _row(cells: list[str], names: list[str]) -> dict[str, str] | InputError:
    if len(cells) > len(names):
        return InputError(f"{len(cells)} cells under {len(names)} columns: a separator or quote is out of place")
    return dict(zip(names, cells, strict=False))


def _characters(stream: BinaryIO) -> Iterator[str]:
    """Lines of text; each is decoded for itself, so that one of another character set spoils no other."""
    head = stream.peek(2)[:2] if isinstance(stream, io.BufferedReader) else b""
    if head in _WIDE:
        wide = io.TextIOWrapper(stream, encoding="utf-16", errors="replace", newline="")
        try:
            yield from wide
        finally:
            if not stream.closed:
                wide.detach()
        return
    for _, line in bounded(stream):
        yield from _RETURN.split(_decoded(line) if line is not None else "\n")


def _decoded(line: bytes) -> str:
    try:
        return decode(line)
    except InputError:
        return line.decode("utf-8", "replace")  # one such line must not end the table
