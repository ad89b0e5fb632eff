"""Whether a sentence judges rather than reports: a linear model over a few readable features of its wording."""

from __future__ import annotations

import csv
from collections.abc import Container, Iterator, Mapping
from functools import lru_cache
from importlib.resources import files

from dateline.errors import DataError
from dateline.language.document import Document, Sentence, Token
from dateline.statements import ranking

WORDS = "reporting_verbs/judgement.tsv"
WEIGHTS = "reporting_verbs/judgement_weights.tsv"
COLUMNS = ["word", "class", "note"]
CLASSES = frozenset("idea topic act judging rating judges effects hedge degree figure image desk agent".split())

_OPENINGS = frozenset(
    "but yet and so still if unless until what whether how why who perhaps maybe this that such no nor nothing nobody"
    " neither both few many much most little there here it they in for to as only never rarely one a an the".split()
)
_SAID = frozenset("this that it there they we you i he she what such one nothing nobody none who everything".split())
_PARTS = {
    "NOUN": ("idea", "act", "topic", "figure", "image", "agent"), "ADJ": ("judging", "rating"),
    "VERB": ("judges", "effects"), "ADV": ("hedge", "degree", "judging"),
}  # fmt: skip
_SUBJECTS = ("nsubj", "nsubjpass", "csubj", "csubjpass", "expl")
_FIGURES = frozenset(("QUANTITY", "MONEY", "PERCENT", "TIME"))
_CALENDAR = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september"
    " october november december today yesterday tomorrow ago week month year".split()
)
_NEWSROOM = frozenset("we our us i my you here this".split())
_PARTIES = frozenset(("PERSON", "ORG", "GPE", "NORP", "LOC", "FAC"))
_MODALS = frozenset("will would can could may might must should shall ought".split())
_CORE = frozenset(
    "nsubj nsubjpass csubj attr acomp oprd dobj xcomp ccomp conj advmod amod neg npadvmod poss prep pobj expl"
    " det".split()
)
_DEEP = 4  # links from the main verb within which a word belongs to the main statement


def score(doc: Document, s: Sentence, signs: Mapping[str, float], inside: Container[int] = ()) -> float:
    """Log odds that a sentence is the writer's judgement.

    `signs` are the weights of the listed phrases in it, by kind.
    """
    weights = load()
    return sum(weights.get(f, 0.0) for f in features(doc, s, signs, inside))


def features(doc: Document, s: Sentence, signs: Mapping[str, float], inside: Container[int] = ()) -> Iterator[str]:
    """Each feature of a sentence once, over the tokens that are not `inside` statements."""
    yield "bias"
    total = sum(signs.values())
    for level in (0.5, 1.0, 1.5):
        if total >= level:
            yield f"signs>={level:g}"
    for kind, weight in signs.items():
        yield f"sign {kind}" if weight >= 1 else f"weak sign {kind}"
    own = [t for t in doc.tokens[s.first : s.last] if t.i not in inside and t.pos not in ("PUNCT", "SPACE")]
    if not own:
        return
    yield from _shape(doc, s, own)
    yield from dict.fromkeys(_words(own))
    yield from _groups([t for t in own if _in_core(doc, t)])
    yield from _clause(doc, doc.tokens[s.root])


def _shape(doc: Document, s: Sentence, own: list[Token]) -> Iterator[str]:
    """Opening, marks, figures and names."""
    first = own[0].lower
    if first in _OPENINGS:
        yield f"opens={first}"
    if any(t.text == "?" for t in doc.tokens[max(s.first, s.last - 2) : s.last]):
        yield "asks"
    if any(t.text in (";", ":", "—", "–") for t in doc.tokens[s.first : s.last]):
        yield "broken"
    yield f"figures={min(2, sum(_is_figure(t) for t in own))}"
    yield f"names={min(2, sum(t.ent in _PARTIES or t.pos == 'PROPN' for t in own))}"


def _is_figure(t: Token) -> bool:
    """Numbers in digits, sums and shares, days and months: what reports are made of."""
    return any(c.isdigit() for c in t.text) or t.ent in _FIGURES or t.lower in _CALENDAR


def _words(own: list[Token]) -> Iterator[str]:
    """Degrees of comparison, negations, modals."""
    speaking = any(t.lower in _NEWSROOM for t in own)
    for t in own:
        if speaking and "desk" in words().get(t.lemma, ()):
            yield "newsroom"
        if t.tag in ("JJR", "RBR"):
            yield "comparative"
        elif t.tag in ("JJS", "RBS"):
            yield "superlative"
        if t.lower in ("no", "never", "nor", "neither", "nobody", "nothing", "nowhere"):
            yield f"negative={t.lower}"
        elif t.dep == "neg":
            yield "negated"
        if t.tag == "MD" and t.lower in _MODALS:
            yield f"modal={t.lower}"
        if t.lower in ("than", "not", "only", "so", "such"):
            yield f"word={t.lower}"


