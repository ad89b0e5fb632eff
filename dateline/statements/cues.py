"""The reporting lexicon: which words attribute, as which speech act, with which stance, and with what complements."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal, cast

from dateline.errors import DataError

Kind = Literal["verb", "noun", "adjective", "preposition"]

ACTS = frozenset(
    "say ask answer inform announce explain claim confirm admit deny reject agree promise threaten warn demand propose"
    " support praise welcome thank criticize accuse apologize call predict believe feel intend joke".split()
)
KINDS = ("verb", "noun", "adjective", "preposition")
PATTERNS = frozenset(
    "that whether how to quote object as clause show about of on over for with in at against from toward".split()
)
COLUMNS = ["cue", "kind", "act", "stance", "patterns", "strength"]
FILE = "reporting_verbs/cues.tsv"


@dataclass(slots=True, frozen=True)
class Cue:
    """One row of ``cues.tsv``. `text` is a lemma, with the particle, noun or preposition that belongs to it.

    `act` is one of `ACTS`; `stance` is −1, 0 or 1 towards what the content is about; `patterns` are the complements
    it takes (`features.fits` reads no other); `strength`, 0 to 1, is how much the word alone speaks for an attribution:
    an estimate, which the weights of ``weights.tsv`` correct.
    """

    text: str
    kind: Kind
    act: str
    stance: Literal[-1, 0, 1]
    patterns: frozenset[str]
    strength: float


class Lexicon:
    """All cues, by the first word and by the whole text."""

    def __init__(self, cues: Iterator[Cue]) -> None:
        self._by_text: dict[tuple[str, str], Cue] = {}
        self.heads: dict[str, set[str]] = {kind: set() for kind in KINDS}
        for cue in cues:
            self._by_text[cue.text, cue.kind] = cue
            plain = " ".join(w for w in cue.text.split() if w not in ("a", "an", "the", "it"))
            self._by_text.setdefault((plain, cue.kind), cue)
            self.heads[cue.kind].add(cue.text.split(" ", 1)[0])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Cue]:
        return iter(dict.fromkeys(self._by_text.values()))

    def get(self, text: str, kind: str) -> Cue | None:
        """The cue with exactly this text."""
        return self._by_text.get((text, kind))

    def best(self, lemma: str, rest: tuple[str, ...], kind: str) -> Cue | None:
        """The longest cue that starts with `lemma` and goes on with words of `rest`, in order."""
        for n in range(len(rest), 0, -1):
            for first in range(len(rest) - n + 1):
                if cue := self._by_text.get((" ".join((lemma, *rest[first : first + n])), kind)):
                    return cue
        return self._by_text.get((lemma, kind))


@lru_cache(maxsize=1)
def load() -> Lexicon:
    """The package's lexicon. Raises `DataError` naming file and line where a row breaks the schema."""
    path = files("dateline").joinpath("data", FILE)
    return Lexicon(read(path.read_text(encoding="utf-8"), FILE))


def read(table: str, name: str) -> Iterator[Cue]:
    """Rows of a cue table; `name` is what errors call it."""
    rows = csv.reader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if next(rows, None) != COLUMNS:
        raise DataError(f"{name}:1", f"the header must be {' '.join(COLUMNS)}")
    seen: set[tuple[str, str]] = set()
    for row in rows:
        if not row or row[0].startswith("#"):
            continue
        where = f"{name}:{rows.line_num}"
        cue = _cue(row, where)
        if (cue.text, cue.kind) in seen:
            raise DataError(where, f"{cue.text!r} is listed twice as {cue.kind}")
        seen.add((cue.text, cue.kind))
        yield cue


def _cue(row: list[str], where: str) -> Cue:
    if len(row) != len(COLUMNS):
        raise DataError(where, f"{len(row)} columns, {len(COLUMNS)} expected")
    text, kind, act, stance, patterns, strength = row
    wanted = frozenset(patterns.split(";"))
    checks = {
        "cue must be lower case and trimmed": text != text.strip().lower() or not text,
        f"unknown kind {kind!r}": kind not in KINDS,
        f"unknown act {act!r}": act not in ACTS,
        "stance must be -1, 0 or 1": stance not in ("-1", "0", "1"),
        f"unknown patterns {sorted(wanted - PATTERNS)}": not wanted <= PATTERNS,
    }
    for problem, failed in checks.items():
        if failed:
            raise DataError(where, problem)
    return Cue(text, cast(Kind, kind), act, cast(Literal[-1, 0, 1], int(stance)), wanted, _share(strength, where))


def _share(value: str, where: str) -> float:
    try:
        share = float(value)
    except ValueError:
        raise DataError(where, f"strength {value!r} is no number") from None
    if not 0 <= share <= 1:
        raise DataError(where, "strength must lie between 0 and 1")
    return share
