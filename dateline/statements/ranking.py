"""Which drafts are attributions: a linear model over readable features, then one reading a cue."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from dateline.errors import DataError
from dateline.statements import features, nominals, plausible, verbs
from dateline.statements.cues import Lexicon
from dateline.statements.scene import Draft, Range, Scene

FILE = "reporting_verbs/weights.tsv"
COLUMNS = ["feature", "weight"]
# Log odds above which a draft counts. Best content F1 in five-fold cross-validation on the training texts;
# set again with tools/train_statements.py whenever weights, cues or drafts change.
THRESHOLD = -0.6
# Verbs that can only be done in words count from a lower score: the training texts leave many of them unmarked.
SPOKEN = frozenset(
    "deny reject promise threaten warn demand praise welcome thank criticize accuse apologize confirm".split()
)
ATTRIBUTES = "according to"  # names the source of a whole sentence, other statements included
MARGIN = 1.3
NESTED = 2.0  # log odds; the least that costs no precision in cross-validation (tools/train_statements.py)
CHAINED = 1.0  # the same where one of the two is plainly told by the other's speaker (`plausible.bonus`)
SAME = 0.5  # two drafts whose contents share this part of their tokens are one attribution

_PHRASES = frozenset(("ADP", "SCONJ", "ADV", "VERB"))


def candidates(scene: Scene, lexicon: Lexicon) -> Iterator[Draft]:
    """Every plausible reading of every possible cue in the text."""
    return (d for d in _readings(scene, lexicon) if not plausible.is_none(scene, d))


def _readings(scene: Scene, lexicon: Lexicon) -> Iterator[Draft]:
    nouns, adjectives = lexicon.heads["noun"], lexicon.heads["adjective"]
    for t in scene.doc.tokens:
        if t.pos in ("VERB", "AUX"):
            if t.dep not in ("aux", "auxpass"):
                yield from verbs.drafts(scene, lexicon, t.i)
        elif t.pos in ("NOUN", "PROPN"):
            if t.dep == "ROOT" and scene.doc.kids(t.i, "ccomp"):  # "…, customs data show", taken for a noun
                yield from verbs.drafts(scene, lexicon, t.i)
            elif t.lemma in nouns:
                yield from nominals.noun_drafts(scene, lexicon, t.i)
        elif t.pos == "ADJ":
            if t.lemma in adjectives:
                yield from nominals.adjective_drafts(scene, lexicon, t.i)
        elif t.text == ":":
            yield from nominals.label_draft(scene, lexicon, t.i)
        if t.pos in _PHRASES:
            yield from nominals.phrase_drafts(scene, lexicon, t.i)


def choose(scene: Scene, lexicon: Lexicon) -> list[Draft]:
    """The drafts that count, best first: one a cue, none that repeats the content of a better one."""
    weights = load()
    scored = []
    for draft in candidates(scene, lexicon):
        draft.score = sum(weights.get(f, 0.0) for f in features.of(scene, draft)) + plausible.bonus(scene, draft)
        if draft.score >= threshold(draft):
            scored.append(draft)
    return list(distinct(sorted(scored, key=lambda d: -d.score)))


def threshold(d: Draft) -> float:
    """The score from which a draft counts."""
    spoken = d.entry is not None and d.entry.act in SPOKEN and d.entry.strength >= 0.6
    return THRESHOLD - MARGIN if spoken and d.kind == "verb" and d.source else THRESHOLD


def distinct(drafts: list[Draft]) -> Iterator[Draft]:
    """Of drafts in order of preference, those with a cue and a content of their own.

    A statement inside another ("A said that B had denied it") needs a score of `NESTED` where they share much.
    """
    cues: set[int] = set()
    taken: dict[int, list[tuple[set[int], Draft]]] = {}
    for d in drafts:
        tokens = covered(d.content)
        rivals = {id(r): r for i in tokens for r in taken.get(i, ())}
        own = {d.head, *range(*d.cue)}
        if own & cues or any(_repeats(d, tokens, *r) for r in rivals.values()):
            continue
        cues |= own
        for i in tokens:
            taken.setdefault(i, []).append((tokens, d))
        yield d


def _repeats(d: Draft, tokens: set[int], other_tokens: set[int], other: Draft) -> bool:
    nested = d.head in other_tokens or other.head in tokens
    inner = d if d.head in other_tokens else other
    chain = inner.nested and (d.score >= CHAINED or (d is not inner and d.option.endswith("quote")))
    if nested and (d.score >= NESTED or chain or ATTRIBUTES in (d.core, other.core)):
        return False
    shared = len(tokens & other_tokens)
    return shared >= SAME * (len(tokens) + len(other_tokens) - shared)


def covered(ranges: list[Range]) -> set[int]:
    """The tokens of some ranges."""
    return {i for first, last in ranges for i in range(first, last)}


@lru_cache(maxsize=1)
def load() -> dict[str, float]:
    """Weight of each feature. Raises `DataError` naming file and line where a row breaks the schema."""
    return read(files("dateline").joinpath("data", FILE).read_text(encoding="utf-8"), FILE)


def read(table: str, name: str) -> dict[str, float]:
    """Rows of a weight table; `name` is what errors call it."""
    rows = csv.reader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if next(rows, None) != COLUMNS:
        raise DataError(f"{name}:1", f"the header must be {' '.join(COLUMNS)}")
    out: dict[str, float] = {}
    for row in rows:
        if row and row[0].startswith("#"):
            continue
        try:
            feature, weight = row
            out[feature] = float(weight)
        except ValueError:
            raise DataError(f"{name}:{rows.line_num}", f"not a feature and a number: {row}") from None
    return out
