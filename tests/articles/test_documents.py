"""What is settled of a document: date and outlet, with the witness each rests on."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.articles import Given, Outcome, Provenance, read
from dateline.articles import documents as making
from dateline.articles.documents import Facts

META = '<meta property="article:published_time" content="{}"><meta property="og:site_name" content="Example Post">'


def settled(outcome: Outcome) -> tuple[Any, ...]:
    """(date, its witness, outlet, its witness)."""
    assert outcome.article is not None, outcome.problem
    assert outcome.provenance is not None
    return (
        outcome.article.published,
        outcome.provenance.dated_by,
        outcome.article.outlet,
        outcome.provenance.outlet_by,
    )


@pytest.mark.parametrize(
    ("given", "facts", "expected"),
    [
        (Given(), Facts("page"), ("2025-11-06", "meta", "Example Post", "page")),
        (Given(), Facts("page", "https://www.bbc.co.uk/2025/11/05/a"), ("2025-11-06", "meta", "BBC News", "address")),
        (Given(), Facts("page", "https://a.example.org/x"), ("2025-11-06", "meta", "example.org", "address")),
        (Given("2025-11-09", "Other"), Facts("page"), ("2025-11-09", "stated", "Other", "stated")),
        (Given(), Facts("page", dates=(("feed", "2025-11-01"),)), ("2025-11-06", "meta", "Example Post", "page")),
        (Given(), Facts("page", via="BBC", via_url="http://bbc.com"), ("2025-11-06", "meta", "BBC News", "source")),
        (Given(), Facts("page", via="Harbour Gazette"), ("2025-11-06", "meta", "Harbour Gazette", "source")),
    ],
)
def test_who_is_believed(html: Callable[..., bytes], given: Given, facts: Facts, expected: tuple[Any, ...]) -> None:
    page = html(head=META.format("2025-11-06"))
    assert settled(making.from_page(page, "a.html", given, facts)) == expected


def test_witnesses_less_trusted_step_in_and_all_are_listed(html: Callable[..., bytes]) -> None:
    url, dates = "https://e.org/2025/11/05/a", (("updated", "2025-11-07"), ("feed", "2025-11-04"))
    found = making.from_page(html(head=META.format("2199-01-01")), "a", Given(), Facts("page", url, dates=dates))
    assert settled(found)[:2] == ("2025-11-04", "feed")
    assert found.provenance is not None
    assert found.provenance.dates == (("feed", "2025-11-04"), ("address", "2025-11-05"), ("updated", "2025-11-07"))
    assert found.provenance.doubts[0].startswith("meta: 2199-01-01 lies after ")


def test_a_record_from_the_future_keeps_its_text_and_loses_its_date(sentences: tuple[str, ...]) -> None:
    row = {"text": " ".join(sentences), "date": "2199-01-01", "source": "bbc.co.uk"}
    found = making.from_row(row, "a:1", Given(), Facts("jsonl"))
    assert settled(found) == (None, None, "BBC News", "record")


def test_provenance_is_small_and_json_ready() -> None:
    assert Provenance("a.txt", "text").as_dict() == {"source": "a.txt", "reader": "text", "extent": "full"}
    assert json.loads(json.dumps(Provenance("a", "page", dates=(("meta", "2025"),)).as_dict()))["dates"] == [
        ["meta", "2025"]
    ]


def test_a_defect_in_one_document_is_its_problem_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.html", "b.txt"):
        (tmp_path / name).write_text(
            "The envoy of Norland visited the port on Friday and met the mayor of the town there."
        )

    def fail(*_: Any) -> None:
        raise RuntimeError("parser lost its way")

    monkeypatch.setattr("dateline.articles.html.extract", fail)
    first, second = read([str(tmp_path)])
    assert first.problem == "cannot be read: RuntimeError: parser lost its way"
    assert second.article


@pytest.mark.parametrize(
    "url", ["http://[bad", "https://e.org:port/a", "//", "http://\u2100.example/", "e.org/a b", "https://e.org/%zz?%"]
)
def test_an_address_that_is_none_costs_no_report(tmp_path: Path, sentences: tuple[str, ...], url: str) -> None:
    text = " ".join(sentences)
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": text, "url": url}))
    (tmp_path / "b.xml").write_text(
        f"<rss><channel><item><link>{url}</link><description>{text}</description></item></channel></rss>"
    )
    (tmp_path / "c.html").write_text(
        f"<html><head><link rel='canonical' href='{url}'></head><body><p>{text}</p></body></html>"
    )
    outcomes = list(read([str(tmp_path)]))
    assert [o.problem for o in outcomes] == [None] * 3
