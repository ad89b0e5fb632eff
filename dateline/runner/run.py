"""`code`: a stream of documents → a stream of coded ones, in the same order, with any number of processes."""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from dateline.articles import Outcome
from dateline.records import Article
from dateline.runner import worker
from dateline.runner.worker import Coded, Settings

BATCH = 8  # documents handed to a worker at once; 4 to 16 are equally fast, and a crash concerns few
BATCH_CHARS = 40_000
AHEAD = 2  # batches that wait for each worker: enough to keep it busy, few enough to keep memory flat
KILLED = "the process that coded it was killed or crashed, twice: out of memory, or a defect in a library"


@dataclass(frozen=True, slots=True)
class Result:
    """A document as it was read, and what the coder made of it. For a document that was not read, `done` tells why."""

    outcome: Outcome
    done: Coded


def code(outcomes: Iterable[Outcome], settings: Settings | None = None, workers: int = 0) -> Iterator[Result]:
    """Codes documents, lazily and in order. `workers` below 2: in this process.

    At most ``AHEAD * workers + workers`` batches are in memory. A document during which a worker process dies is tried
    once more, alone, and then given back with a problem. Raises `MissingModelError`; never for a document. Where
    several processes are used, the calling script needs the usual ``if __name__ == "__main__":``.
    """
    settings = settings or Settings()
    if workers < 2:
        return (Result(o, worker.code_one(o.article, settings) if o.article else _unread(o)) for o in outcomes)
    return _parallel(outcomes, settings, workers)


def _unread(outcome: Outcome) -> Coded:
    return Coded(problem=outcome.problem or "nothing was read", skipped=outcome.skipped)


Flight = tuple[list[Outcome], Future[list[Coded]]]


def _parallel(outcomes: Iterable[Outcome], settings: Settings, workers: int) -> Iterator[Result]:
    in_flight: deque[Flight] = deque()
    with _Pool(settings, workers) as pool:
        for batch in batches(outcomes):
            in_flight.append((batch, pool.submit(batch)))
            while in_flight and (len(in_flight) > (AHEAD + 1) * workers or in_flight[0][1].done()):
                yield from _landed(pool, in_flight)
        while in_flight:
            yield from _landed(pool, in_flight)


def batches(outcomes: Iterable[Outcome]) -> Iterator[list[Outcome]]:
    """Documents in lists of at most `BATCH`, with about `BATCH_CHARS` characters."""
    batch: list[Outcome] = []
    size = 0
    for outcome in outcomes:
        batch.append(outcome)
        size += len(outcome.article.text) if outcome.article else 0
        if len(batch) == BATCH or size >= BATCH_CHARS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _landed(pool: _Pool, in_flight: deque[Flight]) -> Iterator[Result]:
    """The results of the oldest batch; when a worker has died, those of all batches in flight, one document a time."""
    batch, future = in_flight[0]
    try:
        found = future.result()
    except BrokenProcessPool:
        waiting = [outcome for batch, _ in in_flight for outcome in batch]
        in_flight.clear()
        yield from pool.one_by_one(waiting)
        return
    in_flight.popleft()
    yield from _joined(batch, found)


def _joined(batch: Sequence[Outcome], found: Sequence[Coded]) -> Iterator[Result]:
    coded = iter(found)
    return (Result(o, next(coded) if o.article else _unread(o)) for o in batch)


class _Pool:
    """Worker processes, replaced when one of them dies: the executor gives all its work up then."""

    def __init__(self, settings: Settings, workers: int) -> None:
        self._settings, self._workers = settings, workers
        self._executor = self._start()

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")  # a fork of a process with threads and databases is unsafe
        return ProcessPoolExecutor(self._workers, context, worker.start, (self._settings,))

    def submit(self, batch: Sequence[Outcome]) -> Future[list[Coded]]:
        """Hands a batch over. A pool that is found broken gives a future that says so."""
        articles: list[Article] = [o.article for o in batch if o.article]
        if not articles:
            future: Future[list[Coded]] = Future()
            future.set_result([])
            return future
        try:
            return self._executor.submit(worker.work, articles)
        except BrokenProcessPool as error:
            future = Future()
            future.set_exception(error)
            return future

    def one_by_one(self, outcomes: Iterable[Outcome]) -> Iterator[Result]:
        """Codes documents alone, to find the one that a worker dies of."""
        self._replace()
        for outcome in outcomes:
            try:
                found = self.submit([outcome]).result()
            except BrokenProcessPool:
                self._replace()
                found = [Coded(problem=KILLED)]
            yield from _joined([outcome], found)

    def _replace(self) -> None:
        self._executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Workers end with the batch they have begun; nothing that waits is started."""
        self._executor.shutdown(wait=True, cancel_futures=True)
