"""The table of dated office holders: well-formed, broad, and right about tenures a reader can check."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from importlib.resources import files
from typing import NamedTuple

import pytest

from dateline.actors.lexicon import keys

SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
BODIES = set("UNO EUR IGO NGO ISM IMG MNC".split())
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
COLUMNS = ["name", "aliases", "country", "sectors", "role", "start", "end"]

HEADS_OF_STATE = set(
    "president;transitional president;king;queen;emir;sultan;emperor;grand duke;prince;pope;supreme leader;"
    "governor-general;head of state;presidency member;presidential council chairman;north korean leader;"
    "libyan leader;chairman of the sovereign council".split(";")
)
HEADS_OF_GOVERNMENT = set("prime minister;premier;chancellor;taoiseach;president;transitional president".split(";"))
FOREIGN = {"foreign minister", "secretary of state", "minister responsible for foreign affairs"}


class Row(NamedTuple):
    name: str
    aliases: str
    country: str
    sectors: str
    role: str
    start: str
    end: str

    def names(self) -> set[str]:
        return {self.name, *filter(None, self.aliases.split(";"))}

    def covers(self, day: str) -> bool:
        start, end = self.start or "0000", self.end or "9999"
        return start <= day[: len(start)] and day[: len(end)] <= end


def _lines(table: str) -> list[list[str]]:
    text = files("dateline").joinpath("data", "actors", table).read_text(encoding="utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.fixture(scope="module")
def rows() -> list[Row]:
    return [Row(*cells) for cells in _lines("people.tsv")[1:]]


@pytest.fixture(scope="module")
def roles(rows: list[Row]) -> dict[str, set[str]]:
    found = defaultdict(set)
    for row in rows:
        found[row.country].add(row.role.lower())
    return found


def _holders(rows: list[Row], country: str, role: str, day: str) -> set[str]:
    return {row.name for row in rows if (row.country, row.role) == (country, role) and row.covers(day)}


def test_columns() -> None:
    table = _lines("people.tsv")
    assert table[0] == COLUMNS
    assert {len(cells) for cells in table} == {len(COLUMNS)}


def test_cells_are_clean(rows: list[Row]) -> None:
    assert [row for row in rows if any(cell != " ".join(cell.split()) for cell in row)] == []
    assert [row for row in rows if not row.name or not row.role] == []


def test_dates_are_well_formed_and_in_order(rows: list[Row]) -> None:
    bad = [row for row in rows for day in (row.start, row.end) if day and not DATE.fullmatch(day)]
    assert bad == []
    ordered = ((row, min(len(row.start), len(row.end))) for row in rows if row.start and row.end)
    assert [row for row, n in ordered if row.start[:n] > row.end[:n]] == []


def test_sectors_are_plovers(rows: list[Row]) -> None:
    assert [row for row in rows if set(filter(None, row.sectors.split(";"))) - SECTORS] == []
    assert [row for row in rows if not row.sectors and row.country not in BODIES] == []


def test_countries_are_known(rows: list[Row]) -> None:
    states = {cells[0] for cells in _lines("states.tsv")[1:]}
    assert {row.country for row in rows} - states - BODIES == set()


def test_no_office_is_listed_twice(rows: list[Row]) -> None:
    counts = Counter((row.name, row.role, row.start, row.country) for row in rows)
    assert [key for key, n in counts.items() if n > 1] == []


def test_one_person_has_one_set_of_aliases_in_a_country(rows: list[Row]) -> None:
    aliases = defaultdict(set)
    for row in rows:
        aliases[row.name, row.country].add(row.aliases)
    assert [key for key, found in aliases.items() if len(found) > 1] == []


def test_aliases_are_worth_listing(rows: list[Row]) -> None:
    for row in rows:
        listed = row.aliases.split(";") if row.aliases else []
        assert len(listed) == len(set(listed)), row
        assert row.name not in listed, row
        assert all(alias and len(alias) > 2 for alias in listed), row


def test_names_with_diacritics_can_be_found_without(rows: list[Row]) -> None:
    spelled = {row.name: set(map(keys, row.names())) for row in rows}
    assert keys("Recep Tayyip Erdogan") in spelled["Recep Tayyip Erdoğan"]
    assert keys("Aleksandar Vucic") in spelled["Aleksandar Vučić"]
    assert keys("Thorbjorn Jagland") in spelled["Thorbjørn Jagland"]
    assert [name for name, forms in spelled.items() if not any("".join(form).isascii() for form in forms)] == []


def test_an_alias_adds_a_form_that_its_name_does_not_cover(rows: list[Row]) -> None:
    for row in rows:
        forms = [keys(alias) for alias in row.aliases.split(";") if alias]
        if row.name.isascii():
            assert keys(row.name) not in forms, row


def test_rows_are_sorted(rows: list[Row]) -> None:
    keys = [(row.country, row.start, row.name, row.role) for row in rows]
    assert keys == sorted(keys)


def test_breadth(rows: list[Row]) -> None:
    assert len(rows) >= 15000
    assert len({row.name for row in rows}) >= 11500
    assert {"UNO", "EUR", "IGO", "IMG"} <= {row.country for row in rows}


def test_at_least_a_hundred_states_have_all_four_offices(roles: dict[str, set[str]]) -> None:
    def complete(held: set[str]) -> bool:
        defence = any(("defence" in role and "minister" in role) or role == "secretary of defense" for role in held)
        return bool(held & HEADS_OF_STATE and held & HEADS_OF_GOVERNMENT and held & FOREIGN and defence)

    assert sum(complete(held) for held in roles.values()) >= 100


def test_most_states_have_a_head_of_state_or_government(roles: dict[str, set[str]]) -> None:
    heads = HEADS_OF_STATE | HEADS_OF_GOVERNMENT
    assert sum(bool(held & heads) for held in roles.values()) >= 180


@pytest.mark.parametrize(
    ("country", "role", "day", "name"),
    [
        ("USA", "president", "2003-03-20", "George W. Bush"),
        ("USA", "secretary of state", "1999-06-01", "Madeleine Albright"),
        ("RUS", "president", "2009-08-08", "Dmitry Medvedev"),
        ("RUS", "prime minister", "2009-08-08", "Vladimir Putin"),
        ("RUS", "defence minister", "2025-01-15", "Andrei Belousov"),
        ("GBR", "prime minister", "1982-05-01", "Margaret Thatcher"),
        ("DEU", "chancellor", "2015-09-04", "Angela Merkel"),
        ("ISR", "prime minister", "2021-12-01", "Naftali Bennett"),
        ("IRQ", "president", "1990-08-02", "Saddam Hussein"),
        ("ZWE", "president", "2008-06-27", "Robert Mugabe"),
        ("IND", "prime minister", "2001-12-13", "Atal Bihari Vajpayee"),
        ("JPN", "foreign minister", "2014-01-01", "Fumio Kishida"),
        ("BRA", "president", "2020-03-11", "Jair Bolsonaro"),
        ("ETH", "prime minister", "2018-07-09", "Abiy Ahmed"),
        ("UNO", "UN secretary-general", "2005-03-01", "Kofi Annan"),
        ("IGO", "NATO secretary-general", "2022-02-24", "Jens Stoltenberg"),
        ("SYR", "president", "2011-03-15", "Bashar al-Assad"),
        ("PHL", "president", "1986-03-01", "Corazon Aquino"),
    ],
)
def test_tenures(rows: list[Row], country: str, role: str, day: str, name: str) -> None:
    assert _holders(rows, country, role, day) == {name}


@pytest.mark.parametrize(
    ("country", "role", "day", "name"),
    [
        ("RUS", "president", "2009-08-08", "Vladimir Putin"),
        ("ZWE", "president", "2018-01-01", "Robert Mugabe"),
        ("LBN", "Hezbollah leader", "2025-01-01", "Hassan Nasrallah"),
        ("DEU", "foreign minister", "2025-07-01", "Annalena Baerbock"),
    ],
)
def test_nobody_holds_an_office_before_or_after_the_term(
    rows: list[Row], country: str, role: str, day: str, name: str
) -> None:
    assert name not in _holders(rows, country, role, day)


@pytest.mark.parametrize(
    ("country", "part", "least"),
    [
        ("USA", "governor of", 170), ("USA", "senator", 180), ("USA", "ambassador to", 120), ("GBR", "shadow", 15),
        ("IND", "chief minister of", 80), ("NGA", "governor of", 70), ("UKR", "governor of", 25),
        ("RUS", "deputy defence minister", 15), ("CHN", "Politburo", 35), ("PAK", "chief minister of", 15),
        ("JPN", "minister", 120), ("ETH", "president of", 10), ("SOM", "president of", 10), ("BRA", "governor of", 12),
    ],
)  # fmt: skip
def test_classes_of_offices_are_filled(rows: list[Row], country: str, part: str, least: int) -> None:
    assert sum(row.country == country and part in row.role for row in rows) >= least


@pytest.mark.parametrize(
    ("part", "least"), [("parliament speaker", 220), ("central bank governor", 100), ("mayor of", 190)]
)
def test_offices_found_in_every_state(rows: list[Row], part: str, least: int) -> None:
    assert sum(part in row.role for row in rows) >= least


@pytest.mark.parametrize(("sector", "least"), [("CVL", 250), ("BUS", 130), ("REL", 130), ("JUD", 250), ("LAB", 45)])
def test_public_figures_outside_government(rows: list[Row], sector: str, least: int) -> None:
    assert len({row.name for row in rows if sector in row.sectors.split(";")}) >= least


def test_defence_ministers_are_government_and_military(rows: list[Row]) -> None:
    sectors = {row.sectors for row in rows if row.role == "defence minister"}
    assert sectors == {"GOV;MIL"}


def test_leaving_office_moves_a_politician_to_the_opposition(rows: list[Row]) -> None:
    aung_san = [row for row in rows if row.name == "Aung San Suu Kyi"]
    assert {row.sectors for row in aung_san if row.covers("2005-06-01")} == {"PTY;OPP"}
    assert {row.sectors for row in aung_san if row.covers("2018-06-01")} == {"GOV"}


@pytest.mark.parametrize(
    "alias", ["Zelenskiy", "Erdogan", "Museveni", "Lula", "Hemedti", "Kim Jong Un", "Tikhanovskaya", "Gadhafi"]
)
def test_usual_short_names_point_at_one_person(rows: list[Row], alias: str) -> None:
    assert len({row.name for row in rows if keys(alias) in map(keys, row.names())}) == 1
