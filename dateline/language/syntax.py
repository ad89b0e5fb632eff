"""Grammar questions that every stage asks: subjects, objects, prepositions, conjuncts, negation, tense.

All functions take a `Document` and token indices and return token indices; labels are ClearNLP's. They repair the
gaps of surface parses: shared subjects of conjoined verbs, controlled subjects of infinitives, relative clauses,
passives and "by" agents.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from dateline.language.document import Document

SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
OBJECT_CONTROL = frozenset(
    (
        "urge ask order tell force allow permit persuade convince invite encourage warn advise instruct"
        " command require request compel enable help press push lobby authorize authorise forbid get want"
        " expect let make have see watch call oblige pressure implore beg beseech direct assign deploy send"
        " train recruit"
    ).split()
)
# Their passive keeps an object: "a man given asylum", "named envoy".
_TWO_OBJECTS = frozenset(
    "give grant award offer deny send hand tell call name appoint elect refuse promise pay sell show teach".split()
)
NEGATORS = frozenset(["not", "n't", "never", "no", "neither", "nor", "without", "hardly"])
_RELATIVES = frozenset(["who", "which", "that", "whom", "whose"])

Tense = Literal["past", "present", "future", "none"]


def is_verb(doc: Document, i: int) -> bool:
    """Whether token `i` is a full verb or auxiliary used as one."""
    t = doc.tokens[i]
    return t.pos in ("VERB", "AUX") or t.tag.startswith("VB")


def conjuncts(doc: Document, i: int) -> list[int]:
    """Token `i` and the tokens coordinated with it to its right: "Iraq, Iran and Libya" from Iraq."""
    out, stack = [], [i]
    while stack:
        out.append(j := stack.pop())
        stack.extend(doc.kids(j, "conj"))
    return sorted(out)


def first_conjunct(doc: Document, i: int) -> int:
    """The token that token `i` is coordinated with, or itself."""
    while doc.tokens[i].dep == "conj":
        i = doc.tokens[i].head
    return i


def is_passive(doc: Document, verb: int) -> bool:
    """Whether `verb` is in the passive, full ("was shot") or reduced ("a man shot by police")."""
    if doc.kids(verb, "nsubjpass", "auxpass", "csubjpass"):
        return True
    t = doc.tokens[verb]
    if t.tag != "VBN" or doc.kids(verb, "nsubj", "aux"):
        return False
    if doc.kids(verb, "dobj") and t.lemma not in _TWO_OBJECTS:
        return bool(doc.kids(verb, "agent"))
    if t.dep == "conj" and not doc.kids(verb, "dobj"):
        return is_passive(doc, t.head) if is_verb(doc, t.head) else False
    return t.dep in ("acl", "amod") or bool(doc.kids(verb, "agent"))


def subject(doc: Document, verb: int, depth: int = 0) -> int | None:
    """The grammatical subject of `verb` (its head noun), inherited through coordination, control and relatives.

    Of a passive it is the one acted on. Null where the clause names none.
    """
    own = doc.kids(verb, *SUBJECTS)
    own = [k for k in own if doc.tokens[k].dep != "expl"] or own
    if own:  # of two, the nearer before the verb: a parser that finds two has misread the farther
        return _antecedent(doc, max((k for k in own if k < verb), default=own[0]), verb)
    return _inherited_subject(doc, verb, depth) if depth < 6 else None


def _antecedent(doc: Document, subj: int, verb: int) -> int:
    """The noun a relative pronoun stands for, when `verb` heads a relative clause; else `subj`."""
    t = doc.tokens[verb]
    clause = verb
    while t.dep == "conj" and t.head != t.i:
        clause, t = t.head, doc.tokens[t.head]
    if doc.tokens[clause].dep == "relcl" and doc.tokens[subj].lower in _RELATIVES:
        return doc.tokens[clause].head
    return subj


def _inherited_subject(doc: Document, verb: int, depth: int) -> int | None:
    t = doc.tokens[verb]
    head = t.head
    if head == verb:
        return None
    if t.dep in ("conj", "dep", "parataxis") and is_verb(doc, head):
        return subject(doc, head, depth + 1)
    if t.dep in ("acl", "relcl") and doc.tokens[head].pos in ("NOUN", "PROPN", "PRON", "NUM"):
        return _of_infinitive(doc, verb, head, depth) if t.tag == "VB" else head
    if t.dep in ("xcomp", "ccomp") and is_verb(doc, head):
        return _controller(doc, head, depth)
    if t.dep == "advcl" and is_verb(doc, head):
        return subject(doc, head, depth + 1)
    if t.dep == "pcomp":
        return _of_gerund(doc, head, depth)
    if t.dep in ("xcomp", "acomp") and doc.tokens[head].pos == "ADJ":
        return _of_predicate(doc, head, depth)
    return None


def _of_infinitive(doc: Document, verb: int, noun: int, depth: int) -> int | None:
    """In "a plan to attack": whoever has the plan."""
    owner = doc.kids(noun, "poss")
    if owner:
        return owner[0]
    governor = doc.tokens[noun].head
    if doc.tokens[noun].dep in ("dobj", "attr", "oprd") and governor != noun and is_verb(doc, governor):
        return subject(doc, governor, depth + 1)
    if doc.tokens[noun].dep == "pobj":
        return next((subject(doc, a, depth + 1) for a in doc.ancestors(noun) if is_verb(doc, a)), None)
    return noun


def _controller(doc: Document, matrix: int, depth: int) -> int | None:
    """Who does the infinitive under `matrix`: its object after "urge", else its subject."""
    if doc.tokens[matrix].lemma in OBJECT_CONTROL or doc.kids(matrix, "dobj"):
        objects = doc.kids(matrix, "dobj", "dative")
        if objects:
            return objects[0]
        if is_passive(doc, matrix):
            return subject(doc, matrix, depth + 1)
    return subject(doc, matrix, depth + 1)


def _of_gerund(doc: Document, prep: int, depth: int) -> int | None:
    """accused Iran of arming", "after shelling": the object after accuse and blame, else the clause's subject."""
    governor = doc.tokens[prep].head
    if is_verb(doc, governor):
        objects = doc.kids(governor, "dobj")
        if objects and doc.tokens[prep].lower in ("of", "for", "from", "into"):
            return objects[0]
        return subject(doc, governor, depth + 1)
    owner = doc.kids(governor, "poss")
    return owner[0] if owner else None


