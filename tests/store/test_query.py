"""What users type into a search."""

from __future__ import annotations

import pytest

from dateline.errors import InputError
from dateline.store.query import Term, parse


@pytest.mark.parametrize(
    ("query", "terms"),
    [
        ("shells river", [[Term("shells"), Term("river")]]),
        ('"near the river" shell*', [[Term("near the river"), Term("shell", prefix=True)]]),
        ("shells -river OR visit", [[Term("shells"), Term("river", exclude=True)], [Term("visit")]]),
        ('"never closed', [[Term("never closed")]]),
        ("or OR -- *", [[Term("or")]]),
        ('-"near the" Łódź', [[Term("near the", exclude=True), Term("Łódź")]]),
    ],
)  # fmt: skip
def test_words_phrases_prefixes_alternatives(query: str, terms: list[list[Term]]) -> None:
    assert parse(query) == terms


@pytest.mark.parametrize("query", ["", " -- ", "-shells", '""', "OR", "-a OR -b"])
def test_a_search_for_nothing_is_refused(query: str) -> None:
    with pytest.raises(InputError, match="at least one word"):
        parse(query)
