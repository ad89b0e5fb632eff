"""What merging looks at: one coded event with what its report says around it, as plain values.

Only the coded records and their evidence are read, so a corpus without texts merges in the same way.
"""

from __future__ import annotations

import datetime
import hashlib
import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.dates import edtf
from dateline.records import Actor, CodedArticle, Event, Place, Report, Statement
from dateline.stories import duplicates, words

GROUPS = {
    "ASSAULT": "force", "PROTEST": "protest", "MOBILIZE": "force", "COERCE": "restraint", "SANCTION": "restraint",
    "CONSULT": "talks", "AGREE": "accord", "SUPPORT": "accord", "COOPERATE": "accord", "AID": "accord",
    "CONCEDE": "yield", "RETREAT": "yield", "ACCUSE": "accusing", "REJECT": "rejecting", "REQUEST": "asking",
    "THREATEN": "threatening",
}  # fmt: skip
SPOKEN = frozenset(("accusing", "rejecting", "asking", "threatening"))  # one party's words
MATERIAL = frozenset(("force", "protest", "restraint"))
LOCAL = frozenset(("point", "city", "near"))  # precisions that say where within a country
SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
_STATE = frozenset("GOV MIL COP SPY JUD LEG PRM".split())
_REBEL = frozenset("REB CRM".split())
_UNKNOWN = frozenset(("UAF", "UNK"))
PROVINCE = "admin1:"  # what ids of first-level areas begin with
CLAUSE = 10  # words on either side of the trigger that count as its own
WEEK = 7  # days that a date may span and still say when
FADE = 8.0  # words from the trigger at which a word counts half
CLAUSE_STEP = 4  # a clause boundary is as far as so many words
_CLAUSE_BREAK = re.compile(r"[,;:—–(]|\b(?:when|while|after|before|as|who|which|where|and|but|because)\b")
_DEFINITE = frozenset(("the", "that", "this", "these", "those"))
_POINTING = re.compile(
    r"(?:\b(?:[Tt]he|[Tt]hat|[Tt]his|[Ii]ts|[Tt]heir)|\w['’]s)\s(?:\w+\s)?(?:attack|strike|raid|blast|explosion|bombing|shelling"
    r"|shooting|clash|clashes|assault|incident|killing|abduction|protest|march|rally|talks|meeting|visit|launch)\b"
    r"|\bthere[.,;]|\bat the scene\b"
)


@dataclass(frozen=True, slots=True)
class Spot:
    """A resolved place: settlements and sites carry coordinates (decimal degrees) to measure with."""

    id: str
    name: str
    country: str | None
    admin1: str | None
    lat: float | None
    lon: float | None
    local: bool


@dataclass(frozen=True, slots=True)
class Party:
    """A side of an event: `who` is the actor id; `side` is state, rebel, people or unknown; `named`: it has a name."""

    who: str
    country: str | None
    side: str
    named: bool
    person: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What one report is about, shared by its events: places, countries, stems of all evidence."""

    spots: frozenset[str]
    countries: frozenset[str]
    stems: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One coded event, ready to be compared. Days are proleptic ordinals, ranges inclusive; `ref` is "r1/e2".

    `key` is made of content alone and breaks ties, so that results do not depend on when a report was added.
    """

    ref: str
    key: str
    report: str
    family: str
    outlet: str
    published: int | None
    order: int
    sentence: int
    type: str
    group: str
    mode: str | None
    stem: str
    status: str
    denied: bool
    anaphoric: bool
    days: tuple[int, int] | None
    hints: tuple[tuple[int, int], ...]
    hinted_here: bool
    spot: Spot | None
    near: tuple[Spot, ...]
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    tolls: tuple[tuple[str, int, int | None], ...]
    stems: tuple[tuple[str, float], ...]
    kinds: frozenset[str]
    evidence: str
    setting: Setting


def candidates(report: Report, coded: CodedArticle) -> tuple[Candidate, ...]:
    """The events of a stored report as candidates, in text order; none for a withdrawn report."""
    if report.withdrawn or not coded.events:
        return ()
    return _Reader(report, coded).all()


def terms(coded: CodedArticle) -> frozenset[str]:
    """Stems that tell what a report is about: its evidence, without news language."""
    return _stems((*(e.evidence.exact for e in coded.events), *(s.evidence.exact for s in coded.statements)))


def binding(event: Event) -> str:
    """What a judgement holds on to when events are renumbered: type and a hash of the evidence's words."""
    text = " ".join(duplicates.words(event.evidence.exact)) + "|" + " ".join(duplicates.words(event.trigger.exact))
    return f"{event.type}:{hashlib.blake2b(text.encode(), digest_size=8).hexdigest()}"


