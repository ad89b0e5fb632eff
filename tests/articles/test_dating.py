"""The publication date: who is believed, in which order, and never the future."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles import dating

NOON = datetime.datetime(2025, 11, 7, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2025-11-07", "2025-11-07"), ("2025-11-07T23:30:00-05:00", "2025-11-07"), ("20251107", "2025-11-07"),
        ("20251107T101500Z", "2025-11-07"), ("2025-11-07 10:00:00 +0000", "2025-11-07"), ("2025-11", "2025-11"),
        ("Fri, 07 Nov 2025 10:00:00 GMT", "2025-11-07"), ("Fri, 7 Nov 2025 10:00 EST", "2025-11-07"),
        ("7 November 2025", "2025-11-07"), ("Nov. 7, 2025", "2025-11-07"), ("Friday, 7th Nov 2025", "2025-11-07"),
        ("Sept 3, 2025", "2025-09-03"), ("2025-11-07T10:00:00.123Z", "2025-11-07"),
    ],
)  # fmt: skip
def test_dates_as_publishers_write_them(written: str, date: str) -> None:
    moment = dating.parse(written)
    assert moment is not None
    assert moment.date == date


@pytest.mark.parametrize(
    "written", ["3/4/2025", "yesterday", "", "2025-13-01", "31 February 2025", "1762500000", "7 Foo 2025"]
)
def test_what_could_be_two_days_or_none_is_no_date(written: str) -> None:
    assert dating.parse(written) is None


@pytest.mark.parametrize(
    ("path", "date"),
    [("/2025/11/07/talks", "2025-11-07"), ("/2025/nov/7/talks", "2025-11-07"), ("/news-20251107", "2025-11-07"),
     ("/2025-11-07-talks.html", "2025-11-07"), ("/world/2025/11/", None), ("/id/20251399", None), ("/a/19991", None),
     ("/report?date=2025/11/07", None)],
)  # fmt: skip
def test_a_day_in_the_path_of_an_address(path: str, date: str | None) -> None:
    assert dating.in_address("https://news.example.org" + path) == date


def test_the_first_believable_witness_counts_and_all_are_kept() -> None:
    found = dating.choose(
        [("json-ld", "soon"), ("meta", "2025-11-09"), ("feed", "2025-11-06"), ("time", "2025-11-05")], NOON
    )
    assert (found.published, found.witness) == ("2025-11-06", "feed")
    assert found.dates == (("feed", "2025-11-06"), ("time", "2025-11-05"))
    assert found.doubts == ("json-ld: 'soon' is no date", "meta: 2025-11-09 lies after 2025-11-07")


@pytest.mark.parametrize(
    ("written", "believed"),
    [("2025-11-07", True), ("2025-11-08", False), ("2025-11", True), ("2025-12", False), ("2026", False),
     ("2025-11-08T01:00:00+14:00", True), ("2025-11-08T03:00:00+14:00", False), ("2025-11-07T12:00:01Z", False),
     ("1970-01-01T00:00:00Z", False), ("1066-10-14", False)],
)  # fmt: skip
def test_nothing_later_than_the_bound_is_believed(written: str, believed: bool) -> None:
    assert bool(dating.choose([("meta", written)], NOON).published) is believed


@given(
    st.datetimes(min_value=datetime.datetime(1800, 1, 1), max_value=datetime.datetime(2200, 1, 1)), st.integers(-14, 14)
)
def test_never_in_the_future(when: datetime.datetime, hours: int) -> None:
    zone = datetime.timezone(datetime.timedelta(hours=hours))
    for written in (when.date().isoformat(), when.replace(tzinfo=zone).isoformat()):
        found = dating.choose([("meta", written)]).published
        assert found is None or found <= (dating.now() + datetime.timedelta(hours=14)).date().isoformat()


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_none(text: str) -> None:
    moment = dating.parse(text)
    assert moment is None or datetime.date.fromisoformat((moment.date + "-01-01")[:10])
