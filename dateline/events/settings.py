"""When and where: the time expression and the place that the syntax ties to an event."""

from __future__ import annotations

from dateline.events import grammar
from dateline.events.candidates import Candidate
from dateline.events.scene import Scene
from dateline.records import DateRef, Place

_LOCATIVE = frozenset(
    "in at near on outside inside around across along within throughout into to from off over toward towards beside"
    " between through upon".split()
)
_PATHS = frozenset("from to into through over across".split())
_NOUN_LOCATIVE = _LOCATIVE | {"of", "against"}
_INSIDE = frozenset("in at near outside inside around across along within throughout beside off".split())
_PHYSICAL = frozenset("ASSAULT COERCE MOBILIZE PROTEST RETREAT AID COOPERATE".split())
_WAYS = {"CONSULT": frozenset(("to", "into")), "SANCTION": frozenset(("from",))}
_LOCAL = frozenset("ASSAULT COERCE MOBILIZE PROTEST SANCTION".split())
_RANK: dict[str | None, int] = {"point": 3, "near": 3, "city": 3, "region": 2, "country": 1}
_NESTED = frozenset("of in near at on around outside from between along".split())
MAX_DEPTH = 4


class Dates:
    """The time expressions of a document by the token each hangs on."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.by_governor: dict[int, DateRef] = {}
        self.by_sentence: dict[int, list[tuple[int, DateRef]]] = {}
        for ref in scene.dates:
            tokens = scene.doc.tokens_in(ref.start, ref.end)
            if tokens and any(ch.isdigit() for ch in ref.edtf):  # "XXXX-XX-XX" says nothing
                self._attach(tokens, ref)

    def _attach(self, tokens: range, ref: DateRef) -> None:
        doc = self.scene.doc
        head = next((i for i in tokens if doc.tokens[i].head not in tokens), tokens[0])
        governor = doc.tokens[head].head
        while doc.tokens[governor].pos in ("ADP", "SCONJ") and doc.tokens[governor].head != governor:
            governor = doc.tokens[governor].head
        self.by_governor.setdefault(governor, ref)
        self.by_sentence.setdefault(doc.tokens[head].sent, []).append((governor, ref))

    def of(self, triggers: list[int], objects: list[int], others: frozenset[int] = frozenset()) -> DateRef | None:
        """The date on the trigger or its object; else on its clause; else the only one of the sentence.

        A date on a verb of saying above the event tells when it was said, and one on another event (a token of
        `others`) when that was; both are left alone.
        """
        for i in (*triggers, *objects):
            if i in self.by_governor and i not in others:
                return self.by_governor[i]
        doc = self.scene.doc
        refs = self.by_sentence.get(doc.tokens[triggers[0]].sent, [])
        if not refs:
            return None
        clause = grammar.clause_verb(self.scene, triggers[0])
        chain = self._coordinated(clause)
        for governor, ref in refs:
            if governor in chain or self._within(governor, clause, chain):
                if governor in others or others & set(self._path(governor, clause)):
                    continue
                return ref
        return None

    def _path(self, governor: int, clause: int) -> list[int]:
        """Tokens between a date's governor and the clause."""
        out: list[int] = []
        for a in self.scene.doc.ancestors(governor):
            if a == clause:
                return out
            out.append(a)
        return []

    def _coordinated(self, verb: int) -> set[int]:
        """The verb and the clauses it shares its time with: the first conjunct, the clause a gerund modifies."""
        doc, out, current = self.scene.doc, {verb}, verb
        for _ in range(MAX_DEPTH):
            t = doc.tokens[current]
            share = t.dep == "conj" or (t.dep in ("advcl", "xcomp", "acl") and t.tag in ("VBG", "VB", "VBN"))
            if not share or t.head == current:
                break
            current = grammar.clause_verb(self.scene, t.head)
            out.add(current)
        return out

    def _within(self, governor: int, clause: int, chain: set[int]) -> bool:
        """A date deep inside the event's own clause, but in no clause below it."""
        return grammar.clause_verb(self.scene, governor) in chain and governor != clause


