"""Reports go in once, whatever happens; edits are versions; what is left out is told."""

from __future__ import annotations

import resource
import sqlite3
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.articles import Outcome
from dateline.corpus import Added, Corpus
from dateline.errors import StoreError
from dateline.records import CodedArticle, Report
from dateline.stories import features
from dateline.stories.features import Candidate
from tests.corpus.conftest import MEETING, STRIKE, report


def test_reports_are_stored_with_families_and_merged_events(corpus: Corpus, strikes: list[Outcome]) -> None:
    told: list[Added] = []
    summary = corpus.add(strikes, told=told.append)
    assert [(a.source, a.what, a.report) for a in told] == [
        ("a1", "new", "r1"),
        ("b1", "new", "r2"),
        ("c1", "new", "r3"),
    ]
    assert (summary.stored, summary.run) == (3, "run1")
    families = sorted(f.members for f in corpus.store.families())
    assert families == [("r1", "r2"), ("r3",)]
    assert corpus.status().pending == 0
    assert corpus.check() == []


def test_what_is_in_is_left_out_without_coding(
    corpus: Corpus, strikes: list[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.add(strikes)
    monkeypatch.setattr("dateline.runner.worker.code_one", lambda *_: pytest.fail("coded again"))
    summary = corpus.add(strikes)
    assert summary.counts == {"same": 3}
    assert len(corpus.runs()) == 1  # a run that did nothing is no run


def test_an_edited_report_is_a_new_version_and_says_what_the_edit_changed(corpus: Corpus) -> None:
    url = "https://example.org/news/strike?utm_source=x"
    corpus.add([report(STRIKE.format(n="three"), "a1", url=url)])
    corpus.add([report(STRIKE.format(n="seven"), "other", url="http://www.example.org/news/strike")])
    shown = corpus.show("r1")
    assert shown.report is not None
    assert shown.report.version == 2
    assert shown.edit is not None
    assert corpus.status().reports == 1
    assert [(v.version, v.current) for v in corpus.store.versions("r1")] == [(1, False), (2, True)]
    tolls = {name for a in shown.edit.altered for name in a.fields}
    assert "magnitudes" in tolls or shown.edit.added


def test_one_text_in_two_outlets_is_two_reports_of_one_family(corpus: Corpus) -> None:
    corpus.add(
        [report(STRIKE.format(n="three"), "1", "Example Post"), report(STRIKE.format(n="three"), "1", "Sample Herald")]
    )
    assert corpus.status().reports == 2
    assert [f.members for f in corpus.store.families()] == [("r1", "r2")]


def test_what_cannot_be_read_is_kept_with_its_reason_and_the_rest_goes_on(corpus: Corpus) -> None:
    outcomes = [
        Outcome("menu.html", problem="no words in it", skipped=True),
        report(STRIKE.format(n="three"), "a1"),
        Outcome("gone.txt", problem="no such file or folder"),
    ]
    summary = corpus.add(outcomes)
    assert (summary["new"], summary["skipped"], summary["failed"]) == (1, 1, 1)
    assert {(s.source, s.reason, s.kind) for s in corpus.skipped()} == {
        ("menu.html", "no words in it", "skipped"),
        ("gone.txt", "no such file or folder", "failed"),
    }


def test_what_could_be_read_later_is_no_longer_listed_as_left_out(corpus: Corpus) -> None:
    corpus.add([Outcome("page.html", problem="no words in it", skipped=True), Outcome("b", problem="timed out")])
    corpus.add([report(STRIKE.format(n="three"), "page.html")])
    assert [s.source for s in corpus.skipped()] == ["b"]
    same = report(STRIKE.format(n="three"), "page.html")
    assert corpus.add([Outcome("b", same.article)])["same"] == 1
    assert list(corpus.skipped()) == []


def test_a_cut_copy_is_of_the_family_although_it_shares_less_than_half(corpus: Corpus) -> None:
    days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
    long = " ".join(f"{MEETING.format(day=day)} Talks on {n} other matters followed." for n, day in enumerate(days))
    corpus.add([report(long, "a", "Example Post"), report(long[: len(long) // 3], "b", "Sample Herald")])
    (family,) = corpus.store.families()
    assert (family.members, family.links[0].kind) == (("r1", "r2"), "extract")


def test_a_report_that_cannot_be_merged_keeps_no_other_from_it(
    corpus: Corpus, strikes: list[Outcome], monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = features.candidates

    def broken(report: Report, coded: CodedArticle) -> tuple[Candidate, ...]:
        if report.article.outlet == "River Courier":
            raise ValueError("a defect")
        return whole(report, coded)

    monkeypatch.setattr(features, "candidates", broken)
    summary = corpus.add(strikes)
    assert (summary["new"], summary.unsettled) == (3, {"r3": "ValueError: a defect"})
    assert corpus.store.pending() == ("r3",)
    assert [f.members for f in corpus.store.families()] == [("r1", "r2")]
    monkeypatch.undo()
    assert corpus.add(strikes).unsettled == {}
    assert corpus.store.pending() == ()


def test_withdrawn_reports_stay_out(corpus: Corpus, strikes: list[Outcome]) -> None:
    corpus.add(strikes)
    corpus.withdraw("r2", "the outlet took it back")
    assert [f.members for f in corpus.store.families()] == [("r1",), ("r3",)]
    assert all(m.report != "r2" for e in corpus.events() for m in e.members)
    assert corpus.add(strikes).counts == {"same": 2, "withdrawn": 1}
    corpus.restore("r2")
    assert ("r1", "r2") in [f.members for f in corpus.store.families()]
    assert corpus.check() == []


def test_ctrl_c_keeps_what_was_coded(corpus: Corpus) -> None:
    def interrupted() -> object:
        yield from (report(MEETING.format(day=d), d) for d in ("Monday", "Tuesday"))
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        corpus.add(interrupted())  # type: ignore[arg-type]
    assert corpus.status().reports == 2
    assert corpus.status().pending == 2  # stored; the next run settles it
    corpus.add([])
    assert corpus.status().pending == 0


# ---- a corpus that cannot be written ----------------------------------------------------------------------------


def test_a_full_disk_is_a_clear_error_and_nothing_stored_is_lost(corpus: Corpus) -> None:
    few = [report(MEETING.format(day=f"{n} November"), str(n)) for n in range(1, 13)]
    corpus.add(few[:2])
    size = Path(corpus.where).with_name("news.dateline-wal").stat().st_size
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + 4096, before[1]))
    try:
        with pytest.raises(StoreError, match=r"full|disk|space|write"):
            corpus.add(few)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    corpus.close()
    with Corpus.open(corpus.where) as again:
        assert again.check() == []
        assert again.status().reports == 2
        assert again.add(few).counts == {"same": 2, "new": 10}


def test_a_folder_that_cannot_be_written_is_a_clear_error(tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    folder.chmod(stat.S_IREAD | stat.S_IEXEC)
    try:
        (folder / "probe").touch()
        folder = Path("/proc")  # this user may write everywhere but here
    except OSError:
        pass
    with pytest.raises(StoreError, match=r"news\.dateline"):
        Corpus.open(folder / "news.dateline")


def test_a_corpus_that_another_process_holds_is_a_clear_error(corpus: Corpus) -> None:
    other = sqlite3.connect(corpus.where, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        with Corpus.open(corpus.where, wait=0.2) as mine, pytest.raises(StoreError, match=r"lock|another"):
            mine.add([report(STRIKE.format(n="three"), "a1")])
    finally:
        other.close()
    assert corpus.add([report(STRIKE.format(n="three"), "a1")]).stored == 1


# ---- order ------------------------------------------------------------------------------------------------------

MANY = [
    report(STRIKE.format(n="three"), "a"),
    report(STRIKE.format(n="three"), "b", "Sample Herald"),
    report("Three people died when a drone struck a bus station in Kharkiv on Thursday.", "c", "River Courier"),
    report("A drone strike on a bus station in Kharkiv killed five people on Thursday, medics said.", "d", "Hill Post"),
    report("A drone hit a school in Kharkiv on Friday, killing two, officials said.", "e", "Hill Post", "2025-11-08"),
    report(MEETING.format(day="Thursday"), "f"),
    report("Ada Moraa, the Kenyan foreign minister, met Ugandan officials in Nairobi on Thursday.", "g", "River Post"),
    report(MEETING.format(day="Friday"), "h", "Lake Gazette", "2025-11-08"),
]  # fmt: skip


def knowledge(corpus: Corpus) -> tuple[set[frozenset[str]], set[frozenset[str]], set[frozenset[str]]]:
    names = {r.id: r.article.id for r in corpus.store.reports(text=False)}
    families = {frozenset(names[m] for m in f.members) for f in corpus.store.families()}
    events = {frozenset(f"{names[m.report]}/{m.event}" for m in e.members) for e in corpus.events()}
    stories = {frozenset(names[r] for r in s.reports) for s in corpus.stories()}
    return families, events, stories


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> object:
    with Corpus.open(tmp_path_factory.mktemp("order") / "all.dateline") as corpus:
        corpus.add(MANY)
        return knowledge(corpus)


def edited(outcome: Outcome) -> Outcome:
    """The same report with other words: another toll, another town."""
    found = outcome.article
    assert found is not None
    text = found.text.replace("three", "nine").replace("Kharkiv", "Odesa")
    return report(text, found.id, found.outlet or "", found.published or "")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_edits_and_withdrawals_leave_what_a_new_corpus_would_hold(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    some = st.lists(st.sampled_from(range(len(MANY))), unique=True, max_size=4)
    changed, taken, back = (data.draw(some, label) for label in ("edited", "withdrawn", "restored"))
    final = [edited(o) if n in changed else o for n, o in enumerate(MANY)]
    with Corpus.open(tmp_path_factory.mktemp("order") / "some.dateline") as corpus:
        corpus.add(MANY, memory=False)
        corpus.add([final[n] for n in changed], memory=False)
        for n in taken:
            corpus.withdraw(f"r{n + 1}", "asked for")
        for n in set(taken) & set(back):
            corpus.restore(f"r{n + 1}")
        found = knowledge(corpus)
        assert corpus.check() == []
    with Corpus.open(tmp_path_factory.mktemp("order") / "new.dateline") as corpus:
        corpus.add([o for n, o in enumerate(final) if n not in taken or n in back], memory=False)
        assert knowledge(corpus) == found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(order=st.permutations(MANY), cut=st.integers(0, len(MANY)))
def test_the_order_of_reports_and_runs_does_not_matter(
    tmp_path_factory: pytest.TempPathFactory, expected: object, order: list[Outcome], cut: int
) -> None:
    with Corpus.open(tmp_path_factory.mktemp("order") / "some.dateline") as corpus:
        corpus.add(order[:cut], memory=False)
        corpus.add(order[cut:], memory=False)
        assert knowledge(corpus) == expected
        assert corpus.check() == []
