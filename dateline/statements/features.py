"""What the model sees of a draft: short readable strings, each with a weight in ``weights.tsv``."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.statements.cues import Cue
from dateline.statements.scene import Draft, Scene

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_FIRST = frozenset("i we me us my our you your".split())
_LENGTHS = (1, 2, 3, 5, 8, 12, 20, 35)


def of(scene: Scene, d: Draft) -> Iterator[str]:
    """Features of one draft. A feature that the weights do not list counts nothing."""
    t = scene.doc.tokens[d.head]
    opt = d.option
    yield "bias"
    yield f"kind={d.kind}"
    yield f"opt={d.kind[0]}:{opt}"
    yield f"core={d.kind[0]}:{d.core}"
    yield f"core={d.kind[0]}:{d.core}|{opt}"
    yield f"lemma={d.kind[0]}:{t.lemma}"
    yield from _entry(d, opt)
    yield from _cue(scene, d, opt)
    yield from _source(scene, d, opt)
    yield from _content(scene, d, opt)


def _entry(d: Draft, opt: str) -> Iterator[str]:
    if d.entry is None:
        yield "unknown"
        yield f"unknown|{opt}"
        return
    bucket = int(d.entry.strength * 10)
    yield f"strength={bucket}"
    yield f"strength={bucket}|{d.kind[0]}:{opt}"
    yield f"act={d.entry.act}"
    yield f"act={d.entry.act}|{d.kind[0]}:{opt}"


_NEEDS = {
    "obj": "object", "obj+": "object", "obj-front": "object", "relative": "object", "passive": "object",
    "passive+": "object as", "oprd": "object as", "small": "object as", "obj+small": "object as",
    "subj+small": "object as", "ing": "object that to of", "obj+ing": "object that to of", "subj+ing": "object to",
    "to": "to", "to-for": "to that", "obj+to": "to", "subj+to": "to that",
    "that": "that", "bare": "that", "rest": "that", "rest-that": "that", "interrupt": "that", "as-clause": "that",
    "wh": "whether how that", "after-clause": "that quote", "colon-text": "that quote object",
}  # fmt: skip


def fits(option: str, entry: Cue | None) -> bool:
    """Whether a verb cue takes the kind of complement that an option found; quotes and that-clauses follow any cue."""
    if option.endswith("quote") or option in ("colon", "that"):
        return True
    if entry is None:
        return option in ("that", "wh", "after-clause", "interrupt", "as-clause")
    needs = _NEEDS.get(option)
    if needs is None:  # a preposition, after a noun ("n for") or before an infinitive ("on+to")
        needs = option.split("+")[0].split(" ")[-1]
    return not entry.patterns.isdisjoint(needs.split())


def _cue(scene: Scene, d: Draft, opt: str) -> Iterator[str]:
    doc = scene.doc
    t = doc.tokens[d.head]
    quoted = scene.of[d.head] >= 0
    yield f"tag={t.tag}|{d.kind[0]}"
    yield f"dep={t.dep}|{d.kind[0]}"
    if quoted:
        yield f"inq|{d.kind[0]}"
        yield f"inq|{opt}"
    if t.sent == 0:
        yield f"headline|{d.kind[0]}"
    aux = [doc.tokens[k] for k in t.kids if doc.tokens[k].dep in ("aux", "auxpass", "neg")]
    for a in aux:
        yield f"aux={a.lower}"
    if t.dep in ("xcomp", "ccomp", "advcl", "relcl", "pcomp", "acl", "conj", "dobj", "pobj", "attr"):
        yield f"gov={doc.tokens[t.head].lemma}|{d.kind[0]}"
    yield f"cuelen={min(d.cue[1] - d.cue[0], 5)}|{d.kind[0]}"


def _source(scene: Scene, d: Draft, opt: str) -> Iterator[str]:
    if d.source is None or d.holder is None:
        yield f"src=none|{d.kind[0]}"
        yield f"src=none|{opt}"
        yield f"src=none|core={d.core}"
        return
    h = scene.doc.tokens[d.holder]
    kind = h.lower if h.pos in ("PRON", "DET") else h.ent or ("name" if h.pos == "PROPN" else "noun")
    yield f"src={kind}"
    yield f"src={kind}|{d.kind[0]}:{opt}"
    if kind == "noun" or h.pos == "NOUN":
        yield f"srcw={h.lemma}"
        if scene.doc.tokens[d.holder].tag.endswith("S"):
            yield "src=plural"
    if scene.of[d.head] >= 0 and h.lower in _FIRST:
        yield "inq|first"
    gap = min(abs(d.holder - d.head), 15)
    yield f"gap={gap if gap < 4 else gap // 4 * 4}|{d.kind[0]}"
    if scene.doc.tokens[d.holder].head != d.head:
        yield f"src-far|{d.kind[0]}"


def _content(scene: Scene, d: Draft, opt: str) -> Iterator[str]:
    tokens = scene.doc.tokens
    first = d.content[0][0]
    size = sum(b - a for a, b in d.content)
    inside = sum(scene.of[i] >= 0 for a, b in d.content for i in range(a, b))
    bucket = next((n for n in _LENGTHS if size <= n), 99)
    share = 0 if not inside else 2 if inside == size else 1
    yield f"size={bucket}|{d.kind[0]}"
    yield f"size={bucket}|{opt}"
    yield f"quoted={share}|{d.kind[0]}"
    yield f"quoted={share}|{opt}"
    yield f"first={tokens[first].lower}"
    yield f"firstpos={tokens[first].pos}|{opt}"
    yield f"parts={min(len(d.content), 3)}|{opt}"
    finite = any(tokens[i].tag in _FINITE for a, b in d.content[:2] for i in range(a, min(b, a + 30)))
    yield f"finite={finite}|{opt}"
    after = d.content[-1][1]
    if after < len(tokens):
        yield f"next={tokens[after].lower if not tokens[after].text.isalnum() else 'w'}|{d.kind[0]}"
    distance = first - d.cue[1] if first >= d.cue[1] else -1
    yield f"far={min(distance, 6)}|{d.kind[0]}"
    if distance > 2:
        verbs = sum(tokens[i].pos == "VERB" for i in range(d.cue[1], first))
        yield f"verbs-between={min(verbs, 2)}|{opt}"
    if d.option in ("rest", "rest-that", "bare", "that", "obj", "obj+"):
        yield f"ends={_end(scene, d)}|{opt}"
    if opt == "obj+":
        yield from (f"tail={tokens[k].lower}" for k in _tails(scene, d))
    elif opt == "after-clause":
        yield f"closes={_closes(scene, d)}|{int(d.entry.strength * 10) if d.entry else 0}"


def _tails(scene: Scene, d: Draft) -> Iterator[int]:
    """The first words of the phrases after an object that belong to the content: "praised Li *for*", "*at* a rally"."""
    last = d.content[-1][1]
    found = [k for k in scene.doc.tokens[d.head].kids if d.head < k < last]
    for k in found[1:]:
        yield scene.doc.subtree(k)[0]


def _closes(scene: Scene, d: Draft) -> int:
    """How many tokens follow the cue and its source in their sentence, up to three."""
    last = max(d.cue[1], d.source[1] if d.source else 0)
    return min(3, max(0, scene.doc.sentence_of(d.head).last - last))


def _end(scene: Scene, d: Draft) -> str:
    """What follows the content up to the end of the sentence: nothing, a comma, a conjunction, other words."""
    last = d.content[-1][1]
    s = scene.doc.sentence_of(d.head)
    if last >= s.last - 1:
        return "sentence"
    word = scene.doc.tokens[last].lower
    return word if word in (",", "and", "but", ";") else "other"
