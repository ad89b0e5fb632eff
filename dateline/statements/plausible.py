"""What the training texts cannot teach: drafts that are no statements whatever their score, and drafts that are."""

from __future__ import annotations

from itertools import pairwise

from dateline.statements import sources
from dateline.statements.reading import TELLS
from dateline.statements.scene import Draft, Scene

_RELATIVE = frozenset(("WDT", "WP", "WP$", "WRB"))
_SMALL = frozenset(("PRON", "DET", "PART", "ADP", "SCONJ", "PUNCT", "CCONJ"))
_PARTICLES = frozenset("off up down out in over away back on around through".split())
_CLAUSES = ("that", "rest-that", "bare", "rest")
_SAID = (*_CLAUSES, "small", "colon")
_PLEDGES = frozenset("promise threaten warn deny demand".split())
_THINGS = frozenset("it this that which there what these those".split())
_OWN = frozenset(("i", "we"))
_REPORTED = 5.0  # log odds: the training texts leave speech inside quotes to the speaker of the quote
_CHAIN = 1.0  # the training texts often leave speech inside indirect speech unmarked
_TOLD_LAST = 1.0  # "…, she told the assembly": the training texts mostly have quotes there
_TOLL = 2.5  # "put the toll at 12": too rare to be learnt
_BELIEVED = 1.5  # "is believed to be abroad": marked in some training texts, not in others


def is_none(scene: Scene, d: Draft) -> bool:
    """Whether a draft says nothing: no words of content, a set phrase of reporters, a name given, a verb not meant."""
    if _wordless(scene, d) or _set_phrase(scene, d) or _stirs(scene, d) or _nobody(scene, d):
        return True
    if d.kind != "verb":
        return False
    source = scene.doc.tokens[d.holder].lemma if d.holder is not None else ""
    if d.option.startswith("obj") and source in sources.nouns("picture"):
        return True
    quoted = d.option.endswith("quote") or d.option.startswith("colon")
    return not quoted and (_naming(scene, d) or _other_verb(scene, d) or _open(scene, d) or _own_utterance(scene, d))


def _wordless(scene: Scene, d: Draft) -> bool:
    """ "which he turned down", "as they had asked him to"."""
    words = [scene.doc.tokens[i] for a, b in d.content for i in range(a, b)]
    if d.kind == "noun" and all(t.ent in ("DATE", "TIME") or t.lemma == "day" or t.pos in _SMALL for t in words):
        return True  # "his words of that day"
    if any(t.pos not in _SMALL for t in words):
        return False
    return any(t.tag in _RELATIVE for t in words) or words[-1].lower in ("to", "that")


def _set_phrase(scene: Scene, d: Draft) -> bool:
    """ "declined *to comment*", "asked *not to be named*"."""
    if d.kind not in ("verb", "adjective", "noun") or any(scene.of[i] >= 0 for i in range(*d.content[0])):
        return False
    doc = scene.doc
    governor = doc.tokens[doc.tokens[d.head].head].lemma
    if governor in ("decline", "refuse") and doc.tokens[d.head].lemma in ("comment", "speak"):
        return True
    words = [t.lower for a, b in d.content[:2] for t in doc.tokens[a:b][:5] if t.lower != "further"]
    return any(p.split() == words[: len(p.split())] for p in sources.nouns("phrase"))


def _nobody(scene: Scene, d: Draft) -> bool:
    """ "Nobody doubts that …", "no one has claimed responsibility"."""
    if d.holder is None or d.source is None:
        return False
    words = [t.lower for t in scene.doc.tokens[slice(*d.source)]][:2]
    return words[0] in ("nobody", "nothing") or words == ["no", "one"]


def _stirs(scene: Scene, d: Draft) -> bool:
    """ "The takeover raises questions about …": a deed puts no questions; that is how writers weigh it."""
    tokens = scene.doc.tokens
    verb = d.head if d.kind == "verb" else d.cue[0]
    if tokens[verb].lemma not in sources.nouns("stirs"):
        return False
    if d.holder is None or tokens[d.holder].pos not in ("NOUN", "DET"):
        return False
    stirred = [d.head] if d.kind == "noun" else scene.doc.kids(d.head, "dobj")
    return any(tokens[k].lemma in sources.nouns("stirred") for k in stirred)


