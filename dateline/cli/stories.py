"""``dateline stories``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from dateline.cli import OK
from dateline.cli.target import db_option, json_option, opened, put_json, put_page, stated_date

if TYPE_CHECKING:
    from dateline.records import Story


@click.command("stories")
@click.option("--since", metavar="DATE", callback=stated_date, help="Stories that go on after this day.")
@click.option("--until", metavar="DATE", callback=stated_date, help="Stories that begin before this day.")
@click.option("--events", "as_events", is_flag=True, help="List merged events instead.")
@click.option("--type", "type_", metavar="TYPE", help="With --events: only this type, such as ASSAULT.")
@click.option("--country", metavar="ISO3", help="With --events: only with this country, as a party or the place.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many at most.")
@db_option
@json_option
def command(
    since: str | None, until: str | None, as_events: bool, type_: str | None, country: str | None, limit: int,
    db: str | None, as_json: bool,
) -> int:  # fmt: skip
    """List stories, the latest first: reports about one happening over time; or merged events.

    \b
    dateline stories --since 2025-11-01
    dateline stories --events --type ASSAULT --country SDN
    """
    from dateline.cli import pages

    if (type_ or country) and not as_events:
        raise click.UsageError("--type and --country choose among merged events: add --events")
    with opened(db) as corpus:
        if as_events:
            from dateline.store import MergedFilter

            wanted = MergedFilter(
                type=_event_type(type_), country=country and country.upper(), since=since, until=until
            )
            events = list(corpus.events(wanted))[-limit:]
            found: list[Any] = events[::-1]
        else:
            found = [s for s in corpus.stories() if _overlaps(s, since, until)]
            found = sorted(found, key=lambda s: (s.last or "", int(s.id[1:])), reverse=True)[:limit]
    if as_json:
        put_json([record.model_dump(mode="json") for record in found])
    else:
        put_page(pages.events(found) if as_events else pages.stories(found))
    return OK


def _event_type(name: str | None) -> str | None:
    """A type of the codebook, in whatever case it was written."""
    from dateline.events import codebook

    if name and name.upper() not in (types := codebook.load().types):
        raise click.UsageError(f"no event type {name!r}; there are: {', '.join(types)}")
    return name and name.upper()


def _overlaps(story: Story, since: str | None, until: str | None) -> bool:
    return (since is None or (story.last or "") >= since) and (until is None or (story.first or "9999") <= until)
