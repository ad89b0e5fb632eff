"""The agency dateline that opens a report: "GENEVA, 3 May (Agency) —"."""

from __future__ import annotations

import re

from dateline.records import Filing, Span

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?"
    r"|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_DAY = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?:,? \d{{4}})?)"
_UPPER = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’./-]*(?: [A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ'’./-]*){0,3}"
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’.-]*(?: (?:of |the |al-|el-)?[A-ZÀ-ÖØ-Þ][\w'’.-]*){0,3}"
_AGENCY = r"\((?P<agency>[^()\n]{2,40})\)"
_DASH = r"\s*(?:—|–|--|-)\s+"
_NO_PLACE = (
    r"(?!(?:BREAKING|UPDATE|ANALYSIS|OPINION|EXCLUSIVE|EXPLAINER|COMMENT|EDITORIAL|LIVE|VIDEO|WATCH|CORRECTION)\b)"
)

# Capitals need only a long dash ("KYIV, Ukraine — "); ordinary case needs a date or an agency as well.
_FORMS = tuple(
    re.compile(rf"^{_NO_PLACE}(?P<head>{head}){_DASH}")
    for head in (
        rf"(?P<place>{_UPPER}(?:, {_NAME})?)(?=\s*(?:—|–|--))",
        rf"(?P<place>{_NAME}(?:, {_NAME})?),? (?P<date>{_DAY})(?: {_AGENCY})?",
        rf"(?P<place>{_NAME}(?:, {_NAME})?) {_AGENCY}",
        rf"{_AGENCY}",
    )
)
LINES = 6  # paragraphs searched: a headline, a byline and a sub-heading may come first


def find(text: str) -> Filing | None:
    """The filing of a report, its evidence ending before the dash; null when it has none.

    `date` is the date as written: the dates stage turns it into EDTF.
    """
    offset = 0
    for line in text.split("\n", LINES * 2)[: LINES * 2]:
        found = next((m for form in _FORMS if (m := form.match(line))), None)
        if found and len(line) > found.end() + 20:
            return _filing(text, offset, found)
        offset += len(line) + 1
    return None


def _filing(text: str, offset: int, m: re.Match[str]) -> Filing:
    groups = m.groupdict()
    start, end = offset + m.start("head"), offset + m.end("head")
    return Filing(
        place=groups.get("place"),
        date=groups.get("date"),
        agency=groups.get("agency"),
        evidence=Span(start=start, end=end, exact=text[start:end]),
    )


def end_of(text: str, filing: Filing) -> int:
    """The offset at which the report itself begins, past the dash."""
    end = filing.evidence.end
    while end < len(text) and (text[end].isspace() or text[end] in "—–-"):
        end += 1
    return end
