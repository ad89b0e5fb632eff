"""Which events are compared at all: keys of which two tellings of one happening share at least one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, product

from dateline.stories import words
from dateline.stories.features import MATERIAL, WEEK, Candidate, Spot
from dateline.stories.view import View

FRESH_DAYS = 3  # an undated event is looked for so many days before its report
CELL = 1.0  # degrees; towns within 0.6° share a cell
MANY_COUNTRIES = 5  # a report that names more says nothing of where its events are
WORD = "="  # what keys of a trigger's word begin with: they join events of two groups only


def block_keys(candidate: Candidate) -> frozenset[str]:
    """Keys of which two events of one happening share at least one. Stored, they make merging incremental."""
    group, days = candidate.group, _likely_days(candidate)
    anchors = _anchors(candidate)
    keys = {f"{group}|{day}|{anchor}" for day in days for anchor in anchors}
    keys |= {
        f"{WORD}{candidate.stem}|w{week}|{anchor}" for week in {d // WEEK for d in days} for anchor in _tied(candidate)
    }
    weeks = {day // WEEK for day in days} | {(day - WEEK) // WEEK for day in days if not _is_dated(candidate)}
    keys |= {f"{group}|w{week}|{strong}" for week in weeks for strong in _strong(candidate)}
    return frozenset(
        keys | {f"{group}|{day}|#{kind}" for day in _named_days(candidate) for kind in candidate.kinds - words.means()}
    )


def _named_days(c: Candidate) -> set[int]:
    """The days of an act, or those named beside it: for reports that name no country."""
    if c.group not in MATERIAL:
        return set()
    ranges = (c.days,) if c.days is not None and _is_dated(c) else c.hints
    return {day for first, last in ranges for day in range(first, min(last, first + 2) + 1)}


def _strong(c: Candidate) -> set[str]:
    """What few other events share, good for weeks: the town of an act, both sides of words."""
    if c.group in MATERIAL:
        cells = _cells(c.spot) if c.spot is not None and c.spot.local else set()
        return cells if c.group != "restraint" else cells | {f">{p.country or p.who}" for p in c.sources if p.country}
    sides = sorted({p.country or p.who for p in (*c.sources, *c.targets) if p.country or p.named})
    doers = {f">{p.country or p.who}" for p in c.sources if p.country or p.named}
    return doers | {"+".join(pair) for pair in combinations(sides, 2)}


def _is_dated(c: Candidate) -> bool:
    """Whether the event has a date that says when."""
    return c.days is not None and c.days[1] - c.days[0] <= WEEK


def _likely_days(c: Candidate) -> list[int]:
    """Days on which the event may lie; 0 where nothing is known."""
    if c.days is not None and _is_dated(c):
        return list(range(c.days[0], c.days[1] + 2))
    hinted = [
        d
        for first, last in (*c.hints, *((c.days,) if c.days else ()))
        for d in range(first, min(last, first + WEEK) + 1)
    ]
    recent = range(c.published - FRESH_DAYS, c.published + 1) if c.published is not None else ()
    return sorted({*hinted, *recent}) or [0]


def _anchors(c: Candidate) -> frozenset[str]:
    """Countries and named bodies the event is tied to; the report's where it has none."""
    found = _tied(c)
    if (not found or (c.group in MATERIAL and c.spot is None)) and len(c.setting.countries) <= MANY_COUNTRIES:
        found |= c.setting.countries
    return frozenset(found) or frozenset(("?",))


def _tied(c: Candidate) -> set[str]:
    """Countries and named bodies of its parties, and the country of its place."""
    parties = (*c.sources, *c.targets)
    found = {p.country for p in parties if p.country} | {p.who for p in parties if p.named and not p.country}
    return found | ({c.spot.country} if c.spot is not None and c.spot.country else set())


def _cells(spot: Spot) -> set[str]:
    lat, lon, edge = spot.lat or 0.0, spot.lon or 0.0, 0.6 * CELL / 2
    return {
        f"{math.floor((lat + y) / CELL)},{math.floor((lon + x) / CELL)}" for y in (-edge, edge) for x in (-edge, edge)
    }


def block_pairs(
    views: Sequence[View], found: Mapping[str, Candidate], fresh: int | None = None
) -> Iterator[tuple[int, int]]:
    """Pairs `i < j` of tellings of two reports that share a key. Towns meet in their cell only.

    With `fresh`, only pairs of one of the first `fresh` tellings with a later one: what grows is not paired anew.
    """
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    placed = [any(s.local for s in v.spots) and v.group in MATERIAL for v in views]
    for n, view in enumerate(views):
        for key in {k for ref in view.refs for k in block_keys(found[ref])}:
            blocks[key].append(n)
    seen: set[int] = set()
    size = len(views)
    for key, block in blocks.items():
        by_word, by_cell = key.startswith(WORD), "|w" in key
        for i, j in _pairs(block, fresh):
            if views[i].report == views[j].report or (not by_cell and placed[i] and placed[j]):
                continue
            if by_word and views[i].group == views[j].group:
                continue
            if (pair := i * size + j) not in seen:
                seen.add(pair)
                yield i, j


def _pairs(block: Sequence[int], fresh: int | None) -> Iterator[tuple[int, int]]:
    if fresh is None:
        return combinations(block, 2)
    return product([n for n in block if n < fresh], [n for n in block if n >= fresh])
