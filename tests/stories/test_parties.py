"""Whom a merged event names plainly, and whom only some accuse: the same rule for every party."""

from __future__ import annotations

import pytest

from dateline.records import Actor, MergedEvent, Span, Statement
from dateline.stories.corroboration import corroborate
from dateline.stories.telling import Told, standing
from tests.stories.conftest import Pair, told

OPEN = "Nine people died when a block of flats in Kharkiv was struck on Tuesday."
SAID = "Its speaker told reporters on Tuesday that the block in Kharkiv was struck by them."
SIDES = [("RUS", "UKR"), ("UKR", "RUS"), ("ISR", "IRN"), ("SDN.MIL", "SDN.REB/rsf"), ("SDN.REB/rsf", "SDN.MIL")]


def record(id: str) -> Actor:
    head, _, name = id.partition("/")
    country, *sectors = head.split(".")
    known = len(country) == 3 and country not in ("MED", "UAF")
    here = (Span(start=0, end=3, exact="Nin"),)
    return Actor(id=id, name=name.upper() or id, kind="group" if name else "country", mentions=here,
                 country=country if known else None, sectors=tuple(sectors) if known else (country,))  # fmt: skip


def known(pair: Pair) -> Pair:
    """The report with records of its actors."""
    report, coded = pair
    ids = {a for e in coded.events for a in (*e.actors, *e.recipients)} | {s.speaker for s in coded.statements}
    return report, coded.model_copy(update={"actors": tuple(record(i) for i in sorted(i for i in ids if i))})


def left_open(id: str, outlet: str = "Herald") -> Pair:
    return known(told(id, OPEN, actors=(), outlet=outlet))


def stated(id: str, actor: str, outlet: str = "Plain Post") -> Pair:
    return known(told(id, f"{OPEN} {id} knows more.", actors=(actor,), outlet=outlet))


def said(id: str, speaker: str | None, actor: str, act: str = "say", within: str | None = None,
         outlet: str = "Courier", quad: str = "material_conflict") -> Pair:  # fmt: skip
    """A report in which `speaker` says, or accuses, or denies, that `actor` did it; `within`: who passes that on."""
    report, coded = told(id, f"{SAID} {id}.", actors=(actor,), outlet=outlet)
    whole = coded.events[0].evidence
    one = Statement(id="s1", speaker=speaker, manner="indirect", act=act, content=(whole,), evidence=whole,
                    within="s2" if within else None)  # fmt: skip
    passed = (one.model_copy(update={"id": "s2", "speaker": within, "act": "say", "within": None}),) if within else ()
    status = "negated" if act == "deny" else "actual"
    event = coded.events[0].model_copy(
        update={"voice": "attributed", "statement": "s1", "status": status, "quad": quad}
    )
    return known((report, coded.model_copy(update={"events": (event,), "statements": (one, *passed)})))


def merged(*pairs: Pair) -> MergedEvent:
    return corroborate([f"{r.id}/e1" for r, _ in pairs], {r.id: (r, c) for r, c in pairs})


def values(event: MergedEvent) -> dict[str, tuple[str, ...]]:
    return {v.value: v.words for s in event.slots if s.name == "actors" for v in s.values}


@pytest.mark.parametrize(("accused", "other"), SIDES)
def test_a_denial_does_not_make_the_denier_the_actor(accused: str, other: str) -> None:
    event = merged(left_open("r1"), said("r2", accused, accused, "deny"))
    assert (event.actors, event.status) == ((), "actual")
    assert [(v.report, v.act) for v in event.voices] == [("r1", "report"), ("r2", "deny")]
    (words,) = values(event).values()
    assert words == (f"{SAID} r2.",), "the value comes with the sentence that denies it"
    assert not next(s for s in event.slots if s.name == "actors").agreed
    assert f"{accused} stands apart: denied in r2/e1" in event.why


@pytest.mark.parametrize(("accused", "other"), SIDES)
def test_what_only_an_opponent_says_is_kept_apart(accused: str, other: str) -> None:
    event = merged(left_open("r1"), said("r2", other, accused))
    assert event.actors == ()
    assert values(event) == {accused: (f"{SAID} r2.",)}
    assert f"{accused} stands apart: charged in r2/e1" in event.why


