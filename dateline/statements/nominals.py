"""Drafts whose cue is no verb: nouns ("his claim that"), adjectives ("confident that"), "according to", "Li: …"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.language import syntax
from dateline.language.document import Document
from dateline.statements import sources
from dateline.statements.cues import Lexicon
from dateline.statements.scene import Draft, Range, Scene

_COMPLEMENT_PREPS = frozenset("of on about for to against with over that as in toward towards from at".split())
_SOURCE_PREPS = frozenset("by from among".split())
_ADDS = frozenset(("but", "while", "although", "though", "whereas"))
_LABEL = 9  # tokens before a colon that may name a speaker


def noun_drafts(scene: Scene, lexicon: Lexicon, n: int) -> Iterator[Draft]:
    """Readings of noun `n` as a cue, by its complements."""
    reading = _Noun(scene, lexicon, n)
    yield from reading.complements()
    yield from reading.copula()


class _Noun:
    def __init__(self, scene: Scene, lexicon: Lexicon, n: int) -> None:
        self.scene, self.lexicon, self.n = scene, lexicon, n
        self.doc = scene.doc
        self.t = scene.doc.tokens[n]
        self.governor = self._governor()
        self.holder, self.via = self._holder()
        self.source = scene.noun_range(self.holder, n) if self.holder is not None else None
        if self.via == "self":
            self.source = self._agent_range()

    def _governor(self) -> int | None:
        """The verb whose object the noun is, past "of" and "in": "voiced its support", "in a statement"."""
        if self.t.dep in ("dobj", "attr") and syntax.is_verb(self.doc, self.t.head):
            return self.t.head
        if self.t.dep == "pobj":
            head = self.doc.tokens[self.t.head].head
            return head if syntax.is_verb(self.doc, head) else None
        return None

    def _holder(self) -> tuple[int | None, str]:
        if owner := self.doc.kids(self.n, "poss"):
            return owner[0], "poss"
        for k in self.doc.kids(self.n, "prep", "agent"):
            if self.doc.tokens[k].lower in _SOURCE_PREPS and (inner := self.doc.kids(k, "pobj")):
                return inner[0], self.doc.tokens[k].lower
        if self.t.lemma in sources.nouns("agent") and self.t.dep not in ("appos", "attr"):
            return self.n, "self"
        if self.t.lemma in sources.nouns("agent") and self.t.dep == "appos":
            return self.t.head, "appos"
        subject = _subject(self.doc, self.governor) if self.governor is not None else None
        if self.t.dep in ("dobj", "attr") and subject not in (None, self.n):
            return subject, "subj"
        for k in self.doc.kids(self.n, "amod", "compound", "nmod"):
            if self.doc.tokens[k].ent in ("NORP", "GPE", "ORG", "PERSON"):
                return k, "mod"
        return subject, "none" if subject is None else "clause"

    def _agent_range(self) -> Range:
        return syntax.noun_phrase(self.doc, self.n)[0], self.n + 1

    def _cue_start(self) -> int:
        if self.via == "subj" and self.governor is not None and self.n - 8 < self.governor < self.n:
            return self.governor
        first = self.n
        kids = {k for k in self.t.kids if self.doc.tokens[k].dep in ("amod", "compound", "advmod")}
        while first - 1 in kids and first - 1 != self.holder:
            first -= 1
        return first

    def draft(self, option: str, content: Range, rest: tuple[str, ...] = (), end: int = 0) -> Iterator[Draft]:
        part = self.scene.trim(*content)
        if part is None:
            return
        if self.holder is not None and self.via in ("subj", "clause") and sources.is_mute(self.doc.tokens[self.holder]):
            return
        entry = self.lexicon.best(self.t.lemma, rest, "noun")
        if entry is not None and option not in ("is", "wh") and option not in entry.patterns:
            return
        holder, source = self.holder, self.source
        if source and self.via != "self" and part[0] < source[1] and source[0] < part[1]:
            holder = source = None
        cue = (self._cue_start(), max(self.n + 1, end) if end < self.n + 4 else self.n + 1)
        yield Draft(self.n, cue, entry.text if entry else self.t.lemma, "noun", f"{option}/{self.via}", [part],
                    source, holder, entry)  # fmt: skip

    def complements(self) -> Iterator[Draft]:
        for k in self.t.kids:
            t = self.doc.tokens[k]
            if k < self.n:
                continue
            first, last = self.doc.subtree(k)
            if t.dep in ("acl", "ccomp", "relcl"):
                yield from self._clause(k, first, last)
            elif t.dep == "prep" and t.lower in _COMPLEMENT_PREPS - {self.via} and t.kids:
                yield from self.draft(t.lower, (k + 1, last), (t.lower,), k + 1)

    def _clause(self, k: int, first: int, last: int) -> Iterator[Draft]:
        opening = self.doc.tokens[first].lower
        if opening == "that" and self.doc.tokens[first].dep not in ("nsubj", "nsubjpass", "dobj"):
            yield from self.draft("that", (first, last), ("that",))
        elif opening == "to":
            yield from self.draft("to", (first, last), ("to",))
        elif opening in ("whether", "if", "how", "why") and self.doc.tokens[k].dep != "relcl":
            yield from self.draft("wh", (first, last))

    def copula(self) -> Iterator[Draft]:
        """ "Her message is that …", "The question is whether …"."""
        if self.t.dep != "nsubj" or self.doc.tokens[self.t.head].lemma != "be":
            return
        for k in self.doc.kids(self.t.head, "ccomp", "xcomp"):
            if k > self.n:
                first, last = self.doc.subtree(k)
                yield from self.draft("is", (first, last))


def _subject(doc: Document, verb: int) -> int | None:
    """The subject as it stands in the verb's clause: "who" rather than what it stands for."""
    own = doc.kids(verb, "nsubj", "nsubjpass")
    return own[-1] if own else syntax.subject(doc, verb)


