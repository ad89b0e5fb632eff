"""Commands in the hands of somebody in a hurry: pipes that close, wrong dates, passwords, keys pressed too early."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from dateline.corpus import Corpus

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs POSIX pipes and signals")
REPORT = "Police in Oslo arrested {n} dockers at the harbour on Thursday after a long night of unrest."


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    rows = [{"id": str(n), "date": "2025-11-07", "text": REPORT.format(n=n)} for n in range(3, 2000)]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return tmp_path


def dateline(folder: Path, *arguments: str, small: bool = False) -> subprocess.Popen[str]:
    """A command under way; with `small`, documents are stored five at a time."""
    script = "from dateline.corpus import adding; adding.CHUNK = 5\n" if small else ""
    command = [sys.executable, "-c", f"{script}from dateline.cli import main; main()", *arguments]
    return subprocess.Popen(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def head(process: subprocess.Popen[str], lines: int) -> tuple[int, str]:
    """Reads a few lines and closes the pipe, as ``| head`` does: the exit code and what was said on standard error."""
    assert process.stdout is not None
    assert process.stderr is not None
    for _ in range(lines):
        process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    return process.wait(60), said


@pytest.mark.parametrize("form", ["table", "ndjson", "json", "csv"])
def test_reading_for_somebody_who_has_seen_enough_ends_in_peace(reports: Path, form: str) -> None:
    assert head(dateline(reports, "read", "news.jsonl", "--format", form), 2) == (0, "")


def test_adding_for_somebody_who_has_seen_enough_ends_like_ctrl_c_and_goes_on_later(reports: Path) -> None:
    code, said = head(dateline(reports, "add", "news.jsonl", "--json", "--workers", "1", small=True), 2)
    assert (code, said.split()) == (130, ["dateline:", "interrupted"])
    with Corpus.open(reports / "news.dateline", readonly=True) as corpus:
        stored = corpus.status().reports
        assert 5 <= stored < 1997
        assert corpus.runs()[0].counts == {"new": stored}
        assert corpus.check() == []
    (reports / "news.jsonl").write_text("\n".join((reports / "news.jsonl").read_text().splitlines()[: stored + 1]))
    process = dateline(reports, "add", "news.jsonl", "--workers", "1")
    assert f"1 new, {stored} in already" in process.communicate(timeout=60)[0]


def test_ctrl_c_before_anything_was_coded_leaves_a_sound_corpus(reports: Path) -> None:
    process = dateline(reports, "add", "news.jsonl", "--workers", "2")
    while not (reports / "news.dateline").exists():
        assert process.poll() is None
    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("add", "news.jsonl", "--published", "tomorrow"), "not an ISO date such as 2025-11-07"),
        (("add", "news.jsonl", "--published", "2025-13-01"), "month must be in 1..12"),
        (("add", "--feed", "https://me:secret@example.org/rss"), "user name or password is not fetched"),
        (("read", "--fetch", "https://me:secret@example.org/a"), "user name or password is not fetched"),
    ],
)
def test_what_is_wrong_for_all_documents_is_said_once_and_nothing_is_made(
    reports: Path, arguments: tuple[str, ...], words: str
) -> None:
    process = dateline(reports, *arguments)
    out, said = process.communicate(timeout=60)
    assert (process.returncode, out, said.count(words)) == (2, "", 1)
    assert "secret" not in said
    assert not (reports / "news.dateline").exists()


def test_a_folder_with_everything_wrong_in_it_is_told_line_by_line_and_the_rest_is_added(tmp_path: Path) -> None:
    folder = tmp_path / "reports"
    folder.mkdir()
    files = {"a.txt": REPORT.format(n=3).encode(), "empty.txt": b"", "noise.bin.txt": bytes(range(256)) * 20,
             "cut.zip": b"PK\x03\x04 and no more", "bad.rss": b"<rss><channel><item>", "photo.jpg": b"\xff\xd8",
             "lines.jsonl": b'{"text": 5}\n{bad\n', "red\x1b[31m.txt": b"",
             "z.txt": REPORT.format(n=9).encode()}  # fmt: skip
    for name, data in files.items():
        (folder / name).write_bytes(data)
    process = dateline(tmp_path, "add", "reports", "--workers", "1")
    out, said = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "2 new, " in out
    told = [line.partition(": ")[0] for line in said.splitlines()]
    names = {name.replace("\x1b", " ") for name in files} - {"a.txt", "z.txt"}
    assert {line.partition("/")[2].partition(":")[0] for line in told} == names
    assert "\x1b" not in said
    assert "Traceback" not in said
