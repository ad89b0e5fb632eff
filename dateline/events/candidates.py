"""Triggers → candidate events: the frame that fits, its roles, its status, and whether it is plausible at all."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.events import fillers, frames, grammar, slots
from dateline.events.frames import Match
from dateline.events.rules import Change
from dateline.events.scene import Scene
from dateline.events.slots import Role
from dateline.events.status import Standing, standing
from dateline.language import syntax
from dateline.records import Status

CONFLICT = frozenset("THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split())
_DECIDED = frozenset("SANCTION COERCE MOBILIZE REJECT".split())
_SAY = frozenset("say tell add insist maintain argue believe suggest".split())
_BLAMING = frozenset("blame accuse criticise criticize condemn denounce mock question call ridicule".split())
_AMONG_PRIVATE = frozenset("AID SUPPORT COOPERATE AGREE CONCEDE THREATEN SANCTION MOBILIZE COERCE".split())
_PERSONAL = frozenset("i we he she they him her them us me someone somebody anyone anybody nobody everyone".split())
_SPANS = frozenset("week month year weekend monday tuesday wednesday thursday friday saturday sunday".split())
_OFFICE = frozenset(
    "minister deputy official judge governor mayor ambassador lawmaker general commander prosecutor senator premier"
    " envoy councillor spokesman spokeswoman president".split()
)
_ANONYMOUS = frozenset("name identify quote".split())
_WEAPONS = frozenset("heavy-weapons drone aerial explosives".split())
HARM = frozenset("COERCE ASSAULT".split())
MAX_STEPS = 12
MAX_CANDIDATES = (
    60  # of one sentence; sentences of 84 PolNeAR articles have 6 at most; a table read as a sentence must not stall
)
_AGENTIVE = ("er", "or", "ist", "man", "woman", "ian", "ard", "ant")  # "settlers", "guards", "assailants"


@dataclass(slots=True, eq=False)
class Candidate:
    """An event in the making. `tokens` are its trigger tokens, the main one first."""

    match: Match
    type: str
    mode: str | None
    actor: Role
    recipient: Role
    support: int | None
    standing: Standing
    status: Status
    tokens: list[int]
    why: list[str] = field(default_factory=list)

    @property
    def i(self) -> int:
        return self.match.i

    @property
    def is_noun(self) -> bool:
        return self.match.frame.kind == "nouns"


def candidates(scene: Scene, first: int, last: int) -> list[Candidate]:
    """One candidate at most for each trigger among tokens ``[first, last)``."""
    out = []
    for i in range(first, last):
        if frames.entries_at(scene, i):
            found = _best(scene, i)
            if found is not None:
                out.append(found)
                if len(out) == MAX_CANDIDATES:
                    break
    return out


def _best(scene: Scene, i: int) -> Candidate | None:
    for match in frames.matches_at(scene, i):
        candidate = _build(scene, match)
        if _plausible(scene, candidate):
            return _finished(scene, candidate)
    return None


def _build(scene: Scene, match: Match) -> Candidate:
    frame, i = match.frame, match.i
    scene.tails[frame, i] = list(match.tail)
    actor, recipient = slots.fill(scene, frame, i)
    support = fillers.support_of(scene, frame, i) if frame.kind == "nouns" else None
    return Candidate(
        match, frame.type, frame.mode, actor, recipient, support, Standing(), "actual", [i], [f"frame {frame.name}"]
    )


# ---- plausibility -----------------------------------------------------------------------------------


def _plausible(scene: Scene, c: Candidate) -> bool:
    if c.is_noun and not _eventful_noun(c):
        return False
    if c.type in HARM and _figurative(scene, c):
        return False
    if _private(scene, c) or _loose_blow(scene, c) or _rehearsed(scene, c):
        return False
    if _own_guards(scene, c) or _commercial(scene, c) or _alone(c) or _mere_saying(scene, c) or _own_ground(scene, c):
        return False
    if c.type in HARM and any(_is_natural(scene, x) for h in c.actor.heads for x in grammar.contents(scene, h)):
        return False
    if c.actor.heads and not c.actor.ids and not _may_act(scene, c):
        return False
    if c.actor.ids or c.recipient.ids or any(scene.doc.tokens[h].lemma in scene.rules["sides"] for h in c.actor.heads):
        return True
    if c.mode == "resign":
        return any(_is_office(scene, h) for h in c.actor.heads)
    if c.type == "PROTEST" and any(_is_crowd(scene, h) for h in c.actor.heads):
        return True
    if c.type not in scene.rules["strong"]:
        return False
    return c.is_noun or _by_weapon(c) or any(_countable(scene, h) for h in c.recipient.heads)


def _by_weapon(c: Candidate) -> bool:
    """ "A missile hit a bus": whoever sent it, it was sent."""
    return c.mode in _WEAPONS and c.match.frame.subject is not None and c.actor.slot == "subj"


def _is_office(scene: Scene, head: int) -> bool:
    return any(scene.doc.tokens[x].lemma in _OFFICE for x in grammar.contents(scene, head))


def _is_crowd(scene: Scene, head: int) -> bool:
    return _is_count(scene, head) or scene.doc.tokens[head].lemma in ("tractor", "lorry", "truck", "taxi", "crowd")


def _is_count(scene: Scene, head: int) -> bool:
    """ "Thousands marched", "Some 5,000 gathered": a number of people."""
    t = scene.doc.tokens[head]
    return t.pos == "NUM" or t.lower in ("hundreds", "thousands", "dozens", "scores", "tens", "millions", "crowds")


def _countable(scene: Scene, head: int) -> bool:
    """A name or a number: somebody, though nobody known."""
    t = scene.doc.tokens[head]
    if t.pos == "PRON":
        return t.lower in _PERSONAL
    if t.pos in ("PROPN", "NUM") or t.lemma in scene.rules["partitives"] or scene.doc.kids(head, "nummod"):
        return True
    return t.lemma in scene.rules["people"] and t.pos == "NOUN"


def _private(scene: Scene, c: Candidate) -> bool:
    """Kindness among private people of one country (a clinic that treats patients), and what people of no known
    country allow, promise or forbid each other: a teacher that gives pupils a deadline."""
    parties = (*c.actor.ids, *c.recipient.ids)
    if c.type not in _AMONG_PRIVATE or not c.actor.ids:
        return False
    known = {x for p in parties if (x := scene.actors.country(p))}
    if len(known) > (c.type in ("AID", "SUPPORT", "COOPERATE")):
        return False
    return all(scene.actors.kind(p) not in ("country", "igo") and _is_private(scene, p) for p in parties)


def _is_private(scene: Scene, actor: str) -> bool:
    return scene.actors.sectors(actor)[:1] in (("EDU",), ("MED",), ("CVL",), ("BUS",), ("AGR",), ("JRN",))


def _loose_blow(scene: Scene, c: Candidate) -> bool:
    """ "attacked the habit": a blow at a thing that is nobody's."""
    if c.type != "ASSAULT" or c.is_noun or c.match.frame.specificity or c.recipient.ids:
        return False
    objects = scene.objects(c.i)
    return scene.lemma(c.i) in scene.rules["verbal_blows"] and any(scene.doc.tokens[o].pos == "NOUN" for o in objects)


