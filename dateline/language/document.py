"""A parsed text: sentences, tokens and their dependency trees, free of any NLP engine.

Token indices are the working unit inside the coder; only `Document.span` turns them into code points.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.records import Span


@dataclass(slots=True, eq=False)
class Token:
    """One token. `text` is recased where a headline was all capitals and has straight quotes; the verbatim
    words are ``document.text[start:end]``. Labels: Penn `tag`, Universal `pos`, ClearNLP `dep`, OntoNotes `ent`.
    """

    i: int
    start: int
    end: int
    text: str
    lower: str
    lemma: str
    tag: str
    pos: str
    dep: str
    head: int
    ent: str
    sent: int
    kids: list[int] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class Sentence:
    """Code points ``[start, end)`` and tokens ``[first, last)``; `root` is a token index."""

    start: int
    end: int
    first: int
    last: int
    root: int


@dataclass(slots=True, frozen=True)
class Entity:
    """A name the engine recognised: tokens ``[first, last)`` and an OntoNotes label."""

    first: int
    last: int
    label: str


@dataclass(slots=True, eq=False)
class Document:
    """A text with its tokens, sentences and named entities, all in text order."""

    text: str
    tokens: list[Token]
    sentences: list[Sentence]
    entities: list[Entity]
    _starts: list[int] = field(default_factory=list)
    _edges: list[tuple[int, int]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [t.start for t in self.tokens]
        self._edges = self._subtree_edges()

    def _subtree_edges(self) -> list[tuple[int, int]]:
        """Left and right edge (inclusive) of every token's subtree, leaves upwards."""
        edges = [(t.i, t.i) for t in self.tokens]
        for s in self.sentences:
            for i in self._postorder(s.root):
                lo, hi = edges[i]
                for k in self.tokens[i].kids:
                    lo, hi = min(lo, edges[k][0]), max(hi, edges[k][1])
                edges[i] = lo, hi
        return edges

    def _postorder(self, root: int) -> list[int]:
        order, stack = [], [root]
        while stack:
            order.append(i := stack.pop())
            stack.extend(self.tokens[i].kids)
        return order[::-1]

    def span(self, first: int, last: int) -> Span:
        """The verbatim span of tokens ``[first, last)``."""
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        return Span(start=start, end=end, exact=self.text[start:end])

    def subtree(self, i: int) -> tuple[int, int]:
        """Token range ``[first, last)`` between the outermost descendants of token `i`."""
        lo, hi = self._edges[i]
        return lo, hi + 1

    def kids(self, i: int, *deps: str) -> list[int]:
        """Children of token `i`, only those with one of the labels `deps` where given."""
        kids = self.tokens[i].kids
        return [k for k in kids if self.tokens[k].dep in deps] if deps else kids

    def descendants(self, i: int) -> Iterator[int]:
        """Token `i` and everything below it, parents first."""
        stack = [i]
        while stack:
            yield (j := stack.pop())
            stack.extend(reversed(self.tokens[j].kids))

    def ancestors(self, i: int) -> Iterator[int]:
        """Heads of token `i`, nearest first."""
        while (head := self.tokens[i].head) != i:
            yield (i := head)

    def token_at(self, offset: int) -> int | None:
        """The token that covers, or else is the first after, a code point; null past the last one."""
        i = bisect_right(self._starts, offset) - 1
        if i >= 0 and self.tokens[i].end > offset:
            return i
        return i + 1 if i + 1 < len(self.tokens) else None

    def tokens_in(self, start: int, end: int) -> range:
        """Indices of the tokens that begin within code points ``[start, end)``."""
        first = bisect_right(self._starts, start - 1)
        return range(first, bisect_right(self._starts, end - 1))

    def sentence_of(self, i: int) -> Sentence:
        """The sentence of token `i`."""
        return self.sentences[self.tokens[i].sent]
