"""Names of states, capitals, seats, organisations; and words that only look like them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[..., tuple[str, ...]]


@pytest.mark.parametrize(
    ("text", "word", "ids"),
    [
        ("The Republic of Karelland met the U.S. delegation.", "U.S.", ("USA",)),
        ("Côte d’Ivoire signed.", "Côte", ("CIV",)),
        ("The Kremlin denied it.", "Kremlin", ("RUS.GOV",)),
        ("Downing Street was silent.", "Downing", ("GBR.GOV",)),
        ("Pyongyang fired two missiles.", "Pyongyang", ("PRK",)),
        ("The European Union agreed.", "Union", ("EUR/eu",)),
        ("Nato said it would help.", "Nato", ("IGO/nato",)),
        ("Amnesty International protested.", "Amnesty", ("NGO/amnesty",)),
        ("Boko Haram attacked again.", "Haram", ("NGA.REB/boko-haram",)),
        ("Abkhazia held a vote.", "Abkhazia", ("GEO.PRE/abkhazia",)),
        ("Two Russians were arrested.", "Russians", ("RUS.CVL/russians",)),
        ("The Russians signed.", "Russians", ("RUS",)),
        ("China Daily carried the story.", "China", ("CHN.GOV.JRN/china-daily",)),
        ("Turkey and Chad agreed.", "Chad", ("TCD",)),
    ],
)
def test_names(who: Who, text: str, word: str, ids: tuple[str, ...]) -> None:
    assert who(text, word) == ids


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("They told us about it.", "us"),
        ("He asked who it is.", "who"),
        ("They ate turkey and drank from china.", "turkey"),
        ("They ate turkey and drank from china.", "china"),
        ("Rain is expected in South America.", "America"),
    ],
)
def test_words_that_are_no_names(who: Who, text: str, word: str) -> None:
    assert who(text, word) == ()


def test_a_place_name_inside_a_persons_name_is_no_state(read: Callable[..., object]) -> None:
    doc, ix = read("Michael Jordan met Chad Smith.")  # type: ignore[misc]
    ids = {i for t in doc.tokens for i in ix.at(t.i)}
    assert not ids & {"JOR", "TCD"}


def test_the_gazetteer_settles_which_georgia(who: Who) -> None:
    assert who("Voters in Georgia queued.", "Georgia") == ("GEO",)
    assert who("Voters in Georgia queued.", "Georgia", places={"Georgia": "USA"}) == ("USA",)


def test_an_ambiguous_name_needs_a_reason(who: Who) -> None:
    assert who("Korean officials met.", "Korean") == ()
    assert who("Seoul protested. Korean officials met.", "Korean") == ("KOR",)