def _rehearsed(scene: Scene, c: Candidate) -> bool:
    """ "stormed a beach in an exercise": nobody is harmed."""
    if c.type not in HARM or not scene.is_verb(c.i):
        return False
    setting = [h for p, h in scene.preps(c.i) if p in ("in", "during", "at")]
    return any(scene.doc.tokens[h].lemma in scene.rules["joint"] for h in setting)


def _own_ground(scene: Scene, c: Candidate) -> bool:
    """A state's own troops that roll into one of its own towns take it from nobody."""
    if c.type != "ASSAULT" or not c.match.tail or not c.recipient.ids:
        return False
    home = {scene.actors.country(x) for x in c.actor.ids if "MIL" in scene.actors.sectors(x)}
    places = all(scene.actors.kind(x) == "country" for x in c.recipient.ids)
    return places and {scene.actors.country(x) for x in c.recipient.ids} <= home


def _own_guards(scene: Scene, c: Candidate) -> bool:
    """Police or troops that a state sends to a part of its own are no aid."""
    if c.type != "AID" or not c.recipient.ids or not scene.is_verb(c.i):
        return False
    home = {scene.actors.country(x) for x in c.actor.ids}
    if {scene.actors.country(x) for x in c.recipient.ids} - home:
        return False
    sent = {s for o in scene.objects(c.i) for x in scene.at(o) for s in scene.actors.sectors(x)}
    return bool(sent & {"MIL", "COP"})


