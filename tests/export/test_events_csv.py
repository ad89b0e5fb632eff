"""Events as CSV."""

from __future__ import annotations

import csv
import io

import dateline
from dateline.export import events_csv


def test_rows_carry_the_facts_and_no_formula() -> None:
    coder = dateline.Coder()
    coded = coder.read(
        "Kenyan police arrested three activists in Nairobi on Friday.", published="2025-11-07", outlet="=1+1"
    )
    out = io.StringIO()
    assert events_csv.write([coded], out) == 1
    (row,) = csv.DictReader(io.StringIO(out.getvalue()))
    assert (row["type"], row["actor_countries"], row["place"], row["arrested"]) == ("COERCE", "KEN", "Nairobi", "3")
    assert row["outlet"] == "'=1+1"
    assert row["lat"] != ""
    assert list(row) == list(events_csv.COLUMNS)
