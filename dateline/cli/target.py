"""What the commands about a corpus share: their options, which corpus, JSON, a page on the terminal."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from dateline.errors import InputError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from dateline.corpus import Corpus

F = TypeVar("F", bound=Callable[..., Any])


def _options(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Several options as one decorator, in this order in the help."""
    return lambda command: functools.reduce(lambda c, option: option(c), reversed(options), command)


def stated_date(context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The value of an option that is a date, or a usage error."""
    from dateline.articles.build import calendar_date

    try:
        return calendar_date(value)
    except InputError as error:
        raise click.BadParameter(str(error).removeprefix("publication "), context, option) from None


db_option: Callable[[F], F] = click.option(
    "--db", metavar="PATH", help="The corpus: a file, or a postgresql:// address. Default: DATELINE_DB, else"
    " dateline.toml, else ./news.dateline.",
)  # fmt: skip
json_option: Callable[[F], F] = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
quiet_option: Callable[[F], F] = click.option(
    "-q", "--quiet", is_flag=True, help="No progress bar and no word about skipped documents."
)
fetching_options = _options(
    click.option(
        "--published", metavar="DATE", callback=stated_date,
        help="Publication date, such as 2025-11-07; anchors relative dates.",
    ),
    click.option("--outlet", metavar="NAME", help="Who published the reports."),
    click.option("--fetch", is_flag=True, help="Fetch sources that are http(s) addresses."),
)  # fmt: skip
decision_options = _options(
    click.option("--undo", is_flag=True, help="Take this decision back."),
    click.option("--by", default="user", show_default=True, metavar="NAME", help="Who decides; kept with it."),
    db_option, json_option,
)  # fmt: skip


def coding_options(command: Callable[..., int]) -> Callable[..., int]:
    """How documents are coded: the command gets `how`, arguments of `Corpus.add` and `Corpus.recode`."""

    @functools.wraps(command)
    def told(*args: Any, model: str | None, no_memory: bool, workers: int | None, **more: Any) -> int:
        return command(*args, how={"model": model, "memory": not no_memory, "workers": processes(workers)}, **more)

    return _options(
        click.option("--model", metavar="NAME", help="Another installed spaCy model."),
        click.option(
            "--no-memory", is_flag=True,
            help="Use nothing the corpus says of persons: a run anybody can repeat without it.",
        ),
        click.option(
            "--workers", type=click.IntRange(0), metavar="N",
            help="Processes that code. Default: one a core, 4 at most.",
        ),
        quiet_option, db_option, json_option,
    )(told)  # fmt: skip


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


def put_left_out(source: str, problem: str | None, skipped: bool) -> None:
    """One line on standard error about a document that was not read, coded or stored."""
    told = (problem or "").removeprefix(f"{source}: ")
    click.echo(f"{source}: {'skipped: ' if skipped else ''}{told}", err=True)


def require_no_password(addresses: Iterable[str]) -> None:
    """Addresses are kept in the corpus and shown: no place for a password."""
    for address in addresses:
        if address.startswith(("http://", "https://")) and "@" in address.split("/")[2]:
            raise click.UsageError("an address with a user name or password is not fetched")


def put_line(value: Any) -> None:
    """One line of JSON on standard output, at once."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def put_decision(as_json: bool, events: Iterable[str], said: str, back: str) -> None:
    """What a decision made of the merged events concerned; `back` is the command that takes it back."""
    if as_json:
        put_json({"events": list(events)})
    else:
        click.echo(f"{said}: {', '.join(events)}")
        click.echo(f"to take it back: {back}", err=True)


def put_page(parts: Iterable[RenderableType]) -> None:
    """A page on standard output, with colours on a terminal."""
    from dateline.cli.terminal import console

    out = console(sys.stdout)
    for part in parts:
        out.print(part)
