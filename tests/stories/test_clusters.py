"""Stories: reports that belong together, whatever the order."""

from __future__ import annotations

import random
from collections.abc import Callable, Set

import pytest

from dateline.records import MergedEvent, Report
from dateline.stories import clusters, features, merging
from dateline.stories.corroboration import corroborate
from tests.stories.conftest import Pair, told

Corpus = tuple[list[Report], list[MergedEvent], dict[str, frozenset[str]]]


def corpus(*pairs: Pair) -> Corpus:
    known = {r.id: (r, c) for r, c in pairs}
    found = merging.cluster(c for p in pairs for c in features.candidates(*p))
    events = [corroborate(c.refs, known, f"m{n}") for n, c in enumerate(found, 1)]
    return [r for r, _ in pairs], events, {r.id: features.terms(c) for r, c in pairs}


@pytest.fixture(scope="module")
def two_stories(coded_set: Callable[[str], list[Pair]]) -> Corpus:
    pairs = []
    for name in ("kharkiv-strikes", "iran-talks"):
        for r, c in coded_set(name):
            pairs.append((r.model_copy(update={"id": f"{name[0]}{r.id}"}), c))
    return corpus(*pairs)


def test_a_story_holds_no_report_of_another(two_stories: Corpus) -> None:
    stories = clusters.group(*two_stories)
    assert all(len({r[0] for r in s.reports}) == 1 for s in stories)
    assert max(len(s.reports) for s in stories) >= 4
    assert sorted(r for s in stories for r in s.reports) == sorted(r.id for r in two_stories[0])
    assert [s.first for s in stories] == sorted(s.first or "" for s in stories)


def test_order_does_not_matter(two_stories: Corpus) -> None:
    reports, events, terms = two_stories
    expected = clusters.group(reports, events, terms)
    for seed in range(5):
        dice = random.Random(seed)
        assert clusters.group(dice.sample(reports, len(reports)), dice.sample(events, len(events)), terms) == expected


def test_the_reach_of_one_report_gives_its_story_as_a_full_run_does(two_stories: Corpus) -> None:
    reports, events, terms = two_stories

    def told_in(ids: Set[str]) -> dict[str, set[str]]:
        return {e.id: {m.report for m in e.members} for e in events if any(m.report in ids for m in e.members)}

    full = {s.reports for s in clusters.group(*two_stories)}
    for report in reports:
        region = clusters.reach([report.id], told_in, lambda ids: [r for r in reports if r.id in ids], lambda _: terms)
        known = [e for e in events if e.id in told_in({r.id for r in region})]
        here = clusters.group(region, known, terms)
        assert next(s.reports for s in here if report.id in s.reports) in full


def test_events_live_in_one_story_and_reports_without_events_stand_alone() -> None:
    first, second = told("r1", "A missile struck a flat in Kharkiv."), told("r2", "A flat in Kharkiv was struck.")
    quiet = told("r3", "Nothing struck anybody.", place=None, date=None, published=None, outlet="Quiet")
    reports, events, terms = corpus(first, second, quiet)
    stories = clusters.group(reports, events[:1], terms)
    assert [s.reports for s in stories] == [("r1", "r2"), ("r3",)]
    assert [s.events for s in stories] == [("m1",), ()]
    assert (stories[0].first, stories[0].last) == ("2025-03-05", "2025-03-05")
    assert (stories[1].first, stories[1].title) == (None, "Nothing struck anybody.")


def test_reports_a_season_apart_are_no_story() -> None:
    first = told("r1", "A missile struck a flat in Kharkiv.")
    late = told("r2", "A missile struck a flat in Kharkiv.", published="2025-07-01", outlet="Post")
    reports, events, terms = corpus(first, late)
    assert len(clusters.group(reports, events, terms)) == 2


def test_a_withdrawn_report_is_in_no_story() -> None:
    report, _ = told("r1", "A missile struck a flat in Kharkiv.")
    assert clusters.group([report.model_copy(update={"withdrawn": True})], [], {}) == ()
