"""Did it happen? Actual, future, hypothetical, negated or attempted, read off the words that govern a trigger.

The walk goes from the trigger up through its governors. Each step may add a verdict; the gravest wins
(negated, then hypothetical, then future), and a clause with a tense of its own ends the walk.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.events import grammar
from dateline.events.scene import Scene
from dateline.language import syntax
from dateline.records import Status

_GRAVITY = {"actual": 0, "future": 1, "hypothetical": 2, "negated": 3}
_WILL = frozenset(("will", "'ll", "wo", "shall"))
_MAY = frozenset("may might could can ca should must ought".split())
_GOVERNING: tuple[tuple[str, Status], ...] = (
    ("negating", "negated"), ("hypothetical", "hypothetical"), ("future", "future"),
)  # fmt: skip
_RANKS = frozenset("first second third fourth fifth last latest only".split())
_THWARTING = frozenset(("foil", "thwart", "prevent", "avert", "defuse", "stop"))
_RELATIVE_TIME = ("before", "until", "till", "once", "when", "after", "as", "while", "since")
MAX_STEPS = 12  # deeper nesting than this does not occur outside of parse errors


@dataclass(slots=True)
class Standing:
    """Verdict on one trigger. `governors` are the verbs and nouns climbed through; `conditional` marks an
    "unless", `willed` a "will" or a reported "would", `thwarted` an act that somebody prevented."""

    status: Status = "actual"
    why: list[str] = field(default_factory=list)
    attempted: bool = False
    conditional: bool = False
    thwarted: bool = False
    willed: bool = False
    governors: list[int] = field(default_factory=list)

    def add(self, status: Status, reason: str) -> None:
        """Keep the graver of the two verdicts."""
        if _GRAVITY[status] > _GRAVITY[self.status]:
            self.status = status
        if status != "actual":
            self.why.append(f"{reason} → {status}")


def standing(scene: Scene, i: int, support: int | None = None) -> Standing:
    """The standing of the event at token `i`, carried by the verb `support` where it is a noun."""
    out = Standing()
    if scene.is_verb(i):
        _climb(scene, i, out)
    elif scene.doc.tokens[i].pos == "ADJ":
        head = scene.doc.tokens[i].head
        _negation(scene, i, out)
        if scene.is_verb(head):
            _climb(scene, head, out)
    else:
        _noun(scene, i, support, out)
    if _asked(scene, i):
        out.add("hypothetical", "question")
    return out


def _asked(scene: Scene, i: int) -> bool:
    s = scene.doc.sentence_of(i)
    return any(t.lower == "?" for t in scene.doc.tokens[max(s.first, s.last - 2) : s.last])


# ---- nouns ------------------------------------------------------------------------------------------


def _noun(scene: Scene, i: int, support: int | None, out: Standing) -> None:
    words = scene.rules.status
    for n in dict.fromkeys((i, grammar.holder(scene, i))):
        _negation(scene, n, out)
        for k in grammar.modifiers(scene, n):
            lower = scene.doc.tokens[k].lower
            if lower in words["future_adjectives"]:
                out.add("future", f"{lower!r}")
            elif lower in words["hypothetical_adjectives"]:
                out.add("hypothetical", f"{lower!r}")
    if support is not None:
        lemma = scene.doc.tokens[support].lemma
        if lemma in words["negating"] and lemma != "stop":
            out.thwarted = lemma in _THWARTING
            out.add("negated", f"{lemma!r}")
        _climb(scene, support, out)
        return
    up = grammar.carrier(scene, i)
    if up is not None:
        _governed_noun(scene, up, out)


def _governed_noun(scene: Scene, up: grammar.Carrier, out: Standing) -> None:
    """An event noun below a verb or noun that does not carry it: "called for a withdrawal", "fears of a raid"."""
    t = scene.doc.tokens[up.head]
    if not scene.is_verb(up.head):
        if up.relation in ("of", "for", "to", "on", "about", "against", "at", "in"):
            _by_noun(scene, up.head, out)
        return
    if up.relation in ("obj", "for", "to", "from", "against", "on", "about", "of", "into"):
        for name, verdict in _GOVERNING:
            if t.lemma in scene.rules.status[name] and _bears(t.lemma, up.relation, name):
                out.thwarted = t.lemma in _THWARTING
                out.add(verdict, f"{t.lemma!r}")
                out.governors.append(up.head)
                return
    if up.relation == "without":
        out.add("negated", "'without'")
    if up.relation == "subj" and any(scene.doc.tokens[k].lower == "whether" for k in scene.doc.kids(up.head, "mark")):
        out.add("hypothetical", "'whether'")


def _bears(lemma: str, relation: str, status: str) -> bool:
    """Whether the verb decides about a noun in that relation: "called for talks", not "called on Friday"."""
    if relation == "obj":
        return lemma not in ("tell", "ask", "support", "discuss", "debate", "approve", "back", "be", "let")
    if relation == "for":
        return status != "negating" and lemma not in ("let", "be")
    if relation == "from":
        return lemma in ("prevent", "refrain", "stop", "bar", "deter", "discourage", "dissuade", "abstain")
    if relation in ("against", "of", "about"):
        return lemma in ("warn", "advise", "think", "dream", "decide")
    return relation in ("to", "on", "into") and lemma in ("agree", "invite", "commit", "consent", "decide", "insist")


def _by_noun(scene: Scene, noun: int, out: Standing) -> None:
    """ "plans for", "threats of", "an attempt to": the noun above decides."""
    words, lemma = scene.rules.status, scene.doc.tokens[noun].lemma
    out.governors.append(noun)
    if lemma in words["attempt_nouns"]:
        out.attempted = True
    elif lemma in words["hypothetical_nouns"]:
        out.add("hypothetical", f"{lemma!r}")
    elif lemma in words["future_nouns"]:
        out.add("future", f"{lemma!r}")
    elif lemma in words["negating_nouns"]:
        out.add("negated", f"{lemma!r}")
    if _said_no(scene, noun):
        out.add("negated", "'no'")


def _said_no(scene: Scene, noun: int) -> bool:
    return any(scene.doc.tokens[k].lower == "no" for k in scene.doc.kids(noun, "det"))


# ---- verbs ------------------------------------------------------------------------------------------


def _climb(scene: Scene, verb: int, out: Standing) -> None:
    tokens = scene.doc.tokens
    current = verb
    for _ in range(MAX_STEPS):
        _own(scene, current, out)
        t = tokens[current]
        above = t.head
        if above == current:
            _headline(scene, current, out)
            return
        step = _STEPS.get(t.dep)
        if step is None or not step(scene, current, above, out):
            return
        current = above
        if t.dep == "pcomp":
            current = tokens[above].head
        if not scene.is_verb(current):
            current = _predicate_verb(scene, current)
            if current < 0:
                return


def _predicate_verb(scene: Scene, i: int) -> int:
    """The copula above a predicate adjective or the verb above a noun; -1 where the walk ends."""
    t = scene.doc.tokens[i]
    if t.head != i and scene.is_verb(t.head) and (t.pos == "ADJ" or t.dep == "attr"):
        return t.head
    if t.dep in ("dobj", "nsubjpass") and scene.is_verb(t.head) and t.lemma in scene.rules.status["attempt_nouns"]:
        return t.head
    return -1


def _own(scene: Scene, verb: int, out: Standing) -> None:
    """Modals, negation and conditional marks of the verb's own clause."""
    _negation(scene, verb, out)
    tokens = scene.doc.tokens
    for k in scene.doc.kids(verb, "aux"):
        if verdict := _modal(scene, verb, tokens[k].lower):
            out.willed = out.willed or verdict == "future"
            out.add(verdict, f"{tokens[k].lower!r}")
    for k in scene.doc.kids(verb, "mark", "advmod"):
        if tokens[k].lower in scene.rules.status["conditionals"] and tokens[k].lower not in ("until", "whether"):
            out.add("hypothetical", f"{tokens[k].lower!r}")
    if _inverted(scene, verb):
        out.add("hypothetical", "inverted condition")
    _unless(scene, verb, out)


