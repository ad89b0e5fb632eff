"""The bar on the terminal: documents, how many a second, and the time left where it is known how much there is."""

from __future__ import annotations

import sys
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from rich.progress import Progress

    from dateline.articles import Outcome
    from dateline.articles.meter import Meter

WINDOW_S = 60.0  # rate and time left rest on the last minute: what is in already goes by in no time


class Advance(Protocol):
    """Says that so many more documents are done, and the last one's name; `at` is how far that is in all."""

    def __call__(self, more: int, word: str = "", at: int | None = None) -> None: ...


@contextmanager
def progress(total: int | None, what: str, shown: bool) -> Iterator[Advance]:
    """A bar on stderr. `total` is counted in documents, or in what the caller gives as `at`; null: nobody knows."""
    if not shown or not sys.stderr.isatty():
        yield lambda more, word="", at=None: None
        return
    with _bar(what) as bar:
        task = bar.add_task("", total=total or None, rate="", word="", count="0")
        done, rate = 0, Rate()

        def advance(more: int, word: str = "", at: int | None = None) -> None:
            nonlocal done
            done += more
            reached = max(bar.tasks[0].completed, at) if at is not None else bar.tasks[0].completed + more
            bar.update(task, completed=reached, count=f"{done:,}", rate=rate.told(done), word=word)

        yield advance


class Rate:
    """Documents a second during the last minute."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._points = deque([(clock(), 0)])

    def told(self, done: int) -> str:
        """The rate in words, once `done` documents are done in all."""
        now = self._clock()
        if now - self._points[-1][0] > WINDOW_S / 60:
            self._points.append((now, done))
        while len(self._points) > 2 and self._points[1][0] < now - WINDOW_S:
            self._points.popleft()
        began, before = self._points[0]
        return f"{(done - before) / (now - began):,.1f}/s" if now > began else ""


class Track:
    """How far reading was when each document was read: reading runs ahead of coding."""

    def __init__(self, meter: Meter) -> None:
        self._meter = meter
        self._reached: dict[str, int] = {}

    def marked(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same outcomes."""
        for outcome in outcomes:
            self._reached[outcome.source] = self._meter.done
            yield outcome

    def reached(self, source: str) -> int | None:
        """Bytes that were read when this document was; asked once."""
        return self._reached.pop(source, None)


def _bar(what: str) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    return Progress(
        SpinnerColumn(), BarColumn(30), TextColumn("{task.fields[count]} " + what), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True), TextColumn("{task.fields[word]}", style="dim", markup=False),
        console=Console(stderr=True), transient=True, speed_estimate_period=WINDOW_S,
    )  # fmt: skip
