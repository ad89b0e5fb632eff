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
from dateline.stories.blocking import block_keys as block_keys
from dateline.stories.blocking import block_pairs
from dateline.stories.features import Candidate
from dateline.stories.linkage import Linkage
from dateline.stories.partition import natural
from dateline.stories.signals import Signal
from dateline.stories.view import View, pooled

CAP = 6.0  # one pair's score counts at most so much in a mean
TOLD_APART = -2.0  # two acts of one report that score less are never one, whatever others tell


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


def _score(a: View, b: View) -> float | None:
    """The score alone, as `compare_views` gives it; null for a veto."""
    if b.key < a.key:
        a, b = b, a
    within = a.report == b.report
    for veto in signals.vetoes(a.group, within):
        if veto(a, b):
            return None
    table, score = (signals.WITHIN, signals.BIAS_WITHIN) if within else (signals.ACROSS, signals.BIAS_ACROSS)
    points = 0.0
    for _, weight, signal in table:
        if said := signal(a, b):
            points += weight * said[0]
    return score + points


def _reasons(table: Iterable[tuple[str, float, Signal]], a: View, b: View) -> Iterator[Reason]:
    for name, weight, signal in table:
        said = signal(a, b)
        if said is not None:
            yield Reason(name, weight, *said)


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
        yield from _pointed([pooled(members[ref] for ref in group) for group in linkage.clusters()], members, judged)


def _pointed(found: list[View], members: Mapping[str, Candidate], judged: _Judged) -> list[View]:
    """A bare "the attack" joins the only act of its kind that its report told before."""
    bare = [v for v in found if _is_bare(v)]
    others = [v for v in found if not _is_bare(v)]
    if len(others) != 1 or not bare:
        return found
    (act,) = others
    fitting = [v for v in bare if v.sentences > act.sentences and _pair(act, v, judged) is not None]
    refs = [ref for v in (act, *fitting) for ref in v.refs]
    return [pooled(members[ref] for ref in refs), *(v for v in bare if v not in fitting)]


def _is_bare(view: View) -> bool:
    """Whether a telling only points back: without a day, place, party, count or manner of its own."""
    own = (view.days, view.spots, view.sources, view.targets, view.tolls, view.modes)
    return view.anaphoric and view.actual and not any(own)


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
    """The score of a pair; null where it is forbidden, also by the report that tells both apart."""
    if judged.forbid(a.refs, b.refs):
        return None
    score = _score(a, b)
    if score is None or (a.report == b.report and score < TOLD_APART):
        return None
    return max(-CAP, min(CAP, score))


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
    return _scored(((views[i], views[j]) for i, j in block_pairs(views, found)), judged, _refs)


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
    new, views = dict(region), _Views(judged)
    while new:
        keys = frozenset(k for c in new.values() for k in block_keys(c))
        known = {c.ref: c for c in sharing(keys) if c.ref not in region}
        new = _linked(new, known, judged, views)
        region.update(new)
    return tuple(sorted(region.values(), key=lambda c: natural(c.ref)))


class _Views:
    """Tellings by report and group, pooled once."""

    def __init__(self, judged: _Judged) -> None:
        self._judged = judged
        self._known: dict[tuple[str, str], tuple[View, ...]] = {}

    def of(self, candidates: Iterable[Candidate]) -> list[View]:
        """The tellings of candidates, given by whole reports."""
        parts: defaultdict[tuple[str, str], list[Candidate]] = defaultdict(list)
        for c in candidates:
            parts[c.report, c.group].append(c)
        for part, members in parts.items():
            if part not in self._known:
                self._known[part] = tuple(_tellings(members, self._judged))
        return [v for part in parts for v in self._known[part]]


def _linked(
    new: Mapping[str, Candidate], known: Mapping[str, Candidate], judged: _Judged, views: _Views
) -> dict[str, Candidate]:
    """What `known` holds of reports and groups with a positive pair in `new`, or joined to it by hand."""
    both = {**new, **known}
    fresh, others = views.of(new.values()), views.of(known.values())
    reached: set[tuple[str, str]] = set()
    for i, j in block_pairs((*fresh, *others), both, len(fresh)):
        other = others[j - len(fresh)]
        if other.part not in reached and (_pair(fresh[i], other, judged) or -1.0) > 0:
            reached.add(other.part)
    for pair in judged.same:
        if all(ref in both for ref in pair):
            reached |= {(both[ref].report, both[ref].group) for ref in pair if ref in known}
    return {ref: c for ref, c in known.items() if (c.report, c.group) in reached}
