"""The corpus' schema: made once, brought up to date on opening, one version after the other, all in one transaction.

A migration is written against the tables of its time, in plain SQL that both databases understand, and is never changed
afterwards. tests/store holds the schema of every earlier version and runs each through.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect, text

from dateline.errors import StoreError
from dateline.store import schema
from dateline.store.dialect import Dialect
from dateline.store.rows import bounds
from dateline.version import __version__

_LOCK = 0x6461_7465_6C69  # PostgreSQL's advisory lock of those who create or migrate


def version(connection: Connection, where: str) -> int:
    """The schema's version, 0 for an empty database. Raises `StoreError` when it holds something else."""
    tables = set(inspect(connection).get_table_names())
    if not tables:
        return 0
    if not {"corpus", "migrations", "counters"} <= tables:
        raise StoreError(f"{where}: not a corpus: this database holds other tables ({', '.join(sorted(tables)[:3])} …)")
    return int(connection.scalar(text("SELECT max(version) FROM migrations")) or 0)


def ready(connection: Connection, dialect: Dialect, where: str, now: str, texts: bool) -> None:
    """Creates the schema or brings it up to date, inside a transaction that writes.

    Raises `StoreError` for a schema that is newer than this program.
    """
    if dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
    found = version(connection, where)
    refuse_newer(found, where)
    if found == 0:
        _create(connection, dialect, now, texts)
        return
    for number in range(found + 1, schema.VERSION + 1):
        MIGRATIONS[number](connection)
        _applied(connection, number, now)


def refuse_newer(found: int, where: str) -> None:
    """Raises `StoreError` for a schema of the future."""
    if found > schema.VERSION:
        raise StoreError(
            f"{where}: made by a newer Dateline (schema {found}, this one reads up to {schema.VERSION}): "
            "pip install -U dateline-news"
        )


def _create(connection: Connection, dialect: Dialect, now: str, texts: bool) -> None:
    schema.metadata.create_all(connection)
    for statement in dialect.search_ddl():
        connection.exec_driver_sql(statement)
    about = {"format": schema.FORMAT, "texts": "yes" if texts else "no", "created": now}
    connection.execute(schema.corpus.insert(), [{"name": k, "value": v} for k, v in about.items()])
    connection.execute(schema.counters.insert(), [{"kind": kind, "last": 0} for kind in schema.KINDS])
    _applied(connection, schema.VERSION, now)


def _applied(connection: Connection, number: int, now: str) -> None:
    connection.execute(
        text("INSERT INTO migrations (version, applied, package) VALUES (:version, :applied, :package)"),
        {"version": number, "applied": now, "package": __version__},
    )


def _to_2(connection: Connection) -> None:
    """Days that bound the date of an event, for filters and series; what reports say of actors."""
    for column in ("date_first", "date_last"):
        connection.execute(text(f"ALTER TABLE events ADD COLUMN {column} DATE"))
    for date in connection.scalars(text("SELECT DISTINCT date FROM events WHERE date IS NOT NULL")).all():
        first, last = bounds(date)
        if first and last:
            connection.execute(text(_BOUND), {"date": date, "first": str(first), "last": str(last)})
    for statement in _FACTS:
        connection.execute(text(statement))


_BOUND = "UPDATE events SET date_first = :first, date_last = :last WHERE date = :date"
_FACTS = (
    "DROP INDEX events_type",
    "CREATE INDEX events_type ON events (type, date_first)",
    "CREATE INDEX events_date ON events (date_first)",
    "CREATE TABLE facts (id INTEGER NOT NULL, actor TEXT NOT NULL, attribute TEXT NOT NULL, value TEXT NOT NULL,"
    " valid_from TEXT, valid_to TEXT, report INTEGER NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL,"
    " words TEXT NOT NULL, PRIMARY KEY (id), FOREIGN KEY (report) REFERENCES reports (id))",
    "CREATE INDEX facts_actor ON facts (actor, attribute)",
    "CREATE INDEX facts_value ON facts (attribute, value)",
    "CREATE INDEX ix_facts_report ON facts (report)",
    "INSERT INTO counters (kind, last) VALUES ('fact', 0)",
)


def _to_3(connection: Connection) -> None:
    """Keys of near-duplicates with weights, block keys of merging, small things to remember.

    The keys of version 2 are those of bands, which weigh 4. All reports wait to be settled, which notes block keys.
    """
    by_key = " WITHOUT ROWID" if connection.dialect.name == "sqlite" else ""
    for statement in _KEYS:
        connection.execute(text(statement.format(by_key=by_key)))
    add = text("UPDATE contents SET fingerprint = :keys WHERE version = :version")
    packed_bands = text("SELECT version, fingerprint FROM contents WHERE fingerprint IS NOT NULL")
    for row in connection.execute(packed_bands).all():
        packed = bytes(row.fingerprint)
        keys = (packed[at : at + 8] for at in range(0, len(packed), 8))
        connection.execute(add, {"version": row.version, "keys": b"".join(key + b"\4" for key in keys)})
    connection.execute(text("UPDATE reports SET pending = true"))


_KEYS = (
    "CREATE TABLE kept (name TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY (name))",
    'CREATE TABLE fingerprints ("key" BIGINT NOT NULL, report INTEGER NOT NULL, weight SMALLINT NOT NULL,'
    ' PRIMARY KEY ("key", report), FOREIGN KEY (report) REFERENCES reports (id)){by_key}',
    "CREATE INDEX ix_fingerprints_report ON fingerprints (report)",
    'CREATE TABLE blocks ("key" INTEGER NOT NULL, report INTEGER NOT NULL,'
    ' PRIMARY KEY ("key", report), FOREIGN KEY (report) REFERENCES reports (id)){by_key}',
    "CREATE INDEX ix_blocks_report ON blocks (report)",
    'INSERT INTO fingerprints ("key", report, weight) SELECT DISTINCT "key", report, 4 FROM bands',
    "DROP TABLE bands",
    "ALTER TABLE contents RENAME COLUMN bands TO fingerprint",
)

MIGRATIONS: dict[int, Callable[[Connection], None]] = {2: _to_2, 3: _to_3}  # version it leads to → what it does