def _of_predicate(doc: Document, adjective: int, depth: int) -> int | None:
    head = doc.tokens[adjective].head
    return subject(doc, head, depth + 1) if head != adjective and is_verb(doc, head) else None


def objects(doc: Document, verb: int) -> list[int]:
    """Heads of the direct object: what a passive's subject is, what a relative clause's antecedent is."""
    if is_passive(doc, verb):
        return _passive_object(doc, verb)
    direct = [_antecedent(doc, k, verb) for k in doc.kids(verb, "dobj")]
    if direct:
        return direct
    t = doc.tokens[verb]
    if t.dep == "relcl" and doc.tokens[t.head].pos in ("NOUN", "PROPN") and _gap_is_object(doc, verb):
        return [t.head]  # "the village rebels attacked"
    return _shared_object(doc, verb)


def _gap_is_object(doc: Document, verb: int) -> bool:
    """Whether a relative clause lacks its object: it has a subject of its own that is no relative pronoun."""
    own = doc.kids(verb, "nsubj")
    return bool(own) and doc.tokens[own[0]].lower not in _RELATIVES


def _passive_object(doc: Document, verb: int) -> list[int]:
    subj = subject(doc, verb)
    if subj is None and doc.tokens[verb].dep in ("acl", "amod"):
        subj = doc.tokens[verb].head
    return [] if subj is None else [subj]


def _shared_object(doc: Document, verb: int) -> list[int]:
    """In "arrested and deported five aid workers": the object stands with the last verb only."""
    for k in doc.kids(verb, "conj"):
        between = doc.kids(verb, "prep", "ccomp", "xcomp", "prt", "acomp", "attr", "dative", "advmod")
        if is_verb(doc, k) and not between and doc.tokens[k].tag == doc.tokens[verb].tag:
            follows = all(doc.tokens[x].lower in ("and", "or", ",") for x in range(verb + 1, k))
            if follows:
                return doc.kids(k, "dobj")
    return []


def indirect_objects(doc: Document, verb: int) -> list[int]:
    """Heads of a dative: "gave Kenya grain", "gave grain to Kenya"."""
    out = []
    for k in doc.kids(verb, "dative"):
        out.extend(doc.kids(k, "pobj") if doc.tokens[k].pos == "ADP" else [k])
    return out


