"""What every coded event must be, whatever the text."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.events import codebook

if TYPE_CHECKING:
    from tests.events.conftest import Coded

WORDS = (
    "Russia Ukraine Kenyan troops police rebels gunmen president minister Israel said will would not may killed"
    " attacked shelled arrested met visited accused demanded that to of by on in with and who which 12 dozens people"
    " village Kabul talks attack strike sanctions aid agreed refused threatened protest , . ; \" ' ( ) - 2-1 the a it"
    " its he they unless if after before during Monday 1994 “ ” é 中 \u200b \n"
).split(" ")
TEXTS = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=40).map(" ".join),
    st.text(min_size=1, max_size=80),
)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True)
@given(text=TEXTS)
def test_any_text_gives_sound_events(coded: Callable[[str], Coded], text: str) -> None:
    found = coded(text)
    book = codebook.load()
    assert len({e.id for e in found.events}) == len(found.events)
    for e in found.events:
        for span in (e.trigger, e.evidence, *(m.evidence for m in e.magnitudes)):
            assert text[span.start : span.end] == span.exact
        assert e.evidence.start <= e.trigger.start < e.trigger.end <= e.evidence.end
        assert e.quad == book.types[e.type].quad
        assert e.intensity == book.types[e.type].score(e.mode)
        assert e.why


def test_events_come_in_text_order_with_running_ids(coded: Callable[[str], Coded]) -> None:
    found = coded(
        "Kenyan police arrested two editors in Nairobi. Uganda condemned Kenya. Rebels attacked a Chadian village."
    )
    assert [e.id for e in found.events] == ["e1", "e2", "e3"]
    assert found.types() == ["COERCE", "ACCUSE", "ASSAULT"]
    assert [e.trigger.exact for e in found.events] == ["arrested", "condemned", "attacked"]


def test_coding_twice_gives_the_same(coded: Callable[[str], Coded]) -> None:
    text = "Kenya and Uganda signed a treaty. Rebels shelled a Malian camp, killing two."
    assert coded(text).events == coded(text).events


def test_the_receipt_names_frame_and_roles(coded: Callable[[str], Coded]) -> None:
    why = coded("Kenyan police arrested two Ugandan editors in Nairobi.").only("COERCE").why
    assert why[0].startswith("frame COERCE")
    assert any("police" in w for w in why)


def test_uncertain_events_have_less_confidence(coded: Callable[[str], Coded]) -> None:
    sure = coded("Kenyan troops shelled a Somali village.").only("ASSAULT")
    unsure = coded("Kenyan troops may have shelled a Somali village.").only("ASSAULT")
    assert 0 < unsure.confidence < sure.confidence <= 1


def test_contexts_come_from_the_clause_and_the_parties(coded: Callable[[str], Coded]) -> None:
    event = coded("Kenyan troops shelled a refugee camp near the border with Somalia.").only("ASSAULT")
    assert {"military", "asylum", "territory"} <= set(event.contexts)


def test_a_text_without_events(coded: Callable[[str], Coded]) -> None:
    assert coded("The harbour is quiet and the sea is blue.").events == []


@pytest.mark.parametrize(
    "text",
    [
        "The film portrays soldiers who massacre students in a quiet market town.",
        "In the novel, a French spy kidnaps a Russian general and flees to Peru.",
        "The Treaty of Westphalia ended the Thirty Years' War in 1648.",
    ],
)
def test_fiction_and_bare_history_are_no_events(coded: Callable[[str], Coded], text: str) -> None:
    assert coded(text).types() == []


def test_a_film_may_be_made_about_somebody_real(coded: Callable[[str], Coded]) -> None:
    assert coded("Iran jailed the director of the film after clerics condemned it.").only("COERCE").actors == ("IRN",)


def test_of_two_that_hold_each_other_one_is_left(coded: Callable[[str], Coded]) -> None:
    found = coded("Kenya said it was open to talks with Uganda.")
    assert found.who(found.only("AGREE")) == ({"KEN"}, {"UGA"})


def test_traders_protest_too(coded: Callable[[str], Coded]) -> None:
    assert "PROTEST" in coded("Kenyan shopkeepers shut their shops in protest.").types()


def test_a_particle_makes_another_verb(coded: Callable[[str], Coded]) -> None:
    found = coded("Kenya called off a meeting with Uganda.")
    assert found.types() == ["REJECT"]


@pytest.mark.parametrize(
    "text",
    [
        "Austrian and Slovak marines stormed a beach together in an exercise.",
        "Peru's currency came under attack from speculators and lost three percent.",
        "The visitors crushed Porto 4-0 and marched into the last sixteen.",
        "The teacher gave the pupils until Friday to hand in their essays.",
    ],
)
def test_drills_markets_games_and_private_affairs_are_no_conflict(coded: Callable[[str], Coded], text: str) -> None:
    assert not {"ASSAULT", "COERCE", "THREATEN"} & set(coded(text).types())


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Rwanda marked the anniversary of the massacre of villagers in Murambi.", "historical"),
        ("Poles remembered the siege of Warsaw on Sunday.", "historical"),
        ("Gunmen attacked a memorial in Kyiv.", "actual"),
    ],
)
def test_what_is_commemorated_is_background(coded: Callable[[str], Coded], text: str, status: str) -> None:
    assert {e.status for e in coded(text).events if e.type in ("ASSAULT", "COERCE")} == {status}


def test_an_attack_beside_words_of_blame_is_one_in_words(coded: Callable[[str], Coded]) -> None:
    found = coded("The Peruvian senator Rosa Quispe attacked the police over the shootings and blamed their chief.")
    assert "ASSAULT" not in {e.type for e in found.events if any(found.country(a) for a in e.actors)}
