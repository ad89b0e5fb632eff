"""Drafts of attributions whose cue is a verb."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.statements.complements import Complements
from dateline.statements.cues import Lexicon
from dateline.statements.placement import Placement
from dateline.statements.scene import Draft, Scene


class _Verb(Placement, Complements):
    """Both ways to find what a verb attributes."""


def drafts(scene: Scene, lexicon: Lexicon, v: int) -> Iterator[Draft]:
    """Every reading of verb `v` as a cue; none where neither the lexicon nor a quote or clause speaks for it."""
    reading = _Verb(scene, lexicon, v)
    known = scene.doc.tokens[v].lemma in lexicon.heads["verb"]
    yield from reading.around()
    yield from reading.as_clause()
    yield from reading.introducing()
    yield from reading.clauses(known)
    if known:
        yield from reading.rest()
        yield from reading.objects()
        yield from reading.prepositions()
        yield from reading.passive()
        yield from reading.relative()
