"""Twenty whole reports against the coding of a careful reader."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

import dateline

HERE = Path(__file__).parent
CASES = sorted(HERE.glob("*.yaml"))


@pytest.fixture(scope="module")
def coder() -> dateline.Coder:
    return dateline.Coder()


def gold_of(path: Path) -> dict[str, Any]:
    gold: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    return gold


def test_there_are_twenty_reports_each_with_its_coding() -> None:
    assert len(CASES) >= 20
    assert {p.stem for p in CASES} == {p.stem for p in (HERE / "reports").glob("*.txt")}


@pytest.mark.parametrize("path", CASES, ids=lambda p: p.stem)
def test_coding_is_the_readers(path: Path, coder: dateline.Coder) -> None:
    from tests.cases.compare import differences

    gold = gold_of(path)
    text = (HERE / "reports" / f"{path.stem}.txt").read_text("utf-8")
    assert 200 <= len(text.split()) <= 800
    coded = coder.read(text, id=path.stem, published=gold.get("published"), outlet=gold.get("outlet"))
    found, known = differences(coded, gold), gold.get("known") or []
    assert sorted(set(found) - set(known)) == [], "new differences"
    assert sorted(set(known) - set(found)) == [], "mended: take these out of `known`"
