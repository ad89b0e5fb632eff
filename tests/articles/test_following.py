"""Feeds whose pages fail: tried again in later visits, given up in the end, with a word each time."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from dateline.articles import Given, Outcome, follow
from dateline.articles.fetch import Fetcher

TEASER = "The envoy of Norland visited the port on Friday and held talks with the mayor about the blockade."
HTML = {"Content-Type": "text/html"}


class Clock:
    def __init__(self) -> None:
        self.now = 1_700_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(time, "time", clock)
    return clock


def rss(web: Any, *names: str, teaser: str = "") -> bytes:
    items = "".join(
        f"<item><title>News of {n}</title><link>{web.url('/' + n)}</link><description>{teaser}</description></item>"
        for n in names
    )
    return f"<rss><channel><title>F</title>{items}</channel></rss>".encode()


class Follower:
    """Visits one feed again and again; the state goes through JSON, as in a corpus."""

    def __init__(self, web: Any, clock: Clock, path: str = "/feed") -> None:
        self._url, self._clock = web.url(path), clock
        self.allowed = [web.host]
        self.state: dict[str, Any] = {}

    def visit(self, later: float = 0) -> list[Outcome]:
        self._clock.now += later
        self.state = json.loads(json.dumps(self.state))
        fetcher = Fetcher(delay=0, allow_private=self.allowed, sleep=lambda seconds: None, clock=self._clock)
        return list(follow(self._url, self.state, Given(fetcher=fetcher)))


def problems(found: list[Outcome]) -> list[str]:
    return [o.problem or "" for o in found]


def test_a_page_that_failed_comes_at_a_later_visit_even_when_the_feed_dropped_it(
    web: Any, clock: Clock, html: Callable[..., bytes]
) -> None:
    feed = Follower(web, clock)
    web.routes["/feed"] = (200, {"ETag": '"1"'}, rss(web, "a"))
    web.routes["/a"] = (500, {}, b"")
    (failed,) = feed.visit()
    assert (failed.article, failed.skipped) == (None, False)
    assert "answered 500; tried again in 15 minutes" in (failed.problem or "")
    web.routes |= {"/feed": (200, {}, rss(web)), "/a": (200, HTML, html("Envoy visits port"))}
    assert feed.visit(600) == []  # too early
    assert web.pages("/a") == ["/a"]
    (had,) = feed.visit(301)
    assert had.article
    assert had.article.title == "Envoy visits port"
    assert had.provenance
    assert had.provenance.feed == "F"  # all the feed said is known still
    assert had.source == failed.source
    assert feed.visit(90_000) == []


@pytest.mark.parametrize(("teaser", "read"), [("", None), (TEASER, TEASER)])
def test_after_five_tries_it_is_given_up_and_the_teaser_used_where_there_is_one(
    web: Any, clock: Clock, teaser: str, read: str | None
) -> None:
    feed = Follower(web, clock)
    web.routes["/feed"] = (200, {}, rss(web, "a", teaser=teaser))
    web.routes["/a"] = (503, {}, b"")
    told = [feed.visit(n) for n in (0, 900, 3600, 14_400)]
    assert all("tried again in" in p for found in told for p in problems(found))
    (last,) = feed.visit(57_600)
    assert (last.article.text if last.article else None) == read
    doubt = last.provenance.doubts[0] if last.provenance else last.problem
    assert "503" in (doubt or "")
    assert read or "given up after 5 tries" in (last.problem or "")
    assert feed.visit(1_000_000) == []
    assert len(web.pages("/a")) == 5 * 3  # within a visit a busy server is asked three times


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451])
def test_what_will_not_change_is_final_at_once(web: Any, clock: Clock, status: int) -> None:
    feed = Follower(web, clock)
    web.routes["/feed"] = (200, {}, rss(web, "a"))
    web.routes["/a"] = (status, {}, b"")
    assert problems(feed.visit()) == [f"{web.url('/a')}: the server answered {status}"]
    assert feed.visit(10_000) == []


def test_what_robots_txt_refuses_is_final(web: Any, clock: Clock) -> None:
    web.routes["/feed"] = (200, {}, rss(web, "a"))
    web.routes["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /a")
    feed = Follower(web, clock)
    assert "does not allow it" in problems(feed.visit())[0]
    assert feed.visit(10_000) == []


def test_a_site_whose_robots_txt_cannot_be_had_is_tried_again(web: Any, clock: Clock) -> None:
    elsewhere = web.url("/a").replace("127.0.0.1", "localhost")
    web.routes["/feed"] = (200, {}, rss(web, "a").replace(web.url("/a").encode(), elsewhere.encode()))
    web.routes["/robots.txt"] = lambda request, _: (500 if "localhost" in request.headers["Host"] else 404, {}, b"")
    feed = Follower(web, clock)
    feed.allowed.append(web.host.replace("127.0.0.1", "localhost"))
    (told,) = problems(feed.visit())
    assert "its robots.txt cannot be had" in told
    assert "tried again in 15 minutes" in told


def test_a_host_that_fails_is_left_alone_and_its_entries_stay_new(
    web: Any, clock: Clock, html: Callable[..., bytes]
) -> None:
    feed = Follower(web, clock)
    names = [f"p{n}" for n in range(20)]
    web.routes["/feed"] = (200, {"ETag": '"1"'}, rss(web, *names))
    web.routes |= {f"/{n}": (500, {}, b"") for n in names}
    found = feed.visit()
    assert [o.problem for o in found if o.skipped] == [
        "17 entries stay for the next visit: their servers are left alone for now"
    ]
    assert len(found) == 4
    assert len(web.pages()) == 1 + 3
    web.routes |= {f"/{n}": (200, HTML, html(f"News of {n}")) for n in names}
    assert sum(bool(o.article) for o in feed.visit(901)) == 20
    assert feed.visit(901) == []


def test_pages_of_a_sitemap_are_tried_again_too(web: Any, clock: Clock, html: Callable[..., bytes]) -> None:
    feed = Follower(web, clock, "/sitemap.xml")
    body = f"<urlset><url><loc>{web.url('/a')}</loc></url></urlset>".encode()
    web.routes |= {"/sitemap.xml": (200, {}, body), "/a": (502, {}, b"")}
    assert "tried again in 15 minutes" in problems(feed.visit())[0]
    web.routes["/a"] = (200, HTML, html())
    assert [bool(o.article) for o in feed.visit(900)] == [True]
    assert feed.visit(900) == []


def test_a_broken_sitemap_behind_an_index_is_told_and_its_pages_are_not_forgotten(
    web: Any, clock: Clock, html: Callable[..., bytes]
) -> None:
    feed = Follower(web, clock, "/sitemap.xml")
    index = "".join(f"<sitemap><loc>{web.url(p)}</loc></sitemap>" for p in ("/one.xml", "/two.xml"))
    web.routes |= {"/sitemap.xml": (200, {}, f"<sitemapindex>{index}</sitemapindex>".encode())}
    for n, path in enumerate(("/one.xml", "/two.xml")):
        web.routes[path] = (200, {}, f"<urlset><url><loc>{web.url(f'/{n}')}</loc></url></urlset>".encode())
        web.routes[f"/{n}"] = (200, HTML, html(f"News {n}", n=n))
    assert len(feed.visit()) == 2
    kept, web.routes["/one.xml"] = web.routes["/one.xml"], (404, {}, b"")
    (told,) = feed.visit()
    assert (told.problem or "").startswith("not read to its end: ")
    assert "/one.xml: the server answered 404" in (told.problem or "")
    web.routes["/one.xml"] = kept
    assert feed.visit() == []


@pytest.mark.parametrize("link", ["file:///etc/passwd", "http://127.0.0.1:9/", "http://10.0.0.1/", "gopher://x/", "//"])
def test_a_feed_leads_to_no_file_and_to_no_address_inside(web: Any, clock: Clock, link: str) -> None:
    item = f"<item><title>T</title><link>{link}</link><description>{TEASER}</description></item>"
    web.routes["/feed"] = (200, {}, f"<rss><channel>{item}</channel></rss>".encode())
    feed = Follower(web, clock)
    (teaser,) = feed.visit()
    assert teaser.article
    assert teaser.article.text == TEASER
    assert feed.state["waiting"] == {}  # that will not change


def test_relative_addresses_of_a_feed_are_made_whole(web: Any, clock: Clock, html: Callable[..., bytes]) -> None:
    web.routes["/news/feed"] = (200, {}, rss(web, "a").replace(web.url("/a").encode(), b"../a?x=1"))
    web.routes["/a?x=1"] = (200, HTML, html())
    (page,) = Follower(web, clock, "/news/feed").visit()
    assert page.article
    assert page.article.url == web.url("/a?x=1")
