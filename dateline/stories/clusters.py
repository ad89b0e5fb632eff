"""Stories: reports about one happening over time, for navigation and not for counting.

Two reports can belong together when a merged event has members in both. What decides is how much they share: events,
telling words, and how close in time they came out. Everything is deterministic, whatever the order of input or ids.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Set
from dataclasses import dataclass

from dateline.records import MergedEvent, Report, Story
from dateline.stories.features import ordinals
from dateline.stories.linkage import Linkage
from dateline.stories.partition import natural

WINDOW = 30  # days between two reports of one story
EVENTS, WORDS, APART, BIAS = 2.0, 3.0, 0.1, -1.1  # weights; a pair of reports belongs together above 0
CROWDED = 60  # reports an event may have before only those nearest in time are paired
NEAREST = 20
TITLE = 80  # characters of a title made of text

Members = Mapping[str, Collection[str]]  # merged events → the reports that tell of them, each once


@dataclass(frozen=True, slots=True)
class _Node:
    """What decides about one report."""

    report: Report
    day: int | None
    key: str
    events: frozenset[str]
    terms: frozenset[str]


def group(
    reports: Iterable[Report],
    events: Iterable[MergedEvent],
    terms: Mapping[str, frozenset[str]] | None = None,
) -> tuple[Story, ...]:
    """Stories of the reports, single ones included, earliest first. `Story.id` is empty: the store gives ids.

    `terms` maps a report to its telling words (`features.terms`). Members of `events` that are not among `reports`
    are left out.
    """
    told = list(events)
    members = {e.id: tuple(dict.fromkeys(m.report for m in e.members)) for e in told}
    nodes = _nodes(reports, members, terms or {})
    linkage = Linkage({n: nodes[n].key for n in nodes}, lambda a, b: affinity(nodes[a], nodes[b]))
    linkage.run(_edges(nodes, members))
    parts = linkage.clusters()
    homes = _homes(parts, told)
    return tuple(_story([nodes[n] for n in part], homes[number], told) for number, part in enumerate(parts))


def reach(
    seed: Collection[str],
    told: Callable[[Set[str]], Members],
    read: Callable[[Set[str]], Iterable[Report]],
    terms: Callable[[Set[str]], Mapping[str, frozenset[str]]],
) -> tuple[Report, ...]:
    """The reports whose stories may change with those of `seed`: `group` them anew, with all events they tell of.

    `told(reports)` gives the merged events with a member in any of these reports, `read` the reports themselves,
    `terms` their telling words.
    """
    nodes: dict[str, _Node] = {}
    region: set[str] = set()
    new: Set[str] = frozenset(seed)
    while new:
        shared = told(new)
        near = frozenset(new).union(*shared.values()) - nodes.keys()
        nodes |= _nodes(read(near), told(near), terms(near))
        region |= new
        edges = _edges(nodes, shared, new)
        new = {end for _, *ends in edges for end in ends} - region
    return tuple(nodes[r].report for r in sorted(region & nodes.keys(), key=natural))


def affinity(a: _Node, b: _Node) -> float | None:
    """How much two reports belong together; null where they lie too far apart in time."""
    apart = abs(a.day - b.day) if a.day is not None and b.day is not None else 0
    if apart > WINDOW:
        return None
    shared = len(a.events & b.events) / max(1, min(len(a.events), len(b.events)))
    words = len(a.terms & b.terms) / (min(len(a.terms), len(b.terms)) + 3)
    return EVENTS * shared + WORDS * words - APART * apart + BIAS


def _nodes(reports: Iterable[Report], events: Members, terms: Mapping[str, frozenset[str]]) -> dict[str, _Node]:
    inside: defaultdict[str, set[str]] = defaultdict(set)
    for event, members in events.items():
        for member in members:
            inside[member].add(event)
    found = {}
    for report in reports:
        if not report.withdrawn:
            article = report.article
            key = f"{article.published or '9999'}|{article.outlet}|{article.sha256}"
            day = (ordinals(article.published) or (None,))[0]
            words = terms.get(report.id, frozenset())
            found[report.id] = _Node(report, day, key, frozenset(inside[report.id]), words)
    return found


def _edges(nodes: Mapping[str, _Node], events: Members, new: Set[str] | None = None) -> list[tuple[float, str, str]]:
    """Pairs of reports that share an event and belong together; with `new`, only pairs that have one of these.

    An event of n reports gives n² / 2 pairs up to `CROWDED` and n × `NEAREST` above.
    """
    pairs: set[tuple[str, str]] = set()
    for members in events.values():
        ordered = sorted((m for m in members if m in nodes), key=lambda r: nodes[r].key)
        width = NEAREST if len(ordered) > CROWDED else len(ordered)
        close = ((a, b) for n, a in enumerate(ordered) for b in ordered[n + 1 : n + 1 + width])
        pairs.update(close if new is None else ((a, b) for a, b in close if a in new or b in new))
    scored = ((affinity(nodes[a], nodes[b]), a, b) for a, b in pairs)
    return [(score, a, b) for score, a, b in scored if score is not None and score > 0]


def _homes(parts: Iterable[tuple[str, ...]], events: Iterable[MergedEvent]) -> list[list[MergedEvent]]:
    """Each event in the story that holds most of its reports, the earlier story of two."""
    of = {report: number for number, part in enumerate(parts) for report in part}
    homes: list[list[MergedEvent]] = [[] for _ in range(len(set(of.values())))]
    for event in events:
        counts = Counter(of[m.report] for m in event.members if m.report in of)
        if counts:
            homes[min(counts, key=lambda n: (-counts[n], n))].append(event)
    return homes


def _story(nodes: Iterable[_Node], events: Iterable[MergedEvent], told: Iterable[MergedEvent]) -> Story:
    members = list(nodes)
    days = sorted(n.report.article.published for n in members if n.report.article.published)
    ordered = sorted(events, key=lambda e: (e.date or "9999", natural(e.id)))
    return Story(
        id="",
        title=_title(members),
        reports=tuple(sorted((n.report.id for n in members), key=natural)),
        events=tuple(e.id for e in ordered),
        first=days[0] if days else None,
        last=days[-1] if days else None,
    )


def _title(nodes: list[_Node]) -> str:
    """The title of the report that shares most words with the others, the earlier of two; else how it begins."""
    shares = {
        n.key: sum(len(n.terms & o.terms) / (len(n.terms | o.terms) or 1) for o in nodes[:CROWDED] if o is not n)
        for n in nodes[:CROWDED]
    }
    best = min(nodes[:CROWDED], key=lambda n: (n.report.article.title is None, -shares[n.key], n.key)).report.article
    return best.title or _beginning(best.text) or best.outlet or "untitled"


def _beginning(text: str) -> str:
    line = " ".join(text[: 3 * TITLE].split())
    return line if len(line) <= TITLE else line[:TITLE].rpartition(" ")[0] + " …"
