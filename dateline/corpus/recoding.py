"""Coding a corpus again, after a change of the codebook or with what the corpus has learnt: what changed, as a diff."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from dateline.articles import Outcome
from dateline.corpus import remembering
from dateline.corpus.differences import Change, difference
from dateline.corpus.settling import Settler
from dateline.errors import InputError
from dateline.records import Report, Run
from dateline.runner import Result, Settings, code
from dateline.store import Store

CHUNK = 100  # reports a transaction


@dataclass
class Recoded:
    """What coding again did. `edits`: what the latest edit of a text changed, for reports with several versions."""

    reports: int = 0
    changes: list[Change] = field(default_factory=list)
    edits: list[Change] = field(default_factory=list)
    problems: list[tuple[str, str]] = field(default_factory=list)
    run: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "reports": self.reports, "run": self.run, "changed": [c.as_dict() for c in self.changes],
            "edited": [c.as_dict() for c in self.edits],
            "failed": [{"report": r, "problem": p} for r, p in self.problems],
        }  # fmt: skip


class Recoding:
    """One run of `recode`. Without `apply`, nothing is written."""

    def __init__(
        self, store: Store, told: Callable[[int], None], *, workers: int, model: str | None, memory: bool, apply: bool
    ) -> None:
        if not store.texts:
            raise InputError("this corpus keeps no texts, so its reports cannot be coded again; add them again")
        self._store, self._told, self._workers, self._apply = store, told, workers, apply
        self._settings = Settings(model, remembering.memory_of(store) if memory else None)
        self._stated = {"recode": True, "memory": memory, "model": model, "workers": workers}
        self._done = Recoded()
        self._settler = Settler(store)

    def run(self, reports: Iterable[Report]) -> Recoded:
        """Codes reports again, 100 a transaction; cut off, some are coded anew and some are not yet."""
        results = code(self._outcomes(reports), self._settings, self._workers)
        while batch := list(islice(results, CHUNK)):
            if self._apply:
                self._write(batch)
            else:
                self._take(batch)
            self._told(len(batch))
        if self._apply:
            self._settler.settle()
            self._done.problems += list(self._settler.problems.items())
            if self._done.run:
                counts = {"recoded": self._done.reports, "changed": len(self._done.changes)}
                self._store.finish(self._done.run, counts)
        return self._done

    def _write(self, batch: Collection[Result]) -> None:
        with self._store.transaction():
            self._take(batch)
        self._settler.stored(len(batch))

    def _outcomes(self, reports: Iterable[Report]) -> Iterator[Outcome]:
        for report in reports:
            if report.version > 1:
                self._edited(report)
            yield Outcome(report.id, report.article)

    def _edited(self, report: Report) -> None:
        before = self._store.coded(report.id, report.version - 1)
        if change := difference(report.id, before, self._store.coded(report.id)):
            self._done.edits.append(change)

    def _take(self, batch: Iterable[Result]) -> None:
        for result in batch:
            report, coded = result.outcome.source, result.done.coded
            if coded is None:
                self._done.problems.append((report, result.done.problem or "not coded"))
                continue
            self._done.reports += 1
            if self._apply:
                before = self._store.recode(
                    report, coded, run=self._begun(coded.run), signature=result.done.signature,
                    facts=remembering.facts_of(coded),
                )  # fmt: skip
            else:
                before = self._store.coded(report)
            if change := difference(report, before, coded):
                self._done.changes.append(change)

    def _begun(self, run: Run) -> str:
        if self._done.run is None:
            self._done.run = self._store.run(run.version, run.codebook, run.engine, self._stated)
        return self._done.run
