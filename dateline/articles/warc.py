"""Web archives (WARC, plain, gzip or zstd) → the pages crawled."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.articles import dating
from dateline.articles.html import MAX_BYTES
from dateline.articles.unpack import Budget, unpacked
from dateline.errors import InputError

if TYPE_CHECKING:
    import datetime

_PAGES = frozenset({"text/html", "application/xhtml+xml"})
_STARTS = (b"\x1f\x8b\x08", b"WARC/1.", b"\x28\xb5\x2f\xfd")
MAX_REPAIRS = 1_000  # places where reading is taken up again behind damage
_WINDOW = 1 << 20


@dataclass(frozen=True)
class Crawled:
    """One page as it was crawled; `problem` is set where its body cannot be read. `at` is the record's offset."""

    url: str
    at: int
    body: bytes = b""
    charset: str | None = None
    crawled: datetime.datetime | None = None
    problem: str | None = None


def read(stream: BinaryIO, passed: Counter[str]) -> Iterator[Crawled]:
    """HTTP answers with status 200 and a page; all others are counted in `passed` by reason.

    Records behind damage are read where the stream can be rewound. Raises `InputError` after the last readable one.
    """
    start, damage = 0, None
    for _ in range(MAX_REPAIRS):
        last = start
        try:
            for record in _records(stream):
                last = start + record.stream_pos
                if found := _page(record, last, passed):
                    yield found
            if damage is None:
                return
            break
        except OSError as error:
            damage = damage or f"damaged at byte {last:,} or after it: {error}"
            following = _next_start(stream, last + 1)
            if following is None:
                break
            start = following
    raise InputError(damage or "damaged in too many places")


def _records(stream: BinaryIO) -> Iterator[Any]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    return iter(ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=True, auto_decode="none"))


def _page(record: Any, at: int, passed: Counter[str]) -> Crawled | None:
    reason = _no_page(record)
    if reason:
        passed[reason] += 1
        return None
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    found = Crawled(url, at, charset=record.http_charset, crawled=_crawled(record))
    try:
        return Crawled(url, at, _body(record), record.http_charset, found.crawled)
    except InputError as error:
        return Crawled(url, at, crawled=found.crawled, problem=str(error))


def _no_page(record: Any) -> str | None:
    if not record.is_http or record.http_headers is None:
        return "not HTTP"
    if record.http_headers.status_code != 200:
        return f"status {record.http_headers.status_code}"
    kind = (record.http_content_type or "no type").lower()
    return None if kind in _PAGES else kind


def _body(record: Any) -> bytes:
    """The page, out of its chunks and its compression. Raises `InputError` for a body that is cut or too large."""
    if record.headers.get("WARC-Truncated"):
        raise InputError(f"truncated record: the crawler stopped ({record.headers.get('WARC-Truncated')})")
    if record.content_length > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES:,} bytes, too large for a page")
    raw = record.reader.read(MAX_BYTES)
    if len(raw) < record.content_length:
        raise InputError(f"truncated record: {len(raw):,} of {record.content_length:,} bytes")
    headers = record.http_headers
    stream: Any = io.BytesIO(raw)
    if "chunked" in (headers.get("Transfer-Encoding") or "").lower() and raw[:1].isalnum() and raw[:1] != b"<":
        stream = _chunks(raw)
    return _decoded(stream, (headers.get("Content-Encoding") or "").strip().lower(), len(raw))


def _chunks(raw: bytes) -> Any:
    from fastwarc.stream_io import ChunkedReader

    return ChunkedReader(io.BytesIO(raw))


def _decoded(stream: Any, coding: str, size: int) -> bytes:
    """Bodies that crawlers stored unpacked still carry the header of their packing."""
    if coding in ("gzip", "x-gzip", "br", "zstd"):
        data = stream.read(MAX_BYTES + 1)
        if coding == "br":
            stream = _brotli(data)
        elif data.startswith((b"\x1f\x8b", b"\x28\xb5\x2f\xfd")):
            stream = unpacked(io.BytesIO(data), "zstd" if coding == "zstd" else "gzip", Budget(size))
        else:
            return bytes(data)
    try:
        body = bytes(stream.read(MAX_BYTES + 1))
    except OSError as error:
        raise InputError(f"damaged body: {error}") from None
    if len(body) > MAX_BYTES:
        raise InputError(f"larger than {MAX_BYTES:,} bytes unpacked, too large for a page")
    return body


def _brotli(data: bytes) -> Any:
    from fastwarc.stream_io import BrotliReader

    return io.BytesIO(data) if data.lstrip().startswith(b"<") else BrotliReader(io.BytesIO(data))


def _crawled(record: Any) -> datetime.datetime | None:
    moment = dating.parse(record.headers.get("WARC-Date") or "")
    return moment.instant if moment else None


def _next_start(stream: BinaryIO, position: int) -> int | None:
    """Moves a stream to the next byte from `position` at which a record can begin; null without one."""
    if not stream.seekable():
        return None
    stream.seek(position)
    kept = b""
    while data := stream.read(_WINDOW):
        window = kept + data
        hits = [at for mark in _STARTS if (at := window.find(mark)) >= 0]
        if hits:
            found = position - len(kept) + min(hits)
            stream.seek(found)
            return found
        position += len(data)
        kept = window[-8:]
    return None
