"""``dateline recode``."""

from __future__ import annotations

import click

from dateline.cli import OK, SOME_FAILED
from dateline.cli.target import (
    db_option,
    json_option,
    memory_option,
    opened,
    processes,
    progress,
    put_json,
    put_page,
    quiet_option,
    workers_option,
)


@click.command("recode")
@click.argument("reports", nargs=-1, metavar="[REPORT...]")
@click.option("--since", metavar="DATE", help="Only reports published on this day or later.")
@click.option("--until", metavar="DATE", help="Only reports published on this day or earlier.")
@click.option("--dry-run", is_flag=True, help="Say what would change; write nothing.")
@click.option("--model", metavar="NAME", help="Another installed spaCy model.")
@memory_option
@workers_option
@quiet_option
@db_option
@json_option
def command(
    reports: tuple[str, ...], since: str | None, until: str | None, dry_run: bool, model: str | None, no_memory: bool,
    workers: int | None, quiet: bool, db: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Code stored reports again, after a change of the codebook, and say what changed, as a diff.

    Reports that were edited are told too, with the records that the edit changed. Decisions made by hand stay.

    \b
    dateline recode --since 2025-01-01
    dateline recode r12 r14 --dry-run
    """
    from dateline.articles.build import calendar_date

    with opened(db, write=not dry_run) as corpus:
        total = len(reports) or corpus.status().reports
        with progress(total if not (since or until) else None, "reports", not quiet) as advance:
            done = corpus.recode(
                reports or None, since=calendar_date(since), until=calendar_date(until),
                told=lambda more: advance(more, ""), workers=processes(workers), model=model, memory=not no_memory,
                apply=not dry_run,
            )  # fmt: skip
    if as_json:
        put_json(done.as_dict())
    else:
        from dateline.cli import pages

        put_page(pages.recoded(done, dry_run))
    return SOME_FAILED if done.problems else OK
