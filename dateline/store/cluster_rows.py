"""Families, merged events and stories ↔ rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, select, update

from dateline.records import Family, FamilyLink, Member, MergedEvent, Story
from dateline.store import schema
from dateline.store.codec import compact
from dateline.store.rows import days
from dateline.store.unit import Unit, batches, name, number

Found = dict[str, list[dict[str, Any]]]


def _rows(connection: Connection, table: Table, key: Column[Any], ids: list[int] | None) -> Iterator[Any]:
    """Rows by key, in the order of the primary key; all for null."""
    query = select(table).order_by(*table.primary_key)
    if ids is None:
        yield from connection.execute(query)
        return
    for batch in batches(sorted(ids)):
        yield from connection.execute(query.where(key.in_(batch)))


def _grouped(rows: Iterable[Any], key: str) -> dict[int, list[Any]]:
    groups: dict[int, list[Any]] = {}
    for row in rows:
        groups.setdefault(row._mapping[key], []).append(row)
    return groups


def _of(connection: Connection, wanted: Column[Any], report: Column[Any], reports: Collection[str]) -> set[int]:
    """Ids of the clusters that some reports are in."""
    numbers = sorted(number(r, "report") for r in reports)
    found: set[int] = set()
    for batch in batches(numbers):
        found.update(i for i in connection.scalars(select(wanted).where(report.in_(batch))) if i is not None)
    return found


# ---- families ---------------------------------------------------------------------------------------------------


def families(connection: Connection, ids: list[int] | None) -> dict[int, Family]:
    """Families by number."""
    r = schema.reports.c
    members: dict[int, list[int]] = {}
    query = select(r.family, r.id).where(r.family.is_not(None)).order_by(r.id)
    for batch in [None] if ids is None else batches(sorted(ids)):
        for family, report in connection.execute(query if batch is None else query.where(r.family.in_(batch))):
            members.setdefault(family, []).append(report)
    links = _grouped(_rows(connection, schema.family_links, schema.family_links.c.family, ids), "family")
    return {
        row.id: Family(
            id=name("family", row.id), members=tuple(name("report", i) for i in members.get(row.id, ())),
            original=name("report", row.original) if row.original else None,
            links=tuple(_link(link) for link in links.get(row.id, ())),
        )
        for row in _rows(connection, schema.families, schema.families.c.id, ids)
    }  # fmt: skip


def _link(row: Any) -> FamilyLink:
    return FamilyLink(a=name("report", row.a), b=name("report", row.b), share=row.share, kind=row.kind)


def families_of(connection: Connection, reports: Collection[str]) -> set[int]:
    """Families of some reports."""
    return _of(connection, schema.reports.c.family, schema.reports.c.id, reports)


def family_row(id: int, family: Family) -> Found:
    """Rows of one family; its members are marked by `claim`."""
    original = number(family.original, "report") if family.original else None
    links = [{"family": id, "a": number(link.a, "report"), "b": number(link.b, "report"), "share": link.share,
              "kind": link.kind} for link in family.links]  # fmt: skip
    return {"families": [{"id": id, "original": original}], "family_links": links}


def claim(unit: Unit, kind: str, changed: Iterable[tuple[int, Any]]) -> None:
    """Writes the family of reports into their rows."""
    if kind != "family":
        return
    table = schema.reports
    rows = [{"of": number(m, "report"), "to": id} for id, family in changed for m in family.members]
    if rows:
        statement = update(table).where(table.c.id == bindparam("of")).values(family=bindparam("to"))
        unit.connection.execute(statement, rows)


def release(unit: Unit, kind: str, ids: list[int]) -> None:
    """Takes reports out of families that will be gone."""
    if kind == "family":
        table = schema.reports
        unit.connection.execute(update(table).where(table.c.family.in_(ids)).values(family=None))


# ---- merged events ----------------------------------------------------------------------------------------------


def merged(connection: Connection, ids: list[int] | None) -> dict[int, MergedEvent]:
    """Merged events by number."""
    m, p = schema.merged_members, schema.merged_parties
    members = _grouped(_rows(connection, m, m.c.merged, ids), "merged")
    parties = _grouped(_rows(connection, p, p.c.merged, ids), "merged")
    table = schema.merged_events
    return {
        row.id: _merged(row, members.get(row.id, []), parties.get(row.id, []))
        for row in _rows(connection, table, table.c.id, ids)
    }


def _merged(row: Any, members: list[Any], parties: list[Any]) -> MergedEvent:
    return MergedEvent(
        id=name("merged", row.id), type=row.type, mode=row.mode, date=row.date, place=row.place, country=row.country,
        status=row.status, families=row.families, outlets=row.outlets, publishers=row.publishers,
        single_source=row.single_source,
        actors=tuple(p.actor for p in parties if p.role == "actor"),
        recipients=tuple(p.actor for p in parties if p.role == "recipient"),
        members=tuple(_member(m) for m in members),
        slots=json.loads(row.slots), voices=json.loads(row.voices), why=tuple(json.loads(row.why)),
    )  # fmt: skip


def _member(row: Any) -> Member:
    return Member(report=name("report", row.report), event=row.event, family=name("family", row.family))


def merged_of(connection: Connection, reports: Collection[str]) -> set[int]:
    """Merged events that some reports tell of."""
    return _of(connection, schema.merged_members.c.merged, schema.merged_members.c.report, reports)


def told(connection: Connection, reports: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Merged events with a member in some reports → all their members, without anything else."""
    c = schema.merged_members.c
    found: dict[str, tuple[str, ...]] = {}
    for batch in batches(sorted(merged_of(connection, reports))):
        query = select(c.merged, c.report, c.event).where(c.merged.in_(batch)).order_by(c.merged, c.number)
        for id, rows in groupby(connection.execute(query), key=itemgetter(0)):
            found[name("merged", id)] = tuple(f"{name('report', row.report)}/{row.event}" for row in rows)
    return found


