#!/usr/bin/env python3
"""Train the judgement model: tests/statements/voices.tsv → dateline/data/reporting_verbs/judgement_weights.tsv.

    tools/train_judgement.py [--dry-run]

The table holds sentences written for this purpose, each a report or commentary; a sixth of them, "unseen", is left
out of training. Prints recall of commentary and the share of reports taken for it, on both parts, by the marks of
`voice`.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from pathlib import Path

import numpy as np

from dateline.language.engine import Engine
from dateline.statements import judgement, voice

TABLE = Path(__file__).parents[1] / "tests" / "statements" / "voices.tsv"
OUT = Path(__file__).parents[1] / "dateline" / "data" / judgement.WEIGHTS
MIN_COUNT, MIN_WEIGHT = 3, 0.05  # of a feature: sentences it occurs in, size of a weight worth storing
L2, STEPS = 1.0, 30

Row = tuple[str, bool, list[str]]  # part, whether commentary, features


def read(table: Path) -> list[Row]:
    """Part, label and features of the first sentence of each row."""
    engine, out = Engine(), []
    with table.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            doc = engine.parse(row["sentence"])
            s = doc.sentences[0]
            found = list(dict.fromkeys(judgement.features(doc, s, voice.signs(doc, s))))
            out.append((row["part"], row["voice"] == "commentary", found))
    return out


def fit(rows: list[Row]) -> dict[str, float]:
    """Logistic regression by Newton's method."""
    counts = Counter(f for _, _, found in rows for f in found)
    index = {f: n for n, f in enumerate(sorted(f for f, n in counts.items() if n >= MIN_COUNT))}
    x = np.array([[float(f in set(found)) for f in index] for _, _, found in rows])
    y = np.array([float(label) for _, label, _ in rows])
    penalty = np.where(np.array(list(index)) == "bias", 0.01, L2)
    w = np.zeros(len(index))
    for _ in range(STEPS):
        p = 1 / (1 + np.exp(-x @ w))
        curve = (x * (p * (1 - p))[:, None]).T @ x + np.diag(penalty)
        w -= np.linalg.solve(curve, x.T @ (p - y) + penalty * w)
    return {f: round(float(w[n]), 2) for f, n in index.items() if abs(w[n]) >= MIN_WEIGHT}


def report(rows: list[Row], weights: dict[str, float]) -> None:
    for part in ("train", "unseen"):
        odds = [(label, sum(weights.get(f, 0.0) for f in found)) for p, label, found in rows if p == part]
        for bar in (voice.ALONE, voice.AMONG):
            hits = [o >= bar for label, o in odds if label]
            false = [o >= bar for label, o in odds if not label]
            print(f"{part:6}  bar {bar}  recall {sum(hits) / len(hits):.3f}  false {sum(false) / len(false):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--dry-run", action="store_true")
    options = parser.parse_args()
    rows = read(TABLE)
    weights = fit([r for r in rows if r[0] == "train"])
    report(rows, weights)
    if not options.dry_run:
        lines = [f"{f}\t{w:g}" for f, w in sorted(weights.items())]
        OUT.write_text("\n".join(["feature\tweight", *lines, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
