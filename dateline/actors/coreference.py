"""Pronouns and definite descriptions → parties mentioned before, by rules of salience and agreement.

Order of preference: same sentence before earlier ones, subjects before others, named before described, near before
far. Nothing is linked across more than `REACH` sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from dateline.actors import surroundings
from dateline.actors.scene import Mention, Party, Scene, Word
from dateline.language import syntax

REACH = 4  # sentences a pronoun looks back; readers lose a referent at about a paragraph
MEMORY = 60  # mentions looked at, newest first

_HE = frozenset("he him his himself".split())
_SHE = frozenset("she her hers herself".split())
_IT = frozenset("it its itself".split())
_THEY = frozenset("they them their theirs themselves".split())
_SAYING = frozenset(
    "say add tell write state note explain warn insist argue stress conclude continue declare announce claim reply"
    " respond report recall joke ask complain acknowledge admit".split()
)
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_INNER = frozenset("pobj poss compound nmod amod".split())
VISITORS = frozenset(("guest", "visitor"))
DOCUMENTS = frozenset("communiqué communique declaration manifesto".split())
_NEW = frozenset("a an another any some no every each several many few more most other".split())
DEFINITE = frozenset("the this that these those both said".split())
PAIR = frozenset("two both".split())
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
_OF_THE_PLACE = (("MIL",), ("COP",), ("JUD",))  # in Khartoum, "the army" and "police" are not those of London
_LEADERS = frozenset("president premier chancellor king queen emir sultan leader prime-minister ruler".split()) | {
    "prime minister"
}


def pronoun(scene: Scene, token: int) -> tuple[Party, ...]:
    """Whom a third-person pronoun or possessive stands for; empty where nobody agrees."""
    if not scene.reading:
        return ()
    t = scene.doc.tokens[token]
    if _postposed(scene, token) and (speaker := _last_speaker(scene, token)):
        return speaker
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


def _postposed(scene: Scene, token: int) -> bool:
    """ "…, it said", "… ", said he": the subject of a verb of saying that follows what is said."""
    tokens = scene.doc.tokens
    t = tokens[token]
    if t.dep != "nsubj" or tokens[t.head].lemma not in _SAYING or token == scene.doc.sentence_of(token).first:
        return False
    before = tokens[min(token, t.head) - 1]
    return before.text in (",", '"', "''", "'") or (scene.quoted[before.i] and not scene.quoted[token])


def _last_speaker(scene: Scene, token: int) -> tuple[Party, ...]:
    """Who spoke in one of the two sentences before, unless somebody else who fits has come on stage since."""
    doc, t = scene.doc, scene.doc.tokens[token]
    for s in range(t.sent - 1, max(-1, t.sent - 3), -1):
        own = [m for m in recent(scene, token) if doc.tokens[m.head].sent == s and not scene.quoted[m.head]]
        fitting = [m for m in own if _agrees(scene, t.lower, m)]
        if spoke := [m for m in fitting if _speaks(scene, m.head)]:
            return spoke[0].parties
        if any(doc.tokens[m.head].dep in _SUBJECTS for m in fitting):
            return ()
    return ()


def _speaks(scene: Scene, head: int) -> bool:
    tokens = scene.doc.tokens
    t = tokens[head]
    if t.dep == "appos":
        t = tokens[t.head]
    if t.dep == "pobj" and tokens[t.head].lower == "to":
        return tokens[tokens[t.head].head].lower == "according"
    return t.dep == "nsubj" and tokens[t.head].lemma in _SAYING


def _agrees(scene: Scene, pronoun: str, m: Mention) -> bool:
    if pronoun in _HE or pronoun in _SHE:
        return _person(m, "m" if pronoun in _HE else "f")
    if pronoun in _IT:
        return _thing(m) and m.kind != "place"
    return pronoun in _THEY and (_several(scene, m) or _collective(scene, m))


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
    spoken = scene.quoted[token]
    own = syntax.clause_of(doc, token)
    low = here.first if not _postposed(scene, token) else token
    for i in range(token - 1, low - 1, -1):
        x = doc.tokens[i]
        named = x.dep in ("nsubj", "nsubjpass") and x.pos in ("NOUN", "PROPN", "PRON", "ADJ")
        if named and (x.head != own or t.tag == "PRP$") and (spoken or not scene.quoted[i]):
            return i
    if t.sent == 0:
        return None
    root = doc.sentences[t.sent - 1].root
    return next(iter(doc.kids(root, "nsubj", "nsubjpass")), None)


def _several(scene: Scene, m: Mention) -> bool:
    if len(m.parties) > 1 or m.parties[0].plural or scene.doc.kids(m.head, "conj"):
        return True
    members = m.kind == "phrase" and scene.doc.tokens[m.head].tag in ("NNS", "NNPS")  # "the bloc's leaders"
    return members and m.parties[0].kind in ("igo", "organization", "group")


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
    speaker = _speaker(scene, token) if scene.quoted[token] else ()
    for m in recent(scene, token):
        distance = here - tokens[m.head].sent
        if distance > reach or not fits(m) or m.parties == speaker or _blocked(scene, token, m):
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


def _speaker(scene: Scene, token: int) -> tuple[Party, ...]:
    """Who speaks in the quotation around `token`, and so is no "he" or "they" in it; empty for somebody new.

    The subject of the verb of saying in the sentence; else, and for a pronoun after the quotation, the last one before.
    """
    doc = scene.doc
    s = doc.sentence_of(token)
    outside = [i for i in range(s.first, s.last) if not scene.quoted[i] and _speaks(scene, i)]
    if any(i > token and doc.tokens[i].pos != "PRON" for i in outside):
        return ()
    return next((m.parties for m in recent(scene, token) if not scene.quoted[m.head] and _speaks(scene, m.head)), ())