def agents(doc: Document, i: int) -> list[int]:
    """Heads of "by" phrases of a passive verb or a noun."""
    out = []
    for k in doc.kids(i, "agent", "prep"):
        if doc.tokens[k].lower == "by":
            out.extend(doc.kids(k, "pobj"))
    return out


def prepositions(doc: Document, i: int) -> Iterator[tuple[str, int]]:
    """(preposition, head noun or gerund) of every prepositional phrase on token `i`, datives and particles too."""
    for k in doc.kids(i, "prep", "dative", "agent", "prt"):
        if doc.tokens[k].pos in ("ADP", "SCONJ", "VERB", "ADV", "PART") or doc.tokens[k].dep == "agent":
            yield from _prepositional(doc, k, doc.tokens[k].lower)


def _prepositional(doc: Document, prep: int, word: str) -> Iterator[tuple[str, int]]:
    for k in doc.kids(prep, "pobj", "pcomp"):
        yield word, k
    for k in doc.kids(prep, "prep"):  # "according to", "because of", "out of"
        yield from _prepositional(doc, k, doc.tokens[k].lower)
    for k in doc.kids(prep, "conj"):  # "with or without", "in and around"
        yield from _prepositional(doc, k, doc.tokens[k].lower)


def is_negated(doc: Document, i: int) -> bool:
    """Whether token `i` itself is negated: "did not attack", "no attack", "without a fight", "nobody fired"."""
    t = doc.tokens[i]
    near = [doc.tokens[k] for k in t.kids if k < i or is_verb(doc, i)]
    if any(k.dep == "neg" or (k.lower in NEGATORS and k.dep not in ("prep", "mark", "dobj", "conj")) for k in near):
        return True
    if doc.tokens[t.head].lower == "without" and t.dep in ("pobj", "pcomp"):
        return True
    subj = doc.kids(i, "nsubj", "nsubjpass")
    return bool(subj) and (
        doc.tokens[subj[0]].lower in ("nobody", "none", "nothing", "neither")
        or any(doc.tokens[k].lower in ("no", "neither") for k in doc.kids(subj[0], "det"))
    )


def tense(doc: Document, verb: int) -> Tense:
    """Tense of the finite clause that `verb` heads; "none" for infinitives and bare participles."""
    aux = [doc.tokens[k] for k in doc.kids(verb, "aux", "auxpass")]
    words = {t.lower for t in aux}
    if words & {"will", "'ll", "shall", "wo", "would"}:
        return "future"
    tags = [t.tag for t in aux] + [doc.tokens[verb].tag]
    if "VBD" in tags or words & {"had", "was", "were", "did"}:
        return "past"
    if words & {"has", "have", "'ve"} and doc.tokens[verb].tag in ("VBN", "VBD"):
        return "past"
    if doc.tokens[verb].dep == "conj" and not aux and is_verb(doc, doc.tokens[verb].head):
        return tense(doc, doc.tokens[verb].head)
    return "present" if any(tag in ("VBZ", "VBP") for tag in tags) else "none"


def noun_phrase(doc: Document, head: int) -> tuple[int, int]:
    """Token range of a noun phrase without relative clauses, appositions and coordinated phrases.

    "the Thai army's commander in the south, who ..." gives "the Thai army's commander in the south".
    """
    first, last = head, head + 1
    for k in doc.kids(head):
        t = doc.tokens[k]
        lo, hi = doc.subtree(k)
        if k < head and t.dep not in ("cc", "conj", "punct", "prep", "preconj"):
            first = min(first, lo)
        elif k > head and t.dep in ("prep", "case", "nummod", "nmod", "compound", "flat") and lo <= last:
            last = max(last, _before_clauses(doc, k, hi))
    return first, last


def _before_clauses(doc: Document, i: int, last: int) -> int:
    """Where the subtree of `i` ends when clauses and appositions inside it are left out."""
    for j in doc.descendants(i):
        if j > i and doc.tokens[j].dep in ("relcl", "acl", "appos", "advcl"):
            last = min(last, doc.subtree(j)[0])
    while last > i + 1 and doc.tokens[last - 1].pos == "PUNCT":
        last -= 1
    return last


def clause_of(doc: Document, i: int) -> int:
    """The verb that governs token `i` (or `i` itself when it is one); the sentence root where there is none."""
    if is_verb(doc, i):
        return i
    return next((a for a in doc.ancestors(i) if is_verb(doc, a)), doc.sentence_of(i).root)
