"""Slots of a frame → the tokens that head what fills them: grammar alone, no actors."""

from __future__ import annotations

from collections.abc import Callable

from dateline.events import grammar
from dateline.events.codebook import Frame
from dateline.events.scene import Scene
from dateline.language import syntax

_LOOSE = frozenset("with against to toward towards on upon into over along at from between for".split())
ABOUT_ACTS = frozenset(("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"))  # their object may be done upon another
_HOSTILE = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"))
_SCENE_PREPS = frozenset("during in at after before following amid on for since ahead".split())


def heads_of(scene: Scene, frame: Frame, i: int, slot: str) -> list[int]:
    """Head tokens in one slot of trigger `i`, without conjuncts."""
    base, _, part = slot.rpartition(".")
    if base == "obj":
        return [
            h
            for o in _object_nouns(scene, frame, i)
            if not _victims(scene, frame, o, part)
            for h in _inside(scene, o, part)
        ]
    if base == "comp":
        clauses = [c for c in grammar.complements(scene, i) if not _for_good(scene, frame, c, part)]
        return [h for c in clauses for h in _of_clause(scene, c, part)]
    if base:
        outer = [c for x in heads_of(scene, frame, i, base) for c in grammar.contents(scene, x)]
        return [h for c in outer for h in _inside(scene, c, part)]
    if frame.kind == "nouns":
        return _of_noun(scene, frame, i, part)
    if frame.kind == "adjectives":
        return _of_adjective(scene, i, part)
    return grammar.objects(scene, frame, i) if part == "obj" else _of_verb(scene, i, part)


def _for_good(scene: Scene, frame: Frame, verb: int, part: str) -> bool:
    """Whether a clause names those for whose good a hostile act is done: "opened fire to defend the villagers"."""
    hostile = frame.type in _HOSTILE and part in ("obj", "iobj", "to", "with")
    return hostile and scene.doc.tokens[verb].lemma in scene.rules["protective"]


def _victims(scene: Scene, frame: Frame, noun: int, part: str) -> bool:
    """Whether `part` of a condemned or demanded act names those it is done to: "the killing of", "the release of"."""
    if frame.type not in ABOUT_ACTS or part in ("by", "poss", "mod"):
        return False
    return scene.doc.tokens[noun].lemma in scene.rules["done_to"]


def _object_nouns(scene: Scene, frame: Frame, i: int) -> list[int]:
    if not scene.is_verb(i):
        return []
    return [
        x
        for o in grammar.objects(scene, frame, i)
        for c in grammar.conjuncts(scene, o)
        for x in grammar.contents(scene, c)
    ]


def _of_clause(scene: Scene, verb: int, part: str) -> list[int]:
    if scene.is_verb(verb):
        return _of_verb(scene, verb, part)
    return _inside(scene, verb, part)


def _of_verb(scene: Scene, verb: int, part: str) -> list[int]:
    if part in _VERB_SLOTS:
        return _VERB_SLOTS[part](scene, verb)
    own = [h for p, h in scene.preps(verb) if p == part]
    if own or part not in _LOOSE:
        return own
    if nested := _in_adverbs(scene, verb, part):
        return nested
    objects = [c for o in scene.objects(verb) for x in grammar.conjuncts(scene, o) for c in grammar.contents(scene, x)]
    direct = [h for c in objects for p, h in scene.preps(c) if p == part]
    return direct or [
        h for c in objects for p, x in scene.preps(c) if p == "of" for q, h in scene.preps(x) if q == part
    ]


def _in_adverbs(scene: Scene, verb: int, part: str) -> list[int]:
    """The phrase on an adverbial of the verb: "work side by side with X", "in partnership with X"."""
    doc = scene.doc
    below = doc.kids(verb, "advmod", "npadvmod", "acomp")
    below = (
        below + [h for k in below for _, h in scene.preps(k)] + [h for p, h in scene.preps(verb) if p in ("in", "by")]
    )
    return [h for k in below for p, h in scene.preps(k) if p == part]


