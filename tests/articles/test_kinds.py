"""What kind of source some bytes are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.articles import kinds


@pytest.mark.parametrize(
    ("name", "kind"),
    [("a.HTML", "page"), ("a.warc.gz", "warc"), ("a.warc.zst", "warc"), ("a.csv.gz", "gzip"), ("a.tgz", "gzip"),
     ("a.jpg", "other"),
     ("LICENSE", "text"), ("x.webngrams.json.gz", "ngrams"), ("-", "text"), ("a.tar.xz", "xz")],
)  # fmt: skip
def test_names(name: str, kind: str) -> None:
    assert kinds.by_name(name) == kind


@pytest.mark.parametrize(
    ("head", "name", "kind"),
    [
        (b"<?xml version='1.0'?>\n<!-- x --><rss>", "a.xml", "feed"), (b"<rss>", "a.txt", "feed"),
        (b"<feed xmlns='http://www.w3.org/2005/Atom'>", "-", "feed"), (b"<rdf:RDF xmlns:rdf='x'>", "a.rdf", "feed"),
        (b"<urlset>", "a.xml", "sitemap"), (b"<ns0:sitemapindex>", "a", "sitemap"), (b"<article>", "a.xml", "xml"),
        (b"<!DOCTYPE html><p>", "a", "page"), ("<rss>".encode("utf-16"), "a.xml", "feed"), (b"words", "a.html", "page"),
        (b'{"text": "x"}', "-", "json"), (b"{curly} words", "a.txt", "text"), (b'{"text": "x"}', "a.jsonl", "jsonl"),
        (b'{"version": "https://jsonfeed.org/version/1"', "a.json", "feed"), (b"PK\x03\x04", "a.docx.csv", "zip"),
        (b"\x1f\x8b\x08", "a.txt", "gzip"), (b"\x1f\x8b\x08", "a.warc.gz", "warc"), (b"WARC/1.0", "dump", "warc"),
        (b"\0" * 257 + b"ustar", "dump", "tar"), (b"plain words", "dump.dat", "text"), (b"", "a.csv", "csv"),
        (b"[1]", "a.json", "json"),
        (b'{"date":"x","ngram":"a","pre":"","post":""}', "a.json", "ngrams"), (b"a < b", "a.md", "text"),
    ],
)  # fmt: skip
def test_first_bytes_decide_where_they_say_something(head: bytes, name: str, kind: str) -> None:
    assert kinds.sniff(head, name) == kind


@given(st.binary(max_size=600), st.sampled_from(["a.xml", "a.txt", "a", "a.json", "a.csv", "-"]))
def test_every_head_has_a_kind(head: bytes, name: str) -> None:
    assert kinds.sniff(head, name) != "other"


@pytest.mark.parametrize(("name", "inner"), [("a.csv.gz", "a.csv"), ("x/a.tgz", "x/a.tar"), ("a.txt", "a.txt")])
def test_the_name_behind_a_packing(name: str, inner: str) -> None:
    assert kinds.unpacked_name(name) == inner
