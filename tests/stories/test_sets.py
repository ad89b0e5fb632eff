"""The labelled sets and the bench's own arithmetic."""

from __future__ import annotations

from collections import defaultdict

import pytest

from bench import stories, storysets


@pytest.fixture(scope="module")
def sets() -> list[storysets.StorySet]:
    return list(storysets.load())


def test_marks_are_taken_out_and_remembered() -> None:
    text, tellings = storysets.plain("It {a|burned} and {b|fell down}.")
    assert text == "It burned and fell down."
    assert [(text[t.start : t.end], t.label) for t in tellings] == [("burned", "a"), ("fell down", "b")]


def test_there_are_enough_happenings_told_often_enough(sets: list[storysets.StorySet]) -> None:
    told = defaultdict(set)
    for story in sets:
        for number, report in enumerate(story.reports):
            for telling in report.tellings:
                told[story.name, telling.label].add(number)
    assert sum(3 <= len(reports) <= 8 for reports in told.values()) >= 60
    assert all(len(reports) <= 8 for reports in told.values())


def test_sets_are_sound(sets: list[storysets.StorySet]) -> None:
    assert {s.half for s in sets} == set(storysets.HALVES)
    for story in sets:
        labels = {t.label for r in story.reports for t in r.tellings}
        assert set(story.happenings) <= labels, story.name
        assert len({r.outlet for r in story.reports}) == len(story.reports), story.name
        assert all("{" not in r.text and 40 <= len(r.text.split()) <= 150 for r in story.reports), story.name


def test_a_perfect_clustering_scores_one() -> None:
    gold = {"a": "x", "b": "x", "c": "y", "d": None}
    scores = stories.b_cubed([["a", "b"], ["c"], ["d"]], gold)
    assert (scores.precision, scores.recall, scores.joins, scores.splits) == (1.0, 1.0, 0, 0)


def test_false_merges_and_false_splits_are_counted_apart() -> None:
    gold = {"a": "x", "b": "x", "c": "y", "d": None}
    scores = stories.b_cubed([["a", "c", "d"], ["b"]], gold)
    assert (scores.joins, scores.splits) == (3, 1)
    assert scores.precision == pytest.approx((1 / 3 + 1 + 1 / 3) / 3)
    assert scores.recall == pytest.approx((0.5 + 0.5 + 1) / 3)