def subjects(scene: Scene, verb: int) -> list[int]:
    """Who does it: the subject, or the "by" phrase of a passive."""
    if scene.passive(verb):
        return syntax.agents(scene.doc, verb)
    subj, t = scene.subject(verb), scene.doc.tokens[verb]
    if subj is None and t.dep == "pcomp":
        return _of_predicate(scene, t.head)
    if subj is not None and t.dep == "conj" and _idle(scene, subj) and (speaker := _speaker(scene, verb)):
        return speaker
    if subj is None or (t.dep == "acl" and subj == t.head and t.tag == "VB" and _idle(scene, subj)):
        return []
    return [subj]


def _of_predicate(scene: Scene, prep: int) -> list[int]:
    """ "is guilty of violating": whoever is guilty."""
    adjective = scene.doc.tokens[scene.doc.tokens[prep].head]
    if adjective.pos != "ADJ" or not scene.is_verb(adjective.head):
        return []
    return subjects(scene, adjective.head)


def _speaker(scene: Scene, verb: int) -> list[int]:
    """In "said the sanctions were a blow and accused X" the speaker accuses, though the parse has them do it."""
    doc = scene.doc
    first = doc.tokens[syntax.first_conjunct(doc, verb)]
    if first.dep != "ccomp" or doc.tokens[first.head].lemma not in scene.rules["reporting"] or doc.kids(verb, "nsubj"):
        return []
    return [s for s in subjects(scene, first.head) if scene.at(s)]


def _idle(scene: Scene, noun: int) -> bool:
    """A noun that does not act itself: "an attempt to kill"."""
    return not scene.at(noun) and scene.doc.tokens[noun].pos == "NOUN"


def possessors(scene: Scene, i: int) -> list[int]:
    """Possessors of a noun."""
    return scene.doc.kids(i, "poss")


def mods(scene: Scene, i: int) -> list[int]:
    """Modifiers that name an actor by themselves: "the Russian shelling", "police violence"; not "anti-Russian"."""
    kids = scene.doc.kids(i, "amod", "compound", "nmod", "npadvmod")
    return [k for k in kids if scene.at(k) and not _prefixed(scene, k) and not _is_site(scene, i, k)]


def _is_site(scene: Scene, noun: int, k: int) -> bool:
    """A modifier that says where it was: of violence any town ("the Kabul bombing"), of a blast any adjective."""
    lemma, place = scene.doc.tokens[noun].lemma, scene.places.at(k)
    if lemma in ("blast", "explosion"):
        return True
    return lemma in scene.rules["done_to"] and place is not None and place.precision not in (None, "country")


def _prefixed(scene: Scene, k: int) -> bool:
    """ "anti-", "pro-", "non-" before token `k`."""
    tokens = scene.doc.tokens
    if tokens[k].lower.startswith(("anti-", "pro-", "non-")):
        return True
    return k >= 2 and tokens[k - 1].lower == "-" and tokens[k - 2].lower in ("anti", "pro", "non")


_VERB_SLOTS: dict[str, Callable[[Scene, int], list[int]]] = {
    "subj": subjects,
    "obj": lambda s, v: s.objects(v),
    "iobj": lambda s, v: syntax.indirect_objects(s.doc, v),
    "by": lambda s, v: syntax.agents(s.doc, v),
    "poss": possessors,
    "mod": mods,
    "support": subjects,
    "clause": subjects,
}


def _inside(scene: Scene, noun: int, part: str) -> list[int]:
    if part == "poss":
        return possessors(scene, noun)
    if part == "mod":
        return mods(scene, noun)
    if part == "by":
        return syntax.agents(scene.doc, noun)
    return [h for p, h in scene.preps(noun) if p == part]


def _of_adjective(scene: Scene, i: int, part: str) -> list[int]:
    t = scene.doc.tokens[i]
    if part in ("subj", "clause", "support"):
        if scene.is_verb(i):
            return scene.objects(i) if scene.passive(i) else subjects(scene, i)
        if t.dep == "amod":
            return [t.head]
        if own := scene.doc.kids(i, "nsubj"):
            return own
        return subjects(scene, t.head) if scene.is_verb(t.head) else []
    own = [h for p, h in scene.preps(i) if p == part]
    return own or ([h for p, h in scene.preps(t.head) if p == part] if scene.is_verb(t.head) else [])


