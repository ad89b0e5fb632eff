"""Pronouns and definite descriptions → parties mentioned before, by rules of salience and agreement.

Order of preference: same sentence before earlier ones, subjects before others, named before described, near before
far. Nothing is linked across more than `REACH` sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.actors.scene import Mention, Party, Scene, Word
from dateline.language import syntax

REACH = 4  # sentences a pronoun looks back; readers lose a referent at about a paragraph
MEMORY = 60  # mentions looked at, newest first

_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their theirs themselves".split())
_NEW = frozenset("a an another any some no every each several many few more most other".split())
_DEFINITE = frozenset("the this that these those both said".split())
_PAIR = frozenset("two both".split())
# what a general noun may take up: kinds, and sectors where not any
_BROAD: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "group": (("group", "organization"), ("REB", "SOC", "OPP", "UAF", "CRM", "REL", "PRM", "")),
    "organization": (("organization", "igo", "group"), ("REB", "SOC", "", "MED", "LAB", "OPP")),
    "movement": (("group", "organization"), ("REB", "OPP", "SOC", "PTY", "")),
    "faction": (("group",), ()),
    "bloc": (("igo",), ()),
    "alliance": (("igo",), ()),
    "body": (("igo", "organization"), ("", "SOC", "GOV", "JUD")),
    "world body": (("igo",), ()),
    "company": (("organization",), ("BUS",)),
    "firm": (("organization",), ("BUS",)),
    "newspaper": (("organization",), ("JRN",)),
    "party": (("organization",), ("PTY", "OPP")),
    "militia": (("group",), ("REB", "UAF", "PRM")),
    "court": (("organization", "igo"), ("JUD",)),
}
_LEADERS = frozenset("president premier chancellor king queen emir sultan leader prime-minister ruler".split()) | {
    "prime minister"
}
NATIONS = frozenset("country nation state kingdom republic neighbor neighbour emirate".split())
SIDES = frozenset(
    "sides countries nations neighbors neighbours states governments capitals parties foes rivals".split()
)


def pronoun(scene: Scene, token: int) -> tuple[Party, ...]:
    """Whom a third-person pronoun or possessive stands for; empty where nobody agrees."""
    if not scene.reading:
        return ()
    t = scene.doc.tokens[token]
    if t.lower in _HE:
        return _best(scene, token, lambda m: _person(m, "m"))
    if t.lower in _SHE:
        return _best(scene, token, lambda m: _person(m, "f"))
    if t.lower in _IT:
        return () if _expletive(scene, token) else _it(scene, token)
    if t.lower in _THEY:
        several = _best(scene, token, lambda m: _several(scene, m), joint=True, reach=2)
        return several or _best(scene, token, lambda m: _collective(scene, m), reach=2)
    return ()


def _person(m: Mention, gender: str) -> bool:
    p = m.parties[0]
    return len(m.parties) == 1 and p.kind == "person" and not p.plural and p.gender in (None, gender)


def _thing(m: Mention) -> bool:
    p = m.parties[0]
    return len(m.parties) == 1 and p.kind != "person" and not p.plural


def _it(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "it" as a subject or possessor takes up the nearest subject, if that is an actor at all."""
    tokens = scene.doc.tokens
    t = tokens[token]
    if t.lower == "it" and t.dep not in ("nsubj", "nsubjpass"):
        return ()
    subject = _subject_before(scene, token)
    if subject is not None:
        owner = scene.doc.kids(subject, "poss")
        for i in (subject, *owner):
            for m in recent(scene, token):
                if m.first <= i < m.last and _thing(m) and scene.denotes.get(i) == m.parties:
                    return m.parties
        return ()
    if t.lower == "it":
        return ()
    return _best(scene, token, lambda m: _thing(m) and m.kind != "place", reach=1)


def _subject_before(scene: Scene, token: int) -> int | None:
    """The nearest subject noun before `token` in its sentence, else the subject of the sentence before."""
    doc = scene.doc
    t = doc.tokens[token]
    here = doc.sentence_of(token)
    own = syntax.clause_of(doc, token)
    for i in range(token - 1, here.first - 1, -1):
        x = doc.tokens[i]
        named = x.dep in ("nsubj", "nsubjpass") and x.pos in ("NOUN", "PROPN", "PRON", "ADJ")
        if named and (x.head != own or t.tag == "PRP$"):
            return i
    if t.sent == 0:
        return None
    root = doc.sentences[t.sent - 1].root
    return next(iter(doc.kids(root, "nsubj", "nsubjpass")), None)


def _several(scene: Scene, m: Mention) -> bool:
    return len(m.parties) > 1 or m.parties[0].plural or bool(scene.doc.kids(m.head, "conj"))


def _collective(scene: Scene, m: Mention) -> bool:
    """A body that "they" may mean where nothing plural is near: "Police said they ..."."""
    subject = scene.doc.tokens[m.head].dep in ("nsubj", "nsubjpass")
    return subject and m.parties[0].kind in ("organization", "igo", "group")


