"""Reports taken out of the corpus: the id stays, with a tombstone that says why."""

from __future__ import annotations

from typing import Any

from sqlalchemy import delete, select, update

from dateline.errors import StoreError
from dateline.store import reader, schema
from dateline.store.unit import Unit, number
from dateline.store.writer import add_records, archive, clear_facts, fingerprint_rows, mark


def withdraw(unit: Unit, id: str, reason: str, erase: bool) -> None:
    """Takes a report out of search, events and counts. `erase` deletes its words for good, in all versions."""
    head = _head(unit, id)
    if head.withdrawn is None:
        archive(unit, head.id, head.current)
        _set(unit, head.id, unit.now)
    elif not erase:
        raise StoreError(f"{id} is withdrawn already")
    if erase:
        _erase(unit, head.id)
    _dig_up(unit, head.id)
    row = {"kind": "report", "number": head.id, "at": unit.now, "reason": reason, "successor": None}
    unit.insert(schema.tombstones, [row])


def restore(unit: Unit, id: str) -> None:
    """Takes a withdrawal back. Raises `StoreError` when the report is not withdrawn, or its content erased."""
    head = _head(unit, id)
    if head.withdrawn is None:
        raise StoreError(f"{id} is not withdrawn")
    coded = reader.coded(unit.connection, id, None)
    signature = reader.signatures(unit.connection, [id]).get(id)
    article = coded.article
    unit.insert(schema.texts, [{"report": head.id, "title": article.title or "", "body": article.text}])
    contents = schema.contents
    unit.connection.execute(update(contents).where(contents.c.version == head.current).values(text=None))
    unit.insert(schema.fingerprints, fingerprint_rows(head.id, signature))
    add_records(unit, head.id, coded, ())
    _set(unit, head.id, None)
    _dig_up(unit, head.id)


def _head(unit: Unit, id: str) -> Any:
    query = select(schema.reports).where(schema.reports.c.id == number(id, "report"))
    head = unit.connection.execute(query).one_or_none()
    if head is None:
        raise StoreError(f"no report {id}")
    return head


def _set(unit: Unit, report: int, withdrawn: str | None) -> None:
    table = schema.reports
    unit.connection.execute(update(table).where(table.c.id == report).values(withdrawn=withdrawn))
    mark(unit, [report], pending=True)


def _dig_up(unit: Unit, report: int) -> None:
    c = schema.tombstones.c
    unit.connection.execute(delete(schema.tombstones).where(c.kind == "report", c.number == report))


def _erase(unit: Unit, report: int) -> None:
    clear_facts(unit, report)
    versions, contents = schema.versions, schema.contents
    ids = select(versions.c.id).where(versions.c.report == report)
    gone: dict[str, Any] = {"coded": None, "text": None, "digest": None, "fingerprint": None}
    unit.connection.execute(update(contents).where(contents.c.version.in_(ids)).values(gone))
    named: dict[str, Any] = {"title": None, "byline": None, "filing": None, "origin": "{}"}
    unit.connection.execute(update(versions).where(versions.c.report == report).values(named))