def _in_core(doc: Document, t: Token) -> bool:
    """Whether a word belongs to what the main clause says rather than to an aside or a phrase far down."""
    preps = 0
    for _ in range(_DEEP):
        if t.head == t.i:
            return True
        if t.dep not in _CORE:
            return False
        preps += t.dep == "prep"
        if preps > 1:
            return False
        t = doc.tokens[t.head]
    return False


def _groups(core: list[Token]) -> Iterator[str]:
    counts: dict[str, int] = {}
    for t in core:
        for group in classes(t):
            counts[group] = counts.get(group, 0) + 1
    for group, n in counts.items():
        yield f"has {group}"
        if n > 1:
            yield f"has {group} twice"


def _clause(doc: Document, root: Token) -> Iterator[str]:
    """The main clause: its subject, its tense, what it predicates."""
    subject = next((doc.tokens[k] for k in root.kids if doc.tokens[k].dep in _SUBJECTS), None)
    kind, tense, says = _subject(subject), _tense(doc, root), _predicate(doc, root)
    yield f"subject={kind}"
    yield f"tense={tense}"
    yield f"says={says}"
    yield f"subject={kind} tense={tense}"
    yield f"subject={kind} says={says}"
    yield f"tense={tense} says={says}"
    if subject is not None and subject.tag in ("NN", "NNS") and not _determined(doc, subject):
        yield f"subject at large tense={tense}"
    for k in root.kids:
        t = doc.tokens[k]
        if t.dep == "dobj":
            object_ = "clause" if t.lower in ("what", "whatever") else next(iter(classes(t)), t.pos.lower())
            yield f"object={object_}"
            yield f"object={object_} tense={tense}"


def _determined(doc: Document, t: Token) -> bool:
    return any(doc.tokens[k].dep in ("det", "poss", "nummod", "prep", "relcl", "acl") for k in t.kids)


def _subject(t: Token | None) -> str:
    if t is None:
        return "none"
    if t.dep.startswith("csubj"):
        return "clause"
    if t.lower in _SAID:
        return "pronoun" if t.lower in ("he", "she", "they", "i", "we") else t.lower
    if t.ent in _PARTIES or t.pos == "PROPN":
        return "name"
    return next(iter(classes(t)), "noun")


def _tense(doc: Document, root: Token) -> str:
    aux = [doc.tokens[k] for k in root.kids if doc.tokens[k].dep in ("aux", "auxpass")]
    modal = next((a.lower for a in aux if a.tag == "MD"), None)
    if modal:
        return "will" if modal in ("will", "shall", "wo", "'ll") else "modal"
    first = aux[0] if aux else root
    when = "past" if first.tag == "VBD" else "present" if first.tag in ("VBZ", "VBP") else "none"
    perfect = "perfect" if any(a.lemma == "have" for a in aux) else ""
    group = "passive" if any(a.dep == "auxpass" for a in aux) else perfect
    return f"{when} {group}".strip()


def _predicate(doc: Document, root: Token) -> str:
    if root.lemma not in ("be", "seem", "look", "appear", "become", "remain", "sound", "prove", "feel"):
        return "judges" if "judges" in classes(root) else "verb" if root.pos in ("VERB", "AUX") else root.pos.lower()
    for k in root.kids:
        t = doc.tokens[k]
        if t.dep in ("acomp", "attr", "oprd"):
            return f"is {next(iter(classes(t)), t.pos.lower())}"
        if t.dep in ("ccomp", "xcomp"):
            return "is clause"
    return "is other"


def classes(t: Token) -> tuple[str, ...]:
    """Classes of a word that fit its part of speech."""
    fitting = _PARTS.get(t.pos, ())
    if not fitting or t.ent in _PARTIES:
        return ()
    listed = words()
    found = listed.get(t.lemma) or listed.get(t.lower) or ()
    return tuple(c for c in found if c in fitting)


@lru_cache(maxsize=1)
def load() -> dict[str, float]:
    """Weight of each feature. Raises `DataError` naming file and line where a row breaks the schema."""
    return ranking.read(files("dateline").joinpath("data", WEIGHTS).read_text(encoding="utf-8"), WEIGHTS)


@lru_cache(maxsize=1)
def words() -> dict[str, tuple[str, ...]]:
    """Classes by word. Raises `DataError` naming file and line where a row is wrong."""
    return read(files("dateline").joinpath("data", WORDS).read_text(encoding="utf-8"), WORDS)


def read(table: str, name: str) -> dict[str, tuple[str, ...]]:
    """Rows of a word table; `name` is what errors call it."""
    rows = csv.reader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if next(rows, None) != COLUMNS:
        raise DataError(f"{name}:1", f"the header must be {' '.join(COLUMNS)}")
    out: dict[str, tuple[str, ...]] = {}
    for row in rows:
        if not row or row[0].startswith("#"):
            continue
        if len(row) != len(COLUMNS) or row[1] not in CLASSES or not row[0]:
            raise DataError(f"{name}:{rows.line_num}", f"not a word, a known class and a note: {row}")
        out[row[0]] = (*out.get(row[0], ()), row[1])
    return out
