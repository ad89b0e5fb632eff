"""Parses put right where the tree itself shows that a tag is wrong: "bans and asset freezes on X" has one verb."""

from __future__ import annotations

from dataclasses import replace

from dateline.language import Document
from dateline.language.document import Token

_FINITE = frozenset(("ROOT", "relcl", "ccomp", "advcl", "conj"))
_GIVING = frozenset("give send lend grant offer supply hand sell award deny owe pay promise show donate".split())
_SIMPLE = frozenset(("VBD", "VBZ"))
_PAST = frozenset(("VBD", "VBN"))
_MONEY = frozenset("euro dollar pound yen yuan franc rouble ruble rupee peso shilling $ € £ million billion".split())


def mended(doc: Document, utterances: frozenset[str] = frozenset()) -> Document:
    """The document itself, or a copy in which misread verbs, nouns and datives have their true labels and heads.

    `utterances` are lemmas of verbs of speech acts.
    """
    out = doc
    for t in doc.tokens:
        mend = _MENDS.get(t.tag)
        if t.dep == "conj" and t.lemma in utterances and (up := _speaker_verb(doc, t)) is not None:
            changes: _Changes = {t.i: {"head": up}}
        else:
            changes = mend(doc, t) if mend is not None else {}
        if changes:
            out = _copy(doc) if out is doc else out
            for i, fields in changes.items():
                for name, value in fields.items():
                    setattr(out.tokens[i], name, value)
    return out if out is doc else _linked(out)


_Changes = dict[int, dict[str, object]]


def _copy(doc: Document) -> Document:
    tokens = [replace(t, kids=list(t.kids)) for t in doc.tokens]
    return Document(doc.text, tokens, list(doc.sentences), doc.entities)


def _linked(doc: Document) -> Document:
    """The copy with its children and roots counted again."""
    for t in doc.tokens:
        t.kids = []
    for t in doc.tokens:
        if t.head != t.i:
            doc.tokens[t.head].kids.append(t.i)
    sentences = [
        s if doc.tokens[s.root].head == s.root
        else replace(s, root=next((i for i in range(s.first, s.last) if doc.tokens[i].head == i), s.root))
        for s in doc.sentences
    ]  # fmt: skip
    return Document(doc.text, doc.tokens, sentences, doc.entities)


def _speaker_verb(doc: Document, t: Token) -> int | None:
    """The verb that a speech act is coordinated with in "said prisoners had been beaten and called for an inquiry".

    A finite verb cannot go with a bare or compound one in the clause below, so it goes with the verb above.
    """
    if t.tag not in _SIMPLE or doc.kids(t.i, "nsubj", "nsubjpass", "aux", "auxpass", "mark"):
        return None
    if not doc.kids(t.i, "dobj", "ccomp", "xcomp", "prep"):
        return None
    first = t
    while first.dep == "conj" and first.head != first.i:
        first = doc.tokens[first.head]
    if first.dep not in ("ccomp", "xcomp", "advcl", "relcl", "pcomp", "acl"):
        return None
    if any(
        doc.tokens[k].tag == t.tag and doc.tokens[k].lemma not in ("have", "be", "do") for k in doc.kids(first.i, "aux")
    ):
        return None
    above = next((a for a in doc.ancestors(first.i) if doc.tokens[a].tag == t.tag), None)
    if above is None or doc.kids(above, "auxpass") or not _has_subject(doc, above):
        return None
    return None if first.dep in ("relcl", "acl") and _simple(doc, first, t.tag) else above


def _simple(doc: Document, verb: Token, tag: str) -> bool:
    return verb.tag == tag and not doc.kids(verb.i, "aux", "auxpass")


def _has_subject(doc: Document, verb: int) -> bool:
    return bool(doc.kids(verb, "nsubj")) or doc.tokens[verb].dep == "conj"


