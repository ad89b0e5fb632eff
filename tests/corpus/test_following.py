"""Feeds followed over rounds: new entries once, edits as versions, a cut-off round taken up again."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from dateline.articles.fetch import Fetcher
from dateline.articles.sources import Given
from dateline.corpus import Added, Corpus, adding, following

PAGE = (
    "<html><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text} The minister said that the"
    " government would study the matter closely and answer within the week, and that nobody should expect haste.</p>"
    "<p>Residents said the town had been calm since the morning and that shops near the harbour had opened again."
    "</p></article></body></html>"
)


class Web(BaseHTTPRequestHandler):
    """One feed with its pages; counts what is asked."""

    pages: dict[str, str]
    asked: list[str]
    conditions: list[str | None]
    broken: set[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        if self.path.strip("/") in self.broken:
            self.send_error(500)
            return
        host = f"http://127.0.0.1:{self.server.server_address[1]}"
        if self.path == "/feed":
            etag = f'"{hash(tuple(self.pages.items()))}"'
            self.conditions.append(self.headers.get("If-None-Match"))
            if self.headers.get("If-None-Match") == etag:
                self.send_response(304)
                self.end_headers()
                return
            items = "".join(f"<item><title>{p}</title><link>{host}/{p}</link><guid>{p}</guid><pubDate>Fri, 07 Nov 2025"
                            f" 08:00:00 GMT</pubDate><description>{len(t)}</description></item>"
                            for p, t in self.pages.items())  # fmt: skip
            self._send(
                f"<rss version='2.0'><channel><title>Example Post</title>{items}</channel></rss>", "text/xml", etag
            )
        elif (text := self.pages.get(self.path.strip("/"))) is not None:
            self._send(PAGE.format(title=f"News of {self.path.strip('/')}", text=text), "text/html")
        else:
            self.send_error(404)

    def _send(self, body: str, kind: str, etag: str | None = None) -> None:
        data = body.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        if etag:
            self.send_header("ETag", etag)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def web() -> Iterator[tuple[type[Web], str]]:
    arrests = "Police in Oslo arrested {} dockers at the harbour on Thursday after a long night of unrest."
    handler = type(
        "Handler",
        (Web,),
        {"asked": [], "conditions": [], "broken": set(), "pages": {f"p{n}": arrests.format(n) for n in (3, 4)}},
    )
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield handler, f"http://127.0.0.1:{server.server_address[1]}/feed"
    server.shutdown()
    server.server_close()
    thread.join()


def given() -> Given:
    return Given(fetch=True, fetcher=Fetcher(delay=0, allow_private=True))


def test_each_round_takes_what_is_new(tmp_path: Path, web: tuple[type[Web], str]) -> None:
    handler, url = web
    with Corpus.open(tmp_path / "news.dateline") as corpus:
        assert corpus.follow([url], given=given()).counts == {"new": 2}
        handler.asked.clear()
        assert corpus.follow([url], given=given()).total == 0
        assert [p for p in handler.asked if p != "/robots.txt"] == ["/feed"]  # asked whether it changed, no page again
        handler.pages["p9"] = (
            "Police in Riga arrested nine drivers at the border on Thursday after a search of their cars."
        )
        told: list[Added] = []
        assert corpus.follow([url], given=given(), told=told.append)["new"] == 1
        assert told[0].report == "r3"
        assert corpus.store.origin("r3")["reader"] == "feed"
        assert corpus.check() == []


def test_a_feed_is_remembered_when_the_corpus_is_opened_again(tmp_path: Path, web: tuple[type[Web], str]) -> None:
    handler, url = web
    db = tmp_path / "news.dateline"
    with Corpus.open(db) as corpus:
        assert corpus.follow([url], given=given()).counts == {"new": 2}
    handler.asked.clear()
    with Corpus.open(db) as corpus:
        assert corpus.follow([url], given=given()).total == 0
    assert handler.asked == ["/robots.txt", "/feed"]
    assert handler.conditions[0] is None
    assert handler.conditions[1] is not None  # it was asked whether the feed changed, and it had not
    handler.pages["p9"] = "Police in Riga arrested nine drivers at the border on Thursday after a search of their cars."
    handler.asked.clear()
    with Corpus.open(db) as corpus:
        assert corpus.follow([url], given=given()).counts == {"new": 1}
    assert handler.asked == ["/robots.txt", "/feed", "/p9"]


def test_a_page_that_failed_is_left_out_with_the_reason_until_it_is_had(
    tmp_path: Path, web: tuple[type[Web], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    handler, url = web
    db = tmp_path / "news.dateline"
    handler.broken.add("p3")
    with Corpus.open(db) as corpus:
        assert corpus.follow([url], given=given()).counts == {"failed": 1, "new": 1}
        (left_out,) = corpus.skipped()
        assert "/p3: the server answered 500; tried again in 15 minutes" in left_out.reason
    handler.broken.clear()
    with Corpus.open(db) as corpus:
        assert corpus.follow([url], given=given()).total == 0  # it is too early
        now = time.time()
        monkeypatch.setattr(time, "time", lambda: now + 901)
        assert corpus.follow([url], given=given()).counts == {"new": 1}
        assert list(corpus.skipped()) == []


def test_a_feed_that_failed_once_leaves_the_list_of_what_was_left_out(
    tmp_path: Path, web: tuple[type[Web], str]
) -> None:
    handler, url = web
    handler.broken.add("feed")
    with Corpus.open(tmp_path / "news.dateline") as corpus:
        assert corpus.follow([url], given=given()).counts == {"failed": 1}
        assert [s.source for s in corpus.skipped()] == [url]
        handler.broken.clear()
        assert corpus.follow([url], given=given()).counts == {"new": 2}
        assert list(corpus.skipped()) == []


def test_ctrl_c_while_reports_are_written_loses_none(
    tmp_path: Path, web: tuple[type[Web], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The feed must not count as taken what was rolled back."""
    _, url = web
    db = tmp_path / "news.dateline"
    with Corpus.open(db) as corpus:
        real = corpus.store.put_all

        def interrupted(*arguments: object, **more: object) -> object:
            monkeypatch.undo()
            real(*arguments, **more)  # type: ignore[arg-type]
            raise KeyboardInterrupt

        monkeypatch.setattr(corpus.store, "put_all", interrupted)
        with pytest.raises(KeyboardInterrupt):
            corpus.follow([url], given=given())
    with Corpus.open(db) as corpus:
        corpus.follow([url], given=given())
        assert corpus.status().reports == 2
        assert corpus.check() == []


