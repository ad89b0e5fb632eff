"""Slips of the language model that are mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.language import Document, syntax

Parse = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The agency said some prisoners had been beaten and called for an inquiry.", "called", "agency"),
        ("The group said seven fighters had been killed and blamed foreign aircraft.", "blamed", "group"),
        ("She demanded that the prosecutor open an inquiry and threatened to call a vote.", "threatened", "She"),
        ("The envoy urged the parties to extend the truce and offered to send observers.", "offered", "envoy"),
        ("The minister said the army had shelled the town and burned two farms.", "burned", "army"),
    ],
)
def test_a_verb_after_a_reported_clause_has_its_own_subject(parse: Parse, text: str, verb: str, subject: str) -> None:
    doc = parse(text)
    found = syntax.subject(doc, next(t.i for t in doc.tokens if t.text == verb))
    assert found is not None
    assert doc.tokens[found].text == subject


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Farmers staged a march.", "staged", "stage"),
        ("They were waging war.", "waging", "wage"),
        ("Police stopped the march.", "stopped", "stop"),
        ("The army planned an attack.", "planned", "plan"),
    ],
)
def test_lemmas_of_short_stems(parse: Parse, text: str, word: str, lemma: str) -> None:
    assert next(t.lemma for t in parse(text).tokens if t.text == word) == lemma
