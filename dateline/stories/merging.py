"""Same event: which coded events of many reports tell one happening.

First the events of each report are pooled into tellings, then tellings of different reports are compared inside
blocks and clustered. Scores are sums of weighted signals; every signal and every veto says its reason.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from dateline.records import Judgement
from dateline.stories import signals
from dateline.stories.features import MATERIAL, WEEK, Candidate, Spot
from dateline.stories.linkage import Linkage
from dateline.stories.partition import natural
from dateline.stories.signals import Signal
from dateline.stories.view import View, pooled

CAP = 6.0  # one pair's score counts at most so much in a mean
FRESH_DAYS = 3  # an undated event is looked for so many days before its report
CELL = 1.0  # degrees; towns within 0.6° share a cell
MANY_COUNTRIES = 5  # a report that names more says nothing of where its events are


@dataclass(frozen=True, slots=True)
class Reason:
    """One signal's say: it adds `weight × value` to the score."""

    name: str
    weight: float
    value: float
    words: str

    @property
    def points(self) -> float:
        """What it adds."""
        return self.weight * self.value


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two tellings are of one happening: the score (log-odds), its reasons, or the veto."""

    score: float
    same: bool
    reasons: tuple[Reason, ...]
    veto: str | None = None


@dataclass(frozen=True, slots=True)
class Cluster:
    """Events that tell one happening: refs in natural order, and why they were joined."""

    refs: tuple[str, ...]
    why: tuple[str, ...]


# ---- comparing --------------------------------------------------------------------------------------------------


def compare(a: Candidate, b: Candidate) -> Verdict:
    """Two events taken alone. Symmetric."""
    return compare_views(pooled((a,)), pooled((b,)))


def compare_views(a: View, b: View) -> Verdict:
    """Two tellings, of one report or of two. Symmetric, words included."""
    if b.key < a.key:
        a, b = b, a
    for veto in signals.VETOES:
        words = veto(a, b)
        if words:
            return Verdict(-math.inf, False, (), words)
    within = a.report == b.report
    table, bias = (signals.WITHIN, signals.BIAS_WITHIN) if within else (signals.ACROSS, signals.BIAS_ACROSS)
    reasons = tuple(_reasons(table, a, b))
    score = bias + sum(r.points for r in reasons)
    return Verdict(score, score > 0, reasons)


def _reasons(table: Iterable[tuple[str, float, Signal]], a: View, b: View) -> Iterator[Reason]:
    for name, weight, signal in table:
        said = signal(a, b)
        if said is not None:
            yield Reason(name, weight, *said)


# ---- blocking ---------------------------------------------------------------------------------------------------


def block_keys(candidate: Candidate) -> frozenset[str]:
    """Keys of which two events of one happening share at least one. Stored, they make merging incremental."""
    group, days = candidate.group, _likely_days(candidate)
    anchors = _anchors(candidate)
    keys = {f"{group}|{day}|{anchor}" for day in days for anchor in anchors}
    keys |= {f"={candidate.stem}|{day}|{anchor}" for day in days for anchor in anchors}
    weeks = {day // WEEK for day in days} | {(day - WEEK) // WEEK for day in days if not _is_dated(candidate)}
    keys |= {f"{group}|w{week}|{strong}" for week in weeks for strong in _strong(candidate)}
    return frozenset(keys)


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
    parties = (*c.sources, *c.targets)
    found = {p.country for p in parties if p.country} | {p.who for p in parties if p.named and not p.country}
    if c.spot is not None and c.spot.country:
        found.add(c.spot.country)
    if (not found or (c.group in MATERIAL and c.spot is None)) and len(c.setting.countries) <= MANY_COUNTRIES:
        found |= c.setting.countries
    return frozenset(found) or frozenset(("?",))


def _cells(spot: Spot) -> set[str]:
    lat, lon, edge = spot.lat or 0.0, spot.lon or 0.0, 0.6 * CELL / 2
    return {
        f"{math.floor((lat + y) / CELL)},{math.floor((lon + x) / CELL)}" for y in (-edge, edge) for x in (-edge, edge)
    }


# ---- clustering -------------------------------------------------------------------------------------------------


class _Judged:
    """Human decisions by pair of refs; the latest on a pair counts."""

    def __init__(self, judgements: Iterable[Judgement]) -> None:
        latest = {}
        for j in sorted(judgements, key=lambda j: (j.at, j.kind)):
            latest[tuple(sorted((j.a, j.b), key=natural))] = j.kind
        self.same = [pair for pair, kind in latest.items() if kind == "same"]
        self.different: defaultdict[str, set[str]] = defaultdict(set)
        for (a, b), kind in latest.items():
            if kind == "different":
                self.different[a].add(b)
                self.different[b].add(a)

    def forbid(self, a: Sequence[str], b: Sequence[str]) -> bool:
        """Whether a person keeps any of two sets of refs apart."""
        return bool(self.different) and any(not self.different[x].isdisjoint(b) for x in a if x in self.different)


def cluster(candidates: Iterable[Candidate], judgements: Iterable[Judgement] = ()) -> tuple[Cluster, ...]:
    """Happenings among events, single ones included, by their first ref. The order of input does not matter."""
    judged = _Judged(judgements)
    found = {c.ref: c for c in candidates}
    views = tuple(_tellings(found.values(), judged))
    keys = {v.refs: found[v.refs[0]].key for v in views}
    of = {v.refs: v for v in views}
    linkage = Linkage(keys, lambda a, b: _pair(of[a], of[b], judged))
    _obey(linkage, views, judged)
    linkage.run(_edges(views, found, judged))
    made = [_cluster([of[r] for r in group], judged) for group in linkage.clusters()]
    return tuple(sorted(made, key=lambda c: natural(c.refs[0])))


def tellings(candidates: Iterable[Candidate], judgements: Iterable[Judgement] = ()) -> tuple[View, ...]:
    """The events of each report pooled where they tell one happening."""
    return tuple(_tellings(candidates, _Judged(judgements)))


def _tellings(candidates: Iterable[Candidate], judged: _Judged) -> Iterator[View]:
    reports: defaultdict[tuple[str, str], dict[str, Candidate]] = defaultdict(dict)
    for c in candidates:
        reports[c.report, c.group][c.ref] = c
    for members in reports.values():
        single = {ref: pooled((c,)) for ref, c in members.items()}
        if len(single) == 1:
            yield from single.values()
            continue
        keys = {ref: f"{c.order:06d}" for ref, c in members.items()}
        linkage = Linkage(keys, _never, _pooling(members, judged))
        linkage.run(_scored(((single[a], single[b]) for a, b in combinations(sorted(single), 2)), judged, _first_ref))
        for group in linkage.clusters():
            yield pooled(members[ref] for ref in group)


def _never(a: str, b: str) -> float | None:
    """Single pairs do not decide inside a report: what is pooled does."""
    return None


def _pooling(members: Mapping[str, Candidate], judged: _Judged) -> Callable[[list[str], list[str]], bool]:
    """Whether two sets of events of one report tell one happening, each taken together."""

    def fits(left: list[str], right: list[str]) -> bool:
        score = _pair(pooled(members[r] for r in left), pooled(members[r] for r in right), judged)
        return score is not None and score > 0

    return fits


def _first_ref(view: View) -> str:
    """A single event's ref."""
    return view.refs[0]


