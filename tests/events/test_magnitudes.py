"""Numbers of people, read with their bounds and their words."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dateline.events import magnitudes
from dateline.events.scene import Scene
from dateline.language import Document
from dateline.records import Event

if TYPE_CHECKING:
    from tests.events.conftest import Coded


@pytest.mark.parametrize(
    ("phrase", "low", "high"),
    [
        ("12 people", 12, 12),
        ("at least 12 people", 12, None),
        ("more than 1,200 people", 1201, None),
        ("up to 16 sailors", 1, 16),
        ("fewer than 20 people", 1, 19),
        ("nearly 100 people", 90, 100),
        ("about 200 people", 180, 220),
        ("dozens of people", 24, None),
        ("hundreds of villagers", 200, None),
        ("two dozen villagers", 24, 24),
        ("a dozen villagers", 12, 12),
        ("twenty-two soldiers", 22, 22),
        ("between 10 and 15 soldiers", 10, 15),
        ("10 to 15 soldiers", 10, 15),
        ("three thousand people", 3000, 3000),
        ("1.5 million people", 1_500_000, 1_500_000),
        ("a soldier", None, None),  # one, but only where the soldier is somebody: see below
        ("several large houses", None, None),
        ("the family", None, None),
    ],
)
def test_amounts(
    parse: Callable[[str], Document], scene_of: Callable[[Document], Scene], phrase: str, low: int, high: int
) -> None:
    doc = parse(f"The rebels killed {phrase}.")
    scene = scene_of(doc)
    found = magnitudes.amount(scene, scene.objects(2)[0])
    assert (found[:2] if found else (None, None)) == (low, high)
    if found:
        assert doc.span(*found[2:]).exact in phrase


def sizes(event: Event) -> set[tuple[str, int, int | None]]:
    return {(m.measure, m.low, m.high) for m in event.magnitudes}


def test_dead_and_injured_of_one_attack(coded: Callable[[str], Coded]) -> None:
    found = coded(
        "Gunmen attacked a village in northern Nigeria on Sunday, killing 12 people and wounding at least 30."
    )
    event = found.only("ASSAULT")
    assert sizes(event) == {("dead", 12, 12), ("injured", 30, None)}
    assert {m.evidence.exact for m in event.magnitudes} == {"12 people", "at least 30"}


def test_a_part_is_not_added_to_the_whole(coded: Callable[[str], Coded]) -> None:
    found = coded("The shelling of the town by Sudanese troops killed 12 people, including three children.")
    assert sizes(found.only("ASSAULT")) == {("dead", 12, 12)}


def test_the_size_of_a_protest(coded: Callable[[str], Coded]) -> None:
    found = coded("More than 5,000 teachers marched through Lima on Monday to demand higher pay.")
    assert sizes(found.only("PROTEST")) == {("size", 5001, None)}


def test_arrests(coded: Callable[[str], Coded]) -> None:
    found = coded("Kenyan police arrested three opposition activists in Nairobi on Friday.")
    assert sizes(found.only("COERCE")) == {("arrested", 3, 3)}


def test_a_single_person(coded: Callable[[str], Coded]) -> None:
    assert sizes(coded("Rebels killed a Malian soldier on Friday.").only("ASSAULT")) == {("dead", 1, 1)}


def test_a_toll_told_as_what_is_left(coded: Callable[[str], Coded]) -> None:
    text = "Protesters clashed with police in Nairobi, leaving at least three dead and dozens injured."
    assert sizes(coded(text).only("PROTEST")) == {("dead", 3, None), ("injured", 24, None)}


@pytest.mark.parametrize(
    "text",
    [
        "Lithuanian customs officers seized 40 tonnes of cigarettes.",
        "Thai artillery fired 40 rounds into Cambodia.",
        "Boko Haram seized 276 girls in Chibok.",
    ],
)
def test_goods_and_captives_are_not_arrested(coded: Callable[[str], Coded], text: str) -> None:
    assert not [m for e in coded(text).events for m in e.magnitudes if m.measure == "arrested"]


def test_one_victim_without_a_name_counts(coded: Callable[[str], Coded]) -> None:
    event = coded("A Russian drone hit a bus depot in Kharkiv, killing a night watchman and injuring three.").only(
        "ASSAULT"
    )
    assert {m.measure: m.low for m in event.magnitudes} == {"dead": 1, "injured": 3}
