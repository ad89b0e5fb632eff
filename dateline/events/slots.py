"""Who plays actor and recipient: the first slot that names somebody, and whom its words denote."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dateline.events import fillers, grammar
from dateline.events.codebook import Frame
from dateline.events.scene import Scene
from dateline.language import syntax

Ids = tuple[str, ...]
_BESIDE = ("with", "between", "and", "alongside", "among", "to")
_USUAL = "obj iobj against with on to from comp.obj comp.iobj comp.against comp.with comp.on comp.to comp.from".split()
_RECEIVERS = ("iobj", "to", "comp.iobj", "comp.to")
_USUAL_OF_NOUN = "against on to with of".split()
_WHERE = ("in", "at", "near", "inside", "around", "outside", "off", "toward", "towards", "across", "over", "throughout")
_DOMESTIC = frozenset(("PROTEST", "COERCE"))  # done at home where nobody abroad is named
_BY_PLACE = frozenset(("ASSAULT", "COERCE", "CONCEDE", "AID", "MOBILIZE"))  # done to whoever lives where it is done
_PEERS = frozenset("colleague counterpart peer number neighbour neighbor ally friend rival namesake".split())
_BORDERS = frozenset("border frontier boundary".split())
_NAMED = frozenset(("GPE", "ORG", "NORP", "PERSON"))
_PLACING = frozenset((*_WHERE, "to", "on", "from", "along", "into"))
_GIVEN = frozenset(("MOBILIZE", "AID", "COOPERATE", "RETREAT"))  # their object is what is sent, given or withdrawn
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
    found = recipient.ids or not _unknown(scene, frame, recipient.slot, recipient.heads)
    if found and "none" not in frame.recipient and frame.kind != "adjectives" and not _has_country(scene, recipient):
        recipient = _elsewhere(scene, frame, i, actor, recipient) or recipient
    if found and not recipient.ids and frame.type in _DOMESTIC:
        recipient = _at_home(scene, i, actor) or recipient
    kept = tuple(x for x in recipient.ids if x not in actor.ids and not _own_country(scene, frame, recipient, x, actor))
    peers = not kept or any(_is_peer(scene, h) for h in recipient.heads)
    if peers and (abroad := _abroad(scene, recipient, actor)):
        return actor, abroad
    return actor, Role(kept, recipient.heads, recipient.slot)


def _is_peer(scene: Scene, head: int) -> bool:
    """ "his colleague in Botswana"."""
    return scene.doc.tokens[head].lemma in _PEERS and _own_pronoun(scene, head)


def _unknown(scene: Scene, frame: Frame, slot: str, heads: Sequence[int]) -> bool:
    """A party named by a name that nobody could place ("an offer from X"): nobody else near by is meant."""
    if frame.type in _BY_PLACE or slot.rpartition(".")[2] not in ("from", "with", "to", "by"):
        return False
    return any(scene.doc.tokens[h].ent in _NAMED and not scene.at(h) for h in heads)


def _abroad(scene: Scene, role: Role, actor: Role) -> Role | None:
    """The country in which something of the actor's own lies: "pulled out of their base in Kazakhstan"."""
    home = {scene.actors.country(x) for x in actor.ids}
    for h in role.heads:
        for p, x in scene.preps(h):
            if p in _WHERE and (ids := scene.at(x)) and not home & {scene.actors.country(y) for y in ids}:
                return Role(ids, (x,), p)
    return None


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
        if not role.ids and slot in _WHERE:
            role = _deeper_in(scene, role)
        others = not set(role.ids) & set(actor.ids) and not set(role.heads) & set(actor.heads)
        if role.ids and others and (not found.ids or _has_country(scene, role)):
            return role
    return _labelled(scene, i) if where and not found.ids else None


def _at_home(scene: Scene, i: int, actor: Role) -> Role | None:
    """The actor's own state, where the sentence names it: whoever strikes or is silenced at home and names nobody."""
    home = {scene.actors.country(x) for x in actor.ids}
    s = scene.doc.sentence_of(i)
    if len(home) != 1 or None in home:
        return None
    states = [(x, k) for k in range(s.first, s.last) for x in scene.at(k) if scene.actors.kind(x) == "country"]
    found = [(x, k) for x, k in states if x in home and x not in actor.ids]
    abroad = any(x not in home for x, _ in states)
    return None if abroad or not found else Role((found[0][0],), (found[0][1],), "home")


def _labelled(scene: Scene, i: int) -> Role | None:
    """The place that heads a headline: "Kenya: 12 dead in bomb attack"."""
    first = scene.doc.sentence_of(i).first
    colon = any(t.lower == ":" for t in scene.doc.tokens[first + 1 : min(first + 4, i)])
    return Role(scene.at(first), (first,), "label") if colon and scene.places.at(first) is not None else None


