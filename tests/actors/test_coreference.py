"""Pronouns and definite descriptions take up what was named before."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[..., tuple[str, ...]]

CASES = [
    ("Peruvian Foreign Minister Ana Delorme said she would resign.", "she", 0, ("PER.GOV/ana-delorme",)),
    ("Ana Delorme met Kenyan President Oren Maro. He praised her.", "He", 0, ("KEN.GOV/oren-maro",)),
    ("Kenyan President Oren Maro spoke. His remarks drew anger.", "His", 0, ("KEN.GOV/oren-maro",)),
    ("Kenya's president, Oren Maro, met Ana Delorme. The president smiled.", "president", 1, ("KEN.GOV/oren-maro",)),
    ("Turkish President Oren Maro met Ana Delorme. The Turkish leader smiled.", "leader", 0, ("TUR.GOV/oren-maro",)),
    ("Iran's foreign ministry protested. The ministry said so.", "ministry", 1, ("IRN.GOV/foreign-ministry",)),
    ("Boko Haram attacked. The group fled.", "group", 0, ("NGA.REB/boko-haram",)),
    ("Hezbollah fired rockets. The Lebanese group said so.", "group", 0, ("LBN.REB/hezbollah",)),
    ("Nigerian soldiers advanced. The army lost two men.", "army", 0, ("NGA.MIL",)),
    ("Afghan rebels took a base. The rebels then left.", "rebels", 1, ("AFG.REB",)),
    ("An Egyptian court met. The court adjourned.", "court", 1, ("EGY.JUD",)),
    ("Moscow and Pyongyang signed. The two nations rejoiced.", "nations", 0, ("PRK", "RUS")),
    ("Moscow and Pyongyang deepened ties. They signed a pact.", "They", 0, ("PRK", "RUS")),
    ("Russia and Ukraine talked. Both sides were cautious.", "sides", 0, ("RUS", "UKR")),
    ("Finland sent aid. The country also sent doctors.", "country", 0, ("FIN",)),
    ("Finland will double its aid.", "its", 0, ("FIN",)),
    ("The Karelland Workers' Front (KWF) struck. KWF blamed the mayor.", "KWF", 1, None),
    (
        "French President Oren Maro met German Chancellor Ana Delorme. The two leaders dined.",
        "leaders",
        0,
        ("DEU.GOV/ana-delorme", "FRA.GOV/oren-maro"),
    ),
]


@pytest.mark.parametrize(("text", "word", "nth", "ids"), CASES, ids=[f"{c[1]}|{c[0][:30]}" for c in CASES])
def test_taken_up(who: Who, text: str, word: str, nth: int, ids: tuple[str, ...] | None) -> None:
    found = who(text, word, nth)
    assert found == (ids if ids is not None else who(text, word, 0))
    assert found


@pytest.mark.parametrize(
    ("text", "word", "nth"),
    [
        ("Ana Delorme slept. It rained all day.", "It", 0),
        ("It is clear that Kenya agreed.", "It", 0),
        ("“We will fight,” the general said.", "We", 0),
        ("A group of friends sang. The group went home.", "group", 1),
        ("Nobody came. They never do.", "They", 0),
    ],
)
def test_nobody_is_meant(who: Who, text: str, word: str, nth: int) -> None:
    assert who(text, word, nth) == ()


def test_gender_rules_out_a_person(who: Who) -> None:
    text = "Michael Vost met Ana Delorme. She left."
    assert who(text, "She") == who(text, "Delorme")


def test_a_new_minister_is_not_the_old_one(who: Who) -> None:
    text = "Kenyan Health Minister Oren Maro resigned. A minister from Peru arrived."
    assert who(text, "minister", -1) == ("PER.GOV/minister",)


def test_nobody_is_taken_up_from_far_away(who: Who) -> None:
    text = "Kenyan President Oren Maro left. " + "Rain fell. " * 8 + "He was wet."
    assert who(text, "He") == ()


@pytest.mark.parametrize(
    ("text", "word", "ids"),
    [
        ("The Russian defence ministry wrote a post. Ukraine lost ten tanks, it added.", "it",
         ("RUS.GOV.MIL/defense-ministry",)),
        ("Iran's spokesman, Oren Maro, said no. Tehran would like a visit by Oman's foreign minister, he said.", "he",
         ("IRN.GOV/oren-maro",)),
        ("Ana Delorme, Fiji's envoy, spoke. “I told the Chinese ambassador so,” she said. Then she left.", "she",
         ("FJI.GOV/ana-delorme",)),
        ("Kenya's minister, Oren Maro, resigned. In a letter read out by the speaker, he denied it.", "he",
         ("KEN.GOV/oren-maro",)),
    ],
)  # fmt: skip
def test_who_speaks_goes_on_speaking(who: Who, text: str, word: str, ids: tuple[str, ...]) -> None:
    assert who(text, word, -1) == ids


def test_the_guest_is_the_visitor(who: Who) -> None:
    text = (
        "HAVANA, April 30 — Cuba's president, Oren Maro, met Vietnam's defence minister, Tran Bao, on Monday.\n\n"
        "Cuba was glad. The guest praised the hosts."
    )
    assert who(text, "guest", places={"HAVANA": "CUB"}) == ("VNM.GOV.MIL/tran-bao",)


def test_a_communique_speaks_for_its_issuer(who: Who) -> None:
    text = "ECOWAS ended a summit with a communiqué. The communiqué condemned the coup."
    assert who(text, "communiqué", -1) == ("IGO/ecowas",)


def test_the_gulf_is_no_country(who: Who) -> None:
    assert who("Gulf states condemned it.", "Gulf", places={"Gulf": "PNG"}) == ()