def _expletive(scene: Scene, token: int) -> bool:
    """ "It is clear that", "it was raining"."""
    t = scene.doc.tokens[token]
    if t.dep == "expl":
        return True
    verb = scene.doc.tokens[t.head]
    if t.dep == "nsubjpass" and scene.doc.kids(verb.i, "ccomp", "xcomp", "csubj"):
        return True  # "it is expected that"
    return (
        t.dep == "nsubj"
        and verb.lemma in ("be", "seem", "appear", "remain")
        and bool(scene.doc.kids(verb.i, "acomp", "ccomp", "csubj"))
    )


def recent(scene: Scene, token: int) -> Iterator[Mention]:
    """Mentions that end before `token`, newest first."""
    n = 0
    for m in reversed(scene.mentions):
        if m.last <= token and m.parties:
            yield m
            n += 1
            if n >= MEMORY:
                return


def _best(
    scene: Scene, token: int, fits: Callable[[Mention], bool], joint: bool = False, reach: int = REACH
) -> tuple[Party, ...]:
    tokens = scene.doc.tokens
    here = tokens[token].sent
    best: tuple[float, tuple[Party, ...]] | None = None
    for m in recent(scene, token):
        distance = here - tokens[m.head].sent
        if distance > reach or not fits(m) or _blocked(scene, token, m):
            continue
        score = _salience(scene, token, m, distance)
        if best is None or score > best[0]:
            best = score, _jointly(scene, m, token) if joint else m.parties
    if best is None:
        return ()
    for p in best[1]:
        if tokens[token].lower in _HE | _SHE and p.gender is None and p.kind == "person":
            p.gender = "m" if tokens[token].lower in _HE else "f"
    return best[1]


def _salience(scene: Scene, token: int, m: Mention, distance: int) -> float:
    tokens = scene.doc.tokens
    dep = tokens[m.head].dep
    score = -10.0 * distance - 0.02 * (token - m.last)
    if dep in ("nsubj", "nsubjpass", "agent"):
        score += 6 if distance or tokens[m.head].head == scene.doc.sentence_of(m.head).root else 4
    elif dep in ("poss", "pobj", "compound", "nmod", "amod"):
        score -= 1
    if m.kind == "place":
        score -= 5
    if m.kind in ("name", "person", "pronoun"):
        score += 2
    if m.parties[0].kind == "group" and m.parties[0].plural:
        score += 1
    if scene.quoted[token] and not scene.quoted[m.head] and not distance:
        score -= 8  # a speaker is not "he" in his own quotation
    return score


def _blocked(scene: Scene, token: int, m: Mention) -> bool:
    """Whether binding forbids it: "Vost met him" is not Vost, unless the pronoun is a possessive or reflexive."""
    t = scene.doc.tokens[token]
    if t.lower.endswith(("self", "selves")) or t.sent != scene.doc.tokens[m.head].sent:
        return False
    if t.tag == "PRP$":  # not inside its own phrase: "his [minister Vost]"
        return m.first <= t.head < m.last
    if t.dep in ("nsubj", "nsubjpass"):
        return scene.doc.tokens[m.head].head == t.head and m.head != t.head
    return syntax.clause_of(scene.doc, token) == syntax.clause_of(scene.doc, m.head) and scene.doc.tokens[
        m.head
    ].dep in ("nsubj", "nsubjpass")


def _jointly(scene: Scene, m: Mention, before: int) -> tuple[Party, ...]:
    """The parties of a coordination: "Moscow and Pyongyang"."""
    out = list(m.parties)
    for k in syntax.conjuncts(scene.doc, syntax.first_conjunct(scene.doc, m.head)):
        if k < before:
            out.extend(scene.denotes.get(k, ()))
    return tuple(sorted(dict.fromkeys(out), key=lambda p: p.id))


# ---- definite descriptions -------------------------------------------------------------------------


def definite(scene: Scene, word: Word, left: int, country: str | None = None) -> tuple[Party, ...]:
    """The party that "the minister", "the ministry", "the rebels", "the two leaders" takes up; empty if new.

    With `country`, a party of that nationality: "the Turkish leader".
    """
    if not scene.reading:
        return ()
    before = {t.lower for t in scene.doc.tokens[left : word.first]}
    if before & _NEW and not before & _PAIR:
        return ()
    if word.title.plural and before & _PAIR:
        return _pair(scene, word)
    marked = bool(before & _DEFINITE)
    person = word.number == "person" and not word.title.plural
    if (person or country) and not marked:
        return ()
    if country:
        found = [m for m in _take_up(scene, word, person, leading=True) if m.parties[0].country == country]
        found = [m for m in found if person or m.parties[0].named]
    else:
        found = _take_up(scene, word, person)
    if not marked and len({p.country for m in found for p in m.parties}) > 1:
        return ()
    for m in found:
        for p in m.parties:
            p.because(f"'{word.title.role.title}' taken up")
        return m.parties
    return ()


