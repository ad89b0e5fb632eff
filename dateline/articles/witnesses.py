"""What a page says of its own date: JSON-LD, metadata, `<time>`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

# Spellings of "published on" in <meta name|property|itemprop>, in lower case.
_META = (
    "article:published_time article:published og:published_time og:article:published_time article.published"
    " datepublished date pubdate publishdate publish-date publish_date published published-date publication_date"
    " publication-date dc.date dc.date.issued dc.date.created dcterms.date dcterms.created dcterms.issued sailthru.date"
    " parsely-pub-date cxenseparse:recs:publishtime originalpublicationdate article_date_original cse-pubdate"
    " article-publication-date citation_publication_date"
).split()
_RANK = {name: i for i, name in enumerate(_META)}
_REPORTS = ("article", "posting", "report", "liveblog")
DEPTH = 6  # of nesting in JSON-LD: @graph, lists, parts
MAX_SCRIPT = 2_000_000  # characters of one JSON-LD block


def dates(tree: Any) -> Iterator[tuple[str, str]]:
    """(witness, date as written), the most trusted first."""
    yield from (("json-ld", value) for value in _linked(tree))
    yield from (("meta", value) for value in _meta(tree))
    yield from (("time", value) for value in _times(tree))


def _linked(tree: Any) -> list[str]:
    """datePublished of the page's JSON-LD, of articles before that of other things."""
    found: list[tuple[bool, str]] = []
    for script in tree.iter("script"):
        text = script.text or ""
        if script.get("type") == "application/ld+json" and "datePublished" in text and len(text) <= MAX_SCRIPT:
            try:
                _walk(json.loads(text, strict=False), found, DEPTH)
            except (ValueError, RecursionError):
                continue
    return [value for _, value in sorted(found, key=lambda item: not item[0])]


def _walk(node: Any, found: list[tuple[bool, str]], depth: int) -> None:
    if depth == 0:
        return
    if isinstance(node, dict):
        value = node.get("datePublished")
        if isinstance(value, str) and value.strip():
            found.append((any(word in str(node.get("@type")).lower() for word in _REPORTS), value))
        node = [node[k] for k in ("@graph", "mainEntity", "mainEntityOfPage") if k in node]
    if isinstance(node, list):
        for part in node:
            _walk(part, found, depth - 1)


def _meta(tree: Any) -> list[str]:
    found = []
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        value = element.get("content")
        if name in _RANK and value and value.strip():
            found.append((_RANK[name], value))
    return [value for _, value in sorted(found, key=lambda item: item[0])]


def _times(tree: Any) -> list[str]:
    """`<time>` elements marked as the date of publication; unmarked ones only where all name one day."""
    marked: list[str] = []
    plain: list[str] = []
    for element in tree.iter("time"):
        value = element.get("datetime") or ""
        if len(value) >= 10 and value[:4].isdigit():
            is_marked = element.get("pubdate") is not None or _is_published(element)
            (marked if is_marked else plain).append(value)
    return marked or (plain[:1] if len({value[:10] for value in plain}) == 1 else [])


def _is_published(element: Any) -> bool:
    marks = f"{element.get('itemprop') or ''} {element.get('class') or ''}".lower()
    return "publi" in marks and "update" not in marks
