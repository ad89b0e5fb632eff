"""How the names of a report stand to each other: "inner, outer", "inner in outer", lists, and namesakes told apart."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from dateline.language.document import Document
from dateline.places.cues import Cues
from dateline.places.gazetteer import Entry
from dateline.places.geometry import contains
from dateline.places.mentions import Mention

COMMA, CHAIN, INSIDE, LOOSE = (
    5.0,
    3.0,
    3.0,
    2.0,
)  # weight of "X, Y"; of X for Z in "X, Y, Z"; of "X in Y"; of "X ( the Y"
WIDEST = 6  # tokens between two linked names
_FILLERS = frozenset((",", "the", "a", "an", "of", "in", "(", "'s", "s", "located", "situated", "is", "lies", "'"))


class Links:
    """`outer[name]` lists (outer name, weight, words), `inner[name]` (inner name, weight), `beside[name]` names in a
    list with it. Names are mention groups."""

    def __init__(self, doc: Document, mentions: list[Mention], cues: Cues) -> None:
        self.outer: dict[str, list[tuple[str, float, str]]] = defaultdict(list)
        self.inner: dict[str, list[tuple[str, float]]] = defaultdict(list)
        self.beside: dict[str, list[str]] = defaultdict(list)
        for k, (a, b) in enumerate(pairwise(mentions)):
            weight, words = gap(doc, a, b, cues)
            if weight:
                self._add(a, b, weight, words)
            if weight == COMMA and k + 2 < len(mentions) and gap(doc, b, mentions[k + 2], cues)[0] == COMMA:
                self._add(a, mentions[k + 2], CHAIN, words)
            if a.group != b.group and {t.lower for t in doc.tokens[a.last : b.first]} <= {"and", ","}:
                self.beside[a.group].append(b.group)
                self.beside[b.group].append(a.group)

    def _add(self, a: Mention, b: Mention, weight: float, words: str) -> None:
        self.outer[a.group].append((b.group, weight, words))
        self.inner[b.group].append((a.group, weight))


def gap(doc: Document, a: Mention, b: Mention, cues: Cues) -> tuple[float, str]:
    """How strongly what stands between two successive mentions says that `b` holds `a` (0: not at all), in words."""
    tokens = doc.tokens
    if not 0 < b.first - a.last <= WIDEST or tokens[a.first].sent != tokens[b.first].sent:
        return 0, ""
    between = [t.lower for t in tokens[a.last : b.first]]
    if between in ([","], ["("], [",", "the"]):
        return COMMA, "comma"
    if not all(w in _FILLERS or w in cues.generic or w in cues.direction for w in between):
        return 0, ""
    return (INSIDE, "“in”") if "in" in between or "of" in between else (LOOSE, "words beside it")


def tell_apart(doc: Document, mentions: list[Mention], cues: Cues) -> None:
    """Marks namesakes that the text itself keeps apart ("Portland, Oregon … Portland, Maine").

    A bare name goes with the one named before it.
    """
    owners: dict[str, dict[int, str]] = defaultdict(dict)
    for a, b in pairwise(mentions):
        if gap(doc, a, b, cues)[0] == COMMA and _holds(b.entries, a.entries):
            owners[a.key][a.first] = b.key
    current: dict[str, str] = {}
    for m in mentions:
        named = owners.get(m.key, {})
        if len(set(named.values())) > 1:
            m.split = current[m.key] = named.get(m.first, current.get(m.key, ""))


def _holds(outer: tuple[Entry, ...], inner: tuple[Entry, ...]) -> bool:
    return any(contains(o, e) for o in outer if o.kind in ("country", "admin1") for e in inner)
