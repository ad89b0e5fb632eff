"""Events as comma-separated values: one row an event, one column a fact."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from typing import TextIO

from dateline.records import Actor, CodedArticle, Event, Place

COLUMNS = (
    "article", "url", "outlet", "published", "event", "type", "mode", "contexts", "status", "voice", "quad",
    "intensity", "actors", "actor_names", "actor_countries", "recipients", "recipient_names", "recipient_countries",
    "date", "place", "place_country", "lat", "lon", "dead", "injured", "arrested", "size", "statement", "speaker",
    "trigger", "start", "end", "evidence", "confidence",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t")


def write(articles: Iterable[CodedArticle], out: TextIO) -> int:
    """Write the header and all events; returns the number of rows. List items are joined by ``;``.

    Text that a spreadsheet would run as a formula is preceded by an apostrophe.
    """
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\n")
    writer.writeheader()
    n = 0
    for coded in articles:
        for row in rows(coded):
            writer.writerow({k: _safe(v) for k, v in row.items()})
            n += 1
    return n


def rows(coded: CodedArticle) -> Iterable[dict[str, object]]:
    """One dictionary an event, keys as in `COLUMNS`; null for unknown."""
    actors = {a.id: a for a in coded.actors}
    places = {p.id: p for p in coded.places}
    speakers = {s.id: s.speaker or (s.speaker_text and s.speaker_text.exact) for s in coded.statements}
    article = coded.article
    for e in coded.events:
        yield {
            "article": article.id, "url": article.url, "outlet": article.outlet, "published": article.published,
            "event": e.id, "type": e.type, "mode": e.mode, "contexts": ";".join(e.contexts), "status": e.status,
            "voice": e.voice, "quad": e.quad, "intensity": e.intensity, "date": e.date, "statement": e.statement,
            "speaker": speakers.get(e.statement or ""), "trigger": e.trigger.exact, "start": e.evidence.start,
            "end": e.evidence.end, "evidence": e.evidence.exact, "confidence": e.confidence,
            **_parties("actor", e.actors, actors), **_parties("recipient", e.recipients, actors),
            **_place(places.get(e.place or "")), **_magnitudes(e),
        }  # fmt: skip


def _parties(role: str, ids: tuple[str, ...], actors: dict[str, Actor]) -> dict[str, str]:
    found = [actors[i] for i in ids if i in actors]
    return {
        f"{role}s": ";".join(ids),
        f"{role}_names": ";".join(a.name for a in found),
        f"{role}_countries": ";".join(a.country or "" for a in found),
    }


def _place(place: Place | None) -> dict[str, object]:
    if place is None:
        return dict.fromkeys(("place", "place_country", "lat", "lon"))
    return {"place": place.name, "place_country": place.country, "lat": place.lat, "lon": place.lon}


def _magnitudes(event: Event) -> dict[str, str]:
    out: dict[str, str] = {}
    for m in event.magnitudes:
        high = "+" if m.high is None else "" if m.high == m.low else f"-{m.high}"
        out[m.measure] = f"{m.low}{high}"
    return out


def _safe(value: object) -> object:
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value
