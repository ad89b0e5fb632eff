"""Figures for docs/decisions/store.md: ``python -m tests.store.measure [documents] [path or address]``.

The reports are made up: 25 sentences of a vocabulary with Zipf's frequencies, eight of which hold an event.
"""

from __future__ import annotations

import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from dateline import store
from dateline.records import CodedArticle
from dateline.store import Entry, EventFilter, Store
from tests.store.samples import PEOPLE, PLACES, VERBS, coded, sentence, signed

WORDS = ["".join(random.Random(n).choices("aeioustrnlmdpkbg", k=3 + n % 7)) for n in range(30_000)]
WEIGHTS = [1 / (n + 10) for n in range(len(WORDS))]


def document(number: int) -> CodedArticle:
    """One made-up report, the same for the same number."""
    draw = random.Random(number)
    told = [sentence(draw.choice([*PEOPLE]), draw.choice([*VERBS]), draw.choice([*PLACES]), draw.randint(5, 9999))
            for _ in range(8)]  # fmt: skip
    filler = [" ".join(draw.choices(WORDS, WEIGHTS, k=24)).capitalize() + "." for _ in range(17)]
    lines = told + filler
    draw.shuffle(lines)
    return coded(lines, quote="We know nothing of it", url=f"https://gazette.example/{number}")


def entries(first: int, count: int, run: str) -> Iterator[Entry]:
    """Documents with signatures that nobody shares."""
    for number in range(first, first + count):
        made = document(number)
        yield Entry(made, made.article.url or "", run, signed(number), {"source": f"reports/{number}.html"})


def timed(what: str, action: Callable[[int], object], times: int = 200) -> None:
    """Writes the medians of an action's time and of its processor time, which other processes do not lengthen."""
    walls, processor = [], []
    for n in range(times):
        start, busy = time.perf_counter(), time.process_time()
        action(n)
        walls.append((time.perf_counter() - start) * 1e3)
        processor.append((time.process_time() - busy) * 1e3)
    middle = times // 2
    sys.stdout.write(f"{what:38} {sorted(walls)[middle]:8.2f} ms, processor {sorted(processor)[middle]:8.2f} ms\n")
    sys.stdout.flush()


def bulk(corpus: Store, count: int, run: str) -> None:
    """Loads in chunks; the time to make the documents is left out."""
    spent = busy = 0.0
    for first in range(0, count, 1000):
        chunk = list(entries(first, min(1000, count - first), run))
        start, before = time.perf_counter(), time.process_time()
        list(corpus.put_all(chunk))
        spent, busy = spent + time.perf_counter() - start, busy + time.process_time() - before
        done = first + len(chunk)
        if done in (1000, count):
            size = (corpus.status().bytes or 0) / done
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            rates = f"{done / spent:.0f} documents/s, {done / busy:.0f} per second of processor"
            sys.stdout.write(f"bulk {done}: {rates}, {size:,.0f} bytes each, {memory:.0f} MiB\n")


def main(count: int, target: str) -> None:
    with store.open(target) as corpus:
        run = corpus.run("0", "0", "0")
        bulk(corpus, count, run)
        fresh = list(entries(count, 300, run))
        timed("put, one a transaction", lambda n: corpus.put(fresh[n].coded, key=fresh[n].key, run=run,
                                                             signature=fresh[n].signature), 300)  # fmt: skip
        timed("put again (same)", lambda n: corpus.put(fresh[n].coded, key=fresh[n].key, run=run), 300)
        draw = random.Random(5)
        ids = [f"r{draw.randint(1, count)}" for _ in range(200)]
        timed("known", lambda n: corpus.known(fresh[n].key, fresh[n].coded.article.sha256, "Gazette"))
        timed("report", lambda n: corpus.report(ids[n]))
        timed("coded", lambda n: corpus.coded(ids[n]))
        rare = [draw.choice(WORDS[3000:]) for _ in range(200)]
        timed("search, rare word", lambda n: corpus.search(rare[n]))
        timed("search, two common words", lambda n: corpus.search(f"{WORDS[n % 50 + 40]} {WORDS[n % 31 + 90]}"), 50)
        timed("search, phrase in most reports", lambda n: corpus.search('"southern troops" Ostvik'), 20)
        timed("search evidence, a number", lambda n: corpus.search_evidence(f"killing {n + 100}"), 50)
        timed("events of one report", lambda n: list(corpus.events(EventFilter(report=ids[n]))))
        timed("months of all events, by type", lambda n: corpus.months(by_type=True), 5)
        timed("pairs of 100 new reports", lambda n: list(corpus.pairs([f"r{count + i + 1}" for i in range(100)])), 10)
        timed("check", lambda _: corpus.check(), 1)
        if corpus.status().bytes:
            timed("backup", lambda _: corpus.backup(target + ".backup"), 1)
            sys.stdout.write(f"{Path(target + '.backup').stat().st_size / (count + 300):,.0f} bytes a report\n")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        main(int((sys.argv[1:] or ["20000"])[0]), (sys.argv[2:] or [str(Path(folder) / "news.dateline")])[0])
