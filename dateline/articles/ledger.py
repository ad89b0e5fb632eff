"""What of a feed or sitemap was taken and what is tried again: a small JSON-ready mapping that the caller keeps.

`seen` has a key and a fingerprint for each entry that is listed now and for the last that left the list; `waiting` the
entries whose page could not be had, with all that is known of them: the list may drop them before they are tried again.
"""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterable, Iterator, MutableMapping
from dataclasses import Field, fields
from typing import Any, ClassVar, Generic, Protocol, TypeVar

TRIES = 5
FIRST_S = 900.0  # until the second try; with `GROWTH` 15 min, 1 h, 4 h and 16 h: longer than most outages
GROWTH = 4
REMEMBERED = 1_000  # entries remembered after they left the list: some lists drop entries and show them again
ROOM = 500  # entries that wait at one time
MAX_TEASER = 2_000  # characters; an entry with more text does without its page at once


class Listing(Protocol):
    """An entry of a feed or an address of a sitemap: a dataclass of strings, numbers and nulls."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]

    @property
    def key(self) -> str:
        """Names it among the others."""

    @property
    def url(self) -> str | None:
        """Where its page is."""

    @property
    def fingerprint(self) -> str:
        """Changes when it is edited."""


T = TypeVar("T", bound=Listing)


class Ledger(Generic[T]):
    """The state of one feed or sitemap of entries `kind`; `state` is brought up to date as they are dealt with."""

    def __init__(self, state: MutableMapping[str, Any], kind: type[T], now: Callable[[], float] | None = None) -> None:
        self._state, self._kind, self._now = state, kind, now or time.time
        self._seen: dict[str, str] = state.setdefault("seen", {})
        self._waiting: dict[str, dict[str, Any]] = state.setdefault("waiting", {})
        self._present: dict[str, str | None] = {}
        self._before = len(self._seen)
        self.left = 0  # entries of this visit that stay as new as they are

    @property
    def validators(self) -> dict[str, str] | None:
        """ETag and Last-Modified of the last visit after which nothing was left."""
        return self._state.get("validators")

    def due(self) -> Iterator[tuple[str, T]]:
        """Entries that wait and whose time has come, with their keys."""
        for key, row in list(self._waiting.items()):
            if row["due"] <= self._now():
                known = {f.name for f in fields(self._kind)}  # an earlier version may have written others
                yield key, self._kind(**{name: value for name, value in row["entry"].items() if name in known})

    def new(self, found: Iterable[T]) -> Iterator[tuple[str, T]]:
        """Entries that are new or edited, with their keys; one listed twice counts once."""
        for entry in found:
            key = self._place(entry)
            known = self._waiting.get(key, {}).get("print") or self._seen.get(key)
            fresh = key not in self._present and known != entry.fingerprint[:8]
            self._present.setdefault(key, entry.url)
            if fresh:
                yield key, entry

    def _place(self, entry: T) -> str:
        """Its key; where two pages bear one, the second is known by its address as well."""
        key = _digest(entry.key)
        return key if self._present.get(key, entry.url) == entry.url else _digest(f"{entry.key}\n{entry.url}")

    def take(self, key: str, entry: T) -> None:
        """Notes that an entry needs nothing more until it is edited."""
        self._waiting.pop(key, None)
        self._seen[key] = entry.fingerprint[:8]

    def room(self, key: str) -> bool:
        """Whether an entry can wait: false where too many do."""
        return key in self._waiting or len(self._waiting) < ROOM

    def wait(self, key: str, entry: T) -> None:
        """Notes that an entry was tried and is tried again later."""
        kept = {name: value for name, value in vars(entry).items() if value is not None}
        tries = self.tries(key) + 1
        self._waiting[key] = {"tries": tries, "due": round(self._now() + distance(tries)),
                              "print": entry.fingerprint[:8], "entry": kept}  # fmt: skip

    def tries(self, key: str) -> int:
        """How often an entry was tried."""
        return int(self._waiting.get(key, {}).get("tries", 0))

    def close(self, validators: dict[str, str] | None) -> None:
        """Ends a visit: forgets the older entries that left the list. Null `validators`: it was not read to its end."""
        gone = [key for key in self._seen if key not in self._present]
        room = REMEMBERED if validators is not None else max(REMEMBERED, self._before - len(self._present))
        for key in gone[: max(0, len(gone) - room)]:
            del self._seen[key]
        if validators is not None and not self.left:
            self._state["validators"] = validators
        else:
            self._state.pop("validators", None)


def distance(tries: int) -> float:
    """Seconds until an entry is tried again after so many tries."""
    return FIRST_S * float(GROWTH ** (tries - 1))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:12]
