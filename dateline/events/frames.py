"""Does a frame hold at a token? Constraints on object, complement, prepositions and modifiers."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.events import fillers, grammar, slots
from dateline.events.codebook import Entry, Frame
from dateline.events.scene import Scene
from dateline.events.status import is_negated
from dateline.events.words import Words, phrase_at

_TOLL = frozenset(("dead", "wounded", "injured"))
_RESULT = frozenset(("oprd", "acomp", "ccomp", "xcomp"))  # "left nine dead": the verb tells of it
_LOOSE = 1.5  # taken off for a list met only by the kind of thing it names
_GENERIC = 1  # extra for each further word of a trigger phrase: "take hostage" beats "take"


@dataclass(frozen=True, slots=True)
class Match:
    """A frame that holds at token `i`; `words` are the trigger's tokens, `tail` object of "bow to"."""

    entry: Entry
    i: int
    words: tuple[int, ...]
    score: float
    tail: tuple[int, ...] = ()

    @property
    def frame(self) -> Frame:
        return self.entry.frame


def entries_at(scene: Scene, i: int) -> tuple[Entry, ...]:
    """Frames that token `i` may trigger, by its part of speech."""
    t, book = scene.doc.tokens[i], scene.book
    if i and scene.doc.tokens[i - 1].lower == "-" and t.lower in book.nouns and t.dep not in ("amod", "compound"):
        return book.nouns[t.lower]  # the tail of "sit-in", "build-up", whatever its part of speech
    if t.dep == "amod" and t.head > i and t.pos == "VERB":
        return ()  # "the besieged town" is described, not besieged anew
    if t.dep == "acl" and t.tag == "VBN" and t.lemma in scene.rules["stative"]:
        return ()  # "men armed with machetes"
    if t.tag == "VBN" and t.lower in book.adjectives and scene.doc.kids(i, "auxpass"):
        return (*book.verbs.get(t.lemma, ()), *book.adjectives[t.lower])  # "is opposed to"
    if t.pos == "VERB" or (t.pos == "AUX" and t.dep in ("ROOT", "conj", "ccomp", "relcl", "advcl", "xcomp")):
        found = book.verb(t.lower, scene.rules.irregular.get(t.lower, t.lemma))
        particles = scene.rules["particles"]
        if found and any(scene.doc.tokens[k].lower in particles for k in scene.doc.kids(i, "prt")):
            return tuple(e for e in found if e.after)  # "called off" is not "called"
        return found
    if t.pos == "PROPN" and scene.at(i):
        return ()  # a Congress that is a body is no congress that is held
    if t.pos in ("NOUN", "PROPN"):
        return book.nouns.get(t.lemma) or book.nouns.get(t.lower) or book.nouns.get(t.lemma.lower(), ())
    if t.lower in _TOLL and t.dep not in _RESULT and _is_counted(scene, i):
        return book.nouns.get(t.lower, ())  # "nine dead"
    if t.pos == "ADJ":
        return book.adjectives.get(t.lemma) or book.adjectives.get(t.lower, ())
    return ()


def _is_counted(scene: Scene, i: int) -> bool:
    return bool(scene.doc.kids(i, "nummod")) or scene.doc.tokens[scene.doc.tokens[i].head].pos == "NUM"


def matches_at(scene: Scene, i: int) -> list[Match]:
    """All frames that hold at token `i`, best first."""
    found = [m for e in entries_at(scene, i) if (m := match(scene, e, i)) is not None]
    found.sort(key=lambda m: -m.score)
    return found


def match(scene: Scene, entry: Entry, i: int, depth: int = 0) -> Match | None:
    """The match of one frame at token `i`, or null."""
    words, frame = _trigger_words(scene, entry, i), entry.frame
    if words is None:
        return None
    tail = grammar.tail(scene, i, words) if len(words) > 1 and frame.kind == "verbs" else []
    if tail:
        scene.tails[frame, i] = tail
    elif scene.tails:
        scene.tails.pop((frame, i), None)
    if not _holds(scene, frame, i, depth):
        return None
    score = frame.specificity + frame.weight + 2 * _GENERIC * (len(words) - 1)
    score -= _LOOSE * _loose_lists(scene, frame, i)
    if frame.kind == "adjectives" and scene.is_verb(i):
        score += 2  # "is opposed to X" opposes; it is not opposed by anybody
    return Match(entry, i, words, score, tuple(tail))


