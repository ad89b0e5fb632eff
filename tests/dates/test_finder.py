"""Time expressions in sentences: what a reader of the report understands."""

from __future__ import annotations

import datetime
import itertools
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.dates import edtf, find
from dateline.language import Document

Parse = Callable[[str], Document]
FRIDAY = datetime.date(2025, 11, 7)

CASES = [
    # explicit
    ("The treaty was signed on 4 September 2025.", ["2025-09-04"]),
    ("The treaty was signed on September 4th, 2025.", ["2025-09-04"]),
    ("The treaty was signed on Thursday, September 4, 2025.", ["2025-09-04"]),
    ("The log entry of 2025-09-04 was lost.", ["2025-09-04"]),
    ("The form is dated 04/09/2025.", ["2025-XX-XX"]),
    ("The form is dated 24/09/2025.", ["2025-09-24"]),
    ("Talks ran from 4 to 7 September 2025.", ["2025-09-04/2025-09-07"]),
    ("Talks ran from September 28 to October 2, 2025.", ["2025-09-28/2025-10-02"]),
    ("The war lasted from 1998 to 2000.", ["1998/2000"]),
    # partial
    ("The bridge was destroyed on September 4.", ["2025-09-04"]),
    ("The bridge was destroyed on December 3.", ["2024-12-03"]),
    ("The court will meet on December 3.", ["2025-12-03"]),
    ("The ceasefire of May collapsed.", ["2025-05"]),
    ("Fighting began in late March 2024.", ["2024-03"]),
    ("He was jailed in 2011.", ["2011"]),
    ("She led the party in the 1990s.", ["199X"]),
    ("The border was drawn in the 19th century.", ["18XX"]),
    # relative
    ("The envoy arrived today.", ["2025-11-07"]),
    ("The envoy arrived yesterday evening.", ["2025-11-06"]),
    ("The envoy will arrive tomorrow.", ["2025-11-08"]),
    ("The village was shelled last night.", ["2025-11-06"]),
    ("The army left three days ago.", ["2025-11-04"]),
    ("The army left two weeks ago.", ["2025-10-24~"]),
    ("The army left two months ago.", ["2025-09"]),
    ("The army left a year ago.", ["2024"]),
    ("They met last week.", ["2025-10-27/2025-11-02"]),
    ("They met last month.", ["2025-10"]),
    ("They will meet next year.", ["2026"]),
    ("They met earlier this year.", ["2025"]),
    ("The talks will resume in three days.", ["2025-11-10"]),
    ("The rains failed last summer.", ["2025-22"]),
    # week days look back unless the clause looks ahead
    ("Rebels took the town on Tuesday.", ["2025-11-04"]),
    ("Rebels took the town on Friday.", ["2025-11-07"]),
    ("The council will vote on Tuesday.", ["2025-11-11"]),
    ("The council is expected to vote on Tuesday.", ["2025-11-11"]),
    ("A vote is scheduled for Tuesday.", ["2025-11-11"]),
    ("They met last Friday.", ["2025-10-31"]),
    ("They will meet next Friday.", ["2025-11-14"]),
    ("The march took place over the weekend.", ["2025-11-01/2025-11-02"]),
    ("The summit opens on Saturday.", ["2025-11-08"]),
    ("The ceasefire expires at midnight on Saturday.", ["2025-11-08"]),
    ("Summit opens on Tuesday", ["2025-11-04"]),
    ("They must pay by Monday.", ["2025-11-10"]),
    ("They had left by Monday.", ["2025-11-03"]),
    ("It closed in October 2025 before reopening a month later.", ["2025-10", "2025-11"]),
    ("The winter was milder than in previous years.", []),
    ("They left in July.", ["2025-07"]),
    # several, and narrative references
    ("The post fell on 1 October. Two days later the garrison fled.", ["2025-10-01", "2025-10-03"]),
    ("Fighting began in June and ended in August.", ["2025-06", "2025-08"]),
    # vague
    ("Clashes have spread in recent weeks.", ["2025-10-08~/2025-11-07"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "values"), CASES)
def test_with_a_publication_date(parse: Parse, text: str, values: list[str]) -> None:
    assert [d.edtf for d in find(parse(text), FRIDAY)] == values


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Rebels took the town on Tuesday.", ["XXXX-XX-XX"]),
        ("The bridge was destroyed on September 4.", ["XXXX-09-04"]),
        ("The envoy arrived yesterday.", ["XXXX-XX-XX"]),
        ("They met last month.", ["XXXX-XX"]),
        ("They met last year.", ["XXXX"]),
        ("The army left three days ago.", []),
        ("He was jailed in 2011.", ["2011"]),
    ],
)
def test_without_one_nothing_is_guessed(parse: Parse, text: str, values: list[str]) -> None:
    assert [d.edtf for d in find(parse(text), None)] == values


@pytest.mark.parametrize(
    "text",
    [
        "The minister may march with them.",
        "About 2,000 people fled and 1990 soldiers followed.",
        "The army fired 2000 shells at the port.",
        "Markets are held every Monday.",
        "The fall of the town was near.",
        "Spring water is scarce in the camp.",
        "Theresa May spoke first.",
        "The fighting lasted three weeks.",
    ],
)
def test_what_is_no_date(parse: Parse, text: str) -> None:
    assert find(parse(text), FRIDAY) == []


def test_spans_are_the_words_of_the_expression(parse: Parse) -> None:
    doc = parse("Rebels took the town late on Tuesday and left in November.")
    assert [d.exact for d in find(doc, FRIDAY)] == ["late on Tuesday", "November"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            "on in last next Monday May march 4 30 31 February 2025 2024 - to , . of the years ago two days week 9/11"
            " Sept. 99 1990s quarter first third since weekend Christmas yesterday 00 0 later".split()
        ),
        max_size=14,
    ),
    st.one_of(st.none(), st.dates()),
)
def test_every_value_is_valid_edtf(parse: Parse, words: list[str], anchor: datetime.date | None) -> None:
    doc = parse(" ".join(words))
    found = find(doc, anchor)
    for d in found:
        assert edtf.is_valid(d.edtf), d
        assert doc.text[d.start : d.end] == d.exact
    assert all(a.end <= b.start for a, b in itertools.pairwise(found))