def place_of(scene: Scene, c: Candidate, objects: list[int]) -> Place | None:
    """Where an event happened: the most specific place in the phrases that the syntax ties to it.

    Looked at in turn: the trigger, its object, the verb that carries it, the clause above, and for local acts whoever
    did it ("police in Moscow"). A party is no place: neither a country that something is done to, nor the object of
    "for", "of", "on" or "with". What is only said or decided is placed by its own locative phrase alone.
    """
    physical = c.type in _PHYSICAL
    parties = {*c.actor.heads, *c.recipient.heads}
    carriers = [] if c.support is None else [c.support]
    near = [p for i in (*c.tokens, *carriers) for p in _in_phrases(scene, i, _labels(scene, i, c.type), parties)]
    if physical:
        near += [p for o in objects for p in _in_phrases(scene, o, _LOCATIVE | {"of"}, parties)]
        near += [p for o in objects if (p := place_in(scene, o, 0)) and not (o in parties and p.precision == "country")]
    elif any(scene.is_verb(i) and scene.lemma(i) in scene.rules["support"] for i in c.tokens):
        near += [p for o in objects for p in _in_phrases(scene, o, _INSIDE, parties) if p.precision != "country"]
    if near:
        return _most_specific(near)
    return _around(scene, c.i, parties) or (_of_actor(scene, c) if c.type in _LOCAL else None)


def _labels(scene: Scene, i: int, event_type: str) -> frozenset[str]:
    if event_type in _PHYSICAL:
        return _LOCATIVE if scene.is_verb(i) else _NOUN_LOCATIVE
    return _INSIDE | _WAYS.get(event_type, frozenset())


def _most_specific(found: list[Place]) -> Place:
    """The first place, or a narrower one that lies in the same country."""
    first = found[0]
    return next((p for p in found if _RANK.get(p.precision, 0) > _RANK.get(first.precision, 0)
                 and p.country == first.country), first)  # fmt: skip


def _in_phrases(scene: Scene, i: int, prepositions: frozenset[str], parties: set[int]) -> list[Place]:
    pairs = [(p, h) for p, h in scene.preps(i) if p in prepositions]
    pairs.sort(key=lambda pair: pair[0] in ("to", "from", "into", "over", "between", "through"))
    found = [(p, h, place) for p, h in pairs if (place := _at_end(scene, p, h))]
    return [place for p, h, place in found if p in _INSIDE - {"at"} or not _is_party(scene, p, h, place, parties)]


def _at_end(scene: Scene, prep: str, head: int) -> Place | None:
    """The place of a phrase; "against cuts in X" is not where, "against X" may be."""
    return scene.places.at(head) if prep == "against" else place_in(scene, head, 0)


def _is_party(scene: Scene, prep: str, head: int, place: Place, parties: set[int]) -> bool:
    """Whether what a phrase names is somebody in the event rather than where it happened."""
    if place.precision in ("country", None):
        return head in parties or prep not in _PATHS
    return head in parties and any(scene.actors.kind(x) != "country" for x in scene.at(head))


def _of_actor(scene: Scene, c: Candidate) -> Place | None:
    """ "Police in Moscow arrested", "a court in Accra sentenced"."""
    found = [p for h in c.actor.heads for p in _in_phrases(scene, h, _INSIDE, set())]
    return found[0] if found else None


def place_in(scene: Scene, head: int, depth: int) -> Place | None:
    """The place that a noun phrase names or lies in: "Mosul", "the city of Mosul", "a market in Mosul"."""
    if found := scene.places.at(head):
        return found
    if depth >= MAX_DEPTH:
        return None
    for p, h in scene.preps(head):
        if p in _NESTED and (found := place_in(scene, h, depth + 1)):
            return found
    for k in scene.doc.kids(head, "appos", "compound", "conj", "nmod", "poss"):
        found = place_in(scene, k, depth + 1)
        if found and (found.precision != "country" or scene.doc.tokens[k].dep != "poss"):
            return found
    return None


def _around(scene: Scene, trigger: int, parties: set[int]) -> Place | None:
    """A locative phrase on the verb that an event noun or a coordinated verb belongs to; never a verb of saying."""
    doc = scene.doc
    t = doc.tokens[trigger]
    for _ in range(MAX_DEPTH):
        verb = t.head if t.dep in ("conj", "xcomp") else grammar.clause_verb(scene, t.i)
        if verb == t.i or doc.tokens[verb].lemma in scene.rules["reporting"]:
            return None
        if found := _in_phrases(scene, verb, _INSIDE | {"on", "over"}, parties):
            return found[0]
        t = doc.tokens[verb]
        if t.dep not in ("conj", "xcomp", "advcl") or t.tag not in ("VBG", "VB", "VBN", "VBD"):
            return None
    return None
