"""The judgement model: a table of its own sentences, a part of which it has not seen."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.language import Document
from dateline.statements import judgement, voice, voices

TABLE = Path(__file__).parent / "voices.tsv"
HEADER = "\t".join(judgement.COLUMNS) + "\n"


def rows(part: str) -> list[tuple[str, str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        table = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [(r["voice"], r["sentence"]) for r in table if r["part"] == part]


def test_the_table_is_large_and_parts_it_cleanly() -> None:
    train, unseen = rows("train"), rows("unseen")
    assert len(train) >= 400
    assert len(unseen) >= 100
    assert not {t for _, t in train} & {t for _, t in unseen}


def test_unseen_sentences(parse: Callable[[str], Document]) -> None:
    """Reports must stay reports; about half of the judgements are known for what they are even alone."""
    unseen = rows("unseen")
    found = [(label, voices(parse(text), [])[0]) for label, text in unseen]
    judged = [got for label, got in found if label == "commentary"]
    reported = [got for label, got in found if label == "report"]
    assert judged.count("commentary") >= 0.55 * len(judged)
    assert reported.count("commentary") <= 0.05 * len(reported)


def test_a_text_that_judges_often_is_read_as_one(parse: Callable[[str], Document]) -> None:
    close = "Both men are prisoners of their own promises."
    plain = "The symbolism matters more than the substance. It would be naive to call it a victory."
    assert voices(parse(f"{plain} {close}"), []) == ["commentary"] * 3


def test_weights_are_of_known_features(parse: Callable[[str], Document]) -> None:
    doc = parse("The symbolism is hollow.")
    found = set(judgement.features(doc, doc.sentences[0], voice.signs(doc, doc.sentences[0])))
    assert {"bias", "subject=idea", "says=is judging"} <= found
    assert found & judgement.load().keys()


@pytest.mark.parametrize("row", ["gamble\tidea", "gamble\tmood\tnote", "\tidea\tnote"])
def test_bad_row_names_file_and_line(row: str) -> None:
    with pytest.raises(DataError, match=r"^words:2"):
        judgement.read(HEADER + row + "\n", "words")


def test_wrong_header_is_an_error() -> None:
    with pytest.raises(DataError, match=r"^words:1"):
        judgement.read("word\n", "words")
