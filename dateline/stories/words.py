"""Words of evidence: what is left of a sentence when news language is taken out, and the kinds of things it names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from dateline.errors import DataError

DATA = Path(__file__).parent.parent / "data" / "stories"
WORD = re.compile(r"[^\W_]+(?:['’-][^\W\d_]+)*")
_NUMBER = re.compile(r"\d")
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("ings", ""), ("ing", ""), ("ied", "y"), ("ed", ""), ("es", "e"), ("s", ""))
SHORTEST = 3  # letters that a stem keeps


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A rough English stem: plural and verb endings and a final "e" go. "raided", "raids", "raid" → "raid"."""
    word = word.lower().replace("’", "'").removesuffix("'s")
    for ending, rest in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) + len(rest) >= SHORTEST and not word.endswith("ss"):
            word = word[: len(word) - len(ending)] + rest
            break
    if len(word) > SHORTEST and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > SHORTEST and word.endswith("e") else word


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """Stems of words that tell nothing apart."""
    lines = (DATA / "common_words.txt").read_text("utf-8").splitlines()
    return frozenset(stem(w) for line in lines if not line.startswith("#") for w in line.split())


@lru_cache(maxsize=1)
def kinds() -> dict[str, tuple[str, ...]]:
    """Stem → the kinds of targets, people or things it names. Raises `DataError` for a row that breaks the schema."""
    found: dict[str, tuple[str, ...]] = {}
    for kind, _, members in _rows():
        for word in members.split():
            known = found.setdefault(stem(word), ())
            if kind not in known:
                found[stem(word)] = (*known, kind)
    return found


@lru_cache(maxsize=1)
def means() -> frozenset[str]:
    """Kinds that say how something was done, not what or to whom."""
    return frozenset(kind for kind, about, _ in _rows() if about == "means")


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[str, str, str], ...]:
    return tuple(_read_kinds(DATA / "same_words.tsv"))


def _read_kinds(path: Path) -> Iterator[tuple[str, str, str]]:
    seen: set[str] = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if number == 1 or line.startswith("#") or not line.strip():
            continue
        kind, about, members = (*line.split("\t"), "", "")[:3]
        if not kind or kind in seen or about not in ("what", "means") or not members.split():
            raise DataError(f"{path.name}:{number}", "a kind, “what” or “means”, and its words; each kind once")
        seen.add(kind)
        yield kind, about, members


@lru_cache(maxsize=65536)
def is_telling(word: str) -> bool:
    """Whether a word helps to tell happenings apart."""
    return len(word) > 2 and not _NUMBER.search(word) and stem(word) not in common()
