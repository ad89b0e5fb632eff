"""CSV and TSV → rows, one a document; columns by the names of `columns.FIELDS`."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import BinaryIO

from dateline.articles import columns
from dateline.articles.text import decode
from dateline.articles.unpack import lines
from dateline.errors import InputError

MAX_FIELD = 16_000_000  # characters of a cell
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_SEPARATORS = (",", ";", "\t", "|")


def rows(stream: BinaryIO, separator: str | None = None) -> Iterator[tuple[int, dict[str, str] | InputError]]:
    """(line number, row) of a table with a header; a broken row is an error and the next is tried.

    `separator` is found in the header when null. Raises `InputError` for a table without a column of texts.
    """
    csv.field_size_limit(MAX_FIELD)
    text = _characters(stream)
    header = next(text, "")
    separator = separator or max(_SEPARATORS, key=header.count)
    names = _names(header, separator)
    if not columns.has_text(names):
        raise InputError(f"no column named {', '.join(columns.FIELDS['text'][:4])} …; found: {', '.join(names)[:200]}")
    yield from _rows(csv.reader(text, delimiter=separator), names)


def _names(header: str, separator: str) -> list[str]:
    try:
        return [name.strip() for name in next(csv.reader([header], delimiter=separator), [])]
    except csv.Error as error:
        raise InputError(f"broken header: {error}") from None


def _rows(reader: Iterator[list[str]], names: list[str]) -> Iterator[tuple[int, dict[str, str] | InputError]]:
    while True:
        number = reader.line_num + 2  # type: ignore[attr-defined]
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield number, InputError(f"broken row: {error}")
            continue
        if any(cells):
            yield number, _row(cells, names)


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
            wide.detach()
        return
    for _, line in lines(stream):
        yield decode(line) if line is not None else "\n"
