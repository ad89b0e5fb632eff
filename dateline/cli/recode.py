"""``dateline recode``."""

from __future__ import annotations

from typing import Any

import click

from dateline.cli import OK, SOME_FAILED
from dateline.cli.progress import progress
from dateline.cli.target import coding_options, opened, put_json, put_page, stated_date
from dateline.errors import InputError


@click.command("recode")
@click.argument("reports", nargs=-1, metavar="[REPORT...]")
@click.option("--since", metavar="DATE", callback=stated_date, help="Only reports published on this day or later.")
@click.option("--until", metavar="DATE", callback=stated_date, help="Only reports published on this day or earlier.")
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@coding_options
def command(
    reports: tuple[str, ...], since: str | None, until: str | None, dry_run: bool, how: dict[str, Any], quiet: bool,
    db: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Code stored reports again, after a change of the codebook, and say what changed, as a diff.

    Reports that were edited are told too, with the records that the edit changed. Decisions made by hand stay.

    \b
    dateline recode --since 2025-01-01
    dateline recode r12 r14 --dry-run
    """
    with opened(db, write=not dry_run) as corpus:
        there = {r.id for r in corpus.store.reports(reports, text=False)} if reports else set()
        if missing := [id for id in reports if id not in there]:
            raise InputError(f"no report {', '.join(missing)}, or withdrawn")
        total = len(reports) or corpus.status().reports
        with progress(total if not (since or until) else None, "reports", not quiet) as advance:
            done = corpus.recode(
                reports or None, since=since, until=until,
                told=lambda more: advance(more), apply=not dry_run, **how,
            )  # fmt: skip
    if as_json:
        put_json(done.as_dict())
    else:
        from dateline.cli import pages

        put_page(pages.recoded(done, dry_run))
    return SOME_FAILED if done.problems else OK
