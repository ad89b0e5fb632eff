"""Known slips of small English models, mended before anybody reads the trees.

Each repair is a rule of English grammar, not a list of sentences: it looks at tags, labels and lemmas only.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Callable, Sequence

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
_CLAUSES = frozenset(("ROOT", "relcl", "ccomp", "advcl", "conj"))
_GIVING = frozenset("give send lend grant offer supply hand sell award deny owe pay promise show donate".split())
_MONEY = frozenset("euro dollar pound yen yuan franc rouble ruble rupee peso shilling $ € £ million billion".split())
# Verbs that always have an object: in a headline without one they are passive, "Ministers sacked over prison deaths".
_TRANSITIVE = frozenset(
    (
        "kill arrest detain jail free release sack shoot wound injure impose declare lift suspend summon hold charge"
        " accuse convict sentence expel deport ban seize abduct kidnap rescue evacuate displace bomb shell torch"
        " destroy hit cancel postpone approve extend deploy blame condemn order bar hang execute behead dismiss oust"
        " topple depose appoint impound confiscate intercept foil thwart murder assassinate massacre slay stab rape"
        " torture beat raid storm ambush attack hijack evict banish exile pardon acquit imprison apprehend nab disband"
        " outlaw censor close shut seal block besiege blockade capture recapture recover name elect swear reinstate"
        " restore resettle airlift donate scrap repeal revoke annul quash veto reject rebuff recall damage"
    ).split()
)
_BARE = frozenset(("let", "make", "help", "see", "watch", "hear"))
_VOWELS = frozenset("aeiou")


def repair(tokens: list[Token], first: int, last: int, verbs: frozenset[str]) -> int:
    """Mend the tokens ``[first, last)`` of one sentence in place; `verbs` are the lemmas the model knows.

    Returns the root of the mended tree.
    """
    for t in tokens[first:last]:
        if t.pos == "VERB":
            t.lemma = _lemma(t, verbs)
    for t in tokens[first:last]:
        if t.dep == "conj" and t.pos == "VERB":
            _reattach(tokens, t)
        if t.tag in ("VBN", "VBD") and t.dep in ("acl", "amod"):
            _participle(tokens, t)
        if (mend := _MENDS.get(t.tag)) is not None:
            mend(tokens, t)
        if t.dep == "ccomp":
            _cleft(tokens, t)
    root = next(i for i in range(first, last) if tokens[i].head == i)
    if tokens[last - 1].pos != "PUNCT":
        _paired(tokens, tokens[root])
        _headline(tokens, root)
    return root


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
    if t.lemma not in SPEECH and (inner.dep == "advcl" or _continues(tokens, inner, t)):
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
    """The verb whose clausal complement `inner` heads, through further coordination.

    Also the one above a passive clause of time: "two days after a ship was rammed, and summoned the envoy".
    """
    while inner.dep == "conj" and tokens[inner.head].pos in ("VERB", "AUX"):
        inner = tokens[inner.head]
    head = tokens[inner.head]
    below = inner.dep in ("ccomp", "xcomp") or (inner.dep == "advcl" and _passive(tokens, inner))
    return head if below and head.pos == "VERB" and head is not inner else None


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


def _left(tokens: Sequence[Token], i: int) -> int:
    """The first token of the phrase that token `i` heads."""
    while tokens[i].kids and tokens[i].kids[0] < i:
        i = tokens[i].kids[0]
    return i


def _move(tokens: Sequence[Token], t: Token, head: Token) -> None:
    """Hang `t` below `head`, or make it the root where `head` is `t` itself."""
    if t.head != t.i:
        tokens[t.head].kids.remove(t.i)
    t.head = head.i
    if head is not t:
        insort(head.kids, t.i)


def _paired(tokens: Sequence[Token], t: Token) -> None:
    """ "Israel, Hamas agree": two names with a comma between them are one subject."""
    names = [
        tokens[k] for k in t.kids if k < t.i and tokens[k].dep in ("nsubj", "npadvmod") and tokens[k].pos == "PROPN"
    ]
    if len(names) != 2 or names[1].dep != "nsubj":
        return
    if _left(tokens, names[1].i) == names[0].i + 2 and tokens[names[0].i + 1].lower == ",":
        _move(tokens, names[1], names[0])
        names[0].dep, names[1].dep = "nsubj", "conj"


def _headline(tokens: Sequence[Token], root: int) -> None:
    """Of "Ministers sacked", "Reporter detained at airport": the subject is whom it was done to."""
    for t in (tokens[root], *(tokens[k] for k in tokens[root].kids if tokens[k].dep == "acl")):
        active = _has(tokens, t, "aux", "auxpass", "dobj", "dative", "ccomp", "xcomp", "prt", "nsubjpass")
        if t.tag not in ("VBD", "VBN") or t.lemma not in _TRANSITIVE or active:
            continue
        t.tag = "VBN"
        for k in t.kids:
            if tokens[k].dep == "nsubj":
                tokens[k].dep = "nsubjpass"


# ---- tags that the tree itself shows to be wrong ------------------------------------------------------


def _participle(tokens: Sequence[Token], t: Token) -> None:
    """A sentence read as a noun and a participle: "Eritrea massed troops", as if "massed troops" or "Eritrea, massed".

    The participle has an object of its own, or a subject before it, and the noun is all the sentence has.
    """
    noun = tokens[t.head]
    if noun.head != noun.i or noun.pos not in ("NOUN", "PROPN"):
        return
    if t.dep == "acl" and not _has(tokens, t, "dobj"):
        return
    before = [k for k in t.kids if k < t.i and tokens[k].pos in ("PROPN", "NOUN")]
    if t.dep == "amod" and (not before or t.i > noun.i or tokens[t.i - 1].lower == "-"):
        return
    for k in [k for k in noun.kids if (t.dep == "amod" and k < t.i) or (t.dep == "acl" and k > t.i)]:
        _move(tokens, tokens[k], t)
    _move(tokens, t, t)
    _move(tokens, noun, t)
    noun.dep = "nsubj" if t.dep == "acl" else "dobj"
    if t.dep == "amod":
        tokens[before[-1]].dep = "nsubj"
    t.tag, t.pos, t.dep = "VBD", "VERB", "ROOT"


def _gerund(tokens: Sequence[Token], t: Token) -> None:
    """ "Qatar is mediating" read as "is" and an attribute, or with the subject below "is"."""
    for a in [tokens[k] for k in t.kids if tokens[k].dep == "aux"]:
        for k in [k for k in a.kids if tokens[k].dep == "nsubj"]:
            _move(tokens, tokens[k], t)
    be = tokens[t.head]
    if t.dep != "attr" or be.lemma != "be" or t.i < be.i or not _has(tokens, be, "nsubj"):
        return
    _move(tokens, t, t if be.head == be.i else tokens[be.head])
    t.dep, t.pos = be.dep, "VERB"
    for k in list(be.kids):
        _move(tokens, tokens[k], t)
    be.head, be.dep, be.pos = be.i, "aux", "AUX"
    _move(tokens, be, t)


def _noun(tokens: Sequence[Token], t: Token) -> None:
    """A "noun" with a subject and an auxiliary or an infinitive: "X and Y plan to sign", "which is mediating"."""
    if t.dep not in _CLAUSES or t.pos != "NOUN" or not _has(tokens, t, "nsubj"):
        return
    if t.lower.endswith("ing") and any(tokens[k].lemma == "be" and tokens[k].dep == "aux" for k in t.kids):
        t.tag, t.pos = "VBG", "VERB"
    elif not _has(tokens, t, "cop", "det") and any(tokens[k].dep == "xcomp" and tokens[k].tag == "VB" for k in t.kids):
        t.tag, t.pos = "VBP", "VERB"


def _plural(tokens: Sequence[Token], t: Token) -> None:
    """ "imposed travel bans and asset freezes on X": a present tense among past ones, right after a noun."""
    verb, before = tokens[t.head], tokens[t.i - 1]
    if t.dep != "conj" or verb.tag not in ("VBD", "VBN") or t.pos != "VERB":
        return
    noun = tokens[before.head]
    listed = before.dep == "conj" and before.pos in ("NOUN", "ADJ", "PROPN") and noun.pos == "NOUN"
    if not listed or noun.head != verb.i or _has(tokens, t, "nsubj", "dobj", "aux", "advmod"):
        return
    t.tag, t.pos, t.lemma = "NNS", "NOUN", t.lower.removesuffix("s")
    _move(tokens, t, noun)
    _move(tokens, before, t)
    before.dep = "compound"


def _payee(tokens: Sequence[Token], t: Token) -> None:
    """ "lent Ghana 500 million euros", "fined the firm 3 million dollars", read as one noun phrase."""
    if t.dep != "dobj" or not (t.lemma in _MONEY or tokens[t.head].lemma in _GIVING):
        return
    number = next((k for k in t.kids if k < t.i and tokens[k].dep in ("nummod", "quantmod")), None)
    payee = t if number is None else tokens[_left(tokens, number) - 1]
    if payee.i not in t.kids or payee.dep not in ("nmod", "compound"):
        return
    if t.lemma not in _MONEY and payee.pos != "PROPN":
        return
    for k in [k for k in t.kids if k < payee.i]:
        _move(tokens, tokens[k], payee)
    _move(tokens, payee, tokens[t.head])
    payee.dep = "dative"


def _plural_noun(tokens: Sequence[Token], t: Token) -> None:
    _noun(tokens, t)
    _payee(tokens, t)


def _preposition(tokens: Sequence[Token], t: Token) -> None:
    """ "denounced as a crime X's raid": of two objects of a preposition the second is the verb's."""
    verb, objects = tokens[t.head], [k for k in t.kids if tokens[k].dep == "pobj"]
    if len(objects) == 2 and t.dep == "prep" and verb.pos == "VERB" and not _has(tokens, verb, "dobj", "nsubjpass"):
        _move(tokens, tokens[objects[1]], verb)
        tokens[objects[1]].dep = "dobj"
    _bare_preposition(tokens, t)


