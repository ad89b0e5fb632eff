"""The command line as a user meets it: exit codes, formats, messages, speed of --help."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from pathlib import Path

import jsonschema
import pytest

REPORT = (
    "OSLO, 7 November (Example News) — Norwegian police arrested 40 protesters in Oslo on Friday.\n\n"
    "“We will not tolerate violence,” Norwegian Justice Minister Ada Lund told reporters.\n"
)


def dateline(*arguments: str, stdin: str = "", cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "dateline", *arguments], input=stdin, capture_output=True, text=True,
                          encoding="utf-8", cwd=cwd, timeout=120)  # fmt: skip


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(REPORT, "utf-8")
    return path


def test_help_answers_at_once_and_lists_the_commands() -> None:
    def once() -> float:
        began = time.perf_counter()
        result = dateline("--help")
        assert all(c in result.stdout for c in ("read", "resolve", "codebook", "schema", "doctor"))
        return time.perf_counter() - began

    assert min(once() for _ in range(5)) < 0.150 * 2  # test machines are shared: twice the promise


def test_json_follows_the_schema_it_prints(report: Path) -> None:
    result = dateline("read", str(report), "--json", "--published", "2025-11-07")
    assert result.returncode == 0, result.stderr
    coded = json.loads(result.stdout)
    jsonschema.validate(coded, json.loads(dateline("schema").stdout))
    assert coded["schema"] == "dateline/1"
    assert coded["article"]["filing"]["date"] == "2025-11-07"
    assert "COERCE" in {e["type"] for e in coded["events"]}


def test_batch_to_ndjson_with_a_bad_document(report: Path, tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(
        "Переговоры продолжатся на следующей неделе, сообщил министр иностранных дел.", "utf-8"
    )
    (tmp_path / "c.jsonl").write_text('{"text": "Police arrested two men in Oslo on Friday."}\n{broken\n', "utf-8")
    result = dateline("read", str(tmp_path), "--format", "ndjson", "-o", str(tmp_path / "coded.ndjson"))
    assert result.returncode == 1, result.stderr
    rows = [json.loads(line) for line in (tmp_path / "coded.ndjson").read_text("utf-8").splitlines()]
    assert [Path(r["article"]["id"]).name for r in rows] == ["c.jsonl:1", "report.txt"]
    assert "skipped: language ru not supported yet" in result.stderr
    assert "c.jsonl:2: not JSON" in result.stderr
    assert result.stdout == ""


def test_csv_has_one_row_an_event(report: Path) -> None:
    result = dateline("read", str(report), "--format", "csv")
    rows = list(csv.DictReader(result.stdout.splitlines()))
    assert any(r["type"] == "COERCE" and r["arrested"] == "40" for r in rows)


def test_table_shows_the_parts_and_explains(report: Path) -> None:
    result = dateline("read", str(report), "--format", "table", "--explain")
    for part in ("Who", "What happened", "Who says so", "Whose voices", "The text", "why:", "publication date unknown"):
        assert part in result.stdout


def test_of_several_reports_the_first_is_shown_in_full_and_of_the_others_the_head(report: Path) -> None:
    (report.parent / "second.txt").write_text(REPORT.replace("Oslo", "Bergen"), "utf-8")
    brief = dateline("read", str(report.parent), "--no-text")
    assert brief.stdout.count("What happened") == 1
    assert brief.stdout.count("publication date unknown") == 2
    assert "the first of 2 reports is shown in full; --full shows all" in brief.stderr
    full = dateline("read", str(report.parent), "--no-text", "--full")
    assert full.stdout.count("What happened") == 2
    assert full.stderr == ""


def test_standard_input(report: Path) -> None:
    assert json.loads(dateline("read", "-", "--json", stdin=REPORT).stdout)["events"]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("read",), 2, "Missing argument"),
        (("read", "x.txt", "--format", "pdf"), 2, "pdf"),
        (("read", "none.txt"), 3, "none.txt: no such file or folder"),
        (("read", "https://example.org/"), 3, "only with --fetch"),
        (("read", "empty.txt"), 1, "skipped: empty"),
        (("read", "report.txt", "--published", "7 Nov"), 2, "not an ISO date"),
        (("read", "report.txt", "--model", "no_such_model"), 4, "pip install no_such_model"),
        (("codebook", "NOTHING"), 2, "no event type"),
        (("unknown",), 2, "unknown"),
    ],
)
def test_exit_codes_and_messages(report: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    (report.parent / "empty.txt").write_text("", "utf-8")
    result = dateline(*arguments, cwd=report.parent)
    assert (result.returncode, words in result.stderr) == (code, True), result.stderr
    assert "Traceback" not in result.stderr


def test_resolve_phrases_and_files(tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    cases.write_text('{"id": "a", "text": "Saudi warplanes", "date": "12 April 2022"}\n', "utf-8")
    rows = [
        json.loads(x) for x in dateline("resolve", str(cases), "the Kremlin", "--format", "ndjson").stdout.splitlines()
    ]
    assert [(r["country"], r["sectors"][:1]) for r in rows] == [("SAU", ["MIL"]), ("RUS", ["GOV"])]
    assert "Kremlin" in dateline("resolve", "the Kremlin").stdout


def test_codebook_lists_shows_and_checks(tmp_path: Path) -> None:
    assert "ASSAULT" in dateline("codebook").stdout
    shown = dateline("codebook", "assault").stdout
    assert all(part in shown for part in ("Edges", "Modes", "Words", "Examples", "Not this type"))
    broken = tmp_path / "ASSAULT.yaml"
    broken.write_text("type: ASSAULT\nquad: nonsense\n", "utf-8")
    result = dateline("codebook", "--check", str(broken))
    assert result.returncode == 3
    assert "ASSAULT.yaml:" in result.stderr


def test_doctor_finds_nothing_wrong() -> None:
    result = dateline("doctor")
    assert result.returncode == 0, result.stdout
    assert "sockets refused" in result.stdout