def _trigger_words(scene: Scene, entry: Entry, i: int) -> tuple[int, ...] | None:
    if not entry.after and not entry.before:
        return (i,)
    present = scene.words_of(scene.doc.tokens[i].sent)
    if not present.issuperset(entry.after):
        return None
    if entry.frame.kind == "verbs":
        rest = grammar.phrase_tokens(scene, i, entry.after) if entry.after else []
        start = i - len(entry.before)
        if start < 0 or rest is None or any(scene.doc.tokens[start + n].lower != w for n, w in enumerate(entry.before)):
            return None
        return (*range(start, i), i, *rest)
    tokens = scene.doc.tokens
    first = i - len(entry.before)
    last = i + len(entry.after)
    if first < 0 or last >= len(tokens):
        return None
    for k, word in enumerate((*entry.before, None, *entry.after)):
        t = tokens[first + k]
        if word is not None and word not in (t.lower, t.lemma):
            return None
    return tuple(range(first, last + 1))


def _holds(scene: Scene, frame: Frame, i: int, depth: int) -> bool:
    if frame.negative and not is_negated(scene, i):
        return False
    return (
        _surroundings_hold(scene, frame, i)
        and _objects_hold(scene, frame, i)
        and _preps_hold(scene, frame, i)
        and _subjects_hold(scene, frame, i)
        and _modifiers_hold(scene, frame, i)
        and _complement_holds(scene, frame, i, depth)
    )


def _surroundings_hold(scene: Scene, frame: Frame, i: int) -> bool:
    """`near`: words that must stand in the sentence; `unless`: words that must not stand in this part of it."""
    if frame.near is not None and not _present(scene, frame.near, i, scene.words_of(scene.doc.tokens[i].sent)):
        return False
    return frame.unless is None or not _present(scene, frame.unless, i, scene.words_around(i))


def _present(scene: Scene, words: Words, i: int, present: frozenset[str]) -> bool:
    if not words.lemmas.isdisjoint(present):
        return True
    s = scene.doc.sentence_of(i)
    return any(
        phrase_at(scene.doc, j, p) is not None
        for p in words.phrases
        if p[0] in present
        for j in range(s.first, s.last)
        if p[0] in (scene.doc.tokens[j].lower, scene.doc.tokens[j].lemma)
    )


def _subjects_hold(scene: Scene, frame: Frame, i: int) -> bool:
    if frame.subject is None and frame.not_subject is None and not frame.subject_is_actor:
        return True
    heads = _subject_heads(scene, frame, i)
    if frame.subject is not None or frame.subject_is_actor:
        listed = frame.subject is not None and any(_acts_as(scene, frame.subject, h) for h in heads)
        if not listed and not (frame.subject_is_actor and any(_is_party(scene, h) for h in heads)):
            return False
    return frame.not_subject is None or not any(_titled(scene, frame.not_subject, h) for h in heads)


def _is_party(scene: Scene, head: int) -> bool:
    pronoun = scene.doc.tokens[head].pos == "PRON"
    return bool(scene.at(head) or (pronoun and slots.denoted(scene, head, "actor")))


def _subject_heads(scene: Scene, frame: Frame, i: int) -> list[int]:
    key = ("subj", frame if frame.kind == "nouns" else frame.kind, i)
    if key not in scene.heads:
        named = [c for s in fillers.heads_of(scene, frame, i, "subj") for c in grammar.conjuncts(scene, s)]
        scene.heads[key] = [x for c in named for x in grammar.contents(scene, c)]
    return scene.heads[key]


def _titled(scene: Scene, words: Words, i: int) -> bool:
    """The head itself, or the title before a name: "President X"."""
    titles = scene.doc.kids(i, "compound", "appos", "nmod") if scene.doc.tokens[i].pos == "PROPN" else []
    return any(_in(scene, words, k) for k in (i, *titles))


def _acts_as(scene: Scene, words: Words, i: int) -> bool:
    return _titled(scene, words, i) or _among(scene, words, i)


def _objects_hold(scene: Scene, frame: Frame, i: int) -> bool:
    if frame.object is None and frame.not_object is None and not frame.object_is_actor:
        return True
    heads = _object_heads(scene, frame, i)
    if frame.object is not None or frame.object_is_actor:
        listed = frame.object is not None and any(_among(scene, frame.object, h) for h in heads)
        if not listed and not (
            frame.object_is_actor and any(_is_somebody(scene, h) or _is_act_of(scene, frame, h) for h in heads)
        ):
            return False
    return frame.not_object is None or not any(_excluded(scene, frame, h) for h in heads)


