"""Word lists match lemmas, plural names, phrases and hyphenated words, and know their kinds."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.events.words import Words, phrase_at
from dateline.language import Document


@pytest.mark.parametrize(
    ("items", "text", "token", "expected"),
    [
        (["village"], "Troops burned two villages.", "villages", True),
        (["village"], "Troops burned two houses.", "houses", False),
        (["emergency measure"], "Malta relaxed its emergency measures.", "measures", True),
        (["state of emergency"], "They lifted the state of emergency.", "state", True),
        (["cease-fire"], "They signed a cease-fire.", "fire", True),
        (["*"], "They signed a deal.", "deal", True),
        (["bolivian"], "Young Bolivians marched.", "Bolivians", True),
    ],
)
def test_match(parse: Callable[[str], Document], items: list[str], text: str, token: str, expected: bool) -> None:
    doc = parse(text)
    i = next(t.i for t in doc.tokens if t.text == token)
    assert Words.of(items).match(doc, i) is expected


def test_types_and_special_words_are_told_apart() -> None:
    words = Words.of(["AID", "actor", "*", "grant"])
    assert (words.types, words.actor, words.anything) == (frozenset({"AID"}), True, True)
    assert words.lemmas == {"grant"}


def test_a_performer_is_no_party() -> None:
    assert "actor" in Words.of(["film", "actor"], special=False).lemmas


def test_union_keeps_everything() -> None:
    both = Words.union([Words.of(["soldier"]), Words.of(["town hall", "*"])])
    assert both.lemmas == {"soldier"}
    assert both.phrases == (("town", "hall"),)
    assert both.anything
    assert both.kinds == {"armed"}


def test_phrase_at_gives_its_first_token(parse: Callable[[str], Document]) -> None:
    doc = parse("They lifted the state of emergency.")
    assert phrase_at(doc, 5, ("state", "of", "emergency")) == 3
    assert phrase_at(doc, 5, ("rule", "of", "emergency")) is None
