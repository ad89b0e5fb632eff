"""One act, one event: candidates of a sentence that tell of the same act become one, and content is not coded twice."""

from __future__ import annotations

from dateline.events import grammar
from dateline.events.candidates import Candidate, conditional
from dateline.events.scene import Scene
from dateline.events.slots import Role

VERBAL = frozenset("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID REQUEST ACCUSE REJECT THREATEN RETREAT".split())
_DEEDS = frozenset("AID RETREAT COOPERATE".split())  # what somebody is thanked for was done
_CONTENT = frozenset(
    "xcomp ccomp pcomp prep pobj dobj nsubjpass dative conj acl amod compound poss nsubj appos attr acomp oprd agent"
    " advcl nmod nummod advmod csubj prt aux mark".split()
)
_ADJUNCTS = frozenset("during in at after before amid despite since because following while upon until ahead".split())
_APART = frozenset(("for", "following", "before"))
_LIVES = frozenset(("life", "succumb"))  # "lost their lives"
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
MAX_STEPS = 12


def merged(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """The candidates of one sentence that remain, in text order."""
    steps = (_phrases, _light_verbs, _absorbed, _same_act, _engagements)
    for step in steps:
        if len(found) < 2:
            break
        found = step(scene, found)
    return found


def _phrases(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """A noun inside a trigger phrase ("take hostage") is no event of its own."""
    inside = {w: c for c in found for w in c.match.words if w != c.i}
    return [c for c in found if c.i not in inside]


def _light_verbs(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """ "launched an attack": the noun says what was done; a verb frame that asks for this object wins."""
    by_token = {c.i: c for c in found}
    gone: set[int] = set()
    for noun in found:
        verb = by_token.get(noun.support) if noun.support is not None else None
        if verb is None or verb.i in gone or noun.i in gone:
            continue
        if verb.type == noun.type or verb.match.frame.specificity > noun.match.frame.specificity:
            join(scene, verb, noun)
            gone.add(noun.i)
        elif scene.lemma(verb.i) in scene.rules["support"]:
            join(scene, noun, verb)
            gone.add(verb.i)
    return [c for c in found if c.i not in gone]


def _struck(scene: Scene, found: list[Candidate], c: Candidate) -> bool:
    """A meeting that is bombed is where the bombs fell, no talks."""
    if c.type != "CONSULT" or not c.is_noun:
        return False
    return any(a.type == "ASSAULT" and scene.is_verb(a.i) and c.i in scene.objects(a.i) for a in found)


def _absorbed(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    out = []
    for c in found:
        if _struck(scene, found, c):
            continue
        by = [a for a in found if a is not c and _absorbs(scene, a, c) and not _rather(scene, c, a)]
        if by:
            _inherit(by[-1], c)
        else:
            out.append(c)
    return out


def _rather(scene: Scene, c: Candidate, a: Candidate) -> bool:
    """Of two that each could be the other's content, the one that holds content by its type, or stands first."""
    if not _absorbs(scene, c, a):
        return False
    full = scene.rules["absorbing"]
    return (c.type in full, -c.i) > (a.type in full, -a.i)


def _inherit(a: Candidate, c: Candidate) -> None:
    """Whom the content names: "threatened to bomb X" threatens X; "demanded that X withdraw" is addressed to X."""
    if a.recipient.ids:
        return
    role = c.actor if a.type == "REQUEST" and set(c.actor.ids) - set(a.actor.ids) else c.recipient
    ids = tuple(x for x in role.ids if x not in a.actor.ids)
    if ids:
        a.recipient = Role(ids, role.heads, role.slot)
        a.why.append(f"recipient from {c.type} content")


def _absorbs(scene: Scene, a: Candidate, c: Candidate) -> bool:
    """Whether `c` is the content of `a`: what was demanded, agreed, refused, threatened."""
    rules = scene.rules
    if a.type == c.type:
        return False
    full = a.type in rules["absorbing"]
    if not full and not (a.type in rules["half_absorbing"] and c.type in VERBAL):
        return False
    if a.type == "SUPPORT" and c.type in _DEEDS and c.status == "actual" and _below(scene, c.i, a.i, "for"):
        return False
    return is_content(scene, a, c.i, c.status in ("hypothetical", "future"))


def _below(scene: Scene, low: int, high: int, preposition: str) -> bool:
    """Whether a phrase with that preposition on token `high` holds token `low`: "thanked X for the rescue"."""
    tokens, above = scene.doc.tokens, low
    for a in scene.doc.ancestors(low):
        if a == high:
            return tokens[above].lower == preposition
        above = a
    return False


def is_content(scene: Scene, a: Candidate, i: int, unreal: bool = False) -> bool:
    """Whether token `i` lies in the object or complement of trigger `a`, with no clause of its own between.

    A relative clause is content where it tells of nothing real (`unreal`): "a plan that would ban".
    """
    tokens = scene.doc.tokens
    heads = {a.i} | ({a.support} if a.support is not None else set())
    subject = scene.subject(a.i) if scene.is_verb(a.i) else None
    current = i
    for _ in range(MAX_STEPS):
        t = tokens[current]
        if current in heads:
            return current != i
        if current == subject and not scene.passive(a.i):
            return False
        if t.head == current or not (t.dep in _CONTENT or (t.dep == "relcl" and unreal)):
            return False
        if t.dep == "prep" and t.head in heads and (t.lower in _ADJUNCTS or t.i < t.head):
            return False
        if t.dep == "conj" and scene.is_verb(current) and t.head in heads:
            return False
        if t.dep == "advcl" and not _participle(scene, current, a):
            return False
        if t.dep == "ccomp" and tokens[t.head].lemma in scene.rules["reporting"] and t.head not in heads:
            return False
        current = t.head
    return False


def _participle(scene: Scene, verb: int, a: Candidate) -> bool:
    """ "rallied demanding", "marched to protest": an adverbial that says what the act was for."""
    tokens = scene.doc.tokens
    if grammar.is_infinitive(scene, verb) or grammar.follows_particle(scene, a.i, verb):
        return True
    if a.type == "THREATEN" and conditional(scene, verb):
        return True
    return a.type == "PROTEST" and tokens[verb].tag == "VBG"


# ---- the same act -----------------------------------------------------------------------------------


def _same_act(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    out: list[Candidate] = []
    for c in found:
        twin = next((o for o in out if o.type == c.type and _one_act(scene, o, c)), None)
        if twin is None:
            out.append(c)
        else:
            first = _heads(scene, c, twin) or _told_twice(scene, twin, c)
            keep, drop = (c, twin) if first else (twin, c)
            join(scene, keep, drop)
            out[out.index(twin)] = keep
    return out


def _heads(scene: Scene, c: Candidate, other: Candidate) -> bool:
    """Whether `c` governs `other`, so that `c` names the act and `other` its result or manner."""
    if other.is_noun and not c.is_noun and other.match.frame.specificity == 0 and other.actor.ids == ():
        return c.i in set(scene.doc.ancestors(other.i))
    return False


def _one_act(scene: Scene, a: Candidate, b: Candidate) -> bool:
    if a.status != b.status and "negated" in (a.status, b.status):
        return False
    if a.actor.ids and a.actor.ids == b.actor.ids and a.recipient.ids == b.recipient.ids and a.status == b.status:
        return not (a.mode and b.mode and a.mode != b.mode and not _beside(scene, a, b))
    if _subject_of(scene, a, b) or _subject_of(scene, b, a):
        return True
    if _told_twice(scene, a, b) or _told_twice(scene, b, a):
        return True
    if not _beside(scene, a, b) or not _compatible(a.actor, b.actor):
        return False
    if a.mode and b.mode and a.mode != b.mode and _conjoined(scene, a.i, b.i):
        return False
    return _compatible(a.recipient, b.recipient) or not _conjoined(scene, a.i, b.i) or _people(scene, a, b)


def _told_twice(scene: Scene, result: Candidate, act: Candidate) -> bool:
    """ "12 people were killed when gunmen stormed the town": the toll, and the act in a clause of time."""
    tokens = scene.doc.tokens
    if result.is_noun and tokens[result.i].lower in ("dead", "wounded", "injured"):  # "nine dead in raid by gunmen"
        return not result.actor.ids and scene.root_of(result.i) == scene.root_of(act.i)
    told = act.actor.ids or act.mode
    if result.actor.ids or not told or not scene.is_verb(result.i) or not scene.is_verb(act.i):
        return False
    tolls = scene.rules.measures["dead"] | scene.rules.measures["injured"] | _LIVES
    if not any(tokens[w].lemma in tolls for w in result.match.words):
        return False
    marks = {tokens[k].lower for k in scene.doc.kids(act.i, "mark", "advmod")}
    return (
        tokens[act.i].head == result.i
        and tokens[act.i].dep == "advcl"
        and bool(marks & {"when", "as", "after", "while"})
    )


def _subject_of(scene: Scene, noun: Candidate, verb: Candidate) -> bool:
    """ "the attack killed 12", "the attack, which killed 12"."""
    if not noun.is_noun or verb.is_noun:
        return False
    return noun.i in verb.actor.heads or scene.subject(verb.i) == grammar.holder(scene, noun.i)


def _compatible(a: Role, b: Role) -> bool:
    return not a.ids or not b.ids or bool(set(a.ids) & set(b.ids))


def _people(scene: Scene, a: Candidate, b: Candidate) -> bool:
    """ "killed two civilians and wounded five others"."""
    lemmas = scene.rules.measures["dead"] | scene.rules.measures["injured"]
    tokens = scene.doc.tokens
    return tokens[a.i].lemma in lemmas and tokens[b.i].lemma in lemmas


def _conjoined(scene: Scene, a: int, b: int) -> bool:
    current = scene.doc.tokens[b]
    while current.dep == "conj":
        current = scene.doc.tokens[current.head]
        if current.i == a:
            return True
    return False


def _linked(scene: Scene, a: int, b: int) -> bool:
    """Whether one token hangs below the other with no finite clause or relative between them."""
    return _reaches(scene, b, a) or _reaches(scene, a, b)


def _beside(scene: Scene, a: Candidate, b: Candidate) -> bool:
    """As `_linked`, and where a noun hangs below the verb that carries the other noun: "staged a strike in protest"."""
    if _linked(scene, a.i, b.i):
        return True
    if a.support is not None and _reaches(scene, b.i, a.i, a.support):
        return True
    return b.support is not None and _reaches(scene, a.i, b.i, b.support)


def _reaches(scene: Scene, low: int, high: int, support: int | None = None) -> bool:
    tokens = scene.doc.tokens
    current = low
    for _ in range(MAX_STEPS):
        if current == high or (current == support and low != high):
            return True
        t = tokens[current]
        if t.head == current or (t.dep == "ccomp" and t.pos != "ADJ") or t.dep in ("relcl", "parataxis"):
            return False
        if t.dep == "advcl" and t.tag in _FINITE:
            return False
        if t.dep == "prep" and t.lower in _APART:
            return False  # "freed prisoners in exchange for the release of hostages" tells of two releases
        current = t.head
    return False


def join(scene: Scene, keep: Candidate, drop: Candidate) -> None:
    """Fill what `keep` lacks from `drop`: roles, mode, triggers."""
    if not keep.actor.ids or (_placed(scene, drop.actor) and not _placed(scene, keep.actor)):
        keep.actor = drop.actor
    if not keep.recipient.ids or (_placed(scene, drop.recipient) and not _placed(scene, keep.recipient)):
        keep.recipient = Role(
            tuple(x for x in drop.recipient.ids if x not in keep.actor.ids), drop.recipient.heads, drop.recipient.slot
        )
    if not keep.mode and drop.mode and drop.type == keep.type:
        keep.mode = drop.mode
        keep.why.append(f"mode {drop.mode}")
    if keep.type == "ASSAULT" and (keep.standing.attempted or drop.standing.attempted):
        keep.status = "actual"  # a foiled attempt was made
    keep.tokens.extend(t for t in drop.tokens if t not in keep.tokens)
    keep.why.append(f"with {scene.doc.tokens[drop.i].text!r}")


def _placed(scene: Scene, role: Role) -> bool:
    """Whether the party's country is known."""
    return any(scene.actors.country(x) for x in role.ids)


def _engagements(scene: Scene, found: list[Candidate]) -> list[Candidate]:
    """Fighting takes in the mobilisation of those who fight."""
    fights = [c for c in found if c.type == "ASSAULT" and c.status == "actual"]

    def taken(c: Candidate) -> bool:
        if c.type != "MOBILIZE":
            return False
        return any(set(f.actor.ids) & set(c.actor.ids) and _linked(scene, f.i, c.i) for f in fights)

    return [c for c in found if not taken(c)]
