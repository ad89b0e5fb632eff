"""PLOVER contexts: cue words in an event's clause, the sectors of its parties, and what its frame says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from dateline.events.codebook import FOLDER
from dateline.events.rules import contexts as cue_lists
from dateline.events.scene import Scene

_BY_SECTOR = {
    "MIL": "military", "SPY": "intelligence", "LEG": "legislative", "JUD": "legal", "REL": "religion_ethnicity",
}  # fmt: skip
_Phrases = tuple[tuple[tuple[str, ...], str], ...]


@lru_cache(maxsize=1)
def _index() -> Mapping[str, _Phrases]:
    """First word of a cue → (all its words, context)."""
    out: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for context, cues in cue_lists(FOLDER).items():
        for cue in cues:
            words = tuple(cue.split())
            out.setdefault(words[0], []).append((words, context))
    return {w: tuple(found) for w, found in out.items()}


def cues(scene: Scene, first: int, last: int) -> list[tuple[int, str]]:
    """(token, context) of every cue in tokens ``[first, last)``."""
    index, tokens = _index(), scene.doc.tokens
    out = []
    for i in range(first, last):
        t = tokens[i]
        for words, context in index.get(t.lemma, ()) or index.get(t.lower, ()):
            if len(words) == 1 or _follows(scene, i, words, last):
                out.append((i, context))
    return out


def _follows(scene: Scene, i: int, words: tuple[str, ...], last: int) -> bool:
    tokens = scene.doc.tokens
    if i + len(words) > last:
        return False
    return all(w in (tokens[i + k].lower, tokens[i + k].lemma) for k, w in enumerate(words))


def contexts(
    scene: Scene,
    found: Iterable[tuple[int, str]],
    clause: tuple[int, int],
    parties: Iterable[str],
    stated: Iterable[str],
) -> tuple[str, ...]:
    """The contexts of an event, sorted: cues in the token range of its clause, parties' sectors, its frame's own."""
    out = set(stated)
    out.update(context for i, context in found if clause[0] <= i < clause[1])
    for party in parties:
        out.update(_BY_SECTOR[s] for s in scene.actors.sectors(party) if s in _BY_SECTOR)
    return tuple(sorted(out))
