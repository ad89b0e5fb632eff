"""Reports into the corpus: leave out what is in, code, store, settle. It can be cut off at any moment and goes on."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.articles import Outcome
from dateline.corpus import remembering
from dateline.corpus.identity import key
from dateline.corpus.settling import Settler
from dateline.errors import StoreError
from dateline.records import Run
from dateline.runner import Result, Settings, code
from dateline.store import Entry, Store
from dateline.store.writer import validate

What = Literal["new", "edited", "same", "withdrawn", "skipped", "failed"]
CHUNK = 100  # documents a transaction: 16 times fewer commits than documents, and little to code again after a crash
PATIENCE_S = 2.0  # a coded document is stored after so long at the latest, when the next one comes


@dataclass(frozen=True)
class Added:
    """What became of one document. It is in the corpus, for good, where `report` is given."""

    source: str
    what: What
    report: str | None = None
    version: int | None = None
    problem: str | None = None


@dataclass
class Summary:
    """Numbers of one run: documents by what became of them."""

    counts: dict[What, int] = field(default_factory=dict)
    run: str | None = None
    unsettled: dict[str, str] = field(default_factory=dict)  # stored reports that a defect keeps from being merged

    def __getitem__(self, what: What) -> int:
        return self.counts.get(what, 0)

    @property
    def stored(self) -> int:
        """New reports and new versions."""
        return self["new"] + self["edited"]

    def __add__(self, other: Summary) -> Summary:
        """Two runs, one after the other."""
        names = (*self.counts, *other.counts)
        return Summary({w: self[w] + other[w] for w in dict.fromkeys(names)}, other.run or self.run, other.unsettled)

    @property
    def total(self) -> int:
        """All documents met."""
        return sum(self.counts.values())


class Adding:
    """One run of `add`."""

    def __init__(
        self,
        store: Store,
        told: Callable[[Added], None],
        *,
        workers: int = 0,
        model: str | None = None,
        memory: bool = True,
        beside: Callable[[], None] = lambda: None,
    ) -> None:
        """`beside` writes to the store what belongs to the documents, in their transaction."""
        self._store, self._told, self._workers, self._beside = store, told, workers, beside
        self._settings = Settings(model, remembering.memory_of(store) if memory else None)
        self._stated = {"memory": memory, "model": model, "workers": workers}
        self._summary = Summary()
        self._waiting: list[tuple[str, Entry]] = []
        self._left_out: list[Added] = []
        self._again: list[str] = []
        self._settler = Settler(store)
        self._since = 0.0

    def run(self, outcomes: Iterable[Outcome]) -> Summary:
        """Adds all documents. On Ctrl-C, what is coded is stored before `KeyboardInterrupt` goes on."""
        try:
            self._settler.settle()  # what an earlier run left open
            for result in code(self._fresh(outcomes), self._settings, self._workers):
                self._take(result)
        except KeyboardInterrupt:
            self._flush()
            self._close()
            raise
        self._flush()
        self._settler.settle()
        self._summary.unsettled = self._settler.problems
        self._close()
        return self._summary

    def _fresh(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Documents that are not in the corpus; the others cost a look-up and no coding."""
        for outcome in outcomes:
            article = outcome.article
            known = self._store.known(key(article), article.sha256, article.outlet) if article else None
            if known is None:
                yield outcome
            else:
                what: What = "withdrawn" if known.status == "withdrawn" else "same"
                self._again.append(outcome.source)
                if len(self._again) >= CHUNK:
                    self._flush_again()
                self._tell(Added(outcome.source, what, known.report, known.version))

    def _flush_again(self) -> None:
        """What is in the corpus was not skipped, whatever an earlier run noted."""
        again, self._again = self._again, []
        self._store.unskip(again)

    def _take(self, result: Result) -> None:
        coded, outcome = result.done.coded, result.outcome
        if coded is None:
            self._leave(outcome.source, result.done.problem, "skipped" if result.done.skipped else "failed")
            return
        entry = Entry(
            coded, key(coded.article), self._begun(coded.run), result.done.signature,
            _origin(outcome),
            remembering.facts_of(coded),
        )  # fmt: skip
        try:
            validate(entry)
        except StoreError as error:
            self._leave(outcome.source, str(error), "failed")
            return
        self._since = self._since if self._waiting else time.monotonic()
        self._waiting.append((outcome.source, entry))
        if len(self._waiting) >= CHUNK or time.monotonic() - self._since > PATIENCE_S:
            self._flush()

    def _begun(self, run: Run) -> str:
        """The id of this run, noted with the first document that was coded: by then the coder is known."""
        if self._summary.run is None:
            self._summary.run = self._store.run(run.version, run.codebook, run.engine, self._stated)
        return self._summary.run

    def _leave(self, source: str, problem: str | None, what: Literal["skipped", "failed"]) -> None:
        self._left_out.append(Added(source, what, problem=problem))
        if len(self._left_out) >= CHUNK:
            self._flush()

    def _flush(self) -> None:
        """Stores what waits, in one transaction; only then is it told."""
        waiting, left_out = self._waiting, self._left_out
        with self._store.transaction():
            stored = list(self._store.put_all((e for _, e in waiting), chunk=CHUNK)) if waiting else []
            for a in left_out:
                kind: Literal["skipped", "failed"] = "skipped" if a.what == "skipped" else "failed"
                self._store.skip(a.source, a.problem or "", kind, self._summary.run)
            self._beside()
        self._waiting, self._left_out = [], []  # not before: Ctrl-C in the transaction undoes it, and it is done again
        done = [Added(source, s.status, s.report, s.version) for (source, _), s in zip(waiting, stored, strict=True)]
        self._tell(*done, *left_out)
        self._flush_again()
        self._settler.stored(len(stored))

    def _tell(self, *done: Added) -> None:
        """Counts all before it tells the first: whoever is told may end the run."""
        for added in done:
            self._summary.counts[added.what] = self._summary[added.what] + 1
        for added in done:
            self._told(added)

    def _close(self) -> None:
        if self._summary.run is not None:
            self._store.finish(self._summary.run, {str(k): n for k, n in sorted(self._summary.counts.items())})


def _origin(outcome: Outcome) -> dict[str, Any]:
    """Where a document came from, with the witnesses of its date."""
    return outcome.provenance.as_dict() if outcome.provenance else {"source": outcome.source}