def adjective_drafts(scene: Scene, lexicon: Lexicon, a: int) -> Iterator[Draft]:
    """Readings of a predicate adjective as a cue: "is confident that", "critical of", "willing to"."""
    doc, t = scene.doc, scene.doc.tokens[a]
    verb = t.head
    if t.dep not in ("acomp", "oprd", "conj", "ROOT", "advcl") or (t.dep != "ROOT" and verb == a):
        return
    is_pred = t.dep in ("acomp", "oprd") and syntax.is_verb(doc, verb)
    holder = _subject(doc, verb) if is_pred else None
    source = scene.noun_range(holder, a) if holder is not None else None
    start = verb if is_pred and a - 5 < verb < a else a
    for option, content, rest, end in _adjective_complements(scene, a):
        part = scene.trim(*content)
        if part is None or (source and part[0] < source[1] and source[0] < part[1]):
            continue
        entry = lexicon.best(t.lemma, rest, "adjective")
        yield Draft(a, (start, end), entry.text if entry else t.lemma, "adjective", option, [part], source, holder,
                    entry)  # fmt: skip


def _adjective_complements(scene: Scene, a: int) -> Iterator[tuple[str, Range, tuple[str, ...], int]]:
    doc = scene.doc
    for k in doc.kids(a):
        if k < a:
            continue
        first, last = doc.subtree(k)
        dep, opening = doc.tokens[k].dep, doc.tokens[first].lower
        if dep in ("ccomp", "xcomp", "advcl", "acl"):
            option = {"that": "that", "to": "to"}.get(opening, "clause")
            yield option, (first, last), (opening,) if option != "clause" else (), a + 1
        elif dep == "prep" and doc.kids(k, "pobj", "pcomp"):
            word = doc.tokens[k].lower
            yield word, (k + 1, last), (word,), k + 1


def phrase_drafts(scene: Scene, lexicon: Lexicon, i: int) -> Iterator[Draft]:
    """Readings of "according to", "in a poll", "in his view" and "reportedly" at token `i`."""
    t = scene.doc.tokens[i]
    if t.lower == "according":
        yield from _according(scene, lexicon, i)
    elif t.lower in ("in", "per", "by", "for", "to") and t.pos in ("ADP", "SCONJ"):
        yield from _in_source(scene, lexicon, i)
    elif t.dep == "advmod" and lexicon.get(t.lower, "preposition"):
        yield from _adverb(scene, lexicon, i)


