"""Languages: each document for itself, whatever is declared of it."""

from __future__ import annotations

import pytest

from dateline.articles import article, screen
from dateline.errors import SkippedDocument

ENGLISH = "The envoy of Norland visited the port on Friday and held talks with the mayor about the blockade. "
RUSSIAN = "Министр иностранных дел заявил журналистам, что переговоры продолжатся на следующей неделе в столице. "
GERMAN = "Der Minister sagte am Freitag, die Gespräche über die Grenze würden bald fortgesetzt, wie er betonte. "


@pytest.mark.parametrize("declared", [None, "en", "en-GB", "en_US", "eng", "English", "ru"])
def test_english_is_read_under_any_name_and_despite_a_wrong_one(declared: str | None) -> None:
    assert article(ENGLISH * 4, language=declared).language == "en"


@pytest.mark.parametrize("declared", [None, "en", "en-US"])
@pytest.mark.parametrize(("text", "code"), [(RUSSIAN, "ru"), (GERMAN, "de")])
def test_other_languages_are_not_even_under_english_colours(text: str, code: str, declared: str | None) -> None:
    with pytest.raises(SkippedDocument, match=f"language {code} not supported"):
        article(text * 4, language=declared)


def test_a_notice_in_another_language_does_not_decide() -> None:
    assert screen.language(GERMAN * 12 + ENGLISH * 300) == "en"
    assert screen.language(ENGLISH * 30 + RUSSIAN * 300) == "ru"


def test_a_text_too_short_to_tell_takes_the_word_for_it() -> None:
    assert article("Talks end.", language="en").language == "en"
    assert article("Talks end.").language is None
    with pytest.raises(SkippedDocument):
        article("Fin.", language="fr")


def test_plain_english_full_of_foreign_names_is_english() -> None:
    text = (
        "The minister Juan Carlos Rodríguez García met José Luis Hernández Martínez of the Partido Revolucionario"
        " Institucional in San Cristóbal de las Casas on Monday and signed the accord with María del Carmen Ortega."
    )
    assert screen.check(text, None) == "en"
