"""Readers beside a writer, and processes killed while they write: a document is wholly in or wholly out."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from dateline import store
from dateline.store import EventFilter, Store
from tests.store.samples import coded, many, sentence, signed

ROOT = Path(__file__).parents[2]
KILLS = 5
WRITER = """
import sys
from dateline import store
from dateline.store import Entry
from tests.store.samples import many, signed
target, chunk, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
with store.open(target) as corpus:
    run = corpus.run("0.1", "abc", "sample 1")
    entries = [Entry(d, d.article.url, run, signed(n)) for n, d in enumerate(many(count))]
    print("ready", flush=True)
    for entry, stored in zip(entries, corpus.put_all(entries, chunk=chunk)):
        print(entry.key, stored.report, flush=True)
"""


def start(target: str, chunk: int, count: int = 300) -> subprocess.Popen[str]:
    command = [sys.executable, "-c", WRITER, target, str(chunk), str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def killed(target: str, chunk: int, after: float) -> dict[str, str]:
    """What a writer reported stored before it was killed."""
    with start(target, chunk) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        lines = [line.split() for line in process.stdout.read().splitlines()]
    return {line[0]: line[1] for line in lines if len(line) == 2 and line[1].startswith("r")}


def assert_nothing_lost(target: str, told: dict[str, str]) -> None:
    with store.open(target) as corpus:
        assert corpus.check() == []
        inside = {r.key: r.id for r in corpus.reports(text=False)}
        # The last line may have been cut off in the pipe.
        assert {k: v for k, v in told.items() if inside.get(k) != v and not (inside.get(k) or "").startswith(v)} == {}
        events = {e.report for e in corpus.events(EventFilter(status=None))}
        assert events == set(inside.values())


def test_kills_during_writing_lose_and_double_nothing(tmp_path: Path) -> None:
    target, draw = str(tmp_path / "news.dateline"), random.Random(11)
    told: dict[str, str] = {}
    for kill in range(KILLS):
        told |= killed(target, chunk=(1, 1, 7)[kill % 3], after=draw.uniform(0.01, 0.25))
        assert_nothing_lost(target, told)
    with start(target, 50) as process:
        rest = process.communicate()[0]
    assert "r300" in rest
    with store.open(target) as corpus:
        status = corpus.status()
        assert (status.reports, status.versions, status.events) == (300, 300, 900)
        assert corpus.check() == []


@pytest.mark.postgres
def test_a_killed_writer_leaves_the_server_whole(server: str) -> None:
    told = killed(server, chunk=3, after=0.1)
    assert_nothing_lost(server, told)


def test_readers_in_another_process_work_while_one_writes(tmp_path: Path) -> None:
    target = str(tmp_path / "news.dateline")
    with store.open(target) as corpus:
        corpus.put(coded(), key="first", run=corpus.run("0", "0", "0"))
    with start(target, 1, 120) as process, store.open(target, readonly=True) as reader:
        seen: list[int] = []
        while process.poll() is None:
            reports = reader.status().reports
            assert {e.report for e in reader.events()} >= {f"r{n}" for n in range(1, reports + 1)}
            assert reader.search("troops", limit=3)
            seen.append(reports)
        process.communicate()
        assert process.returncode == 0
    assert seen == sorted(seen)
    assert len(set(seen)) > 3  # the reader saw the corpus grow


def test_a_snapshot_does_not_change_while_it_is_read(corpus: Store) -> None:
    for n, document in enumerate(many(3)):
        corpus.put(document, key=str(n), run="run1")
    listing = corpus.reports()
    first = next(listing)
    corpus.withdraw("r3", "wrong")
    corpus.put(coded([sentence(toll=888)], url="new"), key="new", run="run1")
    assert [first.id, *(r.id for r in listing)] == ["r1", "r2", "r3"]


def test_several_writers_take_turns(corpus: Store) -> None:
    """Threads of one process; processes do likewise, each behind the same lock."""
    documents = many(60)
    failed: list[BaseException] = []

    def write(share: int) -> None:
        try:
            for n in range(share, len(documents), 4):
                corpus.put(documents[n], key=str(n // 2 * 2), run="run1", signature=signed(n))
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=write, args=(share,)) for share in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    assert (corpus.status().reports, corpus.status().versions) == (30, 60)
    assert corpus.check() == []
