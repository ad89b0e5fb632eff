"""How many independent voices tell an event, and what each says."""

from __future__ import annotations

import pytest

from dateline.records import Filing, MergedEvent, Sentence, Slot, Span, Statement
from dateline.stories.corroboration import corroborate
from tests.stories.conftest import Pair, told

ONE = "A missile struck a house in Kharkiv on Tuesday."
TWO = "Rockets struck homes on the outskirts of Kharkiv, rescuers said."
THREE = "Residents of Kharkiv told how their house was struck in the morning."


def merged(*pairs: Pair) -> MergedEvent:
    return corroborate([f"{r.id}/e1" for r, _ in pairs], {r.id: (r, c) for r, c in pairs})


def slot(event: MergedEvent, name: str) -> Slot:
    return next(s for s in event.slots if s.name == name)


def with_filing(pair: Pair, agency: str) -> Pair:
    report, coded = pair
    filing = Filing(place="Kharkiv", agency=agency, evidence=Span(start=0, end=1, exact=coded.article.text[0]))
    article = coded.article.model_copy(update={"filing": filing})
    return report.model_copy(update={"article": article}), coded.model_copy(update={"article": article})


def with_sentence(pair: Pair, text: str, act: str | None = None) -> Pair:
    """The report with a further sentence, and a statement in it by "the ministry"."""
    report, coded = pair
    start = len(coded.article.text) + 1
    whole = f"{coded.article.text} {text}"
    evidence = Span(start=start, end=len(whole), exact=text)
    said = Statement(id="s1", speaker=None, speaker_text=Span(start=start, end=start + 12, exact=text[:12]),
                     manner="indirect", act=act, content=(evidence,), evidence=evidence) if act else None  # fmt: skip
    article = coded.article.model_copy(update={"text": whole})
    sentences = (*coded.sentences, Sentence(start=start, end=len(whole), voice="report"))
    coded = coded.model_copy(update={"article": article, "sentences": sentences, "statements": (said,) if said else ()})
    return report.model_copy(update={"article": article}), coded


def test_three_texts_of_three_outlets_are_three_voices() -> None:
    event = merged(told("r1", ONE), told("r2", TWO, outlet="Post"), told("r3", THREE, outlet="Mail"))
    assert (event.families, event.outlets, event.publishers, event.single_source) == (3, 3, 3, False)
    assert (event.type, event.place, event.country, event.date) == ("ASSAULT", "Kharkiv", "UKR", "2025-03-04")


def test_reprints_are_one_voice() -> None:
    event = merged(told("r1", ONE, family="f1"), told("r2", ONE, outlet="Post", family="f1"))
    assert (event.families, event.outlets, event.single_source) == (1, 2, True)
    assert [m.family for m in event.members] == ["f1", "f1"]


def test_a_copied_sentence_is_one_voice_though_the_texts_differ() -> None:
    event = merged(told("r1", ONE), told("r2", ONE, outlet="Post"))
    assert event.families == 1
    assert "r1 and r2 share a sentence word for word" in event.why


def test_outlets_of_one_group_are_a_single_source() -> None:
    event = merged(told("r1", ONE, outlet="The Sun"), told("r2", TWO, outlet="New York Post"))
    assert (event.families, event.outlets, event.publishers, event.single_source) == (2, 2, 1, True)


def test_two_reports_that_rest_on_one_agency_are_one_voice() -> None:
    event = merged(
        with_filing(told("r1", ONE), "Reuters"),
        told("r2", "Homes were struck in Kharkiv, according to Reuters.", outlet="Post"),
        told("r3", THREE, outlet="Mail"),
    )
    assert event.families == 2
    assert "r1, r2 rest on Thomson Reuters" in event.why


def test_a_lone_report_is_labelled_not_hidden() -> None:
    event = merged(told("r1", ONE, outlet=""))
    assert (event.families, event.outlets, event.publishers, event.single_source) == (1, 0, 0, True)


