"""``dateline merge``."""

from __future__ import annotations

import click

from dateline.cli import OK
from dateline.cli.target import decision_options, opened, put_decision


@click.command("merge")
@click.argument("a", metavar="ID")
@click.argument("b", metavar="ID")
@decision_options
def command(a: str, b: str, undo: bool, by: str, db: str | None, as_json: bool) -> int:
    """Make two events one: merged events (m1) or single tellings (r1/e2). It outlasts recoding.

    \b
    dateline merge m12 m31
    dateline merge --undo m12 m31
    """
    with opened(db, write=True) as corpus:
        now = corpus.unmerge(a, b) if undo else corpus.merge(a, b, by)
    said, back = ("apart again", "") if undo else ("one", "--undo ")
    put_decision(as_json, now, f"{a} and {b} are {said}", f"dateline merge {back}{a} {b}")
    return OK
