"""Who publishes whom, and whom a sentence names as its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.stories.publishers import publishers, read


def test_the_table_is_large_and_valid() -> None:
    assert len(publishers().rows) >= 300


@pytest.mark.parametrize(
    ("outlet", "url", "group"),
    [
        ("Reuters", None, "Thomson Reuters"),
        ("bbc.co.uk", None, "BBC"),
        (None, "https://edition.cnn.com/2025/a", "Warner Bros. Discovery"),
        ("The Times of London", None, "News Corp"),
        ("nypost.com", None, "News Corp"),
        ("Northern Wire", None, "northern wire"),
        (None, "https://www.smalltown.example/x", "smalltown.example"),
        (None, None, ""),
    ],
)
def test_groups(outlet: str | None, url: str | None, group: str) -> None:
    assert publishers().group(outlet, url) == group


@pytest.mark.parametrize(
    ("sentence", "groups"),
    [
        ("Five died, according to Reuters.", {"Thomson Reuters"}),
        ("A colonel told the Associated Press on Monday that the road was open.", {"Associated Press"}),
        ("The Xinhua news agency reported two deaths.", {"Xinhua"}),
        ("Xinhua news agency reported two deaths.", {"Xinhua"}),
        ("The Guardian of the shrine said that five died.", set()),
        ("Reuters has its office in the square.", set()),
        ("Five died, according to the mayor.", set()),
    ],
)
def test_named_sources(sentence: str, groups: set[str]) -> None:
    assert publishers().sources(sentence) == groups


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a.example\tA\t\tG", "4 columns instead of 5"),
        ("no domain\tA\t\tG\toutlet", "is no domain"),
        ("a.example\tA\t\tG\tblog", "a kind of"),
        ("a.example\tA\t\t\toutlet", "group"),
        ("a.example\tA\t\tG\toutlet\nb.example\tB\tA\tG\toutlet", "named twice"),
    ],
)
def test_a_bad_row_is_named(tmp_path: Path, row: str, problem: str) -> None:
    path = tmp_path / "publishers.tsv"
    path.write_text(f"domain\toutlet\taliases\tgroup\tkind\n{row}\n", "utf-8")
    with pytest.raises(DataError, match=problem) as caught:
        read(path)
    assert caught.value.where.startswith("publishers.tsv:")
