"""Who does it and whom it is done to, through the grammar of news."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.events.conftest import Coded


CASES = [
    # (text, type, countries of the actors, countries of the recipients)
    ("Russian troops shelled a village in Ukraine.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("A village in Ukraine was shelled by Russian troops.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("The village was shelled by Russian troops.", "ASSAULT", {"RUS"}, None),
    ("Russian troops, who shelled a Ukrainian village, withdrew.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("The Ukrainian village that Russian troops shelled was empty.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("The shelling of a Ukrainian village by Russian troops went on.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("Russia's shelling of Ukrainian villages continued on Monday.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("The Russian attack on Kharkiv lasted an hour.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("Russia launched an attack on Ukraine.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("An attack was launched by Russia against Ukraine.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("Russia said it had attacked Ukrainian positions.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("Russian troops entered the town and shelled Ukrainian positions.", "ASSAULT", {"RUS"}, {"UKR"}),
    ("Russian and Belarusian troops shelled Ukrainian positions.", "ASSAULT", {"RUS", "BLR"}, {"UKR"}),
    ("Israel attacked targets in Syria and Lebanon.", "ASSAULT", {"ISR"}, {"SYR", "LBN"}),
    ("Sudan accused Chad of arming rebels.", "ACCUSE", {"SDN"}, {"TCD"}),
    # the victims of a condemned act are not accused
    ("Mexico condemned the killing of two Guatemalan drivers.", "ACCUSE", {"MEX"}, set()),
    ("Mexico condemned Guatemala's shelling of the village.", "ACCUSE", {"MEX"}, {"GTM"}),
    ("Unicef demands the release of the Malian children.", "REQUEST", {"UNO"}, set()),
    # nobody acts upon themselves
    ("Russia offered to host talks in Kazan.", "AGREE", {"RUS"}, set()),
    ("The Nigerian army has sent two battalions to the forest west of Gusau.", "MOBILIZE", {"NGA"}, set()),
    # "them" is what the clause before tells of
    ("Poland shut the crossings with Belarus before reopening them.", "RETREAT", {"POL"}, {"BLR"}),
    ("Chad was accused by Sudan of arming rebels.", "ACCUSE", {"SDN"}, {"TCD"}),
    ("China criticised U.S. actions in the South China Sea.", "ACCUSE", {"CHN"}, {"USA"}),
    ("The French president met the German chancellor in Berlin.", "CONSULT", {"FRA"}, {"DEU"}),
    ("The French and German foreign ministers met in Berlin.", "CONSULT", {"FRA", "DEU"}, set()),
    ("Egypt lifted its embargo on Sudan.", "RETREAT", {"EGY"}, {"SDN"}),
    ("Japan gave Nepal 12 tonnes of rice.", "AID", {"JPN"}, {"NPL"}),
    ("Japan gave 12 tonnes of rice to Nepal.", "AID", {"JPN"}, {"NPL"}),
    ("Kenya and Uganda signed a treaty on Monday.", "SUPPORT", {"KEN", "UGA"}, set()),
    # parses that were mended
    ("Qatar is mediating between Sudan's army and the paramilitary force.", "CONSULT", {"QAT"}, {"SDN", None}),
    ("Moscow and Pyongyang plan to sign a new trade agreement next month.", "AGREE", {"RUS", "PRK"}, set()),
    ("Australia imposed travel bans and asset freezes on a dozen Russian businessmen.", "SANCTION", {"AUS"}, {"RUS"}),
    ("Japan gave the Maldives two retired patrol boats.", "AID", {"JPN"}, {"MDV"}),
    ("Hamas said seven fighters had been killed and blamed Israel.", "ACCUSE", {"PSE"}, {"ISR"}),
    ("It was Laos and Chad that finally consented to share the costs.", "AGREE", {"LAO", "TCD"}, set()),
    ("Peru let ten Chilean fishermen go.", "RETREAT", {"PER"}, {"CHL"}),
    # headlines
    ("Egypt, Hamas agree to swap prisoners", "AGREE", {"EGY", "PSE"}, set()),
    ("Ugandan journalist detained at airport", "COERCE", set(), {"UGA"}),
    ("UN peacekeepers attacked in South Sudan", "ASSAULT", set(), {"UNO"}),
    # the object of a phrase that ends in a preposition
    ("Kenya took control of a Ugandan town.", "ASSAULT", {"KEN"}, {"UGA"}),
    ("Kenya's president played host to Uganda's envoy.", "CONSULT", {"UGA"}, {"KEN"}),
    ("Kenya poured cold water on Uganda's plan.", "REJECT", {"KEN"}, {"UGA"}),
    ("Kenyan tanks rolled into Nairobi.", "MOBILIZE", {"KEN"}, set()),
    # the town is where the bomb went off, not who set it off
    ("The Kabul bombing killed twelve people.", "ASSAULT", set(), {"AFG"}),
    ("Paris condemned the Kabul bombing.", "ACCUSE", {"FRA"}, set()),
    ("Twelve killed in Somali market blast", "ASSAULT", set(), {"SOM"}),
    # what is the actor's own lies abroad
    ("The last Laotian soldiers pulled out of their base in Chad at dawn.", "RETREAT", {"LAO"}, {"TCD"}),
    ("Serb forces were engaged in ethnic cleansing in Montenegro against Albanians.", "ASSAULT", {"SRB"}, {"ALB"}),
    # "we" and "us" are the speaker's, and in quotation marks nobody else's pronoun is
    ('"Iran attacked us," the Iraqi president told reporters.', "ASSAULT", {"IRN"}, {"IRQ"}),
    ('"They bombed our villages," said Sudan\'s information minister.', "ASSAULT", set(), {"SDN"}),
    ("\"We condemn Kenya's decision,\" Uganda's president said.", "ACCUSE", {"UGA"}, {"KEN"}),
    # whoever made, fired or attached a thing; what somebody said about it is not theirs
    ("Tunisia has spurned the terms that the World Bank attached to its loan.", "REJECT", {"TUN"}, {"IGO"}),
    ("The United Nations rejected a call for its peacekeepers to be withdrawn.", "REJECT", {"UNO"}, set()),
    # the place that heads a headline
    ("Kenya: 12 dead, 30 injured in bomb attack", "ASSAULT", set(), {"KEN"}),
    ("Nine dead in raid by gunmen in Nigeria", "ASSAULT", {"NGA"}, None),
    ("It is from France that Benin is seeking the return of its thrones.", "REQUEST", {"BEN"}, {"FRA"}),
    # a party that nobody could place is not replaced by the next one named
    ("Chad rejected a fresh offer from Zorvania for talks between the two neighbours.", "REJECT", {"TCD"}, set()),
]


@pytest.mark.parametrize(("text", "kind", "actors", "recipients"), CASES)
def test_roles(
    coded: Callable[[str], Coded], text: str, kind: str, actors: set[str], recipients: set[str] | None
) -> None:
    found = coded(text)
    who = found.who(found.only(kind))
    assert who[0] == actors
    if recipients is not None:
        assert who[1] == recipients


def test_an_event_without_named_parties_is_kept_when_its_words_are_plain(coded: Callable[[str], Coded]) -> None:
    event = coded("At least three people were killed in a suicide bombing.").only("ASSAULT")
    assert event.actors == ()
    assert event.mode == "suicide-attack"


@pytest.mark.parametrize(
    "text",
    [
        "The storm killed 12 people in Haiti.",
        "The earthquake destroyed the Turkish town.",
        "Shares were hammered in Tokyo on Monday.",
        "Brazil beat England 2-1 in the World Cup qualifier.",
        "The striker attacked the left wing and beat the goalkeeper for his second goal of the season.",
        "The film attacked the conventions of the genre.",
        "Cholera killed 40 people in Yemen.",
    ],
)
def test_nature_markets_and_sport_do_no_violence(coded: Callable[[str], Coded], text: str) -> None:
    assert "ASSAULT" not in coded(text).types()


def party(found: Coded, kind: str) -> tuple[set[str | None], set[str | None]]:
    return found.who(found.only(kind))


def test_whoever_strikes_at_home_strikes_against_their_own_state(coded: Callable[[str], Coded]) -> None:
    assert party(coded("Bulgarian nurses went on strike on Monday."), "PROTEST") == ({"BGR"}, {"BGR"})


def test_home_is_not_guessed_where_another_country_is_named(coded: Callable[[str], Coded]) -> None:
    found = coded("Bulgarian nurses went on strike on Monday as ministers from Serbia arrived.")
    assert party(found, "PROTEST") == ({"BGR"}, set())


def test_beyond_a_border_lives_the_neighbour(coded: Callable[[str], Coded]) -> None:
    assert party(coded("Uganda massed tanks along its frontier with Rwanda."), "MOBILIZE") == ({"UGA"}, {"RWA"})


def test_nobody_convicts_in_his_own_absence(coded: Callable[[str], Coded]) -> None:
    found = coded("The Fijian minister was sentenced to eight years in his absence.")
    assert party(found, "SANCTION") == (set(), {"FJI"})
