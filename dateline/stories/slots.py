"""What the reports of a merged event say of its date, place, tolls and parties, side by side, in their words."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations

from dateline.records import Magnitude, Member, Slot, SlotName, SlotValue
from dateline.stories import features
from dateline.stories.partition import natural
from dateline.stories.signals.space import alike_spots
from dateline.stories.signals.time import gap
from dateline.stories.telling import SIDED, Told, level, same_party, standing

MEASURES: tuple[SlotName, ...] = ("dead", "injured", "arrested", "size")
PARTIES = ("actors", "recipients")
Given = tuple[str, str]  # a value and the words it rests on


def slots(told: Sequence[Told]) -> tuple[Slot, ...]:
    """The slots that any member fills, in a fixed order."""
    found = [
        _slot("date", told, _dates, _same_time),
        _slot("place", told, _places, _PlaceAgreement(told)),
        *(_slot(measure, told, _Counts(measure), _same_count) for measure in MEASURES),
        _slot("actors", told, _Parties("actors"), same_party),
        _slot("recipients", told, _Parties("recipients"), same_party),
        _slot("mode", told, _modes, lambda a, b: a == b),
    ]
    return tuple(s for s in found if s)


def _slot(
    name: SlotName,
    told: Sequence[Told],
    read: Callable[[Told], Iterable[Given]],
    agree: Callable[[str, str], bool],
) -> Slot | None:
    members: defaultdict[str, list[Member]] = defaultdict(list)
    quoted: defaultdict[str, list[str]] = defaultdict(list)
    for one in told:
        for value, words in read(one):
            members[value].append(one.member)
            quoted[value].append(words)
    if not members:
        return None
    order = sorted(members, key=lambda v: (-len({m.family for m in members[v]}), -len(members[v]), v))
    values = tuple(
        SlotValue(value=v, members=tuple(dict.fromkeys(members[v])), words=tuple(dict.fromkeys(quoted[v])))
        for v in order
    )
    agreed = all(agree(a, b) for a, b in combinations(order, 2)) if name not in PARTIES else _one_party(values)
    return Slot(name=name, values=values, agreed=agreed and not (name == "actors" and disputed(told)))


def disputed(told: Sequence[Told]) -> bool:
    """Whether one report negates with a party what another tells."""
    return any(t.denied and t.event.actors for t in told) and not all(t.denied for t in told)


# ---- reading ----------------------------------------------------------------------------------------------------


def _dates(told: Told) -> Iterator[Given]:
    event = told.event
    if event.date:
        inside = (d for d in told.coded.dates if event.evidence.start <= d.start < event.evidence.end)
        yield event.date, next((d.exact for d in inside if d.edtf == event.date), event.trigger.exact)


def _places(told: Told) -> Iterator[Given]:
    place, area = told.place(), told.event.evidence
    if place:
        inside = (m.exact for m in place.mentions if area.start <= m.start < area.end)
        yield place.name, next(inside, place.mentions[0].exact if place.mentions else place.name)


def _modes(told: Told) -> Iterator[Given]:
    if told.event.mode:
        yield told.event.mode, told.event.trigger.exact


class _Counts:
    """Reads the counts of one measure."""

    def __init__(self, measure: str) -> None:
        self.measure = measure

    def __call__(self, told: Told) -> Iterator[Given]:
        for m in told.event.magnitudes:
            if m.measure == self.measure:
                yield count(m), m.evidence.exact


class _Parties:
    """Reads actors or recipients, at the level of countries, bodies and named groups.

    What an opponent says of an actor, and what is denied, comes with the whole sentence, so that it says who says so.
    """

    def __init__(self, role: str) -> None:
        self.role = role

    def __call__(self, told: Told) -> Iterator[Given]:
        ids: tuple[str, ...] = getattr(told.event, self.role)
        area = told.event.evidence
        for id in ids:
            actor = told.actor(id)
            spans = [m for m in actor.mentions if area.start <= m.start < area.end] if actor else []
            words = spans[0].exact if spans else (actor.name if actor else id)
            sided = self.role == "actors" and standing(told, id) in SIDED
            yield level(id, actor), area.exact if sided else words


def count(m: Magnitude) -> str:
    """A count in words: "12", "10–12", "12 or more"."""
    if m.high is None:
        return f"{m.low} or more"
    return str(m.low) if m.low == m.high else f"{m.low}–{m.high}"


# ---- agreement --------------------------------------------------------------------------------------------------


def _same_time(a: str, b: str) -> bool:
    first, second = features.ordinals(a), features.ordinals(b)
    return a == b or (first is not None and second is not None and gap(first, second) == 0)


def _same_count(a: str, b: str) -> bool:
    (low, high), (other_low, other_high) = _range(a), _range(b)
    return low <= other_high and other_low <= high


def _range(value: str) -> tuple[float, float]:
    if value.endswith(" or more"):
        return float(value.split()[0]), math.inf
    low, _, high = value.partition("–")
    return float(low), float(high or low)


class _PlaceAgreement:
    """Whether two place names of the members can be one place: the same, or one inside the other."""

    def __init__(self, told: Iterable[Told]) -> None:
        self.spots = {p.name: features.spot_of(p) for t in told if (p := t.place())}

    def __call__(self, a: str, b: str) -> bool:
        return alike_spots(self.spots[a], self.spots[b])[0] >= 0


def _one_party(values: Sequence[SlotValue]) -> bool:
    """Whether all reports that name parties can mean one party in common."""
    by_report: defaultdict[str, set[str]] = defaultdict(set)
    for value in values:
        for member in value.members:
            by_report[member.report].add(value.value)
    named = [ids for _, ids in sorted(by_report.items(), key=lambda i: natural(i[0]))]
    return (
        any(all(any(same_party(id, other) for other in ids) for ids in named) for id in sorted(named[0]))
        if named
        else True
    )
