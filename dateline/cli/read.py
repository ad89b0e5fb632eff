"""``dateline read``: reports in, coded articles out."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from dateline.cli import BAD_INPUT, OK, SOME_FAILED

if TYPE_CHECKING:
    from dateline.articles import Outcome
    from dateline.records import CodedArticle

FORMATS = ("table", "json", "ndjson", "csv")


class Tally:
    """How many documents were coded, skipped with a reason, or failed."""

    def __init__(self) -> None:
        self.coded = self.skipped = self.failed = 0

    @property
    def exit_code(self) -> int:
        """3 when nothing could be read, 1 when some could not or all were skipped, else 0."""
        if not self.coded:
            return BAD_INPUT if self.failed else SOME_FAILED if self.skipped else BAD_INPUT
        return SOME_FAILED if self.failed else OK


@click.command("read")
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--published", metavar="DATE", help="Publication date, such as 2025-11-07; anchors relative dates.")
@click.option("--outlet", metavar="NAME", help="Who published the reports.")
@click.option("--fetch", is_flag=True, help="Fetch sources that are http(s) addresses.")
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: table, or ndjson with --output.")
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, writable=True), help="Write to a file, not to stdout.")
@click.option("--explain", is_flag=True, help="Say why each code was given: rule, words, score.")
@click.option("--no-text", is_flag=True, help="Leave the marked text out of the table view.")
@click.option("--model", metavar="NAME", help="Another installed spaCy model.")
@click.option("-q", "--quiet", is_flag=True, help="No progress bar and no word about skipped documents.")
def command(
    sources: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    fetch: bool,
    form: str | None,
    as_json: bool,
    output: str | None,
    explain: bool,
    no_text: bool,
    model: str | None,
    quiet: bool,
) -> int:
    """Code each SOURCE: a text or HTML file, a .jsonl of many, a folder, or - for standard input.

    \b
    dateline read report.txt
    dateline read report.html --published 2025-11-07 --outlet "Example Post"
    dateline read reports/ --format ndjson -o coded.ndjson
    """
    from dateline.articles.sources import Given, read
    from dateline.coding import Coder
    from dateline.language.engine import DEFAULT_MODEL

    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} exclude each other")
    form = "json" if as_json else form or ("ndjson" if output else "table")
    tally = Tally()
    coder = Coder(model or DEFAULT_MODEL)
    outcomes = read(sources, Given(published, outlet, fetch))
    with ExitStack() as stack:
        out = stack.enter_context(_opened(output))
        if not quiet and sys.stderr.isatty() and (output or form in ("ndjson", "csv")):
            outcomes = stack.enter_context(_progress(outcomes))
        coded = _coded(outcomes, coder, tally, quiet)
        _write(coded, form, out, many=_many(sources), explain=explain, text=not no_text)
    return tally.exit_code


def _many(sources: tuple[str, ...]) -> bool:
    """Whether the sources can hold more than one document: several, a folder, or a file of many."""
    from dateline.articles.kinds import by_name

    if len(sources) > 1 or Path(sources[0]).is_dir():
        return True
    return sources[0] != "-" and by_name(sources[0]) not in ("text", "page", "other")


def _opened(output: str | None) -> TextIO:
    """The file to write, or standard output left open afterwards."""
    if output is None or output == "-":
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        return open(sys.stdout.fileno(), "w", encoding="utf-8", newline="", closefd=False)
    try:
        return open(output, "w", encoding="utf-8", newline="")
    except OSError as error:
        raise click.UsageError(f"cannot write {output}: {error.strerror}") from None


def _coded(outcomes: Iterable[Outcome], coder: object, tally: Tally, quiet: bool) -> Iterator[CodedArticle]:
    """Coded articles as they come; whatever cannot be coded is told on stderr and counted."""
    from dateline.coding import Coder

    assert isinstance(coder, Coder)
    for outcome in outcomes:
        if outcome.article is None:
            tally.skipped += outcome.skipped
            tally.failed += not outcome.skipped
            if not (quiet and outcome.skipped):
                click.echo(f"{outcome.source}: {'skipped: ' if outcome.skipped else ''}{outcome.problem}", err=True)
            continue
        try:
            coded = coder.code(outcome.article)
        except Exception as error:  # a defect in one document must not lose the batch
            tally.failed += 1
            click.echo(f"{outcome.source}: not coded: {type(error).__name__}: {error}", err=True)
            continue
        tally.coded += 1
        yield coded


def _write(coded: Iterator[CodedArticle], form: str, out: TextIO, *, many: bool, explain: bool, text: bool) -> None:
    if form == "csv":
        from dateline.export import events_csv

        events_csv.write(coded, out)
    elif form == "ndjson":
        for article in coded:
            out.write(article.model_dump_json() + "\n")
            out.flush()
    elif form == "json":
        _write_json(coded, out, many)
    else:
        from dateline.cli.view import View

        view = View(out)
        for article in coded:
            view.show(article, explain=explain, text=text)


def _write_json(coded: Iterator[CodedArticle], out: TextIO, many: bool) -> None:
    """One object for one document; a list where several were asked for."""
    items = (article.model_dump_json(indent=2) for article in coded)
    if not many:
        out.writelines(item + "\n" for item in items)
        return
    out.write("[")
    for n, item in enumerate(items):
        out.write((",\n" if n else "\n") + item)
    out.write("\n]\n")


def _progress(outcomes: Iterable[Outcome]) -> _Progress:
    return _Progress(outcomes)


class _Progress:
    """A bar on stderr: documents done, rate, time."""

    def __init__(self, outcomes: Iterable[Outcome]) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        self._outcomes = outcomes
        self._bar = Progress(
            SpinnerColumn(), TextColumn("{task.completed} documents"), TimeElapsedColumn(),
            TextColumn("{task.fields[rate]}"), console=Console(stderr=True), transient=True,
        )  # fmt: skip

    def __enter__(self) -> Iterator[Outcome]:
        self._bar.start()
        return self._counted()

    def __exit__(self, *_: object) -> None:
        self._bar.stop()

    def _counted(self) -> Iterator[Outcome]:
        task = self._bar.add_task("", total=None, rate="")
        for outcome in self._outcomes:
            yield outcome
            speed = self._bar.tasks[0].speed
            self._bar.update(task, advance=1, rate=f"{speed:.1f}/s" if speed else "")
