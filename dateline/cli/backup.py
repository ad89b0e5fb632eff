"""``dateline backup``."""

from __future__ import annotations

import click

from dateline.cli import OK
from dateline.cli.target import db_option, opened


@click.command("backup")
@click.argument("path", type=click.Path(dir_okay=False))
@db_option
def command(path: str, db: str | None) -> int:
    """Copy the corpus to PATH, a new file, while others read and write it.

    \b
    dateline backup copies/news-2025-11-07.dateline
    """
    with opened(db) as corpus:
        made = corpus.backup(path)
        click.echo(f"{made}: {made.stat().st_size:,} bytes, {corpus.status().reports:,} reports")
    return OK
