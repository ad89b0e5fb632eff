"""Sitemaps → the addresses they list, news sitemaps with title and date."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, BinaryIO

from dateline.articles import outlets, unpack, xmlstream
from dateline.articles.addresses import whole
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.articles.fetch import Fetcher
    from dateline.articles.ledger import Ledger

MAX_NESTED = 500  # sitemaps read behind one index; sitemaps.org allows 50,000, of 50,000 addresses each
DEPTH = 2  # an index of indexes and no further
MAX_LISTED = 100_000  # addresses of pages taken from one; the fetcher would need two days for them


@dataclass(frozen=True)
class Listed:
    """One address. `nested` tells another sitemap from a page; `date` is a news sitemap's publication date."""

    url: str
    nested: bool = False
    modified: str | None = None
    date: str | None = None
    title: str | None = None
    outlet: str | None = None
    language: str | None = None

    @property
    def key(self) -> str:
        """Names it among the others."""
        return self.url

    @property
    def fingerprint(self) -> str:
        """Changes when the page is said to have changed."""
        return hashlib.sha256((self.modified or self.date or "").encode("utf-8", "replace")).hexdigest()


def read(stream: BinaryIO, base: str | None = None) -> Iterator[Listed]:
    """What a sitemap or an index of sitemaps lists, lazily. Raises `InputError` after the last whole entry."""
    for element in xmlstream.elements(stream, lambda e: xmlstream.name(e) in ("url", "sitemap")):
        said = {xmlstream.name(part): (part.text or "").strip() for part in element.iter()}
        if said.get("loc"):
            yield Listed(
                whole(base, said["loc"]), xmlstream.name(element) == "sitemap", said.get("lastmod") or None,
                said.get("news:publication_date"), said.get("news:title"), said.get("news:name"),
                said.get("news:language"),
            )  # fmt: skip


@dataclass
class _Tour:
    """One way through the sitemaps of a site."""

    fetcher: Fetcher
    site: outlets.Outlet | None
    visited: set[str] = field(default_factory=set)
    listed: int = 0
    problems: list[str] = field(default_factory=list)

    def pages(self, url: str, depth: int) -> Iterator[Listed]:
        """Pages of a sitemap and of those it lists, on the same site only, each sitemap once."""
        self.visited.add(url)
        answer = self.fetcher.get(url)
        for listed in read(_plain(answer.body), answer.url):
            if not listed.nested:
                self.listed += 1
                if self.listed > MAX_LISTED:
                    raise InputError(f"more than {MAX_LISTED:,} addresses: the others are not read")
                yield listed
            elif listed.url not in self.visited:
                yield from self.nested(listed.url, depth - 1)

    def nested(self, url: str, depth: int) -> Iterator[Listed]:
        """Pages of a sitemap behind an index; what is wrong with it is noted, and the next one is read."""
        try:
            if outlets.find(url) != self.site:
                raise InputError(f"{url}: a sitemap of another site is not followed")
            if depth < 0 or len(self.visited) > MAX_NESTED:
                raise InputError(f"{url}: more than {MAX_NESTED} sitemaps, or more than {DEPTH} behind one another")
            yield from self.pages(url, depth)
        except InputError as error:
            self.problems.append(str(error))


def pages(url: str, fetcher: Fetcher) -> Iterator[Listed]:
    """Pages of a sitemap and of those it leads to on the same site.

    Raises `InputError` for a sitemap that cannot be had, and after the last page where one it leads to cannot.
    """
    tour = _Tour(fetcher, outlets.find(url))
    yield from tour.pages(url, DEPTH)
    if tour.problems:
        more = f" (and {len(tour.problems) - 1:,} more)" if len(tour.problems) > 1 else ""
        raise InputError(f"not read to its end: {tour.problems[0]}{more}")


def visit(url: str, fetcher: Fetcher, ledger: Ledger[Listed]) -> Iterator[tuple[str, Listed]]:
    """Pages that are new or changed, with their keys in the ledger. Raises `InputError` as `pages` does."""
    try:
        yield from ledger.new(pages(url, fetcher))
    except InputError:
        ledger.close(None)
        raise
    ledger.close({})


def _plain(data: bytes) -> BinaryIO:
    """A body that may still be packed (sitemap.xml.gz)."""
    stream = io.BytesIO(data)
    return unpack.unpacked(stream, "gzip", unpack.Budget(len(data))) if data.startswith(b"\x1f\x8b") else stream
