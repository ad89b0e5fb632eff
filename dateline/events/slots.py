"""Role slots: which words of the clause play actor and recipient, and whom they denote."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from dateline.events import grammar
from dateline.events.codebook import Frame
from dateline.events.scene import Scene
from dateline.language import syntax

Ids = tuple[str, ...]
_LOOSE = frozenset("with against to toward towards on upon into over at from between for".split())
_BESIDE = ("with", "between", "and", "alongside", "among", "to")
_USUAL = "obj iobj against with on to from comp.obj comp.iobj comp.against comp.with comp.on comp.to comp.from".split()
_RECEIVERS = ("iobj", "to", "comp.iobj", "comp.to")
_USUAL_OF_NOUN = "against on to with of".split()
_WHERE = ("in", "at", "near", "inside", "around", "outside", "off", "toward", "towards")
_BY_PLACE = frozenset(("ASSAULT", "COERCE", "CONCEDE", "AID", "MOBILIZE"))  # done to whoever lives where it is done
_ABOUT_ACTS = frozenset(
    ("ACCUSE", "REJECT", "REQUEST", "SUPPORT", "THREATEN")
)  # their object may be somebody's act upon another
_HOSTILE = frozenset(("ASSAULT", "COERCE", "SANCTION", "PROTEST", "MOBILIZE"))
_PLACING = frozenset((*_WHERE, "to", "on", "from", "along", "into"))
_GIVEN = frozenset(("MOBILIZE", "AID", "COOPERATE", "RETREAT"))  # their object is what is sent, given or withdrawn
_SCENE_PREPS = frozenset("during in at after before following amid on for since ahead".split())
MAX_DEPTH = 3  # how deep "a group of members of X" is followed


@dataclass(frozen=True, slots=True)
class Role:
    """Who fills a role: ids, the head tokens they come from, and the slot; `named` is false for an empty slot."""

    ids: Ids = ()
    heads: tuple[int, ...] = ()
    slot: str = ""


EMPTY = Role()


def fill(scene: Scene, frame: Frame, i: int) -> tuple[Role, Role]:
    """(actor, recipient) of a frame at trigger token `i`."""
    actor = first_filled(scene, frame, i, frame.actor, "actor")
    if frame.reciprocal:
        return _together(scene, frame, i, actor), EMPTY
    recipient = first_filled(scene, frame, i, frame.recipient, "recipient", actor.ids)
    if not _has_country(scene, recipient) and "none" not in frame.recipient and frame.kind != "adjectives":
        recipient = _elsewhere(scene, frame, i, actor, recipient) or recipient
    kept = tuple(x for x in recipient.ids if x not in actor.ids and not _own_country(scene, frame, recipient, x, actor))
    return actor, Role(kept, recipient.heads, recipient.slot)


def _own_country(scene: Scene, frame: Frame, recipient: Role, ident: str, actor: Role) -> bool:
    """A place in the actor's own country: troops sent to a forest at home are sent to nobody."""
    if frame.type in _BY_PLACE - {"MOBILIZE", "AID"} or scene.actors.kind(ident) != "country":
        return False
    return recipient.slot in _PLACING and ident in {scene.actors.country(x) for x in actor.ids}


def _has_country(scene: Scene, role: Role) -> bool:
    return any(scene.actors.country(x) for x in role.ids)


def _elsewhere(scene: Scene, frame: Frame, i: int, actor: Role, found: Role) -> Role | None:
    """The recipient where none of the frame's own slots names one with a country: the usual places, nearest first."""
    usual = _USUAL if frame.kind == "verbs" else _USUAL_OF_NOUN
    if frame.type in _GIVEN:
        usual = [s for s in usual if s not in ("obj", "comp.obj")]
    where = _WHERE if frame.type in _BY_PLACE else ()
    for slot in _RECEIVERS if found.ids else (*usual, *where):
        if slot in frame.actor:
            continue
        role = first_filled(scene, frame, i, (slot,), "recipient")
        others = not set(role.ids) & set(actor.ids) and not set(role.heads) & set(actor.heads)
        if role.ids and others and (not found.ids or _has_country(scene, role)):
            return role
    return None


