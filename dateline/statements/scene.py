"""A document with its quotes laid over its tokens, and the small questions about ranges that every draft asks.

Ranges are half-open token ranges ``(first, last)``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from dateline.language.document import Document
from dateline.statements import quotes
from dateline.statements.cues import Cue
from dateline.statements.quotes import Quote

Range = tuple[int, int]

QUOTE_MARKS = quotes.MARKS
_CLOCK = re.compile(r"\d\d?[:.]\d\d$")
_OUTER = frozenset(",;:.—–-…") | {"--", "_"}
_BRACKETS = {")": "(", "]": "["}


@dataclass(slots=True)
class Draft:
    """One way to read an attribution: a cue word, the source and the content it would have.

    `head` is the cue's main token, `cue` its token range, `core` the lemma with its particle, noun and preposition,
    `option` names how the content was found, `holder` is the head of the source phrase.
    """

    head: int
    cue: Range
    core: str
    kind: str
    option: str
    content: list[Range]
    source: Range | None = None
    holder: int | None = None
    entry: Cue | None = None
    score: float = 0.0
    nested: bool = False  # whether it is speech that another speaker reports
    notes: list[str] = field(default_factory=list)


class Scene:
    """A document, its outermost quotes as token ranges, and which of them covers a token (−1: none)."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.quotes: list[Quote] = quotes.find(doc)
        self.outer: list[Quote] = [q for q in self.quotes if q.level == 0]
        self.ranges: list[Range] = [self._tokens(q) for q in self.outer]
        self.of = [-1] * len(doc.tokens)
        for n, (first, last) in enumerate(self.ranges):
            self.of[first:last] = [n] * (last - first)

    def _tokens(self, q: Quote) -> Range:
        inside = self.doc.tokens_in(q.start, q.end)
        return inside.start, max(inside.stop, inside.start)

    def quote_from(self, token: int) -> int:
        """Index of the quote whose first token this is, or −1."""
        if token >= len(self.of) or (n := self.of[token]) < 0:
            return -1
        return n if self.ranges[n][0] == token else -1

    def quote_until(self, token: int) -> int:
        """Index of the quote whose last token is the one before `token`, or −1."""
        if token <= 0 or (n := self.of[token - 1]) < 0:
            return -1
        return n if self.ranges[n][1] == token else -1

    def region(self, token: int) -> Range:
        """The stretch of the token's sentence around it that crosses no edge of an outermost quote."""
        s = self.doc.sentence_of(token)
        first = last = token
        inside = self.of[token]
        while first > s.first and self.of[first - 1] == inside:
            first -= 1
        while last < s.last and self.of[last] == inside:
            last += 1
        return first, last

    def same_paragraph(self, left: int, right: int) -> bool:
        """Whether no line break lies between two tokens."""
        tokens = self.doc.tokens
        return "\n" not in self.doc.text[tokens[left].end : tokens[right].start]

    def opening(self, sent: int) -> int:
        """First token of a sentence after an agency dateline or a clock: "GENEVA, 3 May (Agency) — *Talks* …",
        "10:40 *Talks* …"."""
        s, tokens = self.doc.sentences[sent], self.doc.tokens
        if _CLOCK.match(tokens[s.first].text) and s.last > s.first + 2:
            return s.first + 1
        if tokens[s.first].text.isupper() and len(tokens[s.first].text) > 2:
            for i in range(s.first + 1, min(s.first + 14, s.last - 2)):
                if tokens[i].text in ("—", "–", "--", "-"):
                    return i + 1
        return s.first

    def is_mark(self, token: int) -> bool:
        return self.doc.tokens[token].text in QUOTE_MARKS

    def trim(self, first: int, last: int) -> Range | None:
        """The range without punctuation at its edges; quote marks and closed brackets stay."""
        tokens = self.doc.tokens
        while first < last and self._loose(tokens[first].text, first, last, opening=True):
            first += 1
        while first < last and self._loose(tokens[last - 1].text, first, last, opening=False):
            if self._ends_unclosed(last):
                break
            last -= 1
        worded = any(tokens[i].pos != "PUNCT" and not self.is_mark(i) for i in range(first, last))
        return (first, last) if worded else None

    def _loose(self, word: str, first: int, last: int, opening: bool) -> bool:
        if word in _OUTER:
            return True
        if opening:
            return word in ")]" or (word in "([" and not self._has(")]", first, last))
        return word in "([" or (word in _BRACKETS and not self._has(_BRACKETS[word], first, last))

    def _ends_unclosed(self, last: int) -> bool:
        n = self.of[last - 1]
        return n >= 0 and not self.outer[n].closed and self.ranges[n][1] == last

    def _has(self, chars: str, first: int, last: int) -> bool:
        return any(self.doc.tokens[i].text in chars for i in range(first, last))

    def ends_sentence(self, end: int) -> bool:
        """Whether a quote up to token `end` ends its sentence: also before a capital pronoun ("“… Who knew?” She")."""
        tokens = self.doc.tokens
        if end >= len(tokens) or tokens[end].sent != tokens[end - 1].sent:
            return True
        stop = self.doc.text[: tokens[end - 1].end].rstrip("'’\"”»")[-1:]
        t = tokens[end]
        return stop in ".?!" and t.tag == "PRP" and t.text[:1].isupper() and t.lower != "i"

    def following(self, last: int, across: bool = False) -> list[Range]:
        """Free-standing quotes right after token `last` − 1: they open a sentence and end one.

        `across`: the first of them may open the next paragraph, as after a colon.
        """
        out: list[Range] = []
        while (n := self.quote_from(last)) >= 0:
            if not (self.same_paragraph(last - 1, last) or (across and not out)):
                break
            end = self.ranges[n][1]
            if not self.ends_sentence(end):
                break
            out.append(self.ranges[n])
            last = end
        return out

    def noun_range(self, head: int, cue: int) -> Range:
        """The whole noun phrase of a source, on its own side of the cue and of quotes; relative pronouns alone."""
        t = self.doc.tokens[head]
        if t.tag in ("WP", "WDT", "PRP", "PRP$", "WP$"):
            first, last = head, head + 1
            if not any(self.doc.tokens[k].dep in ("conj", "appos") for k in t.kids):
                return first, last
        first, last = self.doc.subtree(head)
        if first <= cue < last:
            first, last = (first, cue) if head < cue else (cue + 1, last)
        first, last = self._own_side(head, first, last)
        first, last = self._without_own_clause(head, cue, first, last)
        return self.trim(first, last) or (head, head + 1)

    def _own_side(self, head: int, first: int, last: int) -> Range:
        lo, hi = self.region(head)
        if self.of[head] < 0:
            return self._grown(first, last, max(first, lo), min(last, hi))
        return max(first, lo), min(last, hi)

    def _grown(self, first: int, last: int, lo: int, hi: int) -> Range:
        """A source may hold short quoted words ("the "Today" show"): cut only at quotes of a clause's length."""
        while lo > first and (n := self.quote_until(lo)) >= 0 and self.ranges[n][0] >= first and self.short(n):
            lo = max(first, self.region(self.ranges[n][0] - 1)[0] if self.ranges[n][0] > first else first)
        while hi < last and (n := self.quote_from(hi)) >= 0 and self.ranges[n][1] <= last and self.short(n):
            hi = min(last, self.region(self.ranges[n][1])[1] if self.ranges[n][1] < last else last)
        return lo, hi

    def short(self, n: int) -> bool:
        """Whether a quote is a name or a word rather than speech."""
        first, last = self.ranges[n]
        if last - first > 7:
            return False
        return not any(self.doc.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD") for i in range(first, last))

    def _without_own_clause(self, head: int, cue: int, first: int, last: int) -> Range:
        """ "Li, saying that ..." and "Li, who said": the source ends before the clause that holds the cue, and before
        asides; "GENEVA (AP) — Li said": it begins after the dateline."""
        for k in self.doc.kids(head):
            lo, hi = self.doc.subtree(k)
            if k > head and (lo <= cue < hi or self._aside(k, lo)):
                last = min(last, lo)
        opening = self.doc.sentence_of(head).first
        for i in range(head - 1, max(first, opening) - 1, -1):
            if i - opening < 14 and self.doc.tokens[i].text in ("—", "–", "--"):
                first = i + 1
                break
        return first, max(last, first + 1)

    def _aside(self, k: int, first: int) -> bool:
        """Clauses after a noun that are no part of a source's name."""
        t, before = self.doc.tokens[k], self.doc.tokens[max(first - 1, 0)].text
        if t.dep == "acl":
            return before in (",", "—", "–", "-", "--")
        if t.dep == "relcl":
            return before in ("—", "–", "--") or self.doc.tokens[first].lower in ("that", "which", "whose")
        return t.dep == "advcl"
