"""``dateline check``."""

from __future__ import annotations

import dataclasses

import click

from dateline.cli import OK, SOME_FAILED
from dateline.cli.target import db_option, json_option, opened, put_json


@click.command("check")
@db_option
@json_option
def command(db: str | None, as_json: bool) -> int:
    """Check the corpus: the file, every reference, every span against its text, every counter.

    Exit code 1 when something is wrong.
    """
    with opened(db) as corpus:
        problems = corpus.check()
        pending = corpus.status().pending
    if as_json:
        put_json({"problems": [dataclasses.asdict(p) for p in problems], "pending": pending})
    for p in () if as_json else problems:
        click.echo(f"{p.where}: {p.kind}: {p.problem}")
    if not as_json and not problems:
        click.echo(
            f"{corpus.where}: all in order" + (f"; {pending} reports wait for `dateline add`" if pending else "")
        )
    return SOME_FAILED if problems else OK
