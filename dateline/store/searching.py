"""Full-text search: reports and evidence sentences, with what was found as offsets into the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, select

from dateline.records import Span
from dateline.store import query, schema
from dateline.store.dialect import CLOSE, OPEN, Dialect
from dateline.store.unit import name, number
from dateline.store.values import EvidenceHit, Hit

PASSAGES = 3
_MARK = re.compile(f"[{OPEN}{CLOSE}]")
Ranges = tuple[tuple[int, int], ...]
Place = tuple[Ranges, tuple[Span, ...]]  # highlights and passages of a report


def offsets(marked: str, plain: str) -> Ranges:
    """Where the marked words stand in the text without marks; none when it is not that text."""
    places = [m.start() - n for n, m in enumerate(_MARK.finditer(marked))]
    if len(marked) - len(places) != len(plain):
        return ()
    return tuple(zip(places[::2], places[1::2], strict=True))


def _found(connection: Connection, dialect: Dialect, table: str, asked: str, limit: int) -> dict[int, float]:
    """Keys with their scores, best first."""
    rows = connection.execute(dialect.hits(table), {"query": asked, "limit": limit})
    return {row.key: float(row.score) for row in rows}


def _marked(connection: Connection, dialect: Dialect, table: str, asked: str, keys: Iterable[int]) -> dict[int, str]:
    """The last column of each row, with marks around what was found."""
    rows = connection.execute(dialect.marked(table), {"query": asked, "keys": list(keys)})
    return {row[0]: row[-1] for row in rows}


def search(connection: Connection, dialect: Dialect, words: str, limit: int, texts: bool) -> list[Hit]:
    """Reports, best first. A corpus without texts is searched by its titles and evidence sentences."""
    asked = dialect.query(query.parse(words))
    found = _found(connection, dialect, "texts", asked, limit)
    if texts:
        return _hits(connection, found, _in_texts(connection, dialect, asked, list(found)))
    places: dict[int, Place] = {}
    for hit in search_evidence(connection, dialect, words, limit * PASSAGES):
        report = number(hit.report, "report")
        found[report] = max(found.get(report, hit.score), hit.score)
        before = places.get(report, ((), ()))
        places[report] = (tuple(sorted(before[0] + hit.highlights)), (*before[1], hit.span)[:PASSAGES])
    best = sorted(found, key=lambda report: (-found[report], report))[:limit]
    return _hits(connection, {report: found[report] for report in best}, places)


def _hits(connection: Connection, found: dict[int, float], places: dict[int, Place]) -> list[Hit]:
    v, r = schema.versions.c, schema.reports.c
    query = select(r.id, v.title, v.outlet, v.published).join_from(schema.reports, schema.versions, v.id == r.current)
    about = {row.id: row for row in connection.execute(query.where(r.id.in_(list(found))))}
    return [
        Hit(name("report", i), about[i].title, about[i].outlet, about[i].published, score, *places.get(i, ((), ())))
        for i, score in found.items()
    ]


def _in_texts(connection: Connection, dialect: Dialect, asked: str, reports: list[int]) -> dict[int, Place]:
    """Where the words stand in some texts, and the sentences around them."""
    t, s = schema.texts.c, schema.sentences.c
    marked = _marked(connection, dialect, "texts", asked, reports)
    bodies = connection.execute(select(t.report, t.body).where(t.report.in_(reports))).all()
    sentences: dict[int, list[tuple[int, int]]] = {}
    query = select(s.report, s.start, s.stop).where(s.report.in_(reports)).order_by(s.report, s.start)
    for report, start, stop in connection.execute(query):
        sentences.setdefault(report, []).append((start, stop))
    found = {}
    for report, body in bodies:
        places = offsets(marked[report], body)
        found[report] = (places, _passages(body, sentences.get(report, []), places))
    return found


def _passages(body: str, sentences: list[tuple[int, int]], places: Ranges) -> tuple[Span, ...]:
    """The sentences with most hits, in the order of the text among equals."""
    starts = [start for start, _ in sentences]
    counted: dict[int, int] = {}
    for start, _ in places:
        at = bisect_right(starts, start) - 1
        if at >= 0 and start < sentences[at][1]:
            counted[at] = counted.get(at, 0) + 1
    best = sorted(counted, key=lambda at: (-counted[at], at))[:PASSAGES]
    return tuple(_span(body, *sentences[at]) for at in best)


def _span(body: str, start: int, stop: int) -> Span:
    return Span(start=start, end=stop, exact=body[start:stop])


def search_evidence(connection: Connection, dialect: Dialect, words: str, limit: int) -> list[EvidenceHit]:
    """Evidence sentences, best first."""
    asked = dialect.query(query.parse(words))
    found = _found(connection, dialect, "excerpts", asked, limit)
    marked = _marked(connection, dialect, "excerpts", asked, found)
    x, e = schema.excerpts.c, schema.events.c
    rows = {row.id: row for row in connection.execute(select(schema.excerpts).where(x.id.in_(list(found))))}
    events: dict[int, tuple[str, ...]] = {}
    among = e.report.in_({row.report for row in rows.values()})
    for event, excerpt in connection.execute(select(e.event, e.excerpt).where(among).order_by(e.report, e.number)):
        events[excerpt] = (*events.get(excerpt, ()), event)
    return [_evidence(rows[key], marked[key], score, events.get(key, ())) for key, score in found.items()]


def _evidence(row: Any, marked: str, score: float, events: tuple[str, ...]) -> EvidenceHit:
    places = tuple((row.start + a, row.start + b) for a, b in offsets(marked, row.words))
    span = Span(start=row.start, end=row.stop, exact=row.words)
    return EvidenceHit(name("report", row.report), span, score, places, events)
