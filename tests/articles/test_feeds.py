"""RSS, Atom and JSON feeds: entries out of whatever is published under those names; following them."""

from __future__ import annotations

import io
import json
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.articles import Given, Outcome, feeds, follow, read
from dateline.articles.feeds import Entry
from dateline.articles.fetch import Fetcher
from dateline.errors import InputError

TEASER = "The envoy of Norland visited the port on Friday and held talks with the mayor about the blockade."
FULL = f"<p>{TEASER}</p><p>He said a second visit would follow.<img src='x.png'></p><p>Read more: Other news</p>"

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Example Wire</title><link>https://wire.example.org</link><language>en-gb</language>
<image><title>Logo</title></image>
<item><title>Envoy visits port &amp; mayor</title>
<link>https://wire.example.org/a</link><guid isPermaLink="false">a-1</guid>
<pubDate>Fri, 07 Nov 2025 23:30:00 -0500</pubDate><dc:creator>A. Writer</dc:creator>
<media:title>Picture</media:title><description>Short.</description><content:encoded><![CDATA[{FULL}]]></content:encoded></item>
<item><title>Talks &quot;useful&quot;</title><link>https://news.google.com/rss/articles/xyz</link>
<description>&lt;p&gt;{TEASER}&lt;/p&gt;</description>
<source url="https://www.bbc.co.uk">BBC</source><pubDate>2025-11-08</pubDate></item>
</channel></rss>""".encode()

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title type="text">Example Post</title>
<entry><id>tag:1</id><title type="html">Envoy &lt;b&gt;visits&lt;/b&gt;</title><link rel="self" href="/self"/>
<link href="/a"/><updated>2025-11-09T00:00:00Z</updated>
<published>2025-11-07T10:00:00Z</published><author><name>A. Writer</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{TEASER}</p><p>Second.</p></div></content></entry>
<entry><id>tag:2</id><title>Only a summary</title><link rel="alternate" href="https://other.example/b"/>
<updated>2025-11-09T00:00:00Z</updated><summary>{TEASER}</summary>
<source><title>Third Post</title></source></entry></feed>""".encode()

JSON = json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Example Blog", "language": "en", "items": [
    {"id": "1", "url": "https://blog.example/1", "title": "One", "content_html": FULL,
     "date_published": "2025-11-07T10:00:00Z",
     "authors": [{"name": "A. Writer"}]},
    {"id": 2, "url": "/2", "summary": TEASER}, "noise"]}).encode()  # fmt: skip


def entries(data: bytes, base: str | None = "https://wire.example.org/feed") -> list[Entry]:
    return list(feeds.read(io.BufferedReader(io.BytesIO(data)), base))


def outcomes(path: Path, data: bytes) -> list[Outcome]:
    path.write_bytes(data)
    return list(read([str(path)]))


def test_rss() -> None:
    first, second = entries(RSS)
    assert (first.title, first.url, first.key, first.byline) == (
        "Envoy visits port & mayor", "https://wire.example.org/a", "a-1", "A. Writer")  # fmt: skip
    assert (first.full, first.text) == (True, f"{TEASER}\n\nHe said a second visit would follow.")
    assert (first.feed, first.language, first.date) == ("Example Wire", "en-gb", "Fri, 07 Nov 2025 23:30:00 -0500")
    assert (second.full, second.text, second.via, second.via_url) == (False, TEASER, "BBC", "https://www.bbc.co.uk")


def test_atom() -> None:
    first, second = entries(ATOM)
    assert (first.title, first.url, first.byline) == ("Envoy visits", "https://wire.example.org/a", "A. Writer")
    assert (first.full, first.text) == (True, f"{TEASER}\n\nSecond.")
    assert (first.date, first.updated) == ("2025-11-07T10:00:00Z", "2025-11-09T00:00:00Z")
    assert (second.full, second.text, second.via, second.date) == (False, TEASER, "Third Post", None)


def test_json_feed() -> None:
    first, second = entries(JSON)
    assert (first.title, first.byline, first.full, first.feed) == ("One", "A. Writer", True, "Example Blog")
    assert first.text.endswith("He said a second visit would follow.")
    assert (second.key, second.url, second.text, second.full) == ("2", "https://wire.example.org/2", TEASER, False)


