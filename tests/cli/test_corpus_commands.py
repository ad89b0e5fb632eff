"""The commands about a corpus, as a user meets them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dateline.cli import app
from dateline.cli.watching import every, seconds
from dateline.corpus import Corpus, Summary
from dateline.errors import InputError, StoreError

STRIKE = (
    "A drone hit a bus station in Kharkiv on Thursday, killing {n} people, the regional governor said.\n"
    "Ukrainian police arrested two men near the station.\n"
)
DENIAL = (
    "Five people died when a drone struck a bus station in Kharkiv on Thursday, doctors said. Russia denied that its"
    " forces had struck the bus station in Kharkiv on Thursday."
)
REPORTS = [
    {"id": id, "outlet": outlet, "date": day, "title": title, "text": text}
    for id, outlet, day, title, text in (
        ("a", "Example Post", "2025-11-07", "Drone hits bus station", STRIKE.format(n="three")),
        ("b", "Sample Herald", "2025-11-07", "Bus station hit", STRIKE.format(n="three")),
        ("c", "River Courier", "2025-11-08", "Toll rises", DENIAL),
    )
]

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with reports and a corpus of them."""
    folder = tmp_path_factory.mktemp("work")
    write(folder / "news.jsonl", REPORTS)
    (folder / "menu.html").write_text("<html><body><nav>Home</nav></body></html>", "utf-8")
    sources = [str(folder / name) for name in ("news.jsonl", "menu.html", "gone.txt")]
    command = ["add", *sources, "--db", str(folder / "news.dateline"), "--workers", "1"]
    result = CliRunner().invoke(app, command, standalone_mode=False)
    assert result.exception is None
    return folder


def write(path: Path, rows: list[dict[str, str]]) -> None:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


