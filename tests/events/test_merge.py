"""One act is one event; different acts stay apart."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.events.conftest import Coded


ONE = [
    "Gunmen attacked a Nigerian village, killing 12 people and wounding 30.",
    "Malian rebels launched a deadly attack on an army base.",
    "The attack by Malian rebels on the base killed 12 soldiers.",
    "Kenyan police shot and killed two protesters in Nairobi.",
    "Troops deployed by Sudan attacked a village in Darfur.",
    "Turkish jets carried out air strikes on Kurdish positions in Iraq.",
]


@pytest.mark.parametrize("text", ONE)
def test_one_act_is_one_event(coded: Callable[[str], Coded], text: str) -> None:
    found = coded(text)
    assert found.types().count("ASSAULT") == 1, [e.trigger.exact for e in found.events]


def test_different_acts_of_one_sentence_stay_apart(coded: Callable[[str], Coded]) -> None:
    found = coded("Kenyan troops shelled a Somali village and Kenyan police arrested two Ugandan editors.")
    assert sorted(found.types()) == ["ASSAULT", "COERCE"]


def test_the_noun_gives_the_mode_of_a_light_verb(coded: Callable[[str], Coded]) -> None:
    event = coded("Turkish jets carried out air strikes on Kurdish positions in Iraq.").only("ASSAULT")
    assert event.mode == "aerial"


def test_condemning_an_attack_tells_of_two_events(coded: Callable[[str], Coded]) -> None:
    found = coded("Jordan condemned the Israeli attack on the Lebanese village.")
    assert sorted(found.types()) == ["ACCUSE", "ASSAULT"]
    assert found.who(found.only("ASSAULT")) == ({"ISR"}, {"LBN"})


def test_an_exercise_of_two_countries_is_cooperation(coded: Callable[[str], Coded]) -> None:
    assert coded("Greek and Maltese frigates held exercises off Crete.").types() == ["COOPERATE"]


def test_a_toll_and_the_blow_it_tells_of_are_one_event(coded: Callable[[str], Coded]) -> None:
    event = coded("Eight villagers lost their lives when a mortar round landed in a Yemeni town.").only("ASSAULT")
    assert event.mode == "heavy-weapons"
