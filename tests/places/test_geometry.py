"""Distances and containment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.places import gazetteer
from dateline.places.folding import fold
from dateline.places.gazetteer import Entry
from dateline.places.geometry import contains, kilometres

TABLE = gazetteer.load()


def entry(name: str, kind: str, home: str | None = None) -> Entry:
    found = [e for e in TABLE.lookup(fold(name)) if e.kind == kind and home in (None, e.home)]
    return max(found, key=lambda e: e.population)


@pytest.mark.parametrize(
    ("one", "other", "km"), [("Paris", "London", 344), ("Kyiv", "Kharkiv", 409), ("Khartoum", "El Fasher", 801)]
)
def test_known_distances(one: str, other: str, km: float) -> None:
    assert kilometres(entry(one, "city"), entry(other, "city")) == pytest.approx(km, rel=0.01)


@given(st.integers(0, len(TABLE) - 1), st.integers(0, len(TABLE) - 1))
def test_distance_is_symmetric_and_bounded(a: int, b: int) -> None:
    one, other = TABLE.entry(a), TABLE.entry(b)
    assert kilometres(one, other) == pytest.approx(kilometres(other, one))
    assert 0 <= kilometres(one, other) <= 20_040
    assert kilometres(one, one) == 0


def test_what_holds_what() -> None:
    ukraine, donetsk = entry("Ukraine", "country"), entry("Donetsk", "admin1")
    bakhmut, kyiv = entry("Bakhmut", "city"), entry("Kyiv", "city")
    assert contains(ukraine, donetsk)
    assert contains(ukraine, bakhmut)
    assert contains(donetsk, bakhmut)
    assert contains(entry("Donbas", "region"), bakhmut)
    assert not contains(donetsk, kyiv)
    assert not contains(bakhmut, donetsk)
    assert not contains(donetsk, ukraine)
    assert not contains(entry("Donbas", "region"), kyiv)
    assert not contains(ukraine, ukraine)


def test_a_city_holds_its_suburbs_and_not_its_rivals() -> None:
    assert contains(entry("Damascus", "city"), entry("Jaramana", "city"))
    assert not contains(entry("Jaramana", "city"), entry("Damascus", "city"))
    assert not contains(entry("Damascus", "city"), entry("Aleppo", "city"))


def test_a_sea_holds_no_town_far_inland() -> None:
    assert not contains(entry("Black Sea", "sea"), entry("Khartoum", "city"))
