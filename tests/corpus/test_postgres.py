"""A team's corpus on a server holds what one in a file holds, from the first report to the backup."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.articles import Outcome
from dateline.corpus import Corpus
from dateline.store import EventFilter
from tests.corpus.conftest import MEETING, STRIKE, report

pytestmark = pytest.mark.postgres

Record = tuple[object, ...]


def work(corpus: Corpus) -> None:
    """What a team does in a week."""
    first = report(STRIKE.format(n="three"), "a1")
    reprint = report(STRIKE.format(n="three"), "b1", "Sample Herald")
    meetings = [report(MEETING.format(day=day), day, "River Courier") for day in ("Monday", "Friday")]
    corpus.add([first, reprint, Outcome("menu.html", problem="no words in it", skipped=True)])
    corpus.add([*meetings, report("Five people died when a drone struck a bus station in Kharkiv on Thursday.", "c1")])
    corpus.add([report(STRIKE.format(n="four"), "a1")])
    corpus.merge("r3/e1", "r4/e1")
    strike = corpus.store.merged_of("r1/e1")
    assert strike is not None
    corpus.split(strike, "r5")
    corpus.recode(["r1", "r3"])
    corpus.withdraw("r2", "asked for")


def record(corpus: Corpus) -> Record:
    """Everything that a user gets to see of it, but times."""
    status = corpus.status()
    return (
        list(corpus.events()),
        corpus.stories(),
        corpus.store.families(),
        list(corpus.coded_events(EventFilter(status=None))),
        [(s.source, s.reason) for s in corpus.skipped()],
        [(j.kind, j.a, j.b) for j in corpus.store.judgements()],
        corpus.store.facts(),
        sorted(h.report for h in corpus.search("drone")),  # ranks are each database's own
        (status.reports, status.withdrawn, status.families, status.merged, status.versions),
        [(corpus.store.coded(r.id), corpus.store.text(r.id)) for r in corpus.store.reports()],
    )


def test_it_holds_what_a_file_holds(server: str, tmp_path: Path) -> None:
    found = []
    for where in (server, str(tmp_path / "news.dateline")):
        with Corpus.open(where) as corpus:
            work(corpus)
            assert corpus.check() == []
            found.append(record(corpus))
    for on_server, in_file in zip(*found, strict=True):
        assert on_server == in_file
    with Corpus.open(server) as corpus:
        corpus.backup(tmp_path / "copy.dateline")
    with Corpus.open(tmp_path / "copy.dateline") as copy:
        assert record(copy) == found[0]
        assert copy.check() == []
