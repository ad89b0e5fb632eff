"""RSS, Atom and JSON feeds → entries; and following them: only what is new, resumable."""

from __future__ import annotations

import hashlib
import io
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.articles import html, kinds, xmlstream
from dateline.articles.addresses import whole
from dateline.articles.text import decode
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.articles.fetch import Answer, Fetcher
    from dateline.articles.ledger import Ledger

MAX_JSON = 64_000_000  # bytes of a JSON feed, which is read whole
_ENTRIES = frozenset({"item", "entry"})
_LINK = re.compile(rb"<link\b[^>]{0,1000}>", re.I)
_HREF = re.compile(rb"href\s*=\s*[\"']?([^\"'\s>]+)", re.I)
_MAILBOX = re.compile(r"^\S+@\S+ \((.+)\)$")


@dataclass(frozen=True)
class Entry:
    """One entry of a feed. `text` is the full text where `full`, else the teaser; dates are as written.

    `via` is the name in `<source>` (who published first) and `via_url` its address; `feed` is the feed's title.
    """

    key: str
    text: str
    full: bool
    title: str | None = None
    url: str | None = None
    date: str | None = None
    updated: str | None = None
    byline: str | None = None
    language: str | None = None
    via: str | None = None
    via_url: str | None = None
    feed: str | None = None

    @property
    def fingerprint(self) -> str:
        """Changes when the entry is edited."""
        return _digest("\n".join((self.title or "", self.text, self.updated or self.date or "")))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:16]


