"""Saved pages → text and metadata, without menus, boxes and footers."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from dateline.errors import InputError

# Boxes inside the article body that are not the report: teasers, sign-ups, share bars, captions of players.
_FURNITURE = (
    "related read-more readmore newsletter signup subscribe promo advert share social recirc trending most-read"
    " popular recommended cookie paywall comments breadcrumb"
).split()
_PRUNE = [
    "//nav", "//aside", "//footer", "//form", "//figcaption", "//button",
    *(f'//*[self::div or self::section or self::ul or self::p][contains(concat(" ", @class, " "), "{w}")'
      f' or contains(@id, "{w}")][not(.//article) and not(self::article)]' for w in _FURNITURE),
]  # fmt: skip


@dataclass(frozen=True)
class Page:
    """What a page says of itself; `published` is an ISO date."""

    text: str
    title: str | None
    byline: str | None
    outlet: str | None
    url: str | None
    published: str | None


def extract(data: bytes | str, url: str | None = None, today: datetime.date | None = None) -> Page:
    """The report on a page. Raises `InputError` when the page holds none.

    The publication date is taken from the page's own metadata only, never from the future.
    """
    import trafilatura

    today = today or datetime.date.today()
    found: Any = trafilatura.bare_extraction(
        data, url=url, include_comments=False, include_tables=False, favor_precision=True, with_metadata=True,
        prune_xpath=_PRUNE, config=_settings(),
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": today.isoformat()},
    )  # fmt: skip
    if found is None or not (found.text or "").strip():
        raise InputError("no article text found on the page")
    return Page(_without_title(found.text, found.title), found.title, found.author, found.sitename or found.hostname,
                found.url, found.date)  # fmt: skip


def _without_title(text: str, title: str | None) -> str:
    """The body, paragraphs set apart by empty lines, without the headline that some pages repeat as text."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if title and len(lines) > 1 and lines[0] == title.strip():
        lines = lines[1:]
    return "\n\n".join(lines)


@lru_cache(maxsize=1)
def _settings() -> Any:
    """Trafilatura's defaults, but short reports count: an agency flash has 100 characters, not 250."""
    from trafilatura.settings import use_config

    config = use_config()
    config.set("DEFAULT", "MIN_EXTRACTED_SIZE", "100")
    config.set("DEFAULT", "MIN_OUTPUT_SIZE", "1")
    return config
