"""Word lists of the codebook: lemmas, phrases, event types and the wildcard, matched against a token."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.language import Document

ACTOR = "actor"
ANYTHING = "*"


@dataclass(frozen=True, slots=True)
class Words:
    """A list as written in a frame. `types` are event types that a complement may code to."""

    lemmas: frozenset[str]
    phrases: tuple[tuple[str, ...], ...] = ()
    types: frozenset[str] = frozenset()
    anything: bool = False
    actor: bool = False
    phrase_words: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    @classmethod
    def of(cls, items: Iterable[str], special: bool = True) -> Words:
        """Sort the items of a list into lemmas, phrases, UPPER-CASE types, `*` and `actor`.

        Unless `special`, "actor" is the word for a performer.
        """
        lemmas: set[str] = set()
        phrases: list[tuple[str, ...]] = []
        types: set[str] = set()
        for item in items:
            if "-" in item:  # tokenizers split "cease-fire" into three
                phrases.append(tuple(item.replace("-", " - ").split()))
            parts = tuple(item.split())
            if len(parts) > 1:
                phrases.append(parts)
            elif item.isupper() and len(item) > 2:
                types.add(item)
            else:
                lemmas.add(item)
        anything, actor = ANYTHING in lemmas, special and ACTOR in lemmas
        lemmas -= {ANYTHING, ACTOR} if special else {ANYTHING}
        inside = frozenset(w for p in phrases for w in p)
        return cls(frozenset(lemmas), tuple(phrases), frozenset(types), anything, actor, inside, _kinds(lemmas))

    @classmethod
    def union(cls, lists: Iterable[Words]) -> Words:
        """One list out of several."""
        found = tuple(lists)
        if len(found) == 1:
            return found[0]
        return cls(
            frozenset().union(*(w.lemmas for w in found)),
            tuple(p for w in found for p in w.phrases),
            frozenset().union(*(w.types for w in found)),
            any(w.anything for w in found),
            any(w.actor for w in found),
            frozenset().union(*(w.phrase_words for w in found)),
            frozenset().union(*(w.kinds for w in found)),
        )

    def match(self, doc: Document, i: int) -> bool:
        """Whether token `i` is in the list: its lemma, its lower-cased form, or a phrase around it."""
        t = doc.tokens[i]
        if self.anything or t.lemma in self.lemmas or t.lower in self.lemmas or t.lemma.lower() in self.lemmas:
            return True
        if t.tag == "NNPS" and t.lower[:-1] in self.lemmas:
            return True
        return self.has_phrase(doc, i)

    def has_phrase(self, doc: Document, i: int) -> bool:
        """Whether a phrase of several words in the list stands around token `i`."""
        t = doc.tokens[i]
        if t.lower not in self.phrase_words and t.lemma not in self.phrase_words:
            return False
        return any(phrase_at(doc, i, p) is not None for p in self.phrases)


# A list that names these words means their kind: whoever lists "soldier" and "rebel" means any armed party.
_MARKERS = {
    "persons": frozenset(("people", "person", "civilian")),
    "armed": frozenset(("soldier", "troop", "rebel")),
    "police": frozenset(("police",)),
    "officials": frozenset(("president", "minister")),
    "places": frozenset(("city", "town", "village")),
}


def _kinds(lemmas: set[str]) -> frozenset[str]:
    return frozenset(kind for kind, marks in _MARKERS.items() if marks & lemmas)


def phrase_at(doc: Document, i: int, phrase: tuple[str, ...]) -> int | None:
    """First token of the words of `phrase` standing together around token `i`; null if they do not."""
    tokens = doc.tokens
    t = tokens[i]
    for k, word in enumerate(phrase):
        if word != t.lower and word != t.lemma:
            continue
        first = i - k
        if first < 0 or first + len(phrase) > len(tokens):
            continue
        if all(w in (tokens[first + j].lower, tokens[first + j].lemma) for j, w in enumerate(phrase)):
            return first
    return None