def read(stream: BinaryIO, base: str | None = None) -> Iterator[Entry]:
    """Entries of a feed of any of the three kinds, lazily; `base` makes relative links whole.

    Raises `InputError` for what is no feed, and after the last whole entry of a broken one.
    """
    head = stream.peek(64) if isinstance(stream, io.BufferedReader) else b""
    entries = _json(stream) if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{") else _xml(stream)
    for entry in entries:
        yield replace(entry, url=whole(base, entry.url)) if entry.url else entry


def _xml(stream: BinaryIO) -> Iterator[Entry]:
    head: dict[str, str] = {}
    found = False
    for element in xmlstream.elements(stream, _wanted):
        kind = xmlstream.name(element)
        if kind in _ENTRIES:
            found = True
            yield _entry(element, head)
        else:
            head.setdefault(kind, _inner(element))
    if not found and not head:
        raise InputError("not a feed: no item or entry in it")


def _wanted(element: Any) -> bool:
    name = xmlstream.name(element)
    if name in _ENTRIES:
        return True
    parent = element.getparent() if name in ("title", "language") else None
    return parent is not None and xmlstream.name(parent) in ("channel", "feed")


def _entry(element: Any, head: Mapping[str, str]) -> Entry:
    parts: dict[str, Any] = {}
    for part in element:
        parts.setdefault(xmlstream.name(part), part)
    said = {name: value for name, part in parts.items() if (value := _inner(part))}
    full, teaser = _full(parts), _markup(parts.get("description"), parts.get("summary"), parts.get("media:description"))
    url = _link(element, said)
    source = parts.get("source")
    text = html.fragment(full or teaser)
    return Entry(
        key=said.get("guid") or said.get("id") or url or _digest(said.get("title", "") + text),
        text=text, full=bool(full),
        title=html.fragment(said["title"]).replace("\n", " ") if "title" in said else None, url=url,
        date=said.get("pubDate") or said.get("published") or said.get("dc:date") or said.get("dcterms:created"),
        updated=said.get("updated") or said.get("dcterms:modified"), byline=_author(parts, said),
        language=said.get("dc:language") or head.get("language"), via=_source(source),
        via_url=None if source is None else source.get("url"), feed=head.get("title"),
    )  # fmt: skip


def _inner(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _full(parts: Mapping[str, Any]) -> str:
    return _markup(parts.get("content:encoded"), parts.get("content"))


def _markup(*elements: Any) -> str:
    """Markup of the first element that has some; Atom's xhtml and plain text become HTML as the others are."""
    from lxml import etree

    for element in elements:
        if element is None:
            continue
        kind = element.get("type") or "html"
        if kind == "xhtml" or len(element):
            return "".join(etree.tostring(child, encoding="unicode") for child in element)
        if text := (element.text or "").strip():
            return text
    return ""


def _link(element: Any, said: Mapping[str, str]) -> str | None:
    for link in element:
        href = link.get("href") if xmlstream.name(link) == "link" else None
        if href and link.get("rel", "alternate") == "alternate":
            return str(href).strip()
    if "link" in said:
        return said["link"]
    guid = said.get("guid", "")
    return guid if guid.startswith(("http://", "https://")) else None


def _author(parts: Mapping[str, Any], said: Mapping[str, str]) -> str | None:
    author = parts.get("author")
    if author is not None and len(author):
        names = (_inner(part) for part in author if xmlstream.name(part) == "name")
        return next(names, None)
    value = said.get("dc:creator") or said.get("author")
    box = _MAILBOX.match(value) if value else None
    return box[1] if box else value


def _source(source: Any) -> str | None:
    """RSS has a name in <source>; Atom has the head of the feed the entry was taken from."""
    if source is None:
        return None
    title = next((part for part in source if xmlstream.name(part) == "title"), None)
    return _inner(source if title is None else title) or None


def _json(stream: BinaryIO) -> Iterator[Entry]:
    data = stream.read(MAX_JSON + 1)
    if len(data) > MAX_JSON:
        raise InputError(f"JSON feed larger than {MAX_JSON:,} bytes")
    try:
        feed = json.loads(decode(data))
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from None
    if not isinstance(feed, dict) or not isinstance(feed.get("items"), list):
        raise InputError("not a JSON feed: no list of items in it")
    for item in feed["items"]:
        if isinstance(item, dict):
            yield _item(item, feed)


def _item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    def said(name: str, of: Mapping[str, Any] = item) -> str | None:
        value = of.get(name)
        return str(value) if isinstance(value, (str, int)) and str(value).strip() else None

    full = said("content_text") or html.fragment(said("content_html") or "")
    text = full or html.fragment(said("summary") or "")
    authors = item.get("authors") or [item.get("author")]
    names = [a["name"] for a in authors if isinstance(a, dict) and isinstance(a.get("name"), str)]
    return Entry(
        key=said("id") or said("url") or _digest((said("title") or "") + text), text=text, full=bool(full),
        title=said("title"), url=said("url") or said("external_url"), date=said("date_published"),
        updated=said("date_modified"), byline=", ".join(names) or None,
        language=said("language") or said("language", feed), feed=said("title", feed),
    )  # fmt: skip


def visit(url: str, fetcher: Fetcher, ledger: Ledger[Entry]) -> Iterator[tuple[str, Entry]]:
    """Entries of the feed at `url` that are new or edited, with their keys in the ledger.

    Raises `InputError` for what is no feed or cannot be had, and after the last whole entry of a broken one.
    """
    answer = fetcher.get(url, ledger.validators)
    if answer.unchanged:
        return
    if kinds.sniff(answer.body[: kinds.HEAD]) == "page":
        raise InputError(f"{url}: a web page, not a feed{_announced(answer)}")
    try:
        yield from ledger.new(read(io.BufferedReader(io.BytesIO(answer.body)), answer.url))
    except InputError:
        ledger.close(None)
        raise
    ledger.close(answer.validators)


def _announced(answer: Answer) -> str:
    """Where the page says that its feed is."""
    for link in _LINK.findall(answer.body[:200_000]):
        href = _HREF.search(link) if b"alternate" in link and (b"rss+xml" in link or b"atom+xml" in link) else None
        if href:
            return f"; its feed is {whole(answer.url, href[1].decode('utf-8', 'replace'))}"
    return ""
