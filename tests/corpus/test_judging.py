"""Decisions of a person outlast new reports, new codings and their own order, and can be taken back."""

from __future__ import annotations

import pytest

from dateline.articles import Outcome
from dateline.corpus import Corpus
from dateline.errors import InputError
from tests.corpus.conftest import report


@pytest.fixture
def told(corpus: Corpus, strikes: list[Outcome]) -> Corpus:
    corpus.add(strikes)
    return corpus


def groups(corpus: Corpus) -> set[frozenset[str]]:
    return {frozenset(f"{m.report}/{m.event}" for m in e.members) for e in corpus.events()}


def strike(corpus: Corpus) -> str:
    found = max(corpus.events(), key=lambda e: len(e.members))
    assert {m.report for m in found.members} == {"r1", "r2", "r3"}
    return found.id


def test_a_split_keeps_a_report_out_when_more_reports_come(told: Corpus) -> None:
    id, before = strike(told), groups(told)
    told.split(id, "r3")
    told.add([report("A drone strike killed three people at a bus station in Kharkiv on Thursday.", "d1", "Hill Post")])
    told.recode()
    assert all({"r1", "r3"} - {ref.partition("/")[0] for ref in group} for group in groups(told))
    told.withdraw("r4", "asked for")
    told.unsplit(id, "r3")
    assert groups(told) == before
    assert told.check() == []


def test_a_merge_joins_all_that_both_hold(told: Corpus) -> None:
    before = groups(told)
    one = strike(told)
    other = next(e.id for e in told.events() if e.id != one)
    (now,) = told.merge(one, other, by="ada")
    assert "ada (merge" in told.show(now).judged[0]
    told.recode()
    assert len(groups(told)) == len(before) - 1
    assert len(told.unmerge(other, one)) == 2  # either way round
    assert groups(told) == before


def test_what_makes_no_sense_is_refused(told: Corpus) -> None:
    id = strike(told)
    for act, words in (
        (lambda: told.merge("r1/e1", id), "one event already"),
        (lambda: told.split(id, "r9"), "r9 is not in"),
        (lambda: told.merge("r1/e99", id), "no event r1/e99"),
        (lambda: told.unsplit(id, "r1"), "to undo"),
    ):
        with pytest.raises(InputError, match=words):
            act()
    told.split(id, "r3")
    with pytest.raises(InputError, match="nothing to split"):
        told.split(next(e.id for e in told.events() if {m.report for m in e.members} == {"r3"}), "r3")