def test_conflicting_tolls_stand_side_by_side_with_their_words() -> None:
    event = merged(
        told("r1", ONE, dead=4), told("r2", TWO, outlet="Post", dead=9), told("r3", THREE, outlet="Mail", dead=9)
    )
    dead = slot(event, "dead")
    assert [(v.value, [m.report for m in v.members]) for v in dead.values] == [("9", ["r2", "r3"]), ("4", ["r1"])]
    assert not dead.agreed
    assert dead.values[1].words == (ONE,)


def test_an_open_toll_agrees_with_a_higher_one() -> None:
    report, coded = told("r2", TWO, outlet="Post", dead=4)
    count = coded.events[0].magnitudes[0].model_copy(update={"high": None})
    coded = coded.model_copy(update={"events": (coded.events[0].model_copy(update={"magnitudes": (count,)}),)})
    dead = slot(merged(told("r1", ONE, dead=6), (report, coded)), "dead")
    assert {v.value for v in dead.values} == {"6", "4 or more"}
    assert dead.agreed


def test_a_date_of_most_families_wins_and_the_other_is_kept() -> None:
    event = merged(told("r1", ONE), told("r2", TWO, outlet="Post"), told("r3", THREE, outlet="Mail", date="2025-03-03"))
    assert event.date == "2025-03-04"
    date = slot(event, "date")
    assert not date.agreed
    assert {v.value for v in date.values} == {"2025-03-04", "2025-03-03"}


def test_a_month_agrees_with_a_day_in_it() -> None:
    event = merged(told("r1", ONE), told("r2", TWO, outlet="Post", date="2025-03"))
    assert slot(event, "date").agreed
    assert event.date == "2025-03-04"


def test_other_actors_are_a_conflict_and_forces_of_one_state_are_none() -> None:
    assert slot(merged(told("r1", ONE), told("r2", TWO, actors=("RUS.MIL",))), "actors").agreed
    event = merged(told("r1", ONE), told("r2", TWO, actors=("UKR.MIL",)))
    assert not slot(event, "actors").agreed
    assert event.actors == ("RUS", "UKR.MIL")


def test_towns_far_apart_are_a_conflict() -> None:
    event = merged(told("r1", ONE), told("r2", TWO.replace("Kharkiv", "Odesa"), place="Odesa"))
    assert not slot(event, "place").agreed


def test_who_reports_and_who_denies_over_time() -> None:
    denied = with_sentence(
        told("r2", TWO, outlet="Post", published="2025-03-06"), "The ministry denied any part.", "deny"
    )
    event = merged(told("r1", ONE), denied)
    assert [(v.report, v.act, v.speaker) for v in event.voices] == [
        ("r1", "report", None), ("r2", "deny", "The ministry"), ("r2", "report", None)
    ]  # fmt: skip


def test_a_report_that_could_not_be_verified_is_marked() -> None:
    event = merged(with_sentence(told("r1", ONE), "The report could not be independently verified."))
    assert {v.act for v in event.voices} == {"report", "unconfirmed"}
    assert {v.act for v in merged(with_sentence(told("r1", ONE), "It rained.")).voices} == {"report"}


def test_a_denied_event_is_negated_only_where_all_deny_it() -> None:
    assert merged(told("r1", ONE, status="negated")).status == "negated"
    event = merged(told("r1", ONE, status="negated"), told("r2", TWO, outlet="Post"))
    assert event.status == "actual"
    assert ("r1", "deny") in {(v.report, v.act) for v in event.voices}


def test_refs_that_are_gone_are_left_out() -> None:
    report, coded = told("r1", ONE)
    event = corroborate(["r1/e1", "r1/e9", "r7/e1"], {"r1": (report, coded)}, id="m3", why=["by hand"])
    assert (event.id, len(event.members), event.why) == ("m3", 1, ("by hand",))
    with pytest.raises(ValueError, match="at least one"):
        corroborate(["r7/e1"], {})
