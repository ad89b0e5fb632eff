"""Fetching refuses what it should."""

from __future__ import annotations

import socket

import pytest

from dateline.articles import fetch
from dateline.errors import InputError


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/a", "http://"])
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(InputError, match="only http and https"):
        fetch.fetch(url)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", "0.0.0.0"]
)
def test_addresses_inside_are_refused(host: str) -> None:
    with pytest.raises(InputError, match="not a public address"):
        fetch.fetch(f"http://{host}/")


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 80)),
               (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 80))]  # fmt: skip
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: answers)
    with pytest.raises(InputError, match=r"10\.1\.2\.3 is not a public address"):
        fetch.fetch("http://news.example/")


def test_redirects_are_checked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_get", lambda url: (b"", "http://127.0.0.1/") if "example" in url else real(url))
    with pytest.raises(InputError, match="not a public address"):
        fetch.fetch("http://news.example/")


def test_endless_redirects_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetch, "_get", lambda url: (b"", url + "x"))
    with pytest.raises(InputError, match="more than 5 redirects"):
        fetch.fetch("http://news.example/")


real = fetch._get
