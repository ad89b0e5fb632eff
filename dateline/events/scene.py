"""What the coder sees of one document: the parse, who and where, and grammar answers remembered per token."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dateline.events.codebook import Codebook
from dateline.events.rules import Rules
from dateline.language import Document, syntax
from dateline.records import DateRef, Place

_THINGS = frozenset("it them these they".split())
_BOUNDS = frozenset("between to over under around about than".split())


class Parties(Protocol):
    """The part of `dateline.actors.ActorIndex` that events need."""

    def at(self, token: int, /) -> tuple[str, ...]: ...
    def within(self, token: int, /) -> tuple[str, ...]: ...
    def country(self, actor: str, /) -> str | None: ...
    def kind(self, actor: str, /) -> str: ...
    def sectors(self, actor: str, /) -> tuple[str, ...]: ...


class Toponyms(Protocol):
    """The part of `dateline.places.PlaceIndex` that events need."""

    def at(self, token: int, /) -> Place | None: ...


class Scene:
    """One document with its actors, places, dates, codebook and rules. Caches; not shared between threads."""

    def __init__(
        self, doc: Document, actors: Parties, places: Toponyms, dates: Sequence[DateRef], book: Codebook, rules: Rules
    ) -> None:
        self.doc, self.actors, self.places, self.dates = doc, actors, places, dates
        self.book, self.rules = book, rules
        self._subject: dict[int, int | None] = {}
        self._objects: dict[int, list[int]] = {}
        self._preps: dict[int, list[tuple[str, int]]] = {}
        self._passive: dict[int, bool] = {}
        self.heads: dict[tuple[object, ...], list[int]] = {}
        self.clauses: dict[int, list[int]] = {}
        self.pairs: dict[int, list[tuple[str, int]]] = {}
        self.tails: dict[tuple[object, int], list[int]] = {}  # (frame, trigger) → object of a phrase: "call for X"
        self._words: dict[int, frozenset[str]] = {}
        self._roots: dict[int, int] = {}
        self._segments: dict[int, frozenset[str]] = {}
        self._at: dict[int, tuple[str, ...]] = {}

    def lemma(self, i: int) -> str:
        """Lemma of a token, mended where a lemmatizer goes wrong on a regular verb: "staged" is "stage"."""
        t = self.doc.tokens[i]
        if t.pos != "VERB":
            return t.lemma
        lemma = self.rules.irregular.get(t.lower, t.lemma)
        return lemma if lemma in self.book.verbs else self.book.forms.get(t.lower, lemma)

    def passive(self, verb: int) -> bool:
        if verb not in self._passive:
            self._passive[verb] = self._is_passive(verb)
        return self._passive[verb]

    def _is_passive(self, verb: int) -> bool:
        """As `syntax.is_passive`, and of participles after get and in predicates; "was engaged in" is none."""
        t = self.doc.tokens[verb]
        if t.dep == "acomp" and t.tag == "VBN" and t.lemma not in self.rules["middle"]:
            return True
        if t.lemma in self.rules["middle"] and not syntax.agents(self.doc, verb):
            return False
        return syntax.is_passive(self.doc, verb) or self._gets(verb)

    def _gets(self, verb: int) -> bool:
        """ "got arrested"."""
        t = self.doc.tokens[verb]
        return t.tag == "VBN" and t.dep in ("xcomp", "ccomp") and self.doc.tokens[t.head].lemma == "get"

    def subject(self, verb: int) -> int | None:
        """Grammatical subject of a verb, inherited where the clause names none."""
        if verb not in self._subject:
            self._subject[verb] = self._find_subject(verb)
        return self._subject[verb]

    def _find_subject(self, verb: int) -> int | None:
        t = self.doc.tokens[verb]
        named = self.doc.kids(verb, "nsubj")
        if len(named) > 1 and named[-1] < verb:  # "Sudan's paramilitary Rapid Support Forces captured": the nearest
            return named[-1]
        if t.dep == "acomp" and t.head != verb:
            return syntax.subject(self.doc, t.head)
        found = self._agent_of_passive(verb)
        return syntax.subject(self.doc, verb) if found is None else found

    def _agent_of_passive(self, verb: int) -> int | None:
        """ "was attacked by rebels, killing 12": the gerund's subject is who attacked."""
        t = self.doc.tokens[verb]
        if t.dep != "advcl" or t.tag != "VBG" or self.doc.kids(verb, "nsubj", "mark") or not self.passive(t.head):
            return None
        return next(iter(syntax.agents(self.doc, t.head)), None)

    def objects(self, verb: int) -> list[int]:
        if verb not in self._objects:
            self._objects[verb] = self._find_objects(verb)
        return self._objects[verb]

    def _find_objects(self, verb: int) -> list[int]:
        t = self.doc.tokens[verb]
        if t.dep == "acomp" and self.passive(verb):
            subj = self.subject(verb)
            return [] if subj is None else [subj]
        middle = t.lemma in self.rules["middle"] and self.doc.kids(verb, "nsubjpass") and not self.doc.kids(verb, "prt")
        if middle and not self.passive(verb):
            return []  # "were engaged in"
        found = syntax.objects(self.doc, verb) or self._quantified(verb) or self._raised(verb)
        if self.doc.kids(verb, "xcomp"):  # "urged them to": people
            return found
        return [self.meant(o) for o in found]

    def meant(self, i: int) -> int:
        """The noun that "it" or "them" for a thing stands for, as far as number and nearness tell; else token `i`."""
        t = self.doc.tokens[i]
        if t.pos != "PRON" or t.lower not in _THINGS or self.at(i):
            return i
        first = self.doc.sentences[max(0, t.sent - 1)].first
        tags = ("NNS",) if t.lower in ("them", "they", "these") else ("NN",)
        before = (j for j in range(clause_start(self.doc, i) - 1, first - 1, -1))
        return next((j for j in before if self._is_thing(j, tags)), i)

    def _is_thing(self, i: int, tags: tuple[str, ...]) -> bool:
        t = self.doc.tokens[i]
        free = t.dep in ("dobj", "nsubj", "nsubjpass", "attr", "conj") or (t.dep == "pobj" and not t.ent)
        return t.tag in tags and free and t.pos == "NOUN" and not self.at(i)

    def _raised(self, verb: int) -> list[int]:
        """The object in "allowed inspectors to visit", "declared the envoy an enemy", parsed as a subject below."""
        tokens = self.doc.tokens
        for c in self.doc.kids(verb, "ccomp"):
            words = [tokens[k] for k in self.doc.kids(c, "aux", "auxpass", "mark")]
            finite = tokens[c].tag in ("VBD", "VBZ", "VBP") or any(
                t.tag in ("VBD", "VBZ", "VBP", "MD", "IN") for t in words
            )
            subjects = self.doc.kids(c, "nsubj", "nsubjpass")
            if subjects and not finite and subjects[0] > verb:
                return subjects[:1]
        return []

    def _quantified(self, verb: int) -> list[int]:
        """The object in "killed up to 16 men", "between 10 and 15 men", which a parse takes for a phrase of place."""
        tokens = self.doc.tokens
        up = [k for p in self.doc.kids(verb, "prt", "prep", "advmod") for k in self.doc.kids(p, "prep")]
        for p in (*self.doc.kids(verb, "prep"), *up):
            number = p + 1 < len(tokens) and tokens[p + 1].pos == "NUM"
            if number and tokens[p].lower in _BOUNDS and p - verb <= 1 + (tokens[p].lower == "to"):
                return self.doc.kids(p, "pobj")
        return []

    def preps(self, i: int) -> list[tuple[str, int]]:
        """(preposition, head of its object) on token `i`."""
        if i not in self._preps:
            self._preps[i] = list(_prepositions(self.doc, i))
        return self._preps[i]

    def at(self, i: int) -> tuple[str, ...]:
        """Actor ids of the noun phrase that token `i` heads or lies in."""
        if i not in self._at:
            self._at[i] = self.actors.at(i)
        return self._at[i]

    def words_of(self, sentence: int) -> frozenset[str]:
        """Lemmas and lower-cased forms of a sentence."""
        if sentence not in self._words:
            s = self.doc.sentences[sentence]
            self._words[sentence] = frozenset(x for i in range(s.first, s.last) for x in self._forms(i))
        return self._words[sentence]

    def root_of(self, i: int) -> int:
        """The verb that heads the part of the sentence token `i` stands in: its main clause, or what somebody said."""
        if i not in self._roots:
            self._roots[i] = i if self._opens(i) else self.root_of(self.doc.tokens[i].head)
        return self._roots[i]

    def _opens(self, i: int) -> bool:
        t = self.doc.tokens[i]
        if t.head == i:
            return True
        if t.pos not in ("VERB", "AUX"):
            return False
        if t.dep == "ccomp":
            return self.doc.tokens[t.head].lemma in self.rules["reporting"]
        return t.dep in ("conj", "parataxis") and bool(self.doc.kids(i, "nsubj", "nsubjpass"))

    def words_around(self, i: int) -> frozenset[str]:
        """Lemmas and lower-cased forms of the part of the sentence token `i` stands in, with what `i` itself says."""
        said = self.doc.kids(i, "ccomp")
        around = self._segment(self.root_of(i))
        return around.union(*(self._segment(self.root_of(k)) for k in said)) if said else around

    def _segment(self, root: int) -> frozenset[str]:
        if root not in self._segments:
            first, last = self.doc.subtree(root)
            inside = (j for j in range(first, last) if self.root_of(j) == root and not self._of_states(j))
            words = {x for j in inside for x in self._forms(j)}
            self._segments[root] = frozenset(words)
        return self._segments[root]

    def _of_states(self, i: int) -> bool:
        """The Arab League plays no games."""
        t = self.doc.tokens[i]
        return t.lower == "league" and t.pos == "PROPN" and bool(self.at(i))

    def _forms(self, i: int) -> tuple[str, ...]:
        t = self.doc.tokens[i]
        if t.lower == "scores" and self.preps(i):  # "scores of people" is no sport
            return ()
        return (t.lemma, t.lower)

    def is_verb(self, i: int) -> bool:
        return syntax.is_verb(self.doc, i)


def clause_start(doc: Document, i: int) -> int:
    """First token of the clause that token `i` stands in."""
    verb = syntax.clause_of(doc, i)
    return min(doc.subtree(verb)[0], i) if doc.tokens[verb].head != verb else doc.sentence_of(i).first


def _prepositions(doc: Document, i: int) -> list[tuple[str, int]]:
    if not doc.tokens[i].kids:
        return []
    return list(syntax.prepositions(doc, i))
