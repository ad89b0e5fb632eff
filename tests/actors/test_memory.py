"""What earlier reports say of persons, used where a report leaves it open."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable

import pytest

from dateline.actors import Known, Memory, index, states_office
from dateline.language import Document
from dateline.records import Actor

Parse = Callable[[str], Document]
DAY = datetime.date(2025, 11, 20)


def known(name: str = "Ana Delorme", country: str = "FRA", role: str = "foreign minister", sectors: str = "GOV",
          first: str = "2025-11-01", last: str = "2025-11-05", report: str = "r1") -> Known:  # fmt: skip
    return Known(name, country, tuple(sectors.split(".")), role, first, last, (report,))


def person(
    parse: Parse, text: str, *offices: Known, on: datetime.date | None = DAY, name: str = "Ana Delorme"
) -> Actor:
    records = index(parse(text), on, {}, Memory(offices) if offices else None).records(())
    return next(a for a in records if a.name == name)


BARE = "Ana Delorme arrived on Monday. Ana Delorme criticised the plan."


def test_a_bare_name_gets_office_and_reason(parse: Parse) -> None:
    found = person(parse, BARE, known())
    assert (found.id, found.role) == ("FRA.GOV/ana-delorme", "foreign minister")
    assert found.why[-1] == "corpus memory: foreign minister (FRA) in r1, 2025-11-01 to 2025-11-05"


def test_a_stated_role_stays_and_gets_its_country(parse: Parse) -> None:
    found = person(parse, "Minister Ana Delorme criticised the plan on Monday.", known())
    assert (found.country, found.role) == ("FRA", "minister")


@pytest.mark.parametrize(
    "text",
    ["The singer Ana Delorme criticised the plan.", "Peruvian Foreign Minister Ana Delorme criticised the plan."],
    ids=["another calling", "another country"],
)
def test_another_person_of_that_name_is_left_alone(parse: Parse, text: str) -> None:
    assert not any("corpus memory" in w for w in person(parse, text, known()).why)


def test_only_days_from_the_first_report_on_and_not_long_after_the_last(parse: Parse) -> None:
    text = "Minister Ana Delorme arrived on Monday."
    for day in (None, datetime.date(2025, 10, 31), datetime.date(2028, 1, 1)):
        assert person(parse, text, known(), on=day) == person(parse, text, on=day)
    assert person(parse, BARE, known(), on=datetime.date(2025, 11, 1)).country == "FRA"


def test_the_office_last_told_of_counts(parse: Parse) -> None:
    later = known(role="prime minister", first="2025-11-10", last="2025-11-10", report="r7")
    assert person(parse, BARE, known(), later).role == "prime minister"
    assert person(parse, BARE, known(), later, on=datetime.date(2025, 11, 8)).role == "foreign minister"


def test_namesakes_are_kept_apart_until_the_text_names_the_country_of_one(parse: Parse) -> None:
    namesake = known(country="AUT", role="general", sectors="MIL", report="r2")
    apart = person(parse, BARE, known(), namesake)
    assert apart.country is None
    assert apart.why[-1].startswith("corpus memory: 2 persons of that name, kept apart:")
    assert person(parse, BARE + " The Austrian army said nothing.", known(), namesake).country == "AUT"


def test_two_callings_in_one_country_are_two_persons(parse: Parse) -> None:
    assert person(parse, BARE, known(), known(role="editor", sectors="JRN", report="r2")).country is None


def test_evidence_joins_what_was_apart(parse: Parse) -> None:
    both = known(role="defence minister", sectors="GOV.MIL", report="r3", first="2025-11-06", last="2025-11-06")
    general = known(role="general", sectors="MIL", report="r2")
    assert person(parse, BARE, known(), general).country is None
    assert person(parse, BARE, known(), general, both).role == "defence minister"


def test_the_order_of_evidence_does_not_matter(parse: Parse) -> None:
    offices = [known(), known(role="prime minister", first="2025-11-10", last="2025-11-12", report="r9"),
               known(country="AUT", role="general", sectors="MIL", report="r2")]  # fmt: skip
    texts = [BARE, BARE + " The Austrian army said nothing."]
    told = set()
    for seed in range(6):
        shuffled = random.Random(seed).sample(offices, len(offices))
        told.add(tuple(person(parse, text, *shuffled) for text in texts))
    assert len(told) == 1


def test_only_what_the_text_itself_states_is_evidence(parse: Parse) -> None:
    stated = person(parse, "French Foreign Minister Ana Delorme criticised the plan.")
    assert states_office(stated)
    assert not states_office(person(parse, BARE, known()))
    assert not states_office(person(parse, "Foreign Minister Ana Delorme criticised the plan."))
