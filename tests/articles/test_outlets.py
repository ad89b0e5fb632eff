"""Outlets by address: the table, the public suffix list, and one form for many addresses."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dateline.articles import outlets
from dateline.articles.addresses import canonical
from dateline.errors import DataError


@pytest.mark.parametrize(
    ("url", "domain", "name"),
    [
        ("https://www.bbc.co.uk/news/1", "bbc.co.uk", "BBC News"),
        ("https://edition.cnn.com/a", "edition.cnn.com", "CNN"),
        ("http://WWW.Reuters.COM:80/x", "reuters.com", "Reuters"),
        ("https://news.example.co.uk/a", "example.co.uk", "example.co.uk"),
        ("https://someone.blogspot.com/a", "someone.blogspot.com", "someone.blogspot.com"),
        ("https://www.gov.uk/a", "gov.uk", "UK Government"),
        ("https://council.gov.uk/a", "council.gov.uk", "council.gov.uk"),
        (
            "https://web.archive.org/web/20251107id_/https://www.rferl.org/a",
            "rferl.org",
            "Radio Free Europe/Radio Liberty",
        ),
        ("http://93.184.215.14/a", "93.184.215.14", "93.184.215.14"),
        ("https://münchen.example/a", "xn--mnchen-3ya.example", "xn--mnchen-3ya.example"),
    ],
)
def test_the_outlet_behind_an_address(url: str, domain: str, name: str) -> None:
    found = outlets.find(url)
    assert found is not None
    assert (found.domain, found.name) == (domain, name)


@pytest.mark.parametrize("url", [None, "", "no address", "http://", "http://[::1", "mailto:a@b.org"])
def test_no_address_no_outlet(url: str | None) -> None:
    assert outlets.find(url) is None


def test_outlets_of_one_owner_share_its_name() -> None:
    assert {outlets.table()[d].group for d in ("thesun.co.uk", "wsj.com", "theaustralian.com.au")} == {"News Corp"}
    assert outlets.named("bbc.co.uk") == outlets.find("https://bbc.co.uk/")
    assert (outlets.named("al jazeera") or outlets.Outlet("", "")).name == "Al Jazeera"
    assert outlets.named("An Unknown Paper") is None


def test_every_domain_of_the_table_is_found_by_its_own_address() -> None:
    for domain, outlet in outlets.table().items():
        assert outlets.find(f"https://www.{domain}/a") == outlet


@pytest.mark.parametrize(
    ("text", "where", "problem"),
    [
        ("domain\tname\n", "outlets.tsv:1", "header"),
        ("# note\ndomain\tname\tgroup\nexample.org\tExample\n", "outlets.tsv:3", "2 columns"),
        ("domain\tname\tgroup\nExample.org\tExample\t\n", "outlets.tsv:2", "not a domain"),
        ("domain\tname\tgroup\nexample.org\t \t\n", "outlets.tsv:2", "no name"),
        ("domain\tname\tgroup\na.org\tA\t\na.org\tB\t\n", "outlets.tsv:3", "stands twice"),
    ],
)
def test_a_broken_table_is_told_with_its_line(text: str, where: str, problem: str) -> None:
    with pytest.raises(DataError, match=problem) as told:
        outlets.load(text)
    assert told.value.where == where


@pytest.mark.parametrize(
    "url",
    ["http://www.example.org/a/", "https://example.org/a?utm_source=rss&utm_medium=x#top", "HTTPS://Example.ORG:443/a",
     "https://user:pw@example.org/a?fbclid=1", "https://web.archive.org/web/2025/https://example.org/a"],
)  # fmt: skip
def test_one_page_has_one_address(url: str) -> None:
    assert canonical(url) == "https://example.org/a"


def test_pages_that_differ_keep_different_addresses() -> None:
    urls = [
        "https://e.org/a?id=1",
        "https://e.org/a?id=2",
        "https://e.org/a",
        "https://e.org/A",
        "https://e.org:8080/a",
    ]
    assert len({canonical(u) for u in urls}) == len(urls)
    assert canonical("https://e.org/a?b=2&a=1") == canonical("https://e.org/a?a=1&b=2")
    assert canonical(" not an address ") == "not an address"


@example("\x0c#", "http://")
@example("a:²", "http://")
@example("2", "http://")
@example("a:" + "1" * 5000, "http://")
@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://e.org/", "https://e.org/?"]))
def test_canonical_is_stable_and_never_raises(text: str, head: str) -> None:
    once = canonical(head + text)
    assert canonical(once) == once
