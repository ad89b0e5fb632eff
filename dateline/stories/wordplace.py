"""Where words stand in an event's sentence: which are its own, how far others are, whether they point back."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.records import Event, Span
from dateline.stories import clauses, words

CLAUSE_STEP = 4  # a clause boundary is as far as so many words
_CLAUSE_BREAK = re.compile(r"[,;:—–(]|\b(?:when|while|after|before|as|who|which|where|and|but|because)\b")
_SAID = re.compile(
    r"\b(?:said|says|told \w+|added|announced|reported|confirmed|acknowledged)"
    r"(?: (?:in|by) an? \w+)?(?: late| early)?(?: on)? $"
)
_RELATIVE = re.compile(r", (?:in |of |from )?(?:where|who|whom|whose|which)\b")
_SEVERAL = frozenset(
    "abductions assaults attacks blasts bombings explosions incidents killings raids shootings".split()
)  # "the attacks" are several acts
_DEFINITE = frozenset(("the", "that", "this", "these", "those"))
_POINTING = re.compile(
    r"(?:\b(?:[Tt]he|[Tt]hat|[Tt]his|[Ii]ts|[Tt]heir)|\w['’]s)\s(?:\w+\s)?(?:attack|strike|raid|blast|explosion|bombing|shelling"
    r"|shooting|clash|clashes|assault|incident|killing|abduction|protest|march|rally|talks|meeting|visit|launch)\b"
    r"|\bthere[.,;]|\bat the scene\b"
)


class Own:
    """Which words of a sentence belong to an event, where the sentence tells of another act besides."""

    def __init__(self, event: Event, other: clauses.Other | None, part: int | None) -> None:
        self._origin, self._end = event.evidence.start, event.evidence.end
        self._other, self._part = other, part

    def has(self, offset: int) -> bool:
        """Whether a word at an offset of the text is the event's own."""
        return self._other is None or self._other.holds(offset - self._origin) == bool(self._part)

    @property
    def is_ranked(self) -> bool:
        """Whether it is set against an earlier act, as in "the second such attack": it was told just before."""
        return self._other is not None and self._other.ranks and not self._part

    @property
    def is_older(self) -> bool:
        """Whether it is what such an act is measured against."""
        return self._other is not None and self._other.ranks and bool(self._part)

    def names(self, mentions: Iterable[Span]) -> bool:
        """Whether a party or place of the event can be its own: not one that only the other act's words name."""
        if self._other is None or self._part:
            return True
        here = [m.start for m in mentions if self._origin <= m.start < self._end]
        return not here or any(self.has(m) for m in here)


def points_back(event: Event) -> bool:
    """Whether the sentence points back to one act: "the strike", "Sunday's attack", "there"."""
    if event.trigger.exact.lower().rpartition(" ")[2] in _SEVERAL:
        return False
    before = event.evidence.exact[: max(0, event.trigger.start - event.evidence.start)]
    last = [w.lower() for w in words.WORD.findall(before)[-3:]]
    return bool(_DEFINITE.intersection(last) or _POINTING.search(event.evidence.exact))


def steps(between: str) -> int:
    """How far the words between two others set them apart; clause boundaries count as several words."""
    return len(words.WORD.findall(between)) + breaks(between)


def breaks(between: str) -> int:
    """What clause boundaries add to a distance in words."""
    return CLAUSE_STEP * len(_CLAUSE_BREAK.findall(between))


def opens_relative(between: str) -> bool:
    """Whether a relative clause opens in these words."""
    return bool(_RELATIVE.search(between))


def was_said(before: str) -> bool:
    """Whether the words before a day make it the one on which something was said: "the ministry said on"."""
    return bool(_SAID.search(before))
