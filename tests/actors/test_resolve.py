"""Bare phrases, as `dateline resolve` takes them."""

from __future__ import annotations

import datetime

import pytest

from dateline.actors import resolve
from dateline.language import Document
from dateline.language.engine import Engine

CASES = [
    ("Saudi warplanes", None, "SAU", "MIL"),
    ("the Kremlin", None, "RUS", "GOV"),
    ("former Nigerian vice president", "2020-01-01", "NGA", "ELI"),
    ("a former CIA official", None, "USA", "ELI"),
    ("the Lebanese president's office", None, "LBN", "GOV"),
    ("members of SANDF", None, "ZAF", "MIL"),
    ("Trump", "2019-04-01", "USA", "GOV"),
    ("Trump", "2022-04-01", "USA", "ELI"),
    ("soldiers", None, None, "MIL"),
    ("political prisoners", None, None, "CVL"),
    ("the ruling Mongolian People's Party", None, "MNG", "PTY"),
    ("an amusement park in Kabul", None, "AFG", "CVL"),
    ("he", None, None, "UNK"),
    ("Greek farmers", None, "GRC", "AGR"),
    ("Burkina Faso’s displaced", None, "BFA", "REF"),
    ("Norway's central bank", None, "NOR", "GOV"),
    ("two Frenchmen", None, "FRA", "CVL"),
    ("deposed Honduran president Oren Maro", None, "HND", "ELI"),
    ("Kashmiri militants", None, None, "REB"),
    ("Russia’s ambassador to Poland", None, "RUS", "GOV"),
    ("Laurent Gbagbo", None, "CIV", "ELI"),
    ("Chinese President Xi Jinping", None, "CHN", "GOV"),
    ("a school in Nairobi", None, "KEN", "EDU"),
]


@pytest.mark.parametrize(("phrase", "on", "country", "sector"), CASES, ids=[f"{c[0]}@{c[1]}" for c in CASES])
def test_phrases(engine: Engine, phrase: str, on: str | None, country: str | None, sector: str | None) -> None:
    r = resolve(phrase, datetime.date.fromisoformat(on) if on else None, engine)
    assert r.country == country
    assert (r.sectors[0] if r.sectors else None) == sector
    assert r.why or sector == "UNK"


@pytest.mark.parametrize("phrase", ["", "   ", "...", "the economy", "\u0000", "😀"])
def test_what_is_no_actor_stays_unknown(engine: Engine, phrase: str) -> None:
    r = resolve(phrase, None, engine)
    assert (r.id, r.country, r.sectors) == (None, None, ("UNK",))


def test_a_gazetteer_may_be_lent(engine: Engine) -> None:
    def locate(doc: Document) -> dict[int, str]:
        return {t.i: "CZE" for t in doc.tokens if t.text == "Opava"}

    assert resolve("officials in Opava", None, engine).country is None
    assert resolve("officials in Opava", None, engine, locate).country == "CZE"


def test_a_person_carries_role_and_reasons(engine: Engine) -> None:
    r = resolve("Russian Defense Minister Andrei Vostrov", None, engine)
    assert (r.id, r.name, r.kind, r.role) == (
        "RUS.GOV.MIL/andrei-vostrov",
        "Andrei Vostrov",
        "person",
        "defense minister",
    )
    assert r.why == ("title 'defense minister' (roles.tsv)", "nationality 'Russian'")
