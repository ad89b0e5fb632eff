"""`check` finds what was damaged, and names it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dateline import store
from dateline.records import Family, Member, MergedEvent, Story
from dateline.store import Problem
from tests.store.samples import coded, sentence, signed

DAMAGES = {
    "a changed text": ("UPDATE texts SET body = replace(body, 'troops', 'TROOPS') WHERE report = 1", "text", "r1"),
    "a missing text": ("DELETE FROM texts WHERE report = 1", "document", "r1"),
    "damaged records": ("UPDATE contents SET coded = X'0102' WHERE version = 1", "document", "r1"),
    "records of another format": ("UPDATE contents SET coded = CAST(X'ff' || substr(coded, 2) AS BLOB)", "document",
                                  "r1"),
    "missing records": ("UPDATE contents SET coded = NULL WHERE version = 1", "document", "r1"),
    "a damaged former text": ("UPDATE contents SET text = X'00' WHERE version = 2", "document", "r2 version 1"),
    "missing content": ("DELETE FROM contents WHERE version = 1", "document", "r1"),
    "a shifted trigger": ("UPDATE events SET trigger_start = trigger_start + 1 WHERE report = 1", "span", "r1"),
    "other evidence": ("UPDATE excerpts SET words = 'nothing of it' WHERE report = 3", "span", "r3"),
    "evidence beyond the end": ("UPDATE magnitudes SET stop = 9999 WHERE report = 1", "span", "r1"),
    "a lost row": ("DELETE FROM mentions WHERE report = 1 AND number = 0", "rows", "r1"),
    "a lost sentence": ("DELETE FROM sentences WHERE report = 3 AND number = 0", "rows", "r3"),
    "an added party": ("INSERT INTO event_parties VALUES (1, 9, 0, 'actor', 'NRD.MIL', 'NRD')", "rows", "r1"),
    "an unknown actor": ("UPDATE event_parties SET actor = 'XXX' WHERE report = 1", "reference", "event_parties"),
    "an unknown place": ("UPDATE events SET place = 'geonames:9' WHERE report = 1", "reference", "events"),
    "an unknown statement": ("UPDATE events SET statement = 's9' WHERE report = 1", "reference", "events"),
    "a broken foreign key": ("UPDATE events SET excerpt = 999 WHERE report = 1", "reference", "events"),
    "lost keys": ("DELETE FROM fingerprints WHERE report = 1", "fingerprint", "r1"),
    "a counter set back": ("UPDATE counters SET last = 1 WHERE kind = 'report'", "counter", "report"),
    "a lost counter": ("DELETE FROM counters WHERE kind = 'excerpt'", "counter", "excerpt"),
    "a missing version": ("UPDATE reports SET current = 77 WHERE id = 1", "reference", "reports"),
    "a merged event gone": ("UPDATE story_events SET merged = 8", "reference", "story_events"),
    "a member gone": ("UPDATE merged_members SET event = 'e7'", "reference", "merged_members"),
    "an empty family": ("UPDATE reports SET family = NULL", "reference", "families"),
    "an index out of step": ("INSERT INTO texts_search(texts_search, rowid, title, body) VALUES ('delete', 1,"
                             " 'Shells near the river', (SELECT body FROM texts WHERE report = 1))", "search", "texts"),
    "an index of other words": ("DROP TRIGGER excerpts_changed; UPDATE excerpts SET words = replace(words, 'a', 'e')",
                                "search", "excerpts"),
}  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A sound corpus: r2 was edited, r1 and r3 are one merged event and one story."""
    path = tmp_path / "news.dateline"
    with store.open(path) as corpus:
        run = corpus.run("0.1", "abc", "sample 1")
        for key, lines in {"a": [sentence()], "b": [sentence("southern")], "c": [sentence(toll=9)]}.items():
            document = coded(lines, quote="We saw nothing", url=key)
            corpus.put(document, key=key, run=run, signature=signed(len(key)))
        corpus.put(coded([sentence("southern", "visited")], url="b"), key="b", run=run, signature=signed(3))
        corpus.set_families([Family(id="", members=(f"r{n}",)) for n in (1, 2, 3)])
        members = (Member(report="r1", event="e1", family="f1"), Member(report="r3", event="e1", family="f3"))
        corpus.set_events([MergedEvent(id="", type="ASSAULT", status="actual", members=members, families=2, outlets=1,
                                       publishers=1, single_source=True)])  # fmt: skip
        corpus.set_stories([Story(id="", title="Shells", reports=("r1", "r3"), events=("m1",))])
        corpus.settle(["r1", "r2", "r3"])
        assert corpus.check() == []
    return path


def check(path: Path, **options: bool) -> list[Problem]:
    with store.open(path, **options) as corpus:  # type: ignore[arg-type]
        return corpus.check()


@pytest.mark.parametrize("damage", DAMAGES)
def test_planted_damage_is_found(path: Path, damage: str) -> None:
    statement, kind, where = DAMAGES[damage]
    with closing(sqlite3.connect(path)) as database:
        database.executescript(statement)
        database.commit()
    found = check(path)
    assert (kind, where) in {(p.kind, p.where) for p in found}, found


def test_what_waits_for_merging_is_no_damage(path: Path) -> None:
    with store.open(path) as corpus:
        document = corpus.coded("r1")
        corpus.recode("r1", document.model_copy(update={"events": ()}), run="run1")
        assert corpus.pending() == ("r1",)
        assert corpus.check() == []
        corpus.settle(["r1"])
        assert [(p.where, p.problem) for p in corpus.check()] == [
            ("merged_members", "m1: event r1/e1 is no longer coded")
        ]


def test_damage_to_the_file_is_a_problem_and_no_crash(path: Path) -> None:
    with closing(sqlite3.connect(path)) as database:
        (page,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'sentences'").fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * 4096 : (page - 1) * 4096 + 400] = b"\xff" * 400
    path.write_bytes(data)
    assert "file" in {p.kind for p in check(path)}


def test_a_read_only_check_sees_the_same(path: Path) -> None:
    assert check(path, readonly=True) == []
    with closing(sqlite3.connect(path)) as database:
        database.executescript(DAMAGES["lost keys"][0])
    assert [p.kind for p in check(path, readonly=True)] == ["fingerprint"]
