"""The time expressions that are recognised, as one table of patterns.

Each pattern is matched, case-insensitively, inside a sentence; longer matches win over shorter ones. `values.py` has
the function of the same name that turns a match into EDTF.
"""

from __future__ import annotations

import re

MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep|october oct"
        "|november nov|december dec".split("|"),
        1,
    )
    for name in names.split()
}
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        "monday mon|tuesday tues tue|wednesday wed|thursday thurs thur thu|friday fri|saturday sat|sunday sun".split(
            "|"
        )
    )
    for name in names.split()
}
# Short forms are written with a full stop of their own.
ABBREVIATIONS = frozenset(
    "jan feb mar apr jun jul aug sept sep oct nov dec mon tues tue wed thurs thur thu fri sat sun".split()
)
NUMBERS = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
ORDINALS = {w: n for n, names in enumerate("first 1st|second 2nd|third 3rd|fourth 4th final last".split("|"), 1)
            for w in names.split()}  # fmt: skip
HOLIDAYS = {
    "new year's day": (1, 1), "valentine's day": (2, 14), "may day": (5, 1), "halloween": (10, 31),
    "christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "boxing day": (12, 26),
    "new year's eve": (12, 31),
}  # fmt: skip

_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\b\.?"
_MONTH2 = _MONTH.replace("<month>", "<month2>")
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_DAY2 = r"(?P<day2>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>1[5-9]\d\d|20\d\d)"
_WEEKDAY = rf"(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\b\.?"
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)}|a couple of|several|a few|some)"
_UNIT = r"(?P<unit>day|week|month|year|decade)s?"
_TO = r"\s?(?:-|–|—|to|through|until|and)\s?"
_PART = r"(?:(?:the )?(?P<part>early|earlier|late|later|mid|middle of|end of|beginning of|start of)[ -](?:in )?)"
_HOUR = r"(?:morning|afternoon|evening|night|midday|noon|midnight|dawn|dusk)"
_APPROX = r"(?:(?P<approx>around|about|circa|approximately) )?"

