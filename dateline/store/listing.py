"""Coded and merged events by filter, and their number by month."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Table, case, exists, func, null, or_, select, tuple_, union

from dateline.errors import InputError
from dateline.records import MergedEvent, Span
from dateline.store import cluster_rows, schema
from dateline.store.dialect import Dialect
from dateline.store.unit import name, number
from dateline.store.values import Choice, EventFilter, EventRow, MergedFilter, Month

E, X, P = schema.events.c, schema.excerpts.c, schema.event_parties.c
M, MM, MP = schema.merged_events.c, schema.merged_members.c, schema.merged_parties.c
_THERE = schema.events.alias("there").c
Where = list[ColumnElement[bool]]


def several(choice: Choice) -> list[str]:
    """The values of a filter's field."""
    return [] if choice is None else [choice] if isinstance(choice, str) else list(choice)


def _one_of(column: Column[Any], choice: Choice) -> Where:
    return [] if choice is None else [column.in_(several(choice))]


def between(table: Table, since: str | None, until: str | None) -> Where:
    """Rows whose date may lie between two ISO days."""
    where: Where = []
    if since is not None:
        where.append(table.c.date_last >= day(since))
    if until is not None:
        where.append(table.c.date_first <= day(until))
    return where


def day(value: str) -> datetime.date:
    """An ISO day. Raises `InputError`."""
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise InputError(f"{value!r} is not a day such as 2025-11-07") from None


def _actor(column: Column[Any], choice: Choice) -> ColumnElement[bool]:
    """An actor, or one whose id goes on after a dot or a slash."""
    ways = [(column == a, column.startswith(a + ".", autoescape=True), column.startswith(a + "/", autoescape=True))
            for a in several(choice)]  # fmt: skip
    return or_(*(w for way in ways for w in way))


def event_where(wanted: EventFilter) -> Where:
    """The conditions of a filter on `events`."""
    where = [*_one_of(E.type, wanted.type), *_one_of(E.status, wanted.status), *_one_of(E.voice, wanted.voice),
             *between(schema.events, wanted.since, wanted.until)]  # fmt: skip
    mention, party = tuple_(E.report, E.number), select(P.report, P.event)
    if wanted.report is not None:
        where.append(E.report.in_([number(r, "report") for r in several(wanted.report)]))
    if wanted.actor is not None:
        where.append(mention.in_(party.where(_actor(P.actor, wanted.actor))))
    if wanted.country is not None:
        codes = several(wanted.country)
        there = select(_THERE.report, _THERE.number).where(_THERE.country.in_(codes))
        where.append(mention.in_(union(party.where(P.country.in_(codes)), there)))
    if wanted.place is not None:
        where.append(or_(E.place_name.in_(several(wanted.place)), E.place.in_(several(wanted.place))))
    return where


def events(connection: Connection, wanted: EventFilter) -> Iterator[EventRow]:
    """Coded events, by report and in the order of the text; read in batches."""
    columns = [c for c in schema.events.c if c.name != "excerpt"]
    query = select(*columns, X.start, X.stop, X.words).join_from(schema.events, schema.excerpts)
    query = query.where(*event_where(wanted)).order_by(E.report, E.number).limit(1000)
    last = (0, -1)
    while rows := connection.execute(query.where(tuple_(E.report, E.number) > tuple_(*last))).all():
        first, last = (rows[0].report, rows[0].number), (rows[-1].report, rows[-1].number)
        parties = _parties(connection, first[0], last[0])
        yield from (_event(row, parties.get((row.report, row.number), {})) for row in rows)


def _parties(connection: Connection, first: int, last: int) -> dict[tuple[int, int], dict[str, tuple[str, ...]]]:
    query = select(P.report, P.event, P.role, P.actor).where(P.report.between(first, last))
    found: dict[tuple[int, int], dict[str, tuple[str, ...]]] = {}
    for report, event, role, actor in connection.execute(query.order_by(P.report, P.number)):
        roles = found.setdefault((report, event), {})
        roles[role] = (*roles.get(role, ()), actor)
    return found


def _event(row: Any, parties: dict[str, tuple[str, ...]]) -> EventRow:
    return EventRow(
        report=name("report", row.report), event=row.event, type=row.type, mode=row.mode,
        contexts=tuple(filter(None, row.contexts.split(";"))), status=row.status, voice=row.voice, quad=row.quad,
        intensity=row.intensity, confidence=row.confidence, actors=parties.get("actor", ()),
        recipients=parties.get("recipient", ()), date=row.date, first=row.date_first, last=row.date_last,
        place=row.place, place_name=row.place_name, country=row.country,
        trigger=Span(start=row.trigger_start, end=row.trigger_stop, exact=row.trigger),
        evidence=Span(start=row.start, end=row.stop, exact=row.words),
    )  # fmt: skip


def merged_where(wanted: MergedFilter) -> Where:
    """The conditions of a filter on `merged_events`."""
    where = [*_one_of(M.type, wanted.type), *_one_of(M.status, wanted.status), *_one_of(M.place, wanted.place),
             *between(schema.merged_events, wanted.since, wanted.until)]  # fmt: skip
    if wanted.single_source is not None:
        where.append(M.single_source == wanted.single_source)
    if wanted.report is not None:
        told = [number(r, "report") for r in several(wanted.report)]
        where.append(exists().where(MM.merged == M.id, MM.report.in_(told)))
    if wanted.actor is not None:
        where.append(exists().where(MP.merged == M.id, _actor(MP.actor, wanted.actor)))
    if wanted.country is not None:
        codes = several(wanted.country)
        where.append(or_(M.country.in_(codes), exists().where(MP.merged == M.id, MP.country.in_(codes))))
    return where


def merged_events(connection: Connection, wanted: MergedFilter) -> Iterator[MergedEvent]:
    """Merged events by date, undated ones last; read in batches."""
    order = (M.date_first.is_(None), M.date_first, M.id)
    ids = list(connection.scalars(select(M.id).where(*merged_where(wanted)).order_by(*order)))
    for start in range(0, len(ids), 500):
        batch = ids[start : start + 500]
        found = cluster_rows.merged(connection, batch)
        yield from (found[i] for i in batch)


def months(connection: Connection, dialect: Dialect, wanted: EventFilter | MergedFilter, by_type: bool) -> list[Month]:
    """Events per calendar month; an event dated to a year or across months is in none (month null)."""
    coded = isinstance(wanted, EventFilter)
    table: Table = schema.events if coded else schema.merged_events
    where = event_where(wanted) if isinstance(wanted, EventFilter) else merged_where(wanted)
    first, last = dialect.month(table.c.date_first), dialect.month(table.c.date_last)
    month = case((first == last, first), else_=null()).label("month")
    type_ = table.c.type.label("type") if by_type else null().label("type")
    inner = select(month, type_).select_from(table).where(*where).subquery()
    columns = (inner.c.month, inner.c.type)
    query = select(*columns, func.count()).group_by(*columns)
    query = query.order_by(inner.c.month.is_(None), *columns)
    return [Month(*row) for row in connection.execute(query)]
