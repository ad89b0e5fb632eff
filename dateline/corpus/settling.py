"""What follows from new reports: families, merged events, stories, for the touched neighbourhood alone.

Every step gives what a run over the whole corpus would give, so the order in which reports come does not matter. All of
it, and the note that it is done, is one transaction: cut off, it is done again by the next `settle`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence, Set

from dateline.corpus import kinship
from dateline.corpus.shelf import Shelf
from dateline.errors import StoreError
from dateline.records import MergedEvent, Report
from dateline.store import MergedFilter, Store
from dateline.stories import clusters, merging
from dateline.stories.corroboration import corroborate

AT_ONCE = 500  # reports settled in one transaction: bounds memory, and how long another writer waits


class Settler:
    """Settles a corpus, again and again; keeps what it read for the next time."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shelf = Shelf(store)
        self.problems: dict[str, str] = {}
        self._waiting = 0

    def stored(self, count: int) -> None:
        """Hears of reports that were stored; settles once a round of them waits."""
        self._waiting += count
        if self._waiting >= AT_ONCE:
            self.settle()

    def settle(self) -> int:
        """Brings families, merged events and stories up to date; says for how many reports.

        A report that a defect keeps from being settled stays pending, with the reason in `problems`.
        """
        self.problems, self._waiting = {}, 0
        pending = self._store.pending()
        return sum(self._attempt(pending[n : n + AT_ONCE]) for n in range(0, len(pending), AT_ONCE))

    def _attempt(self, pending: Sequence[str]) -> int:
        """Settles reports in one transaction; where that fails, in halves, so that the one at fault stays alone."""
        try:
            with self._store.transaction():
                self._settle(frozenset(pending))
            return len(pending)
        except StoreError:
            raise
        except Exception as error:  # a defect met in one report must not keep the others apart
            if len(pending) == 1:
                self.problems[pending[0]] = f"{type(error).__name__}: {error}"
                return 0
            middle = len(pending) // 2
            return self._attempt(pending[:middle]) + self._attempt(pending[middle:])

    def again(self, reports: Collection[str]) -> None:
        """Merges the events of reports anew, after a decision about them. Part of the caller's transaction."""
        touched = self._told_with(reports)
        self._tell(touched, self._merge(touched, frozenset()))

    def _settle(self, pending: frozenset[str]) -> None:
        touched = self._told_with(pending | kinship.update(self._store, pending))
        self._tell(touched, self._merge(touched, pending))
        self._store.settle(pending)

    def _told_with(self, reports: Collection[str]) -> set[str]:
        """Reports and all that share a merged event or a decision with them: what they leave has to be merged anew."""
        found = set(reports).union(*map(_reports, self._store.told(reports).values()))
        judged = (set(_reports((j.a, j.b))) for j in self._store.judgements())
        return found.union(*(pair for pair in judged if pair & found))

    def _merge(self, touched: Set[str], pending: frozenset[str]) -> tuple[MergedEvent, ...]:
        """Merged events of the region that the touched reports reach; gives those that are new or may have changed."""
        judgements = self._store.judgements()
        seed = self._shelf.candidates(touched)
        self._shelf.block(pending)
        region = merging.closure(seed, self._shelf.sharing, judgements)
        stored = set(self._store.told({c.report for c in region}).values())
        found = merging.cluster(region, judgements)
        changed = [c for c in found if c.refs not in stored or not touched.isdisjoint(_reports(c.refs))]
        wanted = {ref.partition("/")[0] for c in changed for ref in c.refs}
        read = self._shelf.read(wanted)
        made = [corroborate(c.refs, {r: read[r] for r in _reports(c.refs)}, why=c.why) for c in changed]
        return self._store.set_events(made, within=touched)

    def _tell(self, touched: Collection[str], events: Iterable[MergedEvent]) -> None:
        """Stories of the touched reports, and of all that share an event with them and belong together."""
        seed = {m.report for e in events for m in e.members} | set(touched)
        reports = clusters.reach(seed, self._told, self._read, self._shelf.terms)
        region = {r.id for r in reports}
        told = self._store.merged_events(MergedFilter(report=tuple(region), status=None))
        found = clusters.group(self._titled(reports), told, self._shelf.terms(region))
        self._store.set_stories(found, within=seed | region)

    def _told(self, reports: Collection[str]) -> dict[str, dict[str, None]]:
        return {id: _reports(refs) for id, refs in self._store.told(reports).items()}

    def _read(self, ids: Collection[str]) -> Iterable[Report]:
        return self._store.reports(ids, text=False)

    def _titled(self, reports: Collection[Report]) -> list[Report]:
        """Reports without a title come with their text, which stories are named after."""
        texts = {r.id: r for r in self._store.reports({r.id for r in reports if not r.article.title})}
        return [texts.get(r.id, r) for r in reports]


def _reports(refs: Iterable[str]) -> dict[str, None]:
    return dict.fromkeys(ref.partition("/")[0] for ref in refs)