def _mere_saying(scene: Scene, c: Candidate) -> bool:
    """ "said it was wrong" accuses nobody named; "asked not to be named" asks for nothing."""
    if c.type == "ACCUSE" and not c.is_noun and scene.lemma(c.i) in _SAY and not c.recipient.ids:
        return True
    if c.type not in ("REQUEST", "REJECT") or not scene.is_verb(c.i):
        return False
    return any(scene.lemma(k) in _ANONYMOUS and scene.passive(k) for k in grammar.complements(scene, c.i))


def _alone(c: Candidate) -> bool:
    """Whether one party alone does what takes two: "the presidents met" needs two, where no slot holds the other."""
    frame = c.match.frame
    return frame.reciprocal and frame.recipient == ("none",) and len(c.actor.ids) < 2


def _commercial(scene: Scene, c: Candidate) -> bool:
    """Business among businesses, or done by one to nobody: contracts, takeovers, product news."""
    if c.mode == "convict" or (not c.actor.ids and c.type in (*HARM, "PROTEST")):
        return False
    if c.type == "PROTEST" and not any(scene.actors.kind(x) == "organization" for x in c.actor.ids):
        return False  # shopkeepers may
    parties = (*c.actor.ids, *c.recipient.ids)
    if parties and all(_is_business(scene, x) for x in parties):
        return True
    stateless = not any(scene.actors.country(x) for x in parties)
    return stateless and any(_is_business(scene, x) and scene.actors.kind(x) != "group" for x in parties)


def _is_business(scene: Scene, actor: str) -> bool:
    sectors, country = scene.actors.sectors(actor), scene.actors.country(actor)
    if country == "MNC" or sectors[:1] == ("BUS",):
        return True
    return country is None and scene.actors.kind(actor) == "organization" and sectors[:1] in ((), ("UNK",))


def _eventful_noun(c: Candidate) -> bool:
    return bool(c.match.frame.bare or c.support is not None or c.actor.ids or c.recipient.ids)


def _figurative(scene: Scene, c: Candidate) -> bool:
    tokens, rules = scene.doc.tokens, scene.rules
    for h in (*c.actor.heads, *c.recipient.heads):
        t = tokens[h]
        if t.lemma in rules["markets"] and not scene.at(h):
            return True
    if c.is_noun:
        carried = None if c.support is None else scene.subject(c.support)
        return carried is not None and tokens[carried].lemma in rules["markets"]
    if not scene.is_verb(c.i):
        return False
    return any(tokens[o].lemma in rules["figurative"] and not scene.at(o) for o in scene.objects(c.i))


def _may_act(scene: Scene, c: Candidate) -> bool:
    """Whether an unresolved subject could be a party: a person, a name, a weapon or an act; never the weather."""
    if c.is_noun or c.actor.slot in ("of", "in"):
        return True
    return any(_agentive(scene, h, c) for h in c.actor.heads)


def _is_natural(scene: Scene, head: int) -> bool:
    """A storm, a disease, an accident: it harms without meaning to."""
    t = scene.doc.tokens[head]
    return bool({t.lemma, t.lower, t.lower.removesuffix("s")} & scene.rules["non_agents"])


def _agentive(scene: Scene, head: int, c: Candidate) -> bool:
    t, rules = scene.doc.tokens[head], scene.rules
    if _is_natural(scene, head):
        return False
    if c.mode == "resign" and _is_office(scene, head):
        return True
    if t.lemma in rules["sides"] or (c.type in CONFLICT and _is_count(scene, head)):
        return True
    if t.pos in ("PRON", "PROPN") or t.ent in ("PERSON", "ORG", "NORP", "GPE"):
        return t.lower not in ("it", "this", "that", "which", "what", "there")
    if t.lemma in rules["texts"] and scene.doc.tokens[c.i].lemma in rules["verbal_blows"]:
        return bool(c.recipient.ids)
    if c.type not in CONFLICT:
        return bool(c.recipient.ids) and t.lemma in rules["proxies"]
    if c.recipient.ids and t.pos == "NOUN" and t.lemma.endswith(_AGENTIVE) and t.lemma not in rules["markets"]:
        return True
    return t.lemma in rules["proxies"] or bool(frames.types_at(scene, head) & HARM)


# ---- status and type --------------------------------------------------------------------------------


