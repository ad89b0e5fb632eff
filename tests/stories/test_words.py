"""Stems and telling words."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.stories import words


@pytest.mark.parametrize(
    ("one", "two"),
    [("raids", "raided"), ("bombing", "bombed"), ("city", "cities"), ("Ghana's", "ghana"), ("stopped", "stop")],
)
def test_forms_of_a_word_have_one_stem(one: str, two: str) -> None:
    assert words.stem(one) == words.stem(two)


@pytest.mark.parametrize("word", ["killed", "Tuesday", "officials", "the", "2025", "of"])
def test_news_language_tells_nothing_apart(word: str) -> None:
    assert not words.is_telling(word)


def test_names_and_things_do() -> None:
    assert all(words.is_telling(w) for w in ("substation", "Zelensky", "tunnel"))


def test_kinds_join_what_news_calls_one_thing() -> None:
    kinds = words.kinds()
    assert kinds[words.stem("pupils")] == kinds[words.stem("schoolchildren")]
    assert not set(kinds[words.stem("mosque")]) & set(kinds[words.stem("market")])


def test_means_are_no_targets() -> None:
    assert {"missile", "drone", "bomb"} <= words.means()
    assert not {"market", "mosque", "pupil"} & words.means()


@pytest.mark.parametrize("row", ["home\n", "home\twhat\thouse\nhome\twhat\tflat\n", "home\thouse flat\n"])
def test_a_bad_row_is_named(tmp_path: Path, row: str) -> None:
    path = tmp_path / "same_words.tsv"
    path.write_text("kind\tabout\twords\n" + row, "utf-8")
    with pytest.raises(DataError, match=r"same_words\.tsv:\d"):
        list(words._read_kinds(path))
