"""The gazetteer: names → places, from one memory-mapped file and two hand-kept tables.

`gazetteer.bin` (built by tools/build_gazetteer.py from GeoNames, CC BY 4.0) holds settlements and administrative
areas as columns: magic, header length, JSON header, then arrays of little-endian integers. Names are found by bisecting
sorted 32-bit hashes (12 more bits check each hit), so opening costs nothing and processes share the memory.
`countries.tsv` and `regions.tsv` hold what settlements do not: countries, seas, mountains, informal regions.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import struct
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import Any

from dateline.errors import DataError, MissingModelError
from dateline.places.folding import fold, key
from dateline.records import Precision

FILE, SUM, MAGIC = "gazetteer.bin", "gazetteer.sha256", b"DATELGZ1"
STRIDE = 16  # a name's offset is kept for every 16th entry
ADMIN1, ADMIN2, CITY = range(3)
WELL_KNOWN = 5_000_000  # inhabitants that areas of regions.tsv are weighed with
KINDS = ("admin1", "admin2", "city")
REGION_KINDS = frozenset(
    "continent area region sea gulf strait canal river lake mountains desert island site".split()
)  # kinds that regions.tsv may use


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of the gazetteer. `country` is the ISO 3166-1 alpha-3 code that records carry (null for areas across
    borders), `home` the territory's own code, `population` in persons, `main` false for an alternate name."""

    id: str
    name: str
    kind: str
    country: str | None
    home: str | None
    admin1: str | None
    admin1_id: str | None
    lat: float
    lon: float
    population: int
    main: bool = True

    @property
    def precision(self) -> Precision:
        """How exact the coordinates are as the place's position."""
        if self.kind == "city":
            return "city"
        if self.kind == "site":
            return "point"
        return "country" if self.kind == "country" else "region"


@dataclass(frozen=True, slots=True)
class Country:
    """A row of countries.tsv: a state or territory; `state` is the ISO3 code that records carry for it."""

    iso2: str
    iso3: str
    state: str
    name: str
    lat: float
    lon: float
    aliases: tuple[str, ...]


def pack(population: int) -> int:
    """A population in 16 bits: 11 bits of value, 5 of shift; at most 0.05 % off."""
    shift = max(0, population.bit_length() - 11)
    return shift << 11 | population >> shift


def unpack(packed: int) -> int:
    """The population that `pack` stored."""
    return (packed & 0x7FF) << (packed >> 11)


def folder() -> Path:
    """Where the gazetteer's files are."""
    return Path(str(resources.files("dateline"))) / "data" / "gazetteer"


def verify() -> str:
    """The SHA-256 of the gazetteer file; raises `MissingModelError` if it is absent or not the pinned one."""
    path, pinned = folder() / FILE, folder() / SUM
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        expected = pinned.read_text(encoding="ascii").split()[0]
    except (OSError, IndexError) as error:
        raise MissingModelError(f"gazetteer file is absent: {path}; reinstall the package") from error
    if digest != expected:
        raise MissingModelError(f"gazetteer file {path} is altered (SHA-256 {digest}, expected {expected})")
    return digest


@lru_cache(maxsize=1)
def load() -> Gazetteer:
    """The gazetteer, opened once. Raises `MissingModelError` if its file is absent, `DataError` for a bad table."""
    return Gazetteer(folder())


