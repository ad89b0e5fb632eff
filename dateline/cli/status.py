"""``dateline status``."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import TYPE_CHECKING

import click

from dateline.cli import OK
from dateline.cli.target import db_option, json_option, opened, put_json, put_page

if TYPE_CHECKING:
    from dateline.store import Skipped


@click.command("status")
@click.option("--skipped", "list_skipped", is_flag=True, help="List every document that was left out, with the reason.")
@db_option
@json_option
def command(list_skipped: bool, db: str | None, as_json: bool) -> int:
    """Say what is in the corpus, what was left out and why, and what was run."""
    with opened(db) as corpus:
        status, runs, left_out = corpus.status(), corpus.runs(), list(corpus.skipped())
    if as_json:
        put_json({
            "corpus": corpus.where, **dataclasses.asdict(status), "left_out": reasons(left_out),
            "runs": [dataclasses.asdict(r) for r in runs],
            **({"documents_left_out": [dataclasses.asdict(s) for s in left_out]} if list_skipped else {}),
        })  # fmt: skip
        return OK
    from dateline.cli import pages

    put_page(pages.status(corpus.where, status, runs, reasons(left_out)))
    for s in left_out if list_skipped else ():
        click.echo(f"{s.source}: {s.kind}: {s.reason}")
    return OK


def reasons(left_out: list[Skipped]) -> dict[str, int]:
    """How many documents were left out for each reason, the most frequent first; numbers in it are made equal."""
    import re

    counted = Counter(f"{s.kind}: {re.sub(r'[0-9][0-9,.]*', 'N', s.reason)}" for s in left_out)
    return dict(counted.most_common())
