"""GDELT Web NGrams 3.0 → texts, put together from overlapping windows.

Each row of http://data.gdeltproject.org/gdeltv3/webngrams/ holds one word of a page with up to seven words before and
after it, and the tenth of the page it stands in (`pos`: 0, 10 … 90).
"""

from __future__ import annotations

import datetime
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from dateline.articles import dating
from dateline.articles.unpack import lines
from dateline.errors import InputError

MAX_HELD = 400_000_000  # characters of windows held at a time; a minute's file has about 60 million
OVERLAP = 4  # words two windows must share to be joined; fewer are shared by chance


@dataclass
class Rebuilt:
    """One page: its address, ISO 639-1 language, text with lost line breaks, and when GDELT saw it."""

    url: str
    language: str | None
    stamp: str | None
    seen: datetime.datetime | None
    text: str = ""
    windows: dict[int, list[tuple[str, ...]]] = field(default_factory=lambda: defaultdict(list), repr=False)


def read(stream: BinaryIO) -> Iterator[Rebuilt]:
    """Pages of one file, in the order of their first row. Raises `InputError` for a file too large to hold."""
    pages: dict[str, Rebuilt] = {}
    held = broken = 0
    for _, line in lines(stream):
        row = _row(line)
        if row is None:
            broken += 1
            continue
        held += len(line or b"")
        if held > MAX_HELD:
            raise InputError(f"more than {MAX_HELD:,} bytes of windows: split the file by minutes")
        _add(pages, row)
    while pages:
        page = pages.pop(next(iter(pages)))
        page.text = assemble(page.windows)
        page.windows = {}
        yield page
    if broken:
        raise InputError(f"{broken:,} rows are no Web NGrams")


def _row(line: bytes | None) -> dict[str, Any] | None:
    try:
        row = json.loads(line or b"")
    except (ValueError, RecursionError):
        return None
    fits = isinstance(row, dict) and all(isinstance(row.get(name), str) for name in ("url", "ngram", "pre", "post"))
    return row if fits else None


def _add(pages: dict[str, Rebuilt], row: dict[str, Any]) -> None:
    page = pages.get(row["url"])
    if page is None:
        moment = dating.parse(str(row.get("date") or ""))
        seen = moment.instant if moment else None
        stamp = seen.isoformat(timespec="seconds") if seen else None
        page = pages[row["url"]] = Rebuilt(row["url"], row.get("lang") or None, stamp, seen)
    words = tuple(map(sys.intern, f"{row['pre']} {row['ngram']} {row['post']}".split()))
    position = row.get("pos")
    page.windows[position if isinstance(position, int) else 0].append(words)


def assemble(windows: dict[int, list[tuple[str, ...]]]) -> str:
    """The text behind windows of words by tenth of the page; what cannot be joined becomes a paragraph of its own."""
    runs = [list(run) for position in sorted(windows) for run in _chains(windows[position])]
    joined: list[list[str]] = []
    for run in runs:
        if joined and (shared := _shared(joined[-1], run)):
            joined[-1] += run[shared:]
        elif not (joined and _holds(joined[-1], run)):
            joined.append(run)
    return "\n\n".join(" ".join(run) for run in joined)


def _chains(windows: list[tuple[str, ...]]) -> list[list[str]]:
    """Windows joined where the end of one is the beginning of the next, longest overlap first."""
    unique = list(dict.fromkeys(windows))
    beginning: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for i, words in enumerate(unique):
        beginning[words[:OVERLAP]].append(i)
    successor, taken = [-1] * len(unique), [False] * len(unique)
    for i, words in enumerate(unique):
        following = (j for j in _following(words, unique, beginning) if j != i and not taken[j])
        if (j := next(following, -1)) >= 0:
            successor[i], taken[j] = j, True
    return [_walk(i, unique, successor) for i in range(len(unique)) if not taken[i]]


def _following(
    words: tuple[str, ...], unique: list[tuple[str, ...]], beginning: dict[tuple[str, ...], list[int]]
) -> Iterator[int]:
    """Windows that begin with the end of `words`, the longest end first."""
    for start in range(1, len(words) - OVERLAP + 1):
        for j in beginning.get(words[start : start + OVERLAP], ()):
            if unique[j][: len(words) - start] == words[start:]:
                yield j


def _walk(i: int, unique: list[tuple[str, ...]], successor: list[int]) -> list[str]:
    run = list(unique[i])
    while (i := successor[i]) >= 0:
        run += unique[i][_shared(run, list(unique[i])) :]
    return run


def _shared(left: list[str], right: list[str]) -> int:
    """How many words at the end of one run begin the other, at least `OVERLAP`, else 0."""
    most = min(len(left), len(right), 16)
    return next((n for n in range(most, OVERLAP - 1, -1) if left[-n:] == right[:n]), 0)


def _holds(left: list[str], right: list[str]) -> bool:
    return f" {' '.join(right)} " in f" {' '.join(left[-400:])} "