def merged_row(id: int, event: MergedEvent) -> Found:
    """Rows of one merged event."""
    kept = event.model_dump(mode="json", include={"slots", "voices", "why"})
    row = {
        "id": id, "type": event.type, "mode": event.mode, "date": event.date, **days(event.date), "place": event.place,
        "country": event.country, "status": event.status, "families": event.families, "outlets": event.outlets,
        "publishers": event.publishers, "single_source": event.single_source,
        **{key: compact(value) for key, value in kept.items()},
    }  # fmt: skip
    members = [{"merged": id, "number": n, "report": number(m.report, "report"), "event": m.event,
                "family": number(m.family, "family")} for n, m in enumerate(event.members)]  # fmt: skip
    named = [("actor", a) for a in event.actors] + [("recipient", a) for a in event.recipients]
    alleged = (v.value for s in event.slots if s.name == "actors" for v in s.values)
    named += [("alleged", a) for a in dict.fromkeys(alleged) if a not in event.actors]  # to be found by
    parties = [{"merged": id, "number": n, "role": role, "actor": actor, "country": _country(actor)}
               for n, (role, actor) in enumerate(named)]  # fmt: skip
    return {"merged_events": [row], "merged_members": members, "merged_parties": parties}


def _country(actor: str) -> str:
    """The first part of an actor id: its country or body, or the sector of one without."""
    return actor.partition("/")[0].partition(".")[0]


# ---- stories ----------------------------------------------------------------------------------------------------


def stories(connection: Connection, ids: list[int] | None) -> dict[int, Story]:
    """Stories by number."""
    r, e = schema.story_reports, schema.story_events
    reports = _grouped(_rows(connection, r, r.c.story, ids), "story")
    events = _grouped(_rows(connection, e, e.c.story, ids), "story")
    return {
        row.id: Story(
            id=name("story", row.id), title=row.title, first=row.date_first, last=row.date_last,
            reports=tuple(name("report", r.report) for r in reports.get(row.id, ())),
            events=tuple(name("merged", e.merged) for e in events.get(row.id, ())),
        )
        for row in _rows(connection, schema.stories, schema.stories.c.id, ids)
    }  # fmt: skip


def stories_of(connection: Connection, reports: Collection[str]) -> set[int]:
    """Stories that some reports are in."""
    return _of(connection, schema.story_reports.c.story, schema.story_reports.c.report, reports)


def story_row(id: int, story: Story) -> Found:
    """Rows of one story."""
    reports = [{"story": id, "number": n, "report": number(r, "report")} for n, r in enumerate(story.reports)]
    events = [{"story": id, "number": n, "merged": number(m, "merged")} for n, m in enumerate(story.events)]
    row = {"id": id, "title": story.title, "date_first": story.first, "date_last": story.last}
    return {"stories": [row], "story_reports": reports, "story_events": events}
