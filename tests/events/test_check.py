"""The checker tells which example fails and what was coded instead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.events import check, codebook, yamlfile
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


EXAMPLES = (
    "examples:\n"
    "  - {text: Malian rebels zapped a village in Chad., actors: [MLI], recipients: [TCD]}\n"
    "  - {text: The weather was fine.}\n"
    "counterexamples:\n  - {text: Rebels zapped a Malian village., why: a test}\n"
)


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of a packaged file, far from the package, that knows one more verb."""
    first = yamlfile.documents(codebook.FOLDER / "ASSAULT.yaml")[0]
    path = tmp_path / "ASSAULT.yaml"
    path.write_text(first.replace("frames:\n", "frames:\n  - {verbs: [zap]}\n") + "---\n" + EXAMPLES, "utf-8")
    return path


def test_the_examples_are_coded_with_the_file_s_own_words(edited: Path) -> None:
    complaints = check.check(edited)
    assert len(complaints) == 2
    assert "weather" in complaints[0]
    assert "a test" in complaints[1]


def test_the_package_s_codebook_stays_as_it_was(edited: Path) -> None:
    check.check(edited)
    assert "zap" not in codebook.load().verbs


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("quad: material_conflict", "quad: nonsense", "ASSAULT.yaml:"),
        ("verbs: [zap]", "verbs: [zap], colour: red", "unknown key colour"),
        ("verbs: [zap]", "verbs: [zap-]", "no trigger word"),
        ("verbs: [zap]", "verbs: ['']", "an empty word"),
        ("verbs: [zap]", "verbs: [zap], mode: [beat]", "not listed under modes"),
        ("verbs: [zap]", "verbs: [zap", "not YAML"),
        ("text: The weather was fine.", "text: 3", "a mapping with a text"),
        ("actors: [MLI]", "actors: MLI", "actors must be a list"),
        ("counterexamples:", "counterexample:", "unknown key counterexample"),
    ],
)
def test_a_broken_file_is_told_with_its_line(edited: Path, old: str, new: str, problem: str) -> None:
    text = edited.read_text("utf-8")
    assert old in text
    edited.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(DataError) as caught:
        check.check(edited)
    assert problem in str(caught.value)
    assert re.search(r"ASSAULT\.yaml:\d+", str(caught.value))


@pytest.mark.parametrize(
    "content", [b"", b"- a\n", b"\xff\xfe", b"type: ASSAULT\nmodes: [beat]\n", b"a: &a [*a]\n", b"\x00"]
)
def test_what_is_no_codebook_file_at_all(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ASSAULT.yaml"
    path.write_bytes(content)
    with pytest.raises(DataError):
        check.check(path)
