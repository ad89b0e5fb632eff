"""Cues by what the verb governs: clauses, infinitives, objects, prepositions ("said that", "vowed to")."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.statements import features
from dateline.statements.edges import Edges
from dateline.statements.reading import SPEAKS, TELLS, WH
from dateline.statements.scene import Draft, Range

_RELATIVE = frozenset(("WDT", "WP", "WP$", "IN", "DT"))
_CLAUSES = ("ccomp", "xcomp")
_THAT = 24  # tokens after a cue within which its "that" may stand
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


class Complements(Edges):
    """Drafts found by the verb's complements in the parse."""

    def clauses(self, known: bool) -> Iterator[Draft]:
        for k in self.doc.kids(self.v, *_CLAUSES, "advcl"):
            if k < self.v or (self.doc.tokens[k].dep == "advcl" and not self._governs(k)):
                continue
            kind = self._complementizer(k)
            if not known and (kind not in ("that", "wh") or self.t.lemma in ("be", "have", "do", "make")):
                continue
            yield from self._clause(k, kind)

    def _governs(self, k: int) -> bool:
        """ "called *for both sides to stop*", where the cue has that "for"; "asked *if he would go*"."""
        first = self.doc.tokens[self.doc.subtree(k)[0]]
        if first.i > self.end or first.dep != "mark":
            return False
        if first.lower in ("if", "whether"):
            return self.t.lemma == "ask"
        return first.lower == "for" and self.lexicon.get(f"{self.t.lemma} for", "verb") is not None

    def _complementizer(self, k: int) -> str:
        first = self.doc.tokens[self.doc.subtree(k)[0]].lower
        marks = {self.doc.tokens[j].lower for j in self.doc.kids(k, "mark")}
        tag = self.doc.tokens[k].tag
        if "that" in marks or first == "that":
            return "that"
        if first in WH or marks & {"whether", "if"}:
            return "wh"
        if any(self.doc.tokens[j].lower == "to" for j in self.doc.kids(k, "aux")):
            return "to-for" if self.doc.kids(k, "nsubj", "nsubjpass") else "to"
        if tag in _FINITE or any(self.doc.tokens[j].tag in _FINITE for j in self.doc.kids(k, "aux", "auxpass")):
            return "bare"
        if tag == "VBG":
            return "ing"
        return "small"

    def _clause(self, k: int, kind: str) -> Iterator[Draft]:
        first, last = self.doc.subtree(k)
        first = max(first, self.end)
        objects = [j for j in self.doc.kids(self.v, "dobj", "dative") if self.v < j < first]
        fenced = self.doc.tokens[first - 1].text == "," and self.scene.of[first] < 0
        if fenced and kind not in ("that", "wh") and not (kind == "to" and objects):
            return  # "…," he adds, noting that
        if kind in ("that", "bare", "wh"):
            first = self._with_that(first)
        last = self.whole_quotes(first, self._finite_sibling(k, kind, last))
        last = self.edge(first, last)
        tail = self._tail(last) if kind in ("that", "bare") else []
        rest = (
            ("for",) if kind == "to-for" else ("to",) if kind == "to" else ("that",) if kind in ("that", "bare") else ()
        )
        if not (objects and kind == "to"):
            yield from self.draft(kind, [(first, last), *tail], rest)
        for j in self.doc.kids(self.v, "prep"):  # "called on both sides to stop"
            if kind in ("to", "to-for") and self.v < j < first and self.doc.subtree(j)[1] <= first + 1:
                word = self.doc.tokens[j].lower
                yield from self.draft(f"{word}+to", [(j + 1, last)], (word,), j + 1)
        if objects and kind in ("to", "ing", "small"):
            yield from self.draft(f"obj+{kind}", [(self.doc.subtree(objects[0])[0], last)], rest)
        if self.is_passive and kind in ("to", "small", "ing"):
            for subject in self.doc.kids(self.v, "nsubjpass"):
                yield from self.draft(f"subj+{kind}", [self._subject_part(subject), (first, last)], rest)

    def _finite_sibling(self, k: int, kind: str, last: int) -> int:
        """ "vowed to retaliate and threatened to close": a finite verb cannot be coordinated with an infinitive."""
        if kind == "to":
            for j in self.doc.kids(k, "conj"):
                if self.doc.tokens[j].tag in ("VBD", "VBZ"):
                    cc = [c for c in self.doc.kids(k, "cc") if c < j]
                    return min([last, j, *cc])
        return last

    def _tail(self, last: int) -> list[Range]:
        """Quotes that go on with a clause: free-standing ones, or one after a colon."""
        if last < self.sentence.last and self.doc.tokens[last].text == ":":
            n = self.scene.quote_from(last + 1)
            if n >= 0 and (last + 1 < self.sentence.last or self.scene.same_paragraph(last, last + 1)):
                return [self.scene.ranges[n], *self.scene.following(self.scene.ranges[n][1])]
        return self.scene.following(last)

    def rest(self) -> Iterator[Draft]:
        """Everything after the cue and whom it was said to, whatever the parse makes of it."""
        if self.scene.of[self.v] >= 0 or self.t.dep not in ("ROOT", "conj", "advcl", "relcl", "ccomp"):
            return
        first = self.end
        for k in self.doc.kids(self.v, "dobj", "dative"):
            if k == first or self.doc.subtree(k)[0] == first:
                first = self.doc.subtree(k)[1]
        if self.doc.tokens[first - 1].i + 1 >= self.sentence.last:
            return
        first = self._later_that(first)
        word = self.doc.tokens[first].lower
        if word == "that" or (self.doc.tokens[first].tag in ("PRP", "EX") and self.doc.tokens[first].dep == "nsubj"):
            last = self.edge(first, self.whole_quotes(first, self._own_conjunct(first)))
            yield from self.draft("rest-that" if word == "that" else "rest", [(first, last)], ("that",))

    def _later_that(self, first: int) -> int:
        """ "told the crowd at the port *that* …", "said on the radio, where he has a show, *that* …"."""
        tokens = self.doc.tokens
        if self.doc.kids(self.v, "ccomp") or not self._speaks_to():
            return first
        for i in range(self.v + 2, min(self.v + _THAT, self.scene.region(self.v)[1] - 2)):
            if tokens[i].lower == "that" and tokens[i].tag in ("IN", "WDT"):
                between = any(t.tag in _FINITE for t in tokens[self.v + 1 : i])
                return i if tokens[i - 1].text == "," or not between else first
        return first

    def _speaks_to(self) -> bool:
        entry = self.lexicon.get(self.t.lemma, "verb")
        return entry is not None and "that" in entry.patterns and (self.t.lemma in TELLS or entry.strength >= SPEAKS)

    def _own_conjunct(self, first: int) -> int:
        """Where the verb's own second half begins: "said that the road was open *and called for* aid"."""
        stops = [self.sentence.last]
        for k in self.doc.kids(self.v, "conj"):
            if k > first and self.doc.tokens[k].tag in ("VBD", "VBZ", "VBP"):
                stops.append(min([self.doc.subtree(k)[0], *(c for c in self.doc.kids(self.v, "cc") if first < c < k)]))
        return min(stops)

    def _with_that(self, first: int) -> int:
        return first - 1 if first > self.end and self.doc.tokens[first - 1].lower == "that" else first

    def _subject_part(self, subject: int) -> Range:
        return self.scene.noun_range(subject, self.v)

    def objects(self) -> Iterator[Draft]:
        after = [k for k in self.doc.kids(self.v, "dobj") if k > self.v]
        for k in self.doc.kids(self.v, "dobj"):
            if k < self.v and self.doc.tokens[k].tag in _RELATIVE:  # "which he supported"
                yield from self.draft("obj-front", [self._antecedent_range(k)])
        if after:
            yield from self._object(after)
        for k in self.doc.kids(self.v, "oprd", "acomp", "attr"):
            if k > self.v:
                first, last = self.doc.subtree(k)
                yield from self.draft("oprd", [(first, last)])

    def _object(self, objects: list[int]) -> Iterator[Draft]:
        """ "told the house *the truth*"; "accused *their employer, the firm Zeta, of lying*"."""
        first, last = self.doc.subtree(objects[0])
        if len(objects) > 1:
            second = self.doc.subtree(objects[-1])
            beside = self.doc.tokens[second[0] - 1].text == ","
            first, last = (first if beside else second[0]), second[1]
        first = max(first, self.end)
        yield from self.draft("obj", [(first, self.edge(first, self.whole_quotes(first, last)))])
        wide = self._at_figure(first) or self._verdict(last) or self._phrase_end(objects[-1], last)
        if wide > last and not self._told_to(objects[0]):
            yield from self.draft("obj+", [(first, self.edge(first, self.whole_quotes(first, wide)))])

    def _told_to(self, obj: int) -> bool:
        """ "ordered the crew *to leave*": an infinitive of the cue's own, read with `clauses`."""
        entry = self.lexicon.best(self.t.lemma, ("to",), "verb")
        infinitive = any(k > obj and self._complementizer(k) == "to" for k in self.doc.kids(self.v, *_CLAUSES))
        return infinitive and features.fits("obj+to", entry)

    def _verdict(self, last: int) -> int:
        """ "called the plan *“cowardly”*", "called it on Friday *“a farce”*": the end of the quote, or 0."""
        entry = self.lexicon.get(self.t.lemma, "verb")
        if entry is None or entry.act != "call" or self.scene.of[self.v] >= 0:
            return 0
        stop = self.scene.region(self.v)[1]
        n = self.scene.quote_from(stop) if last <= stop <= last + 3 and stop < self.sentence.last else -1
        return self.scene.ranges[n][1] if n >= 0 and self.doc.tokens[stop - 1].text != "," else 0

    def _at_figure(self, first: int) -> int:
        """ "put *the number of dead there at 12*": the end of the figure, or 0."""
        if self.t.lemma not in ("put", "estimate"):
            return 0
        tokens = self.doc.tokens
        for i in range(first + 1, min(first + 14, self.sentence.last - 1)):
            if tokens[i].lower == "at" and any(t.tag == "CD" for t in tokens[i + 1 : i + 5]):
                end = next(j for j in range(i + 1, i + 5) if tokens[j].tag == "CD") + 1
                while end < self.sentence.last and tokens[end].tag in ("CD", "NN", "NNS", "VBN", "JJ"):
                    end += 1
                return end
        return 0

    def _antecedent_range(self, k: int) -> Range:
        """ "a claim that the army denied": the claim."""
        if self.t.dep in ("relcl", "acl") and self.doc.tokens[k].lower in ("that", "which") and self.t.head < k:
            return self.scene.noun_range(self.t.head, self.v)
        return self.scene.noun_range(k, self.v)

    def _phrase_end(self, obj: int, last: int) -> int:
        for k in self.t.kids:
            if k > obj and self.doc.tokens[k].dep in ("prep", "oprd", "acomp", "xcomp", "advcl", "dative"):
                lo, hi = self.doc.subtree(k)
                if lo <= last:
                    last = max(last, hi)
        return last

    def prepositions(self) -> Iterator[Draft]:
        for k in self.doc.kids(self.v, "prep", "dative"):
            if k < self.v or (self.doc.tokens[k].dep == "dative" and self.doc.tokens[k].pos != "ADP"):
                continue
            inner = self.doc.kids(k, "pobj", "pcomp", "prep")
            if not inner:
                continue
            word = self.doc.tokens[k].lower
            last = self.whole_quotes(k, self.doc.subtree(k)[1])
            objects = [j for j in self.doc.kids(self.v, "dobj") if self.v < j < k]
            noun = (self.doc.tokens[objects[0]].lemma,) if objects else ()
            yield from self.draft(f"{'n ' if noun else ''}{word}", [(k + 1, last)], (*noun, word), k + 1)
            wide = self._phrase_end(k, last)
            if wide > last and not noun:  # "warned of famine in Darfur"
                yield from self.draft(word, [(k + 1, self.whole_quotes(k + 1, wide))], (word,), k + 1)

    def passive(self) -> Iterator[Draft]:
        """ "The plan was hailed", "the deal was hailed as a triumph"."""
        if not self.is_passive:
            return
        for k in self.doc.kids(self.v, "nsubjpass"):
            part = self._subject_part(k)
            yield from self.draft("passive", [part])
            for j in self.doc.kids(self.v, "oprd", "prep"):
                if j > self.v and (self.doc.tokens[j].dep == "oprd" or self.doc.tokens[j].lower == "as"):
                    yield from self.draft("passive+", [part, self.doc.subtree(j)], ("as",))
        if self.t.dep == "acl" and self.holder is not None:  # "remarks condemned by the envoy"
            yield from self.draft("passive", [self.scene.noun_range(self.t.head, self.v)])

    def relative(self) -> Iterator[Draft]:
        """ "the deal he praised": the antecedent is what is spoken of."""
        if self.t.dep != "relcl" or self.doc.kids(self.v, "dobj", "ccomp", "xcomp", "nsubjpass"):
            return
        if self.doc.kids(self.v, "nsubj") and self.holder != self.t.head:
            yield from self.draft("relative", [self.scene.noun_range(self.t.head, self.v)])
