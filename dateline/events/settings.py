"""When and where: the time expression and the place that the syntax ties to an event."""

from __future__ import annotations

from dateline.events import grammar
from dateline.events.scene import Scene
from dateline.records import DateRef, Place

_LOCATIVE = frozenset(
    "in at near on outside inside around across along within throughout into to from off over toward towards beside"
    " between through upon".split()
)
_NOUN_LOCATIVE = _LOCATIVE | {"of", "against"}
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

    def of(self, triggers: list[int], objects: list[int]) -> DateRef | None:
        """The date on the trigger or its object; else on its clause; else the only one of the sentence.

        A date on a verb of saying above the event tells when it was said, and is left alone.
        """
        for i in (*triggers, *objects):
            if i in self.by_governor:
                return self.by_governor[i]
        doc = self.scene.doc
        refs = self.by_sentence.get(doc.tokens[triggers[0]].sent, [])
        if not refs:
            return None
        clause = grammar.clause_verb(self.scene, triggers[0])
        chain = self._coordinated(clause)
        for governor, ref in refs:
            if governor in chain or self._within(governor, clause, chain):
                return ref
        return None

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


def place_of(scene: Scene, triggers: list[int], objects: list[int], support: int | None) -> Place | None:
    """The place of an event, by the first of: a locative phrase on the trigger, on its object, on the carrying verb.

    The place that is itself the object ("shelled Kharkiv") comes next; then a locative phrase that opens the clause.
    """
    for i in triggers:
        labels = _LOCATIVE if scene.is_verb(i) else _NOUN_LOCATIVE
        if found := _in_phrases(scene, i, labels):
            return found
    for o in objects:
        if found := _in_phrases(scene, o, _LOCATIVE | {"of"}):
            return found
    if support is not None and (found := _in_phrases(scene, support, _LOCATIVE)):
        return found
    for o in objects:
        if found := place_in(scene, o, 0):
            return found
    return _around(scene, triggers[0])


def _in_phrases(scene: Scene, i: int, prepositions: frozenset[str]) -> Place | None:
    pairs = [(p, h) for p, h in scene.preps(i) if p in prepositions]
    pairs.sort(key=lambda pair: pair[0] in ("to", "from", "into", "over", "between", "through"))
    for _, h in pairs:
        if found := place_in(scene, h, 0):
            return found
    return None


def place_in(scene: Scene, head: int, depth: int) -> Place | None:
    """The place that a noun phrase names or lies in: "Mosul", "the city of Mosul", "a market in Mosul"."""
    if found := scene.places.at(head):
        return found
    if depth >= MAX_DEPTH:
        return None
    for p, h in scene.preps(head):
        if p in _NESTED and (found := place_in(scene, h, depth + 1)):
            return found
    for k in scene.doc.kids(head, "appos", "compound", "conj", "nmod"):
        if found := place_in(scene, k, depth + 1):
            return found
    return None


def _around(scene: Scene, trigger: int) -> Place | None:
    """A locative phrase on the verb that an event noun or a coordinated verb belongs to; never a verb of saying."""
    doc = scene.doc
    t = doc.tokens[trigger]
    for _ in range(MAX_DEPTH):
        verb = t.head if t.dep in ("conj", "xcomp") else grammar.clause_verb(scene, t.i)
        if verb == t.i or doc.tokens[verb].lemma in scene.rules["reporting"]:
            return None
        if found := _in_phrases(scene, verb, _LOCATIVE - {"to", "from", "into"}):
            return found
        t = doc.tokens[verb]
        if t.dep not in ("conj", "xcomp", "advcl") or t.tag not in ("VBG", "VB", "VBN", "VBD"):
            return None
    return None