@pytest.fixture
def dateline(made: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in the folder, without a process of its own; `code` is the exit code."""
    monkeypatch.chdir(made)
    monkeypatch.setenv("COLUMNS", "110")
    monkeypatch.delenv("DATELINE_DB", raising=False)

    def run(*arguments: str) -> Result:
        return CliRunner().invoke(app, list(arguments), standalone_mode=False, catch_exceptions=False)

    return run


def data(result: Result) -> Any:
    return json.loads(result.stdout)


def event_of(made: Path, type_: str = "ASSAULT") -> str:
    with Corpus.open(made / "news.dateline", readonly=True) as corpus:
        return next(e.id for e in corpus.events() if e.type == type_ and len(e.members) > 1)


# ---- add --------------------------------------------------------------------------------------------------------


def test_add_says_what_it_did_and_leaves_out_what_is_in(dateline: Run) -> None:
    result = dateline("add", "news.jsonl", "--workers", "1")
    assert result.return_value == 0
    assert "3 in already" in result.stdout
    assert "holds 3 reports" in result.stdout


def test_add_as_json_prints_a_line_a_document(dateline: Run) -> None:
    result = dateline("add", "news.jsonl", "menu.html", "gone.txt", "--json")
    lines = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(a["what"], a["report"]) for a in lines][:3] == [("same", "r1"), ("same", "r2"), ("same", "r3")]
    assert {a["what"]: a["problem"] for a in lines[3:]}["failed"] == "no such file or folder"
    assert result.return_value == 1


def test_what_cannot_be_merged_is_stored_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise ValueError("a defect")

    write(tmp_path / "news.jsonl", REPORTS[:1])
    monkeypatch.setattr("dateline.stories.features.candidates", broken)
    command = ["add", str(tmp_path / "news.jsonl"), "--db", str(tmp_path / "new.dateline"), "--workers", "1"]
    result = CliRunner().invoke(app, command, standalone_mode=False)
    assert "r1: stored, but not merged yet: ValueError: a defect" in result.stderr
    assert "1 new" in result.stdout


def test_add_with_nothing_to_add_is_a_usage_error() -> None:
    result = CliRunner().invoke(app, ["add"])
    assert result.exit_code == 2
    assert "nothing to add" in result.stderr


def test_add_of_nothing_readable_is_bad_input(dateline: Run, tmp_path: Path) -> None:
    assert dateline("add", str(tmp_path / "none.txt"), "--db", str(tmp_path / "x.dateline")).return_value == 3


def test_settings_of_the_folder_say_which_corpus(
    dateline: Run, made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "dateline.toml").write_text(f'[corpus]\ndb = "{made / "news.dateline"}"\n', "utf-8")
    (tmp_path / "inner").mkdir()
    monkeypatch.chdir(tmp_path / "inner")
    assert data(dateline("status", "--json"))["reports"] == 3


def test_without_texts_reports_are_kept_by_hashes_and_excerpts(dateline: Run, tmp_path: Path) -> None:
    db = str(tmp_path / "bare.dateline")
    dateline("add", "news.jsonl", "--no-text", "--workers", "1", "--db", db)
    shown = data(dateline("show", "r1", "--json", "--db", db))
    assert shown["report"]["article"]["text"] == ""
    assert shown["coded"]["events"][0]["evidence"]["exact"] in REPORTS[0]["text"]
    assert shown["family"]["members"] == ["r1", "r2"]  # found by their signatures
    assert dateline("check", "--db", db).return_value == 0


# ---- reading ----------------------------------------------------------------------------------------------------


def test_status_says_what_is_in_and_what_was_left_out_and_why(dateline: Run) -> None:
    page = dateline("status").stdout
    assert "no such file or folder" in page
    assert "run1" in page
    found = data(dateline("status", "--json", "--skipped"))
    assert (found["reports"], found["families"], found["pending"]) == (3, 2, 0)
    assert {Path(s["source"]).name for s in found["documents_left_out"]} == {"menu.html", "gone.txt"}
    assert found["runs"][0]["counts"]["new"] == 3


def test_stories_and_events_are_listed(dateline: Run, made: Path) -> None:
    stories = data(dateline("stories", "--json"))
    assert any(set(s["reports"]) >= {"r1", "r3"} for s in stories)
    assert "Drone" in dateline("stories").stdout or "Bus" in dateline("stories").stdout
    events = data(dateline("stories", "--events", "--type", "ASSAULT", "--country", "UKR", "--json"))
    assert event_of(made) in {e["id"] for e in events}
    assert data(dateline("stories", "--since", "2026-01-01", "--json")) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("stories", "--type", "ASSAULT"), "add --events"),
        (("stories", "--events", "--type", "ASSAILT"), "no event type 'ASSAILT'; there are: ACCUSE, "),
        (("stories", "--since", "spring"), "date 'spring' is not an ISO date"),
        (("recode", "--until", "2025-13"), "month must be in 1..12"),
    ],
)
def test_a_choice_that_cannot_be_meant_is_a_usage_error(made: Path, arguments: tuple[str, ...], words: str) -> None:
    result = CliRunner().invoke(app, [*arguments, "--db", str(made / "news.dateline")])
    assert result.exit_code == 2
    assert words in " ".join(result.stderr.split())


def test_types_and_countries_may_be_written_small(dateline: Run) -> None:
    small = data(dateline("stories", "--events", "--type", "assault", "--country", "ukr", "--json"))
    assert small
    assert small == data(dateline("stories", "--events", "--type", "ASSAULT", "--country", "UKR", "--json"))


def test_recoding_a_report_that_is_not_there_is_told(dateline: Run) -> None:
    with pytest.raises(InputError, match="no report r98, r99, or withdrawn"):
        dateline("recode", "r1", "r98", "r99", "--dry-run")


def test_show_puts_every_outlet_and_conflicting_values_side_by_side(dateline: Run, made: Path) -> None:
    id = event_of(made)
    page = dateline("show", id).stdout
    for words in (
        "Example Post",
        "Sample Herald",
        "River Courier",
        "killing three people",
        "they differ",
        "Who says so",
    ):
        assert words in page
    found = data(dateline("show", id, "--json"))
    assert {t["report"] if "report" in t else t["ref"].partition("/")[0] for t in found["tellings"]} == {
        "r1",
        "r2",
        "r3",
    }
    dead = next(s for s in found["merged"]["slots"] if s["name"] == "dead")
    assert not dead["agreed"]
    assert {v["value"] for v in dead["values"]} == {"3", "5"}


@pytest.mark.parametrize("id", ["r1", "r1/e1", "m1", "t1", "f1"])
def test_every_kind_of_id_can_be_shown(dateline: Run, id: str) -> None:
    assert id in dateline("show", id, "--explain").stdout
    assert data(dateline("show", id, "--json"))["id"] == id


def test_what_is_no_id_or_not_there_is_told(made: Path) -> None:
    for id, words in (("x1", "is no id"), ("m999", "no merged m999"), ("r1/e99", "no event r1/e99")):
        result = subprocess.run(
            [sys.executable, "-m", "dateline", "show", id], cwd=made, capture_output=True, text=True
        )
        assert result.returncode == 3
        assert words in result.stderr
        assert result.stderr.count("\n") == 1


def test_a_corpus_that_is_not_there_is_told_and_not_made(tmp_path: Path) -> None:
    result = subprocess.run([sys.executable, "-m", "dateline", "status"], cwd=tmp_path, capture_output=True, text=True)
    assert result.returncode == 3
    assert "no corpus there" in result.stderr
    assert list(tmp_path.iterdir()) == []


# ---- decisions --------------------------------------------------------------------------------------------------


def test_a_split_and_its_undo(dateline: Run, made: Path) -> None:
    id = event_of(made)
    result = dateline("split", id, "r3", "--by", "ada")
    assert "r3 is out of" in result.stdout
    assert all(t["ref"].partition("/")[0] != "r3" for t in data(dateline("show", id, "--json"))["tellings"])
    assert f"ada (split {id} r3)" in dateline("show", id).stdout
    dateline("recode", "--workers", "1")
    assert all(t["ref"].partition("/")[0] != "r3" for t in data(dateline("show", id, "--json"))["tellings"])
    dateline("split", "--undo", id, "r3")
    assert "r3" in {t["ref"].partition("/")[0] for t in data(dateline("show", id, "--json"))["tellings"]}


def test_a_merge_and_its_undo(dateline: Run) -> None:
    events = data(dateline("stories", "--events", "--json"))
    strike = next(e for e in events if e["type"] == "ASSAULT")
    other = next(e for e in events if e["type"] == "COERCE")
    one, two = strike["id"], other["id"]
    now = data(dateline("merge", one, two, "--json"))["events"]
    assert len(now) == 1
    dateline("recode", "--workers", "1")
    members = {t["ref"] for t in data(dateline("show", now[0], "--json"))["tellings"]}
    assert {f"{m['report']}/{m['event']}" for e in (strike, other) for m in e["members"]} <= members
    back = data(dateline("merge", "--undo", one, two, "--json"))["events"]
    assert len(back) == 2
    assert dateline("check").return_value == 0


def test_undoing_what_was_never_done_is_told(made: Path) -> None:
    command = [sys.executable, "-m", "dateline", "merge", "--undo", "m1", "m2"]
    result = subprocess.run(command, cwd=made, capture_output=True, text=True)
    assert result.returncode == 3
    assert "no merge m1 m2 to undo" in result.stderr


# ---- recode, backup, check --------------------------------------------------------------------------------------


def test_recode_says_what_changed_and_a_dry_run_writes_nothing(dateline: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "3 reports coded again; 0 changed" in dateline("recode", "--workers", "1").stdout
    from dateline.runner import worker

    real = worker.code_one

    def other(article: Any, settings: Any) -> Any:
        done = real(article, settings)
        kept = tuple(
            e.model_copy(update={"mode": "artillery"}) if e.type == "ASSAULT" else e for e in done.coded.events
        )
        return type(done)(done.coded.model_copy(update={"events": kept}), done.signature)

    monkeypatch.setattr(worker, "code_one", other)
    page = dateline("recode", "--dry-run", "--workers", "1", "--since", "2025-11-08").stdout
    assert "1 report coded again; 1 would change" in page
    assert "→ artillery" in page
    monkeypatch.undo()


def test_backup_is_a_corpus_and_is_not_overwritten(dateline: Run, made: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.dateline"
    assert "3 reports" in dateline("backup", str(target)).stdout
    assert data(dateline("status", "--db", str(target), "--json"))["reports"] == 3
    again = subprocess.run(
        [sys.executable, "-m", "dateline", "backup", str(target)], cwd=made, capture_output=True, text=True
    )
    assert again.returncode == 3


def test_check_finds_an_altered_text(dateline: Run, tmp_path: Path) -> None:
    import sqlite3

    target = tmp_path / "broken.dateline"
    dateline("backup", str(target))
    with sqlite3.connect(target) as connection:
        connection.execute("UPDATE texts SET body = 'X' || substr(body, 2) WHERE report = 1")
    connection.close()
    result = dateline("check", "--db", str(target))
    assert result.return_value == 1
    assert "r1" in result.stdout
    assert data(dateline("check", "--json"))["problems"] == []


# ---- watching and waiting ---------------------------------------------------------------------------------------


def test_times_are_read_and_haste_is_refused() -> None:
    assert [seconds(t) for t in ("15m", "90s", "1.5h", "1d")] == [900, 90, 5400, 86_400]
    for bad in ("15", "soon", "5s"):
        result = CliRunner().invoke(app, ["add", "--feed", "https://example.org/rss", "--watch", bad])
        assert result.exit_code == 2, bad


def test_watching_outlasts_a_round_in_which_the_corpus_is_locked(
    dateline: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rounds = iter([Summary({"new": 1}), StoreError("locked"), Summary({"new": 2})])

    def one(*_: object) -> Summary:
        found = next(rounds)
        if isinstance(found, StoreError):
            raise found
        return found

    monkeypatch.setattr("dateline.cli.add._round", one)
    monkeypatch.setattr("dateline.cli.watching.every", lambda pause: range(3))
    result = dateline(
        "add", "--feed", "https://example.org/rss", "--watch", "15m", "--db", str(tmp_path / "x.dateline")
    )
    assert [line.partition(";")[0] for line in result.stdout.splitlines()] == ["1 new", "2 new"]
    assert result.stderr == "dateline: locked\n"


def test_rounds_keep_their_distance() -> None:
    slept: list[float] = []
    rounds = every(900, slept.append)
    assert [next(rounds) for _ in range(3)] == [0, 1, 2]
    assert all(890 < s <= 900 for s in slept)
    assert list(every(None)) == [0]


@pytest.mark.skipif(not hasattr(signal, "SIGINT") or os.name == "nt", reason="needs POSIX signals")
def test_ctrl_c_ends_with_130_and_keeps_what_was_stored(tmp_path: Path) -> None:
    rows = [
        {"id": str(n), "outlet": "Example Post", "date": "2025-11-07", "text": f"{STRIKE.format(n=n)} {n}"}
        for n in range(3, 3000)
    ]
    write(tmp_path / "news.jsonl", rows)
    script = "from dateline.corpus import adding; adding.CHUNK = 5\nfrom dateline.cli import main; main()"
    command = [sys.executable, "-c", script, "add", "news.jsonl", "--json", "--workers", "1"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        stored = [json.loads(process.stdout.readline()) for _ in range(5)]
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        rest, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Traceback" not in error
    with Corpus.open(tmp_path / "news.dateline", readonly=True) as corpus:
        assert corpus.status().reports == len(stored) + len(rest.splitlines())
        assert corpus.check() == []


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX signals")
def test_watching_goes_on_after_a_feed_that_fails_and_ends_cleanly(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "dateline", "add", "--feed", "http://127.0.0.1:9/rss", "--watch", "15m"]
    with subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                          env={**os.environ, "PYTHONUNBUFFERED": "1"}) as process:  # fmt: skip
        assert process.stdout is not None
        assert "1 failed" in process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, error = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "127.0.0.1:9" in error  # refused, with the reason: no private addresses
    assert "Traceback" not in error
