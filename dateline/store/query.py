"""What a user types into a search → terms, the same over every database."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.errors import InputError

_TERM = re.compile(r'(?P<not>-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
_WORDY = re.compile(r"\w")


@dataclass(frozen=True)
class Term:
    """Words that stand next to each other; `prefix`: the last is the beginning of a word; `exclude`: must be absent."""

    words: str
    prefix: bool = False
    exclude: bool = False


def parse(query: str) -> list[list[Term]]:
    """Alternatives, each a list of terms that must all hold.

    Grammar: words (all must occur), ``"a phrase"``, ``prefix*``, ``OR`` between alternatives, ``-word`` to exclude.
    Raises `InputError` when an alternative asks for nothing.
    """
    alternatives: list[list[Term]] = [[]]
    for m in _TERM.finditer(query.replace("\0", " ")):
        if m["word"] == "OR" and not m["not"]:
            alternatives.append([])
        elif term := _term(m):
            alternatives[-1].append(term)
    kept = [a for a in alternatives if any(not t.exclude for t in a)]
    if not kept:
        raise InputError(f"nothing to search for in {query!r}: it needs at least one word that must occur")
    return kept


def _term(m: re.Match[str]) -> Term | None:
    words = m["phrase"] if m["phrase"] is not None else m["word"]
    prefix = m["phrase"] is None and words.endswith("*")
    words = words.rstrip("*").strip()
    return Term(words, prefix, bool(m["not"])) if _WORDY.search(words) else None
