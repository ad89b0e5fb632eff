"""Feeds and sitemaps, followed: what is new since the last time, remembered in the corpus itself.

An entry counts as taken in a transaction that stores its report or a later one, never before, so that a run that is cut
off takes it again. Feeds are coded in this process: a feed gives no more than a page every other second.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from dateline.articles import Given, follow
from dateline.corpus.adding import Added, Adding, Summary
from dateline.store import Store

Told = Callable[[Added], None]

SMALL = 2_000  # entries whose state is written with every report: 60 kB
PAUSE_S = 30.0  # between two writings of a larger one; after a kill, pages fetched since then are fetched again


class Feeds:
    """The feeds that a corpus follows."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def follow(self, url: str, given: Given, told: Told, *, model: str | None, memory: bool) -> Summary:
        """Adds what is new or edited in one feed."""
        state, problems = _State(self._store, f"feed {url}"), list[Added]()

        def heard(added: Added) -> None:
            if added.source == url:
                problems.append(added)
            told(added)

        adding = Adding(self._store, heard, model=model, memory=memory, beside=state.keep_if_due)
        summary = adding.run(follow(url, state.value, given))
        state.keep()
        if not problems:
            self._store.unskip([url])  # the feed itself, where it failed at an earlier visit
        return summary


class _State:
    """What the corpus remembers of one feed."""

    def __init__(self, store: Store, name: str) -> None:
        self._store, self._name = store, name
        self.value: dict[str, Any] = store.kept(name) or {}
        self._kept_at = time.monotonic()

    def keep_if_due(self) -> None:
        """Writes it, unless that is much work and was done a moment ago."""
        if len(self.value.get("seen", ())) <= SMALL or time.monotonic() - self._kept_at > PAUSE_S:
            self.keep()

    def keep(self) -> None:
        """Writes it."""
        self._store.keep(self._name, self.value)
        self._kept_at = time.monotonic()
