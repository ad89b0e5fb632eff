"""Bytes of any provenance become clean text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles.text import clean, decode
from dateline.errors import InputError

WORDS = "Die Gespräche in Göteborg endeten ohne Ergebnis, sagte der Außenminister."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_charsets_are_recognised(encoding: str) -> None:
    assert decode((WORDS * 5).encode(encoding)) == WORDS * 5


def test_controls_become_spaces_and_line_ends_are_one() -> None:
    assert clean("\ufeffA\x00B\x1b[2JC\r\nD\rE\u2028F\u202eG") == " A B [2JC \nD\nE\nF G"


def test_lone_surrogates_are_replaced() -> None:
    assert clean("a\ud800b") == "a\ufffdb"


@given(st.text(st.characters(exclude_categories=()), max_size=200))
def test_clean_keeps_offsets_and_is_stable_and_encodable(text: str) -> None:
    once = clean(text)
    assert len(once) == len(text)
    assert clean(once) == once
    once.encode("utf-8")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_is_recognised(encoding: str) -> None:
    assert decode(WORDS.encode(encoding)) == WORDS


def test_programs_and_databases_are_no_text() -> None:
    with pytest.raises(InputError, match="full of NUL bytes"):
        decode(b"SQLite format 3\0" + bytes(50) + b"table" * 20)
    assert decode(b"padded" * 20 + bytes(3)) == "padded" * 20 + "\0\0\0"
