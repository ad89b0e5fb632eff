"""Names folded to look-up keys, the same way when the gazetteer is built and when a text is read."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from hashlib import blake2b

_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ə": "a", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th",
     "‘": None, "’": None, "'": None, "ʻ": None, "ʼ": None, "ʿ": None, "ʾ": None, "`": None, "´": None, "ʹ": None,
     "-": " ", "–": " ", "/": " ", ".": " ", ",": " ", "(": " ", ")": " ", "\u00a0": " "}
)  # fmt: skip
_ARTICLES = frozenset("al el ad ed ar er as es ash esh at et az ez an en ath".split())
_SHORT = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "&": "and"}


@lru_cache(maxsize=100_000)
def fold(name: str) -> str:
    """The key of a place name: lower-case ASCII words, accents, points, hyphens and apostrophes gone.

    Forms of the Arabic article become "al" unless they end the name ("Deir ez-Zor" → "deir al zor"), "St." becomes
    "saint"; letters of other scripts stay. The key may be empty.
    """
    words = _ascii(name.casefold()).translate(_LETTERS).split()
    last = len(words) - 1
    return _joined([_word(w, i < last) for i, w in enumerate(words)])


def _joined(words: list[str]) -> str:
    """Words with initials run together: "u s", as "U.S." leaves it, becomes "us"."""
    if all(len(w) > 1 for w in words):
        return " ".join(words)
    out = ""
    for i, w in enumerate(words):
        out += w if not i or (len(w) == 1 and len(words[i - 1]) == 1) else f" {w}"
    return out


def _ascii(name: str) -> str:
    if name.isascii():
        return name
    parts = unicodedata.normalize("NFKD", name)
    return "".join(c for c in parts if not unicodedata.combining(c))


def _word(word: str, inner: bool) -> str:
    if inner and word in _ARTICLES:
        return "al"
    return _SHORT.get(word, word) if inner else word


def key(name: str) -> tuple[int, int]:
    """Hash of a folded name: 32 bits that sort, 12 bits that check."""
    digest = int.from_bytes(blake2b(name.encode("utf8", "replace"), digest_size=8).digest(), "big")
    return digest >> 32, digest & 0xFFF
