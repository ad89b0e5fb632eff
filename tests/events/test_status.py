"""Whether an event happened, will happen, might happen, did not happen, or is background."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.events.conftest import Coded


CASES = [
    # (text, type, status)
    ("Kenyan troops attacked a village in Somalia on Friday.", "ASSAULT", "actual"),
    ("Kenyan troops have attacked a village in Somalia.", "ASSAULT", "actual"),
    ("Kenyan troops did not attack the village in Somalia.", "ASSAULT", "negated"),
    ("Kenya denied that its troops attacked the village in Somalia.", "ASSAULT", "negated"),
    ("The rebels withdrew without attacking the Malian garrison.", "ASSAULT", "negated"),
    ("The Malian rebels failed to capture the town of Gao.", "ASSAULT", "negated"),
    ("Kenyan troops may attack the camp in Somalia.", "ASSAULT", "hypothetical"),
    ("If Kenyan troops attack the camp in Somalia, thousands will flee.", "ASSAULT", "hypothetical"),
    ("Kenyan troops could have attacked the camp in Somalia.", "ASSAULT", "hypothetical"),
    ("Kenyan troops will attack the camp in Somalia next week.", "ASSAULT", "future"),
    ("Kenyan troops are preparing to attack the camp in Somalia.", "ASSAULT", "future"),
    ("Kenyan troops are about to attack the camp in Somalia.", "ASSAULT", "future"),
    ("Gunmen tried to assassinate the Libyan prime minister on Monday.", "ASSAULT", "actual"),
    ("Kenyan troops began to shell the camp in Somalia.", "ASSAULT", "actual"),
    ("The Somali army said on Monday that Kenyan troops had attacked a village.", "ASSAULT", "actual"),
    ("In 1994, Malian soldiers attacked a village in Niger.", "ASSAULT", "historical"),
    ("There was no attack by Kenyan troops on the camp.", "ASSAULT", "negated"),
    ("The police have not arrested the Kenyan opposition leader.", "COERCE", "negated"),
    ("Kenyan police made no arrests.", "COERCE", "negated"),
    ("A Malian court acquitted three men accused of killing a driver.", "ASSAULT", "hypothetical"),
    ("Had Kenyan troops attacked the camp, thousands would have fled.", "ASSAULT", "hypothetical"),
    ("There was no evidence that Togo had supplied the missiles.", "AID", "hypothetical"),
    ("Oman accused neither side.", "ACCUSE", "negated"),
    ("An attempt to assassinate the Armenian premier was thwarted.", "ASSAULT", "actual"),
    ("Whether talks with Iran have begun is unclear.", "CONSULT", "hypothetical"),
    ("The Fijian premier was the first leader to visit Tonga.", "CONSULT", "actual"),
    ("The Portuguese parliament decided to suspend its trade agreement with Togo.", "SANCTION", "actual"),
    ("The Cuban delegation leaves for Managua tomorrow.", "AGREE", "actual"),
]


@pytest.mark.parametrize(("text", "kind", "status"), CASES)
def test_status(coded: Callable[[str], Coded], text: str, kind: str, status: str) -> None:
    assert coded(text).only(kind).status == status


CHANGES = [
    # (text, the type the status makes of it)
    ("The Kenyan president will visit Uganda next week.", "AGREE"),
    ("Norway said it would send food aid to Malawi.", "AGREE"),
    ("Ethiopia said it would withdraw its troops from Somalia.", "CONCEDE"),
    ("Iran said it would attack Israeli ships.", "THREATEN"),
    ("Turkey said it would impose sanctions on Syria.", "THREATEN"),
    ("Iran said it would not negotiate with Iraq.", "REJECT"),
    ("Kenya said it would withdraw its police from Haiti unless the gangs disarmed.", "THREATEN"),
]


@pytest.mark.parametrize(("text", "kind"), CHANGES)
def test_the_status_may_make_it_another_type(coded: Callable[[str], Coded], text: str, kind: str) -> None:
    found = coded(text)
    assert found.types() == [kind]
    assert found.events[0].status == "actual"


CONTENT = [
    ("Iran demanded that Iraq withdraw its troops from the border.", "REQUEST"),
    ("Iran threatened to attack Iraq.", "THREATEN"),
    ("Iran agreed to hold talks with Iraq.", "AGREE"),
    ("Iran refused to release the Iraqi prisoners.", "REJECT"),
    ("Iran urged Iraq to stop the shelling of Kurdish villages.", "REQUEST"),
]


@pytest.mark.parametrize(("text", "kind"), CONTENT)
def test_what_is_asked_promised_or_refused_is_not_coded_again(
    coded: Callable[[str], Coded], text: str, kind: str
) -> None:
    assert coded(text).types() == [kind]
