"""Whose people are meant where nobody says it: place, report, passage; and never the other side's."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.actors import ActorIndex
from dateline.language import Document

Who = Callable[..., tuple[str, ...]]
Read = Callable[..., tuple[Document, ActorIndex]]

LAKE = (
    "NAIROBI, 3 June (Example News) — Kenya's government said on Monday it had opened talks with Ethiopia.\n\n"
    "The water minister, Esther Wangila, was hopeful. Her Ethiopian counterpart, Tesfaye Alemu, called it a start.\n\n"
    "Police dispersed a crowd. The army stayed away. Kenyan ministers will meet again."
)


@pytest.mark.parametrize(
    ("text", "word", "nth", "ids"),
    [
        (LAKE, "Wangila", 0, ("KEN.GOV/esther-wangila",)),
        (LAKE, "Alemu", 0, ("ETH.GOV/tesfaye-alemu",)),
        (LAKE, "Police", 0, ("KEN.COP",)),
        (LAKE, "army", 0, ("KEN.MIL",)),
        ("Minsk vowed to retaliate. The foreign ministry summoned the envoy.",
         "ministry", 0, ("BLR.GOV/foreign-ministry",)),
        ("Russia's foreign ministry met envoys. Spokeswoman Olga Vetrova said so.",
         "Vetrova", 0, ("RUS.GOV/olga-vetrova",)),
        ("The European Union urged calm. A spokesman, Karl Lund, spoke.", "Lund", 0, ("EUR/karl-lund",)),
        ("Cambodia denied it. Its defence minister, Sok Vanna, said so.", "Vanna", 0, ("KHM.GOV.MIL/sok-vanna",)),
        ("Unicef condemned it. Its representative in Nigeria, Eva Brandt, spoke.", "Brandt", 0, ("UNO/eva-brandt",)),
        ("Pupils were kept in the city of Surin, said the governor, Prasit Chai.", "Chai", 0, ("THA.GOV/prasit-chai",)),
        ("Protests broke out in Lima on Monday. Students clashed with police.", "Students", 0, ("PER.EDU/students",)),
        ("Peru's opposition accused the president of weakness. Chile was silent.",
         "president", 0, ("PER.GOV/president",)),
        ("Venezuela denied it. Brazil worried. The two armies withdrew.", "armies", 0, ("BRA.MIL", "VEN.MIL")),
    ],
)  # fmt: skip
def test_the_country_in_question(who: Who, text: str, word: str, nth: int, ids: tuple[str, ...]) -> None:
    assert who(text, word, nth, places={"Surin": "THA", "Lima": "PER"}) == ids


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The meeting with Iran was cancelled, the presidency said.", "presidency"),
        ("The president criticised Oman.", "president"),
        ("The foreign ministry summoned the Iranian ambassador.", "ministry"),
    ],
)
def test_the_other_side_is_never_taken(read: Read, text: str, word: str) -> None:
    doc, ix = read(text)
    token = next(t.i for t in doc.tokens if t.text == word)
    assert [ix.country(i) for i in ix.at(token)] == [None]


def test_bare_soldiers_in_a_quotation_are_not_the_speakers_own(who: Who) -> None:
    text = "Cambodia denied that its troops fired first. “We fired at soldiers who had fired at us,” its army said."
    assert who(text, "soldiers", 0) == ("MIL/soldiers",)
    assert who(text, "troops", 0) == ("KHM.MIL",)


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("The British army is to cut posts. Meanwhile in Khartoum the army bombed a depot.", "MIL/army"),
        ("Israel's army warned residents. In Lebanon, the army struck two bridges.", "MIL/army"),
        ("Sudan's army warned residents. In Khartoum, the army struck two bridges.", "SDN.MIL"),
        ("Turkey's army went in. The army struck two camps in Iraq.", "TUR.MIL"),
    ],
)
def test_the_army_of_another_scene_is_left_open(who: Who, text: str, id: str) -> None:
    assert who(text, "army", -1, places={"Khartoum": "SDN"}) == (id,)


def test_the_military_is_not_the_other_sides_soldiers(who: Who) -> None:
    text = "South Korea fired shots after North Korean soldiers crossed over. The military said the soldiers left."
    assert who(text, "military", 0) == ("KOR.MIL",)
    assert who(text, "soldiers", 1) == ("PRK.MIL",)


def test_a_noun_that_begins_a_sentence_is_no_place(who: Who) -> None:
    assert who("Gunmen abducted 30 pupils on Thursday.", "Gunmen", 0) == ("UAF/gunmen",)


def test_police_are_those_of_the_scene(who: Who) -> None:
    text = "Police in Manchester held a man. Meanwhile in Paris police fired tear gas at students."
    assert who(text, "police", -1, places={"Manchester": "GBR"}) == ("FRA.COP",)


def test_onlookers_do_not_come_into_focus(who: Who) -> None:
    text = (
        "A Turkish court jailed the mayor. Germany's chancellor, Anna Weiss, expressed concern. "
        "The justice minister spoke."
    )
    assert who(text, "minister", -1) != ("DEU.GOV.JUD/justice-minister",)


def test_a_report_filed_elsewhere_is_not_set_there(read: Read) -> None:
    text = (
        "GENEVA — Armenia and Azerbaijan ended a second day of talks on Thursday without any result at all.\n\n"
        "Armenia insisted on a truce. Azerbaijan refused. Armenia waited. Police stood by."
    )
    doc, ix = read(text, places={"GENEVA": "CHE"})
    police = next(t.i for t in doc.tokens if t.text == "Police")
    assert [ix.country(i) for i in ix.at(police)] == [None]


def test_every_country_has_its_reason(read: Read) -> None:
    _, ix = read(LAKE)
    why = {r.id: r.why for r in ix.records(())}
    assert "filed from there" in why["KEN.GOV/esther-wangila"]


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Police used gas against protesters. Four officers were hurt in Kenya.", "KEN.COP"),
        ("Kenyan officers beat protesters.", "KEN.COP"),
        ("Kenyan soldiers advanced. Two officers fell.", "KEN.MIL"),
    ],
)
def test_officers_are_police_or_soldiers(who: Who, text: str, id: str) -> None:
    assert who(text, "officers") == (id,)
