"""Agency datelines."""

from __future__ import annotations

import pytest

from dateline.articles import filing

BODY = "The two delegations met for the first time since the spring."
CASES = [
    ("GENEVA, 3 May (Agency) — ", "GENEVA", "3 May", "Agency"),
    ("KYIV, Ukraine — ", "KYIV, Ukraine", None, None),
    ("BEIJING, Sept. 4 (News) -- ", "BEIJING", "Sept. 4", "News"),
    ("Geneva (AP) - ", "Geneva", None, "AP"),
    ("Beirut, Nov 3, 2025 – ", "Beirut", "Nov 3, 2025", None),
]


@pytest.mark.parametrize(("head", "place", "date", "agency"), CASES)
def test_reads_place_date_and_agency(head: str, place: str, date: str | None, agency: str | None) -> None:
    text = "Talks resume\n\n" + head + BODY
    found = filing.find(text)
    assert found is not None
    assert (found.place, found.date, found.agency) == (place, date, agency)
    assert text[found.evidence.start : found.evidence.end] == found.evidence.exact
    assert text[filing.end_of(text, found) :] == BODY


@pytest.mark.parametrize(
    "text",
    [
        "BREAKING — " + BODY,
        "The minister — once a general — " + BODY,
        "ANALYSIS - " + BODY,
        "Norland (population 4 million) is a small state on the coast.",
        BODY,
    ],
)
def test_other_openings_are_no_filing(text: str) -> None:
    assert filing.find(text) is None
