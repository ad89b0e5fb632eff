"""Role phrases: country, sectors and id of what a noun phrase denotes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[..., tuple[str, ...]]

PHRASES = [
    # nationality and noun
    ("Israeli helicopters circled over the town.", "helicopters", ("ISR.MIL",)),
    ("Israeli helicopters circled over the town.", "Israeli", ("ISR",)),
    ("Afghan rebels held the road.", "rebels", ("AFG.REB",)),
    ("Palestinian youths threw stones.", "youths", ("PSE.CVL/youths",)),
    ("Two Kenyan judges resigned.", "judges", ("KEN.JUD",)),
    ("Chinese state television showed the parade.", "television", ("CHN.JRN.GOV/state-television",)),
    ("U.S. and Russian negotiators met.", "negotiators", ("USA.GOV", "RUS.GOV")),
    ("Turkish Kurd refugees crossed the border.", "refugees", ("TUR.REF/refugees",)),
    ("Nigeria's opposition lawmakers walked out.", "lawmakers", ("NGA.LEG.OPP",)),
    ("Peruvian coffee growers blocked the road.", "growers", ("PER.AGR/coffee-growers",)),
    # bodies
    ("The Ghanaian government agreed.", "government", ("GHA.GOV",)),
    ("Sudan's government agreed.", "government", ("SDN.GOV",)),
    ("Poland's parliament voted.", "parliament", ("POL.LEG",)),
    ("The Chilean Ministry of Health warned of flu.", "Ministry", ("CHL.GOV.MED/health-ministry",)),
    ("The Chilean health ministry warned of flu.", "ministry", ("CHL.GOV.MED/health-ministry",)),
    # of, from, in, for
    ("A spokesman for the Peruvian army spoke.", "spokesman", ("PER.MIL/spokesman",)),
    ("Members of the Syrian parliament met.", "Members", ("SYR.LEG",)),
    ("Farmers from Uruguay protested.", "Farmers", ("URY.AGR/farmers",)),
    ("Security forces in Guinea tortured refugees.", "forces", ("GIN.COP.MIL",)),
    ("The leaders of France and Germany met.", "leaders", ("FRA.GOV", "DEU.GOV")),
    ("The president of the Riigikogu spoke.", "president", ("EST.LEG/riigikogu-president",)),
    ("Thousands of Ethiopian students marched.", "Thousands", ("ETH.EDU/students",)),
    ("A group of Moroccan diplomats arrived.", "group", ("MAR.GOV",)),
    ("A newspaper based in Beirut was closed.", "newspaper", ("LBN.JRN/newspaper",)),
    # envoys belong to the sender
    ("Russia's ambassador to Poland left.", "ambassador", ("RUS.GOV/ambassador",)),
    ("The ambassador to Poland left.", "ambassador", ("GOV/ambassador",)),
    ("The French embassy in Niamey closed.", "embassy", ("FRA.GOV",)),
    # led, backed, pro, anti
    ("Vietnamese-led forces retook the village.", "forces", ("VNM.MIL",)),
    ("Iranian-backed rebels shelled the town.", "rebels", ("REB/rebels",)),
    ("An anti-Syria journalist was hurt.", "journalist", ("JRN/journalist",)),
    # former holders of office
    ("A former Kenyan minister was charged.", "minister", ("KEN.ELI/minister",)),
    ("A retired Turkish general spoke.", "general", ("TUR.ELI/general",)),
    # members of a body are the body; a person in it is not
    ("Hamas fighters fired rockets.", "fighters", ("PSE.REB/hamas",)),
    ("UN peacekeepers were deployed.", "peacekeepers", ("UNO.MIL/blue-helmets",)),
    # names of institutions by pattern
    ("Students at Port Vost University in Nairobi marched.", "University", ("KEN.EDU/port-vost-university",)),
    # unknown stays unknown
    ("Gunmen stormed the market.", "Gunmen", ("UAF/gunmen",)),
    ("Karelland rebels took the town near Nairobi.", "rebels", ("REB/rebels",)),
]


@pytest.mark.parametrize(("text", "word", "ids"), PHRASES, ids=[p[0][:40] + "|" + p[1] for p in PHRASES])
def test_what_a_phrase_denotes(who: Who, text: str, word: str, ids: tuple[str, ...]) -> None:
    assert who(text, word) == ids


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("A general strike paralysed the port.", "general"),
        ("They met with opposition everywhere.", "opposition"),
        ("Fog delayed the boat.", "boat"),
        ("The economy shrank.", "economy"),
        ("The press release was short.", "press"),
        ("Patients at Children's Hospital in Lima recovered.", "Children"),
        ("The agency of change is time.", "agency"),
    ],
)
def test_things_that_are_no_actors(who: Who, text: str, word: str) -> None:
    assert who(text, word) == ()


def test_a_place_of_the_gazetteer_gives_the_country(who: Who) -> None:
    places = {"Ostrava": "CZE"}
    assert who("Officials in Ostrava resigned.", "Officials", places=places) == ("CZE.GOV",)
    assert who("Troops shelled Ostrava.", "Ostrava", places=places) == ("CZE",)


def test_local_people_take_the_country_of_the_sentence(who: Who) -> None:
    assert who("Police fired tear gas at protesters in Nairobi.", "protesters") == ("KEN.CVL/protesters",)
    assert who("Gunmen fired at a bus in Nairobi.", "Gunmen") == ("UAF/gunmen",)


def test_within_finds_who_is_named_inside_a_phrase(read: Callable[..., object]) -> None:
    doc, ix = read("The Russian shelling of Ukrainian positions went on.")  # type: ignore[misc]
    head = next(t.i for t in doc.tokens if t.text == "shelling")
    assert ix.at(head) == ()
    assert ix.within(head) == ("RUS", "UKR")
