"""What reading a source gives: an article with where it came from, or the reason there is none."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from dateline.articles.text import clean
from dateline.errors import InputError, SkippedDocument
from dateline.records import Article

if TYPE_CHECKING:
    from dateline.articles.fetch import Fetcher

Extent = Literal["full", "summary", "rebuilt"]
Again = Literal["tried", "untried"]


@dataclass(frozen=True)
class Provenance:
    """Where a report and its metadata come from.

    `reader` is the kind of source: text, page, jsonl, csv, feed, warc or ngrams. `dated_by` names the witness that
    `article.published` rests on; `dates` lists every witness with its date, `doubts` what was not believed and why.
    `outlet_by` says what the outlet's name rests on. `extent` is "summary" where only a feed's teaser is known and
    "rebuilt" where the text was put together from windows. `not_after` is the latest instant (ISO 8601, UTC) the
    report can be from, `fetched` when it was fetched or crawled; `feed` and `via` name the feed and its `<source>`.
    """

    source: str
    reader: str
    url: str | None = None
    dated_by: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()
    outlet_by: str | None = None
    site: str | None = None
    extent: Extent = "full"
    not_after: str | None = None
    fetched: str | None = None
    feed: str | None = None
    via: str | None = None

    def __post_init__(self) -> None:
        _cleaned(self)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready, without what is not known."""
        return {k: v for k, v in asdict(self).items() if v not in (None, (), [])}


@dataclass(frozen=True)
class Outcome:
    """One document: `article`, or `problem` with `skipped` telling a reasoned omission from a failure.

    `again` marks a page that may be had later: its server failed, or was left alone and not asked ("untried").
    """

    source: str
    article: Article | None = None
    problem: str | None = None
    skipped: bool = False
    provenance: Provenance | None = None
    again: Again | None = None

    def __post_init__(self) -> None:
        _cleaned(self)


def _cleaned(record: Outcome | Provenance) -> None:
    """Takes out of names and reasons what no terminal should obey and no database holds: file names may have it all."""
    for name, value in vars(record).items():
        if isinstance(value, str) and not value.isprintable():
            object.__setattr__(record, name, clean(value).replace("\n", " "))


@dataclass(frozen=True)
class Given:
    """Metadata the user states for every document; it overrules what a document says of itself.

    With `fetch`, addresses are fetched through `fetcher` (one with the default limits when null).
    """

    published: str | None = None
    outlet: str | None = None
    fetch: bool = False
    fetcher: Fetcher | None = None


def attempt(source: str, make: Callable[[], tuple[Article, Provenance]]) -> Outcome:
    """The outcome of reading one document; a defect met in it is told as its problem and loses nothing else."""
    try:
        article, provenance = make()
    except Exception as error:  # whatever a parser makes of a broken page: one document, not the batch
        return Outcome(source, problem=told(error), skipped=isinstance(error, SkippedDocument))
    return Outcome(source, article, provenance=provenance)


def told(error: Exception) -> str:
    """An error in words for people."""
    if isinstance(error, InputError):
        return str(error)
    if isinstance(error, OSError):
        return error.strerror or str(error) or type(error).__name__
    return f"cannot be read: {type(error).__name__}: {error}"