def _bare_preposition(tokens: Sequence[Token], t: Token) -> None:
    """ "We call on all parties to" read as a preposition without object and an object after it."""
    verb = tokens[t.head]
    if t.dep not in ("prep", "prt") or t.kids or t.head >= t.i or t.lower not in ("on", "upon", "for"):
        return
    after = next((k for k in verb.kids if tokens[k].dep == "dobj" and _left(tokens, k) == t.i + 1), None)
    if after is None or verb.lemma not in ("call", "appeal", "prevail", "wait"):
        return
    t.dep, t.pos, tokens[after].dep = "prep", "ADP", "pobj"
    _move(tokens, tokens[after], t)


def _bare_infinitive(tokens: Sequence[Token], t: Token) -> None:
    """ "let the fishermen go" read as a clause in the present tense."""
    if t.dep == "ccomp" and tokens[t.head].lemma in _BARE and not _has(tokens, t, "mark", "aux"):
        t.tag = "VB"


def _cleft(tokens: Sequence[Token], t: Token) -> None:
    """ "It was X that agreed" read as "that agreed" completing "was": a relative clause on X."""
    be = tokens[t.head]
    if be.lemma != "be":
        return
    if not any(tokens[k].lower == "it" for k in be.kids):
        return
    placed = [tokens[k] for k in be.kids if be.i < k < t.i and tokens[k].dep == "prep"]
    if placed and any(tokens[k].lower == "that" for k in t.kids):  # "It was in Geneva that they met"
        _move(tokens, placed[0], t)
        t.dep = "relcl"
        return
    named = [k for k in be.kids if be.i < k < t.i and tokens[k].dep == "attr"]
    own = [tokens[k] for k in t.kids if tokens[k].dep in ("nsubj", "nsubjpass")]
    if named and own and own[0].lower in ("that", "who"):
        _move(tokens, t, tokens[named[-1]])
        t.dep = "relcl"


_MENDS: dict[str, Callable[[Sequence[Token], Token], None]] = {
    "IN": _preposition,
    "RP": _bare_preposition,
    "VBG": _gerund,
    "NN": _noun,
    "NNS": _plural_noun,
    "VBZ": _plural,
    "VBP": _bare_infinitive,
    "$": _payee,
}
