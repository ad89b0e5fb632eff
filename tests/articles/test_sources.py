"""Files, folders, JSON lines and standard input: one outcome a document, nothing lost."""

from __future__ import annotations

import gzip
import io
import json
import os
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import given as hypothesis_given
from hypothesis import strategies as st

from dateline.articles import Outcome, read, unpack
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


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"text": ENGLISH}),
        json.dumps({"text": ENGLISH}, indent=2),
        json.dumps([{"text": ENGLISH}]),
        json.dumps(
            {"status": "ok", "articles": [{"content": ENGLISH, "source": {"id": None, "name": "Example Post"}}]},
            indent=1,
        ),
    ],
)
def test_json_in_the_shapes_it_comes_in(tmp_path: Path, content: str) -> None:
    for name in ("a.json", "download"):
        assert [o.article.text for o in read([str(write(tmp_path / name, content))]) if o.article] == [ENGLISH]


def test_json_lines_under_another_name(tmp_path: Path) -> None:
    lines = [json.dumps({"id": str(n), "text": ENGLISH}) for n in range(3)] + ["{broken"]
    for name, data in (("a.json", b""), ("a.dat", b""), ("a.json.gz", b"x")):
        content = "\n".join(lines).encode()
        outcomes = list(read([str(write(tmp_path / name, gzip.compress(content) if data else content))]))
        assert [o.article.id if o.article else None for o in outcomes] == ["0", "1", "2", None]


def test_markup_fields_and_lists_of_authors(tmp_path: Path) -> None:
    row = {"content_html": f"<p>{ENGLISH}</p><p>Read more: x</p>", "authors": ["A. Writer", {"name": "B. Writer"}]}
    article = one(write(tmp_path / "a.jsonl", json.dumps(row))).article
    assert article is not None
    assert (article.text, article.byline) == (ENGLISH, "A. Writer, B. Writer")


def test_an_endless_line_is_told_and_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "MAX_LINE", 1000)
    lines = [json.dumps({"text": "x" * 5000}), json.dumps({"text": ENGLISH}), "y" * 999, json.dumps({"text": ENGLISH})]
    outcomes = list(read([str(write(tmp_path / "a.jsonl", "\n".join(lines)))]))
    assert [bool(o.article) for o in outcomes] == [False, True, False, True]
    assert "a line of more than" in (outcomes[0].problem or "")


def test_many_lines_take_little_memory_and_come_at_once(tmp_path: Path) -> None:
    line = json.dumps({"text": ENGLISH * 20}) + "\n"
    path = write(tmp_path / "a.jsonl.gz", gzip.compress(line.encode() * 15_000, 1))
    outcomes = read([str(path)])
    tracemalloc.start()
    assert all(next(outcomes).article for _ in range(200))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 3_000_000


def test_a_folder_of_everything(tmp_path: Path) -> None:
    feed = f"<rss><channel><item><title>T</title><description>{ENGLISH}</description></item></channel></rss>"
    write(tmp_path / "a.csv", f'text\n"{ENGLISH}"\n')
    write(tmp_path / "b.xml", feed)
    write(tmp_path / "c.xml", "<config><x/></config>")
    write(tmp_path / "d.xml", "<rss><channel><item>")
    write(tmp_path / "e.zip", b"PK\x03\x04 broken")
    write(tmp_path / "f.txt.gz", gzip.compress(ENGLISH.encode())[:-9])
    write(tmp_path / "g.txt", ENGLISH)
    outcomes = list(read([str(tmp_path)]))
    assert [Path(o.source).name[0] for o in outcomes if o.article] == ["a", "b", "g"]
    assert {Path(o.source).name[0]: o.skipped for o in outcomes if o.problem} == {
        "c": True,
        "d": False,
        "e": False,
        "f": False,
    }


def test_names_and_folders_that_cannot_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "shut").mkdir()
    write(tmp_path / "z.txt", ENGLISH)
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "shut":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    outcomes = list(read([str(tmp_path), "bad\0name", "x" * 5000]))
    assert [bool(o.article) for o in outcomes] == [False, True, False, False]
    assert outcomes[0].problem == "Permission denied"


def test_pages_in_any_character_set(tmp_path: Path) -> None:
    said = "The envoy met the mayor of Göteborg, who called the talks “useful”, and left for Málaga on Friday evening."
    for charset in ("utf-8", "cp1252", "utf-16"):
        page = PAGE.replace("He said the talks were useful", said).encode(charset)
        article = one(write(tmp_path / f"{charset}.html", page)).article
        assert article is not None
        assert said in article.text


def test_addresses_are_read_by_what_they_give(web: Any, fetcher: Any) -> None:
    feed = f"<rss><channel><item><title>T</title><content:encoded>{ENGLISH}</content:encoded></item></channel></rss>"
    web.routes |= {
        "/page": (200, {"Content-Type": "text/html"}, PAGE.encode()),
        "/feed": (200, {"Content-Type": "application/rss+xml"}, feed.encode()),
        "/lines": (200, {}, json.dumps({"text": ENGLISH}).encode() + b"\n{broken\n"),
        "/plain": (200, {"Content-Type": "text/plain"}, ENGLISH.encode()),
        "/image": (200, {"Content-Type": "image/png"}, b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4),
    }
    sources = [web.url(path) for path in (*web.routes, "/none")]
    outcomes = list(read(sources, Given(fetch=True, fetcher=fetcher)))
    assert [bool(o.article) for o in outcomes] == [True, True, True, False, True, False, False]
    page = outcomes[0]
    assert page.article
    assert page.provenance
    assert (page.article.url, page.article.published) == (web.url("/page"), "2025-11-07")
    assert page.provenance.fetched
    assert web.visits.count("/robots.txt") == 1


def samples() -> dict[str, bytes]:
    item = f"<item><title>T</title><guid>1</guid><description>{ENGLISH}</description></item>"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", ENGLISH)
        archive.writestr("b.jsonl", json.dumps({"text": ENGLISH}))
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{PAGE}".encode()
    head = ("WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://e.org/\r\nWARC-Date: 2025-11-08T00:00:00Z\r\n"
            f"Content-Type: application/http\r\nContent-Length: {len(http)}\r\n\r\n").encode()  # fmt: skip
    line = json.dumps({"text": ENGLISH}).encode()
    feed = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [{"content_text": ENGLISH}]})
    return {
        "a.html": PAGE.encode(),
        "a.xml": f"<rss><channel>{item}</channel></rss>".encode(),
        "a.zip": packed.getvalue(),
        "a.csv": f'text,date\n"{ENGLISH}",2025-11-07\n'.encode(),
        "a.warc": head + http + b"\r\n\r\n",
        "a.warc.gz": gzip.compress(head + http + b"\r\n\r\n"),
        "a.jsonl.gz": gzip.compress(line),
        "s.xml": b"<urlset><url><loc>https://e.org/a</loc></url></urlset>",
        "a.json": feed.encode(),
    }


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@hypothesis_given(st.sampled_from(sorted(samples())), st.floats(0, 1), st.binary(max_size=8), st.integers(0, 40))
def test_damage_anywhere_is_a_problem_never_a_crash(
    tmp_path: Path, name: str, place: float, noise: bytes, cut: int
) -> None:
    data = samples()[name]
    at = int(place * len(data))
    for outcome in read([str(write(tmp_path / name, data[:at] + noise + data[at + cut :]))]):
        assert (outcome.article is None) == bool(outcome.problem)
        assert outcome.provenance or not outcome.article
        assert "cannot be read" not in (outcome.problem or "")