def _is_somebody(scene: Scene, head: int) -> bool:
    t = scene.doc.tokens[head]
    return bool(scene.at(head)) or (t.pos == "PRON" and t.lower in _SOMEBODY)


def _is_act_of(scene: Scene, frame: Frame, head: int) -> bool:
    """ "speak warmly of Fiji's bid": who praises or scolds what a party does means the party."""
    if frame.type not in ("SUPPORT", "ACCUSE", "REJECT") or scene.doc.tokens[head].lemma not in scene.rules["proxies"]:
        return False
    return any(scene.at(k) for k in scene.doc.kids(head, "poss"))


def _loose_lists(scene: Scene, frame: Frame, i: int) -> int:
    """How many of the frame's object and subject lists hold only by kind."""
    loose = 0
    if frame.object is not None and not frame.object_is_actor:
        loose += not any(_in(scene, frame.object, h) for h in _object_heads(scene, frame, i))
    if frame.subject is not None and not frame.subject_is_actor:
        loose += not any(_titled(scene, frame.subject, h) for h in _subject_heads(scene, frame, i))
    return loose


def _excluded(scene: Scene, frame: Frame, head: int) -> bool:
    """On the list of what the object must not be, and not named by a longer phrase of the other list."""
    if frame.not_object is None or not frame.not_object.match(scene.doc, head):
        return False
    return frame.object is None or not frame.object.has_phrase(scene.doc, head)


def _object_heads(scene: Scene, frame: Frame, i: int) -> list[int]:
    key = ("obj", frame if scene.tails and scene.tails.get((frame, i)) else frame.kind, i)
    if key not in scene.heads:
        if frame.kind == "verbs":
            named = [c for o in grammar.objects(scene, frame, i) for c in grammar.conjuncts(scene, o)]
            scene.heads[key] = [x for c in named for x in grammar.contents(scene, c)]
        else:
            scene.heads[key] = [h for p, h in scene.preps(i) if p == "of"]
    return scene.heads[key]


def _in(scene: Scene, words: Words, i: int) -> bool:
    return words.match(scene.doc, i) or (words.actor and bool(scene.at(i)))


_ARMED = frozenset(("MIL", "REB", "UAF", "PRM"))


def _among(scene: Scene, words: Words, i: int) -> bool:
    """As `_in`, but a list stands for its kind too: "soldier, rebel" takes any armed party, "town" any place name."""
    if _in(scene, words, i):
        return True
    doc = scene.doc
    generic = doc.tokens[i].lemma in scene.rules["generic_heads"]
    if generic and any(words.match(doc, k) for k in doc.kids(i, "compound", "amod")):
        return True  # "militia members"
    return bool(words.kinds) and _of_kind(scene, words.kinds, i)


_SOMEBODY = frozenset(("him", "her", "me", "us", "them", "everyone", "anyone", "others"))


def _of_kind(scene: Scene, kinds: frozenset[str], i: int) -> bool:
    if "places" in kinds and scene.places.at(i) is not None:
        return True
    if "persons" in kinds and scene.doc.tokens[i].lower in _SOMEBODY and scene.doc.tokens[i].pos == "PRON":
        return True
    ids = scene.at(i)
    if not ids or all(scene.actors.kind(x) in ("country", "igo") for x in ids):
        return False
    sectors = {s for x in ids for s in scene.actors.sectors(x)}
    if "persons" in kinds and not sectors & _ARMED:
        return scene.doc.tokens[i].pos in ("NOUN", "PROPN") and scene.doc.tokens[i].lemma not in scene.rules["bodies"]
    return (
        ("armed" in kinds and bool(sectors & _ARMED))
        or ("police" in kinds and "COP" in sectors)
        or ("officials" in kinds and "GOV" in sectors and any(scene.actors.kind(x) == "person" for x in ids))
    )


def _preps_hold(scene: Scene, frame: Frame, i: int) -> bool:
    if not frame.preps and not frame.not_preps:
        return True
    if i not in scene.pairs:
        scene.pairs[i] = _all_preps(scene, i)
    pairs = scene.pairs[i]
    if frame.preps and not any(_prep_is(scene, pairs, p, w) for p, w in frame.preps):
        return False
    return not any(_prep_is(scene, pairs, p, w) for p, w in frame.not_preps)