def _salience(scene: Scene, token: int, m: Mention, distance: int) -> float:
    tokens = scene.doc.tokens
    dep = tokens[m.head].dep
    score = -10.0 * distance - 0.02 * (token - m.last)
    if not distance and dep in _INNER and _fronted(scene, token, m):
        score -= 9
    if m.parties[0].gender is not None:
        score += 2
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
    if scene.quoted[m.head] and not scene.quoted[token]:
        score -= 10 * REACH  # nor does the report go on with whom a quotation mentions
    if not distance and _postposed(scene, token) and m.head != tokens[token].head:
        score -= 9  # a speaker is seldom named in what he says
    return score


def _fronted(scene: Scene, token: int, m: Mention) -> bool:
    """ "In a letter read out by the speaker, he": set before the main clause whose subject the pronoun is."""
    t = scene.doc.tokens[token]
    root = scene.doc.sentence_of(token).root
    return t.dep in ("nsubj", "nsubjpass") and t.head == root and m.head < token


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
    if before & _NEW and not before & PAIR:
        return ()
    marked = bool(before & DEFINITE)
    person = word.number == "person" and not word.title.plural
    if ((person or country) and not marked) or surroundings.somebodys_forces(scene, word, left):
        return ()
    if country:
        found = [m for m in _take_up(scene, word, person, leading=True) if m.parties[0].country == country]
        found = [m for m in found if person or m.parties[0].named]
    else:
        found = _take_up(scene, word, person)
        place = surroundings.fronted(scene, word.first)
        if place is not None and word.title.role.sectors[:1] in _OF_THE_PLACE:
            found = [m for m in found if m.parties[0].country == place]
    if not marked and len({p.country for m in found for p in m.parties}) > 1:
        return ()
    for m in found:
        for p in m.parties:
            p.because(f"'{word.title.role.title}' taken up")
        return m.parties
    return ()


def in_another_scene(scene: Scene, word: Word) -> bool:
    """ "Meanwhile in Khartoum the army …", after another country's army: either may be meant, so neither is taken."""
    place = surroundings.fronted(scene, word.first)
    if place is None or word.title.role.sectors[:1] != ("MIL",):
        return False
    armies = (m.parties[0] for m in recent(scene, word.first) if m.parties[0].sectors[:1] == ("MIL",))
    return any(p.country not in (None, place) for p in armies)


def _take_up(scene: Scene, word: Word, person: bool, leading: bool = False) -> list[Mention]:
    role = word.title.role
    noun = role.title.split(" of ")[0].split()[-1]
    about = surroundings.setting(scene)
    out = [
        m for m in recent(scene, word.first)
        if len(m.parties) == 1 and _answers(m.parties[0], word, noun, person, about.is_abroad(m.parties[0].country))
    ]  # fmt: skip
    if word.title.plural and any({noun, role.title} & m.parties[0].nouns for m in out):
        out = [m for m in out if {noun, role.title} & m.parties[0].nouns]  # "the soldiers": soldiers before "the army"
    if not scene.quoted[word.first]:  # the report goes on with its own people before those of a quotation
        out.sort(key=lambda m: scene.quoted[m.head])
    if not person and scene.doc.tokens[word.head].text[:1].isupper() and any(m.parties[0].named for m in out):
        out = [m for m in out if m.parties[0].named]  # "the Force": the one of that name
    if not out and leading and person and role.title == "leader":
        out = [m for m in recent(scene, word.first) if len(m.parties) == 1 and _leads(m.parties[0])]
    return out


def _leads(party: Party) -> bool:
    """Whether "the Turkish leader" can be this person: a head of state or government."""
    return party.kind == "person" and party.named and bool(party.nouns & _LEADERS)


def _answers(party: Party, word: Word, noun: str, person: bool, abroad: bool = False) -> bool:
    """Whether the noun may stand for the party; `abroad` says that it need not be of the country it is about."""
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
    if abroad and role.number == "body":
        return False  # "the army" of a report about one country is not its neighbour's "troops"
    return many and sectors in (("REB",), ("MIL",), ("COP",)) and party.sectors[:1] == sectors


def _broadly(party: Party, noun: str) -> bool:
    kinds, sectors = _BROAD.get(noun, ((), ()))
    if party.kind in kinds:
        return not sectors or (party.sectors[0] if party.sectors else "") in sectors
    return party.kind in ("organization", "igo") and noun != "union" and noun in party.name.lower().split()


def visitor(scene: Scene, token: int) -> tuple[Party, ...]:
    """ "the guest": the last person named who is not of the country where the report is set."""
    home = surroundings.setting(scene).home
    if home is None or not {t.lower for t in scene.doc.tokens[max(0, token - 3) : token]} & DEFINITE:
        return ()
    for m in recent(scene, token):
        p = m.parties[0]
        if len(m.parties) == 1 and p.kind == "person" and p.named and p.country not in (None, home):
            return m.parties
    return ()


def issuer(scene: Scene, token: int) -> tuple[Party, ...]:
    """Who speaks through a communiqué: its possessor, else the subject of the clause that first mentions one."""
    doc, t = scene.doc, scene.doc.tokens[token]
    for owner in doc.kids(token, "poss"):
        if parties := scene.denotes.get(owner, ()):
            return parties
    first = next(x.i for x in doc.tokens if x.lemma == t.lemma)
    verb = syntax.clause_of(doc, first)
    for s in doc.kids(verb, *_SUBJECTS):
        if s != first and (parties := scene.denotes.get(s, ())):
            return parties
    return ()