def _refs(view: View) -> tuple[str, ...]:
    """A telling's refs."""
    return view.refs


def _scored(pairs: Iterable[tuple[View, View]], judged: _Judged, name: Callable[[View], object]) -> list:  # type: ignore[type-arg]
    edges = []
    for a, b in pairs:
        score = _pair(a, b, judged)
        if score is not None and score > 0:
            edges.append((score, name(a), name(b)))
    return edges


def _pair(a: View, b: View, judged: _Judged) -> float | None:
    """The score of a pair; null where it is forbidden."""
    if judged.forbid(a.refs, b.refs):
        return None
    verdict = compare_views(a, b)
    return None if verdict.veto else max(-CAP, min(CAP, verdict.score))


def _obey(linkage: Linkage[tuple[str, ...]], views: Iterable[View], judged: _Judged) -> None:
    """Join what a person joined, unless that joins what a person keeps apart."""
    home = {ref: v.refs for v in views for ref in v.refs}
    for a, b in judged.same:
        if a in home and b in home:
            left = [r for refs in linkage.together(home[a]) for r in refs]
            right = [r for refs in linkage.together(home[b]) for r in refs]
            if not judged.forbid(left, right):
                linkage.join(home[a], home[b])


def _edges(views: Sequence[View], found: Mapping[str, Candidate], judged: _Judged) -> list:  # type: ignore[type-arg]
    return _scored(((views[i], views[j]) for i, j in _block_pairs(views, found)), judged, _refs)


