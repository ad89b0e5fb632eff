"""The bar: documents, rate, and the time left for everything whose size is known."""

from __future__ import annotations

import io
import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.articles import Outcome
from dateline.articles.meter import Meter
from dateline.cli.progress import Rate, Track, progress

REPORT = "Police in {city} arrested two dockers at the harbour on Thursday after a long night of unrest."


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_the_rate_is_that_of_the_last_minute() -> None:
    clock = Clock()
    rate = Rate(clock)
    for _ in range(100):  # 1,000 a second, of documents that are in already
        clock.now += 1
        told = rate.told(int(clock.now) * 1000)
    assert told == "1,000.0/s"
    for n in range(1, 120):
        clock.now += 1
        told = rate.told(100_000 + n * 20)
    assert told == "20.0/s"


def test_a_document_is_as_far_as_reading_was_when_it_was_read() -> None:
    meter = Meter()
    track = Track(meter)

    def reading() -> object:
        for n in range(3):
            meter.done = (n + 1) * 100
            yield Outcome(f"r{n}", problem="none")

    ahead = [o.source for o in track.marked(reading())]  # type: ignore[arg-type]
    assert [track.reached(s) for s in ahead] == [100, 200, 300]
    assert track.reached("r0") is None


def test_no_bar_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(10, "documents", True) as advance:
        advance(1, "a.txt", 5)
    assert capsys.readouterr().err == ""


@pytest.mark.skipif(os.name == "nt", reason="needs a pseudo-terminal")
@pytest.mark.parametrize("name", ["news.jsonl", "-"])
def test_a_terminal_shows_rate_and_where_the_size_is_known_the_time_left(tmp_path: Path, name: str) -> None:
    """`add` on a terminal of its own; the frames of the bar are what it printed there."""
    rows = [json.dumps({"id": str(n), "date": "2025-11-07", "text": f"{REPORT.format(city='Oslo')} {n}"})
            for n in range(60)]  # fmt: skip
    (tmp_path / "news.jsonl").write_text("\n".join(rows), "utf-8")
    script = "from dateline.corpus import adding; adding.CHUNK = 10\nfrom dateline.cli import main; main()"
    command = [sys.executable, "-c", script, "add", name, "--workers", "1"]
    ours, theirs = pty.openpty()
    with (tmp_path / "news.jsonl").open("rb") as stdin:
        process = subprocess.Popen(command, cwd=tmp_path, stdin=stdin, stdout=subprocess.PIPE, stderr=theirs,
                                   env={**os.environ, "COLUMNS": "150", "TERM": "xterm"})  # fmt: skip
    os.close(theirs)
    shown = io.BytesIO()
    while piece := _piece(ours):
        shown.write(piece)
    os.close(ours)
    assert process.stdout is not None
    assert b"60 new" in process.stdout.read()
    process.stdout.close()
    assert process.wait(60) == 0
    page = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.getvalue().decode())
    assert re.search(r"60 documents [\d.]+/s", page)
    assert bool(re.search(r"0:0\d:\d\d", page)) == (name != "-")


def _piece(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # Linux says so when the other side has closed it
        return b""
