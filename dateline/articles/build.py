"""Text and metadata → `Article`."""

from __future__ import annotations

import datetime
import hashlib
import re

from dateline.articles import filing, screen
from dateline.articles.screen import MAX_CHARS
from dateline.articles.text import clean
from dateline.errors import InputError
from dateline.records import Article

__all__ = ["MAX_CHARS", "article", "calendar_date"]

_DATE = re.compile(r"^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?=$|[T ])")
_UNSAFE = re.compile(r"(?:javascript|vbscript|data|blob|file|about):", re.I)
_COMPACT = re.compile(r"^(\d{4})(\d\d)(\d\d)(?=$|\D)")


def article(
    text: str,
    *,
    id: str | None = None,
    published: str | datetime.date | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    byline: str | None = None,
    language: str | None = None,
    limit: int = MAX_CHARS,
) -> Article:
    """One report ready to code. `text` is cleaned first; all offsets refer to ``article.text``.

    `published` is a date or an ISO 8601 string (a time of day is dropped). Raises `SkippedDocument` for text that is
    not coded (empty, too long, another language) and `InputError` for a publication date that is none.
    """
    body = clean(text)
    found = screen.check(body, language, limit)
    digest = hashlib.sha256(body.encode("utf-8")).hexdigest()
    return Article(
        id=_line(id) or digest[:16],
        url=_address(url),
        outlet=_line(outlet),
        title=_line(title) or _headline(body),
        byline=_line(byline),
        published=calendar_date(published),
        language=found,
        text=body,
        sha256=digest,
        filing=filing.find(body),
    )


def _address(value: str | None) -> str | None:
    """An address to go to; null for what a browser would run or open on the reader's own machine."""
    found = _line(value)
    return None if found and _UNSAFE.match(found) else found


def _line(value: str | None) -> str | None:
    """Metadata on one line without control characters; null for nothing."""
    return " ".join(clean(value).split()) or None if value else None


def calendar_date(value: str | datetime.date | None) -> str | None:
    """ISO calendar date (or year, or year and month) of `value`; null for null. Raises `InputError`."""
    if value is None or value == "":
        return None
    if isinstance(value, datetime.date):
        return value.strftime("%Y-%m-%d") if isinstance(value, datetime.datetime) else value.isoformat()
    m = _DATE.match(value.strip()) or _COMPACT.match(value.strip())
    if not m:
        raise InputError(f"publication date {value!r} is not an ISO date such as 2025-11-07")
    parts = [p for p in m.groups() if p]
    try:
        datetime.date(*(int(p) for p in [*parts, "1", "1"][:3]))
    except ValueError as error:
        raise InputError(f"publication date {value!r}: {error}") from None
    return "-".join(parts)


def _headline(text: str) -> str | None:
    """The first line, when it stands alone and reads like a headline: short, no final stop, text below it."""
    line, _, rest = text.strip().partition("\n")
    line = line.strip()
    if not rest.strip() or not 10 <= len(line) <= 160 or line[-1] in ".:;,—" or filing.find(line + " " + "x" * 30):
        return None
    return line
