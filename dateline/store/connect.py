"""Paths and addresses → database engines, set up so that many readers work beside one writer.

SQLite runs with a write-ahead log: readers see the last finished transaction and never wait; a second writer waits up
to `wait` seconds. ``synchronous=NORMAL`` does not wait for the disk on each commit. A killed process loses nothing, for
what it wrote is with the operating system; a power cut may take the last transactions, whole ones, and never the file.
Coding them again is all there is to do, and `add` does it by itself: no document costs a disk flush therefore.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from dateline.errors import StoreError
from dateline.store import failures

CACHE_KIB = 64 * 1024
LOG_BYTES = 64_000_000  # of the write-ahead log that stay on disk; a chunk of 1,000 documents writes about 30 MB
WRITING = "dateline_writing"  # execution option of connections that will write


def address(target: str | Path) -> URL:
    """The database's address. Raises `StoreError` for one that is neither SQLite nor PostgreSQL."""
    if isinstance(target, Path) or "://" not in target:
        return URL.create("sqlite", database=str(target))
    try:
        url = make_url(target)
    except ArgumentError:
        raise StoreError(f"{target!r} is no address of a database") from None
    if url.get_backend_name() == "postgres":
        url = url.set(drivername="postgresql")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(f"{shown(url)}: a corpus is a file (SQLite) or a postgresql:// address")
    return url.set(drivername="postgresql+psycopg") if url.get_backend_name() == "postgresql" else url


def shown(url: URL) -> str:
    """How messages name the corpus: the path, or the address without its password."""
    return str(url.database) if url.get_backend_name() == "sqlite" else url.render_as_string(hide_password=True)


def engine(url: URL, *, readonly: bool, wait: float) -> Engine:
    """A connected engine; nothing is created in the database, but an SQLite file may come into being."""
    made = _postgres(url, readonly, wait) if url.get_backend_name() == "postgresql" else _sqlite(url, readonly, wait)
    if url.get_backend_name() == "sqlite" and readonly:
        return _readable(made, url, wait)
    return made


def _postgres(url: URL, readonly: bool, wait: float) -> Engine:
    try:
        made = create_engine(url, connect_args={"connect_timeout": max(2, int(wait))}, pool_pre_ping=True)
    except ImportError:
        raise StoreError("PostgreSQL needs its driver: pip install 'dateline-news[postgres]'") from None

    @event.listens_for(made, "connect")
    def prepare(connection: Any, _: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET lock_timeout = {int(wait * 1000)}")
            cursor.execute("SET client_min_messages = warning")
            if readonly:
                cursor.execute("SET default_transaction_read_only = on")
        connection.commit()

    return made


def _sqlite(url: URL, readonly: bool, wait: float, immutable: bool = False) -> Engine:
    path = str(url.database)
    mode = "?mode=ro" + "&immutable=1" * immutable if readonly else "?mode=rwc"

    def open_file() -> sqlite3.Connection:
        where = f"file:{quote(path)}{mode}"
        return sqlite3.connect(where, uri=True, timeout=wait, isolation_level=None, check_same_thread=False)

    made = create_engine("sqlite:///" + path, creator=open_file)
    event.listen(made, "connect", _pragmas_readonly if readonly else _pragmas)
    event.listen(made, "begin", _begin)
    return made


def _pragmas(connection: sqlite3.Connection, _: Any) -> None:
    mode = connection.execute("PRAGMA journal_mode").fetchone()[0]
    if mode != "wal":
        connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(f"PRAGMA journal_size_limit={LOG_BYTES}")
    _pragmas_readonly(connection, None)


def _pragmas_readonly(connection: sqlite3.Connection, _: Any) -> None:
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")


def _begin(connection: Connection) -> None:
    # A transaction that will write says so at once: it waits for its turn instead of failing half-way.
    writing = connection.get_execution_options().get(WRITING)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def writing(engine: Engine) -> Connection:
    """A connection whose transactions take the writer's turn at once."""
    return engine.connect().execution_options(**{WRITING: True})


def snapshot(engine: Engine) -> Connection:
    """A connection whose transactions see one state of the corpus throughout."""
    connection = engine.connect()
    return (
        connection.execution_options(isolation_level="REPEATABLE READ") if engine.name == "postgresql" else connection
    )


def _readable(made: Engine, url: URL, wait: float) -> Engine:
    """An engine that can read: in a folder where nothing may be created, the file is read as it lies."""
    try:
        with made.connect() as connection:
            connection.exec_driver_sql("SELECT count(*) FROM sqlite_master")
        return made
    except DBAPIError as error:
        name = failures.code(error)
        if not name.startswith(("SQLITE_CANTOPEN", "SQLITE_READONLY")) or not Path(str(url.database)).is_file():
            raise
    made.dispose()
    if _log_has_data(Path(str(url.database))):
        raise StoreError(
            f"{shown(url)}: its write-ahead log is not yet in the file, and this folder is read-only. "
            "Open it once where it can be written, or copy the folder"
        )
    return _sqlite(url, readonly=True, wait=wait, immutable=True)


def _log_has_data(path: Path) -> bool:
    log = path.with_name(path.name + "-wal")
    return log.exists() and log.stat().st_size > 0
