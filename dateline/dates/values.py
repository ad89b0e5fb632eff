"""A matched time expression → EDTF. One function a pattern of `grammar.py`, all with the same signature.

Each takes the match's groups and a `Setting`, and returns the EDTF value or null when the words are no date after all.
Without an anchor nothing is guessed: unknown parts stay ``X``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.dates import edtf
from dateline.dates.grammar import HOLIDAYS, MONTHS, NUMBERS, ORDINALS, WEEKDAYS

Groups = Mapping[str, str | None]
_VAGUE = {"a couple of": 2, "several": None, "a few": None, "some": None}
_BACK = frozenset({"last", "past", "previous", "this past"})
_AHEAD = frozenset({"next", "coming", "this coming", "following"})


@dataclass(frozen=True)
class Setting:
    """What a value may depend on.

    `anchor`: publication date. `direction`: -1 past, 1 future, 0 unknown, from the clause's tense; `sure` when the
    expression hangs directly on the verb whose tense it is. `reference`: the last day, month or year the text named,
    as EDTF, for "two days later".
    """

    anchor: date | None
    direction: int
    reference: str | None = None
    sure: bool = True


def _month(g: Groups, key: str = "month") -> int:
    word = g[key] or ""
    return MONTHS[word.lower().rstrip(".")]


def _number(g: Groups) -> int | None:
    word = (g["n"] or "").lower()
    return int(word) if word.isdigit() else NUMBERS.get(word, _VAGUE.get(word))


def _shift(which: str | None) -> int:
    which = (which or "").lower()
    return -1 if which in _BACK else 1 if which in _AHEAD else 0


def _approximate(g: Groups, value: str | None) -> str | None:
    return f"{value}~" if value and g.get("approx") else value


def _checked(value: str) -> str | None:
    return value if edtf.is_valid(value) else None


def _year_of(month: int, day: int | None, s: Setting) -> str:
    """Year of a month or day given without one: by tense, else the nearest to the anchor."""
    if s.anchor is None:
        return "XXXX"
    middle = [_date(y, month, day or 15) for y in (s.anchor.year - 1, s.anchor.year, s.anchor.year + 1)]
    years = [d for d in middle if d is not None]
    direction = s.direction if s.sure else 0
    if direction < 0:
        past = [d for d in years if (d <= s.anchor if day else (d.year, d.month) <= (s.anchor.year, s.anchor.month))]
        years = past[-1:] or years
    elif direction > 0:
        ahead = [d for d in years if (d >= s.anchor if day else (d.year, d.month) >= (s.anchor.year, s.anchor.month))]
        years = ahead[:1] or years
    anchor = s.anchor
    return f"{min(years, key=lambda d: abs(d - anchor)).year:04d}" if years else "XXXX"


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def iso(g: Groups, s: Setting) -> str | None:
    return _checked(f"{g['year']}-{g['month']}-{g['day']}")


def numeric(g: Groups, s: Setting) -> str | None:
    """Day and month are told apart only where one of them is above 12."""
    a, b = int(g["a"] or 0), int(g["b"] or 0)
    if a > 12 or a == b:
        return _checked(f"{g['year']}-{b:02d}-{a:02d}")
    return _checked(f"{g['year']}-{a:02d}-{b:02d}" if b > 12 else f"{g['year']}-XX-XX")


def nine_eleven(g: Groups, s: Setting) -> str | None:
    return "2001-09-11"


def month_day(g: Groups, s: Setting) -> str | None:
    month, day = _month(g), int(g["day"] or 0)
    year = g["year"] or _year_of(month, day, s)
    return _approximate(g, _checked(f"{year}-{month:02d}-{day:02d}"))


day_month = month_day


def month_days(g: Groups, s: Setting) -> str | None:
    month, first, last = _month(g), int(g["day"] or 0), int(g["day2"] or 0)
    year = g["year"] or _year_of(month, first, s)
    return _checked(f"{year}-{month:02d}-{first:02d}/{year}-{month:02d}-{last:02d}") if first < last else None


days_month = month_days


def month_day_month_day(g: Groups, s: Setting) -> str | None:
    first, last = (_month(g), int(g["day"] or 0)), (_month(g, "month2"), int(g["day2"] or 0))
    year = g["year"] or _year_of(*last, s)
    before = year if first <= last or not year.isdigit() else f"{int(year) - 1:04d}"
    return _checked(f"{before}-{first[0]:02d}-{first[1]:02d}/{year}-{last[0]:02d}-{last[1]:02d}")


day_month_day_month = month_day_month_day


def month_to_month(g: Groups, s: Setting) -> str | None:
    return _checked(f"{g['year'] or g['year2']}-{_month(g):02d}/{g['year2']}-{_month(g, 'month2'):02d}")


def month_year(g: Groups, s: Setting) -> str | None:
    return f"{g['year']}-{_month(g):02d}"


def month_of(g: Groups, s: Setting) -> str | None:
    return f"{_this_year(s, _shift(g['which']))}-{_month(g):02d}"


def week_of(g: Groups, s: Setting) -> str | None:
    """The month: which days the "last week of March" has is not agreed on."""
    return f"{g['year'] or _year_of(_month(g), None, s)}-{_month(g):02d}"


def month_only(g: Groups, s: Setting) -> str | None:
    shift = _shift(g["which"])
    told = Setting(s.anchor, shift) if shift else s
    return f"{_year_of(_month(g), None, told)}-{_month(g):02d}"


def _this_year(s: Setting, shift: int = 0) -> str:
    return f"{s.anchor.year + shift:04d}" if s.anchor else "XXXX"


def years(g: Groups, s: Setting) -> str | None:
    first, last = g["year"] or "", g["year2"] or ""
    last = first[:2] + last if len(last) == 2 else last
    return f"{first}/{last}" if first < last else None


def decade(g: Groups, s: Setting) -> str | None:
    return f"{(g['decade'] or '')[:3]}X"


def short_decade(g: Groups, s: Setting) -> str | None:
    return f"19{(g['short'] or '')[0]}X"


def century(g: Groups, s: Setting) -> str | None:
    number = int(g["century"] or 0)
    return f"{number - 1:02d}XX" if 1 <= number <= 21 else None


def quarter(g: Groups, s: Setting) -> str | None:
    """A bare "the fourth quarter" is the last one that has begun, unless the clause is in the future."""
    number, half = ORDINALS[(g["ord"] or "").lower()], (g["what"] or "").lower() == "half"
    if half and number > 2:
        return None
    begun = s.anchor is None or s.anchor.month > (number - 1) * (6 if half else 3)
    back = -1 if not g["which"] and not begun and s.direction <= 0 else 0
    return f"{g['year'] or _this_year(s, _shift(g['which']) + back)}-{(39 if half else 32) + number}"


def quarter_code(g: Groups, s: Setting) -> str | None:
    return f"{g['year']}-{32 + int(g['q'] or 1)}"


def season(g: Groups, s: Setting) -> str | None:
    """Only with a year or a determiner of time: a bare "spring" or "fall" is too often something else."""
    code = edtf.SEASONS[(g["season"] or "").lower()]
    if g["year"]:
        return f"{g['year']}-{code}"
    if not g["which"]:
        return None
    if s.anchor is None:
        return f"XXXX-{code}"
    middle = {21: 4, 22: 7, 23: 10, 24: 1}[code]
    way = _shift(g["which"])
    return f"{_year_of(middle, None, Setting(s.anchor, way)) if way else s.anchor.year}-{code}"


def year(g: Groups, s: Setting) -> str | None:
    return _approximate(g, g["year"])


def _day(s: Setting, offset: int) -> str:
    return edtf.day(s.anchor + timedelta(days=offset)) if s.anchor else edtf.UNKNOWN_DAY


def today(g: Groups, s: Setting) -> str | None:
    return _day(s, 0)


def last_night(g: Groups, s: Setting) -> str | None:
    return _day(s, -1)


def yesterday(g: Groups, s: Setting) -> str | None:
    return _day(s, -2 if g["before"] else -1)


def tomorrow(g: Groups, s: Setting) -> str | None:
    return _day(s, 2 if g["after"] else 1)


def weekday(g: Groups, s: Setting) -> str | None:
    """News weekdays look back, the day itself included, unless the clause is in the future or the words say so."""
    if s.anchor is None:
        return edtf.UNKNOWN_DAY
    wanted = WEEKDAYS[(g["weekday"] or "").lower().rstrip(".")]
    back = (s.anchor.weekday() - wanted) % 7
    if g["week"]:
        monday = s.anchor - timedelta(days=s.anchor.weekday())
        return edtf.day(monday + timedelta(weeks=_shift(g["week"].split()[-2]), days=wanted))
    if (g["which"] or "").lower() in ("last", "this past"):
        return _day(s, -(back or 7))
    if _shift(g["which"]) > 0 or (s.direction > 0 and (back or not g["which"])):
        return _day(s, (7 - back) % 7 or (7 if g["which"] else 0))
    return _day(s, -back)


def weekend(g: Groups, s: Setting) -> str | None:
    """Of "this weekend" and "the weekend" the one before in the past tense, else the one of this week."""
    if s.anchor is None:
        return edtf.UNKNOWN_DAY
    which = (g["which"] or "").lower()
    if which in ("last", "this past"):
        return edtf.weekend(s.anchor, 0 if s.anchor.weekday() == 6 else -1)
    if which == "next":
        return edtf.weekend(s.anchor, 1)
    early = s.anchor.weekday() < 5
    return edtf.weekend(s.anchor, -1 if early and s.direction <= 0 and which != "this coming" else 0)


def _ago(unit: str, n: int, anchor: date) -> str:
    """`n` units before the anchor (after, for negative `n`) in the precision that people mean by the unit."""
    if unit == "day":
        return edtf.day(anchor - timedelta(days=n))
    if unit == "week":
        return edtf.day(anchor - timedelta(weeks=n)) + "~"
    if unit == "month":
        return edtf.month(anchor.year, anchor.month - n)
    if unit == "year":
        return f"{max(anchor.year - n, 1):04d}"
    return f"{max(anchor.year - 10 * n, 10):04d}"[:3] + "X"


def ago(g: Groups, s: Setting) -> str | None:
    n = _number(g)
    if s.anchor is None or n is None:
        return None
    value = _ago((g["unit"] or "").lower(), n, s.anchor)
    return value if value.endswith("~") else _approximate(g, value)


def in_units(g: Groups, s: Setting) -> str | None:
    """A point only in a future clause: in the past, "in three days" is how long something took."""
    n = _number(g)
    if s.anchor is None or n is None or s.direction <= 0 or (g["prep"] or "").lower() == "over":
        return None
    value = _ago((g["unit"] or "").lower(), -n, s.anchor)
    if (g["prep"] or "").lower() == "within":
        return edtf.span(edtf.day(s.anchor), value.rstrip("~"))
    return value


def from_now(g: Groups, s: Setting) -> str | None:
    n = _number(g)
    return _ago((g["unit"] or "").lower(), -n, s.anchor) if s.anchor and n is not None else None


def past_units(g: Groups, s: Setting) -> str | None:
    n = _number(g)
    if s.anchor is None or n is None:
        return None
    unit, back = (g["unit"] or "").lower(), _shift(g["which"]) < 0
    other = _ago(unit, n if back else -n, s.anchor).rstrip("~")
    here = edtf.day(s.anchor)[: {"month": 7, "year": 4, "decade": 4}.get(unit, 10)]
    other = other.replace("X", "0") if unit == "decade" else other
    return edtf.span(other, here) if back else edtf.span(here, other)


def this_unit(g: Groups, s: Setting) -> str | None:
    unit, shift = (g["unit"] or "").lower(), _shift(g["which"])
    if g["same"]:
        return s.reference if unit == "day" and s.reference and len(s.reference) == _WIDTH["day"] else None
    if s.anchor is None:
        return {"year": "XXXX", "decade": None}.get(unit, "XXXX-XX" if unit == "month" else edtf.UNKNOWN_DAY)
    if unit == "week":
        return edtf.week(s.anchor, shift)
    if unit == "month":
        return edtf.month(s.anchor.year, s.anchor.month + shift)
    if unit == "year":
        return _this_year(s, shift)
    return f"{(s.anchor.year + 10 * shift):04d}"[:3] + "X" if unit == "decade" else None


# How far back "recent days" and the like reach, in days: wide on purpose, the start is marked approximate.
_RECENT = {"day": 7, "week": 30, "month": 180, "year": 1825}


def recent(g: Groups, s: Setting) -> str | None:
    if s.anchor is None:
        return None
    unit = (g["unit"] or "").lower()
    start, end = edtf.day(s.anchor - timedelta(days=_RECENT[unit])), edtf.day(s.anchor)
    cut = {"day": 10, "week": 10, "month": 7, "year": 4}[unit]
    return f"{start[:cut]}~/{end[:cut]}"


_WIDTH = {"day": 10, "week": 10, "month": 7, "year": 4, "decade": 4}  # characters of EDTF that a unit can be added to


def later_units(g: Groups, s: Setting) -> str | None:
    """Counted from the last date the text named, where that is as exact as the unit; else null."""
    n, unit = _number(g), (g["unit"] or "").lower()
    if s.reference is None or n is None or len(s.reference) < _WIDTH[unit]:
        return None
    back = (g["way"] or "").lower() in ("earlier", "before that")
    return _ago(unit, n if back else -n, _first_day(s.reference))


def _first_day(value: str) -> date:
    return date.fromisoformat((value + "-01-01")[:10])


def next_day(g: Groups, s: Setting) -> str | None:
    if s.reference is None or len(s.reference) < _WIDTH["day"]:
        return None
    way = (g["way"] or g["way2"] or "").lower()
    return edtf.day(_first_day(s.reference) + timedelta(days=-1 if way in ("previous", "before") else 1))


def holiday(g: Groups, s: Setting) -> str | None:
    month, day = HOLIDAYS[(g["holiday"] or "").lower().replace("’", "'")]
    return f"{g['year'] or _year_of(month, day, s)}-{month:02d}-{day:02d}"


_ALL: tuple[Callable[[Groups, Setting], str | None], ...] = (
    iso, numeric, nine_eleven, month_day, month_days, month_day_month_day, month_to_month, month_year, month_of,
    week_of, month_only, years, decade, short_decade, century, quarter, quarter_code, season, year, today, last_night,
    yesterday, tomorrow, weekday, weekend, ago, in_units, from_now, past_units, this_unit, recent, later_units,
    next_day, holiday,
)  # fmt: skip
VALUES = {f.__name__: f for f in _ALL} | {
    "day_month": day_month,
    "days_month": days_month,
    "day_month_day_month": day_month_day_month,
}
