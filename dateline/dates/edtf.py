"""EDTF (ISO 8601-2:2019, levels 0 and 1, seasons and quarters of level 2): the values used here."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta

SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
UNKNOWN_DAY = "XXXX-XX-XX"

_PART = r"[\dX]{4}(?:-[\dX]{2}(?:-[\dX]{2})?)?[~?]?"
_VALUE = re.compile(rf"^(?:{_PART}|{_PART}/{_PART}|{_PART}/\.\.|\.\./{_PART})$")


def is_valid(value: str) -> bool:
    """Whether `value` is one of the EDTF forms that Dateline writes."""
    return bool(_VALUE.match(value)) and all(_real(p) for p in value.split("/"))


def _real(part: str) -> bool:
    year, month, day = ([*part.rstrip("~?").split("-"), "", ""])[:3]
    if month.isdigit() and not (1 <= int(month) <= 12 or (not day and 21 <= int(month) <= 41)):
        return False
    if not day.isdigit() or not month.isdigit():
        return True
    leap = int(year) if year.isdigit() and int(year) else 2024  # an unknown year may be a leap year
    return 1 <= int(day) <= calendar.monthrange(leap, int(month))[1]


def day(value: date) -> str:
    """Calendar date."""
    return value.isoformat()


def month(year: int, number: int) -> str:
    """Month of a year; `number` may run past December or before January."""
    year, number = year + (number - 1) // 12, (number - 1) % 12 + 1
    return f"{year:04d}-{number:02d}"


def span(first: str, last: str) -> str:
    """Closed interval; one value when both ends are the same."""
    return first if first == last else f"{first}/{last}"


def days(first: date, last: date) -> str:
    """Closed interval of days."""
    return span(day(first), day(last))


def week(anchor: date, offset: int = 0) -> str:
    """Monday to Sunday of the ISO week `offset` weeks from the one of `anchor`."""
    monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=offset)
    return days(monday, monday + timedelta(days=6))


def weekend(anchor: date, offset: int = 0) -> str:
    """Saturday and Sunday of the ISO week `offset` weeks from the one of `anchor`."""
    saturday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=offset, days=5)
    return days(saturday, saturday + timedelta(days=1))


def bounds(value: str) -> tuple[date, date] | None:
    """First and last day a value can mean; null where its year is unknown or an end is open."""
    ends = [_ends(part.rstrip("~?")) for part in value.split("/")]
    if any(e is None for e in ends):
        return None
    first, last = ends[0], ends[-1]
    return (first[0], last[1]) if first and last else None


def _ends(part: str) -> tuple[date, date] | None:
    fields = part.split("-")
    if not re.fullmatch(r"\d{2,4}X{0,2}", fields[0]) or len(fields[0]) != 4:
        return None
    low, high = int(fields[0].replace("X", "0")), int(fields[0].replace("X", "9"))
    if len(fields) == 1 or not fields[1].isdigit() or int(fields[1]) > 12:
        return date(max(low, 1), 1, 1), date(high, 12, 31)
    number = int(fields[1])
    if len(fields) == 2 or not fields[2].isdigit():
        return date(low, number, 1), date(high, number, calendar.monthrange(high, number)[1])
    return date(low, number, int(fields[2])), date(high, number, int(fields[2]))
