"""Reports and their events at hand while a corpus is settled: read in bulk, the latest kept, memory bounded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping
from typing import Generic, Protocol, TypeVar

from dateline.records import CodedArticle, Report
from dateline.store import Store
from dateline.stories import features, merging
from dateline.stories.features import Candidate

K = TypeVar("K")
V = TypeVar("V")
KEPT = 3000  # reports whose events are kept in memory, at some 20 KB each
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


class Blocks(Protocol):
    """Block keys of reports."""

    def set_blocks(self, report: str, keys: Collection[str]) -> None: ...
    def sharing(self, keys: Collection[str]) -> tuple[str, ...]: ...


class InMemory:
    """Block keys of a store that has no table for them: read anew with every corpus that is opened."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._keys: dict[str, set[str]] | None = None
        self._reports: dict[str, set[str]] = {}

    def set_blocks(self, report: str, keys: Collection[str]) -> None:
        self._load()
        assert self._keys is not None
        for key in self._keys.pop(report, ()):
            self._reports[key].discard(report)
        self._keys[report] = set(keys)
        for key in keys:
            self._reports.setdefault(key, set()).add(report)

    def sharing(self, keys: Collection[str]) -> tuple[str, ...]:
        self._load()
        return tuple(sorted({r for k in keys for r in self._reports.get(k, ())}))

    def _load(self) -> None:
        if self._keys is None:
            self._keys = {}
            for report, keys in self._shelf.keys(self._shelf.ids()).items():
                self.set_blocks(report, keys)


class Shelf:
    """What settling reads of a store. Events of a report are kept under its state, so that none is out of date."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._events: _Latest[tuple[object, ...], tuple[Candidate, ...]] = _Latest(KEPT)
        self._records: _Latest[tuple[object, ...], CodedArticle] = _Latest(RECORDS)
        self._terms: _Latest[str, frozenset[str]] = _Latest(KEPT)
        self._blocks: Blocks = store if hasattr(store, "sharing") else InMemory(self)  # type: ignore[assignment]

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

    def terms(self, id: str) -> frozenset[str]:
        """The telling words of a report; none of one without events, which no story joins to another."""
        if (found := self._terms.get(id)) is None:
            self.candidates([id])
            found = self._terms.get(id) or frozenset()
        return found

    def sharing(self, keys: Collection[str]) -> list[Candidate]:
        """All events of every report that has one of the block keys."""
        return self.candidates(self._blocks.sharing(keys))

    def block(self, ids: Collection[str]) -> None:
        """Notes the block keys of reports; none of withdrawn ones."""
        for id, keys in self.keys(ids).items():
            self._blocks.set_blocks(id, keys)

    def keys(self, ids: Collection[str]) -> dict[str, set[str]]:
        """The block keys of the events of reports."""
        found: dict[str, set[str]] = {id: set() for id in ids}
        for c in self.candidates(ids):
            found[c.report] |= merging.block_keys(c)
        return found

    def ids(self) -> list[str]:
        """All reports that were settled."""
        return [r.id for r in self._store.reports(text=False) if r.family]


def _state(report: Report) -> tuple[object, ...]:
    """What the events of a report depend on."""
    return report.id, report.version, report.run, report.coded_at, report.family
