"""What is remembered of a feed: small, however long it is followed."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable
from typing import Any

from dateline.articles.feeds import Entry
from dateline.articles.ledger import REMEMBERED, ROOM, TRIES, Ledger, distance


class Clock:
    def __init__(self) -> None:
        self.now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


def entry(n: int, title: str = "Envoy visits port", url: str | None = "") -> Entry:
    return Entry(f"tag:{n}", "A teaser of some words.", False, title, f"https://example.org/{n}" if url == "" else url)


def visit(state: dict[str, Any], listed: Iterable[Entry], whole: bool = True) -> list[Entry]:
    """One visit of a feed in which every page is had."""
    ledger, taken = Ledger(state, Entry), []
    for key, found in ledger.new(listed):
        ledger.take(key, found)
        taken.append(found)
    ledger.close({"etag": '"1"'} if whole else None)
    return taken


def test_a_feed_of_10_000_entries_followed_for_a_year_is_remembered_in_a_third_of_a_megabyte() -> None:
    state: dict[str, Any] = {}
    visit(state, (entry(n) for n in range(10_000)))
    sizes = []
    for week in range(1, 53):
        assert len(visit(state, (entry(n) for n in range(week * 500, week * 500 + 10_000)))) == 500
        sizes.append(len(json.dumps(state)))
    assert max(sizes) < 333_000
    assert sizes[-1] == sizes[10]  # it does not grow
    assert len(state["seen"]) == 10_000 + REMEMBERED


def test_a_feed_that_is_always_broken_is_bounded_too_and_breaking_once_forgets_nothing() -> None:
    state: dict[str, Any] = {}
    visit(state, (entry(n) for n in range(5_000)))
    assert visit(state, [entry(0)], whole=False) == []
    assert visit(state, (entry(n) for n in range(5_000))) == []
    for n in range(5_000, 9_000):
        visit(state, [entry(n)], whole=False)
    assert len(state["seen"]) <= 5_001


def test_entries_that_share_an_id_are_told_apart_by_their_address_and_taken_once() -> None:
    state: dict[str, Any] = {}
    shared = [Entry("same", "", False, t, f"https://example.org/{t}") for t in ("one", "two", "three")]
    assert visit(state, [*shared, shared[0]]) == shared
    assert visit(state, shared) == []


def test_an_entry_that_failed_waits_longer_and_longer_and_survives_json() -> None:
    state: dict[str, Any] = {}
    clock, gaps = Clock(), []
    found = entry(1)
    for _ in range(TRIES - 1):
        ledger = Ledger(state, Entry, clock)
        ((key, again),) = [*ledger.due(), *ledger.new([found])]
        assert again == found
        ledger.wait(key, again)
        gaps.append(state["waiting"][key]["due"] - clock.now)
        assert list(ledger.due()) == []
        assert list(ledger.new([found])) == []  # listed still, and not due
        clock.now += gaps[-1]
        state = json.loads(json.dumps(state))
    assert gaps == [900, 3600, 14_400, 57_600] == [distance(n) for n in range(1, TRIES)]
    ledger = Ledger(state, Entry, clock)
    ((key, again),) = ledger.due()
    ledger.take(key, again)
    assert state["waiting"] == {}
    assert list(ledger.new([found])) == []


def test_what_an_earlier_version_kept_of_an_entry_does_no_harm() -> None:
    state: dict[str, Any] = {}
    for key, found in (ledger := Ledger(state, Entry, clock := Clock())).new([entry(1)]):
        ledger.wait(key, found)
    state["waiting"][key]["entry"]["colour"] = "red"
    clock.now += 1000
    assert [e for _, e in Ledger(state, Entry, clock).due()] == [entry(1)]


def test_an_entry_edited_while_it_waits_is_new() -> None:
    state: dict[str, Any] = {}
    ledger = Ledger(state, Entry, Clock())
    for key, found in ledger.new([entry(1)]):
        ledger.wait(key, found)
    assert [e.title for _, e in Ledger(state, Entry, Clock()).new([entry(1, "Talks fail")])] == ["Talks fail"]


def test_there_is_room_for_some_to_wait_and_no_more() -> None:
    state: dict[str, Any] = {}
    ledger = Ledger(state, Entry, Clock())
    for key, found in ledger.new(entry(n) for n in range(ROOM)):
        assert ledger.room(key)
        ledger.wait(key, found)
    assert not ledger.room("another")
    assert ledger.room(next(iter(state["waiting"])))


def test_the_next_visit_asks_for_all_again_while_something_is_left() -> None:
    state: dict[str, Any] = {"validators": {"etag": '"0"'}}
    ledger = Ledger(state, Entry, Clock())
    for _ in ledger.new([entry(1)]):
        ledger.left += 1
    ledger.close({"etag": '"1"'})
    assert Ledger(state, Entry).validators is None
    visit(state, [entry(1)])
    assert Ledger(state, Entry).validators == {"etag": '"1"'}


def test_the_order_of_a_feed_does_not_matter() -> None:
    listed = [entry(n) for n in range(50)]
    state: dict[str, Any] = {}
    visit(state, listed)
    random.Random(3).shuffle(listed)
    assert visit(state, listed) == []
