"""Folding: spellings of one name meet in one key."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places.folding import fold, key


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("El-Fasher", "Al Fasher"),
        ("Deir ez-Zor", "Deir al-Zor"),
        ("Sana'a", "Sanaa"),
        ("Kraków", "Krakow"),
        ("São Tomé", "Sao Tome"),
        ("U.S.", "US"),
        ("D.R. Congo", "DR Congo"),
        ("St. Petersburg", "Saint Petersburg"),
        ("N’Djamena", "N'Djamena"),
        ("Łódź", "Lodz"),
        ("Çorum", "corum"),
    ],
)
def test_spellings_meet(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


def test_an_article_that_ends_a_name_stays() -> None:
    assert fold("Al") == "al"
    assert fold("Rio El") == "rio el"


@given(st.text(max_size=30))
def test_folding_twice_changes_nothing_but_initials(text: str) -> None:
    once = fold(text)
    assert once == once.strip()
    assert "  " not in once


@given(st.text(max_size=30))
def test_keys_fit_their_columns(text: str) -> None:
    high, check = key(fold(text))
    assert 0 <= high < 2**32
    assert 0 <= check < 2**12
