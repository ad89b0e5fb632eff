"""Whose voices."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.analysis import voices
from dateline.records import Actor, Article, CodedArticle, Event, Run, Span, Statement

TEXT = "Ada said the bridge is closed now. Police said Ada said it is open. Rebels attacked."


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), exact=words)


def statement(id: str, speaker: str | None, words: str, **more: Any) -> Statement:
    at = span(words)
    return Statement(id=id, speaker=speaker, manner="indirect", act="say", content=(at,), evidence=at, **more)


@pytest.fixture
def coded() -> CodedArticle:
    ada = Actor(id="NOR/ada", name="Ada", kind="person", country="NOR", mentions=(span("Ada"),))
    rebels = Actor(id="X.REB/rebels", name="rebels", kind="group", country=None, mentions=(span("Rebels"),))
    act = Event(id="e1", type="ASSAULT", actors=(rebels.id,), status="actual", voice="report", trigger=span("attacked"),
                evidence=span("Rebels attacked."), quad="material_conflict", intensity=-9, confidence=1)  # fmt: skip
    return CodedArticle(
        run=Run(version="0", codebook="0", engine="0"),
        article=Article(id="a", text=TEXT, sha256="0"),
        actors=(ada, rebels),
        events=(act,),
        statements=(
            statement("s1", ada.id, "the bridge is closed now"),
            statement("s2", None, "Ada said it is open", speaker_text=span("Police")),
            statement("s3", ada.id, "it is open", within="s2"),
        ),
    )


def test_words_count_once_for_the_outer_speaker(coded: CodedArticle) -> None:
    found = voices(coded)
    assert [(s.name, s.words) for s in found.speakers] == [("Ada", 5), ("Police", 5)]
    assert [(c.name, c.share) for c in found.countries] == [("NOR", 0.5), ("unknown", 0.5)]
    assert found.attributed == 10


def test_parties_that_are_never_heard(coded: CodedArticle) -> None:
    assert voices(coded).unheard == ("rebels",)
