"""GDELT Web NGrams: texts out of overlapping windows, in whatever order they come."""

from __future__ import annotations

import gzip
import json
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.articles import read
from dateline.articles.ngrams import assemble

TEXT = (
    "The envoy of Norland visited the port of Westhaven on Friday and held talks with the mayor about the blockade."
    " It was the first such visit in three weeks, and neither side said what had been agreed behind closed doors."
    " He said that the talks were useful and that a second visit would follow, but he gave no date for that one."
)


def windows(text: str, url: str = "https://www.bbc.co.uk/2025/11/07/a", lang: str = "en") -> list[dict[str, object]]:
    words = text.split()
    return [{"date": "2025-11-07T10:15:00Z", "ngram": word, "lang": lang, "type": 1, "pos": 10 * (i * 10 // len(words)),
             "pre": " ".join(words[max(0, i - 7) : i]), "post": " ".join(words[i + 1 : i + 8]), "url": url}
            for i, word in enumerate(words)]  # fmt: skip


def grouped(rows: list[dict[str, object]]) -> dict[int, list[tuple[str, ...]]]:
    out: dict[int, list[tuple[str, ...]]] = {}
    for row in rows:
        out.setdefault(int(str(row["pos"])), []).append(tuple(f"{row['pre']} {row['ngram']} {row['post']}".split()))
    return out


@settings(max_examples=50, deadline=None)
@given(st.randoms(use_true_random=False))
def test_windows_in_any_order_give_the_text(order: random.Random) -> None:
    rows = windows(TEXT)
    order.shuffle(rows)
    assert assemble(grouped(rows)) == TEXT


def test_a_gap_becomes_a_new_paragraph() -> None:
    words = TEXT.split()
    first, second = " ".join(words[:20]), " ".join(words[-20:])
    rows = windows(first) + [row | {"pos": 90} for row in windows(second)]
    assert assemble(grouped(rows)) == f"{first}\n\n{second}"


@pytest.mark.parametrize("name", ["20251107101500.webngrams.json", "20251107101500.webngrams.json.gz", "sample.json"])
def test_a_file_gives_a_report_for_each_page(tmp_path: Path, name: str) -> None:
    rows = (
        windows(TEXT)
        + windows(TEXT.replace("envoy", "minister"), "https://e.org/b")
        + windows("слово " * 40, "https://e.ru/c", "ru")
    )
    random.Random(7).shuffle(rows)
    data = "\n".join(map(json.dumps, rows)).encode()
    (tmp_path / name).write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    found = {o.source.rpartition("#")[2]: o for o in read([str(tmp_path / name)])}
    first = found["https://www.bbc.co.uk/2025/11/07/a"]
    assert first.article
    assert (first.article.text, first.article.outlet, first.article.published) == (TEXT, "BBC News", "2025-11-07")
    assert first.provenance
    assert (first.provenance.extent, first.provenance.dated_by) == ("rebuilt", "address")
    assert found["https://e.org/b"].article
    assert found["https://e.ru/c"].skipped


def test_rows_that_are_none_are_told(tmp_path: Path) -> None:
    (tmp_path / "a.webngrams.json").write_text(
        "\n".join(["{broken", json.dumps({"url": "x"}), *map(json.dumps, windows(TEXT))])
    )
    found = list(read([str(tmp_path / "a.webngrams.json")]))
    assert [bool(o.article) for o in found] == [True, False]
    assert "2 rows are no Web NGrams" in (found[1].problem or "")
