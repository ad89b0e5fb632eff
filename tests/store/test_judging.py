"""Human judgements survive recoding and can be taken back."""

from __future__ import annotations

import pytest

from dateline.errors import StoreError
from dateline.records import CodedArticle, Event
from dateline.store import Store
from tests.store.samples import coded, sentence

FIRST = [sentence(), sentence("southern", "visited", "Ostvik", None)]
SECOND = [sentence("northern", "shelled", "Norburg", 4)]


@pytest.fixture
def filled(corpus: Store) -> Store:
    corpus.put(coded(FIRST), key="a", run="run1")
    corpus.put(coded(SECOND, url="https://gazette.example/b"), key="b", run="run1")
    return corpus


def recode(corpus: Store, report: str, *events: Event) -> CodedArticle:
    renamed = tuple(e.model_copy(update={"id": f"e{n}"}) for n, e in enumerate(events, 1))
    return corpus.recode(report, corpus.coded(report).model_copy(update={"events": renamed}), run="run1")


def ends(corpus: Store) -> list[tuple[str, str, str]]:
    return [(j.kind, j.a, j.b) for j in corpus.judgements()]


def test_a_judgement_is_kept_and_taken_back(filled: Store) -> None:
    made = filled.judge("same", "r2/e1", "r1/e1", by="editor")
    assert (made.kind, made.a, made.b, made.by) == ("same", "r1/e1", "r2/e1", "editor")
    assert filled.judgements() == (made,)
    assert filled.unjudge("r1/e1", "r2/e1")
    assert not filled.unjudge("r1/e1", "r2/e1")
    assert filled.judgements() == filled.lost_judgements() == ()


def test_the_last_word_about_two_events_stands(filled: Store) -> None:
    filled.judge("same", "r1/e1", "r2/e1")
    filled.judge("different", "r2/e1", "r1/e1")
    assert ends(filled) == [("different", "r1/e1", "r2/e1")]


def test_it_follows_the_event_when_recoding_numbers_it_anew(filled: Store) -> None:
    filled.judge("different", "r1/e1", "r2/e1")
    shelled, visited = filled.coded("r1").events
    recode(filled, "r1", visited, shelled)
    assert ends(filled) == [("different", "r1/e2", "r2/e1")]
    assert filled.unjudge("r1/e2", "r2/e1")


def test_it_rests_while_the_event_is_not_coded_and_comes_back_with_it(filled: Store) -> None:
    filled.judge("same", "r1/e1", "r2/e1")
    former = recode(filled, "r1", filled.coded("r1").events[1])
    assert ends(filled) == []
    assert [j.a for j in filled.lost_judgements()] == ["r1/e1"]
    filled.recode("r1", former, run="run1")
    assert ends(filled) == [("same", "r1/e1", "r2/e1")]


def test_two_events_on_one_sentence_are_told_apart_by_their_trigger(filled: Store) -> None:
    (event,) = filled.coded("r2").events
    at = event.evidence.start + event.evidence.exact.index("killing")
    killing = event.model_copy(update={"trigger": event.trigger.model_copy(
        update={"start": at, "end": at + 7, "exact": "killing"})})  # fmt: skip
    recode(filled, "r2", event, killing)
    filled.judge("same", "r1/e1", "r2/e2")
    recode(filled, "r2", killing, event)
    assert ends(filled) == [("same", "r1/e1", "r2/e1")]


@pytest.mark.parametrize(("a", "b", "words"), [
    ("r1/e1", "r1/e1", "two events"), ("r1/e9", "r2/e1", "no event e9"), ("r7/e1", "r2/e1", "r7"),
    ("r1", "r2/e1", "look like r1/e2"), ("m1/e1", "r2/e1", "m1"),
])  # fmt: skip
def test_what_is_no_pair_of_events_is_refused(filled: Store, a: str, b: str, words: str) -> None:
    with pytest.raises(StoreError, match=words):
        filled.judge("same", a, b)
