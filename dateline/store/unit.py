"""One transaction that writes: its connection, and ids that are never used twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Table, select

from dateline.errors import StoreError
from dateline.store import schema
from dateline.store.dialect import Dialect

KINDS = {"merged": "merged event"}
LETTERS = {"report": "r", "family": "f", "merged": "m", "story": "t", "run": "run"}
T = TypeVar("T")
AT_ONCE = 500  # values in one IN (…); SQLite allows 32,766


class Unit:
    """A transaction of one writer. Counters are read on the first id and written back by `save`."""

    def __init__(self, connection: Connection, dialect: Dialect, now: str, texts: bool) -> None:
        self.connection, self.dialect, self.now, self.texts = connection, dialect, now, texts
        # Locks the counters (PostgreSQL), so that writers follow one another; SQLite's BEGIN IMMEDIATE did already.
        query = select(schema.counters.c.kind, schema.counters.c.last).order_by("kind").with_for_update()
        self._last = {row.kind: int(row.last) for row in connection.execute(query)}
        self._saved = dict(self._last)

    def take(self, kind: str, count: int = 1) -> int:
        """The first of `count` new ids in a row."""
        first = self._last[kind] + 1
        self._last[kind] += count
        return first

    def save(self) -> None:
        """Writes the counters back. Before the commit, always."""
        for kind, last in self._last.items():
            if last != self._saved[kind]:
                table = schema.counters
                self.connection.execute(table.update().where(table.c.kind == kind).values(last=last))
        self._saved = dict(self._last)

    def insert(self, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Adds rows, all of which have the same columns."""
        if rows:
            self.connection.execute(table.insert(), rows)


def number(id: str, kind: str) -> int:
    """The number in an id such as ``r12``. Raises `StoreError` when it is no id of that kind."""
    letters = LETTERS[kind]
    digits = id.removeprefix(letters)
    if not id.startswith(letters) or not re.fullmatch("[0-9]{1,9}", digits):
        raise StoreError(f"{id[:40]!r} is no id of a {KINDS.get(kind, kind)}: such ids look like {letters}12")
    return int(digits)


def name(kind: str, number: int) -> str:
    """The id of a number."""
    return f"{LETTERS[kind]}{number}"


def batches(values: Iterable[T], size: int = AT_ONCE) -> Iterator[list[T]]:
    """Lists of at most `size`."""
    stream = iter(values)
    while batch := list(islice(stream, size)):
        yield batch
