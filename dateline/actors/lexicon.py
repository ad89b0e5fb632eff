"""Longest-match dictionaries over word pieces: how names and titles of any length are found in one pass.

A *piece* is a word, or a part of a hyphenated one; its *key* is lower case without dots, accents and inner
apostrophes, in American spelling, so that "U.S.", "US" and "Nations-Unies" need no table of variants.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar

from dateline.language import Document

V = TypeVar("V")

_SEPARATORS = re.compile(r"[\s\-–—/]+")
_POSSESSIVE = re.compile(r"(?<=\w)('s|')(?!\w)")
_SPELLINGS = {
    "defence": "defense", "labour": "labor", "organisation": "organization", "organisations": "organizations",
    "centre": "center", "centres": "centers", "programme": "program", "neighbour": "neighbor",
    "neighbours": "neighbors", "neighbourhood": "neighborhood", "harbour": "harbor", "stabilisation": "stabilization",
    "guerilla": "guerrilla", "guerillas": "guerrillas", "organiser": "organizer", "organisers": "organizers",
    "hizbollah": "hezbollah", "hizbullah": "hezbollah", "hezbullah": "hezbollah", "theatre": "theater",
    "armour": "armor", "armoured": "armored", "traveller": "traveler", "travellers": "travelers",
    "mobilisation": "mobilization", "demobilised": "demobilized", "labourer": "laborer", "labourers": "laborers",
    "colour": "color", "honour": "honor", "anaesthetist": "anesthetist", "naïve": "naive",
}  # fmt: skip
_SKIPPED = frozenset((".", "-", "–", "—", ""))


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """The key of one word piece."""
    key = word.lower()
    if not key.isascii():
        decomposed = unicodedata.normalize("NFKD", key.replace("ø", "o").replace("ł", "l").replace("ı", "i"))
        key = "".join(c for c in decomposed if not unicodedata.combining(c)).replace("’", "'").replace("ʻ", "'")
    if "." in key or ("'" in key and key not in ("'", "'s")):
        key = key.replace(".", "").replace("'", "")
    return _SPELLINGS.get(key, key)


def keys(text: str) -> tuple[str, ...]:
    """The keys of a phrase: ``"People's Army"`` → ``("people", "'s", "army")``."""
    if text.isascii() and text.replace(" ", "").isalnum():
        return tuple([_SPELLINGS.get(word, word) for word in text.lower().split()])
    if "-" in text or "–" in text or "/" in text:
        text = _SEPARATORS.sub(" ", text)
    if "'" in text or "’" in text:
        text = _POSSESSIVE.sub(r" \1", text.replace("’", "'"))
    return tuple(k for k in map(fold, text.split()) if k)


@dataclass(frozen=True, slots=True)
class Form(Generic[V]):
    """One written form: `raw` must match letter by letter when `exact`, else in its first capital only."""

    raw: str
    exact: bool
    value: V


@dataclass(slots=True, eq=False)
class Pieces:
    """The word pieces of a document and the token each belongs to."""

    keys: list[str]
    raws: list[str]
    tokens: list[int]
    sentences: list[int]
    first_of: list[int]

    @classmethod
    def of(cls, doc: Document) -> Pieces:
        """Pieces in text order; `first_of` gives for a token its first piece (or the next one's)."""
        out = cls([], [], [], [], [])
        for t in doc.tokens:
            out.first_of.append(len(out.keys))
            if t.lower in _SKIPPED:
                continue
            if "-" in t.text and t.text[0].isalpha():
                for raw in t.text.split("-"):
                    if raw:
                        out._add(raw, t.i, t.sent)
            else:
                out._add(t.text, t.i, t.sent)
        return out

    def _add(self, raw: str, token: int, sentence: int) -> None:
        key = fold(raw)
        if key:
            self.keys.append(key)
            self.raws.append(raw)
            self.tokens.append(token)
            self.sentences.append(sentence)


class Lexicon(Generic[V]):
    """Phrases → values, looked up longest first."""

    def __init__(self) -> None:
        self._forms: dict[tuple[str, ...], list[Form[V]]] = {}
        self._lengths: dict[str, list[int]] = {}  # of the phrases that begin with a key

    def add(self, text: str, value: V, exact: bool = False) -> None:
        """Enter a phrase; phrases with brackets or commas are no news usage and are left out."""
        key = keys(text)
        if not key or "(" in text or "," in text:
            return
        self.put(key, text, value, exact)

    def put(self, key: tuple[str, ...], text: str, value: V, exact: bool = False) -> None:
        """Enter a phrase whose keys are known."""
        forms = self._forms.get(key)
        if forms is None:
            self._forms[key] = [Form(text, exact, value)]
            lengths = self._lengths.setdefault(key[0], [])
            if len(key) not in lengths:
                lengths.append(len(key))
        else:
            forms.append(Form(text, exact, value))

    def sort(self) -> Lexicon[V]:
        """Order the phrases by length; call once after the last `add`."""
        for lengths in self._lengths.values():
            lengths.sort(reverse=True)
        return self

    def __contains__(self, key: tuple[str, ...]) -> bool:
        return key in self._forms

    def get(self, key: tuple[str, ...]) -> list[Form[V]]:
        """Forms of exactly these keys."""
        return self._forms.get(key, [])

    def values(self) -> Iterator[list[Form[V]]]:
        """The forms of every phrase."""
        yield from self._forms.values()

    def at(self, pieces: Pieces, start: int) -> Iterator[tuple[int, list[Form[V]]]]:
        """(end, forms) of every phrase that begins at piece `start` within its sentence, longest first."""
        lengths = self._lengths.get(pieces.keys[start])
        if lengths is None:
            return
        for length in lengths:
            end = start + length
            forms = self._forms.get(tuple(pieces.keys[start:end]))
            if forms is not None and end <= len(pieces.keys) and pieces.sentences[end - 1] == pieces.sentences[start]:
                yield end, forms