def _inverted(scene: Scene, verb: int) -> bool:
    """ "Had they attacked, …" and "Should they attack, …": an auxiliary before its subject, and no question."""
    subjects = scene.doc.kids(verb, "nsubj", "nsubjpass")
    first = [
        k for k in scene.doc.kids(verb, "aux", "auxpass") if scene.doc.tokens[k].lower in ("had", "should", "were")
    ]
    end = scene.doc.tokens[scene.doc.sentence_of(verb).last - 1].text
    return bool(subjects and first) and first[0] < subjects[0] and end != "?"


def _modal(scene: Scene, verb: int, word: str) -> Status | None:
    """What an auxiliary says: "would" is a reported future in somebody's speech, else a supposition."""
    if word in _WILL:
        return "future"
    if word in ("would", "'d"):
        return "future" if _reported(scene, verb) and not _perfect(scene, verb) else "hypothetical"
    return "hypothetical" if word in _MAY else None


def _perfect(scene: Scene, verb: int) -> bool:
    return any(scene.doc.tokens[k].lower == "have" for k in scene.doc.kids(verb, "aux"))


def _unless(scene: Scene, verb: int, out: Standing) -> None:
    for k in scene.doc.kids(verb, "advcl"):
        marks = {scene.doc.tokens[m].lower for m in scene.doc.kids(k, "mark")}
        out.conditional = out.conditional or "unless" in marks


