"""Grammar of event words: what a noun event hangs on, what counts as its complement, what a phrase stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dateline.events.scene import Scene
from dateline.language import syntax

NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM"))
_PHRASE_DEPS = frozenset(
    "prt prep advmod dobj acomp oprd agent dative attr nsubjpass xcomp ccomp pobj pcomp amod poss det".split()
)
_OBJECT_DEPS = frozenset(("dobj", "nsubjpass", "oprd"))


class Carrier(NamedTuple):
    """The verb (or noun) that an event noun depends on, and how: ``obj``, ``subj``, ``attr`` or a preposition."""

    head: int
    relation: str


def conjuncts(scene: Scene, i: int) -> list[int]:
    """Token `i` and the nominals coordinated with it."""
    tokens = scene.doc.tokens
    if not tokens[i].kids:
        return [i]
    return [j for j in syntax.conjuncts(scene.doc, i) if j == i or tokens[j].pos in NOMINAL or tokens[j].pos == "ADJ"]


MAX_NESTING = 6  # "a series of rounds of talks": deeper than this is no language


def contents(scene: Scene, i: int, depth: int = 0) -> list[int]:
    """Nominals that token `i` stands for: itself, and what it counts ("a series of X", "two tonnes of X")."""
    out = [i]
    t = scene.doc.tokens[i]
    counts = t.lemma in scene.rules["partitives"] or t.pos == "NUM" or t.lower in scene.rules["partitives"]
    if counts and depth < MAX_NESTING:
        for prep, head in scene.preps(i):
            if prep == "of":
                out.extend(x for c in conjuncts(scene, head) for x in contents(scene, c, depth + 1))
    return out


def holder(scene: Scene, i: int) -> int:
    """The token that stands in the clause for noun `i`: its first conjunct, or the quantity it belongs to."""
    tokens = scene.doc.tokens
    while True:
        t = tokens[i]
        if t.dep in ("conj", "appos") and tokens[t.head].pos in NOMINAL:
            i = t.head
        elif t.dep == "pobj" and tokens[t.head].lower == "of" and _counts(scene, tokens[t.head].head):
            i = tokens[t.head].head
        else:
            return i


def _counts(scene: Scene, i: int) -> bool:
    t = scene.doc.tokens[i]
    return t.lemma in scene.rules["partitives"] or t.pos == "NUM"


def carrier(scene: Scene, i: int) -> Carrier | None:
    """What noun `i` depends on; null at the root of a sentence."""
    tokens = scene.doc.tokens
    h = holder(scene, i)
    t = tokens[h]
    if t.head == h:
        return None
    if t.dep == "pobj":
        prep = tokens[t.head]
        while prep.dep in ("prep", "conj") and tokens[prep.head].dep == "prep":
            prep = tokens[prep.head]
        return Carrier(prep.head, tokens[t.head].lower) if prep.head != prep.i else None
    if t.dep in _OBJECT_DEPS:
        return Carrier(t.head, "obj")
    relation = {"nsubj": "subj", "attr": "attr", "dative": "iobj"}.get(t.dep)
    return Carrier(t.head, relation or t.dep)


def phrase_tokens(scene: Scene, verb: int, words: tuple[str, ...]) -> list[int] | None:
    """Tokens of the other words of a verb phrase, as dependents of the verb or right after it; null if absent."""
    out: list[int] = []
    above = [verb]
    for n, word in enumerate(words):
        found = _word_below(scene, above, word)
        if found is None:
            found = _literal(scene, verb + n + 1, word)
        if found is None:
            return None
        out.append(found)
        above.append(found)
    return out


def objects(scene: Scene, frame: object, i: int) -> list[int]:
    """What trigger `i` of a frame is done to: the verb's object, or that of a phrase's preposition: "bow to X"."""
    return (scene.tails and scene.tails.get((frame, i))) or scene.objects(i)


def tail(scene: Scene, i: int, words: tuple[int, ...]) -> list[int]:
    """Objects of the preposition that ends the trigger phrase `words` of verb `i`, which has no other object."""
    found = scene.doc.kids(words[-1], "pobj") if words[-1] > i else []
    return found if found and all(o in words for o in scene.objects(i)) else []


def _word_below(scene: Scene, above: list[int], word: str) -> int | None:
    tokens = scene.doc.tokens
    for i in above:
        for k in tokens[i].kids:
            t = tokens[k]
            if word in (t.lower, t.lemma) and t.dep in _PHRASE_DEPS and not _of_time(scene, k):
                return k
    return None


def _of_time(scene: Scene, prep: int) -> bool:
    """ "took hostages on Friday" is not "take on"."""
    tokens = scene.doc.tokens
    if tokens[prep].dep != "prep":
        return False
    return any(tokens[k].ent in ("DATE", "TIME") for k in scene.doc.kids(prep, "pobj"))


def _literal(scene: Scene, i: int, word: str) -> int | None:
    tokens = scene.doc.tokens
    return i if i < len(tokens) and word in (tokens[i].lower, tokens[i].lemma) else None


def complements(scene: Scene, i: int) -> list[int]:
    """Heads of the clauses that complete token `i`: infinitives, that-clauses, gerunds after a preposition."""
    if i not in scene.clauses:
        scene.clauses[i] = _complements(scene, i)
    return scene.clauses[i]


def _complements(scene: Scene, i: int) -> list[int]:
    doc = scene.doc
    out = doc.kids(i, "xcomp", "ccomp")
    if doc.tokens[i].pos in ("NOUN", "PROPN"):
        out = out + [k for k in doc.kids(i, "acl", "relcl") if _infinitive_or_that(scene, k)]
    if not out and doc.tokens[i].dep == "dobj" and doc.tokens[i].lemma in scene.book.nouns:
        below = doc.kids(doc.tokens[i].head, "advcl", "xcomp")  # "repeated its call on X to accept"
        out = [k for k in below if k > i and _is_infinitive(scene, k)]
    out = out + [h for _, h in scene.preps(i) if scene.is_verb(h) and doc.tokens[h].dep == "pcomp"]
    if not out:
        below = [k for k in doc.kids(i, "advcl") if scene.is_verb(k)]
        out = [k for k in below if _is_infinitive(scene, k) or follows_particle(scene, i, k)]
    return [c for k in out for c in _coordinated_verbs(scene, k)]


def follows_particle(scene: Scene, verb: int, k: int) -> bool:
    """ "ruled out recognising X": whether a gerund that stands right after the particle, and so completes the verb."""
    return scene.doc.tokens[k].tag == "VBG" and k - 1 in scene.doc.kids(verb, "prt")


def _coordinated_verbs(scene: Scene, i: int) -> list[int]:
    return [j for j in syntax.conjuncts(scene.doc, i) if j == i or scene.is_verb(j)]


def _infinitive_or_that(scene: Scene, k: int) -> bool:
    return _is_infinitive(scene, k) or any(scene.doc.tokens[m].lower == "that" for m in scene.doc.kids(k, "mark"))


def _is_infinitive(scene: Scene, k: int) -> bool:
    return any(scene.doc.tokens[a].tag == "TO" for a in scene.doc.kids(k, "aux"))


def is_infinitive(scene: Scene, verb: int) -> bool:
    """Whether `verb` has "to"."""
    return _is_infinitive(scene, verb)


def time_mark(scene: Scene, verb: int) -> str:
    """The word of time that opens the clause of `verb`: "died when shells fell"; empty where none does."""
    words = (scene.doc.tokens[k].lower for k in scene.doc.kids(verb, "mark", "advmod"))
    return next((w for w in words if w in ("when", "as", "after", "while")), "")


def nominal_complements(scene: Scene, i: int) -> Iterator[int]:
    """Nouns that name what is agreed, asked or refused: objects, and objects of to, on, for, of, with, in."""
    for o in scene.objects(i) if scene.is_verb(i) else ():
        yield from (x for c in conjuncts(scene, o) for x in contents(scene, c))
    for prep, h in scene.preps(i):
        if prep in ("to", "on", "for", "of", "about", "with", "in"):
            yield from (x for c in conjuncts(scene, h) for x in contents(scene, c))


def modifiers(scene: Scene, noun: int) -> list[int]:
    """Adjectives, compounds, possessors and participles before a noun."""
    return [k for k in scene.doc.kids(noun, "amod", "compound", "nmod", "poss", "det", "nummod", "advmod") if k < noun]


def clause_verb(scene: Scene, i: int) -> int:
    """The verb whose clause token `i` lies in."""
    return syntax.clause_of(scene.doc, i)
