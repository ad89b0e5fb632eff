"""What kind of source some bytes are: by the name, else by how they begin."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Literal

Kind = Literal["text", "page", "jsonl", "json", "csv", "tsv", "xml", "feed", "sitemap", "warc", "zip", "tar", "ngrams",
               "gzip", "bzip2", "xz", "zstd", "other"]  # fmt: skip
PACKED: dict[str, Kind] = {".gz": "gzip", ".bz2": "bzip2", ".xz": "xz", ".zst": "zstd"}
_SUFFIXES: dict[str, Kind] = {
    **PACKED,
    ".html": "page", ".htm": "page", ".xhtml": "page", ".shtml": "page",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json", ".csv": "csv", ".tsv": "tsv", ".tab": "tsv",
    ".txt": "text", ".text": "text", ".md": "text", "": "text",
    ".xml": "xml", ".rss": "xml", ".atom": "xml", ".rdf": "xml", ".warc": "warc", ".zip": "zip", ".tar": "tar",
    ".tgz": "gzip", ".tbz2": "bzip2", ".tbz": "bzip2", ".txz": "xz",
}  # fmt: skip
_MAGIC: tuple[tuple[bytes, Kind], ...] = (
    (b"PK\x03\x04", "zip"), (b"PK\x05\x06", "zip"), (b"\x1f\x8b\x08", "gzip"), (b"BZh", "bzip2"),
    (b"\xfd7zXZ\x00", "xz"), (b"\x28\xb5\x2f\xfd", "zstd"), (b"WARC/", "warc"),
)  # fmt: skip
HEAD = 4096  # bytes looked at
_OBJECT = re.compile(rb'(?:\[\s*)?\{\s*"[\w -]+"\s*:')
_PAGE = re.compile(rb"<html|<!doctype html", re.I)
_ROOT = re.compile(rb"<(?!\?|!)(?:[\w.-]+:)?([A-Za-z]+)")
_ROOTS: dict[bytes, Kind] = {b"rss": "feed", b"feed": "feed", b"rdf": "feed", b"channel": "feed",
                             b"urlset": "sitemap", b"sitemapindex": "sitemap", b"html": "page"}  # fmt: skip


def by_name(name: str) -> Kind:
    """The kind a file's name promises; "other" for names of files that are not read. `.warc.gz` is a WARC."""
    path = PurePosixPath(name.lower())
    suffix = path.suffix
    if suffix in PACKED and (inner := by_name(path.stem)) in ("warc", "ngrams"):
        return inner
    if suffix == ".json" and "webngrams" in path.name:
        return "ngrams"
    return _SUFFIXES.get(suffix, "other")


def unpacked_name(name: str) -> str:
    """The name of what a packed file holds: "a.csv.gz" → "a.csv", "a.tgz" → "a.tar"."""
    path = PurePosixPath(name)
    if path.suffix.lower() in (".tgz", ".tbz", ".tbz2", ".txz"):
        return path.with_suffix(".tar").as_posix()
    return path.with_suffix("").as_posix() if path.suffix.lower() in PACKED else name


def sniff(head: bytes, name: str = "") -> Kind:
    """The kind of a source that begins with `head`; its name decides where the bytes allow several."""
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return "warc" if kind in ("gzip", "zstd") and by_name(name) == "warc" else kind
    if head[257:262] == b"ustar":
        return "tar"
    named = by_name(name)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n\0")
    if named == "page" or _PAGE.search(head[:1500]):
        return "page"
    if start.startswith((b"<", b"\xff\xfe<\0", b"\xfe\xff\0<")):
        return _markup(head.replace(b"\0", b""), named)
    if named == "ngrams" or (start.startswith(b"{") and b'"ngram"' in head and b'"pre"' in head):
        return "ngrams"
    if named in ("text", "other", "json") and _OBJECT.match(start):
        return "feed" if b"jsonfeed.org/version" in start else "json"
    return "text" if named == "other" else named


def _markup(head: bytes, named: Kind) -> Kind:
    root = _ROOT.search(head)
    found = _ROOTS.get(root[1].lower()) if root else None
    return found or ("text" if named == "other" else named)
