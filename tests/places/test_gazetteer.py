"""The gazetteer file and its hand-kept tables: complete, unaltered, and refused with file and line when wrong."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from dateline.errors import DataError, MissingModelError
from dateline.places import cues, gazetteer
from dateline.places.folding import fold
from dateline.places.gazetteer import Entry, Gazetteer, pack, read_countries, read_regions, unpack

TABLE = gazetteer.load()


def named(name: str, kind: str | None = None) -> list[Entry]:
    found = [e for e in TABLE.lookup(fold(name)) if kind in (None, e.kind)]
    return sorted(found, key=lambda e: -e.population)


def test_the_file_is_the_pinned_one() -> None:
    assert gazetteer.verify() == (gazetteer.folder() / gazetteer.SUM).read_text().split()[0]


def test_an_altered_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (gazetteer.FILE, gazetteer.SUM):
        shutil.copy(gazetteer.folder() / name, tmp_path)
    with (tmp_path / gazetteer.FILE).open("r+b") as f:
        f.seek(1000)
        f.write(b"x")
    monkeypatch.setattr(gazetteer, "folder", lambda: tmp_path)
    with pytest.raises(MissingModelError, match="altered"):
        gazetteer.verify()


def test_an_absent_file_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(MissingModelError, match=r"absent.*gazetteer\.bin"):
        Gazetteer(tmp_path)
    monkeypatch.setattr(gazetteer, "folder", lambda: tmp_path)
    with pytest.raises(MissingModelError, match="absent"):
        gazetteer.verify()


def test_a_foreign_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / gazetteer.FILE).write_bytes(b"not a gazetteer at all")
    with pytest.raises(MissingModelError, match="cannot be read"):
        Gazetteer(tmp_path)


def test_it_opens_fast_and_is_small() -> None:
    start = time.perf_counter()
    Gazetteer(gazetteer.folder())
    assert time.perf_counter() - start < 0.15
    assert (gazetteer.folder() / gazetteer.FILE).stat().st_size < 12_000_000


def test_every_entry_can_be_read() -> None:
    assert len(TABLE) > 200_000
    for number in [*range(0, len(TABLE), 997), len(TABLE) - 1]:
        e = TABLE.entry(number)
        assert e.name
        assert e.country
        assert len(e.country) == 3
        assert -90 <= e.lat <= 90
        assert -180 <= e.lon <= 180
        assert e in TABLE.lookup(fold(e.name)) or e.kind != "city"


@pytest.mark.parametrize(
    ("name", "country", "lat", "lon"),
    [
        ("Kyiv", "UKR", 50.45, 30.52),
        ("Kiev", "UKR", 50.45, 30.52),
        ("Bakhmut", "UKR", 48.59, 38.0),
        ("El Fasher", "SDN", 13.63, 25.35),
        ("Al-Fashir", "SDN", 13.63, 25.35),
        ("Khan Younis", "PSE", 31.34, 34.31),
        ("Goma", "COD", -1.67, 29.23),
        ("Manbij", "SYR", 36.53, 37.95),
        ("Deir al-Zor", "SYR", 35.34, 40.14),
        ("Raqqa", "SYR", 35.95, 39.01),
        ("Saigon", "VNM", 10.82, 106.63),
        ("Bombay", "IND", 19.07, 72.88),
    ],
)
def test_settlements_under_their_names(name: str, country: str, lat: float, lon: float) -> None:
    best = named(name, "city")[0]
    assert best.country == country
    assert best.lat == pytest.approx(lat, abs=0.1)
    assert best.lon == pytest.approx(lon, abs=0.1)


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Kherson", "admin1", "UKR"),
        ("North Darfur", "admin1", "SDN"),
        ("Gezira", "admin1", "SDN"),
        ("Zamfara", "admin1", "NGA"),
        ("Texas", "admin1", "USA"),
        ("Monroe County", "admin2", "USA"),
        ("Somme", "admin2", "FRA"),
    ],
)
def test_areas_under_their_names(name: str, kind: str, country: str) -> None:
    assert any(e.country == country for e in named(name, kind))


@pytest.mark.parametrize("name", ["UK", "U.K.", "Great Britain", "United Kingdom", "Britain"])
def test_countries_under_their_aliases(name: str) -> None:
    assert named(name, "country")[0].id == "country:GBR"


def test_dependencies_carry_the_code_of_their_state() -> None:
    greenland = named("Greenland", "country")[0]
    assert (greenland.id, greenland.country, greenland.home) == ("country:GRL", "DNK", "GRL")
    assert named("Hong Kong", "country")[0].country == "HKG"
    assert named("Kosovo", "country")[0].country == "XKX"


def test_every_country_and_region_is_found_by_each_of_its_names() -> None:
    for c in TABLE.countries:
        for name in (c.name, *c.aliases):
            assert any(e.home == c.iso3 for e in named(name, "country")), name
    for entry, aliases in TABLE.regions:
        for name in (entry.name, *aliases):
            assert entry in TABLE.lookup(fold(name)), name


def test_regions_are_many_and_well_formed() -> None:
    codes = {c.state for c in TABLE.countries}
    assert len(TABLE.regions) >= 300
    assert len({e.id for e, _ in TABLE.regions}) == len(TABLE.regions)
    for e, _ in TABLE.regions:
        assert e.country is None or e.country in codes | set(TABLE.by_iso3), e.id


@pytest.mark.parametrize(
    "name",
    "Donbas;Kurdistan;Darfur;Sahel;Kashmir;Gaza Strip;West Bank;Balkans;Horn of Africa;Levant;Caucasus;Black Sea"
    ";Strait of Hormuz;Euphrates;Hindu Kush;Europe;Zaporizhzhia nuclear power plant".split(";"),
)
def test_informal_regions_are_there(name: str) -> None:
    assert any(e.id.startswith("region:") for e in TABLE.lookup(fold(name)))


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("x\tX\tregion\t\t91\t0\t", "out of range"),
        ("x\tX\tregion\t\tnorth\t0\t", "not numbers"),
        ("x\tX\tvolcano\t\t1\t0\t", "unknown kind"),
        ("x\tX\tregion\t\t1\t0", "6 columns"),
        ("x\tX\tsea\t\t1\t0\t\nx\tY\tsea\t\t1\t0\t", "used twice"),
    ],
)
def test_a_bad_region_is_refused_with_its_line(tmp_path: Path, row: str, problem: str) -> None:
    path = tmp_path / "regions.tsv"
    path.write_text(f"# comment\nid\tname\tkind\tcountry\tlat\tlon\taliases\n{row}\n", encoding="utf8")
    with pytest.raises(DataError, match=rf"regions\.tsv:[34]: .*{problem}"):
        read_regions(path)


def test_a_bad_country_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "countries.tsv"
    path.write_text("iso2\tiso3\tstate\tname\tlat\tlon\taliases\nFR\tFR\tFRA\tFrance\t47\t2\t\n", encoding="utf8")
    with pytest.raises(DataError, match=r"countries\.tsv:2: country codes"):
        read_countries(path)


def test_a_missing_word_list_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cues, "folder", lambda: tmp_path)
    for body, problem in (
        ("locative\tin\n", "missing"),
        ("locative\tin\nlocative\tat\n", "repeated"),
        ("x\ty\n", "unknown"),
    ):
        (tmp_path / "cues.tsv").write_text("list\twords\n" + body, encoding="utf8")
        with pytest.raises(DataError, match=problem):
            cues.load.__wrapped__()


@pytest.mark.parametrize("population", [0, 1, 999, 2047, 2048, 65_984, 1_234_567, 38_000_000])
def test_populations_survive_packing(population: int) -> None:
    assert unpack(pack(population)) == pytest.approx(population, rel=0.001)
    assert pack(population) < 2**16


def test_every_abbreviation_stands_for_an_area() -> None:
    for short, key in cues.abbreviations().items():
        assert any(e.kind == "admin1" for e in TABLE.lookup(key)), short


def test_seats_and_adjectives_name_known_states() -> None:
    assert cues.seats()["moscow"] == "RUS"
    assert cues.adjectives()["sudanese"] == "SDN"
    assert set(cues.seats().values()) <= set(TABLE.by_iso3)


def test_an_area_of_the_regions_table_keeps_its_geonames_id_and_one_position() -> None:
    by_table, by_file = named("Catalunya", "admin1"), named("Catalonia", "admin1")
    assert {e.id for e in by_table} == {e.id for e in by_file} == {"admin1:ES.56"}
    assert by_table[0].lat == by_file[0].lat
