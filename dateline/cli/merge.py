"""``dateline merge``."""

from __future__ import annotations

import click

from dateline.cli import OK
from dateline.cli.target import db_option, json_option, opened, put_json


@click.command("merge")
@click.argument("a", metavar="ID")
@click.argument("b", metavar="ID")
@click.option("--undo", is_flag=True, help="Take this merge back.")
@click.option("--by", default="user", show_default=True, metavar="NAME", help="Who decides; kept with the decision.")
@db_option
@json_option
def command(a: str, b: str, undo: bool, by: str, db: str | None, as_json: bool) -> int:
    """Make two events one: merged events (m1) or single tellings (r1/e2). It outlasts recoding.

    \b
    dateline merge m12 m31
    dateline merge --undo m12 m31
    """
    with opened(db, write=True) as corpus:
        now = corpus.unmerge(a, b) if undo else corpus.merge(a, b, by)
    if as_json:
        put_json({"events": list(now)})
    else:
        click.echo(f"{a} and {b} are {'apart again' if undo else 'one'}: {', '.join(now)}")
        click.echo(f"undo: dateline merge --undo {a} {b}" if not undo else f"again: dateline merge {a} {b}", err=True)
    return OK