def test_rss_1_and_prefixes_without_a_namespace() -> None:
    rdf = (f"<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/'>"
           f"<channel><title>C</title></channel><item><title>T</title><link>https://e.org/1</link>"
           f"<description>{TEASER}</description></item></rdf:RDF>")  # fmt: skip
    assert [(e.title, e.url, e.text, e.feed) for e in entries(rdf.encode())] == [("T", "https://e.org/1", TEASER, "C")]
    bare = f"<rss><channel><item><content:encoded>{TEASER}</content:encoded></item></channel></rss>"
    assert [(e.full, e.text) for e in entries(bare.encode())] == [(True, TEASER)]


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        ("Fish & chips &nbsp;caf&eacute; &bogus; <![CDATA[a & b]]>", "Fish & chips \xa0café &bogus; a & b"),
        ("Control \x0b\x00 character", "Control    character"),
        ("Already &amp;amp; done &#233;&#x26;", "Already &amp; done é&"),
    ],
)
def test_sloppy_entities_and_characters_are_read_as_meant(inside: str, text: str) -> None:
    data = f"\n\n<?xml version='1.0'?><rss><channel><item><title>T</title><guid>{inside}</guid></item></channel></rss>"
    assert [e.key for e in entries(data.encode())] == [" ".join(text.split())]


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16", "iso-8859-15"])
@pytest.mark.parametrize("declared", ["utf-8", "windows-1252", "utf-16", "hex", "idna", "nonsense", None])
def test_the_character_set_is_found_whatever_is_declared(charset: str, declared: str | None) -> None:
    head = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    said = "Außenminister besucht Göteborg für Gespräche über die Grenze; “später mehr”".replace("“", "").replace(
        "”", ""
    )
    data = f"{head}<rss><channel><item><title>{said}</title></item></channel></rss>".encode(charset)
    found = entries(data)[0].title
    assert found == said or (charset == "utf-8" and declared == "windows-1252")  # every byte fits: nothing to notice


def test_no_entity_is_expanded_and_nothing_is_opened(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("do not read")
    bomb = "".join(f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "lol"}">' for i in range(10))
    data = (f'<?xml version="1.0"?><!DOCTYPE r [{bomb}<!ENTITY x SYSTEM "file://{tmp_path}/secret">]>'
            "<rss><channel><item><title>a &l9; &x; b</title></item></channel></rss>")  # fmt: skip
    assert [e.title for e in entries(data.encode())] == ["a &l9; &x; b"]


def test_a_truncated_feed_gives_its_whole_entries_and_a_word(tmp_path: Path) -> None:
    for cut in range(len(RSS) // 2, len(RSS) - 1, 37):
        found = outcomes(tmp_path / "feed.xml", RSS[:cut])
        assert found[-1].problem
        assert "truncated" in found[-1].problem
        assert all(
            o.article.text in (TEASER, f"{TEASER}\n\nHe said a second visit would follow.") for o in found if o.article
        )


def test_crossed_tags_are_repaired_with_a_word(tmp_path: Path) -> None:
    found = outcomes(tmp_path / "feed.xml", RSS.replace(b"</title><link>", b"</titel><link>", 1))
    assert "broken XML in line" in (found[-1].problem or "")
    assert any(o.article and o.article.text == TEASER for o in found)


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"<html><p>no feed</p></html>", b"<?xml?>", b"{}", b'{"items": 3}', b"{broken", b"<rss>"]
)
def test_what_is_no_feed_is_an_error(data: bytes) -> None:
    with pytest.raises(InputError):
        entries(data)


@settings(max_examples=150, deadline=None)
@given(at=st.integers(0, len(RSS) - 1), noise=st.binary(max_size=6), cut=st.integers(0, 30))
def test_no_damage_crashes(at: int, noise: bytes, cut: int) -> None:
    for feed in (RSS, ATOM, JSON):
        try:
            found = entries(feed[:at] + noise + feed[at + cut :])
        except InputError:
            continue
        assert all(isinstance(e.text, str) for e in found)


def test_a_feed_of_10000_entries_is_read_lazily_in_little_memory(tmp_path: Path) -> None:
    item = f"<item><title>Report %d</title><guid>g%d</guid><description>{TEASER} %d</description></item>"
    path = tmp_path / "large.xml"
    path.write_text(
        "<rss><channel><title>Large</title>" + "".join(item % (i, i, i) for i in range(10_000)) + "</channel></rss>"
    )
    with path.open("rb") as stream:
        started = time.monotonic()
        first = next(feeds.read(stream))
        assert (first.title, stream.tell() < 300_000) == ("Report 0", True)
        tracemalloc.start()
        stream.seek(0)
        rest = sum(1 for _ in feeds.read(stream))
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert rest == 10_000
    assert peak < 5_000_000
    assert time.monotonic() - started < 20


def test_entries_become_articles_with_their_origin(tmp_path: Path) -> None:
    full, teaser = outcomes(tmp_path / "feed.xml", RSS)
    assert full.article
    assert full.provenance
    assert teaser.article
    assert teaser.provenance
    assert (full.article.title, full.article.outlet, full.article.published) == (
        "Envoy visits port & mayor", "example.org", "2025-11-07")  # fmt: skip
    assert (full.provenance.reader, full.provenance.extent, full.provenance.dated_by) == ("feed", "full", "feed")
    assert (teaser.provenance.extent, teaser.provenance.via, teaser.provenance.outlet_by) == (
        "summary",
        "BBC",
        "source",
    )
    assert teaser.article.outlet == "BBC News"


def test_an_entry_without_text_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    data = RSS.replace(TEASER.encode(), b"").replace(b"He said a second visit would follow.", TEASER.encode())
    found = outcomes(tmp_path / "feed.xml", data)
    assert [(bool(o.article), o.problem) for o in found] == [(True, None), (False, "empty: no words in it")]


# ---- following ------------------------------------------------------------------------------------------------------


