"""A corpus of every earlier schema opens, whole, as if it had been made today.

``schemas/N.DIALECT.sql`` is a corpus of schema version N as that version wrote it; such a file is never changed.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, inspect

from dateline import store
from dateline.errors import StoreError
from dateline.store import Fact, schema
from dateline.store.migrate import MIGRATIONS
from tests.store.samples import coded, sentence

SCHEMAS = Path(__file__).parent / "schemas"
EARLIER = range(1, schema.VERSION)


def script(version: int, dialect: str) -> str:
    return (SCHEMAS / f"{version}.{dialect}.sql").read_text(encoding="utf-8")


def old_file(path: Path, version: int) -> Path:
    with closing(sqlite3.connect(path)) as database:
        database.executescript(f"PRAGMA synchronous=OFF; BEGIN; {script(version, 'sqlite')} COMMIT;")
    return path


def looks_like(address: str) -> dict[str, Any]:
    """Tables with their columns, keys and indexes, in no order."""
    engine = create_engine(address)
    with engine.connect() as connection:
        seen = inspect(connection)
        found = {
            table: (
                sorted((c["name"], str(c["type"]), c["nullable"]) for c in seen.get_columns(table)),
                seen.get_pk_constraint(table)["constrained_columns"],
                sorted((i["name"] or "", i["column_names"]) for i in seen.get_indexes(table)),
                sorted((f["constrained_columns"], f["referred_table"]) for f in seen.get_foreign_keys(table)),
            )
            for table in seen.get_table_names()
        }
    engine.dispose()
    return found


def assert_whole(corpus: store.Store) -> None:
    assert corpus.status().schema == schema.VERSION
    assert corpus.check() == []
    first = coded([sentence(), sentence("southern", "visited", "Ostvik", None)], quote="We saw nothing")
    assert corpus.text("r1") == first.article.text
    assert [e.trigger.exact for e in corpus.coded("r1").events] == ["shelled", "visited"]
    dated = [(e.date, str(e.first), str(e.last)) for e in corpus.events()]
    assert dated == [("2025-09-04",) * 3, ("2025-09", "2025-09-01", "2025-09-30"), (None, "None", "None")]
    assert [h.report for h in corpus.search("spokesman")] == ["r1"]
    new = coded([sentence(toll=77)], url="new")
    said = Fact("NRD.MIL", "role", "army", None, None, "r3", 0, 2, "On")
    assert corpus.put(new, key="new", run="run1", facts=[said]).report == "r3"
    assert corpus.facts() == (said,)


@pytest.mark.parametrize("version", EARLIER)
def test_an_earlier_file_opens_whole(tmp_path: Path, version: int) -> None:
    path = old_file(tmp_path / "old.dateline", version)
    with store.open(path) as corpus:
        assert_whole(corpus)
    with store.open(tmp_path / "new.dateline"):
        pass
    assert looks_like(f"sqlite:///{path}") == looks_like(f"sqlite:///{tmp_path / 'new.dateline'}")


@pytest.mark.postgres
@pytest.mark.parametrize("version", EARLIER)
def test_an_earlier_database_opens_whole(server: str, shared: str, version: int) -> None:
    import psycopg

    with psycopg.connect(server) as connection:
        connection.execute(script(version, "postgresql"))  # type: ignore[call-overload]
    with store.open(server) as corpus:
        assert_whole(corpus)
    addresses = [a.replace("postgresql://", "postgresql+psycopg://") for a in (server, shared)]
    assert looks_like(addresses[0]) == looks_like(addresses[1])


def test_an_earlier_file_is_not_changed_by_reading(tmp_path: Path) -> None:
    path = old_file(tmp_path / "old.dateline", 1)
    before = path.read_bytes()
    with pytest.raises(StoreError, match="made by an earlier version; open it once for writing"):
        store.open(path, readonly=True)
    assert path.read_bytes() == before


def test_a_migration_that_fails_leaves_the_corpus_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = old_file(tmp_path / "old.dateline", 1)
    before = looks_like(f"sqlite:///{path}")
    whole = MIGRATIONS[2]

    def half(connection: Any) -> None:
        whole(connection)
        raise StoreError("interrupted")

    monkeypatch.setitem(MIGRATIONS, 2, half)
    with pytest.raises(StoreError, match="interrupted"):
        store.open(path)
    assert looks_like(f"sqlite:///{path}") == before
    monkeypatch.undo()
    with store.open(path) as corpus:
        assert_whole(corpus)


def test_every_version_has_its_migration_and_its_fixture() -> None:
    assert sorted(MIGRATIONS) == list(range(2, schema.VERSION + 1))
    for version in EARLIER:
        assert script(version, "sqlite")
        assert script(version, "postgresql")
