"""The publication date, from several witnesses: the most trusted one that is a date and not in the future."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from dateline.articles.build import calendar_date
from dateline.errors import InputError

EARLIEST = 1700  # newspapers' archives begin about then; earlier years on pages are slips of software
_FILLERS = frozenset({"1970-01-01", "1900-01-01", "1969-12-31"})  # what software writes for "no date"
_MONTHS = ("january february march april may june july august september october november december").split()
_NAMES = {name[:n]: i for i, name in enumerate(_MONTHS, 1) for n in (3, len(name))} | {"sept": 9}
_DAY_MONTH = re.compile(r"^(?:[A-Za-z]+,? )?(\d{1,2})(?:st|nd|rd|th)? ([A-Za-z]{3,9})\.?,? (\d{4})\b")
_MONTH_DAY = re.compile(r"^(?:[A-Za-z]+,? )?([A-Za-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})\b")
_STAMP = re.compile(r"^(\d{4})(\d\d)(\d\d)T?(\d\d)(\d\d)(\d\d)Z?$")
_IN_PATH = re.compile(
    r"(?:^|[/_-])(?P<y>(?:19|20)\d\d)(?P<s>[/_-])(?P<m>\d{1,2}|[a-z]{3,9})(?P=s)(?P<d>\d{1,2})(?=$|[/_.-])"
    r"|(?:^|[/_-])(?P<y2>(?:19|20)\d\d)(?P<m2>[01]\d)(?P<d2>[0-3]\d)(?=$|[/_.-])",
    re.I,
)


@dataclass(frozen=True)
class Moment:
    """A calendar date as its source writes it (ISO, perhaps only a month) and, where known, the instant in UTC."""

    date: str
    instant: datetime.datetime | None = None


@dataclass(frozen=True)
class Dated:
    """The chosen date, its witness, all witnesses with their dates, and what was not believed."""

    published: str | None = None
    witness: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    doubts: tuple[str, ...] = ()


def now() -> datetime.datetime:
    """The present instant, in UTC."""
    return datetime.datetime.now(datetime.UTC)


def parse(value: str) -> Moment | None:
    """ISO 8601, RFC 822 and plain English dates ("7 November 2025"); null for the rest, such as 3/4/2025."""
    value = " ".join(value.split())
    if m := _STAMP.match(value):
        value = "{}-{}-{}T{}:{}:{}Z".format(*m.groups())
    return _iso(value) or _mail(value) or _words(value)


def _iso(value: str) -> Moment | None:
    try:
        found = datetime.datetime.fromisoformat(value)
        if len(value) > 10:
            return Moment(found.date().isoformat(), _instant(found))
    except ValueError:
        pass
    try:
        date = calendar_date(value)
    except InputError:
        return None
    return Moment(date) if date else None


def _mail(value: str) -> Moment | None:
    try:
        found = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    return Moment(found.date().isoformat(), _instant(found)) if found.year >= EARLIEST else None


def _instant(found: datetime.datetime) -> datetime.datetime | None:
    try:
        return found.astimezone(datetime.UTC) if found.tzinfo else None
    except OverflowError:
        return None


def _words(value: str) -> Moment | None:
    if m := _DAY_MONTH.match(value):
        day, month, year = m.groups()
    elif m := _MONTH_DAY.match(value):
        month, day, year = m.groups()
    else:
        return None
    return _calendar(year, month, day)


def _calendar(year: str, month: str, day: str) -> Moment | None:
    number = int(month) if month.isdigit() else _NAMES.get(month.lower(), 0)
    try:
        return Moment(datetime.date(int(year), number, int(day)).isoformat())
    except ValueError:
        return None


def in_address(url: str | None) -> str | None:
    """The day in the path of an address: /2025/11/07/, /2025/nov/07/, -20251107; null when there is none."""
    try:
        path = urlsplit(url or "").path
    except ValueError:
        return None
    for m in _IN_PATH.finditer(path):
        found = _calendar(m["y"] or m["y2"], m["m"] or m["m2"], m["d"] or m["d2"])
        if found:
            return found.date
    return None


def choose(witnesses: Iterable[tuple[str, str]], latest: datetime.datetime | None = None) -> Dated:
    """The first witness that can be believed. `latest` (default: now) is the last instant the report can be from.

    A witness with a time zone is compared as an instant, one without as a calendar day in UTC.
    """
    bound = min(latest, now()) if latest else now()
    published = witness = None
    dates, doubts = [], []
    for name, value in witnesses:
        moment = parse(value)
        if moment is None:
            doubts.append(f"{name}: {value.strip()[:60]!r} is no date")
        elif doubt := _doubt(moment, bound):
            doubts.append(f"{name}: {moment.date} {doubt}")
        else:
            dates.append((name, moment.date))
            if published is None:
                published, witness = moment.date, name
    return Dated(published, witness, tuple(dict.fromkeys(dates)), tuple(dict.fromkeys(doubts)))


def _doubt(moment: Moment, bound: datetime.datetime) -> str | None:
    if moment.date in _FILLERS or int(moment.date[:4]) < EARLIEST:
        return "is a filler, not a date of publication"
    day = bound.date().isoformat()
    late = moment.instant > bound if moment.instant else moment.date > day[: len(moment.date)]
    return f"lies after {day}" if late else None