@lru_cache(maxsize=4096)
def ordinals(value: str | None) -> tuple[int, int] | None:
    """First and last day of an EDTF value as ordinals; null where it has none."""
    try:
        ends = edtf.bounds(value) if value else None
    except ValueError:
        return None
    return (ends[0].toordinal(), ends[1].toordinal()) if ends else None


def day(ordinal: int) -> str:
    """An ordinal as a calendar date."""
    return datetime.date.fromordinal(ordinal).isoformat()


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(words.stem(w) for t in set(texts) for w in words.WORD.findall(t) if words.is_telling(w))


def spot_of(place: Place) -> Spot:
    """A place record as merging measures it."""
    return Spot(place.id, place.name, place.country, place.admin1, place.lat, place.lon, is_local(place))


def is_local(place: Place) -> bool:
    """Whether a place says where within a country, to a few kilometres."""
    return place.precision in LOCAL and place.lat is not None


def party_of(id: str, actor: Actor | None) -> Party:
    """An actor id as a side: its country, what it is in the conflict, and whether it has a name of its own."""
    head, _, _ = id.partition("/")
    sectors = set(actor.sectors if actor else head.split(".")[1:]) or ({head} & _UNKNOWN)
    first = head.split(".")[0]
    country = actor.country if actor else (first if len(first) == 3 and first not in SECTORS else None)
    named = actor is not None and _is_named(actor)
    return Party(id, country, _side(sectors), named, named and actor is not None and actor.kind == "person")


def _is_named(actor: Actor) -> bool:
    """Persons, bodies and groups with a proper name ("the Arakan Army"), not descriptions ("gunmen", "the army")."""
    if actor.kind == "igo":
        return True
    if actor.kind == "person":
        return actor.name[:1].isupper() and " " in actor.name
    if actor.kind == "country" or {"CVL", "REF"} & set(actor.sectors):
        return False
    return actor.name[:1].isupper() and "/" in actor.id and actor.id[:3] not in SECTORS


def _side(sectors: set[str]) -> str:
    if sectors & _UNKNOWN:
        return "unknown"
    if sectors & _REBEL:
        return "rebel"
    if sectors & _STATE or not sectors:
        return "state"
    return "people"


