"""Which candidates are places: people, organisations, nationalities, diseases and ordinary words fall out."""

from __future__ import annotations

from itertools import pairwise

from dateline.language.document import Document
from dateline.places import context
from dateline.places.cues import Cues, adjectives
from dateline.places.folding import fold
from dateline.places.gazetteer import Entry, Gazetteer
from dateline.places.mentions import Candidates, Mention

BIG = 50_000  # inhabitants from which a bare name is taken for a place without grammar's support
FIGURES = frozenset("DATE TIME ORDINAL CARDINAL MONEY QUANTITY PERCENT".split())
THINGS = frozenset("ORG FAC NORP PRODUCT EVENT WORK_OF_ART LAW LANGUAGE".split())
MODIFIERS = frozenset("the by to".split())


class Judge:
    """Splits the candidates of one document into `accepted` and `doubtful`, both in text order."""

    def __init__(self, doc: Document, gazetteer: Gazetteer, cues: Cues) -> None:
        self.doc, self.tokens, self.gazetteer, self.cues = doc, doc.tokens, gazetteer, cues
        self.candidates = Candidates(doc, gazetteer, cues)
        self.persons = self._surnames()
        self.accepted: list[Mention] = []
        self.doubtful: list[Mention] = []
        for m in self.candidates:
            (self.accepted if self._accepts(m) else self.doubtful).append(m)
        self._reconsider()
        self._spread()

    @property
    def nations(self) -> list[Entry]:
        """Countries inside names of other things ("Kosovo Albanians"): no places, but they tell where the report is."""
        return [m.entries[0] for m in self.doubtful if m.entries and m.entries[0].kind == "country"]

    # ---- people ----------------------------------------------------------------------------------
    def _surnames(self) -> set[str]:
        """Lower-case later words of the full names of people, unless the text uses them as places too."""
        out: set[str] = set()
        for e in self.doc.entities:
            words = [t.text for t in self.tokens[e.first : e.last] if t.lower != "'s"] if e.label == "PERSON" else []
            if len(words) > 1 and not self.gazetteer.lookup(fold(" ".join(words))):
                out.update(w.lower() for w in words[1:] if w[0].isupper())
        return out - self._located() if out else out

    def _located(self) -> set[str]:
        """Lower-case single words that the engine calls places and that follow "in", "near" and the like."""
        ones = [e for e in self.doc.entities if e.label in ("GPE", "LOC") and e.last == e.first + 1]
        return {self.tokens[e.first].lower for e in ones if context.locative(self.doc, e.first, e.last, self.cues)}

    def _is_surname(self, m: Mention) -> bool:
        return m.last == m.first + 1 and self.tokens[m.first].lower in self.persons

    def _is_titled(self, m: Mention) -> bool:
        """ "Mr. Lincoln", "Gen. Houston"; but not "governor of Texas"."""
        if m.first == 0 or m.label in ("GPE", "LOC"):
            return False
        before = self.tokens[m.first - 1]
        return before.lower.rstrip(".") in self.cues.title and before.text[0].isupper()

    def _speaks(self, m: Mention) -> bool:
        t = self.tokens[m.last - 1]
        return t.dep == "nsubj" and self.tokens[t.head].lemma in self.cues.speech

    # ---- other things ----------------------------------------------------------------------------
    def _is_other(self, m: Mention) -> bool:
        return self._is_thing(m) or self._is_word(m) or self._is_titled(m) or self._is_body(m) or self._is_eponym(m)

    def _is_thing(self, m: Mention) -> bool:
        """ "the Pope": towns take no article."""
        if m.first == 0 or self.tokens[m.first - 1].lower != "the" or m.hint:
            return False
        if m.last > m.first + 1 and self.tokens[m.last - 1].lower in self.cues.generic:
            return False
        return not any(e.kind != "city" or e.population >= BIG for e in m.entries)

    def _is_word(self, m: Mention) -> bool:
        """Nationality adjectives, bearings without "Province" behind them, halves of "mid-Atlantic", other words."""
        tokens, first = self.tokens, self.tokens[m.first]
        if m.first and tokens[m.first - 1].text == "-" and tokens[m.first - 1].end == first.start:
            return True
        if m.last > m.first + 1 and all(t.text != "-" for t in tokens[m.first : m.last]):
            return False
        if first.lower in self.cues.direction:
            after = tokens[m.last] if m.last < len(tokens) else None
            return not (after and after.text[0].isupper() and after.lower in self.cues.generic)
        if m.last > m.first + 1:
            return False
        nationality = first.lower in adjectives() and not any(e.kind == "country" for e in m.entries)
        return nationality or first.lower in self.cues.never

    def _is_eponym(self, m: Mention) -> bool:
        """ "Marburg virus"."""
        return m.last < len(self.tokens) and self.tokens[m.last].lower in self.cues.eponym

    def _is_body(self, m: Mention) -> bool:
        """ "Kyiv Post", "University of Georgia", "Bank of Uganda"; not "the Kyiv bank"."""
        tokens = self.tokens
        if m.last < len(tokens):
            after = tokens[m.last]
            if after.text[0].isupper() and after.lower in self.cues.organization and after.sent == tokens[m.first].sent:
                return True
        at = m.first - 1
        if at > 0 and tokens[at].lower == "the":
            at -= 1
        if at < 1 or tokens[at].lower not in ("of", "for"):
            return False
        head = tokens[at - 1]
        return head.text[0].isupper() and head.lower in (self.cues.body | self.cues.organization) - {"court"}

    # ---- judgement by the engine's label ---------------------------------------------------------
    def _accepts(self, m: Mention) -> bool:
        if self._is_other(m):
            return False
        if m.label in ("GPE", "LOC"):
            return self._accepts_place(m)
        if m.label == "PERSON":
            return self._accepts_person(m)
        return self._accepts_thing(m) if m.label in THINGS else self._accepts_bare(m)

    def _accepts_place(self, m: Mention) -> bool:
        before = self.tokens[m.first - 1].lower
        landmark = m.last > m.first + 1 and self.tokens[m.last - 1].lower in self.cues.generic  # "Awali River"
        named = m.entries or m.hint or landmark or self.candidates.in_larger(m.first, m.last)
        if not named and (not m.locative or before in MODIFIERS):
            return False
        return not self._is_surname(m) or m.locative or m.hint != "" or before == "of"

    def _accepts_person(self, m: Mention) -> bool:
        if not self._whole(m) or self._is_surname(m):
            return False
        if m.locative or m.hint:
            return bool(m.entries or m.hint or m.near) or self.candidates.in_larger(m.first, m.last)
        return self._strong(m) and not self._speaks(m) and not self._ambiguous(m)

    def _accepts_thing(self, m: Mention) -> bool:
        if not self._whole(m):
            return m.label == "ORG" and self._possessor(m)
        if self._is_surname(m):
            return False
        if m.hint or m.locative:
            return bool(m.entries or m.hint or m.near) and (m.locative or not self._ambiguous(m))
        return self._strong(m) and not self._ambiguous(m)

    def _accepts_bare(self, m: Mention) -> bool:
        first = self.tokens[m.first]
        if first.ent in FIGURES:
            return m.last > m.first + 1 and self._strong(m)
        if first.pos != "PROPN" or not m.entries:
            return (m.hint != "" or m.near) and first.pos == "PROPN"
        if self._is_surname(m):
            return False
        if m.locative or m.hint:
            return True
        return self._strong(m) and not self._ambiguous(m) and not self._compound(m)

    def _whole(self, m: Mention) -> bool:
        """Whether the engine's name is this one, but for articles, possessive marks and generic words.

        Of a list or a clause taken for one name ("Zvečan and Leposavić", "Jets bombed Idlib") its own stretch counts.
        """
        e = self.candidates.entity.get(m.first)
        if e is None:
            return True
        first, last = m.first, m.last
        while first > e.first and not self._parts(first - 1):
            first -= 1
        while last < e.last and not self._parts(last):
            last += 1
        rest = [t for t in self.tokens[first:last] if not m.first <= t.i < m.last]
        plain = self.cues.generic | self.cues.direction | {"the"}
        return all(not t.text[0].isupper() or t.lower in plain for t in rest)

    def _parts(self, i: int) -> bool:
        return self.tokens[i].lower in ("and", ",") or self.tokens[i].pos in ("VERB", "AUX", "ADV", "PRON", "SCONJ")

    def _possessor(self, m: Mention) -> bool:
        """ "Peru's Ministry of Health": a name inside an organisation's that stands before its possessive mark."""
        return m.last < len(self.tokens) and self.tokens[m.last].lower in ("'s", "'") and self._strong(m)

    def _strong(self, m: Mention) -> bool:
        """Whether a country, a first-order area, a region or a larger town goes by that name."""
        for e in m.entries:
            if e.kind in ("country", "admin1") or e.id.startswith("region:"):
                return True
            if e.kind == "city" and e.main and e.population >= BIG:
                return True
        return False

    def _ambiguous(self, m: Mention) -> bool:
        return m.last == m.first + 1 and self.tokens[m.first].lower in self.cues.ambiguous

    def _compound(self, m: Mention) -> bool:
        """Whether other capitalised words belong to the same name: "Paris Hilton", "New Dallas Motors"."""
        near = [i for i in (m.first - 1, m.last) if 0 <= i < len(self.tokens)]
        plain = self.cues.generic | self.cues.direction | self.cues.title
        for t in (self.tokens[i] for i in near):
            proper = t.pos == "PROPN" and t.text[0].isupper() and t.sent == self.tokens[m.first].sent
            if proper and t.lower.rstrip(".") not in plain:
                return True
        return False

    # ---- second look -----------------------------------------------------------------------------
    def _reconsider(self) -> None:
        """Eponyms of diseases leave; doubtful names used as places elsewhere, or listed with places, come in."""
        eponyms = {m.key for m in self.doubtful if self._is_eponym(m)}
        self.accepted = [m for m in self.accepted if m.key not in eponyms or m.locative]
        sure = {m.key for m in self.accepted}
        ends, starts = {m.last: m for m in self.accepted}, {m.first: m for m in self.accepted}
        doubtful, self.doubtful = self.doubtful, []
        for m in doubtful:
            known = m.key in sure and not self._compound(m)
            if not self._blocked(m) and (known or self._neighbour(m, ends, starts)):
                self.accepted.append(m)
                ends[m.last] = starts[m.first] = m
            else:
                self.doubtful.append(m)
        self.accepted.sort(key=lambda m: m.first)

    def _blocked(self, m: Mention) -> bool:
        if self.tokens[m.first].pos != "PROPN" or not self._whole(m):
            return True
        return self._is_word(m) or self._is_eponym(m) or self._is_titled(m) or self._is_body(m) or self._is_surname(m)

    def _neighbour(self, m: Mention, ends: dict[int, Mention], starts: dict[int, Mention]) -> bool:
        """Whether commas or "and" tie it to an accepted place; an unknown name needs "villages" before the list."""
        ties = (",", "and", "or")
        left, right = m.first - 1, m.last
        while left > 0 and self.tokens[left].lower in ties:
            left -= 1
        while right < len(self.tokens) - 1 and self.tokens[right].lower in ties:
            right += 1
        beside = [ends.get(left + 1) if left < m.first - 1 else None, starts.get(right) if right > m.last else None]
        return any(b and (m.entries or (b.hint and m.label in ("GPE", "LOC", "PERSON"))) for b in beside)

    def _spread(self) -> None:
        """ "near Gwoza and Bama": both."""
        for a, b in pairwise(self.accepted):
            gap = {t.lower for t in self.tokens[a.last : b.first]}
            if gap and gap <= {",", "and", "or"} and b.first - a.last < 3:
                b.near, b.locative = b.near or a.near, b.locative or a.locative