def _reported(scene: Scene, verb: int) -> bool:
    """Whether the clause is somebody's speech, so that "would" is a reported "will"."""
    current = verb
    for _ in range(MAX_STEPS):
        t = scene.doc.tokens[current]
        if t.dep not in ("ccomp", "conj", "xcomp"):
            return False
        if t.dep == "ccomp":
            return scene.doc.tokens[t.head].lemma in scene.rules["reporting"]
        current = t.head
    return False


def is_negated(scene: Scene, i: int) -> bool:
    """As `syntax.is_negated`, but "left without a word" is no negated leaving."""
    if not syntax.is_negated(scene.doc, i):
        return _neither(scene, i)
    tokens = scene.doc.tokens
    without = [k for k in tokens[i].kids if tokens[k].lower == "without" and tokens[k].dep == "prep"]
    negators = [k for k in tokens[i].kids if tokens[k].dep == "neg" or tokens[k].lower in syntax.NEGATORS]
    return not without or len(negators) > len(without)


def _neither(scene: Scene, verb: int) -> bool:
    """ "Neither X nor Y has agreed"."""
    doc = scene.doc
    subjects = doc.kids(verb, "nsubj", "nsubjpass")
    return any(doc.tokens[k].lower in ("neither", "nor") for s in subjects for k in doc.kids(s, "preconj", "cc", "det"))


def _nothing(scene: Scene, verb: int) -> bool:
    """ "made no arrests", "accused neither side", "wounded nobody"."""
    doc = scene.doc
    for o in doc.kids(verb, "dobj"):
        words = {doc.tokens[k].lower for k in doc.kids(o, "det", "preconj", "neg")}
        if words & {"no", "neither"} or doc.tokens[o].lower in ("nobody", "none", "neither"):
            return True
    return False


def _negation(scene: Scene, i: int, out: Standing) -> None:
    tokens = scene.doc.tokens
    if scene.is_verb(i) and _nothing(scene, i):
        out.add("negated", "'no'")
    if not is_negated(scene, i):
        return
    words = {tokens[k].lower for k in tokens[i].kids}
    if words & {"only", "just"} and tokens[i].pos == "VERB":  # "did not only attack"
        return
    if "longer" in words and "no" in words:
        out.add("negated", "'no longer'")
        return
    out.add("negated", "negation")


def _headline(scene: Scene, verb: int, out: Standing) -> None:
    """ "Premier to visit Lima" is a headline's future."""
    if grammar.is_infinitive(scene, verb) and scene.doc.kids(verb, "nsubj"):
        out.add("future", "'to'")


def _open_clause(scene: Scene, verb: int, above: int, out: Standing) -> bool:
    """xcomp and ccomp: the governor decides; returns whether to climb on."""
    t, words = scene.doc.tokens[above], scene.rules.status
    finite = _is_finite(scene, verb)
    out.governors.append(above)
    if t.pos == "ADJ":
        return _by_predicate(scene, above, out)
    if finite and t.lemma in scene.rules["reporting"] and t.lemma not in words["negating"]:
        return False
    if t.lemma == "be" and grammar.is_infinitive(scene, verb):
        out.add("future", "'be to'")
    elif t.lemma == "go" and t.tag == "VBG":
        out.add("future", "'going to'")
    elif t.lemma in words["attempt"]:
        out.attempted = True
    elif t.lemma in words["negating"]:
        out.add("negated", f"{t.lemma!r}")
    elif t.lemma in words["future"] and not finite:
        out.add("future", f"{t.lemma!r}")
    elif t.lemma in words["hypothetical"]:
        out.add("hypothetical", f"{t.lemma!r}")
    elif t.lemma not in words["neutral"] and not finite and grammar.is_infinitive(scene, verb):
        out.add("hypothetical", f"{t.lemma!r} to")
    return not finite or t.lemma not in scene.rules["reporting"]


