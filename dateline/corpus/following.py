"""Feeds and sitemaps, followed: what is new since the last time, remembered in the corpus itself.

An entry counts as taken in the transaction that stores its report, so a run that is cut off takes it again. Feeds are
coded in this process: a feed gives no more than a page every other second.
"""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from dateline.articles.sources import Given, follow
from dateline.corpus.adding import Added, Adding, Summary
from dateline.store import Store

Told = Callable[[Added], None]


class Feeds:
    """The feeds that a corpus follows."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[str, Any] = {}  # of a store that does not remember

    def follow(self, url: str, given: Given, told: Told, *, model: str | None, memory: bool) -> Summary:
        """Adds what is new or edited in one feed."""
        state: dict[str, Any] = self._remembered(f"feed {url}")
        adding = Adding(
            self._store, told, model=model, memory=memory, beside=lambda: self._remember(f"feed {url}", state)
        )
        return adding.run(follow(url, state, given))

    def _remembered(self, name: str) -> dict[str, Any]:
        found = self._store.kept(name) if hasattr(self._store, "kept") else self._kept.get(name)
        return copy.deepcopy(found or {})

    def _remember(self, name: str, state: dict[str, Any]) -> None:
        if hasattr(self._store, "keep"):
            self._store.keep(name, state)
        else:
            self._kept[name] = copy.deepcopy(state)
