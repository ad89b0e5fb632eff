"""Files, folders, JSON lines and standard input: one outcome a document, nothing lost."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from dateline.articles import Outcome, read
from dateline.articles.sources import Given

ENGLISH = "The envoy of Norland visited the port on Friday and held talks with the mayor about the blockade."
PAGE = f"""<html><head><title>Envoy visits port | Example Post</title>
<meta property="article:published_time" content="2025-11-07T10:00:00Z">
<meta property="og:site_name" content="Example Post"></head><body><nav><a href="/">Rebels attack the nav</a></nav>
<article><h1>Envoy visits port</h1><p>{ENGLISH} It was the first such visit in three weeks.</p>
<p>He said the talks were useful and that a second visit would follow, but gave no date for it.</p>
<div class="related">Read more: Rebels attack village</div></article>
<footer>Troops attacked the footer</footer></body></html>"""


def one(path: Path, given: Given | None = None) -> Outcome:
    outcomes = list(read([str(path)], given))
    assert len(outcomes) == 1
    return outcomes[0]


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_text_file(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.txt", "Envoy visits port\n\n" + ENGLISH)).article
    assert article is not None
    assert (article.title, article.language) == ("Envoy visits port", "en")
    assert article.published is None


def test_page_without_furniture_and_with_its_metadata(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.html", PAGE)).article
    assert article is not None
    assert (article.title, article.outlet, article.published) == ("Envoy visits port", "Example Post", "2025-11-07")
    assert "attack" not in article.text
    assert "\n\nHe said" in article.text


def test_stated_metadata_overrules_the_page(tmp_path: Path) -> None:
    given = Given(published="2025-11-09", outlet="Other Post")
    article = one(write(tmp_path / "a.html", PAGE), given).article
    assert article is not None
    assert (article.published, article.outlet) == ("2025-11-09", "Other Post")


def test_publication_date_in_the_future_is_not_believed(tmp_path: Path) -> None:
    article = one(write(tmp_path / "a.html", PAGE.replace("2025-11-07", "2199-01-01"))).article
    assert article is not None
    assert article.published is None


def test_json_lines_of_both_dialects(tmp_path: Path) -> None:
    rows = [
        {"id": "x1", "text": ENGLISH, "published": "2025-11-07", "outlet": "Example Post"},
        {"id": 7, "event_text": ENGLISH, "date": "20251107", "publisher": "Example Post"},
    ]
    path = write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, rows)))
    articles = [o.article for o in read([str(path)])]
    assert [(a.id, a.published, a.outlet) for a in articles if a] == [
        ("x1", "2025-11-07", "Example Post"),
        ("7", "2025-11-07", "Example Post"),
    ]


def test_bad_lines_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    lines = ["{broken", '{"id": "no-text"}', '["list"]', "", json.dumps({"id": "ok", "text": ENGLISH}), "\udcff"]
    path = write(tmp_path / "a.jsonl", "\n".join(lines).encode("utf-8", "surrogateescape"))
    outcomes = list(read([str(path)]))
    assert [o.article.id for o in outcomes if o.article] == ["ok"]
    assert [o.source.rpartition(":")[2] for o in outcomes if o.problem] == ["1", "2", "3", "6"]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b" \n\n 123 ... ", "empty"),
        ("Министр иностранных дел заявил журналистам, что переговоры продолжатся на следующей неделе.".encode(),
         "language ru not supported yet"),
        (("Der Minister sagte am Freitag, die Gespräche über die Grenze würden bald fortgesetzt. " * 3).encode(),
         "language de not supported yet"),
        (b"word " * 210_000, "too long: 1,050,000 characters"),
    ],
)  # fmt: skip
def test_what_is_not_coded_is_skipped_with_a_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    outcome = one(write(tmp_path / "a.txt", content))
    assert outcome.skipped
    assert reason in (outcome.problem or "")


def test_missing_file_and_address_without_fetch(tmp_path: Path) -> None:
    problems = [o.problem for o in read([str(tmp_path / "none.txt"), "https://example.org/a"])]
    assert problems == ["no such file or folder", "addresses are fetched only with --fetch"]


def test_folder_is_read_in_order_and_other_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path / "b.txt", ENGLISH)
    write(tmp_path / "sub" / "a.html", PAGE)
    write(tmp_path / "photo.jpg", b"\xff\xd8")
    write(tmp_path / ".hidden", "x")
    outcomes = list(read([str(tmp_path)]))
    assert [(Path(o.source).name, o.skipped) for o in outcomes] == [
        ("b.txt", False),
        ("photo.jpg", True),
        ("a.html", False),
    ]


def test_wrong_publication_date_is_an_error(tmp_path: Path) -> None:
    outcome = one(write(tmp_path / "a.txt", ENGLISH), Given(published="2025-13-40"))
    assert not outcome.skipped
    assert "2025-13-40" in (outcome.problem or "")


@pytest.mark.parametrize("content", [ENGLISH, json.dumps({"text": ENGLISH}), PAGE])
def test_standard_input(monkeypatch: pytest.MonkeyPatch, content: str) -> None:
    stdin = type("Stdin", (), {"buffer": io.BytesIO(content.encode())})
    monkeypatch.setattr("sys.stdin", stdin)
    (outcome,) = read(["-"])
    assert outcome.article is not None
    assert ENGLISH in outcome.article.text
