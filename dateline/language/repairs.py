"""Known slips of small English models, mended before anybody reads the trees.

Each repair is a rule of English grammar, not a list of sentences: it looks at tags, labels and lemmas only.
"""

from __future__ import annotations

from collections.abc import Sequence

from dateline.language.document import Token

SPEECH = frozenset(
    (
        "say add call urge accuse blame demand threaten warn vow pledge promise offer reject deny dismiss condemn"
        " criticise criticize praise welcome hail thank ask appeal insist announce declare describe denounce express"
        " reiterate reaffirm confirm acknowledge admit apologise apologize refuse decline propose invite summon"
        " question challenge cite note stress claim allege argue deplore decry request order tell complain lament"
    ).split()
)
_FINITE = ("VBD", "VBZ", "VBP")
_VOWELS = frozenset("aeiou")


def repair(tokens: list[Token], first: int, last: int, verbs: frozenset[str]) -> None:
    """Mend the tokens ``[first, last)`` of one sentence in place; `verbs` are the lemmas the model knows."""
    for t in tokens[first:last]:
        if t.pos == "VERB":
            t.lemma = _lemma(t, verbs)
    for t in tokens[first:last]:
        if t.dep == "conj" and t.pos == "VERB":
            _reattach(tokens, t)


def _lemma(t: Token, verbs: frozenset[str]) -> str:
    """Of "staged" it is stage, not stag: a short stem that ends vowel-consonant would have doubled its consonant."""
    stem = t.lemma
    if t.lower not in (stem + "ed", stem + "ing") or stem + "e" not in verbs:
        return stem
    short = len(stem) >= 3 and stem[-1] not in "aeiouwxy" and stem[-2] in _VOWELS and stem[-3] not in _VOWELS
    return stem + "e" if short and sum(c in _VOWELS for c in stem) == 1 else stem


def _reattach(tokens: list[Token], t: Token) -> None:
    """Give "and called for Z" in "A said X had done Y and called for Z" to A's verb.

    A finite verb coordinated with the verb of a reported clause belongs to the reporting verb when its form cannot
    continue that clause ("demanded that they open … and threatened"), or when it is a verb of speech.
    """
    inner = tokens[t.head]
    if t.tag not in (*_FINITE, "VBN") or _has(tokens, t, "nsubj", "nsubjpass", "aux", "auxpass", "mark"):
        return
    outer = _reporting(tokens, inner)
    if outer is None or outer.i > inner.i or outer.tag not in _FINITE:
        return
    if _continues(tokens, inner, t) and t.lemma not in SPEECH:
        return
    if t.tag == "VBN" and not (_passive(tokens, inner) and _has(tokens, t, "dobj", "prep", "ccomp", "xcomp")):
        return
    if not {outer.tag, t.tag} <= {"VBD", "VBN"} and outer.tag != t.tag:
        return
    _move(tokens, t, outer)
    for k in list(inner.kids):
        if inner.i < k < t.i and tokens[k].dep in ("cc", "punct") and k >= t.i - 3:
            _move(tokens, tokens[k], outer)


def _reporting(tokens: Sequence[Token], inner: Token) -> Token | None:
    """The verb whose clausal complement `inner` heads, through further coordination."""
    while inner.dep == "conj" and tokens[inner.head].pos in ("VERB", "AUX"):
        inner = tokens[inner.head]
    head = tokens[inner.head]
    return head if inner.dep in ("ccomp", "xcomp") and head.pos == "VERB" and head is not inner else None


def _continues(tokens: Sequence[Token], inner: Token, t: Token) -> bool:
    """Whether the form of `t` can share the clause of `inner`.

    After a base form or gerund only its like can; after a passive, no verb with an object. A past tense after a
    perfect can: for most English verbs past and participle look alike.
    """
    if inner.tag in ("VB", "VBG"):
        return False
    return not (_passive(tokens, inner) and _has(tokens, t, "dobj"))


def _passive(tokens: Sequence[Token], t: Token) -> bool:
    return _has(tokens, t, "auxpass", "nsubjpass")


def _has(tokens: Sequence[Token], t: Token, *deps: str) -> bool:
    return any(tokens[k].dep in deps for k in t.kids)


def _move(tokens: Sequence[Token], t: Token, head: Token) -> None:
    tokens[t.head].kids.remove(t.i)
    t.head = head.i
    head.kids.append(t.i)
    head.kids.sort()
