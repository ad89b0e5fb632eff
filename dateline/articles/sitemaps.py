"""Sitemaps → the addresses they list, news sitemaps with title and date."""

from __future__ import annotations

import io
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.articles import outlets, unpack, xmlstream
from dateline.articles.addresses import whole
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.articles.fetch import Fetcher

MAX_NESTED = 500  # sitemaps read behind one index; sitemaps.org allows 50,000, of 50,000 addresses each
DEPTH = 2  # an index of indexes and no further
REMEMBERED = 100_000  # addresses remembered between two visits


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


def follow(url: str, fetcher: Fetcher, state: MutableMapping[str, Any]) -> Iterator[Listed]:
    """Pages that are new or changed since `state`, which is brought up to date as they are taken (see `feeds.follow`).

    Nested sitemaps are followed on the same site only. Raises `InputError` for the outermost sitemap; broken nested
    ones end with what they gave.
    """
    seen: dict[str, str] = state.setdefault("seen", {})
    for listed in _pages(url, fetcher, outlets.find(url), DEPTH, [MAX_NESTED]):
        stamp = listed.modified or listed.date or ""
        if seen.get(listed.url) != stamp:
            yield listed
            seen[listed.url] = stamp
            if len(seen) > REMEMBERED:
                del seen[next(iter(seen))]


def _pages(url: str, fetcher: Fetcher, site: outlets.Outlet | None, depth: int, left: list[int]) -> Iterator[Listed]:
    answer = fetcher.get(url)
    for listed in read(_plain(answer.body), answer.url):
        if not listed.nested:
            yield listed
        elif depth and left[0] and outlets.find(listed.url) == site:
            left[0] -= 1
            yield from _nested(listed.url, fetcher, site, depth - 1, left)


def _nested(url: str, fetcher: Fetcher, site: outlets.Outlet | None, depth: int, left: list[int]) -> Iterator[Listed]:
    try:
        yield from _pages(url, fetcher, site, depth, left)
    except InputError:
        return


def _plain(data: bytes) -> BinaryIO:
    """A body that may still be packed (sitemap.xml.gz)."""
    stream = io.BytesIO(data)
    return unpack.unpacked(stream, "gzip", unpack.Budget(len(data))) if data.startswith(b"\x1f\x8b") else stream
