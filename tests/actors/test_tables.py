"""The actor tables: schema, codes, names that clash, breadth, and the names a reader of news expects to find."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

import pytest

from dateline.actors import tables
from dateline.actors.lexicon import keys
from dateline.errors import DataError

ISO3 = frozenset(
    """
    AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA
    CAF CAN CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH
    FIN FJI FRA FSM GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA
    JAM JOR JPN KAZ KEN KGZ KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX
    MHL MKD MLI MLT MMR MNE MNG MOZ MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG
    POL PRK PRT PRY QAT ROU RUS RWA SAU SDN SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD
    TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
    HKG PSE TWN VAT XKX
    """.split()
)

# names that two bodies really share; the coder asks the context and otherwise answers "unknown"
AMBIGUOUS = frozenset(
    """
    ADF; AFP; Commons; DPR; House of Commons; Joint Chiefs of Staff; JEM; Kashmir; Kashmiri; Kashmiris; Korea; Korean;
    Koreans; Kurdistan; MIT; National Salvation Front; People's Defence Forces; Polícia Federal; PTI; Punjab; Punjabi;
    Punjabis; RNC; SDF; Shabak; Workers' Party
    """.replace("\n", " ").split(";")
)

HEADERS = {
    "states.tsv": "iso3 name official aliases adjectives demonyms capital seats",
    "territories.tsv": "id name country sectors aliases adjectives demonyms",
    "organizations.tsv": "id kind name country sectors aliases start end",
}

STATES = tables.states()
TERRITORIES = tables.territories()
ORGANIZATIONS = tables.organizations()


def forms(row: tables.State | tables.Body) -> tuple[str, ...]:
    """Every written form of a row."""
    if isinstance(row, tables.State):
        return (row.name, *row.aliases, *row.adjectives, *row.demonyms, *row.capitals, *row.seats)
    return (row.name, *row.aliases, *row.adjectives, *row.demonyms)


def owners() -> dict[tuple[str, ...], set[str]]:
    """Folded form → ids of the rows of all three tables that carry it."""
    out: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for state in STATES:
        for form in forms(state):
            out[keys(form)].add(state.iso3)
    for body in (*TERRITORIES, *ORGANIZATIONS):
        for form in forms(body):
            out[keys(form)].add(body.id)
    return out


OWNERS = owners()
BODIES = {b.id: b for b in (*TERRITORIES, *ORGANIZATIONS)}


def one_body_over_time(ids: Iterable[str]) -> bool:
    """Rows of one body at different dates: same slug, and each ends before the next begins."""
    rows = [BODIES[i] for i in ids if i in BODIES]
    if len({r.id.split("/")[1] for r in rows}) != 1:
        return False
    rows.sort(key=lambda r: r.start)
    return all(a.end and a.end < b.start for a, b in pairwise(rows))


# ---- schema ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HEADERS)
def test_columns_are_complete_and_cells_are_clean(name: str) -> None:
    lines = (tables.DATA / name).read_text(encoding="utf-8").splitlines()
    rows = [x.split("\t") for x in lines if not x.startswith("#")]
    assert rows[0] == HEADERS[name].split()
    for row in rows[1:]:
        assert len(row) == len(rows[0]), row
        for cell in row:
            items = cell.split(";") if cell else []
            assert all(x == " ".join(x.split()) and x for x in items), row
            assert len(items) == len(set(items)), row


def test_every_state_once() -> None:
    assert sorted(s.iso3 for s in STATES) == sorted(ISO3)


def test_countries_are_states_or_plover_bodies() -> None:
    known = ISO3 | tables.BODIES
    assert [b.id for b in ORGANIZATIONS if b.country not in known] == []
    assert [b.id for b in TERRITORIES if b.country is not None and b.country not in ISO3] == []


def test_ids_begin_with_the_country_and_its_sectors() -> None:
    for body in ORGANIZATIONS:
        head = body.id.split("/")[0].split(".")
        assert head[0] == body.country, body.id
        assert body.country in tables.BODIES or len(head) > 1, body.id
        assert set(head[1:]) <= set(body.sectors), body.id


def test_peoples_are_groups_of_civilians_and_places_are_not() -> None:
    for body in TERRITORIES:
        assert (body.kind == "group") == body.id.startswith("ETH/"), body.id


def test_national_bodies_have_a_sector() -> None:
    assert [b.id for b in ORGANIZATIONS if b.country in ISO3 and not b.sectors] == []


def test_dates_run_forwards() -> None:
    assert [b.id for b in ORGANIZATIONS if b.start and b.end and b.end < b.start[: len(b.end)]] == []


# ---- names ----------------------------------------------------------------------------------------


def test_a_name_belongs_to_one_body_unless_it_is_listed_as_ambiguous() -> None:
    allowed = {keys(x) for x in AMBIGUOUS}
    clashes = {k: v for k, v in OWNERS.items() if len(v) > 1 and k not in allowed and not one_body_over_time(v)}
    assert clashes == {}


def test_the_list_of_ambiguous_names_is_current() -> None:
    assert [x.strip() for x in AMBIGUOUS if len(OWNERS.get(keys(x), ())) < 2] == []


def test_no_name_begins_with_an_article_written_small() -> None:
    rows: list[tables.State | tables.Body] = [*STATES, *TERRITORIES, *ORGANIZATIONS]
    assert [f for r in rows for f in forms(r) if re.match(r"(the|an?) ", f)] == []


def test_states_have_what_news_calls_them() -> None:
    missing = [s.iso3 for s in STATES if not s.capitals and s.iso3 not in ("HKG", "VAT", "SMR", "SGP")]
    assert set(missing) <= {"MDV", "SGP", "SMR", "HKG", "VAT", "STP"}
    assert [s.iso3 for s in STATES if not s.adjectives and s.iso3 not in ("DMA", "HKG")] == []


@pytest.mark.parametrize(
    ("form", "owner"),
    [
        ("DPRK", "PRK"), ("Burma", "MMR"), ("Czechoslovakia", "CZE"), ("Soviet Union", "RUS"), ("USSR", "RUS"),
        ("Yugoslavia", "SRB"), ("Zaire", "COD"), ("East Germany", "DEU"), ("Swaziland", "SWZ"), ("FYROM", "MKD"),
        ("Türkiye", "TUR"), ("Turkey", "TUR"), ("Kiev", "UKR"), ("Kyiv", "UKR"), ("Peking", "CHN"), ("Rangoon", "MMR"),
        ("Kremlin", "RUS"), ("White House", "USA"), ("Downing Street", "GBR"), ("Élysée", "FRA"),
        ("Elysee", "FRA"),
        ("Blue House", "KOR"), ("Zhongnanhai", "CHN"), ("Aso Rock", "NGA"), ("Planalto", "BRA"),
        ("Casa Rosada", "ARG"),
        ("Republic of China", "TWN"), ("Palestinians", "PSE"), ("Holy See", "VAT"), ("Emirati", "ARE"),
        ("Dutch", "NLD"),
        ("Burkinabe", "BFA"), ("Nigerien", "NER"), ("Nigerian", "NGA"), ("Frenchmen", "FRA"), ("Côte d'Ivoire", "CIV"),
        ("Abkhazia", "GEO.PRE/abkhazia"), ("Transdniestria", "MDA.PRE/transnistria"), ("Chechens", "RUS/chechnya"),
        ("Turkish Cypriots", "CYP.PRE/northern-cyprus"), ("Greenland", "DNK.GOV/greenland"),
        ("Somaliland", "SOM.PRE/somaliland"), ("Sahrawi", "MAR.PRE/western-sahara"),
        ("KRG", "IRQ.GOV/kurdistan-region"),
        ("Rohingya", "ETH/rohingya"), ("Kurdish", "ETH/kurds"), ("Tamils", "ETH/tamils"),
        ("NATO", "IGO/nato"), ("OAU", "IGO/au"), ("U.N. Security Council", "UNO/security-council"), ("EEC", "EUR/eu"),
        ("UNHCR", "UNO/unhcr"), ("Doctors Without Borders", "NGO/msf"), ("ISIS", "IMG/islamic-state"),
        ("Hamas", "PSE.REB/hamas"), ("Hizbullah", "LBN.REB/hezbollah"), ("Tamil Tigers", "LKA.REB/ltte"),
        ("Los Zetas", "MEX.CRM/los-zetas"), ("CODECO", "COD.REB/codeco"), ("PKK", "TUR.REB/pkk"),
        ("IRA", "GBR.REB/ira"),
        ("Tatmadaw", "MMR.MIL/tatmadaw"), ("Bundeswehr", "DEU.MIL/bundeswehr"), ("IDF", "ISR.MIL/idf"),
        ("Pentagon", "USA.GOV.MIL/pentagon"), ("Foggy Bottom", "USA.GOV/department-of-state"),
        ("Duma", "RUS.LEG/state-duma"), ("Knesset", "ISR.LEG/knesset"), ("Sejm", "POL.LEG/sejm"), ("PRI", None),
        ("Mossad", "ISR.SPY/mossad"), ("FSB", "RUS.SPY/fsb"), ("Xinhua", "CHN.GOV.JRN/xinhua"),
        ("INEC", "NGA.GOV/inec"), ("Amherst College", "USA.EDU/amherst-college"), ("Qantas", "AUS.BUS/qantas"),
        ("Makerere University", None), ("Lufthansa", "DEU.BUS/lufthansa"), ("Itamaraty", "BRA.GOV/itamaraty"),
        ("Royal Navy", "GBR.MIL/royal-navy"), ("Bombay High Court", None), ("Gazan", "PSE/gaza"),
    ],
)  # fmt: skip
def test_a_name_of_the_news_leads_to_its_owner(form: str, owner: str | None) -> None:
    found = OWNERS[keys(form)]
    assert len(found) == 1
    if owner is not None:
        assert found == {owner}


@pytest.mark.parametrize(
    ("body", "country", "sector"),
    [
        ("IMG/al-qaeda", "IMG", "REB"), ("NGA.REB/boko-haram", "NGA", "REB"), ("MEX.CRM/sinaloa-cartel", "MEX", "CRM"),
        ("RUS.GOV.JRN/tass", "RUS", "GOV"), ("GBR.JRN/reuters", "GBR", "JRN"), ("UNO/icj", "UNO", "JUD"),
        ("MEX.PTY/institutional-revolutionary-party", "MEX", "PTY"), ("SYR.REB/syrian-democratic-forces", "SYR", "REB"),
        ("PAK.SPY/isi", "PAK", "SPY"), ("ITA.COP/carabinieri", "ITA", "COP"), ("IRN.PRM/basij", "IRN", "PRM"),
    ],
)  # fmt: skip
def test_bodies_carry_country_and_leading_sector(body: str, country: str, sector: str) -> None:
    assert BODIES[body].country == country
    assert BODIES[body].sectors[0] == sector


@pytest.mark.parametrize(("day", "expected"), [("2000", "AFG.REB/taliban"), ("2022", "AFG.GOV/taliban")])
def test_the_taliban_are_coded_by_date(day: str, expected: str) -> None:
    rows = [BODIES[i] for i in OWNERS[keys("Taliban")]]
    assert [r.id for r in rows if r.start <= day and (not r.end or day <= r.end)] == [expected]


# ---- breadth --------------------------------------------------------------------------------------


def count(*sectors: str) -> int:
    return sum(any(x in b.sectors for x in sectors) for b in ORGANIZATIONS)


@pytest.mark.parametrize(
    ("sectors", "least"),
    [
        (("REB",), 500), (("PRM",), 100), (("CRM",), 85), (("SPY",), 120), (("MIL",), 400), (("COP",), 260),
        (("LEG",), 120), (("PTY",), 400), (("JRN",), 350), (("JUD",), 280), (("EDU",), 1050), (("BUS",), 2250),
        (("GOV",), 540), (("MED",), 130), (("REL",), 105), (("LAB",), 180), (("AGR",), 45), (("SOC",), 440),
    ],
)  # fmt: skip
def test_enough_bodies_of_each_kind(sectors: tuple[str, ...], least: int) -> None:
    assert count(*sectors) >= least


def test_enough_rows_and_world_wide() -> None:
    kinds = Counter(b.kind for b in ORGANIZATIONS)
    assert len(ORGANIZATIONS) >= 7800
    assert kinds["igo"] >= 300
    assert kinds["group"] >= 550
    assert len(TERRITORIES) >= 510
    assert len({b.country for b in ORGANIZATIONS} & ISO3) >= 170
    assert len({b.country for b in ORGANIZATIONS if "REB" in b.sectors} & ISO3) >= 75


# ---- errors ---------------------------------------------------------------------------------------


def broken(folder: Path, name: str, row: str) -> Path:
    header = "\t".join(HEADERS[name].split())
    (folder / name).write_text(f"{header}\n# remark\n{row}\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("RUS.SPY/fsb\torganization\tFSB\tRUS\tSPX\t\t\t", "SPX"),
        ("RUS.SPY/fsb\tbureau\tFSB\tRUS\tSPY\t\t\t", "bureau"),
        ("RUS.SPY/FSB\torganization\tFSB\tRUS\tSPY\t\t\t", "RUS.SPY/FSB"),
        ("RUS.SPY/fsb\torganization\tFSB\tRus\tSPY\t\t\t", "Rus"),
        ("RUS.SPY/fsb\torganization\tFSB\tRUS\tSPY\t\tMay 1995\t", "May 1995"),
        ("RUS.SPY/fsb\torganization\tFSB\tRUS", "4 columns"),
    ],
)
def test_a_bad_row_is_reported_with_file_and_line(tmp_path: Path, row: str, problem: str) -> None:
    with pytest.raises(DataError) as caught:
        tables.organizations(broken(tmp_path, "organizations.tsv", row))
    assert caught.value.where == "organizations.tsv:3"
    assert problem in caught.value.problem


def test_a_state_listed_twice_is_reported(tmp_path: Path) -> None:
    row = "FRA\tFrance\t\t\tFrench\t\tParis\t"
    with pytest.raises(DataError, match=r"states\.tsv:4"):
        tables.states(broken(tmp_path, "states.tsv", f"{row}\n{row}"))
