"""What another coding or an edit changed, as a reader would put it."""

from __future__ import annotations

import pytest

from dateline.articles import Outcome
from dateline.corpus.differences import Change, difference
from dateline.records import CodedArticle
from dateline.runner import Settings, worker
from tests.corpus.conftest import STRIKE, report

TEXT = STRIKE.format(n="three")


def coded(text: str) -> CodedArticle:
    outcome: Outcome = report(text, "a1")
    assert outcome.article is not None
    done = worker.code_one(outcome.article, Settings())
    assert done.coded is not None
    return done.coded


def changed(before: str, after: str) -> Change:
    return difference("r1", coded(before), coded(after))


def test_the_same_words_elsewhere_are_no_change() -> None:
    assert not changed(TEXT, TEXT)
    opened = changed(TEXT, "The square was quiet in the evening. " + TEXT)
    assert not opened.removed
    assert not opened.altered


def test_another_toll_in_a_sentence_is_an_altered_record() -> None:
    found = changed(TEXT, STRIKE.format(n="seven"))
    assert not found.removed
    fields = {name: values for a in found.altered for name, values in a.fields.items()}
    assert fields["magnitudes"] == (("dead 3–3",), ("dead 7–7",))
    assert "killing seven people" in fields["words"][1]


def test_a_sentence_that_is_gone_takes_its_records_along() -> None:
    found = changed(TEXT, TEXT.partition(". ")[0] + ".")
    before = coded(TEXT)
    lost = {r.evidence.exact for r in found.removed}
    assert lost <= {e.evidence.exact for e in (*before.events, *before.statements)}
    assert not found.added


@pytest.mark.parametrize("status", ["future", "negated"])
def test_a_field_that_changed_is_told_with_both_values(status: str) -> None:
    before = coded(TEXT)
    first = before.events[0].model_copy(update={"status": status})
    after = before.model_copy(update={"events": (first, *before.events[1:])})
    (found,) = difference("r1", before, after).altered
    assert found.fields == {"status": ("actual", status)}
    assert difference("r1", before, after).as_dict()["changed"][0]["fields"]["status"]["after"] == status
