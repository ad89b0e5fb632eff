"""Sitemaps: addresses out, nested ones followed on the same site."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dateline.articles import Given, follow, read, sitemaps
from dateline.articles.fetch import Fetcher

NS = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"'
HTML = {"Content-Type": "text/html"}


def urlset(*urls: str, extra: str = "") -> bytes:
    return f"<urlset {NS}>{''.join(f'<url><loc> {u} </loc>{extra}</url>' for u in urls)}</urlset>".encode()


def index(*urls: str) -> bytes:
    return f"<sitemapindex {NS}>{''.join(f'<sitemap><loc>{u}</loc></sitemap>' for u in urls)}</sitemapindex>".encode()


def test_news_sitemaps_say_title_date_and_outlet() -> None:
    news = (
        "<lastmod>2025-11-08</lastmod><n:news>"
        "<n:publication><n:name>Example Post</n:name><n:language>en</n:language></n:publication>"
        "<n:publication_date>2025-11-07T10:00:00Z</n:publication_date><n:title>Talks</n:title></n:news>"
    )
    (found,) = sitemaps.read(io.BytesIO(urlset("https://e.org/a", extra=news)))
    assert (found.url, found.nested, found.modified) == ("https://e.org/a", False, "2025-11-08")
    assert (found.date, found.title, found.outlet, found.language) == (
        "2025-11-07T10:00:00Z",
        "Talks",
        "Example Post",
        "en",
    )


def test_a_sitemap_on_disk_is_counted_and_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "sitemap.xml.gz").write_bytes(gzip.compress(urlset("https://e.org/a", "https://e.org/b")))
    (only,) = read([str(tmp_path)])
    assert (only.skipped, only.problem) == (True, "a sitemap of 2 addresses, which are fetched only with --fetch")


def test_pages_of_nested_sitemaps_are_fetched_on_the_same_site_only(
    web: Any, fetcher: Fetcher, html: Callable[..., bytes]
) -> None:
    page = html(head='<meta property="article:published_time" content="2025-11-07">')
    web.routes |= {
        "/sitemap.xml": (
            200,
            {},
            index(web.url("/one.xml.gz"), web.url("/gone.xml"), "http://elsewhere.example/s.xml"),
        ),
        "/one.xml.gz": (200, {}, gzip.compress(urlset(web.url("/a"), web.url("/b")))),
        "/a": (200, HTML, page),
        "/b": (404, {}, b""),
    }
    found = list(read([web.url("/sitemap.xml")], Given(fetch=True, fetcher=fetcher)))
    assert [(o.source, o.article.published if o.article else None) for o in found if "/gone" not in o.source] == [
        (web.url("/a"), "2025-11-07"), (web.url("/b"), None), ("http://elsewhere.example/s.xml", None)]  # fmt: skip


def test_following_gives_pages_once_and_changed_ones_again(
    web: Any, fetcher: Fetcher, html: Callable[..., bytes]
) -> None:
    web.routes |= {"/a": (200, HTML, html()), "/b": (200, HTML, html("Other report", n=2))}
    web.routes["/sitemap.xml"] = (200, {}, urlset(web.url("/a")))
    state: dict[str, Any] = {}

    def visit() -> list[str]:
        return [o.source for o in follow(web.url("/sitemap.xml"), state, Given(fetcher=fetcher))]

    assert visit() == [web.url("/a")]
    web.routes["/sitemap.xml"] = (200, {}, urlset(web.url("/b"), web.url("/a")))
    assert visit() == [web.url("/b")]
    web.routes["/sitemap.xml"] = (200, {}, urlset(web.url("/a"), extra="<lastmod>2025-11-09</lastmod>"))
    assert visit() == [web.url("/a")]


def test_sitemaps_that_list_each_other_end(web: Any, fetcher: Fetcher) -> None:
    web.routes["/sitemap.xml"] = (200, {}, index(web.url("/sitemap.xml")))
    assert list(follow(web.url("/sitemap.xml"), {}, Given(fetcher=fetcher))) == []
    assert web.pages() == ["/sitemap.xml"]
