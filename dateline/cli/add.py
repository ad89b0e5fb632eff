"""``dateline add``."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import click

from dateline.cli import BAD_INPUT, OK, SOME_FAILED
from dateline.cli.target import (
    db_option,
    json_option,
    memory_option,
    opened,
    processes,
    progress,
    put_line,
    quiet_option,
    workers_option,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.articles.fetch import Fetcher
    from dateline.corpus import Added, Corpus, Summary
    from dateline.corpus.adding import What


@click.command("add")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@click.option("--feed", "feeds", multiple=True, metavar="URL", help="A feed to read, with the pages it leads to.")
@click.option("--watch", metavar="TIME", help="Read the feeds again and again, such as every 15m, until Ctrl-C.")
@click.option("--published", metavar="DATE", help="Publication date, such as 2025-11-07; anchors relative dates.")
@click.option("--outlet", metavar="NAME", help="Who published the reports.")
@click.option("--fetch", is_flag=True, help="Fetch sources that are http(s) addresses.")
@click.option("--no-text", is_flag=True, help="Make a corpus that keeps hashes, offsets and excerpts, but no texts.")
@click.option("--model", metavar="NAME", help="Another installed spaCy model.")
@memory_option
@workers_option
@quiet_option
@db_option
@json_option
def command(
    sources: tuple[str, ...], feeds: tuple[str, ...], watch: str | None, published: str | None, outlet: str | None,
    fetch: bool, no_text: bool, model: str | None, no_memory: bool, workers: int | None, quiet: bool, db: str | None,
    as_json: bool,
) -> int:  # fmt: skip
    """Read, code and store each SOURCE: a file, a folder, an archive, a feed, an address with --fetch, or -.

    What is in already is left out; cut off at any moment, the same command goes on where it stopped. With --json, one
    line a document, printed once it is stored for good.

    \b
    dateline add reports/ news.jsonl crawl.warc.gz feed.xml
    dateline add --feed https://example.org/rss --watch 15m
    """
    from dateline.articles.sources import Given
    from dateline.cli.watching import every, expected, seconds

    if not sources and not feeds:
        raise click.UsageError("nothing to add: name a file, a folder, or --feed URL")
    pause = seconds(watch) if watch else None
    given = Given(published, outlet, fetch, _fetcher() if feeds or fetch else None)
    with opened(db, write=True, texts=False if no_text else None) as corpus:
        for number in every(pause):
            total = expected(sources) if not feeds else None
            with progress(total, "documents", not quiet and not as_json) as advance:
                told = _teller(as_json, quiet, advance)
                summary = corpus.follow(feeds, given=given, told=told, model=model, memory=not no_memory)
                if sources:
                    summary += corpus.add(
                        sources, given=given, told=told, workers=processes(workers), model=model, memory=not no_memory
                    )
            if not as_json and (number == 0 or summary.total > summary["same"]):
                click.echo(_sum_up(corpus, summary))
    return exit_code(summary, bool(feeds))


def _fetcher() -> Fetcher:
    """One for all rounds: it knows when each host may be asked again."""
    from dateline.articles.fetch import Fetcher

    return Fetcher()


def exit_code(summary: Summary, feeds: bool = False) -> int:
    """3 when nothing could be read, 1 when some could not or all were left out, else 0. A feed may have nothing new."""
    good = summary.total - summary["failed"] - summary["skipped"]
    if not good and not (feeds and not summary.total):
        return BAD_INPUT if summary["failed"] or not summary.total else SOME_FAILED
    return SOME_FAILED if summary["failed"] else OK


def _teller(as_json: bool, quiet: bool, advance: Callable[[int, str], None]) -> Callable[[Added], None]:
    def told(added: Added) -> None:
        if as_json:
            put_line(dataclasses.asdict(added))
        elif added.what == "failed" or (added.what == "skipped" and not quiet):
            click.echo(f"{added.source}: {'skipped: ' if added.what == 'skipped' else ''}{added.problem}", err=True)
        advance(1, added.source[-40:])

    return told


def _sum_up(corpus: Corpus, summary: Summary) -> str:
    found = corpus.status()
    done = ", ".join(f"{n:,} {_DONE[what]}" for what in _DONE if (n := summary.counts.get(what, 0))) or "nothing new"
    holds = [_number(found.reports, "report"), _number(found.merged, "merged event"), _number(found.stories, "story")]
    return f"{done}; {corpus.where} holds {', '.join(holds)}"


_DONE: dict[What, str] = {
    "new": "new", "edited": "edited", "same": "in already", "withdrawn": "withdrawn before", "skipped": "skipped",
    "failed": "failed",
}  # fmt: skip


def _number(n: int, noun: str) -> str:
    plural = noun[:-1] + "ies" if noun.endswith("y") else noun + "s"
    return f"{n:,} {noun if n == 1 else plural}"