def rss(*items: tuple[str, str]) -> bytes:
    body = "".join(
        f"<item><guid>{g}</guid><title>{t}</title><description>{TEASER}</description></item>" for g, t in items
    )
    return f"<rss><channel><title>F</title>{body}</channel></rss>".encode()


def title(outcome: Outcome) -> str | None:
    return outcome.article.title if outcome.article else outcome.problem


def test_only_what_is_new_or_edited_comes_again(web: Any, fetcher: Fetcher) -> None:
    state: dict[str, Any] = {}

    def visit() -> list[str | None]:
        return [title(o) for o in follow(web.url("/feed"), state, Given(fetcher=fetcher))]

    web.routes["/feed"] = (200, {}, rss(("1", "One"), ("2", "Two")))
    assert visit() == ["One", "Two"]
    assert visit() == []
    web.routes["/feed"] = (200, {}, rss(("3", "Three"), ("2", "Two, edited"), ("1", "One")))
    assert visit() == ["Three", "Two, edited"]
    web.routes["/feed"] = (200, {}, rss(("4", "Four")))
    assert visit() == ["Four"]
    web.routes["/feed"] = (200, {}, rss(("4", "Four"), ("1", "One")))
    assert visit() == []
    assert json.loads(json.dumps(state)) == state


def test_a_run_that_is_cut_off_goes_on_where_it_stopped(web: Any, fetcher: Fetcher) -> None:
    web.routes["/feed"] = (200, {"ETag": '"1"'}, rss(("1", "One"), ("2", "Two"), ("3", "Three")))
    state: dict[str, Any] = {}
    taking = follow(web.url("/feed"), state, Given(fetcher=fetcher))
    assert title(next(taking)) == "One"
    assert title(next(taking)) == "Two"  # asking for it says that One is dealt with; Two is not
    del taking
    assert [title(o) for o in follow(web.url("/feed"), state, Given(fetcher=fetcher))] == ["Two", "Three"]


def test_an_unchanged_feed_costs_no_body(web: Any, fetcher: Fetcher) -> None:
    def route(request: Any, _: int) -> Any:
        return (
            (304, {}, b"") if request.headers["If-None-Match"] == '"1"' else (200, {"ETag": '"1"'}, rss(("1", "One")))
        )

    web.routes["/feed"] = route
    state: dict[str, Any] = {}
    assert len(list(follow(web.url("/feed"), state, Given(fetcher=fetcher)))) == 1
    assert list(follow(web.url("/feed"), state, Given(fetcher=fetcher))) == []
    assert "If-None-Match" in web.headers[-1]


def test_a_broken_feed_is_asked_for_whole_again(web: Any, fetcher: Fetcher) -> None:
    web.routes["/feed"] = (200, {"ETag": '"1"'}, rss(("1", "One"), ("2", "Two"))[:-40])
    state: dict[str, Any] = {}
    assert [bool(o.article) for o in follow(web.url("/feed"), state, Given(fetcher=fetcher))] == [True, False]
    web.routes["/feed"] = (200, {"ETag": '"1"'}, rss(("1", "One"), ("2", "Two")))
    found = list(follow(web.url("/feed"), state, Given(fetcher=fetcher)))
    assert [o.article.title for o in found if o.article] == ["Two"]


def test_pages_are_fetched_for_teasers_and_teasers_kept_where_that_fails(
    web: Any, fetcher: Fetcher, html: Callable[..., bytes]
) -> None:
    web.routes["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /closed")
    items = "".join(f"<item><title>{n}</title><link>{web.url('/' + n)}</link><description>{TEASER}</description>"
                    "<pubDate>Fri, 07 Nov 2025 10:00:00 GMT</pubDate></item>" for n in ("open", "closed"))  # fmt: skip
    web.routes["/feed"] = (200, {}, f"<rss><channel>{items}</channel></rss>".encode())
    web.routes["/open"] = (200, {"Content-Type": "text/html"}, html("Envoy visits port"))
    page, teaser = follow(web.url("/feed"), {}, Given(fetcher=fetcher))
    assert page.article
    assert page.provenance
    assert teaser.article
    assert teaser.provenance
    assert ("The envoy of Norland" in page.article.text, page.provenance.extent, page.article.published) == (
        True,
        "full",
        "2025-11-07",
    )
    assert (teaser.article.text, teaser.provenance.extent) == (TEASER, "summary")
    assert "robots.txt" in teaser.provenance.doubts[0]


def test_a_feed_that_is_gone_is_one_problem(web: Any, fetcher: Fetcher) -> None:
    (only,) = follow(web.url("/feed"), {}, Given(fetcher=fetcher))
    assert "answered 404" in (only.problem or "")


def test_a_page_given_for_a_feed_says_where_its_feed_is(web: Any, fetcher: Fetcher, html: Callable[..., bytes]) -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'
    web.routes["/"] = (200, {"Content-Type": "text/html"}, html(head=link))
    (only,) = follow(web.url("/"), {}, Given(fetcher=fetcher))
    assert (only.problem or "").endswith(f"a web page, not a feed; its feed is {web.url('/rss.xml')}")
