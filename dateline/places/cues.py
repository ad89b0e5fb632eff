"""Word lists of dateline/data/gazetteer/cues.tsv, and what nations are called, from the actors' states.tsv."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from dateline.errors import DataError
from dateline.places.folding import fold
from dateline.places.gazetteer import folder, rows, words

LISTS = (
    "locative near belonging bearing direction settlement area1 area2 feature organization body title speech dealing"
    " addressed visited stative political eponym ambiguous never"
).split()


@dataclass(frozen=True, slots=True)
class Cues:
    """Lower-case words by what they say about a name beside them; the meaning of each list stands in cues.tsv."""

    locative: frozenset[str]
    near: frozenset[str]
    belonging: frozenset[str]
    bearing: frozenset[str]
    direction: frozenset[str]
    settlement: frozenset[str]
    area1: frozenset[str]
    area2: frozenset[str]
    feature: frozenset[str]
    organization: frozenset[str]
    body: frozenset[str]
    title: frozenset[str]
    speech: frozenset[str]
    dealing: frozenset[str]
    addressed: frozenset[str]
    visited: frozenset[str]
    stative: frozenset[str]
    political: frozenset[str]
    eponym: frozenset[str]
    ambiguous: frozenset[str]
    never: frozenset[str]
    generic: frozenset[str]


@lru_cache(maxsize=1)
def load() -> Cues:
    """The lists, read once. Raises `DataError` for an unknown, repeated or missing list."""
    lists: dict[str, frozenset[str]] = {}
    for where, (name, cell) in rows(folder() / "cues.tsv", 2):
        if name not in LISTS or name in lists:
            raise DataError(where, f"unknown or repeated list {name!r}")
        lists[name] = frozenset(words(cell))
    if missing := [name for name in LISTS if name not in lists]:
        raise DataError("cues.tsv:1", f"lists are missing: {', '.join(missing)}")
    generic = lists["settlement"] | lists["area1"] | lists["area2"] | lists["feature"]
    return Cues(**lists, generic=generic)


@lru_cache(maxsize=1)
def abbreviations() -> dict[str, str]:
    """Short form of an area, points and case as written ("Wash.", "TX") → its folded name."""
    return {short: fold(long) for _, (short, long) in rows(folder() / "abbreviations.tsv", 2)}


@lru_cache(maxsize=1)
def adjectives() -> dict[str, str]:
    """Lower-case nationality adjective or demonym of one word → ISO3."""
    out: dict[str, str] = {}
    for iso3, _, cells in _states():
        out.update({w.lower(): iso3 for w in cells if " " not in w})
    return out


@lru_cache(maxsize=1)
def seats() -> dict[str, str]:
    """Folded name of a capital or seat of government → ISO3 of the state it stands for."""
    return {fold(city): iso3 for iso3, cities, _ in _states() for city in cities}


def _states() -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """(ISO3, capitals and seats, adjectives and demonyms) of each state."""
    path = folder().parent / "actors" / "states.tsv"
    return [(r[0], words(r[6]) + words(r[7]), words(r[4]) + words(r[5])) for _, r in rows(path, 8)]
