"""Fields of a row, by the names that people, NGEC, news APIs and crawlers give them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from dateline.articles.html import fragment
from dateline.errors import InputError

# ours → accepted spellings, in order; NGEC's (README of that project): event_text, pub_date, date, publisher, headline
FIELDS = {
    "id": ("id", "doc_id", "story_id", "article_id", "guid"),
    "text": ("text", "event_text", "body", "content", "full_text", "fulltext", "article_text", "maintext", "article"),
    "title": ("title", "headline"),
    "published": ("published", "pub_date", "date", "published_at", "publish_date", "publication_date", "date_publish",
                  "pubdate", "date_published"),
    "outlet": ("outlet", "publisher", "source", "source_name", "publication", "source_domain"),
    "url": ("url", "link"),
    "byline": ("byline", "author", "authors"),
    "language": ("language", "lang"),
}  # fmt: skip
HTML = ("html", "content_html", "body_html")


def folded(name: str) -> str:
    """A column's name as it is compared: "Pub Date" and "pub-date" are "pub_date"."""
    return "_".join(name.strip().lower().replace("-", " ").split())


def has_text(names: Iterable[str]) -> bool:
    """Whether columns of these names hold a text that is read."""
    return not {folded(n) for n in names}.isdisjoint(FIELDS["text"] + HTML)


def fields(row: Mapping[str, Any]) -> dict[str, str]:
    """Keyword arguments of `dateline.articles.article`. Raises `InputError` for a row without a text."""
    row = {folded(str(key)): value for key, value in row.items()}
    out = {name: value for name, keys in FIELDS.items() if (value := _first(row, keys)) is not None}
    if "text" not in out and (markup := _first(row, HTML)):
        out["text"] = fragment(markup)
    if "text" not in out:
        raise InputError('no "text" (or "event_text") field')
    return out


def _first(row: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    return next((value for key in keys if (value := _plain(row.get(key)))), None)


def _plain(value: Any) -> str | None:
    """A string or number as text, a list of names joined, the name in an object; null for the rest."""
    if isinstance(value, (str, int)) and not isinstance(value, bool):
        return str(value) if str(value).strip() else None
    if isinstance(value, Mapping):
        return _plain(value.get("name") or value.get("title"))
    if isinstance(value, list):
        return ", ".join(name for item in value if not isinstance(item, list) and (name := _plain(item))) or None
    return None
