"""`Corpus`: everything a user does with a corpus, on one page."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from dateline import store as stores
from dateline.articles import Outcome
from dateline.articles.sources import Given, read
from dateline.corpus import judging, showing
from dateline.corpus.adding import Added, Adding, Summary
from dateline.corpus.following import Feeds
from dateline.corpus.recoding import Recoded, Recoding
from dateline.corpus.settling import Settler
from dateline.corpus.target import locate
from dateline.errors import InputError
from dateline.records import Judgement, MergedEvent, Story
from dateline.store import EventFilter, EventRow, Hit, MergedFilter, Problem, RunInfo, Skipped, Status, Store

if TYPE_CHECKING:
    from dateline.actors import Memory


class Corpus:
    """An open corpus. A context manager; several may read while one writes.

    All methods raise `StoreError` when the corpus cannot go on, and `InputError` for what was asked wrongly.
    """

    def __init__(self, store: Store, where: str) -> None:
        self.store = store
        self.where = where
        self._feeds = Feeds(store)

    @classmethod
    def open(
        cls, target: str | Path | None = None, *, readonly: bool = False, texts: bool | None = None, wait: float = 30.0
    ) -> Self:
        """The corpus at `target`, a path or a ``postgresql://`` address; by default the one `locate` finds.

        It is made where there is none, unless `readonly`. `texts=False` makes one that keeps no texts. `wait`: seconds
        to wait for another process that writes.
        """
        where = str(target) if target is not None else locate()
        return cls(stores.open(where, readonly=readonly, create=not readonly, texts=texts, wait=wait), where)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Lets the corpus go."""
        self.store.close()

    # ---- reports in

    def add(
        self,
        sources: Iterable[str | Outcome],
        *,
        given: Given | None = None,
        told: Callable[[Added], None] = lambda added: None,
        workers: int = 0,
        model: str | None = None,
        memory: bool = True,
    ) -> Summary:
        """Reads, codes and stores documents: files, folders, archives, addresses, or outcomes read elsewhere.

        What is in already is left out without coding. `told` hears of each document once it is stored for good, or
        why it is not. `workers` below 2 codes in this process. Each run starts with what the corpus knows of persons
        by then, unless `memory` is false. Families, merged events and stories follow every 500 reports and at the end.
        """
        run = Adding(self.store, told, workers=workers, model=model, memory=memory)
        return run.run(_outcomes(sources, given))

    def follow(
        self,
        feeds: Iterable[str],
        *,
        given: Given | None = None,
        told: Callable[[Added], None] = lambda added: None,
        model: str | None = None,
        memory: bool = True,
    ) -> Summary:
        """Adds what is new or edited in feeds and sitemaps since they were last followed, with the pages they lead to.

        Hosts are asked politely (`dateline.articles.fetch`); one fetcher in `given` keeps the distance between rounds.
        """
        summary = Summary()
        for url in feeds:
            summary += self._feeds.follow(url, given or Given(fetch=True), told, model=model, memory=memory)
        return summary

    def recode(
        self,
        reports: Collection[str] | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        told: Callable[[int], None] = lambda done: None,
        workers: int = 0,
        model: str | None = None,
        memory: bool = True,
        apply: bool = True,
    ) -> Recoded:
        """Codes stored reports again: those given, or published from `since` to `until` (ISO days), or all.

        Gives the differences; without `apply` nothing is written. `told` hears how many more were coded.
        """
        run = Recoding(self.store, told, workers=workers, model=model, memory=memory, apply=apply)
        return run.run(self.store.reports(reports, since=since, until=until))

    def settle(self) -> int:
        """Families, merged events and stories for what a run that was cut off left open; says for how many reports."""
        return Settler(self.store).settle()

    def memory(self) -> Memory | None:
        """What the corpus says of persons."""
        from dateline.corpus.remembering import memory_of

        return memory_of(self.store)

    # ---- decisions

    def merge(self, a: str, b: str, by: str = "user") -> tuple[str, ...]:
        """Makes two events one ("m1" or "r1/e2"). Gives the merged events that hold them now."""
        return self._decide(lambda: judging.merge(self.store, a, b, by))

    def split(self, event: str, report: str, by: str = "user") -> tuple[str, ...]:
        """Takes a report out of a merged event."""
        return self._decide(lambda: judging.split(self.store, event, report, by))

    def unmerge(self, a: str, b: str) -> tuple[str, ...]:
        """Takes ``merge(a, b)`` back."""
        return self._decide(lambda: judging.undo(self.store, "merge", a, b))

    def unsplit(self, event: str, report: str) -> tuple[str, ...]:
        """Takes ``split(event, report)`` back."""
        return self._decide(lambda: judging.undo(self.store, "split", event, report))

    def _decide(self, decide: Callable[[], tuple[Judgement, ...]]) -> tuple[str, ...]:
        """A decision and what follows from it, in one transaction."""
        with self.store.transaction():
            judged = decide()
            refs = dict.fromkeys(ref for j in judged for ref in (j.a, j.b))
            Settler(self.store).again({ref.partition("/")[0] for ref in refs})
            found = [self.store.merged_of(ref) for ref in refs]
        return tuple(dict.fromkeys(m for m in found if m))

    def withdraw(self, report: str, reason: str, erase: bool = False) -> None:
        """Takes a report out; its id stays, with the reason. `erase` deletes its words for good."""
        self.store.withdraw(report, reason, erase)
        self.settle()

    def restore(self, report: str) -> None:
        """Takes a withdrawal back."""
        self.store.restore(report)
        self.settle()

    # ---- reading

    def show(self, id: str) -> showing.Shown:
        """Everything about a report (r1), an event in it (r1/e2), a merged event (m1), a story (t1), a family (f1)."""
        return showing.show(self.store, id)

    def stories(self) -> tuple[Story, ...]:
        """All stories."""
        return self.store.stories()

    def events(self, wanted: MergedFilter | None = None) -> Iterator[MergedEvent]:
        """Merged events, by date."""
        return self.store.merged_events(wanted)

    def coded_events(self, wanted: EventFilter | None = None) -> Iterator[EventRow]:
        """Events as the single reports tell them."""
        return self.store.events(wanted)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Reports with these words."""
        return self.store.search(query, limit)

    def status(self) -> Status:
        """What is in it."""
        return self.store.status()

    def skipped(self) -> Iterator[Skipped]:
        """What is not in it, and why."""
        return self.store.skipped()

    def runs(self) -> tuple[RunInfo, ...]:
        """All runs of `add` and `recode`."""
        return self.store.runs()

    # ---- care

    def backup(self, path: str | Path) -> Path:
        """A copy, made while others read and write."""
        return self.store.backup(path)

    def check(self) -> list[Problem]:
        """Everything that is wrong with it: nothing, as a rule."""
        return self.store.check()


def _outcomes(sources: Iterable[str | Outcome], given: Given | None) -> Iterator[Outcome]:
    if isinstance(sources, str):
        raise InputError("sources are a list, such as ['reports/']")
    for source in sources:
        if isinstance(source, Outcome):
            yield source
        else:
            yield from read([source], given)
