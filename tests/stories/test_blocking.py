"""Which events are compared: nothing is lost that could merge, and little is compared that cannot."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from itertools import combinations

from dateline.stories import features, merging
from dateline.stories.blocking import block_keys, block_pairs
from tests.stories.conftest import Pair, candidate, told

BLOCK = "A missile struck an apartment block in Kharkiv."


def paired(*pairs: Pair, fresh: int | None = None) -> set[tuple[int, int]]:
    found = {c.ref: c for c in map(candidate, pairs)}
    views = [merging.tellings([c])[0] for c in found.values()]
    return set(block_pairs(views, found, fresh))


def test_events_of_one_day_and_country_are_compared() -> None:
    undated = told("r2", BLOCK, place=None, date=None)
    assert paired(told("r1", BLOCK), undated) == {(0, 1)}
    assert paired(told("r1", BLOCK), told("r2", BLOCK, date="2025-03-05")) == {(0, 1)}


def test_towns_far_apart_months_apart_and_other_countries_are_not() -> None:
    assert not paired(told("r1", BLOCK), told("r2", BLOCK.replace("Kharkiv", "Odesa"), place="Odesa"))
    assert not paired(told("r1", BLOCK), told("r2", BLOCK, date="2025-05-04", published="2025-05-05"))
    tyre = told("r2", BLOCK.replace("Kharkiv", "Tyre"), place="Tyre", actors=("ISR",), recipients=("LBN",))
    assert not paired(told("r1", BLOCK), tyre)


def test_a_report_that_names_no_country_is_compared_by_day_and_kind() -> None:
    bare = told("r2", "A missile struck a school on Tuesday.", place=None, actors=(), recipients=())
    assert paired(told("r1", "A missile struck a school in Kharkiv."), bare) == {(0, 1)}
    assert not paired(told("r1", "A missile struck a market in Kharkiv."), bare)


def test_one_word_pairs_events_of_two_kinds() -> None:
    dockers = told("r2", "Dockers struck in Kharkiv.", type="PROTEST", mode="strike", date=None, actors=("UKR.LAB",))
    talks = told("r2", "Officials struck a deal in Kharkiv.", trigger="deal", type="AGREE", actors=("UKR",))
    assert paired(told("r1", BLOCK), dockers) == {(0, 1)}
    assert not paired(told("r1", BLOCK), talks)


def test_what_is_known_is_not_paired_anew() -> None:
    reports = [told(f"r{n}", BLOCK, outlet=f"Post {n}", date=None) for n in range(1, 7)]
    everything = paired(*reports)
    assert everything == set(combinations(range(6), 2))
    assert paired(*reports, fresh=2) == {(i, j) for i, j in everything if i < 2 <= j}


def test_a_report_has_few_keys(coded_set: Callable[[str], list[Pair]]) -> None:
    counts = []
    for name in ("kharkiv-strikes", "iran-talks", "manila-shoal", "minsk-sanctions"):
        for pair in coded_set(name):
            counts.append(len(frozenset().union(*map(block_keys, features.candidates(*pair)))))
    assert statistics.median(counts) <= 45
    assert max(counts) <= 100


def test_growing_reads_the_neighbourhood_and_not_the_corpus() -> None:
    """Four hundred reports of one pair of parties on one day: a new one meets those it may be one with."""
    towns = ("Kharkiv", "Odesa", "Chuhuiv", "Tyre")
    stored = {}
    for n in range(400):
        town = towns[n % 4]
        pair = told(f"r{n}", BLOCK.replace("Kharkiv", town), place=town, mode=("drone", "firearms")[n % 2])
        stored[f"r{n}"] = candidate(pair)
    read: set[str] = set()

    def sharing(keys: frozenset[str]) -> list[features.Candidate]:
        found = [c for c in stored.values() if block_keys(c) & keys]
        read.update(c.report for c in found)
        return found

    new = candidate(told("r900", BLOCK.replace("Kharkiv", "Odesa"), place="Odesa", mode="firearms"))
    region = merging.closure([new], sharing)
    assert {c.spot.name for c in region if c.spot} == {"Odesa"}
    far = candidate(told("r901", BLOCK, date="2025-09-01", published="2025-09-01"))
    read.clear()
    assert merging.closure([far], sharing) == (far,)
    assert not read
