"""A copy of a corpus while it is in use: one snapshot, a file that opens like any other."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from dateline.errors import StoreError
from dateline.store import connect, migrate, schema
from dateline.store.dialect import dialect
from dateline.store.unit import batches


def free(target: Path, source: str | None) -> Path:
    """A path to write the copy to, put in place at the end. Raises `StoreError` when `target` is taken."""
    if source is not None and target.resolve() == Path(source).resolve():
        raise StoreError(f"{target}: a corpus cannot be backed up into itself")
    if target.exists():
        raise StoreError(f"{target}: this file exists already; a backup overwrites nothing")
    if not target.parent.is_dir():
        raise StoreError(f"{target}: no such folder: {target.parent}")
    return target.with_name(target.name + ".part")


def copy_file(connection: Connection, part: Path) -> None:
    """An SQLite corpus, page by page in one snapshot; writers go on meanwhile."""
    source: Any = connection.connection.driver_connection
    connection.rollback()  # the copy takes a snapshot of its own
    discard(part)
    with closing(sqlite3.connect(part)) as target:
        source.backup(target, pages=-1)
    _one_file(part)


def _one_file(part: Path) -> None:
    """Without a write-ahead log beside it, and sound."""
    with closing(sqlite3.connect(part, isolation_level=None)) as database:
        found = database.execute("PRAGMA quick_check(1)").fetchone()[0]
        database.execute("PRAGMA journal_mode=DELETE")
    if found != "ok":
        raise StoreError(f"the copy is damaged ({found}); `dateline check` says whether the corpus is")


def discard(part: Path) -> None:
    """Removes an unfinished copy."""
    for end in ("", "-wal", "-shm", "-journal"):
        part.with_name(part.name + end).unlink(missing_ok=True)


def settle(part: Path, target: Path) -> None:
    """Puts a finished copy in place, on disk before it gets its name."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())
    part.replace(target)


def copy_rows(source: Connection, part: Path, texts: bool) -> None:
    """All rows into a new SQLite corpus."""
    discard(part)
    engine = connect.engine(connect.address(part), readonly=False, wait=1)
    try:
        with connect.writing(engine) as target, target.begin():
            migrate.ready(target, dialect(engine.name), str(part), "", texts)
            for table in (schema.corpus, schema.migrations, schema.counters):
                target.execute(table.delete())
            for table in schema.metadata.sorted_tables:
                for batch in batches(_rows(source, table), 2000):
                    target.execute(insert(table), batch)
    finally:
        engine.dispose()
    _one_file(part)


def _rows(source: Connection, table: Table) -> Iterator[dict[str, Any]]:
    for row in source.execution_options(yield_per=2000).execute(select(table)):
        yield dict(row._mapping)
