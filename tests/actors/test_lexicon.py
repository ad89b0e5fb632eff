"""Word pieces make spelling variants one."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.actors.knowledge import is_acronym, plural_of
from dateline.actors.lexicon import Lexicon, Pieces, fold, keys
from dateline.language import Document


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("U.S.", "US"),
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("Nagorno-Karabakh", "Nagorno Karabakh"),
        ("Defence Ministry", "defense ministry"),
        ("People's Army", "People’s Army"),
        ("Hizbollah", "Hezbollah"),
        ("Sana'a", "Sanaa"),
    ],
)
def test_variants_share_their_keys(one: str, other: str) -> None:
    assert keys(one) == keys(other)


def test_different_words_do_not() -> None:
    assert keys("Niger") != keys("Nigeria")
    assert fold("Guinea") != fold("Guiana")


@pytest.mark.parametrize(
    ("singular", "plural"),
    [
        ("soldier", "soldiers"),
        ("policewoman", "policewomen"),
        ("army", "armies"),
        ("chief of staff", "chiefs of staff"),
        ("attorney general", "attorneys general"),
        ("child", "children"),
        ("spokesperson", "spokespeople"),
    ],
)
def test_plurals(singular: str, plural: str) -> None:
    assert plural_of(singular) == plural


@pytest.mark.parametrize(
    ("form", "expected"), [("US", True), ("WHO", True), ("Iran", False), ("European Union", False)]
)
def test_acronyms_are_told_from_words(form: str, expected: bool) -> None:
    assert is_acronym(form) is expected


def test_the_longest_phrase_comes_first(parse: Callable[[str], Document]) -> None:
    lexicon: Lexicon[str] = Lexicon()
    for phrase in ("South", "South Vost", "South Vost Front"):
        lexicon.add(phrase, phrase)
    lexicon.sort()
    pieces = Pieces.of(parse("The South Vost Front met South Vost."))
    found = [forms[0].value for _, forms in lexicon.at(pieces, pieces.keys.index("south"))]
    assert found == ["South Vost Front", "South Vost", "South"]


def test_a_phrase_never_crosses_a_sentence(parse: Callable[[str], Document]) -> None:
    lexicon: Lexicon[str] = Lexicon()
    lexicon.add("South Vost", "x")
    pieces = Pieces.of(parse("They went South. Vost was quiet."))
    assert not list(lexicon.sort().at(pieces, pieces.keys.index("south")))