def _finished(scene: Scene, c: Candidate) -> Candidate:
    c.standing = standing(scene, c.i, c.support)
    c.status = c.match.frame.status or ("actual" if c.match.frame.negative else c.standing.status)
    if c.standing.thwarted and c.type == "ASSAULT" and c.status == "negated" and not c.standing.attempted:
        c.status = "actual"
        c.why.append("foiled, so attempted → actual")
    if c.standing.attempted and c.type != "ASSAULT" and c.status == "actual":
        c.status = "hypothetical"
        c.why.append("attempt → hypothetical")
    if c.status == "actual" and c.type in ("CONSULT", "AID", "COOPERATE", "SUPPORT") and _arranged(scene, c):
        c.status = "future"
        c.why.append("present for a coming day → future")
    if c.status == "actual" and _remembered(scene, c):
        c.status = "historical"
        c.why.append("commemorated → historical")
    _joint(scene, c)
    _verbal(scene, c)
    _by_state(scene, c)
    _change(scene, c)
    if not c.recipient.ids:
        c.recipient = _addressee(scene, c) or c.recipient
    _explain(scene, c)
    return c


def _arranged(scene: Scene, c: Candidate) -> bool:
    """ "leaves tomorrow", "meets Y next week": a present tense that speaks of a coming day."""
    doc, verb = scene.doc, c.support if c.support is not None else c.i
    if doc.tokens[verb].tag not in ("VBZ", "VBP"):
        return False
    times = [k for k in doc.kids(verb, "npadvmod", "advmod", "nmod") if k > verb]
    words = {doc.tokens[x].lower for k in times for x in (k, *doc.tokens[k].kids)}
    return "tomorrow" in words or ("next" in words and bool(words & _SPANS))


def _remembered(scene: Scene, c: Candidate) -> bool:
    """ "marked the anniversary of the massacre", "a memorial to those killed"."""
    below = c.i
    for a in scene.doc.ancestors(c.i):
        if scene.doc.tokens[below].dep in ("ccomp", "relcl", "conj", "advcl", "nsubj", "parataxis"):
            return False
        if scene.doc.tokens[a].lemma in scene.rules.status["remembering"]:
            return scene.doc.tokens[below].dep not in ("xcomp", "npadvmod")
        below = a
    return False


def _explain(scene: Scene, c: Candidate) -> None:
    for name, role in (("actor", c.actor), ("recipient", c.recipient)):
        if role.ids:
            words = " ".join(scene.doc.tokens[h].text for h in role.heads[:3])
            c.why.append(f"{name} {role.slot}: {words}")
    if c.mode:
        c.why.append(f"mode {c.mode}")
    c.why.extend(c.standing.why[:3])


def _change(scene: Scene, c: Candidate) -> None:
    """The type that the status makes of it: rules.yaml, `changes`."""
    if c.status == "future" and c.type in _DECIDED and _is_decided(scene, c):
        c.status = "actual"
        c.why.append("decided → actual")
        return
    for rule in scene.rules.changes:
        if c.type in rule.types and _applies(scene, rule, c):
            c.why.append(f"{c.status} {c.type} → {rule.to}")
            mode = rule.modes.get(c.mode or "", rule.mode)
            c.type, c.status = rule.to, "actual"
            c.mode = mode if mode in scene.book.types[rule.to].modes else None
            return


def _is_decided(scene: Scene, c: Candidate) -> bool:
    """ "decided to suspend", "voted to ban": done by deciding it."""
    return not c.standing.willed and any(scene.lemma(g) in scene.rules["decisions"] for g in c.standing.governors[:1])


def _addressee(scene: Scene, c: Candidate) -> Role | None:
    """Whom a threat or a protest is aimed at, where the frame's slots do not say.

    A threat: the subject of its "unless" or "if" clause. A protest: who is named in what it demands or decries.
    """
    verb = c.support if c.support is not None else c.i
    if c.type == "THREATEN":
        clauses = [k for a in (verb, *grammar.complements(scene, verb)) for k in scene.doc.kids(a, "advcl")]
        heads = [s for k in clauses if conditional(scene, k) for s in fillers.subjects(scene, k)]
        return _first_party(scene, c, heads)
    if c.type == "PROTEST":
        clauses = [k for k in scene.doc.kids(verb, "advcl", "xcomp", "acl") if scene.is_verb(k)]
        heads = [i for k in clauses if not scene.doc.kids(k, "mark") for i in range(k, scene.doc.subtree(k)[1])]
        return _first_party(scene, c, heads)
    return None


def conditional(scene: Scene, verb: int) -> bool:
    """Whether `verb` heads an "if" or "unless" clause."""
    marks = {scene.doc.tokens[k].lower for k in scene.doc.kids(verb, "mark", "advmod")}
    return bool(marks & scene.rules.status["conditionals"])


