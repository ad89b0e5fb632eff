"""Parses that the tree itself shows to be wrong are put right, and sound ones are left alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dateline.events.mending import mended
from dateline.language import Document

if TYPE_CHECKING:
    from tests.events.conftest import Coded


def test_a_sound_parse_is_the_same_document(parse: Callable[[str], Document]) -> None:
    doc = parse("Kenyan police arrested three activists in Nairobi on Friday.")
    assert mended(doc) is doc


def test_the_original_is_never_changed(parse: Callable[[str], Document]) -> None:
    doc = parse("Australia imposed travel bans and asset freezes on a dozen Russian businessmen.")
    before = [(t.tag, t.dep, t.head, tuple(t.kids)) for t in doc.tokens]
    mended(doc)
    assert [(t.tag, t.dep, t.head, tuple(t.kids)) for t in doc.tokens] == before


CASES = [
    # (text, type, countries of the actors, countries of the recipients)
    ("Qatar is mediating between Sudan's army and the paramilitary force.", "CONSULT", {"QAT"}, {"SDN", None}),
    ("Moscow and Pyongyang plan to sign a new trade agreement next month.", "AGREE", {"RUS", "PRK"}, set()),
    ("Australia imposed travel bans and asset freezes on a dozen Russian businessmen.", "SANCTION", {"AUS"}, {"RUS"}),
    ("Japan gave the Maldives two retired patrol boats.", "AID", {"JPN"}, {"MDV"}),
    ("Hamas said seven fighters had been killed and blamed Israel.", "ACCUSE", {"PSE"}, {"ISR"}),
]


@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), CASES)
def test_parties_after_mending(
    coded: Callable[[str], Coded], text: str, kind: str, actors: set[str], recipients: set[str | None]
) -> None:
    found = coded(text)
    assert found.who(found.only(kind)) == (actors, recipients)


def test_a_speech_act_after_a_reported_clause_is_the_speakers(coded: Callable[[str], Coded]) -> None:
    found = coded("Amnesty International said some of the prisoners had been beaten and called for an inquiry.")
    assert found.only("REQUEST").actors == ("NGO/amnesty",)
