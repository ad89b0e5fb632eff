"""``dateline split``."""

from __future__ import annotations

import click

from dateline.cli import OK
from dateline.cli.target import decision_options, opened, put_decision


@click.command("split")
@click.argument("event", metavar="ID")
@click.argument("report")
@decision_options
def command(event: str, report: str, undo: bool, by: str, db: str | None, as_json: bool) -> int:
    """Take what REPORT (r7) tells out of a merged event (m12). It outlasts recoding.

    \b
    dateline split m12 r7
    dateline split --undo m12 r7
    """
    with opened(db, write=True) as corpus:
        now = corpus.unsplit(event, report) if undo else corpus.split(event, report, by)
    said, back = ("back in", "") if undo else ("out of", "--undo ")
    put_decision(as_json, now, f"{report} is {said} {event}", f"dateline split {back}{event} {report}")
    return OK
