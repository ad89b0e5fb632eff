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
from dateline.stories import clauses, duplicates, wordplace, words
from dateline.stories.wordplace import Own

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
NEARBY = "~near"  # what ids of "near X" end with
CLAUSE = 10  # words on either side of the trigger that count as its own
WEEK = 7  # days that a date may span and still say when
FADE = 8.0  # words from the trigger at which a word counts half


Days = tuple[int, int]  # proleptic ordinals, inclusive
Named = tuple[int, int, Days]  # a day named at [start, end) of the text


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
    part: int | None
    type: str
    group: str
    mode: str | None
    stem: str
    status: str
    denied: bool
    anaphoric: bool
    ranked: bool
    older: bool
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
    """First and last day of an EDTF value as ordinals, a day more either way for "about"; null where it has none."""
    try:
        ends = edtf.bounds(value) if value else None
    except ValueError:
        return None
    about = int("~" in (value or ""))
    return (ends[0].toordinal() - about, ends[1].toordinal() + about) if ends else None


def day(ordinal: int) -> str:
    """An ordinal as a calendar date."""
    return datetime.date.fromordinal(ordinal).isoformat()


def _stems(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(words.stem(w) for t in set(texts) for w in words.WORD.findall(t) if words.is_telling(w))


def spot_of(place: Place) -> Spot:
    """A place record as merging measures it."""
    id = place.id.removesuffix(NEARBY)
    return Spot(id, place.name, place.country, place.admin1, place.lat, place.lon, is_local(place))


def is_local(place: Place) -> bool:
    """Whether a place says where within a country, to a few kilometres."""
    return place.precision in LOCAL and place.lat is not None and not place.id.startswith(PROVINCE)


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


def _is_narrow(days: Days) -> bool:
    """Whether a date says when, to a week."""
    return days[1] - days[0] <= WEEK


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
        self.read: list[Candidate] = []
        self.naming = self._naming()
        self.dated = [(d.start, d.end, o) for d in coded.dates if (o := ordinals(d.edtf))]
        self.spoken = self._spoken()
        self.locals = [p for p in coded.places if is_local(p) or p.id.startswith(PROVINCE)]
        self.towns = {m.exact: p.id for p in self.locals for m in p.mentions}
        self.setting = self._setting()

    def all(self) -> tuple[Candidate, ...]:
        """Every event of the report."""
        for number, event in enumerate(self.coded.events):
            self.read.append(self._one(number, event))
        return tuple(self.read)

    def _naming(self) -> list[tuple[int, int]]:
        """Where the report names countries: words that tell no happening from another."""
        mentions = [m for a in self.coded.actors if a.kind == "country" for m in a.mentions]
        mentions += [m for p in self.coded.places if p.precision == "country" for m in p.mentions]
        return [(m.start, m.end) for m in mentions]

    def _spoken(self) -> frozenset[int]:
        """Where days stand on which something was said: "the ministry said on Monday"."""
        texts = {(e.start, e.exact) for e in (*(e.evidence for e in self.coded.events),
                                              *(s.evidence for s in self.coded.statements))}  # fmt: skip
        return frozenset(
            start
            for start, _, _ in self.dated
            for origin, text in texts
            if origin <= start < origin + len(text) and wordplace.was_said(text[: start - origin])
        )

    def _setting(self) -> Setting:
        spots = frozenset(p.id.removesuffix(NEARBY) for p in self.coded.places if p.precision in LOCAL)
        countries = {p.country for p in self.coded.places} | {a.country for a in self.coded.actors}
        return Setting(spots, frozenset(c for c in countries if c), terms(self.coded))

    def _one(self, order: int, event: Event) -> Candidate:
        sentence = self._sentence(event.trigger.start)
        place = self.places.get(event.place or "")
        other = clauses.other_act(event.evidence.exact)
        part = int(other.holds(event.trigger.start - event.evidence.start)) if other else None
        days, hints, here = self._time(event, sentence, other, part)
        own = Own(event, other, part)
        stems, kinds = self._words(event, own)
        return Candidate(
            ref=f"{self.report.id}/{event.id}",
            key=self._key(event),
            report=self.report.id,
            family=self.report.family or self.report.id,
            outlet=self.report.article.outlet or "",
            published=self.published,
            order=order,
            sentence=sentence,
            part=part,
            type=event.type,
            group=GROUPS.get(event.type, event.type.lower()),
            mode=event.mode if not own.is_ranked else None,
            stem=words.stem((words.WORD.findall(event.trigger.exact) or [""])[0]),
            status=event.status,
            denied=self._denied(event),
            anaphoric=wordplace.points_back(event),
            ranked=own.is_ranked,
            older=own.is_older,
            days=days,
            hints=hints,
            hinted_here=here,
            spot=spot_of(place) if place and own.names(place.mentions) else None,
            near=self._near(event, sentence, own, kinds),
            sources=self._parties(event.actors, own),
            targets=self._parties(event.recipients, own),
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

    def _parties(self, ids: Iterable[str], own: Own) -> tuple[Party, ...]:
        known = ((i, self.actors.get(i)) for i in ids)
        return tuple(party_of(i, actor) for i, actor in known if actor is None or own.names(actor.mentions))

    def _denied(self, event: Event) -> bool:
        statement = self.said.get(event.statement or "")
        return event.status == "negated" and statement is not None and statement.act == "deny"

    def _days(self, event: Event) -> Days | None:
        """The event's days; none where it is said to have happened after the report came out."""
        days = ordinals(event.date)
        happened = event.status in ("actual", "historical")
        return None if days and happened and self.published is not None and days[0] > self.published else days

    def _time(
        self, event: Event, sentence: int, other: clauses.Other | None, part: int | None
    ) -> tuple[Days | None, tuple[Days, ...], bool]:
        """The event's days, else the days named nearest to it, and whether these stand in its sentence.

        In a sentence of two acts, a day belongs to the act in whose words it stands; the other's is reckoned from it.
        """
        days, named = self._days(event), self._named(sentence)
        if (risen := clauses.updated_at(event.evidence.exact)) is not None:
            late = [n for n in named if n[0] >= event.evidence.start + risen]
            named = [n for n in named if n not in late]
            days = None if days in {d for _, _, d in late} - {d for _, _, d in named} else days
        if days and not _is_narrow(days) and self._is_loose(event, named):
            days = None
        if other is None or part is None:
            return days, *self._hints(event, sentence, named)
        sides: tuple[list[Named], list[Named]] = ([], [])
        for start, end, found in named:
            sides[other.holds(start - event.evidence.start)].append((start, end, found))
        mine, yours = sides[part], sides[1 - part]
        if days and days in {d for _, _, d in yours} and days not in {d for _, _, d in mine}:
            days = None
        if days is None and part and len(mine) == 1:
            days = mine[0][2]
        if days is None and other.days and not mine:
            days = self._reckoned(sentence, [d for _, _, d in yours], other.days, part)
        return days, *self._hints(event, None if part else sentence, mine)

    def _is_loose(self, event: Event, named: Iterable[Named]) -> bool:
        """Whether a day stands nearer to the trigger than the month or year that the event was given."""
        wide = [self._far(event, d.start, d.end) for d in self.coded.dates
                if d.edtf == event.date and event.evidence.start <= d.start < event.evidence.end]  # fmt: skip
        return bool(wide) and any(self._far(event, s, e) < min(wide) for s, e, d in named if _is_narrow(d))

    def _reckoned(self, sentence: int, yours: Iterable[Days], shift: Days, part: int) -> Days | None:
        """The day of one act from that of the other, which is named in the sentence or the one before."""
        before = self._named(sentence - 1)[-1:] if part else []  # tells of the sentence's own act
        known = [d for d in (*yours, *(d for _, _, d in before)) if d[0] == d[1]]
        if not known:
            return None
        low, high = shift if part else (-shift[1], -shift[0])
        return known[0][0] + low, known[0][0] + high

    def _named(self, sentence: int) -> list[Named]:
        """The days that a sentence names, with where they stand."""
        return [n for n in self.dated if self._sentence(n[0]) == sentence]

    def _hints(self, event: Event, sentence: int | None, named: Iterable[Named]) -> tuple[tuple[Days, ...], bool]:
        """The day of `named` nearest to the trigger (true), else the last one of the sentence before `sentence`."""
        here = [(self._far(event, s, e), s, d) for s, e, d in named if _is_narrow(d) and s not in self.spoken]
        if here:
            return (min(here)[2],), not self._beyond(event, min(here)[1])
        before = self._named(sentence - 1) if sentence is not None else []
        told = [(s, d) for s, _, d in before if _is_narrow(d) and s not in self.spoken]
        return ((max(told)[1],) if told else ()), False

    def _beyond(self, event: Event, offset: int) -> bool:
        """Whether a relative clause opens between the trigger and words after it."""
        between = event.evidence.exact[event.trigger.end - event.evidence.start : max(0, offset - event.evidence.start)]
        return wordplace.opens_relative(between)

    def _near(self, event: Event, sentence: int, own: Own, kinds: frozenset[str]) -> tuple[Spot, ...]:
        """The settlement or province named nearest to the trigger, in its sentence or the last one named before."""
        text, origin = event.evidence.exact, event.evidence.start
        here = [
            (self._far(event, origin + m.start(), origin + m.end()), origin + m.start(), id)
            for form, id in self.towns.items()
            for m in re.finditer(rf"\b{re.escape(form)}\b", text)
            if own.has(origin + m.start())
        ]
        if here:
            return (spot_of(self.places[min(here)[2]]),)
        if known := self._of_kind(event, sentence, kinds):
            return known
        before = [(m.start, p.id) for p in self.locals for m in p.mentions if self._sentence(m.start) < sentence]
        return (spot_of(self.places[max(before)[1]]),) if before else ()

    def _of_kind(self, event: Event, sentence: int, kinds: frozenset[str]) -> tuple[Spot, ...]:
        """Where an earlier sentence told of an act on the same kind of thing: "the checkpoint attack"."""
        group = GROUPS.get(event.type)
        told = (c for c in reversed(self.read) if c.sentence < sentence and c.group == group and c.kinds & kinds)
        return next(((c.spot,) if c.spot and c.spot.local else c.near for c in told if c.spot or c.near), ())

    def _far(self, event: Event, start: int, end: int) -> int:
        """Words between the trigger and ``[start, end)`` of the same sentence; clause boundaries count as several."""
        origin, text = event.evidence.start, event.evidence.exact
        first, last = event.trigger.start, event.trigger.end
        between = text[last - origin : start - origin] if start >= last else text[end - origin : first - origin]
        return wordplace.steps(between)

    def _words(self, event: Event, own: Own) -> tuple[tuple[tuple[str, float], ...], frozenset[str]]:
        """Weighted stems of the event's sentence, heavier near its trigger; and the kinds of things near it."""
        weights: dict[str, float] = {}
        kinds: set[str] = set()
        for word, far, known in self._around(event, own):
            weight = FADE / (FADE + far)
            for kind in words.kinds().get(words.stem(word), ()):
                if far <= CLAUSE:
                    kinds.add(kind)
                weights["=" + kind] = max(weights.get("=" + kind, 0.0), weight)
            if not known and words.is_telling(word):
                weights[words.stem(word)] = max(weights.get(words.stem(word), 0.0), weight)
        return tuple(sorted(weights.items())), frozenset(kinds)

    def _around(self, event: Event, own: Own) -> Iterable[tuple[str, int, bool]]:
        """Words of the sentence, how far each stands from the trigger, and whether it only names a country."""
        text, origin = event.evidence.exact, event.evidence.start
        first, last = event.trigger.start - origin, event.trigger.end - origin
        found = [(m.start(), m.end(), m[0]) for m in words.WORD.finditer(text)]
        here = next((n for n, (_, end, _) in enumerate(found) if end > first), 0)
        for n, (start, end, word) in enumerate(found):
            between = text[last:start] if start >= last else text[end:first]
            known = any(s <= origin + start < e for s, e in self.naming)
            beyond = 0 if own.has(origin + start) else CLAUSE + 1
            yield word, abs(n - here) + beyond + wordplace.breaks(between), known
