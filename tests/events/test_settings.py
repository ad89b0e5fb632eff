"""When and where an event took place, by syntax."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.events.conftest import Coded


DATES = [
    # anchored on Friday 7 November 2025
    ("Kenyan police arrested three activists in Nairobi on 3 November.", "COERCE", "2025-11-03"),
    ("On 3 November, Kenyan police arrested three activists.", "COERCE", "2025-11-03"),
    ("Gunmen attacked a Nigerian village on 2 November, police said on 4 November.", "ASSAULT", "2025-11-02"),
    ("Police said on 4 November that gunmen had attacked a Nigerian village.", "ASSAULT", None),
    ("The Russian attack on Kharkiv on 1 November was the third.", "ASSAULT", "2025-11-01"),
    ("Gunmen attacked a Nigerian village.", "ASSAULT", None),
]


@pytest.mark.parametrize(("text", "kind", "date"), DATES)
def test_dates(coded: Callable[[str], Coded], text: str, kind: str, date: str | None) -> None:
    assert coded(text).only(kind).date == date


PLACES = [
    ("Kenyan police arrested three activists in Nairobi on Friday.", "COERCE", "Nairobi"),
    ("In Nairobi, Kenyan police arrested three activists.", "COERCE", "Nairobi"),
    ("Russian forces shelled Kharkiv.", "ASSAULT", "Kharkiv"),
    ("The Russian attack on Kharkiv killed two people.", "ASSAULT", "Kharkiv"),
    ("Speaking in Geneva, the envoy said gunmen had killed two nurses in Mosul.", "ASSAULT", "Mosul"),
    ("Gunmen attacked a market in the Iraqi city of Mosul.", "ASSAULT", "Mosul"),
    ("Police arrested three activists.", "COERCE", None),
    ("Police in Nairobi arrested three activists.", "COERCE", "Nairobi"),
    ("A court in Accra sentenced a former minister to six years in prison.", "SANCTION", "Accra"),
    ("Police arrested two men at Accra's airport.", "COERCE", "Accra"),
    ("Russian troops captured the village of Pishchane in Ukraine's Kharkiv region.", "ASSAULT", "Pishchane"),
    ("Ethiopia and Eritrea signed a peace accord in Jeddah.", "SUPPORT", "Jeddah"),
    # a party is no place
    ("Oman criticised Qatar.", "ACCUSE", None),
    ("He called on Bangkok to withdraw.", "REQUEST", None),
    ("Poland lodged a protest with Athens.", "ACCUSE", None),
    ("Peru's president cancelled a trip to Brazil.", "REJECT", None),
    ("Israel launched drones at Iran.", "ASSAULT", None),
    ("Chile praised the elections in Kenya.", "SUPPORT", None),
]


@pytest.mark.parametrize(("text", "kind", "place"), PLACES)
def test_places(coded: Callable[[str], Coded], text: str, kind: str, place: str | None) -> None:
    found = coded(text)
    name = found.place(found.only(kind).place)
    assert name == place
