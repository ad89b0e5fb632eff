"""Coded reports for the tests of stories: built by hand where a rule is tested, coded for real where the whole is."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

import pytest

from bench import storysets
from dateline import Coder
from dateline.records import Article, CodedArticle, Event, Magnitude, Place, Report, Run, Sentence, Span
from dateline.stories import features

Pair = tuple[Report, CodedArticle]
TOWNS = {
    "Kharkiv": ("UKR", 49.98, 36.25),
    "Odesa": ("UKR", 46.48, 30.73),
    "Chuhuiv": ("UKR", 49.83, 36.68),
    "Tyre": ("LBN", 33.27, 35.20),
}


def span(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start=start, end=start + len(words), exact=words)


def report(id: str, coded: CodedArticle, family: str | None = None, withdrawn: bool = False) -> Report:
    return Report(id=id, key=id, version=1, article=coded.article, coded_at="2025-01-01", run="x1",
                  family=family, withdrawn=withdrawn)  # fmt: skip


def told(
    id: str,
    text: str,
    *,
    type: str = "ASSAULT",
    trigger: str = "struck",
    place: str | None = "Kharkiv",
    date: str | None = "2025-03-04",
    published: str | None = "2025-03-05",
    outlet: str = "Herald",
    actors: tuple[str, ...] = ("RUS",),
    recipients: tuple[str, ...] = ("UKR",),
    dead: int | None = None,
    status: str = "actual",
    mode: str | None = "heavy-weapons",
    family: str | None = None,
) -> Pair:
    """A report with one event, its trigger and place standing in the text."""
    whole = Span(start=0, end=len(text), exact=text)
    country, lat, lon = TOWNS.get(place or "", ("UKR", 0.0, 0.0))
    places = (
        Place(id=f"geonames:{place}", name=place, country=country, lat=lat, lon=lon, precision="city",
              mentions=(span(text, place),) if place in text else ()),
    ) if place else ()  # fmt: skip
    count = (Magnitude(measure="dead", low=dead, high=dead, evidence=whole),) if dead is not None else ()
    event = Event(id="e1", type=type, mode=mode, actors=actors, recipients=recipients, date=date,
                  place=places[0].id if places else None, status=status, voice="report", statement=None,
                  trigger=span(text, trigger), evidence=whole, quad="material_conflict", intensity=-9,
                  magnitudes=count, confidence=0.8)  # fmt: skip
    article = Article(
        id=id, outlet=outlet, published=published, text=text, sha256=hashlib.sha256(text.encode()).hexdigest()
    )
    coded = CodedArticle(run=Run(version="0", codebook="x", engine="x"), article=article,
                         sentences=(Sentence(start=0, end=len(text), voice="report"),), places=places,
                         events=(event,))  # fmt: skip
    return report(id, coded, family), coded


def candidate(pair: Pair) -> features.Candidate:
    (found,) = features.candidates(*pair)
    return found


@pytest.fixture(scope="session")
def coder() -> Coder:
    return Coder()


@pytest.fixture(scope="session")
def coded_set(coder: Coder) -> Callable[[str], list[Pair]]:
    """The reports of a story set, coded for real, as r1, r2, …"""
    known: dict[str, list[Pair]] = {}

    def load(name: str) -> list[Pair]:
        if name not in known:
            story = next(s for s in storysets.load() if s.name == name)
            known[name] = []
            for n, r in enumerate(story.reports, 1):
                done = coder.read(r.text, id=f"r{n}", published=r.published, outlet=r.outlet)
                known[name].append((report(f"r{n}", done), done))
        return known[name]

    return load
