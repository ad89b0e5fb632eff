"""The builder's rules for names, on small inputs."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest


@pytest.fixture(scope="module")
def build() -> ModuleType:
    path = Path(__file__).parents[2] / "tools" / "build_gazetteer.py"
    spec = importlib.util.spec_from_file_location("build_gazetteer", path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_generic_words_at_the_ends_go(build: ModuleType) -> None:
    assert build.stripped("kabupaten karo") == "karo"
    assert build.stripped("kherson oblast") == "kherson"
    assert build.stripped("province of the north") == "north"
    assert build.stripped("state") == ""


def test_bearings_turn(build: ModuleType) -> None:
    assert build.turned("southern darfur") == "south darfur"
    assert build.turned("south darfur") == "southern darfur"
    assert build.turned("darfur") == "darfur"


def test_scholarly_marks_go_but_spelling_stays(build: ModuleType) -> None:
    assert build.plain("Khān Yūnis", "PS") == "Khan Yunis"
    assert build.plain("Rafaḩ", "EG") == "Rafah"
    assert build.plain("Đà Nẵng", "VN") == "Đà Nẵng"
    assert build.plain("Łódź", "PL") == "Łódź"


def test_alternates_worth_keeping(build: ModuleType) -> None:
    kept = set(build.alternates(["Kiev", "KIEV", "Киев", "kiyeb", "IEV", "Ko", "A Very Long Name Of A Town"]))
    assert kept == {"kiev"}


def test_spellings_of_one_name(build: ModuleType) -> None:
    assert build.spelled("mitrovica", "mitrovice")
    assert build.spelled("raqqa", "al raqqah")
    assert not build.spelled("mitrovica", "sremska mitrovica")
    assert not build.spelled("engels", "pokrovsk")


def test_a_container_is_read_back(build: ModuleType, tmp_path: Path) -> None:
    from dateline.places import gazetteer

    town = build.Row(gazetteer.CITY, "42", "Xandara", "UA", "UA.05", 48.5, 37.25, 12_000, {"xandarka"})
    area = build.Row(gazetteer.ADMIN1, "UA.05", "Donetsk", "UA", "UA.05", 48.0, 37.8, 900_000, {"donetsk"})
    build.write([area], [town], tmp_path)
    for name in ("countries.tsv", "regions.tsv"):
        (tmp_path / name).write_bytes((gazetteer.folder() / name).read_bytes())
    (found,) = gazetteer.Gazetteer(tmp_path).lookup("xandara")
    assert (found.id, found.country, found.admin1, found.lat, found.lon) == (
        "geonames:42",
        "UKR",
        "Donetsk",
        48.5,
        37.25,
    )
    (other,) = gazetteer.Gazetteer(tmp_path).lookup("xandarka")
    assert (other.id, other.main) == ("geonames:42", True)
