"""One date that stands alone, such as a metadata field: "12 April 2022", "April 2022", "2022-04-12"."""

from __future__ import annotations

from dateline.dates.grammar import PATTERNS
from dateline.dates.values import VALUES, Setting

_FORMS = ("iso", "month_day", "day_month", "month_year", "year")


def parse(text: str) -> str | None:
    """EDTF of a date with a year; null when the whole text is not one."""
    for name in _FORMS:
        m = PATTERNS[name].fullmatch(text.strip())
        if m and m["year"]:
            return VALUES[name](m.groupdict(), Setting(None, 0))
    return None
