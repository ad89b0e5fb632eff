"""One coded article → the rows that analysis reads. The exact record is kept beside them (`dateline.store.codec`)."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain
from typing import Any

from dateline.dates import edtf
from dateline.records import CodedArticle, Event, Span, Statement
from dateline.store.codec import compact

Row = dict[str, Any]
Rows = dict[str, list[Row]]


@lru_cache(maxsize=20_000)
def bounds(date: str | None) -> tuple[datetime.date | None, datetime.date | None]:
    """First and last day of an EDTF date; nulls where it has none."""
    try:
        return (edtf.bounds(date) if date else None) or (None, None)
    except ValueError:
        return None, None


def days(date: str | None) -> Row:
    """The two columns that bound a date."""
    first, last = bounds(date)
    return {"date_first": first, "date_last": last}


def evidence(coded: CodedArticle) -> list[Span]:
    """The distinct evidence sentences of events and statements, in the order of the text."""
    found = chain((e.evidence for e in coded.events), (s.evidence for s in coded.statements))
    spans = {(s.start, s.end, s.exact): s for s in found}
    return [spans[key] for key in sorted(spans)]


def rows(coded: CodedArticle, report: int, first_excerpt: int) -> Rows:
    """Rows by table name. The evidence sentences get the ids from `first_excerpt` on, in `evidence` order."""
    spans = evidence(coded)
    ids = {(s.start, s.end, s.exact): first_excerpt + n for n, s in enumerate(spans)}
    country = {a.id: a.country for a in coded.actors}
    return {
        "excerpts": [{"id": first_excerpt + n, "report": report, **_span(s)} for n, s in enumerate(spans)],
        "sentences": _numbered(report, ({"start": s.start, "stop": s.end, "voice": s.voice} for s in coded.sentences)),
        "actors": _numbered(report, (_actor(a) for a in coded.actors)),
        "places": _numbered(report, (_place(p) for p in coded.places)),
        "mentions": _numbered(report, _mentions(coded)),
        "dates": _numbered(report, ({**_span(d), "date": d.edtf, **days(d.edtf)} for d in coded.dates)),
        "events": _events(coded, report, ids),
        "statements": _statements(coded, report, ids, country),
        "relations": _numbered(report, (r.model_dump() for r in coded.relations)),
        "event_parties": _numbered(report, _event_parties(coded, country)),
        "magnitudes": _numbered(report, _magnitudes(coded)),
        "statement_parties": _numbered(report, _statement_parties(coded, country)),
        "quotes": _numbered(
            report, ({"statement": n, **_span(q)} for n, s in enumerate(coded.statements) for q in s.quotes)
        ),
    }


def _numbered(report: int, found: Iterable[Row]) -> list[Row]:
    return [{"report": report, "number": n, **row} for n, row in enumerate(found)]


def _span(span: Span) -> Row:
    return {"start": span.start, "stop": span.end, "words": span.exact}


def _actor(actor: Any) -> Row:
    return {"actor": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country,
            "sectors": ";".join(actor.sectors), "role": actor.role}  # fmt: skip


def _place(place: Any) -> Row:
    return {"place": place.id, "name": place.name, "country": place.country, "admin1": place.admin1,
            "lat": place.lat, "lon": place.lon, "precision": place.precision}  # fmt: skip


def _mentions(coded: CodedArticle) -> Iterable[Row]:
    for kind, named in (("actor", coded.actors), ("place", coded.places)):
        for entity in named:
            for m in entity.mentions:
                yield {"kind": kind, "ref": entity.id, "start": m.start, "stop": m.end}


def _events(coded: CodedArticle, report: int, ids: dict[tuple[int, int, str], int]) -> list[Row]:
    places = {p.id: (p.name, p.country) for p in coded.places}
    return [_event(e, report, n, places, ids) for n, e in enumerate(coded.events)]


def _event(event: Event, report: int, number: int, places: dict[str, Any], ids: dict[tuple[int, int, str], int]) -> Row:
    name, country = places.get(event.place or "", (None, None))
    return {
        "report": report, "number": number, "event": event.id, "type": event.type, "mode": event.mode,
        "contexts": ";".join(event.contexts), "status": event.status, "voice": event.voice, "quad": event.quad,
        "intensity": event.intensity, "confidence": event.confidence, "date": event.date, **days(event.date),
        "place": event.place, "place_name": name, "country": country, "statement": event.statement,
        "trigger": event.trigger.exact, "trigger_start": event.trigger.start, "trigger_stop": event.trigger.end,
        "excerpt": ids[event.evidence.start, event.evidence.end, event.evidence.exact],
    }  # fmt: skip


def _event_parties(coded: CodedArticle, country: dict[str, str | None]) -> Iterable[Row]:
    for number, event in enumerate(coded.events):
        for role, named in (("actor", event.actors), ("recipient", event.recipients)):
            for actor in named:
                yield {"event": number, "role": role, "actor": actor, "country": country.get(actor)}


def _magnitudes(coded: CodedArticle) -> Iterable[Row]:
    for number, event in enumerate(coded.events):
        for m in event.magnitudes:
            yield {"event": number, "measure": m.measure, "low": m.low, "high": m.high, **_span(m.evidence)}


def _statements(
    coded: CodedArticle, report: int, ids: dict[tuple[int, int, str], int], country: dict[str, str | None]
) -> list[Row]:
    return [_statement(s, report, n, ids, country) for n, s in enumerate(coded.statements)]


def _statement(
    said: Statement, report: int, number: int, ids: dict[tuple[int, int, str], int], country: dict[str, str | None]
) -> Row:
    return {
        "report": report, "number": number, "statement": said.id, "speaker": said.speaker,
        "country": country.get(said.speaker or ""), "manner": said.manner, "act": said.act, "stance": said.stance,
        "content": " … ".join(c.exact for c in said.content), "date": said.date, **days(said.date),
        "place": said.place, "within": said.within,
        "excerpt": ids[said.evidence.start, said.evidence.end, said.evidence.exact],
    }  # fmt: skip


def _statement_parties(coded: CodedArticle, country: dict[str, str | None]) -> Iterable[Row]:
    for number, said in enumerate(coded.statements):
        named = [("speaker", said.speaker)] * bool(said.speaker) + [("about", a) for a in said.about]
        for role, actor in named:
            yield {"statement": number, "role": role, "actor": actor, "country": country.get(actor or "")}


def article_row(coded: CodedArticle) -> Row:
    """The article's own fields, as columns of `versions`."""
    a = coded.article
    return {
        "sha256": a.sha256, "article": a.id, "url": a.url, "outlet": a.outlet, "title": a.title, "byline": a.byline,
        "published": a.published, **days(a.published), "language": a.language, "length": len(a.text),
        "filing": compact(a.filing.model_dump()) if a.filing else None,
    }  # fmt: skip