class Gazetteer:
    """Look-ups by name; safe to share between threads and processes."""

    def __init__(self, where: Path) -> None:
        self._open(where / FILE)
        self.countries = read_countries(where / "countries.tsv")
        self.regions = read_regions(where / "regions.tsv")
        self._state = {c.iso2: c for c in self.countries}
        self._areas = {e.id: e for e, _ in self.regions if e.kind == "admin1"}
        self._table: dict[str, list[Entry]] = defaultdict(list)
        self._fill()
        self.lookup = lru_cache(maxsize=50_000)(self._lookup)

    def _open(self, path: Path) -> None:
        try:
            with path.open("rb") as f:
                data = memoryview(mmap.mmap(f.fileno(), 0, access=mmap.ACCESS_READ))
        except (OSError, ValueError) as error:
            raise MissingModelError(f"gazetteer file is absent: {path}; reinstall the package") from error
        if bytes(data[:8]) != MAGIC or sys.byteorder != "little":
            raise MissingModelError(f"gazetteer file {path} cannot be read on this machine; rebuild or reinstall it")
        size = struct.unpack_from("<I", data, 8)[0]
        header = json.loads(bytes(data[12 : 12 + size]))
        self._nations: list[str] = header["countries"]
        self._bounds: list[int] = header["bounds"]
        base = 12 + size
        self._columns: dict[str, Any] = {
            name: data[base + at : base + at + length].cast("B").cast(code)
            for name, (code, at, length) in header["sections"].items()
        }

    def __len__(self) -> int:
        return self._bounds[-1]

    def _fill(self) -> None:
        for c in self.countries:
            entry = _country_entry(c)
            for name in {fold(n) for n in (c.name, *c.aliases)}:
                self._table[name].append(entry)
        for entry, aliases in self.regions:
            for name in {fold(n) for n in (entry.name, *aliases)}:
                self._table[name].append(entry)

    @cached_property
    def by_iso3(self) -> dict[str, Country]:
        """Countries and territories by ISO3."""
        return {c.iso3: c for c in self.countries}

    def _lookup(self, name: str) -> tuple[Entry, ...]:
        """Every place of that name, in no order. `name` is folded already (see `folding.fold`)."""
        if not name:
            return ()
        found = [*self._table.get(name, ()), *self._stored(name)]
        once: dict[str, Entry] = {}
        for e in found:
            once.setdefault(e.id, e)
        return tuple(once.values())

    def _stored(self, name: str) -> Iterator[Entry]:
        wanted, check = key(name)
        hashes, entries = self._columns["hash"], self._columns["entry"]
        i = bisect_left(hashes, wanted)
        while i < len(hashes) and hashes[i] == wanted:
            if entries[i] >> 20 == check:
                e = self.entry(entries[i] & 0x7FFFF, bool(entries[i] >> 19 & 1))
                yield self._areas.get(e.id, e)
            i += 1

    def entry(self, number: int, main: bool = True) -> Entry:
        """The entry with that number, 0 ≤ number < len(self)."""
        column = self._columns
        kind = ADMIN1 if number < self._bounds[0] else ADMIN2 if number < self._bounds[1] else CITY
        name, _, code = self._name(number).partition("\t")
        parent = column["admin1"][number]
        first, _, first_id = self._name(parent).partition("\t") if parent < self._bounds[0] else ("", "", "")
        iso2 = self._nations[column["country"][number]]
        home = self._state.get(iso2)
        return Entry(
            id=f"geonames:{column['id'][number]}" if kind == CITY else f"{KINDS[kind]}:{code}",
            name=name, kind=KINDS[kind], country=home.state if home else None, home=home.iso3 if home else None,
            admin1=first or None, admin1_id=f"admin1:{first_id}" if first_id else None,
            lat=column["lat"][number] / 1e5, lon=column["lon"][number] / 1e5,
            population=unpack(column["population"][number]), main=main,
        )  # fmt: skip

    def _name(self, number: int) -> str:
        at = self._columns["start"][number // STRIDE]
        names = self._columns["names"]
        stretch = bytes(names[at : at + 2048]).split(b"\n", number % STRIDE + 1)
        return stretch[number % STRIDE].decode()


def _country_entry(c: Country) -> Entry:
    return Entry(f"country:{c.iso3}", c.name, "country", c.state, c.iso3, None, None, c.lat, c.lon, 50_000_000)


def read_countries(path: Path) -> list[Country]:
    """Rows of countries.tsv; raises `DataError` with file and line."""
    out = []
    for where, row in rows(path, 7):
        iso2, iso3, state, name, lat, lon, aliases = row
        if len(iso2) != 2 or len(iso3) != 3 or len(state) != 3:
            raise DataError(where, f"country codes must have 2, 3 and 3 letters: {iso2} {iso3} {state}")
        out.append(Country(iso2, iso3, state, name, *_point(where, lat, lon), words(aliases)))
    return out


def read_regions(path: Path) -> list[tuple[Entry, tuple[str, ...]]]:
    """Rows of regions.tsv as entries with their aliases; raises `DataError` with file and line."""
    out, seen = [], set()
    for where, row in rows(path, 7):
        name_id, name, kind, country, lat, lon, aliases = row
        if kind not in REGION_KINDS:
            raise DataError(where, f"unknown kind {kind!r}; one of {', '.join(sorted(REGION_KINDS))}")
        if name_id in seen:
            raise DataError(where, f"id {name_id!r} is used twice")
        seen.add(name_id)
        out.append((_region_entry(name_id, name, kind, country or None, _point(where, lat, lon)), words(aliases)))
    return out


def _region_entry(row_id: str, name: str, kind: str, country: str | None, point: tuple[float, float]) -> Entry:
    """A region, or a first-order area of GeoNames where the id says so."""
    if row_id.startswith("admin1:"):
        return Entry(row_id, name, "admin1", country, country, name, row_id, *point, WELL_KNOWN)
    return Entry(f"region:{row_id}", name, kind, country, country, None, None, *point, 1_000_000)


def rows(path: Path, width: int) -> Iterator[tuple[str, list[str]]]:
    """(file:line, cells) of a table's rows after its header; lines that begin with "#" are comments."""
    header = True
    for number, line in enumerate(path.read_text(encoding="utf8").splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) != width:
            raise DataError(f"{path.name}:{number}", f"{len(cells)} columns where {width} are wanted")
        if not header:
            yield f"{path.name}:{number}", cells
        header = False


def _point(where: str, lat: str, lon: str) -> tuple[float, float]:
    try:
        y, x = float(lat), float(lon)
    except ValueError:
        raise DataError(where, f"coordinates are not numbers: {lat!r}, {lon!r}") from None
    if not (-90 <= y <= 90 and -180 <= x <= 180):
        raise DataError(where, f"coordinates out of range: {lat}, {lon}")
    return y, x


def words(cell: str) -> tuple[str, ...]:
    """The items of a cell, parted by semicolons."""
    return tuple(x.strip() for x in cell.split(";") if x.strip())
