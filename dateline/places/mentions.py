"""Stretches of a text that may name a place: gazetteer names, what the engine calls places, "the village of Xyz"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.language.document import Document, Entity, Token
from dateline.places import context
from dateline.places.context import Hint
from dateline.places.cues import Cues, abbreviations
from dateline.places.folding import fold
from dateline.places.gazetteer import KINDS, Entry, Gazetteer

PLACE_LABELS = frozenset(("GPE", "LOC", "FAC"))
ARTICLES = frozenset("al el ad as ar az ash at".split())
CONNECTORS = frozenset(
    "of the and de del el al la las los le les du da do dos di des e y am an upon sur en in es as ad ar az ash ez er at"
    " nuclear power d - – / '".split()
)
LONGEST = 7  # tokens of a name


@dataclass(slots=True, eq=False)
class Mention:
    """Tokens ``[first, last)`` that may name a place; `entries` are the places of that name, none where unknown.

    `label` is the engine's, `hint` what kind of place the text calls it, `locative` whether it stands where places
    do, `article` whether it is a noun of its own with "the" ("the Dnipro").
    """

    first: int
    last: int
    key: str
    entries: tuple[Entry, ...]
    label: str = ""
    hint: Hint = ""
    locative: bool = False
    near: bool = False
    article: bool = False
    split: str = ""  # keeps namesakes apart: "Portland, Oregon" and "Portland, Maine"

    @property
    def group(self) -> str:
        """Mentions of one group mean one place: the same name, called the same kind of place."""
        return f"{self.key}|{self.hint}|{self.split}"


class Candidates:
    """The candidates of one document, in text order and without overlap."""

    def __init__(self, doc: Document, gazetteer: Gazetteer, cues: Cues) -> None:
        self.doc, self.tokens, self.gazetteer, self.cues = doc, doc.tokens, gazetteer, cues
        self.entity: dict[int, Entity] = {i: e for e in doc.entities for i in range(e.first, e.last)}

    def __iter__(self) -> Iterator[Mention]:
        i, n = 0, len(self.tokens)
        while i < n:
            found = self._at(i) if self._starts(i) else None
            if found:
                yield self._described(found)
                i = found.last
            else:
                i += 1

    def _starts(self, i: int) -> bool:
        t = self.tokens[i]
        if t.lower == "the":
            return t.text == "The"
        if t.text[0].isupper():
            return t.pos in ("PROPN", "NOUN", "ADJ", "X", "VERB") or t.ent in PLACE_LABELS
        return t.lower in ARTICLES and self._hyphened(i)

    def _hyphened(self, i: int) -> bool:
        tokens = self.tokens
        return i + 2 < len(tokens) and tokens[i + 1].text == "-" and tokens[i + 2].text[0].isupper()

    def _at(self, i: int) -> Mention | None:
        """The longest known name from token `i`; else an unknown one that engine or text calls a place."""
        e = self.entity.get(i)
        article = self.tokens[i].lower == "the"
        for j in self._ends(i):
            if article and j == i + 1:
                return None
            entries = self.entries(i, j)
            if entries and not (e and self._cuts(i, j, e) and all(x.kind in KINDS for x in entries)):
                return Mention(i, j, self.key(i, j), entries, e.label if e else "")
        if e and e.label in ("GPE", "LOC") and e.first in (i, i - 1) and self._namelike(i):
            return self._unknown(i, e)
        return self._unknown_described(i)

    def _cuts(self, i: int, j: int, e: Entity) -> bool:
        """Whether tokens ``[i, j)`` leave out half of the engine's place name: "Abu" of "Abu Shok"."""
        if e.label not in PLACE_LABELS or e.first not in (i, i - 1) or j >= e.last:
            return False
        following = self.tokens[j]
        return following.text[0].isupper() and following.lower not in self.cues.generic

    def _ends(self, i: int) -> list[int]:
        """Ends of the n-grams from token `i` that could be names, longest first."""
        tokens, sent = self.tokens, self.tokens[i].sent
        ends = [i + 1]
        for j in range(i + 1, min(len(tokens), i + LONGEST)):
            t = tokens[j]
            if t.sent != sent:
                break
            if (
                capital(t.text)
                or t.text in self.cues.generic
                or (t.text[0].isalpha() and tokens[j - 1].text in ("-", "'"))
            ):
                ends.append(j + 1)
            elif not (t.lower in CONNECTORS or (t.text == "'s" and _capital_at(tokens, j + 1))):
                break
        return ends[::-1]

    def key(self, i: int, j: int) -> str:
        """Folded words of tokens ``[i, j)``."""
        return fold(self.doc.text[self.tokens[i].start : self.tokens[j - 1].end])

    def entries(self, i: int, j: int) -> tuple[Entry, ...]:
        """The places that tokens ``[i, j)`` may name as they are written."""
        if j == i + 1 and (short := self._short(i)) is not None:
            return short
        found = self.gazetteer.lookup(self.key(i, j))
        if self.tokens[j - 1].text in self.cues.generic:  # "Lachin corridor" is a name; in "Borno state", "Borno" is
            return tuple(e for e in found if e.id.startswith("region:"))
        return found

    def _short(self, i: int) -> tuple[Entry, ...] | None:
        """Places of an abbreviation or a name of up to three letters; null where token `i` is neither."""
        text, known = self.tokens[i].text, abbreviations()
        after_comma = i > 0 and self.tokens[i - 1].text in (",", "(")
        if text in known and (after_comma or len(text) > 2):
            return tuple(e for e in self.gazetteer.lookup(known[text]) if e.kind == "admin1")
        folded = fold(text)
        if len(folded) > 3:
            return None
        found = self.gazetteer.lookup(folded)
        if text.isupper() or "." in text:
            return tuple(e for e in found if e.kind in ("country", "area"))
        return found if len(folded) == 3 else ()

    def _namelike(self, i: int) -> bool:
        text = self.tokens[i].text
        return text[0].isupper() and not (text.isupper() and len(text) < 6) and not any(c.isdigit() for c in text)

    def _unknown(self, i: int, e: Entity) -> Mention:
        """A name that the engine calls a place and the gazetteer does not know, generic words at its end left out."""
        last = e.last
        while last > i + 1 and self._tail(last - 1):
            last -= 1
        for cut in range(last - 1, i, -1):
            if self.tokens[cut].lower in self.cues.generic and (found := self.entries(i, cut)):
                return Mention(i, cut, self.key(i, cut), found, e.label)
        return Mention(i, last, self.key(i, last), (), e.label)

    def _tail(self, i: int) -> bool:
        text = self.tokens[i].text
        return text in ("'s", "'") or text in self.cues.generic or not text[0].isalnum()

    def _unknown_described(self, i: int) -> Mention | None:
        """An unknown name that the text calls a place: "the village of Xyz", "Xyz district", "to Xyz, Kenya"."""
        e = self.entity.get(i)
        inside = e and e.label in ("PERSON", "ORG") and e.first < i
        if self.tokens[i].pos != "PROPN" or not self._namelike(i) or inside:
            return None
        last = i + 1
        while last < len(self.tokens) and self.tokens[last].pos == "PROPN" and self.tokens[last].text[0].isupper():
            if self.tokens[last].lower in self.cues.generic:
                break
            last += 1
        if last - i <= 4 and (context.hint(self.doc, i, last, self.cues)[1] or self.in_larger(i, last)):
            return Mention(i, last, self.key(i, last), (), e.label if e else "")
        return None

    def in_larger(self, i: int, last: int) -> bool:
        """ "to Xyz in Hama province", "at Xyz, Kenya": a known area follows, a preposition of place stands before."""
        tokens = self.tokens
        if not _capital_at(tokens, last + 1) or tokens[last].lower not in (",", "in", "("):
            return False
        if tokens[i].ent not in PLACE_LABELS and not context.locative(self.doc, i, last, self.cues):
            return False
        outer = (e for j in self._ends(last + 1) for e in self.entries(last + 1, j))
        return any(e.kind in ("country", "admin1") or e.id.startswith("region:") for e in outer)

    def _described(self, m: Mention) -> Mention:
        """`m` with what the words around it say."""
        m.hint = context.hint(self.doc, m.first, m.last, self.cues)[0]
        m.near = context.near(self.doc, m.first, self.cues)
        m.locative = m.near or context.locative(self.doc, m.first, m.last, self.cues)
        head = self.tokens[m.last - 1]
        after_the = m.first > 0 and self.tokens[m.first - 1].lower == "the"
        m.article = after_the and head.dep not in ("compound", "poss", "nmod", "amod")
        return m


def capital(word: str) -> bool:
    """Whether a word is capitalised, behind an article too: "Kyiv", "d'Ivoire", "al-Shaddadi"."""
    return word[0].isupper() or (len(word) > 3 and word[0].isalpha() and not word.islower())


def _capital_at(tokens: list[Token], i: int) -> bool:
    return i < len(tokens) and tokens[i].text[0].isupper()
