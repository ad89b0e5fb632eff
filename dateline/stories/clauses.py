"""Sentences that tell of two acts and set one against the other: "three days after they signed", "the second since".

Such a sentence says that its acts are not one, which words belong to which, and often how many days lie between.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

Days = tuple[int, int]

_NUMBERS = {
    w: n for n, w in enumerate("one two three four five six seven eight nine ten eleven twelve".split(), 1)
} | {"a": 1, "an": 1, "the": 1}  # fmt: skip
_SEVERAL: dict[str, Days] = {"several": (3, 7), "few": (2, 5), "couple": (2, 3)}
_UNITS = {"hour": 0, "day": 1, "week": 7}
_DAY_HOURS = 24
_SHIFT = re.compile(
    rf"\b(?P<within>within )?(?:a )?(?P<number>\d+|{'|'.join((*_NUMBERS, *_SEVERAL))})(?: of)?"
    r" (?P<unit>hour|day|week)s? (?P<way>after|before)(?=\s+\w)",
    re.IGNORECASE,
)
_SAME_DAY = re.compile(r"\b(?:on|of) the (?:same )?day (?:on which|when|that|as)\b")
_COMPARED = re.compile(
    r"^\W*(?:It|This|That)(?:['’]s| was| is| marked| became) (?P<what>[^.;]*?)"
    r"(?:\b(?:after|since|when|while|following)\b|:)"
)
_ANSWER = re.compile(
    r"\bin (?:apparent )?(?:answer|response|reply|reaction|retaliation|reprisal|revenge)s? (?:to|for)\b|\bto avenge\b",
    re.IGNORECASE,
)
_RANK = re.compile(
    r"\b(?:another|such|same|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|most|worst|biggest"
    r"|bloodiest|boldest|broadest|closest|deadliest|fiercest|gravest|greatest|harshest|heaviest|highest|largest|longest"
    r"|loudest|strongest|sharpest)\b",
    re.IGNORECASE,
)
_RISING = re.compile(
    r"\b(?:toll|number|count|figure|dead)\b[^.;]*?\b(?:rose|risen|rises|rising|climbed|climbs|grew|grown|reached|increased"
    r"|jumped|stood|stands|put at|raised|revised)\b"
)


@dataclass(frozen=True, slots=True)
class Other:
    """The words ``[start, end)`` of a sentence that tell of another act, and on which day it was.

    `days`: from the day of the sentence's own act to the other's, a range; null when nothing says so. `ranks`: its own
    act has only a rank among others ("the second such attack since").
    """

    start: int
    end: int
    days: Days | None
    ranks: bool = False

    def holds(self, offset: int) -> bool:
        """Whether a word belongs to the other act."""
        return self.start <= offset < self.end


@lru_cache(maxsize=16384)
def other_act(sentence: str) -> Other | None:
    """The other act of a sentence that sets two acts against one another; null for every other sentence."""
    compared = _COMPARED.match(sentence)
    if compared and _RANK.search(compared["what"]):
        return Other(compared.end(), len(sentence), None, ranks=True)
    if found := _SHIFT.search(sentence):
        return Other(found.end(), _end(sentence, found), _days(found))
    if found := _ANSWER.search(sentence):
        return Other(found.end(), _end(sentence, found), None)
    if found := _SAME_DAY.search(sentence):
        return Other(found.end(), len(sentence), (0, 0))
    return None


@lru_cache(maxsize=16384)
def updated_at(sentence: str) -> int | None:
    """Where a sentence says that a count of victims rose: days named after that are not those of the act."""
    found = _RISING.search(sentence)
    return found.end() if found else None


def _end(sentence: str, found: re.Match[str]) -> int:
    """A clause that opens the sentence ends at its comma, one that follows at the end."""
    opens = not any(c.isalnum() for c in sentence[: found.start()])
    comma = sentence.find(",", found.end())
    return (comma if opens and comma > 0 else 0) or len(sentence)


def _days(found: re.Match[str]) -> Days:
    """Days from the act of the sentence to the other: "three days after" → (-3, -3)."""
    word, unit = found["number"].lower(), found["unit"].lower()
    low, high = _SEVERAL.get(word) or (2 * (_NUMBERS.get(word) or int(word or 0),))
    if unit == "hour":
        low, high = low // _DAY_HOURS, -(-high // _DAY_HOURS)
    else:
        low, high = low * _UNITS[unit], high * _UNITS[unit]
        low, high = (low - 1, high + 1) if unit == "week" else (low, high)
    low = 0 if found["within"] else low
    return (-high, -low) if found["way"].lower() == "after" else (low, high)
