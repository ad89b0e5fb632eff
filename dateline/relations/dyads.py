"""Directed dyads: who acts towards whom, and how."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dateline.records import Actor, Event, Relation, Statement

# A statement with a stance but without an event of its own ("hailed", "lamented") weighs one point, below the
# mildest PLOVER intensity (phone call 1.5, request to change -1): a word counts, but never more than an act.
STANCE_WEIGHT = 1.0


@dataclass
class _Tally:
    events: int = 0
    statements: int = 0
    attributed: int = 0
    cooperation: float = 0.0
    conflict: float = 0.0

    def add(self, intensity: float) -> None:
        if intensity > 0:
            self.cooperation += intensity
        else:
            self.conflict += intensity


def relate(actors: Iterable[Actor], events: Iterable[Event], statements: Iterable[Statement]) -> tuple[Relation, ...]:
    """Relations of a report, strongest first.

    Only actual events in the report's own voice are summed; an actual event on somebody's word is counted apart. The
    parties of a reciprocal event stand in both directions. Pairs between countries carry country codes; pairs within
    one country carry actor ids; a party without country and name ("gunmen") relates to nobody.
    """
    known = {a.id: a for a in actors}
    tallies: dict[tuple[str, str], _Tally] = {}
    events = list(events)
    for event in events:
        if event.status == "actual":
            for pair in _pairs(event.actors, event.recipients, known):
                _count(tallies.setdefault(pair, _Tally()), event)
    for statement in statements:
        if statement.stance and statement.speaker and not _is_event(statement, events):
            for pair in _abroad(_pairs((statement.speaker,), statement.about, known)):
                tally = tallies.setdefault(pair, _Tally())
                tally.statements += 1
                tally.add(statement.stance * STANCE_WEIGHT)
    ranked = sorted(tallies.items(), key=lambda item: (-abs(item[1].cooperation + item[1].conflict), item[0]))
    return tuple(_relation(pair, tally) for pair, tally in ranked)


def _abroad(pairs: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Pairs of countries: what somebody says of his own side is no relation."""
    return ((a, b) for a, b in pairs if "." not in a and "." not in b)


def _count(tally: _Tally, event: Event) -> None:
    if event.voice == "report":
        tally.events += 1
        tally.add(event.intensity)
    else:
        tally.attributed += 1


def _is_event(statement: Statement, events: Iterable[Event]) -> bool:
    """Whether the statement's cue is an event's trigger ("accused"), which counts already."""
    cue = statement.cue
    return cue is not None and any(e.trigger.start < cue.end and cue.start < e.trigger.end for e in events)


def _pairs(sources: Iterable[str], targets: Iterable[str], known: Mapping[str, Actor]) -> Iterator[tuple[str, str]]:
    sources, targets = list(sources), list(targets)
    if targets:
        both: Iterable[tuple[str, str]] = itertools.product(sources, targets)
    else:
        both = itertools.permutations(sources, 2)
    found = {pair for a, b in both if (pair := _pair(known.get(a), known.get(b)))}
    yield from sorted(found)


def _pair(source: Actor | None, target: Actor | None) -> tuple[str, str] | None:
    if source is None or target is None or source.id == target.id:
        return None
    a, b = source.country or _named(source), target.country or _named(target)
    if a and a == b:
        a, b = source.id, target.id
    return (a, b) if a and b else None


def _named(actor: Actor) -> str | None:
    """Id of a named party without a country; null for anonymous groups."""
    return actor.id if actor.kind in ("igo", "organization", "person") else None


def _relation(pair: tuple[str, str], tally: _Tally) -> Relation:
    cooperation, conflict = round(tally.cooperation, 2), round(tally.conflict, 2)
    return Relation(
        source=pair[0],
        target=pair[1],
        events=tally.events,
        statements=tally.statements,
        attributed=tally.attributed,
        cooperation=cooperation,
        conflict=conflict,
        intensity=round(cooperation + conflict, 2),
    )