def _take_up(scene: Scene, word: Word, person: bool, leading: bool = False) -> list[Mention]:
    role = word.title.role
    noun = role.title.split(" of ")[0].split()[-1]
    out = [m for m in recent(scene, word.first) if len(m.parties) == 1 and _answers(m.parties[0], word, noun, person)]
    if not out and leading and person and role.title == "leader":
        out = [m for m in recent(scene, word.first) if len(m.parties) == 1 and _leads(m.parties[0])]
    return out


def _leads(party: Party) -> bool:
    """Whether "the Turkish leader" can be this person: a head of state or government."""
    return party.kind == "person" and party.named and bool(party.nouns & _LEADERS)


def _answers(party: Party, word: Word, noun: str, person: bool) -> bool:
    role = word.title.role
    if person:
        if party.kind != "person" or party.plural:
            return False
        return noun in party.nouns and (" " not in role.title or role.title in party.nouns or noun == role.title)
    if party.kind in ("person", "country"):
        return False
    if role.title in party.nouns:
        return True
    if noun in party.nouns and " " not in role.title:
        return True
    if party.named and _broadly(party, role.title):
        return True
    sectors = role.sectors[:1]
    many = word.title.plural or role.number == "group" or (role.number == "body" and party.plural)
    return many and sectors in (("REB",), ("MIL",), ("COP",)) and party.sectors[:1] == sectors


def _broadly(party: Party, noun: str) -> bool:
    kinds, sectors = _BROAD.get(noun, ((), ()))
    if party.kind in kinds:
        return not sectors or (party.sectors[0] if party.sectors else "") in sectors
    return party.kind in ("organization", "igo") and noun in party.name.lower().split()


def _pair(scene: Scene, word: Word) -> tuple[Party, ...]:
    """ "the two leaders", "both ministers": the last two persons in such a role."""
    noun = word.title.role.title.split()[-1]
    leader = word.title.role.rank in ("leader", "minister")

    def fits(p: Party) -> bool:
        return p.kind == "person" and not p.plural and (noun in p.nouns or (leader and p.sectors[:1] == ("GOV",)))

    return _last_two(scene, word.first, fits)


def _last_two(scene: Scene, token: int, fits: Callable[[Party], bool]) -> tuple[Party, ...]:
    out: dict[str, Party] = {}
    here = scene.doc.tokens[token].sent
    for m in sorted(recent(scene, token), key=lambda m: (-scene.doc.tokens[m.head].sent, _rank(scene, m), -m.head)):
        if here - scene.doc.tokens[m.head].sent > REACH:
            break
        for p in m.parties:
            if fits(p):
                out.setdefault(p.id, p)
        if len(out) >= 2:
            break
    return tuple(sorted(list(out.values())[:2], key=lambda p: p.id)) if len(out) >= 2 else ()


def _rank(scene: Scene, m: Mention) -> int:
    return {"place": 2, "name": 0, "person": 0}.get(m.kind, 1)


def nations(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "the country", "the two nations", "both sides": states mentioned before."""
    doc = scene.doc
    t = doc.tokens[token]
    low, _ = doc.subtree(token)
    before = {x.lower for x in doc.tokens[max(low, token - 4) : token]}
    if any(i in scene.name_at for i in range(max(low, token - 3), token)):
        return ()
    if t.lower in SIDES and (before & _PAIR or (t.lower in ("sides", "capitals") and before & _DEFINITE)):
        return _two_states(scene, token)
    if t.lower in NATIONS and before & _DEFINITE and not before & _PAIR:
        weights = _country_weights(scene, token)
        return (max(weights, key=lambda p: (weights[p], p.id)),) if weights else ()
    return ()


def _country_weights(scene: Scene, token: int) -> dict[Party, float]:
    """How present each state is before `token`: subjects count threefold, each sentence back a third less."""
    out: dict[Party, float] = {}
    tokens = scene.doc.tokens
    for m in recent(scene, token):
        distance = tokens[token].sent - tokens[m.head].sent
        if len(m.parties) == 1 and m.parties[0].kind == "country":
            weight = 3.0 if tokens[m.head].dep in ("nsubj", "nsubjpass") else 1.0
            out[m.parties[0]] = out.get(m.parties[0], 0.0) + weight * 0.67**distance
    return out


def prominent_country(scene: Scene, token: int) -> str | None:
    """The state at least twice as present as any other before `token`; null where none stands out."""
    weights = sorted(((w, p.id, p.country) for p, w in _country_weights(scene, token).items()), reverse=True)
    if not weights or (len(weights) > 1 and weights[0][0] < 2 * weights[1][0]):
        return None
    return weights[0][2]


def _two_states(scene: Scene, token: int) -> tuple[Party, ...]:
    """The two states (else the two groups) last set against or beside each other."""
    pair = _last_two(scene, token, lambda p: p.kind == "country")
    if pair:
        return pair
    countries = {
        c: scene.country(c)
        for m in recent(scene, token)
        for c in [m.parties[0].country]
        if c and c in scene.base.entries and scene.doc.tokens[token].sent - scene.doc.tokens[m.head].sent <= REACH
    }
    if len(countries) == 2:
        return tuple(sorted(countries.values(), key=lambda p: p.id))
    return _last_two(scene, token, lambda p: p.kind in ("group", "igo", "organization"))
