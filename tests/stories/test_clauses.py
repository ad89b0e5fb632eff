"""Sentences of two acts: which words tell of the other one, and how many days lie between."""

from __future__ import annotations

import pytest

from dateline.stories import clauses


def words(sentence: str) -> tuple[str, tuple[int, int] | None] | None:
    other = clauses.other_act(sentence)
    return (sentence[other.start : other.end].strip(), other.days) if other else None


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Both armies fired, three days after they signed a truce.", ("they signed a truce.", (-3, -3))),
        ("The visit began two weeks before the vote opened.", ("the vote opened.", (13, 15))),
        ("It ended 18 hours after the siege began.", ("the siege began.", (-1, 0))),
        ("The march came a day after a bridge fell.", ("a bridge fell.", (-1, -1))),
        ("A week after the fire at the mill, workers marched.", ("the fire at the mill", (-8, -6))),
        ("They met within four days after the shelling.", ("the shelling.", (-4, 0))),
        ("Several days after the raid they met.", ("the raid they met.", (-7, -3))),
        ("The blast came on the day on which the envoy left.", ("the envoy left.", (0, 0))),
        ("It was the second such raid since gunmen burned a mill.", ("gunmen burned a mill.", None)),
        ("This was the worst attack this year: on Monday a mill burned.", ("on Monday a mill burned.", None)),
        ("Ruritania fired rockets in answer to raids on its ports.", ("raids on its ports.", None)),
    ],
)
def test_the_other_act_is_found(sentence: str, expected: tuple[str, tuple[int, int] | None]) -> None:
    assert words(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Soldiers fired on the crowd the day before.",
        "Two people died when a missile struck a house.",
        "It was a quiet protest after the harvest.",
        "The envoy left after the talks.",
        "",
    ],
)
def test_a_sentence_of_one_act_is_left_alone(sentence: str) -> None:
    assert clauses.other_act(sentence) is None


def test_only_a_rank_makes_an_act_ranked() -> None:
    ranked = clauses.other_act("It was the third raid since June.")
    later = clauses.other_act("They met a day after the raid.")
    assert ranked is not None
    assert later is not None
    assert (ranked.ranks, later.ranks) == (True, False)


def test_where_a_count_rose_is_known() -> None:
    sentence = "The death toll of Friday's fire rose to nine on Sunday."
    at = clauses.updated_at(sentence)
    assert at is not None
    assert sentence[:at].endswith("rose")
    assert clauses.updated_at("Nine people died in a fire on Sunday.") is None
