"""The actor tables of ``dateline/data/actors``: tab-separated text read and checked line by line.

Every reader raises `DataError` with ``file:line`` for a row that breaks its schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast

from dateline.errors import DataError
from dateline.records import Kind

DATA = Path(__file__).parent.parent / "data" / "actors"

SECTORS = frozenset(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
BODIES = frozenset("UNO EUR IGO NGO ISM IMG MNC".split())
NUMBERS = frozenset("person group body thing place quality quantity address".split())
RANKS = frozenset("leader minister official member public organ asset".split()) | {""}
KINDS = frozenset(("igo", "group", "organization"))

_COUNTRY = re.compile(r"[A-Z]{3}")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_ID = re.compile(r"[A-Z]{3}(\.[A-Z]{3}){0,3}(/[a-z0-9]+(-[a-z0-9]+)*)?")


@dataclass(frozen=True, slots=True)
class State:
    """One row of states.tsv; every list holds forms as news writes them."""

    iso3: str
    name: str
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Body:
    """One row of territories.tsv or organizations.tsv. `start` and `end` are partial ISO dates or empty."""

    id: str
    kind: Kind
    name: str
    country: str | None
    sectors: tuple[str, ...]
    aliases: tuple[str, ...]
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Office:
    """One row of people.tsv: an office and when it was held (partial ISO dates; an empty `end` is open)."""

    name: str
    aliases: tuple[str, ...]
    country: str | None
    sectors: tuple[str, ...]
    role: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Role:
    """One row of roles.tsv. A `default` sector yields to the sector of the body the word belongs to."""

    title: str
    sectors: tuple[str, ...]
    default: bool
    rank: str
    number: str


class _Row:
    """One data line: cells by column name, with checked conversions."""

    __slots__ = ("cells", "where")

    def __init__(self, where: str, cells: dict[str, str]) -> None:
        self.where = where
        self.cells = cells

    def fail(self, problem: str) -> DataError:
        return DataError(self.where, problem)

    def text(self, column: str) -> str:
        if not (value := self.cells[column]):
            raise self.fail(f"column {column!r} is empty")
        return value

    def items(self, column: str) -> tuple[str, ...]:
        value = self.cells[column]
        return tuple(x for x in (y.strip() for y in value.split(";")) if x) if value else ()

    def country(self) -> str | None:
        value = self.cells["country"]
        if value and not _COUNTRY.fullmatch(value):
            raise self.fail(f"country {value!r} is no three-letter code")
        return value or None

    def sectors(self, value: str) -> tuple[str, ...]:
        out = tuple(x for x in value.split(";") if x) if value else ()
        for x in out:
            if x not in SECTORS:
                raise self.fail(f"unknown sector {x!r}")
        return out

    def date(self, column: str) -> str:
        value = self.cells[column]
        if value and not _DATE.fullmatch(value):
            raise self.fail(f"{column} {value!r} is no date (YYYY, YYYY-MM or YYYY-MM-DD)")
        return value

    def identity(self, seen: set[str]) -> str:
        value = self.text("id")
        if not _ID.fullmatch(value):
            raise self.fail(f"id {value!r} is not of the form CCC[.SEC…][/slug]")
        if value in seen:
            raise self.fail(f"id {value!r} occurs twice")
        seen.add(value)
        return value


def _rows(path: Path, columns: str) -> Iterator[_Row]:
    """Data rows of a table; `columns` are the expected names in order, separated by blanks."""
    names = columns.split()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise DataError(f"{path.name}:0", f"cannot be read: {error.strerror}") from error
    header = False
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if not header:
            if cells != names:
                raise DataError(f"{path.name}:{number}", f"header is not {' '.join(names)}")
            header = True
            continue
        if len(cells) != len(names):
            raise DataError(f"{path.name}:{number}", f"{len(cells)} columns instead of {len(names)}")
        yield _Row(f"{path.name}:{number}", dict(zip(names, cells, strict=True)))


def states(folder: Path = DATA) -> list[State]:
    """Rows of states.tsv."""
    out: list[State] = []
    seen: set[str] = set()
    for r in _rows(folder / "states.tsv", "iso3 name official aliases adjectives demonyms capital seats"):
        iso3 = r.text("iso3")
        if not _COUNTRY.fullmatch(iso3) or iso3 in seen:
            raise r.fail(f"iso3 {iso3!r} is malformed or occurs twice")
        seen.add(iso3)
        aliases = (*r.items("official"), *r.items("aliases"))
        rest = (r.items(c) for c in ("adjectives", "demonyms", "capital", "seats"))
        out.append(State(iso3, r.text("name"), aliases, *rest))
    return out


def territories(folder: Path = DATA) -> list[Body]:
    """Rows of territories.tsv: breakaway entities and dependencies as countries, peoples as groups."""
    out: list[Body] = []
    seen: set[str] = set()
    for r in _rows(folder / "territories.tsv", "id name country sectors aliases adjectives demonyms"):
        sectors = r.sectors(r.cells["sectors"])
        kind: Kind = "group" if "CVL" in sectors else "country"
        out.append(
            Body(r.identity(seen), kind, r.text("name"), r.country(), sectors,
                 r.items("aliases"), r.items("adjectives"), r.items("demonyms"))
        )  # fmt: skip
    return out


def organizations(folder: Path = DATA) -> list[Body]:
    """Rows of organizations.tsv."""
    out: list[Body] = []
    seen: set[str] = set()
    for r in _rows(folder / "organizations.tsv", "id kind name country sectors aliases start end"):
        kind = r.text("kind")
        if kind not in KINDS:
            raise r.fail(f"kind {kind!r} is not one of {', '.join(sorted(KINDS))}")
        out.append(
            Body(r.identity(seen), cast(Kind, kind), r.text("name"), r.country(),
                 r.sectors(r.cells["sectors"]), r.items("aliases"), start=r.date("start"), end=r.date("end"))
        )  # fmt: skip
    return out


def people(folder: Path = DATA) -> list[Office]:
    """Rows of people.tsv, in file order."""
    out: list[Office] = []
    for r in _rows(folder / "people.tsv", "name aliases country sectors role start end"):
        start, end = r.date("start"), r.date("end")
        if start and end and end < start[: len(end)]:
            raise r.fail(f"end {end} lies before start {start}")
        sectors = r.sectors(r.cells["sectors"])
        out.append(Office(r.text("name"), r.items("aliases"), r.country(), sectors, r.cells["role"], start, end))
    return out


def roles(folder: Path = DATA) -> list[Role]:
    """Rows of roles.tsv."""
    out: list[Role] = []
    seen: set[str] = set()
    for r in _rows(folder / "roles.tsv", "title sectors rank number"):
        title, rank, number = r.text("title"), r.cells["rank"], r.text("number")
        if title in seen:
            raise r.fail(f"title {title!r} occurs twice")
        if number not in NUMBERS:
            raise r.fail(f"number {number!r} is not one of {', '.join(sorted(NUMBERS))}")
        if rank not in RANKS:
            raise r.fail(f"rank {rank!r} is not one of {', '.join(sorted(RANKS))}")
        seen.add(title)
        value = r.cells["sectors"]
        out.append(Role(title, r.sectors(value.rstrip("?")), value.endswith("?"), rank, number))
    return out


def given_names(folder: Path = DATA) -> dict[str, Literal["m", "f"]]:
    """Folded given name → "m" or "f", from given_names.tsv."""
    out: dict[str, Literal["m", "f"]] = {}
    for r in _rows(folder / "given_names.tsv", "name gender"):
        gender = r.cells["gender"]
        if gender not in ("m", "f"):
            raise r.fail(f"gender {gender!r} is not m or f")
        out[r.text("name")] = "m" if gender == "m" else "f"
    return out
