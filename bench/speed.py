"""``python -m bench.speed``: the whole coder beside bare spaCy on the same texts, on one core and on two.

Prints words and documents a second, the ratio of the two, start-up and import times and peak memory, and compares
them with the limits that the project sets itself.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIMITS = {"ratio": 1.6, "start-up s": 2.0, "import s": 0.3, "peak MB": 1000}
REPEAT = 3


def texts() -> list[str]:
    """The sample reports of the repository, and the development articles where they lie beside it."""
    own = [p.read_text("utf-8") for p in sorted((ROOT / "tests/cases/reports").glob("*.txt"))]
    other = ROOT.parent / "shared/bench/statements/polnear-dev.jsonl"
    if other.exists():
        own += [json.loads(line)["text"] for line in other.read_text("utf-8").splitlines()][:40]
    return own


def bare(sample: list[str]) -> float:
    """Seconds of CPU that the full language model alone takes."""
    import spacy

    from dateline.language.engine import BATCH, DEFAULT_MODEL

    nlp = _BARE.get("nlp") or _BARE.setdefault("nlp", __import__(DEFAULT_MODEL).load())
    assert isinstance(nlp, spacy.Language)
    began = time.process_time()
    for _ in nlp.pipe(sample, batch_size=BATCH):
        pass
    return time.process_time() - began


_BARE: dict[str, object] = {}


def whole(sample: list[str]) -> float:
    """Seconds of CPU that coding takes, serialization included."""
    coder = _coder()
    began = time.process_time()
    for text in sample:
        coder.read(text, published="2025-11-07", language="en").model_dump_json()
    return time.process_time() - began


def _coder():  # type: ignore[no-untyped-def]
    import dateline

    return _CODERS[0] if _CODERS else _CODERS.append(dateline.Coder()) or _CODERS[0]


_CODERS: list = []  # type: ignore[type-arg]


def two_cores(sample: list[str]) -> float:
    """Seconds of wall time that two processes take, their start left out."""
    with ProcessPoolExecutor(2) as pool:
        list(pool.map(whole, [sample[:2], sample[:2]]))
        began = time.perf_counter()
        list(pool.map(whole, [sample[::2], sample[1::2]]))
        return time.perf_counter() - began


def _timed(code: str) -> float:
    """Wall seconds of a fresh interpreter running `code`, less those of an empty one; best of three."""

    def once(source: str) -> float:
        began = time.perf_counter()
        subprocess.run([sys.executable, "-c", source], check=True, env={**os.environ, "PYTHONDONTWRITEBYTECODE": ""})
        return time.perf_counter() - began

    return min(once(code) for _ in range(3)) - min(once("pass") for _ in range(3))


def main() -> int:
    """Exit code 1 when a limit does not hold."""
    sample = texts()
    words = sum(len(t.split()) for t in sample)
    whole(sample[:3]), bare(sample[:3])
    pairs = [(bare(sample), whole(sample)) for _ in range(REPEAT)]
    alone, all_of_it = min(a for a, _ in pairs), min(b for _, b in pairs)
    two = two_cores(sample)
    found = {
        "ratio": statistics.median(b / a for a, b in pairs),
        "start-up s": _timed("import dateline; dateline.Coder()"),
        "import s": _timed("import dateline"),
        "peak MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    print(f"{len(sample)} documents, {words:,} words")
    print(f"bare {'language model':<20} {words / alone:>8,.0f} words/s {len(sample) / alone:>7.1f} documents/s")
    print(f"whole coder, one core     {words / all_of_it:>8,.0f} words/s {len(sample) / all_of_it:>7.1f} documents/s")
    print(f"whole coder, two cores    {words / two:>8,.0f} words/s {len(sample) / two:>7.1f} documents/s")
    for name, limit in LIMITS.items():
        print(f"{name:<12} {found[name]:>8.2f}   limit {limit:g}{'' if found[name] <= limit else '   ABOVE'}")
    return int(any(found[name] > limit for name, limit in LIMITS.items()))


if __name__ == "__main__":
    sys.exit(main())
