"""The weight table, and the choice among drafts."""

import pytest

from dateline.errors import DataError
from dateline.statements import ranking
from dateline.statements.scene import Draft


def draft(head: int, content: tuple[int, int], score: float) -> Draft:
    return Draft(head, (head, head + 1), "say", "verb", "that", [content], score=score)


def test_weights_are_there_and_small_enough_to_read() -> None:
    weights = ranking.load()
    assert 1000 < len(weights) < 12000
    assert weights["bias"] < 0


@pytest.mark.parametrize("row", ["bias", "bias\tmuch", "bias\t1\t2"])
def test_bad_row_names_file_and_line(row: str) -> None:
    with pytest.raises(DataError, match=r"^weights:2"):
        ranking.read("feature\tweight\n" + row + "\n", "weights")


def test_wrong_header_is_an_error() -> None:
    with pytest.raises(DataError, match=r"^weights:1"):
        ranking.read("weight\n", "weights")


def test_one_reading_a_cue() -> None:
    better, worse = draft(2, (3, 9), 2.0), draft(2, (3, 5), 1.0)
    assert list(ranking.distinct([better, worse])) == [better]


def test_the_same_content_is_said_once() -> None:
    better, worse = draft(2, (3, 9), 2.0), draft(12, (4, 9), 1.0)
    assert list(ranking.distinct([better, worse])) == [better]


def test_a_chain_keeps_both_statements() -> None:
    outer, inner = draft(1, (2, 12), 3.0), draft(4, (5, 12), 2.5)
    assert list(ranking.distinct([outer, inner])) == [outer, inner]
