"""Reports and their events at hand while a corpus is settled: read in bulk, the latest kept, memory bounded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from typing import Generic, TypeVar

from dateline.records import CodedArticle, Report
from dateline.store import Store
from dateline.stories import features, merging
from dateline.stories.features import Candidate

K = TypeVar("K")
V = TypeVar("V")
KEPT = 8000  # reports whose events are kept in memory, at some 10 KB each: what one round looks at, and more
RECORDS = 600  # reports whose records are kept, at some 60 KB each: those of one round and some around them


class _Latest(Generic[K, V]):
    """A dictionary that forgets what was not asked for longest."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: OrderedDict[K, V] = OrderedDict()

    def get(self, key: K) -> V | None:
        if key in self._items:
            self._items.move_to_end(key)
        return self._items.get(key)

    def put(self, key: K, value: V) -> None:
        self._items[key] = value
        if len(self._items) > self._size:
            self._items.popitem(last=False)


class Shelf:
    """What settling reads of a store. Events of a report are kept under its state, so that none is out of date."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._events: _Latest[tuple[object, ...], tuple[Candidate, ...]] = _Latest(KEPT)
        self._records: _Latest[tuple[object, ...], CodedArticle] = _Latest(RECORDS)
        self._terms: _Latest[str, frozenset[str]] = _Latest(KEPT)

    def read(self, ids: Collection[str]) -> dict[str, tuple[Report, CodedArticle]]:
        """Reports with their records."""
        reports = {r.id: r for r in self._store.reports(ids, text=False)}
        return {id: (reports[id], coded) for id, coded in self._coded(reports).items()}

    def candidates(self, ids: Iterable[str]) -> list[Candidate]:
        """The events of reports; none of withdrawn ones."""
        reports = {r.id: r for r in self._store.reports(set(ids), text=False)}
        found = {id: self._events.get(_state(r)) for id, r in reports.items()}
        missing = [id for id, events in found.items() if events is None]
        for id, coded in self._coded({id: reports[id] for id in missing}).items():
            found[id] = features.candidates(reports[id], coded)
            self._events.put(_state(reports[id]), found[id] or ())
            self._terms.put(id, next((c.setting.stems for c in found[id] or ()), frozenset()))
        return [c for events in found.values() for c in events or ()]

    def _coded(self, reports: Mapping[str, Report]) -> dict[str, CodedArticle]:
        """Records of reports; the latest are at hand for the steps that follow."""
        found = {id: self._records.get(_state(r)) for id, r in reports.items()}
        for id, coded in self._store.coded_many([id for id, coded in found.items() if coded is None]):
            found[id] = coded
            self._records.put(_state(reports[id]), coded)
        return {id: coded for id, coded in found.items() if coded is not None}

    def terms(self, ids: Iterable[str]) -> dict[str, frozenset[str]]:
        """The telling words of reports; none of those without events, which no story joins to another."""
        found = {id: self._terms.get(id) for id in ids}
        missing = [id for id, terms in found.items() if terms is None]
        for c in self.candidates(missing):
            found[c.report] = c.setting.stems
        for id in missing:
            self._terms.put(id, found[id] or frozenset())
        return {id: terms or frozenset() for id, terms in found.items()}

    def sharing(self, keys: Collection[str]) -> list[Candidate]:
        """All events of every report that has one of the block keys."""
        return self.candidates(self._store.sharing(keys))

    def block(self, ids: Collection[str]) -> None:
        """Notes the block keys of reports; none of withdrawn ones."""
        found: dict[str, set[str]] = {id: set() for id in ids}
        for c in self.candidates(ids):
            found[c.report] |= merging.block_keys(c)
        self._store.set_blocks(found)


def _state(report: Report) -> tuple[object, ...]:
    """What the events of a report depend on."""
    return report.id, report.version, report.run, report.coded_at, report.family
