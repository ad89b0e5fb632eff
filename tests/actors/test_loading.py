"""The actor tables are checked on load, and a bad row is named with file and line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dateline.actors import tables
from dateline.actors.knowledge import Knowledge, load
from dateline.errors import DataError


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in tables.DATA.glob("*.tsv"):
        shutil.copy(path, tmp_path / path.name)
    return tmp_path


def last_line(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("table", "row", "problem"),
    [
        ("states.tsv", "Karelland\tKarelland\t\t\t\t\t\t", "malformed"),
        ("states.tsv", "KRL\tKarelland", "2 columns instead of 8"),
        ("states.tsv", "KRL\t\t\t\t\t\t\t", "'name' is empty"),
        ("territories.tsv", "Vost land\tVostland\tRUS\tPRE\t\t\t", "not of the form"),
        ("organizations.tsv", "KRL.GOV/x\tbody\tX\tKRL\tGOV\t\t\t", "kind 'body'"),
        ("organizations.tsv", "KRL.GOV/x\torganization\tX\tKarelland\tGOV\t\t\t", "three-letter"),
        ("organizations.tsv", "KRL.GOV/x\torganization\tX\tKRL\tGOVT\t\t\t", "unknown sector 'GOVT'"),
        ("people.tsv", "Ana Delorme\t\tKRL\tGOV\tpresident\t2020-13\t", "is no date"),
        ("people.tsv", "Ana Delorme\t\tKRL\tGOV\tpresident\t2020\t2019-05", "before start"),
        ("roles.tsv", "archwizard\tGOV\tleader\twizard", "number 'wizard'"),
        ("roles.tsv", "archwizard\tGOV\tgrand\tperson", "rank 'grand'"),
        ("roles.tsv", "foreign minister\tGOV\tminister\tperson", "occurs twice"),
        ("given_names.tsv", "ana\tx", "is not m or f"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(folder: Path, table: str, row: str, problem: str) -> None:
    path = folder / table
    with path.open("a", encoding="utf-8") as f:
        f.write(row + "\n")
    with pytest.raises(DataError) as caught:
        load(folder)
    assert caught.value.where == f"{table}:{last_line(path)}"
    assert problem in caught.value.problem


def test_a_table_without_its_header_is_refused(folder: Path) -> None:
    (folder / "roles.tsv").write_text("soldier\tMIL\tmember\tperson\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"roles\.tsv:1: header"):
        load(folder)


def test_an_absent_table_is_an_error_that_names_it(folder: Path) -> None:
    (folder / "people.tsv").unlink()
    with pytest.raises(DataError, match=r"people\.tsv"):
        load(folder)


@pytest.fixture(scope="module")
def base() -> Knowledge:
    return load()


def test_every_state_has_forms_of_all_kinds(base: Knowledge) -> None:
    states = tables.states()
    assert len(states) >= 195
    assert {s.iso3 for s in states} >= {"PSE", "XKX", "VAT", "HKG", "TWN", "SSD"}
    assert sum(bool(s.adjectives and s.demonyms and s.capitals) for s in states) >= 190


def test_the_role_lexicon_is_broad() -> None:
    roles = tables.roles()
    persons = [r for r in roles if r.number == "person"]
    assert len(roles) >= 600
    assert len(persons) >= 400
    covered = {s for r in roles for s in r.sectors}
    assert covered >= tables.SECTORS - {"PRE"}


def test_offices_refer_to_known_countries(base: Knowledge) -> None:
    known = {s.iso3 for s in tables.states()} | tables.BODIES
    assert {o.country for o in tables.people() if o.country} <= known
    assert {e.country for e in base.entries.values() if e.country} <= known
