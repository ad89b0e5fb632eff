"""``dateline split``."""

from __future__ import annotations

import click

from dateline.cli import OK
from dateline.cli.target import db_option, json_option, opened, put_json


@click.command("split")
@click.argument("event", metavar="ID")
@click.argument("report")
@click.option("--undo", is_flag=True, help="Take this split back.")
@click.option("--by", default="user", show_default=True, metavar="NAME", help="Who decides; kept with the decision.")
@db_option
@json_option
def command(event: str, report: str, undo: bool, by: str, db: str | None, as_json: bool) -> int:
    """Take what REPORT (r7) tells out of a merged event (m12). It outlasts recoding.

    \b
    dateline split m12 r7
    dateline split --undo m12 r7
    """
    with opened(db, write=True) as corpus:
        now = corpus.unsplit(event, report) if undo else corpus.split(event, report, by)
    if as_json:
        put_json({"events": list(now)})
    else:
        click.echo(f"{report} is {'back in' if undo else 'out of'} {event}: {', '.join(now)}")
        again = (
            f"undo: dateline split --undo {event} {report}" if not undo else f"again: dateline split {event} {report}"
        )
        click.echo(again, err=True)
    return OK
