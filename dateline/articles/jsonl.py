"""JSON lines → documents: our own field names and those of NGEC's input."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dateline.errors import InputError

# ours → accepted spellings, in order; NGEC's (README of that project): event_text, pub_date, date, publisher, headline
_FIELDS = {
    "id": ("id", "doc_id", "story_id"),
    "text": ("text", "event_text", "body", "content"),
    "title": ("title", "headline"),
    "published": ("published", "pub_date", "date"),
    "outlet": ("outlet", "publisher", "source"),
    "url": ("url", "link"),
    "byline": ("byline", "author"),
    "language": ("language", "lang"),
}


def fields(line: str) -> dict[str, str]:
    """Keyword arguments of `dateline.articles.article` for one line. Raises `InputError`."""
    try:
        row = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise InputError(f"not JSON: {error}") from None
    if not isinstance(row, dict):
        raise InputError("not a JSON object")
    out = {name: value for name, keys in _FIELDS.items() if (value := _first(row, keys)) is not None}
    if "text" not in out:
        raise InputError('no "text" (or "event_text") field')
    return out


def _first(row: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    for key in keys:
        value = row.get(key)
        if isinstance(value, (str, int)) and not isinstance(value, bool) and str(value).strip():
            return str(value)
    return None
