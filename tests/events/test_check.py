"""The checker tells which example fails and what was coded instead."""

from __future__ import annotations

from pathlib import Path

from dateline.events import check
from dateline.records import Event, Span

SPAN = Span(start=0, end=4, exact="Kill")
EVENT = Event(
    id="e1", type="ASSAULT", mode="firearms", actors=("MLI.REB/x",), recipients=("NER",), status="actual",
    voice="report", statement=None, trigger=SPAN, evidence=SPAN, quad="material_conflict", intensity=-9,
    confidence=0.8,
)  # fmt: skip


def country(ident: str) -> str:
    return ident[:3]


def test_an_example_that_agrees_has_no_complaint() -> None:
    wanted = {"text": "…", "actors": ["MLI"], "recipients": ["NER"], "mode": "firearms", "status": "actual"}
    assert check.missing(wanted, "ASSAULT", [EVENT], country) == ""


def test_a_wrong_field_is_told_with_what_was_coded() -> None:
    complaint = check.missing({"text": "…", "recipients": ["TCD"]}, "ASSAULT", [EVENT], country)
    assert "TCD" in complaint
    assert "ASSAULT/firearms MLI→NER actual [Kill]" in complaint


def test_nothing_coded_is_told() -> None:
    assert check.missing({"text": "…"}, "AID", [], country).endswith("coded: nothing")


def test_a_file_of_examples_is_checked(tmp_path: Path) -> None:
    path = tmp_path / "ASSAULT.yaml"
    path.write_text(
        "type: ASSAULT\n---\nexamples:\n"
        "  - {text: Malian rebels shelled a village in Chad., actors: [MLI], recipients: [TCD]}\n"
        "  - {text: The weather was fine.}\n"
        "counterexamples:\n  - {text: Rebels shelled a Malian village., why: a test}\n"
    )
    complaints = check.check(path)
    assert len(complaints) == 2
    assert "weather" in complaints[0]
    assert "a test" in complaints[1]
