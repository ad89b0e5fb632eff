"""Which triggers become events: plausible agents, blows in words, business among businesses, types by status."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.events.conftest import Coded


@pytest.mark.parametrize(
    "text",
    [
        "The Chilean president attacked his predecessor in a television interview.",
        "The senator's speech attacked the Peruvian president.",
        "A new advertisement attacking the Peruvian president was shown on Monday.",
    ],
)
def test_attacks_in_words_are_criticism(coded: Callable[[str], Coded], text: str) -> None:
    assert coded(text).types() == ["ACCUSE"]


def test_attacks_with_weapons_are_not(coded: Callable[[str], Coded]) -> None:
    assert coded("Gunmen attacked the Peruvian president with rifles.").types() == ["ASSAULT"]


def test_a_question_reports_no_event(coded: Callable[[str], Coded]) -> None:
    assert coded("Did Kenyan troops attack the camp in Somalia?").only("ASSAULT").status == "hypothetical"


def test_neither_nor_denies(coded: Callable[[str], Coded]) -> None:
    assert coded("Neither Kenya nor Uganda has signed the treaty.").only("SUPPORT").status == "negated"


def test_companies_among_themselves_are_no_politics(coded: Callable[[str], Coded]) -> None:
    assert coded("Boeing defeated Airbus in a contest for the contract.").events == []


def test_a_described_thing_is_no_event(coded: Callable[[str], Coded]) -> None:
    assert "COERCE" not in coded("The mayor of the besieged Syrian town spoke on Monday.").types()


def test_a_joint_exercise_said_to_come_is_an_agreement(coded: Callable[[str], Coded]) -> None:
    assert coded("Chile and Argentina will hold joint naval exercises next month.").types() == ["AGREE"]


def test_an_unarmed_descriptor_is_no_aid(coded: Callable[[str], Coded]) -> None:
    found = coded("Kenyan herders armed with spears attacked a Ugandan farm.")
    assert found.types() == ["ASSAULT"]
