"""Text, page or row and what its container knows of it → outcome: date, outlet and language settled, with witnesses."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, replace

from dateline.articles import columns, dating, html, outlets
from dateline.articles.build import article, calendar_date
from dateline.articles.outcome import Extent, Given, Outcome, Provenance, attempt
from dateline.articles.text import decode
from dateline.errors import SkippedDocument
from dateline.records import Article

# Witnesses of a date, the most trusted first: what the publisher's own metadata say comes before what others say of it.
# "htmldate" is that package's guess, "updated" a feed's date of the last change, used where it gives no other.
TRUST = ("record", "json-ld", "meta", "sitemap", "feed", "time", "address", "htmldate", "updated")


@dataclass(frozen=True)
class Facts:
    """What the container of a document knows of it. `latest` is the last instant it can be from."""

    reader: str
    url: str | None = None
    charset: str | None = None
    latest: datetime.datetime | None = None
    fetched: str | None = None
    feed: str | None = None
    via: str | None = None
    via_url: str | None = None
    extent: Extent = "full"
    dates: tuple[tuple[str, str], ...] = ()
    title: str | None = None
    byline: str | None = None
    doubts: tuple[str, ...] = ()


def from_text(data: bytes, name: str, given: Given, facts: Facts) -> Outcome:
    """A plain text; its first line may be its title."""
    row = {"text": "", "id": "" if name == "-" else name}
    return attempt(name, lambda: _settle(row | {"text": decode(data)}, name, given, facts, facts.dates))


def from_page(data: bytes, name: str, given: Given, facts: Facts) -> Outcome:
    """A web page."""
    return attempt(name, lambda: _page(data, name, given, facts))


def from_row(row: Mapping[str, object], name: str, given: Given, facts: Facts) -> Outcome:
    """A row of a table or an object of JSON lines, under any of the names of `columns.FIELDS`."""
    return attempt(name, lambda: _row(row, name, given, facts))


def from_entry(row: dict[str, str], name: str, given: Given, facts: Facts) -> Outcome:
    """Named values already under our names, such as a feed's entry."""
    return attempt(name, lambda: _settle(row, name, given, facts, facts.dates))


def _page(data: bytes, name: str, given: Given, facts: Facts) -> tuple[Article, Provenance]:
    if not data.strip():
        raise SkippedDocument("empty: no words in it")
    page = html.extract(data, facts.url, facts.charset)
    url = facts.url or page.url
    row = {"id": "" if name == "-" else name, "text": page.text, "title": page.title or facts.title or "",
           "byline": page.byline or facts.byline or "", "url": url or ""}  # fmt: skip
    return _settle(row, name, given, facts, page.dates + facts.dates, page.site)


def _row(row: Mapping[str, object], name: str, given: Given, facts: Facts) -> tuple[Article, Provenance]:
    found = columns.fields(row)
    found.setdefault("id", name)
    written = found.pop("published", None)
    if written and not given.published and not dating.parse(written):
        calendar_date(written)  # raises, and says what a date looks like
    return _settle(found, name, given, facts, (("record", written),) if written else ())


def _settle(
    row: dict[str, str], name: str, given: Given, facts: Facts, dates: tuple[tuple[str, str], ...],
    site: str | None = None,
) -> tuple[Article, Provenance]:  # fmt: skip
    url = row.get("url") or facts.url
    in_address = dating.in_address(url)
    witnesses = dates + ((("address", in_address),) if in_address else ())
    dated = dating.choose(sorted(witnesses, key=lambda w: TRUST.index(w[0])), facts.latest)
    outlet, outlet_by = _outlet(row.get("outlet"), url, site, facts, given)
    made = article(
        row.get("text", ""), id=row.get("id") or None, published=given.published or dated.published,
        title=row.get("title") or None, outlet=outlet, url=url, byline=row.get("byline") or None,
        language=row.get("language"),
    )  # fmt: skip
    origin = Provenance(
        source=name, reader=facts.reader, url=url, dated_by="stated" if given.published else dated.witness,
        dates=dated.dates, doubts=facts.doubts + dated.doubts, outlet_by=outlet_by, site=site, extent=facts.extent,
        not_after=_stamp(facts.latest), fetched=facts.fetched, feed=facts.feed, via=facts.via,
    )  # fmt: skip
    return made, origin


def _stamp(instant: datetime.datetime | None) -> str | None:
    return instant.astimezone(datetime.UTC).isoformat(timespec="seconds") if instant else None


def _outlet(
    named: str | None, url: str | None, site: str | None, facts: Facts, given: Given
) -> tuple[str | None, str | None]:
    """The outlet and what it rests on: the user, the record, a feed's `<source>`, the address, the page's own name."""
    if given.outlet:
        return given.outlet, "stated"
    if named:
        known = outlets.named(named)
        return (known.name if known else named), "record"
    if facts.via or facts.via_url:
        source = outlets.find(facts.via_url) or outlets.named(facts.via or "")
        return (source.name if source else facts.via), "source"
    if by_address := outlets.find(url):
        return by_address.name, "address"
    return (site, "page") if site else (facts.feed, "feed" if facts.feed else None)


def summarised(facts: Facts, why: str) -> Facts:
    """The facts of a teaser that is used because its page could not be had."""
    return replace(facts, extent="summary", doubts=(*facts.doubts, why))