def first_filled(scene: Scene, frame: Frame, i: int, slots: Sequence[str], part: str, besides: Ids = ()) -> Role:
    """The first slot that names an actor; else the first that has words at all, with no ids.

    A recipient with a country is preferred to one without: "send engineers to Mozambique".

    "its citizens", "himself" do not count where they only lead back to `besides`, the actor of the event.
    """
    filled: list[tuple[str, list[int]]] = []
    stateless = EMPTY
    for slot in slots:
        if slot == "none":
            return EMPTY
        heads = [h for x in heads_of(scene, frame, i, slot) for h in grammar.conjuncts(scene, x)]
        if heads:
            filled.append((slot, heads))
            ids = _who(scene, heads, part, besides)
            if any(scene.actors.country(x) for x in ids) and not (stateless.ids and slot in _WHERE):
                return Role(ids, tuple(heads), slot)
            if ids and part == "actor":
                return Role(ids, tuple(heads), slot)
            if ids and not stateless.ids:
                stateless = Role(ids, tuple(heads), slot)
    if stateless.ids:
        return stateless
    for slot, heads in filled if part == "recipient" else ():
        if ids := _who(scene, [h for h in heads if not _done_to(scene, frame, h)], "anyone", besides):
            return Role(ids, tuple(heads), slot)
    return Role((), tuple(filled[0][1]), filled[0][0]) if filled else EMPTY


def _done_to(scene: Scene, frame: Frame, head: int) -> bool:
    """Whether somebody named inside the phrase may only be its victim: "the abduction of pupils", "a plan to expel"."""
    if frame.type not in _ABOUT_ACTS or _owners(scene, head):
        return False
    t = scene.doc.tokens[head]
    agents = syntax.agents(scene.doc, head)
    return not agents and (t.lemma in scene.rules["done_to"] or bool(grammar.complements(scene, head)))


def _who(scene: Scene, heads: list[int], part: str, besides: Ids) -> Ids:
    ids = unique(x for h in heads for x in denoted(scene, h, part))
    if set(ids) <= set(besides) and any(_own_pronoun(scene, h) for h in heads):
        return ()
    return ids


def _own_pronoun(scene: Scene, head: int) -> bool:
    doc = scene.doc
    return doc.tokens[head].pos == "PRON" or any(doc.tokens[k].pos == "PRON" for k in doc.kids(head, "poss"))


def _together(scene: Scene, frame: Frame, i: int, actor: Role) -> Role:
    """All parties of a reciprocal event: the actor slot's and those beside it."""
    if frame.recipient == ("none",):
        return actor
    beside = [s for s in frame.recipient if s in _BESIDE or "." in s or s == "obj"] or list(_BESIDE)
    others = first_filled(scene, frame, i, beside, "recipient")
    if not others.ids:
        return actor
    return Role(unique((*actor.ids, *others.ids)), (*actor.heads, *others.heads), actor.slot or others.slot)


def unique(ids: Iterable[str]) -> Ids:
    """Ids in order, each once."""
    return tuple(dict.fromkeys(ids))


# ---- slots → head tokens ----------------------------------------------------------------------------


def heads_of(scene: Scene, frame: Frame, i: int, slot: str) -> list[int]:
    """Head tokens in one slot of trigger `i`, without conjuncts."""
    base, _, part = slot.rpartition(".")
    if base == "obj":
        return [
            h for o in _object_nouns(scene, i) if not _victims(scene, frame, o, part) for h in _inside(scene, o, part)
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
    return _of_verb(scene, i, part)


def _for_good(scene: Scene, frame: Frame, verb: int, part: str) -> bool:
    """Whether a clause names those for whose good a hostile act is done: "opened fire to defend the villagers"."""
    hostile = frame.type in _HOSTILE and part in ("obj", "iobj", "to", "with")
    return hostile and scene.doc.tokens[verb].lemma in scene.rules["protective"]


def _victims(scene: Scene, frame: Frame, noun: int, part: str) -> bool:
    """Whether `part` of a condemned or demanded act names those it is done to: "the killing of", "the release of"."""
    if frame.type not in _ABOUT_ACTS or part in ("by", "poss", "mod"):
        return False
    return scene.doc.tokens[noun].lemma in scene.rules["done_to"]


def _object_nouns(scene: Scene, i: int) -> list[int]:
    if not scene.is_verb(i):
        return []
    return [x for o in scene.objects(i) for c in grammar.conjuncts(scene, o) for x in grammar.contents(scene, c)]


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


def _possessors(scene: Scene, i: int) -> list[int]:
    return scene.doc.kids(i, "poss")


def _mods(scene: Scene, i: int) -> list[int]:
    """Modifiers that name an actor by themselves: "the Russian shelling", "police violence"; not "anti-Russian"."""
    kids = scene.doc.kids(i, "amod", "compound", "nmod", "npadvmod")
    return [k for k in kids if scene.at(k) and not _prefixed(scene, k)]


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
    "poss": _possessors,
    "mod": _mods,
    "support": subjects,
    "clause": subjects,
}


