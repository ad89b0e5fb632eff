"""Human judgements about event mentions: kept for ever, taken back by a mark, and found again after recoding.

A judgement remembers the type, the evidence sentence (its hash) and the trigger of both mentions. Recoding may number
the events of a report anew; the judgement then belongs to the event of the same type on the same sentence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, select, update

from dateline.errors import StoreError
from dateline.records import Judgement
from dateline.store import schema
from dateline.store.unit import Unit, batches, name, number

J = schema.judgements.c
Mentions = dict[int, list[dict[str, str]]]  # report → its events, as judgements know them


def evidence_hash(words: str) -> str:
    """What an evidence sentence is recognised by; line breaks and runs of blanks do not matter."""
    return hashlib.sha256(" ".join(words.split()).encode("utf-8")).hexdigest()[:32]


def split(ref: str) -> tuple[int, str]:
    """Report number and event id of ``r1/e2``. Raises `StoreError` for another form."""
    report, slash, event = ref.partition("/")
    if not slash or not event:
        raise StoreError(f"{ref!r} names no event of a report: such names look like r1/e2")
    return number(report, "report"), event


def judge(unit: Unit, kind: Any, a: str, b: str, by: str) -> Judgement:
    """Adds a judgement; an earlier one about the same two mentions is taken back."""
    one, other = sorted((split(a), split(b)))
    if one == other:
        raise StoreError(f"a judgement is about two events, {a} is one")
    unjudge(unit, a, b)
    row = {"id": unit.take("judgement"), "kind": kind, "by": by, "at": unit.now}
    for side, (report, event) in (("a", one), ("b", other)):
        known = [m for m in mentions(unit.connection, [report]).get(report, []) if m["event"] == event]
        if not known:
            raise StoreError(f"report {name('report', report)} has no event {event}")
        row |= {f"{side}_report": report, **{f"{side}_{key}": value for key, value in known[0].items()}}
    unit.insert(schema.judgements, [row])
    return Judgement(kind=kind, a=_ref(one), b=_ref(other), by=by, at=unit.now)


def _ref(mention: tuple[int, str]) -> str:
    return f"{name('report', mention[0])}/{mention[1]}"


def unjudge(unit: Unit, a: str, b: str) -> bool:
    """Takes the judgement about two mentions back; false when there is none."""
    ends = {split(a), split(b)}
    wanted = [row.id for row, now in _attached(unit.connection) if now is not None and set(now) == ends]
    if wanted:
        table = schema.judgements
        unit.connection.execute(update(table).where(table.c.id.in_(wanted)).values(revoked=unit.now))
    return bool(wanted)


def judgements(connection: Connection, lost: bool = False) -> tuple[Judgement, ...]:
    """Judgements in force, about the events as they are numbered now; `lost`: those whose events are gone."""
    found = []
    for row, now in _attached(connection):
        if (now is None) == lost:
            a, b = now or ((row.a_report, row.a_event), (row.b_report, row.b_event))
            found.append(Judgement(kind=row.kind, a=_ref(a), b=_ref(b), by=row.by, at=row.at))
    return tuple(found)


def _attached(connection: Connection) -> list[tuple[Any, tuple[tuple[int, str], tuple[int, str]] | None]]:
    """Judgements in force with their two mentions today; null when one is gone."""
    rows = connection.execute(select(schema.judgements).where(J.revoked.is_(None)).order_by(J.id)).all()
    known = mentions(connection, {i for row in rows for i in (row.a_report, row.b_report)})
    result: list[tuple[Any, tuple[tuple[int, str], tuple[int, str]] | None]] = []
    for row in rows:
        a, b = (_now(row, side, known) for side in "ab")
        result.append((row, (a, b) if a and b and a != b else None))
    return result


def _now(row: Any, side: str, known: Mentions) -> tuple[int, str] | None:
    was = {key: row._mapping[f"{side}_{key}"] for key in ("event", "type", "evidence", "trigger")}
    report = row._mapping[f"{side}_report"]
    same = [m for m in known.get(report, []) if (m["type"], m["evidence"]) == (was["type"], was["evidence"])]
    same.sort(key=lambda m: (m["trigger"] != was["trigger"], m["event"] != was["event"]))
    return (report, same[0]["event"]) if same else None


def mentions(connection: Connection, reports: Collection[int]) -> Mentions:
    """The current events of some reports: id, type, hash of the evidence, trigger."""
    e, x = schema.events.c, schema.excerpts.c
    query = select(e.report, e.event, e.type, e.trigger, x.words).join_from(schema.events, schema.excerpts)
    found: Mentions = {}
    for batch in batches(sorted(reports)):
        for row in connection.execute(query.where(e.report.in_(batch)).order_by(e.report, e.number)):
            mention = {
                "event": row.event,
                "type": row.type,
                "evidence": evidence_hash(row.words),
                "trigger": row.trigger,
            }
            found.setdefault(row.report, []).append(mention)
    return found