def _gerund(doc: Document, t: Token) -> _Changes:
    """ "Qatar is mediating" read as "is" and an attribute."""
    be = doc.tokens[t.head]
    if t.dep != "attr" or be.lemma != "be" or t.i < be.i or not doc.kids(be.i, "nsubj"):
        return {}
    moved: _Changes = {k: {"head": t.i} for k in be.kids if k != t.i}
    above = t.i if be.head == be.i else be.head
    moved[t.i] = {"head": above, "dep": be.dep, "pos": "VERB"}
    moved[be.i] = {"head": t.i, "dep": "aux", "pos": "AUX"}
    return moved


def _noun(doc: Document, t: Token) -> _Changes:
    """A "noun" with a subject and an auxiliary or an infinitive: "X and Y plan to sign", "which is mediating"."""
    if t.dep not in _FINITE or t.pos != "NOUN" or not doc.kids(t.i, "nsubj"):
        return {}
    gerund = t.lower.endswith("ing") and any(doc.tokens[k].lemma == "be" for k in doc.kids(t.i, "aux"))
    infinitive = any(doc.tokens[k].tag == "VB" for k in doc.kids(t.i, "xcomp")) and not doc.kids(t.i, "cop", "det")
    if gerund:
        return {t.i: {"tag": "VBG", "pos": "VERB"}}
    return {t.i: {"tag": "VBP", "pos": "VERB"}} if infinitive else {}


def _plural(doc: Document, t: Token) -> _Changes:
    """ "imposed travel bans and asset freezes on X": a present tense among past ones, right after a noun."""
    verb, before = doc.tokens[t.head], doc.tokens[t.i - 1] if t.i else t
    if t.dep != "conj" or verb.tag not in _PAST or t.pos != "VERB" or doc.kids(t.i, "nsubj", "dobj", "aux", "advmod"):
        return {}
    first = doc.tokens[before.head]
    if (
        before.dep != "conj"
        or before.pos not in ("NOUN", "ADJ", "PROPN")
        or first.pos != "NOUN"
        or first.head != verb.i
    ):
        return {}
    lemma = t.lower.removesuffix("s")
    return {
        t.i: {"tag": "NNS", "pos": "NOUN", "head": first.i, "dep": "conj", "lemma": lemma},
        before.i: {"head": t.i, "dep": "compound"},
    }


def _payee(doc: Document, t: Token) -> _Changes:
    """ "lent Ghana 500 million euros", "fined the firm 3 million dollars", read as one noun phrase."""
    giving = t.dep == "dobj" and doc.tokens[t.head].lemma in _GIVING
    if t.dep != "dobj" or not (giving or t.lemma in _MONEY):
        return {}
    number = next((k for k in doc.kids(t.i, "nummod", "quantmod") if k < t.i), None)
    if number is None or (payee := doc.subtree(number)[0] - 1) not in doc.kids(t.i, "nmod", "compound"):
        return {}
    if t.lemma not in _MONEY and doc.tokens[payee].pos != "PROPN":
        return {}
    moved: _Changes = {k: {"head": payee} for k in t.kids if k < payee}
    return {**moved, payee: {"head": t.head, "dep": "dative"}}


def _bare_preposition(doc: Document, t: Token) -> _Changes:
    """ "We call on all parties to" read as a preposition without object and an object after it."""
    if t.dep not in ("prep", "prt") or t.kids or t.head >= t.i or t.lower not in ("on", "upon", "for"):
        return {}
    after = next((k for k in doc.kids(t.head, "dobj") if doc.subtree(k)[0] == t.i + 1), None)
    if after is None or doc.tokens[t.head].lemma not in ("call", "appeal", "prevail", "wait"):
        return {}
    return {t.i: {"dep": "prep", "pos": "ADP"}, after: {"head": t.i, "dep": "pobj"}}


_MENDS = {
    "IN": _bare_preposition,
    "RP": _bare_preposition,
    "VBG": _gerund,
    "NN": _noun,
    "NNS": lambda d, t: _noun(d, t) or _payee(d, t),
    "VBZ": _plural,
    "$": _payee,
}