def _deeper_in(scene: Scene, role: Role) -> Role:
    """The place of a place: "at his house in Lima"."""
    found = [x for h in role.heads for p, x in scene.preps(h) if p in _WHERE and scene.at(x)]
    inner = [c for x in found for c in grammar.conjuncts(scene, x)]
    return Role(unique(y for x in inner for y in scene.at(x)), tuple(inner), role.slot)


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
        heads = [h for x in fillers.heads_of(scene, frame, i, slot) for h in grammar.conjuncts(scene, x)]
        if part == "actor" and slot == "in":  # "sentenced in his absence" names no court
            heads = [h for h in heads if not _own_pronoun(scene, h)]
        if heads:
            filled.append((slot, heads))
            ids = _who(scene, heads, part, besides, "." in slot)
            if any(scene.actors.country(x) for x in ids) and not (stateless.ids and slot in _WHERE):
                return Role(ids, tuple(heads), slot)
            if ids and part == "actor":
                return Role(ids, tuple(heads), slot)
            if ids and not stateless.ids:
                stateless = Role(ids, tuple(heads), slot)
    if stateless.ids:
        return stateless
    if part == "recipient" and (unknown := next((r for r in filled if _unknown(scene, frame, *r)), None)):
        return Role((), tuple(unknown[1]), unknown[0])
    for slot, heads in filled if part == "recipient" else ():
        if ids := _who(scene, [h for h in heads if not _done_to(scene, frame, h)], "anyone", besides, "." in slot):
            return Role(ids, tuple(heads), slot)
    return Role((), tuple(filled[0][1]), filled[0][0]) if filled else EMPTY


def _done_to(scene: Scene, frame: Frame, head: int) -> bool:
    """Whether somebody named inside the phrase may only be its victim: "the abduction of pupils", "a plan to expel"."""
    if frame.type not in fillers.ABOUT_ACTS or _owners(scene, head):
        return False
    t = scene.doc.tokens[head]
    agents = syntax.agents(scene.doc, head)
    return not agents and (t.lemma in scene.rules["done_to"] or bool(grammar.complements(scene, head)))


def _who(scene: Scene, heads: list[int], part: str, besides: Ids, nested: bool) -> Ids:
    """Whom the heads denote; nobody where they only lead back to `besides` ("rejected a call for its troops to go")."""
    ids = unique(x for h in heads for x in denoted(scene, h, part))
    own = set(ids) <= set(besides)
    if nested and not own:
        own = {scene.actors.country(x) for x in ids} <= {scene.actors.country(x) for x in besides if x} - {None}
    return () if own and any(_own_pronoun(scene, h) for h in heads) else ids


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


# ---- head tokens → actor ids ------------------------------------------------------------------------


def denoted(scene: Scene, head: int, part: str, depth: int = 0) -> Ids:
    """Actor ids of the phrase that token `head` heads.

    `part` is actor, recipient, or anyone: whoever is named inside the phrase will do.
    """
    t = scene.doc.tokens[head]
    if t.lemma in _BORDERS and (ids := _across(scene, head)):
        return ids
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


def _across(scene: Scene, head: int) -> Ids:
    """Whoever lives beyond "its border with X"."""
    return unique(
        x for p, h in scene.preps(head) if p == "with" for c in grammar.conjuncts(scene, h) for x in scene.at(c)
    )


def _owners(scene: Scene, head: int) -> Ids:
    """Whoever a country or party named before the noun: "Israel's", "their", "the Russian"."""
    for k in (*fillers.possessors(scene, head), *fillers.mods(scene, head)):
        if ids := scene.at(k) or (_pronoun(scene, k, "owner") if scene.doc.tokens[k].pos == "PRON" else ()):
            return ids
    return ()


def _inner(scene: Scene, head: int) -> Ids:
    if ids := _of_whom(scene, head) or _senders(scene, head):
        return ids
    return () if scene.doc.kids(head, "relcl") else scene.actors.within(head)  # "policies that, critics say, helped X"


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
    owners = [*fillers.mods(scene, head), *fillers.possessors(scene, head)]
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
    """ "rockets fired by rebels", "the terms that the bank attached"."""
    agents = [h for k in scene.doc.kids(head, "acl") for h in syntax.agents(scene.doc, k)]
    for k in scene.doc.kids(head, "relcl"):
        if scene.is_verb(k) and head in scene.objects(k) and not (scene.passive(k) or scene.doc.kids(k, "ccomp")):
            agents.extend(h for h in fillers.subjects(scene, k) if scene.doc.tokens[h].pos != "PRON")
    return unique(x for h in agents for x in scene.at(h))


_SPEAKERS = frozenset(("we", "i", "us", "me", "our", "my", "ours"))


def _pronoun(scene: Scene, head: int, part: str) -> Ids:
    """ "X said it would", "They attacked us", X said: a pronoun nobody resolved that stands for the speaker.

    Within quotation marks only the first person does.
    """
    t, tokens = scene.doc.tokens[head], scene.doc.tokens
    if t.lower not in _SPEAKERS and (part != "actor" or t.lower not in ("it", "they", "he", "she")):
        return ()
    for a in scene.doc.ancestors(head):
        up = tokens[a]
        if up.dep != "ccomp" or tokens[up.head].lemma not in scene.rules["reporting"]:
            continue
        if t.lower not in _SPEAKERS and any(x.lower == '"' for x in tokens[min(head, up.head) : max(head, up.head)]):
            return ()
        for s in fillers.subjects(scene, up.head):
            if s != head and (ids := scene.at(s)):
                person = len(ids) == 1 and scene.actors.kind(ids[0]) == "person"
                return () if person and t.lower == "they" else ids
    return ()
