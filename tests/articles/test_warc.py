"""Web archives: pages out, everything else counted, damage survived."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from fastwarc.stream_io import GzipWriter, ZstdWriter
from fastwarc.warc import WarcRecord, WarcRecordType

from dateline.articles import Outcome, read

CRAWLED = "2025-11-08T06:30:00Z"
OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"


def record(n: int, http: bytes, uri: str | None = None, **headers: str) -> WarcRecord:
    made = WarcRecord()
    made.init_headers(WarcRecordType.response)
    made.headers["WARC-Target-URI"] = uri or f"https://news.example.org/2025/11/07/report-{n}"
    made.headers["WARC-Date"] = CRAWLED
    made.headers["Content-Type"] = "application/http; msgtype=response"
    for name, value in headers.items():
        made.headers[name.replace("_", "-")] = value
    made.set_bytes_content(http)
    return made


def archive(records: list[WarcRecord], kind: str = ".warc") -> bytes:
    """Every record a member of its own, as the standard wants it."""
    out = b""
    for one in records:
        raw = io.BytesIO()
        target: Any = {".warc.gz": GzipWriter, ".warc.zst": ZstdWriter}.get(kind, lambda stream: stream)(raw)
        one.write(target)
        if target is not raw:
            target.finish()
            target.flush()
        out += raw.getvalue()
    return out


def outcomes(path: Path, data: bytes) -> list[Outcome]:
    path.write_bytes(data)
    return list(read([str(path)]))


@pytest.mark.parametrize("kind", [".warc", ".warc.gz", ".warc.zst"])
def test_pages_come_out_and_other_answers_are_counted(tmp_path: Path, html: Callable[..., bytes], kind: str) -> None:
    records = [
        record(1, OK + html("First report")),
        record(2, b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\nno"),
        record(3, b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG"),
        record(4, OK + html("Second report", n=1)),
    ]
    found = outcomes(tmp_path / f"crawl{kind}", archive(records, kind))
    articles = [o.article for o in found if o.article]
    assert [a.title for a in articles] == ["First report", "Second report"]
    assert [(a.outlet, a.published) for a in articles] == [("example.org", "2025-11-07")] * 2
    assert (found[-1].skipped, found[-1].problem) == (True, "2 records are no page: 1 status 404, 1 image/png")


def test_the_crawl_bounds_the_date_and_is_no_witness_of_it(tmp_path: Path, html: Callable[..., bytes]) -> None:
    def page(date: str) -> bytes:
        return OK + html(head=f'<meta property="article:published_time" content="{date}">')

    dates = ["2025-11-08T18:00:00+13:00", "2025-11-08T18:00:00Z", "2025-11-09"]
    records = [record(n, page(d), f"https://e.org/{n}") for n, d in enumerate(dates)] + [
        record(9, OK + html(), "https://e.org/9")
    ]
    found = outcomes(tmp_path / "a.warc", archive(records))
    assert [o.article.published for o in found if o.article] == ["2025-11-08", None, None, None]
    assert [bool(o.provenance.doubts) for o in found if o.provenance] == [False, True, True, False]
    assert {o.provenance.not_after for o in found if o.provenance} == {"2025-11-08T06:30:00+00:00"}


def test_bodies_packed_and_in_chunks_are_read(tmp_path: Path, html: Callable[..., bytes]) -> None:
    page = html()
    chunks = (
        b"".join(b"%x\r\n%s\r\n" % (len(page[i : i + 500]), page[i : i + 500]) for i in range(0, len(page), 500))
        + b"0\r\n\r\n"
    )
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
    records = [
        record(1, head + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(page)),
        record(2, head + b"Transfer-Encoding: chunked\r\n\r\n" + chunks),
        record(3, head + b"Content-Encoding: gzip\r\n\r\n" + page),  # stored unpacked, the header left as it was
        record(4, head + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"0" * 60_000_000)),
    ]
    found = outcomes(tmp_path / "a.warc", archive(records))
    assert [bool(o.article) for o in found] == [True, True, True, False]
    assert "250 times" in (found[3].problem or "") or "too large" in (found[3].problem or "")


@pytest.mark.parametrize("kind", [".warc", ".warc.gz"])
def test_a_truncated_archive_gives_what_it_has_and_a_word(
    tmp_path: Path, html: Callable[..., bytes], kind: str
) -> None:
    filler = "".join(f"<!-- {n * 7919} -->" for n in range(3000))
    data = archive([record(n, OK + html(f"Report {n}", body=filler)) for n in range(5)], kind)
    found = outcomes(tmp_path / f"cut{kind}", data[: len(data) * 7 // 10])
    assert [bool(o.article) for o in found] == [True, True, True, False]
    assert "truncated" in (found[-1].problem or "")


@pytest.mark.parametrize("kind", [".warc", ".warc.gz", ".warc.zst"])
def test_records_behind_damage_are_read(tmp_path: Path, html: Callable[..., bytes], kind: str) -> None:
    parts = [archive([record(n, OK + html(f"Report {n}"))], kind) for n in range(5)]
    start = {".warc": b"WARC/1.0\r\nnot a header", ".warc.gz": b"\x1f\x8b\x08", ".warc.zst": b"\x28\xb5\x2f\xfd"}[kind]
    broken = start + b"\xaa" * 400
    found = outcomes(tmp_path / f"a{kind}", b"".join([*parts[:2], broken, *parts[2:]]))
    assert [o.article.title for o in found if o.article] == [f"Report {n}" for n in range(5)]
    assert kind == ".warc" or "damaged" in (found[-1].problem or "")


def test_records_the_crawler_cut_are_named(tmp_path: Path, html: Callable[..., bytes]) -> None:
    records = [record(1, OK + html(), WARC_Truncated="length"), record(2, OK + html())]
    found = outcomes(tmp_path / "a.warc", archive(records))
    assert [bool(o.article) for o in found] == [False, True]
    assert "the crawler stopped (length)" in (found[0].problem or "")


def test_what_only_bears_the_name_is_told(tmp_path: Path) -> None:
    for name, data in (
        ("a.warc", b"not an archive at all\n" * 20),
        ("b.warc.gz", gzip.compress(b"hello " * 50)),
        ("c.warc", b""),
    ):
        found = outcomes(tmp_path / name, data)
        assert [o.article for o in found] == [None] * len(found)
        assert found[-1].problem
