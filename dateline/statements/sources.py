"""What kinds of nouns can be the source of a statement, and how."""

from __future__ import annotations

import csv
from functools import lru_cache
from importlib.resources import files

from dateline.errors import DataError
from dateline.language.document import Token

FILE = "reporting_verbs/sources.tsv"
COLUMNS = ["noun", "class", "note"]
CLASSES = frozenset(("thing", "document", "spokesman", "agent", "view", "phrase", "stirs", "stirred", "picture"))


def nouns(group: str) -> frozenset[str]:
    """Lemmas of one class of `CLASSES`: what can never speak, what speaks by its text, who speaks for another,
    who is the source of the attitude it names, what "in his …" can introduce; the set phrases that are no content
    ("declined *to comment*"), and verbs and nouns of what deeds stir up ("*raises questions*"),
    and what shows things ("a video shows a man")."""
    return load()[group]


def is_mute(t: Token) -> bool:
    """Whether a common noun names a thing or an event, which says nothing."""
    return t.pos == "NOUN" and t.lemma in load()["thing"]


@lru_cache(maxsize=1)
def load() -> dict[str, frozenset[str]]:
    """Nouns by class. Raises `DataError` naming file and line where a row is wrong."""
    return read(files("dateline").joinpath("data", FILE).read_text(encoding="utf-8"), FILE)


def read(table: str, name: str) -> dict[str, frozenset[str]]:
    """Rows of a source table; `name` is what errors call it."""
    rows = csv.reader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if next(rows, None) != COLUMNS:
        raise DataError(f"{name}:1", f"the header must be {' '.join(COLUMNS)}")
    out: dict[str, set[str]] = {group: set() for group in CLASSES}
    for row in rows:
        if not row or row[0].startswith("#"):
            continue
        if len(row) != len(COLUMNS) or row[1] not in CLASSES or not row[0]:
            raise DataError(f"{name}:{rows.line_num}", f"not a noun, a known class and a note: {row}")
        out[row[1]].add(row[0])
    return {group: frozenset(words) for group, words in out.items()}
