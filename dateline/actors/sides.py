"""Two at once: "both sides", "the two countries", "the ministers", "both"; and single states: "the country"."""

from __future__ import annotations

from collections.abc import Callable

from dateline.actors import surroundings
from dateline.actors.coreference import DEFINITE, PAIR, REACH, recent
from dateline.actors.scene import Mention, Party, Scene, Word
from dateline.language import syntax

NATIONS = frozenset("country nation state kingdom republic neighbor neighbour emirate".split())
SIDES = frozenset(
    "sides countries nations neighbors neighbours states governments capitals parties foes rivals delegations"
    " militaries".split()
)
BOTH = "both"
_UNCOUNTED = frozenset("sides capitals parties delegations".split())  # "the sides" are two without saying so
_SETTLED = frozenset(("parties", "delegations"))  # and these, where the report is about two states
_MEN = frozenset(("man", "woman", "politician", "official"))
_WITHIN = frozenset("poss amod compound nmod appos conj".split())
_ARMED = frozenset("REB PRM UAF OPP".split())
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_LINES = 3  # sentences that name the second state at the least, for a report to be about two


def nations(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "the country", "the two nations", "both sides": states mentioned before."""
    doc = scene.doc
    t = doc.tokens[token]
    low, _ = doc.subtree(token)
    before = {x.lower for x in doc.tokens[max(low, token - 4) : token]}
    if any(i in scene.name_at for i in range(max(low, token - 3), token)):
        return ()
    if t.lower in SIDES:
        if before & PAIR:
            return dyad(scene, token) or _groups(scene, token)
        if t.lower in _SETTLED:
            return _main_pair(scene, token, _outsiders(scene, token), _LINES) if "the" in before else ()
        return dyad(scene, token) or _groups(scene, token) if t.lower in _UNCOUNTED and before & DEFINITE else ()
    if t.lower in NATIONS and before & DEFINITE and not before & PAIR:
        weights = _country_weights(scene, token, widely=True)
        return (max(weights, key=lambda p: (weights[p], p.id)),) if weights else ()
    return ()


def both(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "both" without a noun: the two joined just before, else the two states."""
    t = scene.doc.tokens[token]
    following = scene.doc.tokens[token + 1] if token + 1 < len(scene.doc.tokens) else t
    if t.dep not in ("nsubj", "nsubjpass", "dobj", "pobj") or following.lower == "of":
        return ()
    return _joined(scene, token, lambda p: p.named or p.kind == "country") or dyad(scene, token)


def dyad(scene: Scene, token: int) -> tuple[Party, ...]:
    """The two states that are meant: joined just before, else the report's so far, else those of a sentence before.

    Whoever acts on them ("Karelland urged both sides") is none of the two.
    """
    outside = _outsiders(scene, token)
    joined = _joined(scene, token, lambda p: p.kind == "country" and p not in outside)
    return joined or _main_pair(scene, token, outside) or _latest_pair(scene, token, outside)


def _outsiders(scene: Scene, token: int) -> set[Party]:
    """Subjects of the clause whose object or adjunct `token` is."""
    doc = scene.doc
    verb = syntax.clause_of(doc, token)
    own = {i for s in doc.kids(verb, *_SUBJECTS) for i in range(*doc.subtree(s))}
    if token in own:
        return set()
    countries = {p.country for s in doc.kids(verb, *_SUBJECTS) for p in scene.denotes.get(s, ())}
    return {scene.country(c) for c in countries if c in scene.base.entries}


def _joined(scene: Scene, token: int, fits: Callable[[Party], bool]) -> tuple[Party, ...]:
    """Exactly two parties that one phrase of this sentence or the one before joins with "and"."""
    tokens = scene.doc.tokens
    here = tokens[token].sent
    for m in recent(scene, token):
        if here - tokens[m.head].sent > 1:
            return ()
        heads = [k for k in syntax.conjuncts(scene.doc, syntax.first_conjunct(scene.doc, m.head)) if k < token]
        parties = tuple(dict.fromkeys(p for k in heads for p in scene.denotes.get(k, ())))
        if len(heads) == 2 and len(parties) == 2 and all(map(fits, parties)):
            return _in_order(parties)
    return ()


def _presence(scene: Scene, token: int) -> dict[Party, set[int]]:
    """The sentences before `token` that speak of each state, its bodies or its people."""
    out: dict[Party, set[int]] = {}
    for m in scene.mentions:
        if m.last <= token and m.kind not in ("pronoun", "place") and not _onlooker(scene, m):
            for p in m.parties:
                if p.country and p.country in scene.base.entries:
                    out.setdefault(scene.country(p.country), set()).add(scene.doc.tokens[m.head].sent)
    return out


def _onlooker(scene: Scene, m: Mention) -> bool:
    """Who only urges, welcomes or offers, or is named with them: "Karelland's foreign ministry urged"."""
    tokens = scene.doc.tokens
    t = tokens[m.head]
    while t.dep in _WITHIN and t.head != t.i:
        t = tokens[t.head]
    return t.dep in _SUBJECTS and surroundings.reacts(scene, t.head)


def _main_pair(scene: Scene, token: int, outside: set[Party], least: int = 1) -> tuple[Party, ...]:
    """The two states of a report that hardly speaks of any third."""
    presence = {p: len(s) for p, s in _presence(scene, token).items() if p not in outside}
    ranked = sorted(presence, key=lambda p: (-presence[p], p.id))
    if len(ranked) < 2 or presence[ranked[1]] < least:
        return ()
    third = presence[ranked[2]] if len(ranked) > 2 else 0
    return _in_order(tuple(ranked[:2])) if presence[ranked[1]] >= max(2 * third, third + 1) else ()


def _latest_pair(scene: Scene, token: int, outside: set[Party]) -> tuple[Party, ...]:
    """The states of the last sentence that speaks of just two."""
    presence = _presence(scene, token)
    here = scene.doc.tokens[token].sent
    for sentence in range(here, here - REACH - 1, -1):
        states = tuple(p for p, s in presence.items() if sentence in s and p not in outside)
        if len(states) == 2:
            return _in_order(states)
        if len(states) > 2:
            return ()
    return ()


def _groups(scene: Scene, token: int) -> tuple[Party, ...]:
    """The last armed or opposition group and the last organ of a state, or two groups: the sides of a civil war."""
    near = [m for m in recent(scene, token) if scene.doc.tokens[token].sent - scene.doc.tokens[m.head].sent <= REACH]
    bodies = dict.fromkeys(p for m in near for p in m.parties if p.kind in ("group", "igo", "organization"))
    rebels = [p for p in bodies if p.sectors[:1] and p.sectors[0] in _ARMED]
    state = [p for p in bodies if p.sectors[:1] in (("MIL",), ("GOV",)) and p.country == (rebels or [p])[0].country]
    pair = (*rebels[:1], *state[:1]) if rebels and state else tuple(rebels[:2]) or tuple(p for p in bodies if p.named)
    return _in_order(pair) if len(pair) == 2 else ()


def _in_order(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    return tuple(sorted(parties, key=lambda p: p.id))


# ---- two persons -----------------------------------------------------------------------------------


def pair(scene: Scene, word: Word) -> tuple[Party, ...]:
    """ "the two leaders", "both ministers", "the two men": the last two persons in such a role."""
    noun = word.title.role.title.split()[-1]
    leader = word.title.role.rank in ("leader", "minister")

    def fits(p: Party) -> bool:
        if p.kind != "person" or p.plural or (noun, p.gender) in (("man", "f"), ("woman", "m")):
            return False
        known = noun in _MEN and (p.named or p.country is not None)
        return noun in p.nouns or known or (leader and p.sectors[:1] == ("GOV",))

    return _last_two(scene, word.first, fits)


def only_two(scene: Scene, word: Word) -> tuple[Party, ...]:
    """ "the ministers" of a report that has named just two, of different states."""
    if word.title.role.rank not in ("leader", "minister"):
        return ()
    noun = word.title.role.title.split()[-1]
    tokens = scene.doc.tokens
    near = [m for m in recent(scene, word.first) if tokens[word.first].sent - tokens[m.head].sent < 2]
    just = {p for m in near for p in m.parties if p.kind == "person" and p.named and noun in p.nouns and not p.plural}
    if len(just) == 2 and len({p.country for p in just}) == 2:
        return _in_order(tuple(just))
    parties = {p for m in scene.mentions if m.last <= word.first for p in m.parties}
    if any((p.plural or p.kind != "person") and noun in p.nouns for p in parties):
        return ()  # "the leaders" were spoken of already
    found = {p for p in parties if p.kind == "person" and p.named}
    fitting = [p for p in found if noun in p.nouns and not p.plural]
    if len(fitting) < 2:
        fitting = [p for p in found if p.sectors[:1] == ("GOV",) and not p.plural]
    if len(fitting) != 2 or len({p.country for p in fitting}) != 2:
        return ()
    return _in_order(tuple(fitting))


def _last_two(scene: Scene, token: int, fits: Callable[[Party], bool]) -> tuple[Party, ...]:
    out: dict[str, Party] = {}
    here = scene.doc.tokens[token].sent
    for m in sorted(recent(scene, token), key=lambda m: (-scene.doc.tokens[m.head].sent, _rank(m), -m.head)):
        if here - scene.doc.tokens[m.head].sent > REACH:
            break
        for p in m.parties:
            if fits(p):
                out.setdefault(p.id, p)
        if len(out) >= 2:
            break
    return _in_order(tuple(list(out.values())[:2])) if len(out) >= 2 else ()


def _rank(m: Mention) -> int:
    return {"place": 2, "name": 0, "person": 0}.get(m.kind, 1)


# ---- one state -------------------------------------------------------------------------------------


def _country_weights(scene: Scene, token: int, widely: bool) -> dict[Party, float]:
    """How present each state is before `token`: subjects count threefold, each sentence back a third less.

    `widely` counts those that only react, too.
    """
    out: dict[Party, float] = {}
    tokens = scene.doc.tokens
    for m in recent(scene, token):
        distance = tokens[token].sent - tokens[m.head].sent
        if len(m.parties) == 1 and m.parties[0].kind == "country" and (widely or not _onlooker(scene, m)):
            weight = 3.0 if tokens[m.head].dep in _SUBJECTS else 1.0
            out[m.parties[0]] = out.get(m.parties[0], 0.0) + weight * 0.67**distance
    return out


def prominent_country(scene: Scene, token: int) -> str | None:
    """The state at least twice as present as any other before `token`; null where none stands out."""
    weights = sorted(((w, p.id, p.country) for p, w in _country_weights(scene, token, False).items()), reverse=True)
    if not weights or (len(weights) > 1 and weights[0][0] < 2 * weights[1][0]):
        return None
    return weights[0][2]
