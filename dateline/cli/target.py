"""What the commands about a corpus share: which corpus, JSON, a page on the terminal, the progress bar."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType
    from rich.progress import Progress

    from dateline.corpus import Corpus

F = TypeVar("F", bound=Callable[..., Any])

db_option: Callable[[F], F] = click.option(
    "--db", metavar="PATH", help="The corpus: a file, or a postgresql:// address. Default: DATELINE_DB, else"
    " dateline.toml, else ./news.dateline.",
)  # fmt: skip
json_option: Callable[[F], F] = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
workers_option: Callable[[F], F] = click.option(
    "--workers", type=click.IntRange(0), metavar="N", help="Processes that code. Default: one a core, 4 at most."
)
memory_option: Callable[[F], F] = click.option(
    "--no-memory", is_flag=True, help="Use nothing the corpus says of persons: a run anybody can repeat without it."
)
quiet_option: Callable[[F], F] = click.option("-q", "--quiet", is_flag=True, help="No progress bar.")

MOST_WORKERS = 4  # each takes some 450 MB


def opened(db: str | None, *, write: bool = False, texts: bool | None = None) -> Corpus:
    """The corpus a command is about."""
    from dateline.corpus import Corpus, locate

    return Corpus.open(locate(db), readonly=not write, texts=texts)


def processes(workers: int | None) -> int:
    """How many processes code."""
    import os

    return workers if workers is not None else min(os.cpu_count() or 1, MOST_WORKERS)


def put_json(value: Any) -> None:
    """One JSON value on standard output."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def put_line(value: Any) -> None:
    """One line of JSON on standard output, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def put_page(parts: Iterable[RenderableType]) -> None:
    """A page on standard output, with colours on a terminal."""
    from dateline.cli.pages import console

    out = console(sys.stdout)
    for part in parts:
        out.print(part)


@contextmanager
def progress(total: int | None, what: str, shown: bool) -> Iterator[Callable[[int, str], None]]:
    """A bar on stderr with rate and time left; call what it gives with how many more are done, and a word."""
    if not shown or not sys.stderr.isatty():
        yield lambda more, word: None
        return
    bar = _bar(what)
    with bar:
        task = bar.add_task("", total=total, rate="", word="")

        def advance(more: int, word: str) -> None:
            speed = bar.tasks[0].speed
            bar.update(task, advance=more, rate=f"{speed:.1f}/s" if speed else "", word=word)

        yield advance


def _bar(what: str) -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeRemainingColumn

    return Progress(
        SpinnerColumn(), BarColumn(30), MofNCompleteColumn(), TextColumn(what), TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(elapsed_when_finished=True), TextColumn("{task.fields[word]}", style="dim"),
        console=Console(stderr=True), transient=True, speed_estimate_period=60,
    )  # fmt: skip
