"""Sentence boundaries: what a reader would mark."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.language.sentences import split

CASES = [
    ("Troops left the town. Residents returned.", ["Troops left the town.", "Residents returned."]),
    ("Gen. A. B. Orr met Mr. Dahl on Jan. 5.", ["Gen. A. B. Orr met Mr. Dahl on Jan. 5."]),
    ("They live in the U.S. The minister left.", ["They live in the U.S.", "The minister left."]),
    ("A U.S. Navy ship sank.", ["A U.S. Navy ship sank."]),
    ("“We will go. We will win,” he said.", ["“We will go.", "We will win,” he said."]),
    ("He left. “Why?” she asked.", ["He left.", "“Why?” she asked."]),
    ("“Why now?” Minister Ada Dahl asked. Nobody knew.", ["“Why now?” Minister Ada Dahl asked.", "Nobody knew."]),
    ("“Why now?” Nobody knew.", ["“Why now?”", "Nobody knew."]),
    ("09:10 Gunmen took the pupils.", ["09:10", "Gunmen took the pupils."]),
    ("10.15am GMT — Police arrived.", ["10.15am GMT —", "Police arrived."]),
    ("BREAKING: Talks have failed.", ["BREAKING:", "Talks have failed."]),
    ("Prices rose 3.5 percent. Wages fell.", ["Prices rose 3.5 percent.", "Wages fell."]),
    ("TALKS FAIL AGAIN\n\nThe sides met.", ["TALKS FAIL AGAIN", "The sides met."]),
    ("No final stop here\nSecond line", ["No final stop here", "Second line"]),
    ("He waited… Then he left.", ["He waited…", "Then he left."]),
    ("The firm, Orel Inc. of Vienna, closed.", ["The firm, Orel Inc. of Vienna, closed."]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_splits_where_a_reader_would(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split(text)] == expected


def test_hard_wrapped_lines_do_not_end_sentences() -> None:
    text = (
        "The two delegations met in the old customs house on the river and spoke for\n"
        "nearly four hours about the border, the bridges and the price of transit, an\n"
        "aide to the chief mediator told reporters who had waited in the rain since\n"
        "the early morning. A second round is planned for the end of the month in a\n"
        "place that both sides have yet to name."
    )
    assert len(split(text)) == 2


def test_a_given_break_ends_a_sentence() -> None:
    text = "GENEVA, 3 May — Talks began."
    assert [text[a:b] for a, b in split(text, [16])] == ["GENEVA, 3 May —", "Talks began."]


@given(st.text(max_size=300))
def test_sentences_cover_all_but_white_space_in_order(text: str) -> None:
    ranges = split(text)
    kept = "".join(text[a:b] for a, b in ranges)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(a < b for a, b in ranges)
    assert all(x[1] <= y[0] for x, y in itertools.pairwise(ranges))