def _first_party(scene: Scene, c: Candidate, heads: list[int]) -> Role | None:
    for h in heads:
        if scene.doc.tokens[h].pos == "PRON":
            continue
        ids = tuple(x for x in scene.at(h) if scene.actors.country(x))
        if ids:
            return Role(ids, (h,), "aim")
    return None


def _joint(scene: Scene, c: Candidate) -> None:
    """An exercise of several countries together is COOPERATE."""
    words = (c.i, *(scene.objects(c.i) if scene.is_verb(c.i) else ()))
    if c.type != "MOBILIZE" or not any(scene.doc.tokens[w].lemma in scene.rules["joint"] for w in words):
        return
    if len({scene.actors.country(x) or x for x in c.actor.ids}) > 1 and "COOPERATE" in scene.book.types:
        c.type, c.mode = "COOPERATE", None
        c.why.append("several countries → COOPERATE")


def _verbal(scene: Scene, c: Candidate) -> None:
    """A person without arms who "attacks" a person or a party, or a text that does, criticises: ACCUSE."""
    tokens, rules = scene.doc.tokens, scene.rules
    if c.type != "ASSAULT" or tokens[c.i].lemma not in rules["verbal_blows"] or "ACCUSE" not in scene.book.types:
        return
    texts = any(tokens[h].lemma in rules["texts"] for h in c.actor.heads)
    people = c.actor.ids or (c.recipient.ids if c.is_noun else ())
    if not texts and not (people and all(_unarmed(scene, x) for x in people)):
        return
    if rules["violent"] & scene.words_of(tokens[c.i].sent) and not _beside_words(scene, c.i):
        return
    if not texts and any(scene.actors.kind(x) == "country" for x in c.recipient.ids):
        return
    c.type, c.mode = "ACCUSE", "disapprove"
    c.why.append("attack in words → ACCUSE")


def _beside_words(scene: Scene, i: int) -> bool:
    """ "attacked the police and blamed them": coordinated with an act of speech."""
    doc = scene.doc
    others = [j for j in syntax.conjuncts(doc, syntax.first_conjunct(doc, i)) if j != i]
    return scene.is_verb(i) and any(scene.lemma(j) in _BLAMING or scene.lemma(j) in _SAY for j in others)


def _by_state(scene: Scene, c: Candidate) -> None:
    """A state that "protested" complained: ACCUSE."""
    if c.type != "PROTEST" or c.is_noun or scene.lemma(c.i) != "protest" or "ACCUSE" not in scene.book.types:
        return
    if c.actor.ids and all(scene.actors.kind(x) == "country" for x in c.actor.ids):
        c.type, c.mode = "ACCUSE", "disapprove"
        c.why.append("protest of a state → ACCUSE")


def _unarmed(scene: Scene, actor: str) -> bool:
    armed = {"MIL", "REB", "UAF", "COP", "PRM", "CRM", "SPY"} & set(scene.actors.sectors(actor))
    return scene.actors.kind(actor) == "person" and not armed and "/" in actor


def _applies(scene: Scene, rule: Change, c: Candidate) -> bool:
    if rule.to not in scene.book.types:
        return False
    if rule.status == "conditional":
        fits = c.status == "future" and c.standing.conditional
    elif rule.status == "unwilling":
        fits = c.status == "negated" and c.standing.willed
    else:
        fits = c.status == rule.status
    return fits and (not rule.said_by_actor or said_by_actor(scene, c))


def said_by_actor(scene: Scene, c: Candidate) -> bool:
    """Whether the one who acts is the one who says so: "X said it would", "X vowed to", "will, X said"."""
    if not c.actor.ids:
        return False
    home = {scene.actors.country(x) or x for x in c.actor.ids}
    for a in _verbs_above(scene, c.i):
        t = scene.doc.tokens[a]
        if t.lemma in scene.rules["reporting"] or t.lemma in scene.rules["commissive"]:
            ids = [x for h in fillers.subjects(scene, a) for x in slots.denoted(scene, h, "actor")]
            if home & {scene.actors.country(x) or x for x in ids}:
                return True
    return False


def _verbs_above(scene: Scene, i: int) -> list[int]:
    out = []
    for n, a in enumerate(scene.doc.ancestors(i)):
        if n >= MAX_STEPS:
            break
        if scene.is_verb(a):
            out.append(a)
    return out


def clause_range(scene: Scene, c: Candidate) -> tuple[int, int]:
    """Token range of the clause an event stands in."""
    return scene.doc.subtree(grammar.clause_verb(scene, c.i))
