"""`add` killed at any moment: nothing that was reported stored is lost, nothing is doubled, the corpus is sound."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import time
import warnings
from pathlib import Path

import pytest

from dateline.articles import Outcome, article
from dateline.corpus import Added, Corpus, adding, settling
from dateline.runner import code

REPORTS = 15
KILLS = 50
TOWNS = "Oslo Riga Sofia Lima Quito Goma Juba Aden".split()
PEOPLE = ["three drivers", "four miners", "five students"]


def report(n: int) -> Outcome:
    town, people = TOWNS[n % len(TOWNS)], PEOPLE[n // len(TOWNS)]
    text = f"Police arrested {people} in {town} on Friday. A spokesman said {n + 2} officers had acted on a warrant."
    return Outcome(f"report-{n}", article(text, id=f"report-{n}", outlet="Example Post", published="2025-11-07"))


def copies() -> list[Outcome]:
    """The same texts again in another outlet: families, merged events and stories have something to do."""
    return [
        Outcome(f"copy-{n}", o.article.model_copy(update={"id": f"copy-{n}", "outlet": "Sample Herald"}))
        for n in range(0, REPORTS, 3)
        if (o := report(n)).article
    ]


OUTCOMES = [*(report(n) for n in range(REPORTS)), *copies()]


@pytest.fixture(scope="module")
def coder() -> None:
    """The language model, loaded once: the processes that are killed are forked off this one."""
    list(code(OUTCOMES[:1]))


@pytest.fixture
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many small transactions, so that a kill falls between and into them."""
    monkeypatch.setattr(adding, "CHUNK", 3)
    monkeypatch.setattr(settling, "AT_ONCE", 4)


def forked(db: Path, told: Path) -> int:
    """A process that adds the reports and writes down each one it reports stored."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads: this process has started none
        pid = os.fork()
    if pid:
        return pid
    try:
        log = os.open(told, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

        def tell(a: Added) -> None:
            os.write(log, json.dumps([a.source, a.what, a.report]).encode() + b"\n")

        with Corpus.open(db) as corpus:
            corpus.add(OUTCOMES, told=tell)
        os._exit(0)
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(1)


def killed(pid: int, after: float) -> bool:
    """Kills a process unless it ended by itself before, which must have gone well."""
    time.sleep(after)
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    _, status = os.waitpid(pid, 0)
    if os.WIFSIGNALED(status):
        return True
    assert os.WEXITSTATUS(status) == 0
    return False


def told_so_far(path: Path) -> dict[str, str]:
    """Source → id, of all that was reported; one report never had two ids."""
    found: dict[str, str] = {}
    for line in path.read_text("utf-8").splitlines() if path.exists() else ():
        source, what, id = json.loads(line)
        assert what in ("new", "same")
        assert found.setdefault(source, id) == id
    return found


def sound(db: Path, told: dict[str, str]) -> int:
    """How many reports are in; fails when something is wrong, lost or doubled."""
    if not db.exists() or not db.stat().st_size:
        assert not told
        return 0
    with Corpus.open(db) as corpus:
        assert corpus.check() == []
        found = {r.article.id: r.id for r in corpus.store.reports()}
        assert corpus.status().reports == len(found)  # no report twice
        assert told.items() <= found.items()
    return len(found)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")
@pytest.mark.usefixtures("coder", "small_steps")
def test_fifty_kills_lose_nothing_and_double_nothing(tmp_path: Path) -> None:
    rng = random.Random(7)
    whole = tmp_path / "reference.dateline"
    began = time.monotonic()
    os.waitpid(forked(whole, tmp_path / "reference.log"), 0)
    takes = time.monotonic() - began
    kills = corpora = 0
    while kills < KILLS:
        corpora += 1
        db, log = tmp_path / f"{corpora}.dateline", tmp_path / f"{corpora}.log"
        done = False
        while not done and kills < KILLS:
            was_killed = killed(forked(db, log), rng.uniform(0, takes))
            kills += was_killed
            done = not was_killed
            sound(db, told_so_far(log))
        os.waitpid(forked(db, log), 0)
        assert sound(db, told_so_far(log)) == len(OUTCOMES)
        assert same(db, whole)
    assert corpora > 1


def same(db: Path, other: Path) -> bool:
    """Whether two corpora hold the same families and merged events, whatever their ids."""

    def parts(path: Path) -> tuple[set[frozenset[str]], set[frozenset[str]], int]:
        with Corpus.open(path, readonly=True) as corpus:
            names = {r.id: r.article.id for r in corpus.store.reports(text=False)}
            families = {frozenset(names[m] for m in f.members) for f in corpus.store.families()}
            events = {frozenset(f"{names[m.report]}/{m.event}" for m in e.members) for e in corpus.events()}
            return families, events, corpus.status().pending

    return parts(db) == parts(other)


def test_the_command_itself_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    lines = [json.dumps({"id": o.source, "text": o.article.text, "outlet": o.article.outlet, "date": "2025-11-07"})
             for o in OUTCOMES if o.article]  # fmt: skip
    (tmp_path / "news.jsonl").write_text("\n".join(lines), "utf-8")
    script = "from dateline.corpus import adding; adding.CHUNK = 4\nfrom dateline.cli import main; main()"
    command = [sys.executable, "-c", script, "add", "news.jsonl", "--json", "--workers", "1"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = [json.loads(process.stdout.readline()) for _ in range(6)]
        process.kill()
    again = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)
    second = {a["source"]: a for a in map(json.loads, again.stdout.splitlines())}
    assert {a["what"] for a in first} == {"new"}
    for a in first:
        assert (second[a["source"]]["what"], second[a["source"]]["report"]) == ("same", a["report"])
    assert len({a["report"] for a in second.values()}) == len(OUTCOMES)
    checked = subprocess.run([sys.executable, "-m", "dateline", "check"], cwd=tmp_path, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
