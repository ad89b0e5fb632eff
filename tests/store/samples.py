"""Coded articles written here, without the coder: small, coherent, and as many as wanted."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass

from dateline.records import (
    Actor,
    Article,
    CodedArticle,
    DateRef,
    Event,
    Filing,
    Magnitude,
    Place,
    Relation,
    Run,
    Sentence,
    Span,
    Statement,
)

RUN = Run(version="0.1", codebook="abc123", engine="sample 1")
PLACES = {"Norburg": ("geonames:1", "NRD", 10.0, 20.0), "Ostvik": ("geonames:2", "SUD", -5.5, 30.25)}
PEOPLE = {"northern": "NRD.MIL", "southern": "SUD.MIL"}
VERBS = {"shelled": ("ASSAULT", "material_conflict", -9.0), "criticised": ("ACCUSE", "verbal_conflict", -3.0),
         "visited": ("CONSULT", "verbal_cooperation", 2.5)}  # fmt: skip


@dataclass(frozen=True)
class Signed:
    """A signature as near-duplicate search makes it."""

    digest: bytes
    weighted: tuple[tuple[int, int], ...]
    shingles: int


def signed(*keys: int) -> Signed:
    """A signature with 16 keys of weight 3: the given ones, then keys that nobody shares."""
    own = random.Random(repr(keys))
    rest = [own.getrandbits(63) for _ in range(16 - len(keys))]
    return Signed(bytes(range(256)) * 2, tuple((key, 3) for key in (*keys, *rest)), 40)


def span(text: str, words: str, start: int = 0) -> Span:
    """The first occurrence of words at or after `start`."""
    at = text.index(words, start)
    return Span(start=at, end=at + len(words), exact=words)


def sentence(side: str = "northern", verb: str = "shelled", place: str = "Norburg", toll: int | None = 3) -> str:
    """One sentence that holds one event."""
    ending = f", killing {toll} people" if toll is not None else ""
    return f"On 4 September 2025 {side} troops {verb} positions near {place}{ending}."


def article(
    text: str, *, url: str | None = "https://gazette.example/a", outlet: str | None = "Gazette", **more: object
) -> Article:
    """The article of a text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    known = {"id": digest[:16], "title": "Shells near the river", "published": "2025-09-05", "language": "en"}
    return Article(text=text, sha256=digest, url=url, outlet=outlet, **(known | more))  # type: ignore[arg-type]


def coded(sentences: Sequence[str] = (), *, quote: str | None = None, run: Run = RUN, **about: object) -> CodedArticle:
    """A coded article over sentences made by `sentence`; with `quote`, a spokesman says it at the end."""
    lines = list(sentences) or [sentence()]
    if quote is not None:
        lines.append(f"“{quote},” a northern spokesman said.")
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    found = [(start, line) for start, line in zip(starts, lines, strict=True)]
    events = tuple(_event(text, n, start, line) for n, (start, line) in enumerate(found) if " troops " in line)
    statements = (_statement(text, starts[-1], lines[-1], quote),) if quote is not None else ()
    return CodedArticle(
        run=run,
        article=article(text, **about),  # type: ignore[arg-type]
        sentences=tuple(Sentence(start=s, end=s + len(line), voice="report") for s, line in found),
        actors=_actors(text),
        places=_places(text),
        dates=tuple(DateRef(**span(text, "4 September 2025", s).model_dump(), edtf="2025-09-04") for s, line in found
                    if "4 September" in line),
        events=events,
        statements=statements,
        relations=(Relation(source="NRD", target="SUD", events=len(events), cooperation=0, conflict=-9, intensity=-9),),
    )  # fmt: skip


def _actors(text: str) -> tuple[Actor, ...]:
    sides = [side for side in PEOPLE if side in text]
    return tuple(
        Actor(id=PEOPLE[s], name=f"{s} forces", kind="organization", country=PEOPLE[s][:3], sectors=("MIL",),
              mentions=(span(text, s),), why=("sample",)) for s in sides
    )  # fmt: skip


def _places(text: str) -> tuple[Place, ...]:
    return tuple(
        Place(id=id, name=name, country=country, lat=lat, lon=lon, precision="city", mentions=(span(text, name),))
        for name, (id, country, lat, lon) in PLACES.items() if name in text
    )  # fmt: skip


def _event(text: str, number: int, start: int, line: str) -> Event:
    verb = next(v for v in VERBS if v in line)
    kind, quad, intensity = VERBS[verb]
    side = next(s for s in PEOPLE if s in line)
    other = [p for s, p in PEOPLE.items() if s != side and s in text]
    place = next(name for name in PLACES if name in line)
    toll = [w for w in line.split() if w.isdigit() and w not in ("4", "2025")]
    return Event(
        id=f"e{number + 1}", type=kind, quad=quad, intensity=intensity, contexts=("military",), actors=(PEOPLE[side],),
        recipients=tuple(other), date="2025-09-04", place=PLACES[place][0], status="actual", voice="report",
        trigger=span(text, verb, start), evidence=span(text, line, start), confidence=0.8, why=("sample rule",),
        magnitudes=tuple(Magnitude(measure="dead", low=int(n), high=int(n), evidence=span(text, f"{n} people", start))
                         for n in toll),
    )  # type: ignore[arg-type] # fmt: skip


def _statement(text: str, start: int, line: str, quote: str) -> Statement:
    return Statement(
        id="s1", speaker="NRD.MIL" if "NRD.MIL" in [a.id for a in _actors(text)] else None, manner="direct", act="say",
        speaker_text=span(text, "a northern spokesman", start), cue=span(text, "said", start),
        content=(span(text, quote, start),), quotes=(span(text, quote, start),), about=(),
        evidence=span(text, line, start),
    )  # fmt: skip


def filing(text: str) -> Filing:
    """A dateline over the first word."""
    return Filing(place="Norburg", date="2025-09-04", agency="WIRE", evidence=span(text, text.split()[0]))


def many(count: int, seed: int = 1, sentences: int = 3) -> list[CodedArticle]:
    """Different coded articles, the same for the same seed."""
    draw = random.Random(seed)
    return [
        coded(
            [sentence(draw.choice([*PEOPLE]), draw.choice([*VERBS]), draw.choice([*PLACES]), draw.randint(5, 5000))
             for _ in range(sentences)] + [f"Report {n} of the day was filed late."],
            url=f"https://gazette.example/{n}",
        )
        for n in range(count)
    ]  # fmt: skip