def test_the_state_of_a_large_feed_is_not_written_with_every_report(
    tmp_path: Path, web: tuple[type[Web], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _, url = web
    written: list[str] = []
    monkeypatch.setattr(following, "SMALL", -1)
    monkeypatch.setattr(adding, "CHUNK", 1)
    with Corpus.open(tmp_path / "news.dateline") as corpus:
        real = corpus.store.keep
        monkeypatch.setattr(corpus.store, "keep", lambda name, value: (written.append(name), real(name, value)))
        assert corpus.follow([url], given=given()).counts == {"new": 2}
        assert written == [f"feed {url}"]
        assert corpus.follow([url], given=given()).total == 0


def test_a_round_that_is_cut_off_is_taken_up_again(tmp_path: Path, web: tuple[type[Web], str]) -> None:
    _, url = web
    db = tmp_path / "news.dateline"

    def cut(added: Added) -> None:
        raise KeyboardInterrupt

    with Corpus.open(db) as corpus, pytest.raises(KeyboardInterrupt):
        corpus.follow([url], given=given(), told=cut)
    with Corpus.open(db) as corpus:
        corpus.follow([url], given=given())
        assert corpus.status().reports == 2
        assert corpus.status().pending == 0


def test_a_feed_that_is_gone_is_told_and_the_others_go_on(tmp_path: Path, web: tuple[type[Web], str]) -> None:
    _, url = web
    with Corpus.open(tmp_path / "news.dateline") as corpus:
        summary = corpus.follow([url.replace("/feed", "/gone"), url], given=given())
        assert (summary["failed"], summary["new"]) == (1, 2)
        assert "404" in json.dumps([s.reason for s in corpus.skipped()])
