"""Withdrawn reports keep their id and a reason, and count nowhere."""

from __future__ import annotations

import pytest

from dateline.errors import StoreError
from dateline.store import EventFilter, Store
from tests.store.samples import coded, sentence, signed

SIGNATURE = signed(5)


@pytest.fixture
def filled(corpus: Store) -> Store:
    corpus.put(coded(quote="We saw nothing"), key="a", run="run1", signature=SIGNATURE, origin={"source": "a"})
    corpus.put(coded([sentence("southern")], url="b"), key="b", run="run1", signature=SIGNATURE)
    return corpus


def test_a_withdrawn_report_is_found_by_its_id_only(filled: Store) -> None:
    filled.withdraw("r1", "retracted by the outlet")
    assert filled.search("northern") == filled.search_evidence("spokesman") == []
    assert list(filled.events(EventFilter(report="r1"))) == []
    assert list(filled.pairs()) == []
    assert [r.id for r in filled.reports()] == ["r2"]
    assert [r.id for r in filled.reports(withdrawn=True)] == ["r1", "r2"]
    assert filled.report("r1").withdrawn
    assert filled.coded("r1") == coded(quote="We saw nothing")
    grave = filled.tombstone("r1")
    assert grave is not None
    assert (grave.reason, grave.successor) == ("retracted by the outlet", None)
    assert (filled.status().reports, filled.status().withdrawn) == (1, 1)
    assert filled.check() == []


def test_it_stays_withdrawn_when_it_is_read_again(filled: Store) -> None:
    filled.withdraw("r1", "retracted")
    for document in (coded(quote="We saw nothing"), coded([sentence("southern", "visited")])):
        assert filled.put(document, key="a", run="run1").status == "withdrawn"
    assert filled.status().versions == 2


def test_it_can_be_restored_whole(filled: Store) -> None:
    filled.withdraw("r1", "an error")
    filled.restore("r1")
    assert filled.coded("r1") == coded(quote="We saw nothing")
    assert [h.report for h in filled.search("northern")] == ["r1"]
    assert list(filled.pairs()) == [("r1", "r2", 48)]
    assert filled.tombstone("r1") is None
    assert filled.check() == []


def test_erasing_leaves_no_words(filled: Store) -> None:
    filled.put(coded([sentence("southern", "visited")], title="Talks"), key="a", run="run1")
    filled.withdraw("r1", "order of a court", erase=True)
    report = filled.report("r1")
    assert (report.article.text, report.article.title, filled.origin("r1")) == ("", None, {})
    for version in (1, 2):
        with pytest.raises(StoreError, match="erased"):
            filled.coded("r1", version)
    with pytest.raises(StoreError, match="erased"):
        filled.restore("r1")
    assert [id for id, _ in filled.coded_many(["r1", "r2"])] == ["r2"]
    assert filled.check() == []


def test_a_withdrawn_report_can_be_erased_later(filled: Store) -> None:
    filled.withdraw("r1", "retracted")
    with pytest.raises(StoreError, match="withdrawn already"):
        filled.withdraw("r1", "again")
    filled.withdraw("r1", "order of a court", erase=True)
    assert filled.tombstone("r1").reason == "order of a court"  # type: ignore[union-attr]


def test_ids_are_not_used_again(filled: Store) -> None:
    filled.withdraw("r2", "wrong", erase=True)
    assert filled.put(coded([sentence("southern", "visited")], url="c"), key="c", run="run1").report == "r3"


def test_what_is_not_withdrawn_is_not_restored(filled: Store) -> None:
    with pytest.raises(StoreError, match="r1 is not withdrawn"):
        filled.restore("r1")
    with pytest.raises(StoreError, match="no report r9"):
        filled.withdraw("r9", "x")
    filled.withdraw("r1", "retracted")
    with pytest.raises(StoreError, match="r1 is withdrawn"):
        filled.recode("r1", coded(quote="We saw nothing"), run="run1")