def _according(scene: Scene, lexicon: Lexicon, i: int) -> Iterator[Draft]:
    doc = scene.doc
    to = i + 1
    if to >= len(doc.tokens) or doc.tokens[to].lower != "to":
        return
    inner = doc.kids(to, "pobj", "pcomp") or doc.kids(i, "pobj")
    holder = inner[0] if inner else None
    source = scene.noun_range(holder, to) if holder is not None else None
    phrase = (i, max(source[1] if source else to + 1, doc.subtree(i)[1]))
    entry = lexicon.get("according to", "preposition")
    for option, content in _clause_around(scene, i, phrase):
        yield Draft(i, (i, to + 1), "according to", "preposition", option, content, source, holder, entry)


def _clause_around(scene: Scene, i: int, phrase: Range) -> Iterator[tuple[str, list[Range]]]:
    """The sentence without the phrase, and where it differs the clause that the phrase hangs on."""
    whole = _outside(scene, _bracketed(scene, i) or _main_part(scene, i, phrase[1]), phrase)
    if whole:
        yield "sentence", whole
    head = scene.doc.tokens[i].head
    if head == i:
        return
    clause = next((a for a in (head, *scene.doc.ancestors(head)) if syntax.is_verb(scene.doc, a)), None)
    if clause is not None:
        part = _outside(scene, scene.doc.subtree(clause), phrase)
        if part and part != whole:
            yield "clause", part


def _bracketed(scene: Scene, i: int) -> Range | None:
    """The inside of the brackets that a token stands in: "(two were hurt, according to the police)"."""
    tokens, s = scene.doc.tokens, scene.doc.sentence_of(i)
    first = next((k for k in range(i, s.first - 1, -1) if tokens[k].text in "()"), -1)
    if first < 0 or tokens[first].text != "(":
        return None
    return first + 1, next((k for k in range(i, s.last) if tokens[k].text == ")"), s.last)


def _main_part(scene: Scene, i: int, after: int) -> Range:
    """The sentence, up to a clause that another conjunction adds: "…, according to the union, *but* the firm …"."""
    tokens, s = scene.doc.tokens, scene.doc.sentence_of(i)
    first = scene.opening(tokens[i].sent)
    adds = after > first + 8 and after + 3 < s.last and tokens[after].text in ",;" and tokens[after + 1].lower in _ADDS
    return first, after if adds else s.last


def _outside(scene: Scene, around: Range, hole: Range) -> list[Range]:
    """A range without a phrase; a quote that the range ends is taken whole, also over sentences."""
    before, after = scene.trim(around[0], hole[0]), scene.trim(hole[1], around[1])
    if before and (n := scene.of[before[0]]) >= 0:
        before = (min(before[0], scene.ranges[n][0]), before[1])
    if after and (n := scene.of[after[1] - 1]) >= 0:
        after = (after[0], max(after[1], scene.ranges[n][1]))
    return [r for r in (before, after) if r]


def _in_source(scene: Scene, lexicon: Lexicon, i: int) -> Iterator[Draft]:
    doc = scene.doc
    for k in doc.kids(i, "pobj"):
        lemma = doc.tokens[k].lemma
        lo, hi = doc.subtree(i)
        owner = doc.kids(k, "poss")
        if lemma in sources.nouns("view") and owner and k < i + 8:
            source, holder, core, cue = scene.noun_range(owner[0], k), owner[0], f"in {lemma}", (k, k + 1)
        elif _document(scene, lexicon, i, lemma):
            source, holder, core, cue = scene.noun_range(k, i), k, f"in {lemma}", (i, i + 1)
        elif doc.tokens[i].lower in ("for", "to") and i == doc.sentence_of(i).first and hi < len(doc.tokens):
            if doc.tokens[hi].text != ",":
                continue
            source, holder, core, cue = scene.noun_range(k, i), k, doc.tokens[i].lower, (i, i + 1)
        else:
            continue
        place = "front" if lo == doc.sentence_of(i).first else "end"
        entry = lexicon.get("according to", "preposition")
        for option, content in _clause_around(scene, i, (lo, hi)):
            yield Draft(i, cue, core, "preposition", f"{option}/{place}", content, source, holder, entry)


