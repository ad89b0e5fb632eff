"""EDTF values."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.dates import edtf


@pytest.mark.parametrize(
    "value",
    ["2025", "2025-09", "2025-09-04", "XXXX-09-04", "199X", "18XX", "2025-22", "2025-33", "2025-09-04~",
     "2025-09-01/2025-09-07", "2025-10~/2025-11", "XXXX-02-29"],
)  # fmt: skip
def test_valid(value: str) -> None:
    assert edtf.is_valid(value)


@pytest.mark.parametrize("value", ["", "25", "2025-13", "2025-02-30", "2025-9-4", "2025-09-04T10:00", "next week"])
def test_invalid(value: str) -> None:
    assert not edtf.is_valid(value)


@given(st.dates(datetime.date(1, 1, 10), datetime.date(9990, 1, 1)), st.integers(-3, 3))
def test_a_week_is_monday_to_sunday_and_holds_its_anchor(anchor: datetime.date, offset: int) -> None:
    bounds = edtf.bounds(edtf.week(max(anchor, datetime.date(1, 3, 1)), offset))
    assert bounds is not None
    first, last = bounds
    assert (first.weekday(), last.weekday(), (last - first).days) == (0, 6, 6)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2025-09-01/2025-09-07", "2025-09-01", "2025-09-07"),
        ("2025-10-24~", "2025-10-24", "2025-10-24"),
    ],
)
def test_bounds(value: str, first: str, last: str) -> None:
    assert edtf.bounds(value) == (datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


@pytest.mark.parametrize("value", ["XXXX-09-04", "../2025"])
def test_no_bounds_where_the_year_is_unknown(value: str) -> None:
    assert edtf.bounds(value) is None
