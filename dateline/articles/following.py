"""Feeds and sitemaps followed from visit to visit: each entry once, edited ones again, failed pages a few times."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import replace
from itertools import chain
from typing import Any, TypeVar

from dateline.articles import feeds, sitemaps
from dateline.articles.ledger import MAX_TEASER, TRIES, Ledger, Listing, distance
from dateline.articles.outcome import Given, Outcome
from dateline.articles.sources import Reader
from dateline.errors import InputError

T = TypeVar("T", bound=Listing)
Final = Callable[[Outcome], bool]


def follow(url: str, state: MutableMapping[str, Any], given: Given | None = None) -> Iterator[Outcome]:
    """Outcomes of what is new or edited in a feed or sitemap since `state`, a JSON-ready mapping the caller keeps.

    An entry counts as taken once the next outcome is asked for: keep `state` after each, and a run that is cut off
    goes on where it stopped. A page that its server fails to give is tried again in later visits (`ledger.TRIES` times,
    further and further apart). A feed that cannot be read is one outcome with a problem.
    """
    reader = Reader(replace(given or Given(), fetch=True))
    if state.get("kind") == "sitemap" or (not state and "sitemap" in url.rpartition("/")[2].lower()):
        state["kind"] = "sitemap"
        pages = Ledger(state, sitemaps.Listed)
        found = chain(pages.due(), sitemaps.visit(url, reader.fetcher, pages))
        return _round(url, pages, found, lambda listed, final: reader.listed(listed))
    entries = Ledger(state, feeds.Entry)
    listed = chain(entries.due(), feeds.visit(url, reader.fetcher, entries))
    return _round(url, entries, listed, lambda entry, final: reader.entry(
        entry, url, lambda made: final(made) or len(entry.text) > MAX_TEASER))  # fmt: skip


def _round(
    url: str, ledger: Ledger[T], found: Iterator[tuple[str, T]], read: Callable[[T, Final], Outcome]
) -> Iterator[Outcome]:
    """One visit: what waits and is due, then what is new."""
    try:
        for key, entry in found:
            tries = ledger.tries(key) + 1
            made = read(entry, _last if tries >= TRIES else _settled)
            if made.again == "untried" or (made.again and not ledger.room(key)):
                ledger.left += 1
            elif made.again and tries < TRIES:
                yield replace(made, problem=f"{made.problem}; tried again in {_span(distance(tries))}")
                ledger.wait(key, entry)
            else:
                yield replace(made, problem=f"{made.problem}; given up after {tries} tries") if made.again else made
                ledger.take(key, entry)
    except InputError as error:
        yield Outcome(url, problem=str(error))
    if ledger.left:
        problem = f"{ledger.left:,} entries stay for the next visit: their servers are left alone for now"
        yield Outcome(url, problem=problem, skipped=True)


def _settled(made: Outcome) -> bool:
    """Whether trying again would not help."""
    return made.again is None


def _last(made: Outcome) -> bool:
    return made.again != "untried"


def _span(seconds: float) -> str:
    return f"{seconds / 3600:.0f} hours" if seconds > 3600 else f"{seconds / 60:.0f} minutes"
