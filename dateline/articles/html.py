"""Saved pages → text and metadata, without menus, boxes, captions and footers."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.articles import furniture, witnesses
from dateline.articles.text import decode
from dateline.errors import InputError

MAX_BYTES = 10_000_000  # of one page, scripts and all; a bound on parsing, chosen well above what reports need
_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]{2,40})|<\?xml[^>]{0,80}encoding=[\"']([\w.-]+)", re.I
)
_MARKUP = re.compile(
    r"<(?:p|br|div|a|img|span|ul|ol|li|h[1-6]|em|strong|b|i|blockquote|figure|table)\b[^>]*>|&#?\w+;", re.I
)
_BREAKING = frozenset("p div br li ul ol h1 h2 h3 h4 h5 h6 blockquote section article table tr pre figure hr".split())
_IGNORED = frozenset("script style figure figcaption iframe noscript svg button form nav video audio object".split())


@dataclass(frozen=True)
class Page:
    """What a page says of itself. `dates` are (witness, date as written), the most trusted first."""

    text: str
    title: str | None
    byline: str | None
    site: str | None
    url: str | None
    dates: tuple[tuple[str, str], ...]


def extract(data: bytes, url: str | None = None, charset: str | None = None) -> Page:
    """The report on a page; `charset` is what the server said. Raises `InputError` when the page holds none."""
    if len(data) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES:,} bytes, too large for a page")
    import trafilatura

    tree: Any = trafilatura.load_html(characters(data, charset))
    if tree is None:
        raise InputError("no article text found on the page")
    dates = tuple(witnesses.dates(tree))
    furniture.keep_times(tree)
    furniture.prune(tree)
    found: Any = trafilatura.bare_extraction(
        tree, url=url, include_comments=False, include_tables=False, favor_precision=True, with_metadata=True,
        config=_settings(), date_extraction_params={"extensive_search": False, "original_date": True},
    )  # fmt: skip
    if found is None or not (found.text or "").strip():
        raise InputError("no article text found on the page")
    guessed = (("htmldate", found.date),) if found.date and not dates else ()
    return Page(_body(found.text, found.title), found.title, found.author, found.sitename or found.hostname, found.url,
                dates + guessed)  # fmt: skip


def characters(data: bytes, charset: str | None = None) -> str:
    """Text of a page: by byte-order mark, the server's word or its own where its bytes agree, else by its bytes."""
    declared = _DECLARED.search(data[:4096])
    inner = (declared[1] or declared[2]).decode("ascii", "replace") if declared else None
    for name in (charset, inner):
        if name and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
            try:
                return data.decode(_LIVE.get(name.strip().lower(), name.strip()))
            except (ValueError, LookupError):
                continue
    return decode(data)


# What pages call Latin-1 is windows-1252 (WHATWG Encoding Standard, "Names and labels").
_LIVE = dict.fromkeys(("iso-8859-1", "latin1", "latin-1", "iso8859-1", "us-ascii", "ascii"), "cp1252")


def _body(text: str, title: str | None) -> str:
    """The body, paragraphs set apart by empty lines, without furniture and the headline some pages repeat as text."""
    lines = [line.removeprefix("- ") for line in furniture.lines(text)]
    if title and len(lines) > 1 and lines[0] == title.strip():
        lines = lines[1:]
    return "\n\n".join(lines)


def fragment(markup: str) -> str:
    """Text of a piece of markup, such as a feed's entry; plain text comes back as it is, trimmed."""
    if not _MARKUP.search(markup):
        return markup.strip()
    from lxml import html

    tree = html.fragment_fromstring(markup, create_parent="div")
    parts: list[str] = []
    _flatten(tree, parts)
    text = "".join(parts)
    return "\n\n".join(furniture.lines("\n".join(" ".join(line.split()) for line in text.split("\n"))))


def _flatten(root: Any, parts: list[str]) -> None:
    """Text in document order with line breaks around blocks; iterative, because feeds nest without end."""
    from lxml import etree

    skipped = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else None
        if event == "start" and skipped is None:
            if tag in _IGNORED:
                skipped = element
            else:
                parts.append(("\n" if tag in _BREAKING else "") + (element.text or ""))
        elif event != "start":
            if skipped is element:
                skipped = None
            if skipped is None and element is not root:
                parts.append(("\n" if tag in _BREAKING else "") + (element.tail or ""))


@lru_cache(maxsize=1)
def _settings() -> Any:
    """Trafilatura's defaults, but short reports count: an agency flash has 100 characters, not 250."""
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "100")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    return config
