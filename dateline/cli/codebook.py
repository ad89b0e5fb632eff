"""``dateline codebook``: the ontology from the data that the coder uses."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dateline.cli import OK, SOME_FAILED

if TYPE_CHECKING:
    from dateline.events.codebook import Codebook, EventType, Frame


@click.command("codebook")
@click.argument("name", required=False, metavar="[TYPE]")
@click.option("--check", "path", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Validate a codebook file and run its examples.")  # fmt: skip
def command(name: str | None, path: Path | None) -> int:
    """List the event types, show one TYPE with its edges, modes, words and examples, or check an edited file.

    \b
    dateline codebook
    dateline codebook ASSAULT
    dateline codebook --check dateline/data/codebook/ASSAULT.yaml
    """
    if path is not None:
        return _check(path)
    from dateline.events import codebook

    book = codebook.load()
    if name is None:
        _list(book)
    elif name.upper() in book.types:
        _show(book.types[name.upper()])
    else:
        raise click.UsageError(f"no event type {name!r}; there are: {', '.join(book.types)}")
    return OK


def _check(path: Path) -> int:
    from dateline.events.check import check

    problems = check(path)
    for problem in problems:
        click.echo(problem)
    click.echo(f"{path.name}: {f'{len(problems)} examples fail' if problems else 'valid, all examples code as stated'}")
    return SOME_FAILED if problems else OK


def _list(book: Codebook) -> None:
    click.echo(f"codebook {book.hash}: {len(book.types)} event types\n")
    for t in sorted(book.types.values(), key=lambda t: -t.intensity):
        click.echo(f"{click.style(t.name, bold=True):<20}{t.quad.replace('_', ' '):<23}{t.intensity:+5.1f}")


def _show(t: EventType) -> None:
    from dateline.events.codebook import examples

    good, bad = examples(t.path)
    click.echo(f"{click.style(t.name, bold=True)}  {t.quad.replace('_', ' ')}  {t.intensity:+g}"
               f"{'  recipient needed' if t.recipient_needed else ''}\n{t.definition.strip()}")  # fmt: skip
    _section("Edges", (f"{e.type}: {e.rule.strip()}" for e in t.edges))
    _section("Modes", (f"{m.name} {m.intensity:+g}: {m.definition.strip()}" for m in t.modes.values()))
    _section("Words", (_words(f) for f in t.frames))
    _section("Examples", (e["text"] for e in good))
    _section("Not this type", (f"{e['text']} — {e.get('why', '')}" for e in bad))


def _words(frame: Frame) -> str:
    shown = ", ".join(frame.triggers[:12]) + (
        f" and {len(frame.triggers) - 12} more" if len(frame.triggers) > 12 else ""
    )
    roles = f"actor {'/'.join(frame.actor)}, recipient {'/'.join(frame.recipient) or 'none'}"
    return f"{frame.kind}: {shown} ({roles}{f', mode {frame.mode}' if frame.mode else ''})"


def _section(title: str, lines: Iterable[str]) -> None:
    items = list(lines)
    if items:
        click.echo(f"\n{click.style(title, bold=True)}")
        for item in items:
            click.echo(click.wrap_text(item, width=110, initial_indent="  ", subsequent_indent="    "))
