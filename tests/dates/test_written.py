"""Dates that stand alone."""

from __future__ import annotations

import pytest

from dateline.dates.written import parse


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12 April 2022", "2022-04-12"),
        ("April 12, 2022", "2022-04-12"),
        ("2022-04-12", "2022-04-12"),
        ("April 2022", "2022-04"),
        ("2022", "2022"),
        ("12 April", None),
        ("next week", None),
        ("", None),
    ],
)
def test_parse(text: str, value: str | None) -> None:
    assert parse(text) == value
