"""``dateline add``."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import click

from dateline.cli import BAD_INPUT, OK, SOME_FAILED
from dateline.cli.progress import Track, progress
from dateline.cli.target import (
    coding_options,
    fetching_options,
    opened,
    put_left_out,
    put_line,
    require_no_password,
)
from dateline.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Callable

    from dateline.articles import Given
    from dateline.articles.fetch import Fetcher
    from dateline.corpus import Added, Corpus, Summary
    from dateline.corpus.adding import What


@click.command("add")
@click.argument("sources", nargs=-1, metavar="[SOURCE...]")
@click.option("--feed", "feeds", multiple=True, metavar="URL", help="A feed to read, with the pages it leads to.")
@click.option("--watch", metavar="TIME", help="Do all this again and again, such as every 15m, until Ctrl-C.")
@fetching_options
@click.option("--no-text", is_flag=True, help="Make a corpus that keeps hashes, offsets and excerpts, but no texts.")
@coding_options
def command(
    sources: tuple[str, ...], feeds: tuple[str, ...], watch: str | None, published: str | None, outlet: str | None,
    fetch: bool, no_text: bool, how: dict[str, Any], quiet: bool, db: str | None, as_json: bool,
) -> int:  # fmt: skip
    """Read, code and store each SOURCE: a file, a folder, an archive, a feed, an address with --fetch, or -.

    What is in already is left out; cut off at any moment, the same command goes on where it stopped. With --json, one
    line a document, printed once it is stored for good.

    \b
    dateline add reports/ news.jsonl crawl.warc.gz feed.xml
    dateline add --feed https://example.org/rss --watch 15m
    """
    from dateline.articles import Given
    from dateline.cli.watching import every, seconds

    if not sources and not feeds:
        raise click.UsageError("nothing to add: name a file, a folder, or --feed URL")
    require_no_password((*sources, *feeds))
    pause = seconds(watch) if watch else None
    given = Given(published, outlet, fetch, _fetcher() if feeds or fetch else None)
    with opened(db, write=True, texts=False if no_text else None) as corpus:
        for number in every(pause):
            try:
                summary = _round(corpus, sources, feeds, given, how, _Teller(as_json, quiet))
            except StoreError as error:  # somebody else writes, or the disk is full: the next round may go well
                if number == 0:
                    raise
                click.echo(f"dateline: {error}", err=True)
                continue
            for report, problem in summary.unsettled.items():
                click.echo(f"{report}: stored, but not merged yet: {problem}", err=True)
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


def _round(
    corpus: Corpus, sources: tuple[str, ...], feeds: tuple[str, ...], given: Given, how: dict[str, Any], teller: _Teller
) -> Summary:
    """The feeds once, then the sources."""
    from dateline.articles import read
    from dateline.articles.meter import Meter
    from dateline.articles.sources import size
    from dateline.corpus import Summary

    summary, meter = Summary(), Meter()
    track = Track(meter)
    if feeds:
        with progress(None, "documents", teller.bar) as advance:
            told = teller.of(lambda added: advance(1, added.source[-40:]))
            summary += corpus.follow(feeds, given=given, told=told, model=how["model"], memory=how["memory"])
    if sources:
        with progress(size(sources) if teller.bar else None, "documents", teller.bar) as advance:
            told = teller.of(lambda added: advance(1, added.source[-40:], track.reached(added.source)))
            summary += corpus.add(track.marked(read(sources, given, meter)), told=told, **how)
    return summary


@dataclasses.dataclass
class _Teller:
    """Says what became of each document: lines of JSON, or words about those that were left out."""

    as_json: bool
    quiet: bool
    left: bool = False

    @property
    def bar(self) -> bool:
        """Whether a bar is wanted."""
        return not self.quiet and not self.as_json

    def of(self, advance: Callable[[Added], None]) -> Callable[[Added], None]:
        """What hears of each document and moves the bar."""

        def told(added: Added) -> None:
            if self.as_json:
                self._put(added)
            elif added.what == "failed" or (added.what == "skipped" and not self.quiet):
                put_left_out(added.source, added.problem, added.what == "skipped")
            advance(added)

        return told

    def _put(self, added: Added) -> None:
        """When the reader of the output has left, the run ends as by Ctrl-C: what is coded is stored."""
        if self.left:
            return
        try:
            put_line(dataclasses.asdict(added))
        except BrokenPipeError:
            self.left = True
            raise KeyboardInterrupt from None


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