@pytest.mark.parametrize(("accused", "other"), SIDES)
def test_what_is_known_on_an_opponents_word_alone_names_the_actor_until_he_denies(accused: str, other: str) -> None:
    for act in ("say", "accuse"):
        charge = said("r1", other, accused, act)
        event = merged(charge)
        assert (event.actors, [v.act for v in event.voices]) == ((accused,), ["assert"])
        assert values(event) == {accused: (f"{SAID} r1.",)}
        assert merged(charge, said("r2", accused, accused, "deny", outlet="Mail")).actors == ()


@pytest.mark.parametrize(("accused", "other"), SIDES)
def test_a_party_that_owns_up_is_the_actor(accused: str, other: str) -> None:
    assert merged(left_open("r1"), said("r2", accused, accused)).actors == (accused,)
    assert merged(said("r1", other, accused), said("r2", accused, accused, outlet="Mail")).actors == (accused,)


@pytest.mark.parametrize(("accused", "other"), SIDES)
def test_what_a_report_says_itself_counts_though_it_is_denied(accused: str, other: str) -> None:
    event = merged(left_open("r1"), stated("r2", accused), said("r3", accused, accused, "deny"))
    assert event.actors == (accused,)
    assert "deny" in {v.act for v in event.voices}
    assert not next(s for s in event.slots if s.name == "actors").agreed


@pytest.mark.parametrize(("accused", "other"), SIDES)
def test_each_side_says_it_was_the_other(accused: str, other: str) -> None:
    event = merged(said("r1", accused, other), said("r2", other, accused, outlet="Mail"))
    assert event.actors == ()
    assert set(values(event)) == {accused, other}


def test_a_bystanders_word_counts_while_all_agree_and_nobody_denies() -> None:
    doctors = said("r1", "MED/doctors", "SDN.REB/rsf")
    again = said("r2", None, "SDN.REB/rsf", outlet="Mail")
    assert merged(doctors).actors == merged(doctors, again).actors == ("SDN.REB/rsf",)
    assert merged(doctors, left_open("r3")).actors == ()
    assert merged(doctors, again, said("r3", "SDN.REB/rsf", "SDN.REB/rsf", "deny", outlet="Post")).actors == ()


def test_a_guess_is_no_statement() -> None:
    for act in ("ask", "believe"):
        assert merged(said("r1", "MED/doctors", "SDN.REB/rsf", act)).actors == ()
        assert merged(said("r1", None, "SDN.REB/rsf", act)).actors == ()


def test_an_admission_that_an_opponent_passes_on_is_the_opponents_word() -> None:
    pair = said("r1", "SDN.REB/rsf", "SDN.REB/rsf", within="SDN.MIL")
    report, coded = pair
    (event,) = coded.events
    one = Told(merged(pair).members[0], report, coded, event)
    assert standing(one, "SDN.REB/rsf") == "charged"


def test_guests_speak_for_their_meeting() -> None:
    pair = said("r1", "KEN", "FRA", quad="verbal_cooperation")
    report, coded = pair
    both = coded.events[0].model_copy(update={"type": "CONSULT", "actors": ("FRA", "KEN"), "recipients": ()})
    coded = known((report, coded.model_copy(update={"events": (both,)})))[1]
    assert merged((report, coded)).actors == ("FRA", "KEN")


def test_an_event_that_all_deny_is_a_denied_event() -> None:
    event = merged(said("r1", "RUS", "RUS", "deny"), said("r2", "RUS", "RUS", "deny", outlet="Mail"))
    assert (event.status, event.actors) == ("negated", ("RUS",))


def test_descriptions_accuse_nobody() -> None:
    assert merged(left_open("r1"), said("r2", "KEN", "UAF")).actors == ("UAF",)


def test_a_lone_slip_does_not_outweigh_what_most_texts_say() -> None:
    others = [said(f"r{n}", "UKR", "RUS", outlet=f"Post {n}") for n in (2, 3, 4)]
    assert merged(stated("r1", "UKR"), *others).actors == ()
    assert merged(stated("r1", "UKR"), *others, stated("r5", "RUS", outlet="Five")).actors == ("RUS",)


def test_whom_a_denial_names_as_hurt_counts_only_where_all_deny() -> None:
    report, coded = said("r2", "RUS", "RUS", "deny")
    other = coded.events[0].model_copy(update={"recipients": ("POL",)})
    denial = known((report, coded.model_copy(update={"events": (other,)})))
    assert merged(left_open("r1"), denial).recipients == ("UKR",)
    assert merged(denial).recipients == ("POL",)
