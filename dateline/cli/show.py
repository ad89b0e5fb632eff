"""``dateline show``."""

from __future__ import annotations

import click

from dateline.cli import OK
from dateline.cli.target import db_option, json_option, opened, put_json, put_page


@click.command("show")
@click.argument("id", metavar="ID")
@click.option("--explain", is_flag=True, help="Say why: rules, links, scores.")
@db_option
@json_option
def command(id: str, explain: bool, db: str | None, as_json: bool) -> int:
    """Show everything about one ID of the corpus.

    \b
    r1      a report: its records, where it came from, what an edit changed
    r1/e2   one event in it
    m1      a merged event: every outlet's words, what they agree on and what not, who says so when
    t1      a story: its reports and events over time
    f1      a family: reports that carry one text
    """
    with opened(db) as corpus:
        shown = corpus.show(id)
    if as_json:
        put_json(shown.as_dict())
        return OK
    if shown.kind == "report":
        import sys

        from dateline.cli.view import View

        assert shown.coded is not None
        View(sys.stdout).show(shown.coded, explain=explain)
    from dateline.cli.pages import page

    put_page(page(shown, explain))
    return OK