class _Reader:
    """Reads one coded report; keeps the look-ups its events share."""

    def __init__(self, report: Report, coded: CodedArticle) -> None:
        self.report, self.coded = report, coded
        self.actors: Mapping[str, Actor] = {a.id: a for a in coded.actors}
        self.places: Mapping[str, Place] = {p.id: p for p in coded.places}
        self.said: Mapping[str, Statement] = {s.id: s for s in coded.statements}
        self.starts = [s.start for s in coded.sentences]
        bounds = ordinals(report.article.published)
        self.published = bounds[0] if bounds and bounds[0] == bounds[1] else None
        self.naming = self._naming()
        self.locals = [p for p in coded.places if is_local(p) or p.id.startswith(PROVINCE)]
        self.towns = {m.exact: p.id for p in self.locals for m in p.mentions}
        self.setting = self._setting()

    def all(self) -> tuple[Candidate, ...]:
        """Every event of the report."""
        return tuple(self._one(n, e) for n, e in enumerate(self.coded.events))

    def _naming(self) -> list[tuple[int, int]]:
        """Where the report names countries: words that tell no happening from another."""
        mentions = [m for a in self.coded.actors if a.kind == "country" for m in a.mentions]
        mentions += [m for p in self.coded.places if p.precision == "country" for m in p.mentions]
        return [(m.start, m.end) for m in mentions]

    def _setting(self) -> Setting:
        spots = frozenset(p.id for p in self.coded.places if p.precision in LOCAL)
        countries = {p.country for p in self.coded.places} | {a.country for a in self.coded.actors}
        return Setting(spots, frozenset(c for c in countries if c), terms(self.coded))

    def _one(self, order: int, event: Event) -> Candidate:
        sentence = self._sentence(event.trigger.start)
        place = self.places.get(event.place or "")
        stems, kinds = self._words(event)
        hints, here = self._hints(event, sentence)
        return Candidate(
            ref=f"{self.report.id}/{event.id}",
            key=self._key(event),
            report=self.report.id,
            family=self.report.family or self.report.id,
            outlet=self.report.article.outlet or "",
            published=self.published,
            order=order,
            sentence=sentence,
            type=event.type,
            group=GROUPS.get(event.type, event.type.lower()),
            mode=event.mode,
            stem=words.stem((words.WORD.findall(event.trigger.exact) or [""])[0]),
            status=event.status,
            denied=self._denied(event),
            anaphoric=self._anaphoric(event),
            days=self._days(event),
            hints=hints,
            hinted_here=here,
            spot=spot_of(place) if place else None,
            near=self._near(event, sentence),
            sources=self._parties(event.actors),
            targets=self._parties(event.recipients),
            tolls=tuple((m.measure, m.low, m.high) for m in event.magnitudes),
            stems=stems,
            kinds=kinds,
            evidence=event.evidence.exact,
            setting=self.setting,
        )

    def _key(self, event: Event) -> str:
        article = self.report.article
        parts = (article.published, article.outlet, article.sha256, event.trigger.start, event.type, event.id,
                 event.actors, event.recipients)  # fmt: skip
        return f"{self.published or 0:08d}:{hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()}"

    def _sentence(self, offset: int) -> int:
        return max(0, bisect_right(self.starts, offset) - 1)

    def _parties(self, ids: Iterable[str]) -> tuple[Party, ...]:
        return tuple(party_of(i, self.actors.get(i)) for i in ids)

    def _denied(self, event: Event) -> bool:
        statement = self.said.get(event.statement or "")
        return event.status == "negated" and statement is not None and statement.act == "deny"

    def _anaphoric(self, event: Event) -> bool:
        """Whether the sentence points back: "the strike", "Sunday's attack", "there"."""
        before = event.evidence.exact[: max(0, event.trigger.start - event.evidence.start)]
        last = [w.lower() for w in words.WORD.findall(before)[-3:]]
        return bool(_DEFINITE.intersection(last) or _POINTING.search(event.evidence.exact))

    def _days(self, event: Event) -> tuple[int, int] | None:
        """The event's days; none where it is said to have happened after the report came out."""
        days = ordinals(event.date)
        happened = event.status in ("actual", "historical")
        return None if days and happened and self.published is not None and days[0] > self.published else days

    def _hints(self, event: Event, sentence: int) -> tuple[tuple[tuple[int, int], ...], bool]:
        """The day named nearest to the trigger in its sentence (true), else the last one of the sentence before."""
        dated = [(d, o) for d in self.coded.dates if (o := ordinals(d.edtf)) and o[1] - o[0] <= WEEK]
        here = [(self._far(event, d.start, d.end), d.start, o) for d, o in dated if self._sentence(d.start) == sentence]
        if here:
            return (min(here)[2],), True
        before = [(d.start, o) for d, o in dated if self._sentence(d.start) == sentence - 1]
        return ((max(before)[1],) if before else ()), False

    def _near(self, event: Event, sentence: int) -> tuple[Spot, ...]:
        """The settlement or province named nearest to the trigger, in its sentence or the last one named before."""
        text, origin = event.evidence.exact, event.evidence.start
        here = [
            (self._far(event, origin + m.start(), origin + m.end()), origin + m.start(), id)
            for form, id in self.towns.items()
            for m in re.finditer(rf"\b{re.escape(form)}\b", text)
        ]
        if here:
            return (spot_of(self.places[min(here)[2]]),)
        before = [(m.start, p.id) for p in self.locals for m in p.mentions if self._sentence(m.start) < sentence]
        return (spot_of(self.places[max(before)[1]]),) if before else ()

    def _far(self, event: Event, start: int, end: int) -> int:
        """Words between the trigger and ``[start, end)`` of the same sentence; clause boundaries count as several."""
        origin, text = event.evidence.start, event.evidence.exact
        first, last = event.trigger.start, event.trigger.end
        between = text[last - origin : start - origin] if start >= last else text[end - origin : first - origin]
        return len(words.WORD.findall(between)) + CLAUSE_STEP * len(_CLAUSE_BREAK.findall(between))

    def _words(self, event: Event) -> tuple[tuple[tuple[str, float], ...], frozenset[str]]:
        """Weighted stems of the event's sentence, heavier near its trigger; and the kinds of things near it."""
        weights: dict[str, float] = {}
        kinds: set[str] = set()
        for word, far, known in self._around(event):
            weight = FADE / (FADE + far)
            for kind in words.kinds().get(words.stem(word), ()):
                if far <= CLAUSE:
                    kinds.add(kind)
                weights["=" + kind] = max(weights.get("=" + kind, 0.0), weight)
            if not known and words.is_telling(word):
                weights[words.stem(word)] = max(weights.get(words.stem(word), 0.0), weight)
        return tuple(sorted(weights.items())), frozenset(kinds)

    def _around(self, event: Event) -> Iterable[tuple[str, int, bool]]:
        """Words of the sentence, how far each stands from the trigger, and whether it only names a country."""
        text, origin = event.evidence.exact, event.evidence.start
        first, last = event.trigger.start - origin, event.trigger.end - origin
        found = [(m.start(), m.end(), m[0]) for m in words.WORD.finditer(text)]
        here = next((n for n, (_, end, _) in enumerate(found) if end > first), 0)
        for n, (start, end, word) in enumerate(found):
            between = text[last:start] if start >= last else text[end:first]
            known = any(s <= origin + start < e for s, e in self.naming)
            yield word, abs(n - here) + CLAUSE_STEP * len(_CLAUSE_BREAK.findall(between)), known
