"""From a path or an address to an open, checked, up-to-date corpus."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Engine, select

from dateline.errors import StoreError
from dateline.store import connect, failures, migrate, schema
from dateline.store.dialect import dialect
from dateline.store.store import Store

WAIT = 30.0  # seconds that a second writer waits for its turn
_MAGIC = b"SQLite format 3\0"


def utc() -> str:
    """Now, to the second, as ISO 8601."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def open(
    target: str | Path,
    *,
    readonly: bool = False,
    create: bool = True,
    texts: bool | None = None,
    wait: float = WAIT,
    clock: Callable[[], str] = utc,
) -> Store:
    """The corpus at a path (SQLite) or a ``postgresql://`` address; made if it is not there and `create`.

    `texts=False` makes a corpus that keeps hashes, offsets and excerpts but no texts; null takes it as it is. `wait`:
    seconds to wait while another process writes. An earlier version is brought up to date unless `readonly`.
    Raises `StoreError`: no corpus there, locked, read-only, made by a newer version, something else than a corpus.
    """
    url = connect.address(target)
    where = connect.shown(url)
    if url.get_backend_name() == "sqlite":
        _file(Path(str(url.database)), where, may_create=create and not readonly)
    with failures.told(where):
        engine = connect.engine(url, readonly=readonly, wait=wait)
        try:
            kept = _kept(engine, where, readonly, create, texts, clock)
        except BaseException:
            engine.dispose()
            raise
    return Store(engine, url, readonly=readonly, texts=kept, clock=clock)


def _file(path: Path, where: str, may_create: bool) -> None:
    """Raises `StoreError` for what is plainly no corpus, before a database touches it."""
    if path.is_dir():
        raise StoreError(f"{where}: this is a folder; a corpus is a file")
    if not path.parent.is_dir():
        raise StoreError(f"{where}: no such folder: {path.parent}")
    if not path.exists() or not path.stat().st_size:
        if not may_create:
            raise StoreError(f"{where}: no corpus there; `dateline add` makes one")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(_MAGIC))
    except OSError as error:
        raise StoreError(f"{where}: {error.strerror}") from error
    if head != _MAGIC:
        raise StoreError(f"{where}: not a corpus: this file is something else")


def _kept(
    engine: Engine, where: str, readonly: bool, create: bool, texts: bool | None, clock: Callable[[], str]
) -> bool:
    """Brings the schema up to date; whether the corpus keeps texts."""
    with engine.connect() as connection:
        found = migrate.version(connection, where)
    migrate.refuse_newer(found, where)
    if found == 0 and not (create and not readonly):
        raise StoreError(f"{where}: no corpus there; `dateline add` makes one")
    if found < schema.VERSION and readonly:
        raise StoreError(f"{where}: made by an earlier version; open it once for writing to bring it up to date")
    if found < schema.VERSION:
        with connect.writing(engine) as connection, connection.begin():
            migrate.ready(connection, dialect(engine.name), where, clock(), texts is not False)
    query = select(schema.corpus.c.value).where(schema.corpus.c.name == "texts")
    with engine.connect() as connection:
        kept = connection.scalar(query) == "yes"
    if texts is not None and texts != kept:
        raise StoreError(f"{where}: this corpus was made {'with' if kept else 'without'} texts, and stays so")
    return kept