def _is_finite(scene: Scene, verb: int) -> bool:
    kids = [scene.doc.tokens[k] for k in scene.doc.kids(verb, "aux", "auxpass")]
    return scene.doc.tokens[verb].tag in ("VBD", "VBZ", "VBP") or any(
        k.tag in ("VBD", "VBZ", "VBP", "MD") for k in kids
    )


def _by_predicate(scene: Scene, adjective: int, out: Standing) -> bool:
    words, lower = scene.rules.status, scene.doc.tokens[adjective].lower
    if lower in words["future_predicates"]:
        out.add("future", f"{lower!r}")
    elif lower in words["hypothetical_predicates"]:
        out.add("hypothetical", f"{lower!r}")
    return True


def _adverbial(scene: Scene, verb: int, above: int, out: Standing) -> bool:
    marks = {scene.doc.tokens[k].lower for k in scene.doc.kids(verb, "mark", "advmod")}
    tag = scene.doc.tokens[verb].tag
    if grammar.is_infinitive(scene, verb):
        if scene.doc.tokens[above].lemma in ("expect", "schedule", "set", "plan", "prepare", "slate", "poise"):
            out.add("future", f"{scene.doc.tokens[above].lower!r}")
        else:
            out.add("hypothetical", "purpose")
        return scene.doc.tokens[above].pos == "VERB"
    if marks & set(_RELATIVE_TIME):
        future = Standing()
        _own(scene, above, future)
        if future.status == "future" and syntax.tense(scene.doc, verb) == "present":
            out.add("future", "clause of a future")
        return False
    return tag == "VBG" and not marks


def _of_noun(scene: Scene, verb: int, above: int, out: Standing) -> bool:
    """acl: "a plan to attack", "troops attacking"; an infinitive below a noun has not happened."""
    t = scene.doc.tokens[above]
    if not grammar.is_infinitive(scene, verb):
        if t.lemma in scene.rules.status["evidence"] and _scant(scene, above):
            out.add("hypothetical", f"no {t.lemma!r}")
        return False
    if _ranked(scene, above):
        return True
    before = (out.status, out.attempted)
    _by_noun(scene, above, out)
    if (out.status, out.attempted) == before:
        out.add("hypothetical", f"{t.lemma!r} to")
    return out.attempted


def _scant(scene: Scene, noun: int) -> bool:
    return any(
        scene.doc.tokens[k].lower in ("no", "little", "any", "scant") for k in scene.doc.kids(noun, "det", "amod")
    )


def _ranked(scene: Scene, noun: int) -> bool:
    """ "the first leader to visit" did visit."""
    words = {scene.doc.tokens[k].lower for k in (noun, *scene.doc.kids(noun, "amod", "det", "nummod"))}
    return bool(words & _RANKS)


def _gerund(scene: Scene, verb: int, prep: int, out: Standing) -> bool:
    t = scene.doc.tokens[prep]
    governor = scene.doc.tokens[t.head]
    out.governors.append(governor.i)
    if t.lower in ("without", "instead"):
        out.add("negated", f"{t.lower!r}")
    elif t.lower == "from" and governor.lemma in scene.rules.status["negating"]:
        out.add("negated", f"{governor.lemma!r} from")
    elif governor.pos in ("NOUN", "PROPN"):
        _by_noun(scene, governor.i, out)
    elif governor.lemma in scene.rules.status["alleging"] and syntax.is_passive(scene.doc, governor.i):
        out.add("hypothetical", f"{governor.lower!r} {t.lower}")
    elif governor.lemma in scene.rules.status["hypothetical"] and t.lower in ("for", "about", "of", "against", "on"):
        out.add("hypothetical", f"{governor.lemma!r}")
    return t.lower in ("by", "into", "in") and scene.is_verb(governor.i)


def _conjoined(scene: Scene, verb: int, above: int, out: Standing) -> bool:
    """A second verb without an auxiliary of its own shares the first one's: "will attack and occupy"."""
    if not scene.is_verb(above) or scene.doc.kids(verb, "nsubj", "nsubjpass"):
        return False
    own_aux = [
        k for k in scene.doc.kids(verb, "aux", "auxpass") if scene.doc.tokens[k].tag in ("MD", "VBD", "VBZ", "VBP")
    ]
    return not own_aux and scene.doc.tokens[verb].tag in ("VB", "VBN", "VBG", scene.doc.tokens[above].tag)


_STEPS = {
    "xcomp": _open_clause, "ccomp": _open_clause, "advcl": _adverbial, "acl": _of_noun, "relcl": _of_noun,
    "pcomp": _gerund, "conj": _conjoined,
}  # fmt: skip