def _document(scene: Scene, lexicon: Lexicon, i: int, lemma: str) -> bool:
    """ "in a poll", "per the filing", where no verb does the reporting."""
    preposition = scene.doc.tokens[i].lower in ("in", "per", "by")
    return preposition and lemma in sources.nouns("document") and not _reporting(scene, lexicon, i)


def _reporting(scene: Scene, lexicon: Lexicon, i: int) -> bool:
    """Whether a phrase hangs on a reporting verb, as in "said in a statement": the verb is the cue then."""
    head = scene.doc.tokens[scene.doc.tokens[i].head]
    entry = lexicon.get(head.lemma, "verb")
    return entry is not None and bool(entry.patterns & {"that", "quote"}) and entry.strength >= 0.5


def _adverb(scene: Scene, lexicon: Lexicon, i: int) -> Iterator[Draft]:
    doc = scene.doc
    clause = syntax.clause_of(doc, i)
    entry = lexicon.get(doc.tokens[i].lower, "preposition")
    content = _outside(scene, doc.subtree(clause), (i, i + 1))
    if content:
        yield Draft(i, (i, i + 1), doc.tokens[i].lower, "preposition", "adverb", content, None, None, entry)


def label_draft(scene: Scene, lexicon: Lexicon, colon: int) -> Iterator[Draft]:
    """ "Li: Talks will go on", "Li: “Talks will go on.”" where a short name stands before the colon."""
    doc = scene.doc
    s = doc.sentence_of(colon)
    if (n := scene.quote_until(colon)) >= 0 and scene.ranges[n][0] == s.first == 0:
        yield from _headline(scene, lexicon, colon, n)
        return
    left = (_label_start(scene, s.first, colon), colon)
    if not 0 < colon - left[0] <= _LABEL or any(syntax.is_verb(doc, i) for i in range(*left)):
        return
    quote = scene.quote_from(colon + 1)
    if colon + 1 >= s.last and quote < 0:
        return
    last = scene.ranges[quote][1] if quote >= 0 else s.last
    head = next((i for i in range(colon - 1, left[0] - 1, -1) if doc.tokens[i].pos in ("PROPN", "NOUN", "PRON")), None)
    source, part = scene.trim(*left), scene.trim(colon + 1, last)
    if head is None or source is None or part is None:
        return
    plain = "label-head" if s.first == 0 else "label"
    option = "label-dash" if left[0] > s.first else "label-quote" if quote >= 0 else plain
    parts = [part, *(scene.following(last) if quote >= 0 else [])]
    yield Draft(colon, (colon, colon + 1), ":", "label", option, parts, source, head, lexicon.get("say", "verb"))


def _headline(scene: Scene, lexicon: Lexicon, colon: int, n: int) -> Iterator[Draft]:
    """ "“We are ready”: the envoy on the sea"."""
    doc = scene.doc
    words = range(colon + 1, doc.sentences[0].last)
    stop = next((i for i in words if doc.tokens[i].pos in ("ADP", "VERB", "PUNCT")), -1)
    if not 0 < stop - colon <= _LABEL + 1 or doc.tokens[stop].lower not in ("on", "about", "says", "tells", ","):
        return
    head = next((i for i in range(stop - 1, colon, -1) if doc.tokens[i].pos in ("PROPN", "NOUN")), None)
    if head is not None:
        yield Draft(colon, (colon, colon + 1), ":", "label", "label-quote", [scene.ranges[n]], (colon + 1, stop), head,
                    lexicon.get("say", "verb"))  # fmt: skip


def _label_start(scene: Scene, first: int, colon: int) -> int:
    """After the last dash: "Turnout fell - Li: “…”"."""
    dashes = [i + 1 for i in range(max(first, colon - _LABEL), colon) if scene.doc.tokens[i].text in "-—–"]
    return dashes[-1] if dashes and dashes[-1] < colon else first