def _inside(scene: Scene, noun: int, part: str) -> list[int]:
    if part == "poss":
        return _possessors(scene, noun)
    if part == "mod":
        return _mods(scene, noun)
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
    return [] if _possessors(scene, i) or _mods(scene, i) else subjects(scene, up.head)


# ---- head tokens → actor ids ------------------------------------------------------------------------


def denoted(scene: Scene, head: int, part: str, depth: int = 0) -> Ids:
    """Actor ids of the phrase that token `head` heads.

    `part` is actor, recipient, or anyone: whoever is named inside the phrase will do.
    """
    t = scene.doc.tokens[head]
    counted = t.lemma in scene.rules["partitives"] and depth < MAX_DEPTH
    if counted and (ids := _deeper(scene, head, part, depth)) and scene.actors.country(ids[0]):
        return ids
    ids = scene.at(head)
    if ids:
        owners = () if any(scene.actors.country(x) for x in ids) else _owners(scene, head) or _senders(scene, head)
        return owners or _joined(scene, ids, _shared(scene, head))
    if t.pos == "PRON":
        return _pronoun(scene, head, part)
    if depth < MAX_DEPTH and (ids := _deeper(scene, head, part, depth)):
        return ids
    if t.lemma in scene.rules["non_agents"] and part == "actor":
        return ()
    if part != "actor":
        owners = _owners(scene, head)
        inner = () if owners or part != "anyone" else _inner(scene, head)
        return unique((*owners, *_shared(scene, head))) if owners else inner
    return _stands_for(scene, head)


def _owners(scene: Scene, head: int) -> Ids:
    """Whoever a country or party named before the noun: "Israel's", "their", "the Russian"."""
    for k in (*_possessors(scene, head), *_mods(scene, head)):
        if ids := scene.at(k):
            return ids
    return ()


def _inner(scene: Scene, head: int) -> Ids:
    return _of_whom(scene, head) or _senders(scene, head) or scene.actors.within(head)


def _of_whom(scene: Scene, head: int) -> Ids:
    """ "depots in Basra", "the release of the crew"."""
    for prep in ("by", "of", "against", "in"):
        for p, h in scene.preps(head):
            if p == prep and (ids := unique(x for c in grammar.conjuncts(scene, h) for x in scene.at(c))):
                return ids
    return ()


def _joined(scene: Scene, ids: Ids, more: Ids) -> Ids:
    """`ids`, and those of `more` from countries not among them yet."""
    known = {scene.actors.country(x) for x in ids}
    return unique((*ids, *(x for x in more if scene.actors.country(x) not in known)))


def _shared(scene: Scene, head: int) -> Ids:
    """Further owners of one head: "Greek and Maltese frigates", "the ministers of Laos and Chad"."""
    doc = scene.doc
    owners = [*_mods(scene, head), *_possessors(scene, head)]
    owners = owners + [h for p, h in scene.preps(head) if p in ("of", "from")]
    others = [c for k in owners if scene.at(k) for c in syntax.conjuncts(doc, k) if c != k]
    return unique(x for c in others for x in scene.at(c))


def _deeper(scene: Scene, head: int, part: str, depth: int) -> Ids:
    for c in grammar.contents(scene, head)[1:]:
        if ids := denoted(scene, c, part, depth + 1):
            return ids
    for k in scene.doc.kids(head, "appos"):
        if ids := scene.at(k):
            return ids
    return ()


def _stands_for(scene: Scene, head: int) -> Ids:
    """Whoever a thing acts for: "Israel's decision", "U.S. sanctions", "doctors from Cuba"."""
    if ids := _owners(scene, head):
        return unique((*ids, *_shared(scene, head)))
    if ids := _senders(scene, head):
        return ids
    if scene.doc.tokens[head].lemma in scene.rules["proxies"]:
        return scene.actors.within(head)
    return ()


def _senders(scene: Scene, head: int) -> Ids:
    """ "rockets fired by rebels"."""
    agents = [h for k in scene.doc.kids(head, "acl") for h in syntax.agents(scene.doc, k)]
    return unique(x for h in agents for x in scene.at(h))


def _pronoun(scene: Scene, head: int, part: str) -> Ids:
    """ "X said it would": a pronoun nobody resolved stands for the speaker of its clause."""
    t = scene.doc.tokens[head]
    if part != "actor" or t.lower not in ("it", "they", "he", "she", "we", "i"):
        return ()
    for a in scene.doc.ancestors(head):
        up = scene.doc.tokens[a]
        if up.dep == "ccomp" and scene.doc.tokens[up.head].lemma in scene.rules["reporting"]:
            for s in subjects(scene, up.head):
                if s != head and (ids := scene.at(s)):
                    return ids
    return ()