def _of_noun(scene: Scene, frame: Frame, i: int, part: str) -> list[int]:
    if part in ("support", "subj"):
        return _supporters(scene, frame, i)
    if part == "clause":
        return subjects(scene, grammar.clause_verb(scene, i)) if scene.doc.tokens[i].head != i else []
    places = [i] if (h := grammar.holder(scene, i)) == i else [i, h]
    own = [x for n in places for x in _inside(scene, n, part)] or _nested(scene, i, part)
    if own or part in ("poss", "mod", "of", "in"):
        return own
    up = support_of(scene, frame, i)
    if up is not None and scene.is_verb(up):
        return [h for p, h in scene.preps(up) if p == part and h != i]
    return _participial(scene, i, part)


def _nested(scene: Scene, i: int, part: str) -> list[int]:
    """ "the visit by Mexico's president to Cuba": a phrase that the parse hung on the one before."""
    if part == "by":
        return [h for p, x in scene.preps(i) if p == "of" for h in syntax.agents(scene.doc, x)]
    if part not in ("to", "with", "against", "on", "from"):
        return []
    return [h for p, x in scene.preps(i) if p in ("by", "of", "between") for q, h in scene.preps(x) if q == part]


def _participial(scene: Scene, i: int, part: str) -> list[int]:
    """ "an attack launched by rebels on the town"."""
    return [h for k in scene.doc.kids(i, "acl") if scene.is_verb(k) for h in _of_verb(scene, k, part)]


def support_of(scene: Scene, frame: Frame, i: int) -> int | None:
    """The verb that carries noun event `i`: "launched an attack", "took part in talks"; null if none does."""
    up = grammar.carrier(scene, i)
    tokens = scene.doc.tokens
    if up is None:
        return None
    lemma = scene.lemma(up.head)
    if any(tokens[k].lower in ("off", "down", "away") for k in scene.doc.kids(up.head, "prt")):
        return None  # "called off the strike", "turned down the invitation"
    if up.relation == "subj":
        return (
            up.head
            if frame.support is not None and lemma in frame.support and lemma in scene.rules["happening"]
            else None
        )
    if up.relation in ("obj", "attr"):
        allowed = frame.support if frame.support is not None else scene.rules["support"]
        return up.head if lemma in allowed or "*" in allowed or (up.relation == "attr" and lemma == "be") else None
    if lemma in scene.rules["support_nouns"] and up.relation in ("for", "in"):
        above = tokens[grammar.holder(scene, up.head)].head  # "claimed responsibility for", "took part in"
        return above if scene.is_verb(above) and scene.lemma(above) in scene.rules["support"] else None
    if lemma in scene.rules.support_preps.get(up.relation, ()) or (frame.support and lemma in frame.support):
        if scene.is_verb(up.head):
            return up.head
        above = tokens[up.head].head
        return above if above != up.head and scene.is_verb(above) else None
    return None


def _supporters(scene: Scene, frame: Frame, i: int) -> list[int]:
    up = support_of(scene, frame, i)
    if up is not None and scene.doc.tokens[up].lemma in scene.rules["undergo"] | scene.rules["happening"]:
        return []
    if up is not None:
        found = subjects(scene, up)
        return [h for h in found if h != i]
    for k in scene.doc.kids(i, "acl", "relcl"):
        if scene.doc.tokens[k].lemma in scene.rules["support"] and scene.is_verb(k):
            found = [h for h in subjects(scene, k) if h != i]
            if found:
                return found
    return _of_setting(scene, frame, i)


def _of_setting(scene: Scene, frame: Frame, i: int) -> list[int]:
    """ "spoke during a meeting with Z": the clause's subject takes part, where the noun names another party."""
    up = grammar.carrier(scene, i)
    if up is None or up.relation not in _SCENE_PREPS or not scene.is_verb(up.head):
        return []
    named = {p for p, h in scene.preps(i) if scene.at(h)}
    if frame.type != "CONSULT" or not named & {"with", "to"} or named & {"by", "of", "between"}:
        return []
    return [] if possessors(scene, i) or mods(scene, i) else subjects(scene, up.head)
