"""Frames hold where their constraints do, and the one that asks for most is taken."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dateline.events import frames

if TYPE_CHECKING:
    from dateline.events.scene import Scene
    from dateline.language import Document
    from tests.events.conftest import Coded


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Kenyan students staged a sit-in outside the ministry.", "PROTEST"),
        ("Kenyan troops opened fire on protesters.", "ASSAULT"),
        ("Iran allowed U.N. inspectors to visit the plant.", "RETREAT"),
        ("Saudi Arabia declared the Canadian envoy persona non grata.", "SANCTION"),
        ("Britain said Sudan must release the aid workers.", "REQUEST"),
        ("Eritrea massed troops along its border with Ethiopia.", "MOBILIZE"),
    ],
)
def test_phrases_raised_objects_and_misread_verbs(coded: Callable[[str], Coded], text: str, kind: str) -> None:
    assert kind in coded(text).types()


def test_matches_come_best_first(parse: Callable[[str], Document], scene_of: Callable[[Document], Scene]) -> None:
    doc = parse("Rebels took two tourists hostage.")
    found = frames.matches_at(scene_of(doc), 1)
    assert [m.score for m in found] == sorted((m.score for m in found), reverse=True)


def test_a_name_that_is_somebody_is_no_noun_event(coded: Callable[[str], Coded]) -> None:
    assert "CONSULT" not in coded("The U.S. Congress adjourned on Friday.").types()


def test_the_trigger_is_verb_and_noun_of_a_light_verb(coded: Callable[[str], Coded]) -> None:
    event = coded("French and Kenyan ministers held talks in Nairobi.").only("CONSULT")
    assert event.trigger.exact in ("held talks", "talks")
