"""Persons: titles, appositions, later mentions, dated offices."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.actors import ActorIndex
from dateline.language import Document
from dateline.records import Actor

Who = Callable[..., tuple[str, ...]]
Read = Callable[..., tuple[Document, ActorIndex]]


def person(read: Read, text: str, name: str, on: str | None = None) -> Actor:
    _, ix = read(text, on=on)
    return next(r for r in ix.records(()) if r.kind == "person" and name in r.name)


@pytest.mark.parametrize(
    ("text", "name", "id", "role"),
    [
        ("Russian Defense Minister Andrei Vostrov spoke.", "Vostrov", "RUS.GOV.MIL/andrei-vostrov", "defense minister"),
        ("Greek Foreign Ministry spokesman Petros Ilan spoke.", "Ilan", "GRC.GOV/petros-ilan", "spokesman"),
        ("Col. Petru Ilan, a spokesman for the Peruvian army, spoke.", "Ilan", "PER.MIL/petru-ilan", "spokesman"),
        ("Ana Delorme, foreign minister of Peru, spoke.", "Delorme", "PER.GOV/ana-delorme", "foreign minister"),
        ("The foreign minister of Peru, Ana Delorme, spoke.", "Delorme", "PER.GOV/ana-delorme", "foreign minister"),
        ("Peru's foreign minister, Ana Delorme, spoke.", "Delorme", "PER.GOV/ana-delorme", "foreign minister"),
        ("King Oren of Jordan arrived.", "Oren", "JOR.GOV/oren", "king"),
        ("Human Rights Watch director Ana Delorme spoke.", "Delorme", "NGO.SOC/ana-delorme", "director"),
        ("Former Kenyan President Oren Maro spoke.", "Maro", "KEN.ELI/oren-maro", "former president"),
        ("Kenya's deputy health minister Oren Maro spoke.", "Maro", "KEN.GOV.MED/oren-maro", "deputy health minister"),
        ("Hamas leader Oren Maro spoke.", "Maro", "PSE.REB.PTY/oren-maro", "leader"),
        ("Kenyan student leader Oren Maro was held.", "Maro", "KEN.EDU.CVL/oren-maro", "student leader"),
    ],
)
def test_title_and_name_compose(read: Read, text: str, name: str, id: str, role: str) -> None:
    record = person(read, text, name)
    assert (record.id, record.role) == (id, role)


def test_no_country_is_guessed_from_a_name(read: Read) -> None:
    record = person(read, "Giovanni Rossini spoke to Pierre Dupont.", "Rossini")
    assert record.country is None
    record = person(read, "Ana Delorme, foreign minister of Karelland, arrived in Paris.", "Delorme")
    assert record.country is None
    assert record.sectors == ("GOV",)


@pytest.mark.parametrize(
    ("on", "sectors", "role"),
    [
        ("2019-04-01", ("GOV",), "president"),
        ("2022-04-01", ("ELI",), "former president"),
        ("2025-06-01", ("GOV",), "president"),
    ],
)
def test_offices_are_dated(read: Read, on: str, sectors: tuple[str, ...], role: str) -> None:
    record = person(read, "Donald Trump spoke in Ohio.", "Trump", on=on)
    assert (record.country, record.sectors, record.role) == ("USA", sectors, role)
    assert any("people.tsv" in reason for reason in record.why)


def test_the_text_goes_before_the_date(read: Read) -> None:
    record = person(read, "President Donald Trump spoke.", "Trump", on="2022-04-01")
    assert record.sectors == ("GOV",)
    record = person(read, "Former President Donald Trump spoke.", "Trump", on="2019-04-01")
    assert record.sectors == ("ELI",)


def test_without_a_date_the_latest_office_counts_and_says_so(read: Read) -> None:
    record = person(read, "Angela Merkel spoke.", "Merkel")
    assert record.sectors == ("GOV",)
    assert "latest known office; no date given" in record.why


def test_a_title_and_a_surname_find_the_office_holder(read: Read) -> None:
    assert person(read, "President Putin spoke.", "Putin").id == "RUS.GOV/vladimir-putin"
    assert person(read, "German Chancellor Merkel spoke.", "Merkel").id == "DEU.GOV/angela-merkel"


def test_another_person_of_the_name_is_not_the_office_holder(read: Read) -> None:
    assert person(read, "Peruvian Foreign Minister Angela Merkel spoke.", "Merkel").country == "PER"
    _, ix = read("Oren Trump sang. Trump Tower was lit.")
    assert all(r.country is None for r in ix.records(()))


def test_later_mentions_are_one_actor(read: Read) -> None:
    text = "Peruvian Foreign Minister Ana Delorme spoke. Delorme said she was tired. The minister left."
    record = person(read, text, "Delorme")
    assert [m.exact for m in record.mentions] == [
        "Peruvian Foreign Minister Ana Delorme",
        "Delorme",
        "she",
        "The minister",
    ]


def test_a_surname_in_the_headline_is_the_person_named_below(who: Who) -> None:
    text = "Delorme warns rebels\n\nPeruvian Foreign Minister Ana Delorme warned rebels on Monday."
    assert who(text, "Delorme", 0) == who(text, "Delorme", 1) == ("PER.GOV/ana-delorme",)


def test_a_lone_surname_needs_its_country(read: Read) -> None:
    assert person(read, "Erdogan spoke in Ankara.", "Erdo").country == "TUR"
    assert person(read, "Gorbachev spoke. Russia listened.", "Gorbachev").country == "RUS"
    _, ix = read("Delorme spoke. Russia listened.")
    assert all(r.country is None for r in ix.records(()) if r.kind == "person")


def test_an_honorific_is_no_office(read: Read) -> None:
    record = person(read, "Sheikh Hasina spoke.", "Hasina", on="2023-01-01")
    assert (record.country, record.sectors, record.role) == ("BGD", ("GOV",), "prime minister")


def test_two_holders_of_a_surname_are_told_apart_by_date(read: Read) -> None:
    assert person(read, "President Bush spoke.", "Bush", on="2003-03-20").id == "USA.GOV/george-w-bush"
    assert person(read, "President Bush spoke.", "Bush", on="1990-08-20").id == "USA.GOV/george-h-w-bush"


@pytest.mark.parametrize(
    ("text", "name", "id"),
    [
        ("“It hurts,” said Ana Delorme of the Northern Institute, a think-tank in Peru.",
         "Delorme", "PER.EDU/ana-delorme"),
        ("“No,” said Ana Delorme, who teaches law at Lima University in Peru.", "Delorme", "PER.EDU/ana-delorme"),
        ("Peru received the Minister of Foreign Affairs of Kenya, Oren Maro.", "Maro", "KEN.GOV/oren-maro"),
        ("Ghana's court freed them. Justice Akosua Mensah smiled.", "Mensah", "GHA.JUD/akosua-mensah"),
        ("One of the Chilean engineers, Oren Maro, spoke.", "Maro", "CHL.EDU/oren-maro"),
        ("Kenya's interior minister, Ana Delorme, met her Greek counterpart, Petros Ilan.",
         "Ilan", "GRC.GOV.COP/petros-ilan"),
        ("The Minister of the Armed Forces of Cuba, Oren Maro, spoke.", "Maro", "CUB.GOV.MIL/oren-maro"),
        ("Jasem Albudaiwi spoke in Riyadh.", "Budaiwi", "IGO/jasem-al-budaiwi"),
    ],
)  # fmt: skip
def test_what_stands_beside_a_name_describes_it(read: Read, text: str, name: str, id: str) -> None:
    assert person(read, text, name, on="2025-06-01").id == id


def test_a_namesake_in_another_office_is_another_person(read: Read) -> None:
    text = "Colombia freed them. Colombia rejoiced. Defence Minister Pedro Sánchez spoke."
    assert person(read, text, "Sánchez", on="2025-06-01").country == "COL"


def test_a_title_of_the_sentence_before_is_not_the_name_s(read: Read) -> None:
    text = "Kenyan Colonel Oren Maro spoke. Portugal rejected the new rulers. Maro shrugged."
    assert person(read, text, "Maro").sectors == ("MIL",)
