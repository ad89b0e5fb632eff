"""Two at once: both sides, the two countries, the ministers, both."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Who = Callable[..., tuple[str, ...]]

WAR = (
    "Thailand accused Cambodia of shelling a village. Thai soldiers fired back, Cambodia said. Thailand denied it. "
    "Cambodia thanked Germany for a field hospital. "
)
MET = "Turkish Foreign Minister Selim Arda met Greek Foreign Minister Eleni Vassou. "


@pytest.mark.parametrize(
    ("text", "word", "ids"),
    [
        ("Thailand and Cambodia clashed. Malaysia urged both sides to stop.", "sides", ("KHM", "THA")),
        (WAR + "The two sides exchanged prisoners.", "sides", ("KHM", "THA")),
        (WAR + "Malaysia urged both countries to talk.", "countries", ("KHM", "THA")),
        (WAR + "Malaysia congratulated both.", "both", ("KHM", "THA")),
        (MET + "The ministers smiled.", "ministers", ("GRC.GOV/eleni-vassou", "TUR.GOV/selim-arda")),
        (MET + "The two ministers smiled.", "ministers", ("GRC.GOV/eleni-vassou", "TUR.GOV/selim-arda")),
        ("French President Oren Maro met Kenyan Prime Minister Amos Oduya. The two men dined.", "men",
         ("FRA.GOV/oren-maro", "KEN.GOV/amos-oduya")),
    ],
)  # fmt: skip
def test_both_are_meant(who: Who, text: str, word: str, ids: tuple[str, ...]) -> None:
    assert who(text, word, -1) == ids


def test_the_sides_of_a_civil_war(who: Who) -> None:
    text = "Nigerian soldiers advanced. Boko Haram struck back. The two sides have fought for years."
    assert who(text, "sides") == ("NGA.MIL", "NGA.REB/boko-haram")


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Two ministers resigned. Both were tired.", "Both"),
        ("Kenya, Uganda and Rwanda met. Both sides of the road were lined.", "sides"),
        ("Political parties met. Both sides of the coin are bright.", "sides"),
    ],
)
def test_two_are_not_made_of_nothing(who: Who, text: str, word: str) -> None:
    assert len(who(text, word)) != 2


def test_new_ministers_are_not_the_last_two_named(who: Who) -> None:
    assert who(MET + "Two ministers resigned in Peru.", "ministers") == ("GOV/ministers",)


def test_leaders_spoken_of_as_a_group_stay_that_group(who: Who) -> None:
    text = "ECOWAS leaders met King Oren of Jordan and Kenyan President Amos Oduya. The leaders agreed."
    assert who(text, "leaders", -1) == ("IGO/ecowas",)
