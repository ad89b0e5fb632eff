"""Quotation marks → quotes. Works on characters, so that no parse can break it.

Knows “ ”, " ", '' '', `` '', „ “, « », » «, ‹ › and single marks; tells apostrophes from single quotes; follows quotes
over paragraphs (each opens with a mark, the last one closes). An unbalanced mark costs its own quote at most: that
quote then ends with its sentence.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.language.document import Document
from dateline.language.sentences import blocks

_DOUBLE = re.compile(r"``|''(?!')|[\"“”„‟«»‹›]")
_SINGLE_OPEN = re.compile(r"[‘‚]|(?<![^\s(\[{—–\-\"“«„:/])['’](?=[^\s\d'’\"”])")
_SINGLE_CLOSE = re.compile(r"(?<=[^\s'‘’])['’](?![\w'’])")
_ELISION = re.compile(r"['‘’](?:tis|twas|em|til|till|cause|bout|round|n|cos|un|im|er|ere|\d\ds?)\b", re.I)
_OPENS_AFTER = frozenset(" \t\n\u00a0([{—–-/:…\"“«'‘")
_CLOSES_BEFORE = frozenset(" \t\n\u00a0)]}—–-/.,;:!?…\"”»'’")
_OPENERS = frozenset("“„‟``«‹") | {"``"}
MARKS = frozenset(('"', "''", "``", "“", "”", "«", "»", "„"))  # as tokens
MAX_SINGLE = 600  # code points: an apostrophe further away is no closing mark
MAX_PARAGRAPHS = 12  # of one quote; longer runs come from a lost closing mark


@dataclass(slots=True, frozen=True)
class Quote:
    """Code points of one quote. `start` and `end` include the marks; `inner` are the words without them, one range
    a paragraph; `level` 0 is not inside another quote; `closed` is false where the closing mark is missing."""

    start: int
    end: int
    inner: tuple[tuple[int, int], ...]
    level: int = 0
    closed: bool = True


@dataclass(slots=True)
class _Open:
    start: int
    body: int  # first offset after the opening mark
    mark: str
    inner: list[tuple[int, int]] = field(default_factory=list)


def find(doc: Document) -> list[Quote]:
    """All quotes of a text in order, outer before inner."""
    if not _DOUBLE.search(doc.text) and not _SINGLE_OPEN.search(doc.text):
        return []
    paragraphs = blocks(doc.text)
    doubles = _Doubles(doc).run(paragraphs)
    singles = [q for a, b in paragraphs for q in _singles(doc.text, a, b)]
    return _levels(doubles + _not_crossing(singles, doubles))


class _Doubles:
    """One pass over the double marks of a text with a stack of open quotes."""

    def __init__(self, doc: Document) -> None:
        self.text = doc.text
        self.ends = [s.end for s in doc.sentences]
        self.stack: list[_Open] = []
        self.out: list[Quote] = []

    def run(self, paragraphs: list[tuple[int, int]]) -> list[Quote]:
        for n, (start, end) in enumerate(paragraphs):
            for m in list(_DOUBLE.finditer(self.text, start, end)):
                self._mark(m, start)
            self._end_of_paragraph(end, paragraphs[n + 1] if n + 1 < len(paragraphs) else None)
        return self.out

    def _mark(self, m: re.Match[str], start: int) -> None:
        if m.start() == start and self.stack:  # the paragraph reopens the quote that the last one left open
            self.stack[-1].body = m.end()
        elif self._opens(m, start):
            self.stack.append(_Open(m.start(), m.end(), m.group()))
        elif self.stack:
            self._close(m.start(), m.end())

    def _opens(self, m: re.Match[str], start: int) -> bool:
        mark = m.group()
        before = self.text[m.start() - 1] if m.start() > start else " "
        after = self.text[m.end() : m.end() + 1] or " "
        opening, closing = before in _OPENS_AFTER, after in _CLOSES_BEFORE
        if mark in ("“", "„", "«", "‹", "``", "‟"):
            reversed_pair = bool(self.stack) and self.stack[-1].mark in ("„", "»", "›") and not opening
            return not reversed_pair and not (bool(self.stack) and closing and not opening)
        if mark in ("”", "»", "›"):
            return not self.stack and opening and not closing
        if before.isdigit() and not self.stack:
            return False  # inches, seconds of arc
        if (opening and closing) or not (opening or closing):
            return not self.stack
        return opening

    def _close(self, body_end: int, end: int, closed: bool = True) -> None:
        top = self.stack.pop()
        inner = [*top.inner, (top.body, body_end)]
        ranges = tuple(r for a, b in inner if (r := _trim(self.text, a, b)))
        if ranges:
            self.out.append(Quote(top.start, max(end, ranges[-1][1]), ranges, 0, closed))

    def _end_of_paragraph(self, end: int, following: tuple[int, int] | None) -> None:
        while len(self.stack) > 1 or (self.stack and not self._goes_on(following)):
            self._degrade(end)
        if self.stack and following:
            top = self.stack[-1]
            top.inner.append((top.body, end))
            top.body = following[0]

    def _goes_on(self, following: tuple[int, int] | None) -> bool:
        """Whether the next paragraph reopens the open quote, or closes it without reopening."""
        if following is None or len(self.stack[-1].inner) >= MAX_PARAGRAPHS:
            return False
        m = _DOUBLE.search(self.text, *following)
        if m is None:
            return False
        if m.start() == following[0]:
            return m.group() == self.stack[-1].mark or m.group() in ('"', "''")
        before, after = self.text[m.start() - 1], self.text[m.end() : m.end() + 1] or " "
        return m.group() not in ("“", "``", "„") and not before.isspace() and after in _CLOSES_BEFORE

    def _degrade(self, end: int) -> None:
        """An unclosed quote ends with its sentence, or with its paragraph where it has run over paragraphs."""
        top = self.stack[-1]
        stop = end
        if not top.inner:
            n = bisect_right(self.ends, top.start)
            stop = min(end, self.ends[n]) if n < len(self.ends) else end
        self._close(stop, stop, closed=False)


def _singles(text: str, start: int, end: int) -> Iterator[Quote]:
    at = start
    while m := _SINGLE_OPEN.search(text, at, end):
        at = m.end()
        if _ELISION.match(text, m.start(), end) or text[m.end() : m.end() + 1] in ("'", "’"):
            continue
        close = _single_close(text, m.end(), min(end, m.end() + MAX_SINGLE))
        inner = _trim(text, m.end(), close) if close else None
        if close and inner:
            yield Quote(m.start(), close + 1, (inner,))
            at = close + 1 if m.group() in "'’" else at


def _single_close(text: str, start: int, end: int) -> int | None:
    """Offset of the mark that closes a single quote; "the leaders' talks" closes only where nothing else does."""
    maybe = None
    following = _SINGLE_OPEN.search(text, start, end)
    stop = following.start() if following else end
    for m in _SINGLE_CLOSE.finditer(text, start, end):
        if m.start() > stop and maybe is not None:
            break
        plural = text[m.start() - 1] in "sS" and _goes_on(text, m.end())
        if not plural:
            return m.start()
        maybe = maybe if maybe is not None else m.start()
    return maybe


def _goes_on(text: str, at: int) -> bool:
    """Whether a phrase continues after a mark: a lower-case word or an opening double mark follows the space."""
    following = text[at : at + 2]
    return following[:1] == " " and (following[1:].islower() or following[1:] in ("“", '"'))


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _not_crossing(singles: list[Quote], doubles: list[Quote]) -> list[Quote]:
    """Single quotes that lie wholly inside or outside every double quote."""
    by_start = sorted(doubles, key=lambda d: d.start)
    by_end = sorted(doubles, key=lambda d: d.end)

    def crosses(q: Quote) -> bool:
        opened = by_start[_after(by_start, q.start, "start") : _after(by_start, q.end - 1, "start")]
        closed = by_end[_after(by_end, q.start, "end") : _after(by_end, q.end - 1, "end")]
        return any(d.end > q.end for d in opened) or any(d.start < q.start for d in closed)

    return [q for q in singles if not crosses(q)]


def _after(found: list[Quote], offset: int, edge: str) -> int:
    """Index of the first quote whose edge lies beyond an offset; `found` is sorted by that edge."""
    return bisect_right(found, offset, key=lambda q: getattr(q, edge))


def _levels(found: list[Quote]) -> list[Quote]:
    out: list[Quote] = []
    stack: list[int] = []
    for q in sorted(found, key=lambda q: (q.start, -q.end)):
        while stack and stack[-1] <= q.start:
            stack.pop()
        out.append(Quote(q.start, q.end, q.inner, len(stack), q.closed))
        stack.append(q.end)
    return out