def _naming(scene: Scene, d: Draft) -> bool:
    """ "called an election", "a man who calls himself Varga": no verdict on anything."""
    if d.entry is None or d.entry.text != "call" or d.option.startswith(("after", "before")):
        return False
    doc = scene.doc
    if any(doc.tokens[k].lower.endswith(("self", "selves")) for k in doc.kids(d.head, "dobj", "nsubj")):
        return True
    quoted = any(scene.of[i] >= 0 for i in range(*d.content[0]))
    if quoted or d.option.startswith(("passive", "relative", "rest", "that")):
        return False
    named = doc.kids(d.head, "oprd", "xcomp", "ccomp", "acomp") or len(doc.kids(d.head, "dobj")) > 1
    as_ = any(doc.tokens[k].lower == "as" for k in doc.kids(d.head, "prep"))
    return not (named or as_) or d.source is None


def _other_verb(scene: Scene, d: Draft) -> bool:
    """A particle that the cue does not have makes another verb of it: "called *off* the strike"; and in "withdrew the
    guns that it had moved" nobody speaks."""
    if d.entry is None and d.option in ("that", "rest-that") and scene.doc.kids(d.head, "dobj"):
        return True
    entry = d.entry.text.split() if d.entry else []
    return any(scene.doc.tokens[k].lower in _PARTICLES and scene.doc.tokens[k].lower not in entry
               for k in scene.doc.kids(d.head, "prt"))  # fmt: skip


def _open(scene: Scene, d: Draft) -> bool:
    """Nobody said it: "could not be confirmed", "praised for its calm, the town …", a question of the outlet's own."""
    doc, t = scene.doc, scene.doc.tokens[d.head]
    if scene.of[d.head] >= 0:
        return False
    s = doc.sentence_of(d.head)
    if doc.tokens[s.last - 1].text == "?" and not any(scene.of[i] >= 0 for i in range(s.first, s.last)):
        return d.source is not None and d.cue[1] <= d.content[0][0]
    if d.source is not None or d.entry is None:
        return False
    auxiliaries = [doc.tokens[k] for k in t.kids if doc.tokens[k].dep in ("aux", "auxpass", "neg")]
    able = any(a.lower in ("can", "could") for a in auxiliaries)
    foreseen = d.entry.act == "predict" and any(a.lemma == "be" for a in auxiliaries)
    bare = d.entry.act != "ask" and t.dep == "advcl" and t.tag == "VBN" and not auxiliaries
    return foreseen or bare or (d.entry.act == "confirm" and able)


def _own_utterance(scene: Scene, d: Draft) -> bool:
    """ "“We call on both sides …”": what a quote says in the first person is the quote, not a report of speech."""
    doc = scene.doc
    if scene.of[d.head] < 0 or d.holder is None or doc.tokens[d.holder].lower not in _OWN:
        return False
    return not _past(scene, d)


def bonus(scene: Scene, d: Draft) -> float:
    """Log odds to add to a draft's score; marks reported speech within speech as `nested`."""
    if d.kind != "verb" or d.entry is None:
        return 0.0
    says = d.entry.strength >= 0.8 or d.entry.act in _PLEDGES
    reports = d.option in _SAID or (d.option == "to" and d.entry.act in ("promise", "threaten"))
    if scene.of[d.head] >= 0:
        inner = says and reports and d.entry.act != "inform" and _somebody(scene, d)
        d.nested = inner and _past(scene, d)
        return _REPORTED if d.nested else 0.0
    if d.option == "obj+" and d.core == "put it" and _at_figure(scene, d):
        return _TOLL
    if d.option == "after-clause" and d.core in TELLS and d.content[-1][1] <= d.cue[0]:
        return _TOLD_LAST
    if d.source is None and d.entry.text == "believe" and d.option in ("to", "subj+to"):
        return _BELIEVED
    options = (*_CLAUSES, "to") if d.entry.act in _PLEDGES else _CLAUSES
    nested = says and d.source is not None and scene.doc.tokens[d.head].dep in ("ccomp", "conj", "advcl", "relcl")
    d.nested = nested and d.option in options
    return _CHAIN if d.nested else 0.0


def _at_figure(scene: Scene, d: Draft) -> bool:
    words = scene.doc.tokens[slice(*d.content[0])]
    return any(a.lower == "at" and b.tag in ("CD", "IN", "RB", "JJR") for a, b in pairwise(words))


def _somebody(scene: Scene, d: Draft) -> bool:
    return d.holder is not None and scene.doc.tokens[d.holder].lower not in _THINGS


def _past(scene: Scene, d: Draft) -> bool:
    """Whether the verb tells of speech that was heard: "they said", "he has promised"."""
    auxiliaries = [scene.doc.tokens[k] for k in scene.doc.kids(d.head, "aux", "auxpass")]
    if not auxiliaries:
        return scene.doc.tokens[d.head].tag == "VBD"
    return any(a.lemma in ("have", "'ve") for a in auxiliaries) and not any(a.tag == "MD" for a in auxiliaries)