_SOURCES = {
    "iso": r"(?P<year>\d{4})[-/](?P<month>\d{2})[-/](?P<day>\d{2})(?:T[\d:.]+Z?)?",
    "numeric": r"(?P<a>\d{1,2})(?P<sep>[/.])(?P<b>\d{1,2})(?P=sep)(?P<year>(?:19|20)\d\d)",
    "nine_eleven": r"(?:9/11|sept(?:\.|ember) 11 (?=attacks?|terror))",
    "month_days": rf"{_MONTH} {_DAY}{_TO}{_DAY2}(?:,? {_YEAR})?",
    "days_month": rf"(?:the )?{_DAY}{_TO}{_DAY2}(?: of)? {_MONTH}(?:,? {_YEAR})?",
    "month_day_month_day": rf"{_MONTH} {_DAY}{_TO}{_MONTH2} {_DAY2}(?:,? {_YEAR})?",
    "day_month_day_month": rf"{_DAY}(?: of)? {_MONTH}{_TO}{_DAY2}(?: of)? {_MONTH2}(?:,? {_YEAR})?",
    "month_day": rf"(?:{_WEEKDAY},? )?{_APPROX}\(?{_MONTH} {_DAY}(?!\d|[.,]\d|%)(?:,? {_YEAR})?",
    "day_month": rf"(?:{_WEEKDAY},? )?{_APPROX}\(?(?:the )?{_DAY}(?: of)? {_MONTH}(?:,? {_YEAR})?",
    "month_to_month": rf"{_MONTH}(?: {_YEAR})?{_TO}{_MONTH2},?(?: of)? (?P<year2>1[5-9]\d\d|20\d\d)",
    "month_year": rf"{_PART}?{_MONTH},?(?: of)? {_YEAR}",
    "month_of": rf"{_PART}?{_MONTH} (?:of )?(?P<which>last|this|next) year",
    "week_of": rf"the (?:first|second|third|fourth|last|final) week of {_MONTH}(?:,? {_YEAR})?",
    "month_only": rf"{_PART}?(?:(?P<which>last|next|this past|this coming|this) )?{_MONTH}",
    "years": rf"(?:from |between )?{_YEAR}(?:-|–|—| to | and | through )(?P<year2>1[5-9]\d\d|20\d\d|\d\d)(?!\d)",
    "decade": rf"(?:the )?{_PART}?(?:the )?(?P<decade>(?:1[5-9]|20)\d0)['’]?s",
    "short_decade": rf"the (?:{_PART})?['’]?(?P<short>[2-9]0)s",
    "century": r"(?:the )?(?:(?:early|late|mid)[ -])?(?P<century>\d{1,2})(?:st|nd|rd|th)[ -]century",
    "quarter": rf"(?:the )?(?P<ord>{'|'.join(ORDINALS)})[ -](?P<what>quarter|half)"
    rf"(?: of (?:{_YEAR}|(?P<which>last|this|next) year|the year))?",
    "quarter_code": rf"q(?P<q>[1-4]) (?:of )?{_YEAR}",
    "season": rf"(?:{_PART})?(?:the )?(?:(?P<which>last|next|this|this past|this coming) )?(?P<season>spring|summer"
    rf"|autumn|fall|winter)(?: of)?(?: {_YEAR})?",
    "year": rf"{_APPROX}(?:the )?{_PART}?{_YEAR}",
    "today": rf"(?:(?:earlier|later|late|early) )?(?:today|tonight|this {_HOUR})(?! ['’]s)",
    "last_night": rf"last (?:night|evening)|overnight(?= (?:on|into|to) )|yesterday {_HOUR}",
    "yesterday": rf"(?P<before>the day before )?yesterday(?: {_HOUR})?",
    "tomorrow": rf"(?P<after>the day after )?tomorrow(?: {_HOUR})?",
    "weekday": r"(?:(?:early|late|later|earlier) (?:on )?)?"
    r"(?:(?P<which>last|next|this past|this coming|this|coming) )?"
    rf"{_WEEKDAY}(?!s\b)(?: {_HOUR})?(?P<week> (?:of )?(?:last|next|this) week)?",
    "weekend": r"(?:(?P<which>last|next|this past|this coming|this|over the|at the|the) )weekend",
    "ago": rf"{_APPROX}(?:more than |almost |nearly |over |just )?{_N} {_UNIT} ago",
    "in_units": rf"(?P<prep>in|within|over) (?:about |the next |the coming )?{_N} {_UNIT}(?: from now)?(?='s time)?",
    "from_now": rf"{_N} {_UNIT} from now",
    "past_units": rf"(?:(?:in|over|during|for|within) )?(?:the |these )?(?P<which>last|past|previous|next|coming)"
    rf" {_N} {_UNIT}",
    "this_unit": r"(?:(?:earlier|later|early|late|the (?:end|beginning|start|middle) of|end of) )?"
    r"(?:(?:the )?(?P<which>last|past|previous|this|current|next|coming)|the (?P<same>same))"
    r" (?P<unit>day|week|month|year|decade)(?!s)",
    "recent": r"(?:(?:in|over) )?(?:the )?(?:recent|past few|last few) (?P<unit>day|week|month|year)s",
    "later_units": rf"(?P<n>\d{{1,3}}|{'|'.join(NUMBERS)}) {_UNIT} (?P<way>earlier|later|before that|after that)",
    "next_day": r"(?:the )?(?P<way>next|following|previous) day|the day (?P<way2>before|after)(?= \w+ed\b|,|\.)",
    "holiday": rf"(?P<holiday>{'|'.join(h.replace(chr(39), '[’' + chr(39) + ']') for h in HOLIDAYS)})(?: {_YEAR})?",
}
PATTERNS = {name: re.compile(rf"(?<![\w-])(?:{source})(?![\w%])", re.IGNORECASE) for name, source in _SOURCES.items()}

# A sentence without one of these words and without a digit holds no time expression: it is not searched.
_WORDS = (
    "today tonight yesterday tomorrow morning afternoon evening night overnight weekend week weeks day days month"
    " months year years decade decades century spring summer autumn fall winter quarter half christmas halloween"
    " valentine new boxing"
)
_NAMES = [*MONTHS, *WEEKDAYS]
TRIGGERS = frozenset([*_NAMES, *(name + "." for name in _NAMES), *_WORDS.split()])