def _all_preps(scene: Scene, i: int) -> list[tuple[str, int]]:
    pairs = list(scene.preps(i))
    if scene.is_verb(i):
        for o in scene.objects(i):
            for c in grammar.contents(scene, o):
                pairs.extend(scene.preps(c))
    elif (up := grammar.carrier(scene, i)) is not None and up.relation in ("obj", "attr"):
        pairs.extend(scene.preps(up.head))
    pairs.extend(("to" if grammar.is_infinitive(scene, c) else "that", c) for c in grammar.complements(scene, i))
    pairs.extend((m, k) for k in scene.doc.kids(i, "advcl") if (m := grammar.time_mark(scene, k)))
    return pairs


def _prep_is(scene: Scene, pairs: list[tuple[str, int]], prep: str, words: Words) -> bool:
    heads = [h for p, h in pairs if p == prep]
    if words.types and any(types_at(scene, h, 1) & words.types for h in heads):
        return True
    return any(
        _in(scene, words, x) for h in heads for c in grammar.conjuncts(scene, h) for x in grammar.contents(scene, c)
    )


def _modifiers_hold(scene: Scene, frame: Frame, i: int) -> bool:
    if frame.modifier is None and frame.not_modifier is None:
        return True
    mods = grammar.modifiers(scene, i)
    if frame.modifier is not None and not any(_in(scene, frame.modifier, k) for k in mods):
        return False
    return frame.not_modifier is None or not any(_in(scene, frame.not_modifier, k) for k in mods)


def _complement_holds(scene: Scene, frame: Frame, i: int, depth: int) -> bool:
    if frame.complement is None and frame.not_complement is None and not frame.modal:
        return True
    heads = grammar.complements(scene, i)
    if frame.modal and not (heads := [h for h in heads if _has_modal(scene, frame, h)]):
        return False
    if frame.other and not (heads := [h for h in heads if not _same_party(scene, i, h)]):
        return False
    if frame.type == "REQUEST" and not frame.modal:
        heads = [h for h in heads if not _indicative(scene, h)]
    if frame.own:
        heads = [h for h in heads if _same_party(scene, i, h)]
    if frame.complement is not None and not _any_complement(scene, frame.complement, i, heads, depth):
        return False
    return frame.not_complement is None or not _any_complement(scene, frame.not_complement, i, heads, depth)


def _any_complement(scene: Scene, words: Words, i: int, heads: list[int], depth: int) -> bool:
    if any(words.match(scene.doc, h) for h in heads):
        return True
    if not words.types or depth > 1:
        return False
    nominal = list(grammar.nominal_complements(scene, i))
    for h in heads:  # "promised to resume food shipments"
        if scene.is_verb(h) and scene.doc.tokens[h].lemma in scene.rules["support"]:
            nominal.extend(x for o in scene.objects(h) for x in grammar.contents(scene, o))
    return any(types_at(scene, h, depth + 1) & words.types for h in (*heads, *nominal))


def types_at(scene: Scene, i: int, depth: int = 0) -> set[str]:
    """Event types whose frames hold at token `i`."""
    return {e.frame.type for e in entries_at(scene, i) if match(scene, e, i, depth) is not None}


def _has_modal(scene: Scene, frame: Frame, verb: int) -> bool:
    tokens = scene.doc.tokens
    if any(tokens[k].lower in frame.modal for k in scene.doc.kids(verb, "aux")):
        return True
    if "base form" in frame.modal and tokens[verb].tag == "VB" and not scene.doc.kids(verb, "aux"):
        return True  # "suggested that Iraq withdraw"
    up = tokens[verb]  # "has to withdraw", "needs to withdraw" hang the verb below have or need
    return "have to" in frame.modal and up.lemma in ("have", "need", "ought") and bool(scene.doc.kids(verb, "xcomp"))


def _indicative(scene: Scene, verb: int) -> bool:
    """A finite clause of plain fact: "told reporters that rebels withdrew" asks for nothing."""
    if grammar.is_infinitive(scene, verb) or not scene.is_verb(verb):
        return False
    aux = {scene.doc.tokens[k].tag for k in scene.doc.kids(verb, "aux", "auxpass")}
    if "MD" in aux or scene.doc.tokens[verb].tag == "VB":
        return False
    return bool(({scene.doc.tokens[verb].tag} | aux) & {"VBD", "VBZ"} or "VBP" in aux)


def _same_party(scene: Scene, speaker_verb: int, verb: int) -> bool:
    speakers, subj = fillers.subjects(scene, speaker_verb), scene.subject(verb)
    if not speakers or subj is None:
        return False
    if scene.doc.tokens[subj].lower in ("it", "he", "she", "they", "we", "i"):
        return True
    return bool({x for s in speakers for x in scene.at(s)} & set(scene.at(subj)))