def _block_pairs(views: Sequence[View], found: Mapping[str, Candidate]) -> Iterator[tuple[int, int]]:
    """Pairs of tellings of two reports that share a key. Towns meet in their cell only."""
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    placed = [any(s.local for s in v.spots) and v.group in MATERIAL for v in views]
    for n, view in enumerate(views):
        for key in {k for ref in view.refs for k in block_keys(found[ref])}:
            blocks[key].append(n)
    seen: set[int] = set()
    size = len(views)
    for key, block in blocks.items():
        by_cell = "|w" in key
        for i, j in combinations(block, 2):
            if views[i].report == views[j].report or (not by_cell and placed[i] and placed[j]):
                continue
            if (pair := i * size + j) not in seen:
                seen.add(pair)
                yield i, j


def _cluster(members: Sequence[View], judged: _Judged) -> Cluster:
    refs = sorted((r for v in members for r in v.refs), key=natural)
    return Cluster(tuple(refs), tuple(_why(members, judged)))


def _why(members: Sequence[View], judged: _Judged) -> Iterator[str]:
    """Each telling's best link to the others, in words."""
    inside = {r for v in members for r in v.refs}
    for a, b in judged.same:
        if a in inside and b in inside:
            yield f"{a} and {b} were joined by hand"
    ordered = sorted(members, key=lambda v: natural(v.refs[0]))
    for n, view in enumerate(ordered[1:12], 1):
        best = max((compare_views(view, other) for other in ordered[:n]), key=lambda v: v.score)
        if best.same:
            yield f"{view.refs[0]}: " + explain(best)


def explain(verdict: Verdict) -> str:
    """A verdict in words: the score and the reasons that weigh most."""
    if verdict.veto:
        return f"kept apart: {verdict.veto}"
    top = sorted(verdict.reasons, key=lambda r: (-abs(r.points), r.name))[:4]
    return f"score {verdict.score:+.1f}; " + "; ".join(f"{r.words} ({r.points:+.1f})" for r in top)


# ---- growing ----------------------------------------------------------------------------------------------------


def closure(
    seed: Iterable[Candidate],
    sharing: Callable[[frozenset[str]], Iterable[Candidate]],
    judgements: Iterable[Judgement] = (),
) -> tuple[Candidate, ...]:
    """The events whose clusters may change with the reports of `seed`, those included.

    `sharing(keys)` returns all candidates of every report that has one of the block keys. `cluster` over the result
    gives the clusters that a run over the whole corpus gives for these events.
    """
    judged = _Judged(judgements)
    region = {c.ref: c for c in seed}
    new = dict(region)
    while new:
        keys = frozenset(k for c in new.values() for k in block_keys(c))
        known = {c.ref: c for c in sharing(keys) if c.ref not in region}
        new = _linked(new, known, judged)
        region.update(new)
    return tuple(sorted(region.values(), key=lambda c: natural(c.ref)))


def _linked(new: Mapping[str, Candidate], known: Mapping[str, Candidate], judged: _Judged) -> dict[str, Candidate]:
    """What `known` holds of reports and groups with a positive pair in `new`, or joined to it by hand."""
    both = {**new, **known}
    views = tuple(_tellings(both.values(), judged))
    reached = set()
    for i, j in _block_pairs(views, both):
        a, b = views[i], views[j]
        if (a.refs[0] in new) != (b.refs[0] in new) and (_pair(a, b, judged) or -1.0) > 0:
            reached.add((b if a.refs[0] in new else a).part)
    for pair in judged.same:
        if all(ref in both for ref in pair):
            reached |= {(both[ref].report, both[ref].group) for ref in pair if ref in known}
    return {ref: c for ref, c in known.items() if (c.report, c.group) in reached}
