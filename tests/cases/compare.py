"""Compares a coded article with a reader's coding; every difference is one line of words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from dateline.records import CodedArticle, Event, Statement

Gold = dict[str, Any]


def differences(coded: CodedArticle, gold: Gold) -> list[str]:
    """What the coding lacks, has wrong, or has too much, against the reader's."""
    return [
        *_actors(coded, gold.get("actors", [])),
        *_places(coded, gold.get("places", [])),
        *_dates(coded, gold.get("dates", [])),
        *_events(coded, gold.get("events", [])),
        *_statements(coded, gold.get("statements", [])),
        *_commentary(coded, gold.get("commentary", [])),
    ]


def _matches(gold: str, id: str) -> bool:
    return id == gold or id.split("/")[0] == gold


def _actors(coded: CodedArticle, gold: Iterable[Gold]) -> Iterator[str]:
    for g in gold:
        found = [a for a in coded.actors if _matches(g["id"], a.id)]
        if not found:
            yield f"actor missing: {g['id']}"
        for field in ("name", "role", "country", "kind"):
            if found and field in g and all(getattr(a, field) != g[field] for a in found):
                yield f"actor {g['id']}: {field} is {found[0].model_dump()[field]!r}, not {g[field]!r}"


def _places(coded: CodedArticle, gold: Iterable[Gold]) -> Iterator[str]:
    for g in gold:
        found = [p for p in coded.places if p.name == g["name"]]
        if not found:
            yield f"place missing: {g['name']}"
        for field in ("country", "precision", "admin1"):
            if found and field in g and all(getattr(p, field) != g[field] for p in found):
                yield f"place {g['name']}: {field} is {getattr(found[0], field)!r}, not {g[field]!r}"


def _dates(coded: CodedArticle, gold: Iterable[Gold]) -> Iterator[str]:
    for g in gold:
        found = [d.edtf for d in coded.dates if d.exact == g["words"] or g["words"].endswith(d.exact)]
        if not found:
            yield f"date missing: {g['words']}"
        elif g["edtf"] not in found:
            yield f"date {g['words']}: {found[0]}, not {g['edtf']}"


def _events(coded: CodedArticle, gold: Iterable[Gold]) -> Iterator[str]:
    left = list(coded.events)
    for g in gold:
        hit = _event(coded, g, left)
        if hit is None:
            yield f"event missing: {g['type']} {g['trigger']}"
        else:
            left.remove(hit)
            yield from _event_fields(coded, g, hit)
    for extra in left:
        yield f"event extra: {extra.type} {extra.trigger.exact}"


def _event(coded: CodedArticle, g: Gold, left: list[Event]) -> Event | None:
    start = -1
    for _ in range(g.get("nth", 1)):
        start = coded.article.text.find(g["trigger"], start + 1)
    assert start >= 0, f"the trigger {g['trigger']!r} is not in the text"
    end = start + len(g["trigger"])
    return next((e for e in left if e.type == g["type"] and e.trigger.start < end and start < e.trigger.end), None)


def _event_fields(coded: CodedArticle, g: Gold, e: Event) -> Iterator[str]:
    what = f"event {g['type']} {g['trigger']}"
    for role in ("actors", "recipients"):
        if role in g:
            got = getattr(e, role)
            if len(got) != len(g[role]) or not all(any(_matches(x, y) for y in got) for x in g[role]):
                yield f"{what}: {role} {list(got)}, not {g[role]}"
    places = {p.id: p.name for p in coded.places} | {None: None}
    values = {m.measure: _amount(m) for m in e.magnitudes} | {"place": places.get(e.place)}
    for field in ("mode", "status", "voice", "date", "place", "dead", "injured", "arrested", "size"):
        if field in g:
            got = values.get(field) if field in values else getattr(e, field, None)
            if got != g[field]:
                yield f"{what}: {field} {got!r}, not {g[field]!r}"


def _amount(m: Any) -> str:
    return f"{m.low}+" if m.high is None else str(m.low) if m.low == m.high else f"{m.low}-{m.high}"


def _statements(coded: CodedArticle, gold: Iterable[Gold]) -> Iterator[str]:
    left = list(coded.statements)
    for g in gold:
        hit = _statement(coded, g, left)
        if hit is None:
            yield f"statement missing: {g['words']}"
            continue
        left.remove(hit)
        what = f"statement {g['words']}"
        if "speaker" in g and not (hit.speaker == g["speaker"] or _matches(g["speaker"] or "", hit.speaker or "")):
            yield f"{what}: speaker {hit.speaker!r}, not {g['speaker']!r}"
        values = {"cue": hit.cue and hit.cue.exact, "act": hit.act, "manner": hit.manner, "quotes": len(hit.quotes),
                  "speaker_text": hit.speaker_text and hit.speaker_text.exact}  # fmt: skip
        for field, got in values.items():
            if field in g and got != g[field]:
                yield f"{what}: {field} {got!r}, not {g[field]!r}"
    for extra in left:
        yield f"statement extra: {extra.content[0].exact[:40]}"


def _statement(coded: CodedArticle, g: Gold, left: list[Statement]) -> Statement | None:
    start = coded.article.text.find(g["words"])
    assert start >= 0, f"the words {g['words']!r} are not in the text"
    end = start + len(g["words"])
    near = [s for s in left if any(c.start < end and start < c.end for c in s.content)]
    same = [s for s in near if s.speaker == g.get("speaker") and (s.cue and s.cue.exact) == g.get("cue")]
    return min(same or near, key=lambda s: abs(s.content[0].start - start), default=None)


def _commentary(coded: CodedArticle, gold: Iterable[str]) -> Iterator[str]:
    text = coded.article.text
    expected = {text.find(words): words for words in gold}
    assert -1 not in expected, f"not in the text: {expected.get(-1)!r}"
    found = {s.start for s in coded.sentences if s.voice == "commentary"}
    starts = {s.start: (s.start, s.end) for s in coded.sentences}
    for at, words in expected.items():
        if not any(a <= at < b and a in found for a, b in starts.values()):
            yield f"commentary missing: {words}"
    for at in sorted(found):
        start, end = starts[at]
        if not any(start <= e < end for e in expected):
            yield f"commentary extra: {text[start:end][:40]}"
