"""A verb read as a cue: its source, its group of auxiliaries, and how a draft is made of them."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.language import syntax
from dateline.statements import features, sources
from dateline.statements.cues import Cue, Lexicon
from dateline.statements.scene import Draft, Range, Scene

WH = frozenset("how why what when where whether who which whom whose".split())
SAYS = 0.9  # strength of the verbs that do nothing but report
SPEAKS = 0.7  # strength of the verbs that begin a statement of their own after a comma
SIMPLE = frozenset(("VBD", "VBZ", "VBP"))
_NOMINAL = frozenset(("DET", "NOUN", "PROPN", "ADJ", "CCONJ", "ADP", "NUM", "PART", "PRON"))
_AFTER = frozenset("prep npadvmod advmod punct dative tmod agent".split())
TELLS = frozenset(("tell", "inform", "assure", "remind"))  # their object is whom it is said to
_SOME = frozenset("many some most several few all both others".split())  # speak for people also where no noun follows
_BARE = frozenset(("be", "have", "do", "make"))  # cues only with the words that the lexicon gives them


class VerbReading:
    """Verb `v` of a scene with its source (`holder` is the head noun) and the token after its group, `end`."""

    def __init__(self, scene: Scene, lexicon: Lexicon, v: int) -> None:
        self.scene, self.lexicon, self.v = scene, lexicon, v
        self.doc = scene.doc
        self.t = scene.doc.tokens[v]
        self.sentence = scene.doc.sentence_of(v)
        self.is_passive = syntax.is_passive(self.doc, v) or self._bare_participle()
        self.particle = next((k for k in self.doc.kids(v, "prt") if k > v), None)
        self.start = self._start()
        self.holder = self._holder()
        self.source = scene.noun_range(self.holder, v) if self.holder is not None else None
        self._take_last_words()
        self.end = v + 2 if self.particle == v + 1 else v + 1

    def _bare_participle(self) -> bool:
        """ "Asked about the talks, the envoy said": asked by somebody else."""
        t = self.t
        if t.dep != "advcl" or t.tag not in ("VBN", "VBD"):
            return False
        return not self.doc.kids(t.i, "nsubj", "aux", "dobj")

    def _holder(self) -> int | None:
        if self.is_passive:
            return next(iter(syntax.agents(self.doc, self.v)), None)
        own = self.doc.kids(self.v, "nsubj", "csubj")
        near = [k for k in own if k > self.v or self.scene.of[k] == self.scene.of[self.v]]
        first = self._first_speaker()
        found = (near or own)[-1] if own else syntax.subject(self.doc, self.v) if first is None else first
        if found is None or found == self.v or (not own and self.t.dep == "parataxis"):
            return self._beside()
        if self.doc.tokens[found].lower == "it" and not own and self.doc.tokens[self.t.head].lemma == "be":
            return None  # "it would be naive to call"
        return found

    def _first_speaker(self) -> int | None:
        """ "They say that catches have fallen, and *warn* of shortages": the parse gives "catches" as the subject."""
        tokens, clause = self.doc.tokens, self.doc.tokens[self.t.head]
        first = self.v - 1 if tokens[self.v - 1].pos == "ADV" else self.v
        joined = first > 1 and tokens[first - 1].lower in ("and", "but") and tokens[first - 2].text == ","
        if self.t.dep != "conj" or clause.dep != "ccomp" or not joined or not self.reports_at(self.v):
            return None
        same = self.form(self.v) == self.form(clause.head) and self.form(self.v) in SIMPLE
        return syntax.subject(self.doc, clause.head) if same and self.reports_at(clause.head) else None

    def reports_at(self, i: int) -> bool:
        """Whether a token is a verb that begins a statement of its own after a comma."""
        entry = self.lexicon.get(self.doc.tokens[i].lemma, "verb")
        return entry is not None and entry.strength >= SPEAKS

    def form(self, i: int) -> str:
        """The tag of a verb; the parse takes the plain present for an infinitive or a noun at times."""
        tag = self.doc.tokens[i].tag
        return "VBP" if tag in ("VB", "NN") else tag

    def _take_last_words(self) -> None:
        """ "…, witnesses and a medical source said.", "…, the governor, Oda Lund, said at a briefing.": sources that
        the parse gives to the clause before."""
        entry = self.lexicon.get(self.t.lemma, "verb")
        finite = self.t.tag in ("VBD", "VBZ", "VBP", "NN") or bool(self.doc.kids(self.v, "aux"))
        says = entry is not None and (entry.strength >= SAYS or self.t.tag == "NN")
        if not finite or not says or self.is_passive or not self.closing():
            return
        if self.doc.kids(self.v, "nsubj"):
            return
        found = self._named_before(self.start) or self._listed_before(self.start)
        if found:
            self.holder, self.source = found

    def closing(self) -> bool:
        """Whether only phrases of time, place and manner, or whom it told, follow the verb in its sentence."""
        right = [k for k in self.t.kids if k > self.v]
        after = _AFTER | {"dobj"} if self.t.lemma in TELLS else _AFTER
        if any(self.doc.tokens[k].dep not in after for k in right):
            return False
        return self.sentence.last - max([self.v, *(self.doc.subtree(k)[1] - 1 for k in right)]) <= 3

    def _named_before(self, stop: int) -> tuple[int, Range] | None:
        """A noun phrase between a comma and the verb, and the role before it that it is the name of."""
        tokens, s = self.doc.tokens, self.sentence
        best: tuple[int, Range] | None = None
        for i in range(stop - 1, max(s.first + 2, stop - 25), -1):
            if tokens[i - 1].text != "," or self.scene.of[i] != self.scene.of[self.v]:
                continue
            heads = [j for j in range(i, stop) if tokens[j].pos != "PUNCT" and not i <= tokens[j].head < stop]
            if len(heads) != 1 or tokens[heads[0]].pos not in ("NOUN", "PROPN") or tokens[heads[0]].dep == "nsubj":
                break
            if best and tokens[best[0]].head != heads[0]:
                break
            best = heads[0], (i, stop - 1 if tokens[stop - 1].text == "," else stop)
        return best

    def _listed_before(self, stop: int) -> tuple[int, Range] | None:
        tokens, s = self.doc.tokens, self.sentence
        first = stop
        while first > s.first and tokens[first - 1].pos in _NOMINAL and stop - first < 12:
            first -= 1
        nouns = [i for i in range(first, stop) if tokens[i].pos in ("NOUN", "PROPN", "PRON")]
        if not nouns or first <= s.first + 1 or tokens[first - 1].text != ",":
            return None
        return (nouns[0] if tokens[nouns[0]].dep == "conj" else nouns[-1]), (first, stop)

    def _beside(self) -> int | None:
        """Where the parse has no subject: the noun right before a finite cue, or after one that follows a quote."""
        tokens, s = self.doc.tokens, self.sentence
        if self.t.tag not in ("VBD", "VBZ", "VBP", "NN"):
            return None
        i = self.v - 1
        while i > s.first and tokens[i].dep in ("aux", "advmod") and tokens[i].head == self.v:
            i -= 1
        named = tokens[i].pos in ("NOUN", "PROPN", "PRON") or tokens[i].lower in _SOME
        if i >= s.first and named and not self.scene.is_mark(i):
            return i
        i = self.v + 1
        if self.scene.quote_until(self.v) < 0 or i >= s.last:
            return None
        while tokens[i].head in range(i + 1, min(i + 8, s.last)) and tokens[tokens[i].head].pos in ("NOUN", "PROPN"):
            i = tokens[i].head
        return i if tokens[i].pos in ("NOUN", "PROPN", "PRON") else None

    def _start(self) -> int:
        """First token of the verb group: "has repeatedly said", "did not mention"."""
        as_word = self.doc.tokens[self.t.head]
        if self.t.dep == "pcomp" and as_word.lower == "as" and self.doc.tokens[as_word.head].lemma in ("quote", "cite"):
            return self._group_start(as_word.head)  # "was quoted as saying"
        return self._group_start(self.v)

    def _group_start(self, first: int) -> int:
        kids = {k for k in self.doc.tokens[first].kids
                if self.doc.tokens[k].dep in ("aux", "auxpass", "neg", "advmod")}  # fmt: skip
        while first - 1 in kids and self.doc.tokens[first - 1].lower not in WH:
            first -= 1
        return first

    def draft(self, option: str, content: list[Range], rest: tuple[str, ...] = (), end: int = 0) -> Iterator[Draft]:
        parts = [r for a, b in self._own_quote(content) if (r := self.scene.trim(a, b))]
        if not parts:
            return
        words = (*self._more(), *rest)
        entry = self.lexicon.best(self.t.lemma, words, "verb")
        if option.startswith("n ") and not self._takes_noun(entry, rest):
            return
        if self._mute(option) or not features.fits(option, entry) or (entry is None and self.t.lemma in _BARE):
            return
        core = entry.text if entry else " ".join((self.t.lemma, *words))
        cue = (self.start, max(self.end, end) if end <= self.v + 6 else self.end)
        holder, source = self.holder, self.source
        if source and any(a < source[1] and source[0] < b for a, b in parts):
            holder = source = None
        yield Draft(self.v, cue, core, "verb", option, parts, source, holder, entry)

    def _own_quote(self, content: list[Range]) -> list[Range]:
        """What is said inside a quote ends with it."""
        if (n := self.scene.of[self.v]) < 0:
            return content
        lo, hi = self.scene.ranges[n]
        closed = self.scene.is_mark(hi - 1)
        opens = [a - (a - 1 > lo and self.doc.tokens[a - 1].tag == "``") for a, _ in content]
        ends = [hi - closed if b >= hi else b for _, b in content]
        return [(max(a, lo), b) for a, b in zip(opens, ends, strict=True) if a < b]

    def _takes_noun(self, entry: Cue | None, rest: tuple[str, ...]) -> bool:
        """Whether the preposition after an object belongs to the cue: "blamed it *on*", "took aim *at*".

        In "accused Kabul of lying" the object is part of what is said; "seized the town on Monday" says nothing.
        """
        if entry is None or rest[-1] not in entry.text.split():
            return False
        return rest[0] in entry.text.split() or self.lexicon.get(self.t.lemma, "verb") is not None

    def _more(self) -> tuple[str, ...]:
        """The particle and the adjective that may belong to the cue: "point *out*", "make it *clear*"."""
        particle = (self.doc.tokens[self.particle].lower,) if self.particle else ()
        words = [t for t in self.doc.tokens[self.v + 1 : self.v + 3] if t.lower != "it"][:1]
        return (*particle, *(t.lower for t in words if t.tag == "JJ" and t.sent == self.t.sent))

    def _mute(self, option: str) -> bool:
        """Whether the subject is a thing, which says nothing: "the shelling raised fears"."""
        if self.holder is None or option.endswith("quote"):
            return False
        return sources.is_mute(self.doc.tokens[self.holder])

    def whole_quotes(self, first: int, last: int) -> int:
        """A clause whose last words open a quote goes on to the quote's end, also over sentences."""
        n = self.scene.of[last - 1]
        if n >= 0 and self.scene.ranges[n][0] >= first:
            last = max(last, self.scene.ranges[n][1])
        elif n < 0 and last < self.sentence.last and (n := self.scene.quote_from(last)) >= 0:
            end = self.scene.ranges[n][1]
            last = end if end >= self.sentence.last - 1 else last
        return last
