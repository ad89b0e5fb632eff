"""Cues by where they stand: after, inside or before a quote or a clause ("…," he said, "…"; he said: "…")."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.statements.edges import Edges
from dateline.statements.reading import TELLS
from dateline.statements.scene import Draft, Range

_LEFT_OF_CUE = frozenset("nsubj nsubjpass aux auxpass neg advmod mark expl".split())
_AROUND = frozenset("nsubj agent prep dobj dative advmod npadvmod prt tmod advcl oprd".split())
_FRONTED = frozenset("if when whenever unless once because until where wherever".split())
TOLD = 0.6  # strength of the verbs of saying and thinking that may stand between commas or end a sentence
FAR = 12  # tokens between a cue and the quote it introduces ("he said in a speech to … : “…”")


class Placement(Edges):
    """Drafts found by position rather than by complement."""

    def around(self) -> Iterator[Draft]:
        left = self._left_edge()
        before = self._said_before(left)
        yield from self._interrupted(left)
        if before is None:
            return
        quoted = self.scene.quote_until(left) >= 0 or (left >= 2 and self.scene.quote_until(left - 1) >= 0)
        after = self._said_after(quoted)
        yield from self.draft("after-quote" if quoted else "after-clause", [before, *after])

    def _interrupted(self, left: int) -> Iterator[Draft]:
        """ "In the long run, economists say, costs will fall": the cue's clause stands between the two parts."""
        tokens, s = self.doc.tokens, self.sentence
        if left <= s.first + 1 or tokens[left - 1].text != "," or not self._plainly_says():
            return
        if any(a < left and self.reports_at(a) for a in self.doc.ancestors(self.v)):
            return  # "She added that it was an offer to which, she said, nobody replied"
        after = self._clause_end()
        if after and after + 2 < s.last and self._goes_on(after + 1):
            first = max(self.scene.region(self.v)[0], self.scene.opening(self.t.sent))
            yield from self.draft("interrupt", [(first, left), (after + 1, self.edge(after + 1, s.last))])

    def _plainly_says(self) -> bool:
        """A finite verb of saying or thinking with a source: what "that …" could follow."""
        entry = self.lexicon.get(self.t.lemma, "verb")
        finite = self.t.tag in ("VBD", "VBZ", "VBP") or bool(self.doc.kids(self.v, "aux"))
        if not finite or self.holder is None or self.source is None or entry is None:
            return False
        relative = self.doc.tokens[self.holder].tag in ("WP", "WDT")
        return not relative and entry.strength >= TOLD and "that" in entry.patterns

    def _clause_end(self) -> int:
        """The comma that ends the cue's clause, where only its source, phrases and whom it told precede it, or 0."""
        tokens, stop = self.doc.tokens, self.scene.region(self.v)[1]
        own = {*range(*(self.source or (0, 0)))}
        for k in self.t.kids:
            if k > self.v and (tokens[k].dep in _AROUND - {"advcl", "dobj"} or self._told(k)):
                own.update(range(*self.doc.subtree(k)))
        for i in range(self.v + 1, min(stop, self.v + FAR)):
            if tokens[i].text == "," and i not in own:
                return i
            if i not in own:
                return 0
        return 0

    def _told(self, k: int) -> bool:
        return self.doc.tokens[k].dep == "dobj" and self.t.lemma in TELLS

    def _goes_on(self, first: int) -> bool:
        """Whether a clause goes on at `first` rather than another statement or an aside begins."""
        t, scene = self.doc.tokens[first], self.scene
        if scene.quote_from(first) >= 0 and scene.of[self.v] < 0:
            return self.doc.tokens[self.sentence.first].lower in _FRONTED
        if scene.of[first] != scene.of[self.v] or t.tag in ("WDT", "WP", "WP$", "WRB", "VBG"):
            return False
        return t.lower not in ("but", "while", "although", "though", "as", "after", "before", "citing", "because")

    def as_clause(self) -> Iterator[Draft]:
        """ "As the envoy noted, the port is shut": the clause that the as-clause opens."""
        if self.t.dep != "advcl" or "as" not in {self.doc.tokens[k].lower for k in self.doc.kids(self.v, "mark")}:
            return
        first, last = self.doc.subtree(self.v)
        if first <= self.sentence.first + 1 and self.t.head > last and self.scene.of[self.v] < 0:
            yield from self.draft("as-clause", [(last, self.whole_quotes(last, self.sentence.last))])

    def _left_edge(self) -> int:
        """Where the cue's clause begins: "…, *he later said*"."""
        lo = self.scene.region(self.v)[0]
        others = {k for k in self.doc.kids(self.v, "nsubj") if k != self.holder and self.holder in self.t.kids}
        edges = [self.doc.subtree(k)[0] for k in self.t.kids
                 if k < self.v and k not in others and self.doc.tokens[k].dep in _LEFT_OF_CUE]  # fmt: skip
        first = min([self.v, *edges])
        source = self.source
        if source and source[0] < self.v and self.doc.tokens[source[0]].sent == self.t.sent:
            first = min(first, source[0])
        return max(first, lo)

    def _said_before(self, left: int) -> Range | None:
        """The words before the cue's clause where they are what is said."""
        s, tokens = self.sentence, self.doc.tokens
        n = self.scene.quote_until(left)
        if n < 0 and left >= 2 and tokens[left - 1].text == ",":
            n = self.scene.quote_until(left - 1)
        if n >= 0 and self.scene.of[self.v] < 0:
            return self._from_quote(n, left) if self._same_breath(n) else None
        if left <= s.first + 1 or tokens[left - 1].text not in (",", "—", "–", "--", "?", "!", "-"):
            return None
        if (inner := self._inner_clause(left)) is None:
            return None
        return self._clause_start(inner), left

    def _same_breath(self, n: int) -> bool:
        """Whether a quote ends in the cue's sentence, or with "?" just before a sentence that is nothing but a cue:
        "Why not?" Mr. Li asked."""
        last = self.doc.tokens[self.scene.ranges[n][1] - 1]
        if last.sent == self.t.sent:
            return last.i + 1 > self.v or not self.scene.ends_sentence(last.i + 1)
        stop = self.scene.outer[n].inner[-1][1]
        mark = self.doc.text[:stop].rstrip("'’\"”")[-1:]
        bare = not self.doc.kids(self.v, "ccomp", "xcomp") and self.t.dep == "ROOT"
        short = self.sentence.last - self.sentence.first <= 5 and self.sentence.last <= self.v + 3
        return bare and (mark in "?!—…-" or short) and self.scene.same_paragraph(last.i, self.v)

    def _from_quote(self, n: int, left: int) -> Range | None:
        first, last = self.scene.ranges[n]
        s = self.sentence
        words = [t.text for t in self.doc.tokens[max(first, last - 4) : last] if t.tag != "''"]
        stop = words[-1] if words and last - first > 2 else ""
        ends = stop in (",", "!", "?", ".", "--", "—", "…", "...", "-") or self.doc.tokens[left - 1].text == ","
        if not ends and first > s.first:
            return None
        return min(first, self._sentence_start(first)), last

    def _sentence_start(self, first: int) -> int:
        """Words before a quote in its own sentence belong to what is said: "It was “a mistake,” he said"."""
        s = self.doc.sentence_of(first)
        if s.first == first:
            return first
        before = range(s.first, first)
        if any(self.doc.tokens[i].lemma in self.lexicon.heads["verb"] and self._reports(i) for i in before):
            return first
        return min(first, self.scene.opening(self.doc.tokens[first].sent))

    def _reports(self, i: int) -> bool:
        return self.doc.tokens[i].pos == "VERB" and self.doc.tokens[i].lemma in ("say", "tell", "add", "ask", "call")

    def _inner_clause(self, left: int) -> int | None:
        """The verb of the clause that the cue follows, by the parse."""
        for k in self.doc.kids(self.v, "ccomp", "parataxis"):
            if k < left:
                return k
        right = self.doc.kids(self.v, "ccomp", "xcomp")
        head = self.t.head
        if self._closes_sentence(left) and not right:
            return self.sentence.root if self.sentence.root < left else left - 2
        if self.t.dep not in ("parataxis", "ccomp", "advcl", "dep") or right or self._marked():
            return None
        if self.doc.kids(self.v, "dobj") or not self.doc.kids(head, "nsubj", "nsubjpass"):
            return None
        return head if head < left or self._fenced() else None

    def _closes_sentence(self, left: int) -> bool:
        """A plain reporting verb that ends the sentence after a comma, as in headlines: "Two arrested, police say"."""
        return self._plainly_says() and self.closing() and left > self.sentence.first + 2

    def _fenced(self) -> bool:
        """Whether a comma follows the cue's clause: "the port, *the envoy said*, would open"."""
        after = self.doc.subtree(self.v)[1]
        return any(self.doc.tokens[i].text == "," for i in (self.v + 1, after - 1, after) if i < self.sentence.last)

    def _marked(self) -> bool:
        return any(self.doc.tokens[k].lower != "as" for k in self.doc.kids(self.v, "mark", "cc"))

    def _clause_start(self, inner: int) -> int:
        root = self.t.dep == "ROOT" or self.doc.tokens[inner].dep == "ROOT"
        if root:
            return self.scene.opening(self.t.sent)
        first = self.doc.subtree(inner)[0]
        return min(first, inner)

    def _said_after(self, quoted: bool) -> list[Range]:
        """What goes on after the cue's clause: a second quote, or the rest of an interrupted clause."""
        stop = self._past_names(self.scene.region(self.v)[1])
        if self.scene.of[self.v] < 0 and (n := self.scene.quote_from(stop)) >= 0:
            before = self.doc.tokens[stop - 1].text
            same = self.doc.tokens[stop].sent == self.t.sent
            joined = before in (",", ":", ";", "—", "–", "--", "that", "and") and not self._other_cue(stop)
            if (same and joined) or before == self.t.text:
                last = self.scene.ranges[n][1]
                return [self.scene.ranges[n], *self.scene.following(last)]
            if not same:
                return self.scene.following(stop)
        if not quoted:
            return self._rest_of_clause()
        return []

    def _past_names(self, stop: int) -> int:
        """ "he told “The Morning Show” on Monday. “…”": past a quoted name within the cue's clause."""
        n = self.scene.quote_from(stop)
        if n < 0 or not self.scene.short(n) or self.doc.tokens[stop - 1].text in (",", ":"):
            return stop
        end = self.scene.ranges[n][1]
        return self.scene.region(end)[1] if end < self.sentence.last else end

    def _other_cue(self, stop: int) -> bool:
        """Whether another verb stands between the cue and the next quote: "he said, adding that “…”"."""
        between = self.doc.tokens[self.v + 1 : stop]
        return any(t.pos == "VERB" and t.dep in ("advcl", "conj", "ccomp", "xcomp", "ROOT") for t in between)

    def _rest_of_clause(self) -> list[Range]:
        for k in self.doc.kids(self.v, "ccomp", "parataxis"):
            lo, hi = self.doc.subtree(k)
            if lo < self.v < hi:
                return self._beyond(hi)
        if self.t.dep in ("parataxis", "ccomp", "dep", "advcl") and self.t.head != self.v:
            hi = self.doc.subtree(self.t.head)[1]
            return self._beyond(hi)
        return []

    def _beyond(self, hi: int) -> list[Range]:
        ends = [self.doc.subtree(k)[1] for k in self.t.kids if k > self.v and self.doc.tokens[k].dep in _AROUND]
        first = max([self.v + 1, *[e for e in ends if e < hi]])
        return [(first, hi)] if first < hi and self.doc.tokens[first].text in (",", "—", "–", "--") else []

    def introducing(self) -> Iterator[Draft]:
        if self.scene.of[self.v] >= 0:
            return
        stop = self.scene.region(self.v)[1]
        last_word = self.doc.tokens[stop - 1].text
        if last_word == ":" and (stop == self.sentence.last or self.scene.quote_from(stop) >= 0):
            known = self.t.lemma in self.lexicon.heads["verb"]
            if known and stop - self.v <= 3 * FAR and (said := self._after_colon(stop)):
                yield from self.draft("colon", said)
            return
        if self.t.lemma in self.lexicon.heads["verb"]:
            yield from self._plain_colon()
        n = self.scene.quote_from(stop)
        if n < 0 or stop - self.v > FAR or stop >= self.sentence.last:
            return
        if last_word == "," or stop - 1 <= self.end - 1 or last_word == "that":
            parts = [self.scene.ranges[n], *self.scene.following(self.scene.ranges[n][1])]
            first = stop - 1 if last_word == "that" else stop
            yield from self.draft("before-quote", [(first, parts[0][1]), *parts[1:]])

    def _after_colon(self, stop: int) -> list[Range]:
        n = self.scene.quote_from(stop)
        if n < 0:
            return []
        if self.doc.tokens[stop].sent == self.t.sent or stop == self.sentence.last:
            last = self.scene.ranges[n][1]
            return [self.scene.ranges[n], *self.scene.following(last)]
        return []

    def _plain_colon(self) -> Iterator[Draft]:
        """ "He added: We will not go." """
        for i in range(self.v + 1, min(self.scene.region(self.v)[1], self.v + FAR)):
            if self.doc.tokens[i].text == ":" and i + 2 < self.sentence.last:
                yield from self.draft("colon-text", [(i + 1, self.sentence.last)])
                return
