"""``python -m bench.stories [duplicates] [merging]``: near-duplicates and same-event merging, with floors.

Duplicates are measured on perturbed copies of reports written here, merging on the hand-labelled sets of
tests/stories/sets as the real coder codes them.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from bench import perturbations, storysets
from dateline.records import CodedArticle, Report
from dateline.stories import duplicates, features, merging

FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True)
class Scores:
    """B³ over labelled events. `joins` and `splits` count wrong pairs."""

    precision: float
    recall: float
    mentions: int
    happenings: int
    joins: int
    splits: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / max(1e-9, self.precision + self.recall)


@dataclass(frozen=True)
class Coded:
    """One half of the sets, coded: candidates, and ref → gold happening (null for words that are not marked)."""

    candidates: tuple[features.Candidate, ...]
    gold: Mapping[str, str | None]
    reports: Mapping[str, tuple[Report, CodedArticle]]


def coded(half: str, coder: object) -> Coded:
    """Code the sets of a half as one corpus."""
    candidates: list[features.Candidate] = []
    gold: dict[str, str | None] = {}
    reports: dict[str, tuple[Report, CodedArticle]] = {}
    for story in storysets.load():
        if story.half != half:
            continue
        for labelled in story.reports:
            name = f"r{len(reports) + 1}"
            done = coder.read(labelled.text, id=name, published=labelled.published, outlet=labelled.outlet)  # type: ignore[attr-defined]
            report = Report(id=name, key=name, version=1, article=done.article, coded_at="", run="x1")
            reports[name] = (report, done)
            candidates += features.candidates(report, done)
            for event in done.events:
                label = labelled.label(event.trigger.start, event.trigger.end)
                gold[f"{name}/{event.id}"] = f"{story.name}:{label}" if label else None
    return Coded(tuple(candidates), gold, reports)


def b_cubed(clusters: Iterable[Sequence[str]], gold: Mapping[str, str | None]) -> Scores:
    """B³ of labelled refs; an unlabelled ref in a cluster counts against its precision."""
    sizes = Counter(label for label in gold.values() if label)
    precision = recall = 0.0
    joins = kept = 0
    for refs in clusters:
        labels = Counter(gold[r] for r in refs)
        for ref in refs:
            label = gold[ref]
            if label:
                precision += labels[label] / len(refs)
                recall += labels[label] / sizes[label]
        kept += sum(n * (n - 1) // 2 for label, n in labels.items() if label)
        joins += sum(1 for a, b in combinations(refs, 2) if gold[a] != gold[b])
    total = sum(sizes.values())
    pairs = sum(n * (n - 1) // 2 for n in sizes.values())
    return Scores(precision / total, recall / total, total, len(sizes), joins, pairs - kept)


# ---- near-duplicates --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Pairs:
    """Found pairs against planted ones. `links` are direct pairs of an original and its copy; `families` all pairs."""

    texts: int
    planted: int
    precision: float
    recall: float
    family_precision: float
    family_recall: float


def near_duplicates(seed: int = 7) -> Pairs:
    """Precision and recall of links over the perturbed corpus, and of the families made of them."""
    texts = perturbations.corpus(seed)
    names = {f"r{n}": row for n, row in enumerate(texts, 1)}
    signatures = {name: duplicates.signature(text) for name, (_, text) in names.items()}
    links = [
        link
        for a, b in duplicates.candidate_pairs(signatures)
        if (link := duplicates.link(a, names[a][1], b, names[b][1])) is not None
    ]
    found = {(link.a, link.b) for link in links}
    right = {(a, b) for a, b in found if names[a][0] == names[b][0]}
    planted = _planted([f for f, _ in texts])
    kin = [k.members for k in duplicates.families(names, links)]
    together = {pair for members in kin for pair in combinations(members, 2)}
    true = {pair for pair in together if names[pair[0]][0] == names[pair[1]][0]}
    size = len(perturbations.KINDS) + 1
    everything = sum(1 for f, _ in texts if f >= 0) // size * (size * (size - 1) // 2)
    return Pairs(len(texts), len(planted), len(right) / max(1, len(found)), len(planted & found) / len(planted),
                 len(true) / max(1, len(together)), len(true) / everything)  # fmt: skip


def _planted(families: Sequence[int]) -> set[tuple[str, str]]:
    """Each original with each of its copies."""
    first: dict[int, str] = {}
    pairs = set()
    for n, family in enumerate(families, 1):
        if family in first:
            pairs.add((first[family], f"r{n}"))
        first.setdefault(family, f"r{n}")
    return pairs


# ---- the bench --------------------------------------------------------------------------------------------------


def figures(tasks: Sequence[str] = ()) -> dict[str, float]:
    """All pinned figures by name."""
    found: dict[str, float] = {}
    if not tasks or "duplicates" in tasks:
        pairs = near_duplicates()
        found |= {"duplicates.precision": pairs.precision, "duplicates.recall": pairs.recall,
                  "families.precision": pairs.family_precision, "families.recall": pairs.family_recall}  # fmt: skip
    if not tasks or "merging" in tasks:
        found |= _merging_figures()
    return found


def _merging_figures() -> dict[str, float]:
    import dateline

    coder, found, clusters, gold = dateline.Coder(), {}, [], {}
    for half in storysets.HALVES:
        done = coded(half, coder)
        refs = [c.refs for c in merging.cluster(done.candidates)]
        found |= _named(half, b_cubed(refs, done.gold))
        clusters += [[f"{half}-{r}" for r in members] for members in refs]
        gold |= {f"{half}-{ref}": label for ref, label in done.gold.items()}
    return found | _named("all", b_cubed(clusters, gold))


def _named(half: str, s: Scores) -> dict[str, float]:
    return {f"{half}.precision": s.precision, f"{half}.recall": s.recall, f"{half}.f1": s.f1,
            f"{half}.happenings": s.happenings, f"{half}.mentions": s.mentions,
            f"{half}.false_merges": s.joins, f"{half}.false_splits": s.splits}  # fmt: skip


def fingerprint() -> str:
    """First 12 hex digits of a SHA-256 over the sets and sample reports: floors hold for these only."""
    digest = hashlib.sha256()
    for path in (*sorted(storysets.SETS.glob("*.yaml")), *sorted(perturbations.CASES.glob("*.txt"))):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def main(arguments: Sequence[str]) -> int:
    """Print each figure beside its floor; exit code 1 where one does not hold."""
    pinned = json.loads(FLOORS.read_text("utf-8")).get("stories", {}) if FLOORS.exists() else {}
    same = pinned.get("fingerprint") == fingerprint()
    broken = 0
    for name, value in figures([a for a in arguments if not a.startswith("-")]).items():
        floor = pinned.get(name) if same else None
        below = floor is not None and value < floor
        broken += below
        print(f"{name:<24} {value:>8.3f} {'' if floor is None else f'{floor:>8.3f}'}{'  BELOW' if below else ''}")
    if not same:
        print(f"floors are not pinned on these sets (fingerprint {fingerprint()})")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
