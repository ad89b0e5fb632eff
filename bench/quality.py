"""Codes the development data and scores it with the scorer that comes with the data."""

from __future__ import annotations

import datetime
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "bench"
FLOORS = Path(__file__).parent / "floors.json"


@dataclass(frozen=True)
class Bench:
    """One gold set: `metric` paths into the scorer's JSON are what is pinned."""

    task: str
    gold: str
    metrics: tuple[str, ...]

    @property
    def path(self) -> Path:
        return DATA / self.gold


BENCHES = (
    Bench("events", "events/plover-gsr-dev.jsonl", ("type.f1", "tuple.f1", "macro")),
    Bench("statements", "statements/polnear-dev.jsonl", ("content.f1", "full.f1", "speaker")),
    Bench("places", "places/geovirus-dev.jsonl", ("found.f1", "e2e.f1")),
    Bench("dates", "dates/meantime-dev.jsonl", ("value.f1",)),
    Bench("status", "dates/meantime-dev.jsonl", ("accuracy", "macro")),
    Bench("actors", "actors/ngec-dev.jsonl", ("country.accuracy", "sector.accuracy")),
)


def present() -> bool:
    """Whether the development data lies beside the project."""
    return (DATA / "score.py").exists()


def score(bench: Bench, extra: tuple[str, ...] = ()) -> dict[str, Any]:
    """Figures of one bench. Extra arguments go to the scorer, such as ``--by-id`` (then its output is printed)."""
    with tempfile.TemporaryDirectory() as folder:
        coded = Path(folder) / "coded.ndjson"
        rows = _resolved(bench.path) if bench.task == "actors" else _coded(bench.path)
        coded.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        command = [sys.executable, str(DATA / "score.py"), bench.task, str(bench.path), str(coded), "--json", *extra]
        out = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    if extra:
        print(out)
    figures: dict[str, Any] = json.loads(out.splitlines()[-1])
    return figures


def figure(figures: dict[str, Any], metric: str) -> float:
    """The number at a dotted path."""
    value: Any = figures
    for key in metric.split("."):
        value = value[key]
    return float(value)


def fingerprint(path: Path) -> str:
    """First 12 hex digits of a gold file's SHA-256: floors hold for this file only."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def floors() -> dict[str, Any]:
    """Pinned floors: task → {"fingerprint", metric: figure}."""
    pinned: dict[str, Any] = json.loads(FLOORS.read_text("utf-8"))
    return pinned


def _gold(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def _coded(path: Path) -> Iterator[Any]:
    coder = _coder()
    for row in _gold(path):
        coded = coder.read(row["text"], id=row.get("id") or row["doc"], published=row.get("published"), language="en")
        if len(coded.article.text) != len(row["text"]):
            raise ValueError(f"{coded.article.id}: cleaning changed the gold text, its offsets no longer hold")
        yield coded.model_dump(mode="json", by_alias=True)


def _resolved(path: Path) -> Iterator[dict[str, Any]]:
    from dateline.actors import resolve
    from dateline.cli.resolve import day, locate

    engine = _coder().engine
    for row in _gold(path):
        found = resolve(row["text"], day(row["date"]), engine, locate)
        yield {"id": row["id"], "country": found.country, "sectors": list(found.sectors)}


_LOADED: list[Any] = []


def _coder() -> Any:
    if not _LOADED:
        import dateline

        _LOADED.append(dateline.Coder())
    return _LOADED[0]


Progress = Callable[[str], None]


def run(tasks: tuple[str, ...] = (), say: Progress = print) -> list[str]:
    """Run the benches, say a line a metric, and return the floors that do not hold."""
    pinned, broken = floors(), []
    say(f"{datetime.date.today()}  {'task':<11} {'metric':<18} {'figure':>7} {'floor':>7}")
    for bench in BENCHES:
        if tasks and bench.task not in tasks:
            continue
        figures = score(bench)
        known = pinned.get(bench.task, {})
        same = known.get("fingerprint") == fingerprint(bench.path)
        for metric in bench.metrics:
            value, floor = figure(figures, metric), known.get(metric, 0.0) if same else 0.0
            below = value < floor
            say(f"            {bench.task:<11} {metric:<18} {value:>7.3f} {floor:>7.3f}{'  BELOW' if below else ''}")
            if below:
                broken.append(f"{bench.task} {metric}: {value:.3f} is below the floor {floor:.3f}")
        if not same:
            say(f"            {bench.task:<11} the data is not what the floors were pinned on: not compared")
    return broken
