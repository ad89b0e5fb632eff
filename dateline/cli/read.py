"""``dateline read``: reports in, coded articles out."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from dateline.cli import BAD_INPUT, OK, SOME_FAILED
from dateline.cli.target import fetching_options, put_left_out, quiet_option, require_no_password

if TYPE_CHECKING:
    from dateline.articles import Outcome
    from dateline.coding import Coder
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
@fetching_options
@click.option("--format", "form", type=click.Choice(FORMATS), help="Default: table, or ndjson with --output.")
@click.option("--json", "as_json", is_flag=True, help="Short for --format json.")
@click.option("-o", "--output", type=click.Path(dir_okay=False, writable=True), help="Write to a file, not to stdout.")
@click.option("--explain", is_flag=True, help="Say why each code was given: rule, words, score.")
@click.option(
    "--full", is_flag=True, help="Show every report in full; by default the first of several, and of others the head."
)
@click.option("--no-text", is_flag=True, help="Leave the marked text out of the table view.")
@click.option("--model", metavar="NAME", help="Another installed spaCy model.")
@quiet_option
def command(
    sources: tuple[str, ...],
    published: str | None,
    outlet: str | None,
    fetch: bool,
    form: str | None,
    as_json: bool,
    output: str | None,
    explain: bool,
    full: bool,
    no_text: bool,
    model: str | None,
    quiet: bool,
) -> int:
    """Code each SOURCE: a file (text, page, JSON lines, table, feed, archive), a folder, an address with --fetch, or -
    for standard input.

    \b
    dateline read report.txt
    dateline read report.html --published 2025-11-07 --outlet "Example Post"
    dateline read reports/ --format ndjson -o coded.ndjson
    """
    from dateline.articles import Given, read
    from dateline.articles.meter import Meter
    from dateline.articles.sources import size
    from dateline.cli.progress import progress
    from dateline.coding import Coder
    from dateline.language.engine import DEFAULT_MODEL

    if as_json and form not in (None, "json"):
        raise click.UsageError(f"--json and --format {form} exclude each other")
    require_no_password(sources)
    form = "json" if as_json else form or ("ndjson" if output else "table")
    tally = Tally()
    coder = Coder(model or DEFAULT_MODEL)
    meter, shown = Meter(), not quiet and (output is not None or form in ("ndjson", "csv"))
    outcomes = read(sources, Given(published, outlet, fetch), meter)
    with _opened(output) as out, progress(size(sources) if shown else None, "documents", shown) as advance:
        coded = _coded(outcomes, coder, tally, quiet, lambda name: advance(1, name[-40:], meter.done))
        _write(coded, form, out, many=_many(sources), full=full, explain=explain, text=not no_text)
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


def _coded(
    outcomes: Iterable[Outcome], coder: Coder, tally: Tally, quiet: bool, done: Callable[[str], None]
) -> Iterator[CodedArticle]:
    """Coded articles as they come; whatever cannot be coded is told on stderr and counted."""
    for outcome in outcomes:
        coded = _code(outcome, coder, tally, quiet)
        done(outcome.source)
        if coded is not None:
            yield coded


def _code(outcome: Outcome, coder: Coder, tally: Tally, quiet: bool) -> CodedArticle | None:
    if outcome.article is None:
        tally.skipped += outcome.skipped
        tally.failed += not outcome.skipped
        if not (quiet and outcome.skipped):
            put_left_out(outcome.source, outcome.problem, outcome.skipped)
        return None
    try:
        coded = coder.code(outcome.article)
    except Exception as error:  # a defect in one document must not lose the batch
        tally.failed += 1
        click.echo(f"{outcome.source}: not coded: {type(error).__name__}: {error}", err=True)
        return None
    tally.coded += 1
    return coded


def _write(
    coded: Iterator[CodedArticle], form: str, out: TextIO, *, many: bool, full: bool, explain: bool, text: bool
) -> None:
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
        _show(coded, out, full=full, explain=explain, text=text)


def _show(coded: Iterator[CodedArticle], out: TextIO, *, full: bool, explain: bool, text: bool) -> None:
    """Pages for the terminal; of many reports the first is shown in full, unless all are asked for."""
    from dateline.cli.view import View

    view, number = View(out), 0
    for number, article in enumerate(coded, 1):
        if full or number == 1:
            view.show(article, explain=explain, text=text)
        else:
            view.brief(article)
    if number > 1 and not full:
        click.echo(
            f"the first of {number} reports is shown in full; --full shows all, --json gives all records", err=True
        )


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
