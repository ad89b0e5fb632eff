"""``python -m bench.corpus [N] [--workers W] [--db PATH] [--every M]``: a corpus of N synthetic reports.

The reports are made here from templates, 80 to 120 words each, about happenings told by several outlets, with planted
reprints and edits. Prints, at every M reports: reports a second, processor time a report, memory of this process and
of its workers, bytes a report, and how families and merged events compare with what was planted.
"""

from __future__ import annotations

import argparse
import datetime
import os
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.made import Made, reports

LIMIT_MB = 1500  # of all processes together, the language model counted once a process


@dataclass
class Point:
    """One line of the result."""

    reports: int
    seconds: float
    own_mb: float
    all_mb: float
    file_bytes: int
    own_cpu: float
    workers_cpu: float


def rss_mb(pid: int) -> float:
    """Resident memory of a process in MB; 0 where it cannot be told."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


def cpu_seconds(pid: int) -> float:
    """Processor time of a process; 0 where it cannot be told. On a busy machine it says more than the clock."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def children() -> list[int]:
    """Worker processes that run now."""
    import multiprocessing

    return [p.pid for p in multiprocessing.active_children() if p.pid]


def measure(total: int, workers: int, db: Path, step: int) -> list[Point]:
    """Adds reports to a new corpus; one point every `step` reports."""
    from dateline.corpus import Added, Corpus

    points: list[Point] = []
    stored, began = 0, time.perf_counter()

    def told(added: Added) -> None:
        nonlocal stored
        stored += 1
        if stored % step == 0:
            points.append(point(stored, began, db))
            show(points)

    with Corpus.open(db) as corpus:
        began = time.perf_counter()
        corpus.add((m.outcome for m in planted(total)), told=told, workers=workers)
        points.append(point(stored, began, db))
    show(points, last=True)
    return points


def planted(total: int) -> Iterator[Made]:
    """The reports, the same for every run."""
    return reports(total, random.Random(20251107), datetime.date(2025, 1, 1))


def point(stored: int, began: float, db: Path) -> Point:
    """The state now."""
    size = sum(p.stat().st_size for p in db.parent.glob(db.name + "*") if not p.name.endswith("-shm"))
    own, others = os.getpid(), children()
    return Point(stored, time.perf_counter() - began, rss_mb(own), rss_mb(own) + sum(map(rss_mb, others)), size,
                 cpu_seconds(own), sum(map(cpu_seconds, others)))  # fmt: skip


def show(points: list[Point], last: bool = False) -> None:
    """Prints the newest point: totals, and rate and growth since the one before."""
    now, before = points[-1], points[-2] if len(points) > 1 else Point(0, 0.0, 0.0, 0.0, 0, 0.0, 0.0)
    more = now.reports - before.reports
    rate = more / max(now.seconds - before.seconds, 1e-9) if more else 0.0
    if len(points) == 1:
        print("reports   seconds  reports/s  own ms  workers' ms  own MB  all MB  bytes/report")
    own, others = (1000 * (b - a) / (more or now.reports) for a, b in
                   ((before.own_cpu, now.own_cpu), (before.workers_cpu, now.workers_cpu)))  # fmt: skip
    print(f"{now.reports:>7,} {now.seconds:>9.1f} {rate:>10.1f} {own:>7.1f} {max(others, 0):>12.1f} "
          f"{now.own_mb:>7.0f} {now.all_mb:>7.0f} "
          f"{now.file_bytes / max(now.reports, 1):>13,.0f}{'  settled' if last else ''}", flush=True)  # fmt: skip


def compare(db: Path, total: int) -> None:
    """Families against the planted ones, and what was merged."""
    from dateline.corpus import Corpus

    truth = {m.outcome.source: m.text for m in planted(total)}
    with Corpus.open(db, readonly=True) as corpus:
        ids = {r.article.id: r.id for r in corpus.store.reports(text=False)}
        texts = {ids[source]: text for source, text in truth.items() if source in ids}
        found = {m: f.id for f in corpus.store.families() for m in f.members}
        status, problems = corpus.status(), corpus.check()
    same = pairs(texts)
    got = pairs(found)
    right = len(same & got)
    print(f"near-duplicates: {len(same):,} pairs planted, {len(got):,} found, precision "
          f"{right / max(len(got), 1):.4f}, recall {right / max(len(same), 1):.4f}")  # fmt: skip
    print(f"{status.reports:,} reports, {status.families:,} families, {status.events:,} events, "
          f"{status.merged:,} merged events, {status.stories:,} stories; check: {len(problems)} problems")  # fmt: skip


def pairs(groups: dict[str, object]) -> set[tuple[str, str]]:
    """All pairs of keys with one value."""
    members: dict[object, list[str]] = {}
    for key, group in groups.items():
        members.setdefault(group, []).append(key)
    return {(a, b) for g in members.values() for i, a in enumerate(sorted(g)) for b in sorted(g)[i + 1 :]}


def main(arguments: list[str]) -> int:
    """Exit code 1 where memory goes over the limit."""
    parser = argparse.ArgumentParser(prog="python -m bench.corpus")
    parser.add_argument("n", nargs="?", type=int, default=1000)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--every", type=int, default=1000)
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        db = asked.db or Path(folder) / "bench.dateline"
        points = measure(asked.n, asked.workers, db, asked.every)
        compare(db, asked.n)
    top = max(p.all_mb for p in points)
    print(f"peak memory {top:,.0f} MB, limit {LIMIT_MB:,}{'' if top <= LIMIT_MB else '   ABOVE'}")
    return int(top > LIMIT_MB)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
