#!/usr/bin/env python3
"""Train the attribution model: TRAIN.jsonl → dateline/data/reporting_verbs/weights.tsv.

    tools/train_statements.py TRAIN.jsonl [--parsed CACHE.pkl] [--folds 5] [--dry-run]

TRAIN.jsonl holds lines of {"doc", "text", "attributions": [{"source", "cue", "content": lists of [start, end)}]}.
A draft is right when its content overlaps a gold content (token Jaccard of 0.5 or more) and its cue shares a token
with the gold cue. Prints cross-validated precision, recall and F1 of content for a range of thresholds; the best one
belongs in `ranking.THRESHOLD`. With --parsed the parsed documents are kept in a file between runs.
"""

from __future__ import annotations

import argparse
import json
import pickle
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from dateline.language import Document
from dateline.language.engine import Engine
from dateline.statements import cues, features, plausible, ranking
from dateline.statements.scene import Draft, Scene

OUT = Path(__file__).parents[1] / "dateline" / "data" / ranking.FILE
MIN_COUNT = 8  # drafts a feature must occur in
MIN_WEIGHT = 0.06  # smaller weights are not stored
L2, STEPS, RATE = 2.0, 150, 0.15
THRESHOLDS = [x / 10 for x in range(-14, 5, 2)]


class Text:
    """One training text: drafts, their features, the gold contents as token sets, and what each draft matches."""

    def __init__(self, gold: dict[str, Any], doc: Document) -> None:
        self.scene = Scene(doc)
        self.drafts = list(ranking.candidates(self.scene, cues.load()))
        self.features = [list(dict.fromkeys(features.of(self.scene, d))) for d in self.drafts]
        kept = [a for a in gold["attributions"] if a["content"]]
        self.gold = [tuple(_tokens(doc, a[k]) for k in ("content", "source", "cue")) for a in kept]
        where: dict[int, list[int]] = defaultdict(list)
        for n, (content, _, _) in enumerate(self.gold):
            for i in content:
                where[i].append(n)
        self.matches = [self._matches(d, where) for d in self.drafts]
        self.truth = [self._truth(d, m) for d, m in zip(self.drafts, self.matches, strict=True)]

    def _matches(self, d: Draft, where: dict[int, list[int]]) -> list[tuple[float, int]]:
        content = ranking.covered(d.content)
        shared = Counter(n for i in content for n in where.get(i, ()))
        scored = ((k / len(content | self.gold[n][0]), n) for n, k in shared.items())
        return sorted(((j, n) for j, n in scored if j >= 0.5), reverse=True)

    def _truth(self, d: Draft, matches: list[tuple[float, int]]) -> float:
        """1 where content, cue and source are right, less where only the content or the cue is."""
        best = 0.0
        for overlap, n in matches:
            _, source, cue = self.gold[n]
            own = ranking.covered([d.source]) if d.source else set()
            right = not (own or source) or len(own & source) * 2 >= len(own | source)
            grade = 0.5 if not set(range(*d.cue)) & cue else 1.0 if right else 0.85
            best = max(best, grade * (0.7 + 0.3 * overlap))
        return best


def _tokens(doc: Document, spans: list[list[int]]) -> set[int]:
    return {i for a, b in spans for i in doc.tokens_in(a, b)}


def fit(texts: list[Text]) -> dict[str, float]:
    """Logistic regression with soft labels, by Adam over all drafts at once."""
    counts = Counter(f for t in texts for fs in t.features for f in fs)
    index = {f: n for n, f in enumerate(sorted(f for f, c in counts.items() if c >= MIN_COUNT))}
    drafts = [(fs, y) for t in texts for fs, y in zip(t.features, t.truth, strict=True)]
    pairs = [(row, index[f]) for row, (fs, _) in enumerate(drafts) for f in fs if f in index]
    rows, columns = np.array(pairs, dtype=np.int32).T
    truth = np.array([y for _, y in drafts])
    weights = np.zeros(len(index))
    mean, square = np.zeros(len(index)), np.zeros(len(index))
    for step in range(1, STEPS + 1):
        odds = np.bincount(rows, weights=weights[columns], minlength=len(truth))
        error = 1 / (1 + np.exp(-odds)) - truth
        slope = np.bincount(columns, weights=error[rows], minlength=len(index)) + L2 * weights
        mean, square = 0.9 * mean + 0.1 * slope, 0.99 * square + 0.01 * slope**2
        rate = RATE * (1 if step < 0.6 * STEPS else 0.3 if step < 0.85 * STEPS else 0.1)
        weights -= rate * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.99**step)) + 1e-6)
    return {f: round(float(weights[n]), 2) for f, n in index.items() if abs(weights[n]) >= MIN_WEIGHT}


def evaluate(texts: list[Text], weights: dict[str, float]) -> dict[float, Counter[str]]:
    """Aligned, predicted and gold contents by threshold."""
    out = {threshold: Counter[str]() for threshold in THRESHOLDS}
    for t in texts:
        for d, fs in zip(t.drafts, t.features, strict=True):
            d.score = sum(weights.get(f, 0.0) for f in fs) + plausible.bonus(t.scene, d)
        place = {id(d): n for n, d in enumerate(t.drafts)}
        order = sorted(t.drafts, key=lambda d: -d.score)
        for threshold in THRESHOLDS:
            kept = list(ranking.distinct([d for d in order if d.score - shift(d) >= threshold]))
            pairs = sorted(((j, n, id(d)) for d in kept for j, n in t.matches[place[id(d)]]), reverse=True)
            gold, used = set[int](), set[int]()
            for _, n, d_id in pairs:
                if n not in gold and d_id not in used:
                    gold.add(n)
                    used.add(d_id)
            out[threshold].update(hit=len(gold), said=len(kept), gold=len(t.gold))
    return out


def shift(d: Draft) -> float:
    """How much lower than others a draft may score and count."""
    return ranking.threshold(d) - ranking.THRESHOLD


def _report(totals: dict[float, Counter[str]]) -> None:
    for threshold, c in totals.items():
        p, r = c["hit"] / max(1, c["said"]), c["hit"] / max(1, c["gold"])
        print(f"threshold {threshold:5.1f}  precision {p:.3f}  recall {r:.3f}  f1 {2 * p * r / max(1e-9, p + r):.4f}")


def _load(path: Path, cache: Path | None) -> list[Text]:
    gold = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if cache and cache.exists():
        parsed = pickle.loads(cache.read_bytes())
    else:
        engine = Engine()
        parsed = {g["doc"]: engine.parse(g["text"]) for g in gold}
        if cache:
            cache.write_bytes(pickle.dumps(parsed))
    return [Text(g, parsed[g["doc"]]) for g in gold]


def _cross_validate(texts: list[Text], folds: int) -> None:
    totals = {threshold: Counter[str]() for threshold in THRESHOLDS}
    for n in range(folds):
        weights = fit([t for i, t in enumerate(texts) if i % folds != n])
        for threshold, counts in evaluate(texts[n::folds], weights).items():
            totals[threshold].update(counts)
    _report(totals)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("train", type=Path)
    parser.add_argument("--parsed", type=Path)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--dry-run", action="store_true")
    options = parser.parse_args()
    texts = _load(options.train, options.parsed)
    if options.folds:
        _cross_validate(texts, options.folds)
    weights = fit(texts)
    print(f"{len(weights)} weights from {sum(len(t.drafts) for t in texts)} drafts in {len(texts)} texts")
    if not options.dry_run:
        lines = [f"{f}\t{w:g}" for f, w in sorted(weights.items())]
        OUT.write_text("\n".join(["\t".join(ranking.COLUMNS), *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
