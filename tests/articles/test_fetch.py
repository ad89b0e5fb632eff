"""Fetching: polite, bounded, and never inside the network."""

from __future__ import annotations

import contextlib
import datetime
import gzip
import socket
import threading
import time
import tracemalloc
import zlib
from collections.abc import Callable, Iterator
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from dateline.articles import request
from dateline.articles.fetch import Fetcher
from dateline.articles.request import Limits
from dateline.errors import InputError, Unavailable

HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/a", "http://", "gopher://x/", "http://[::1"])
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(InputError, match=r"only http and https|not an address"):
        Fetcher().get(url)


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "10.0.0.8", "192.168.1.1", "169.254.169.254", "[::1]", "[::ffff:10.0.0.1]", "0.0.0.0", "100.64.0.1",
     "[64:ff9b::a00:1]", "[2002:7f00:1::]", "[fd00::1]", "224.0.0.1", "localhost", "2130706433", "0x7f000001", "127.1",
     "0177.0.0.1", "[::7f00:1]", "[::ffff:0:7f00:1]", "[fec0::1]", "[fe80::1]", "[100::1]", "255.255.255.255"],
)  # fmt: skip
def test_addresses_inside_are_refused(host: str) -> None:
    with pytest.raises(InputError, match="not a public address"):
        Fetcher().get(f"http://{host}/")


def test_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 80)),
               (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("10.1.2.3", 80))]  # fmt: skip
    monkeypatch.setattr(socket, "getaddrinfo", lambda *a, **k: answers)
    with pytest.raises(InputError, match=r"10\.1\.2\.3 is not a public address"):
        Fetcher().get("http://news.example/")


def test_a_name_is_looked_up_once_and_the_checked_address_is_used(web: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second look-up that led elsewhere (DNS rebinding) would fail here."""
    web.routes["/a"] = (200, HTML, b"here")
    port = int(web.host.rpartition(":")[2])
    looked_up = []

    def look_up(host: str, *_: Any, **__: Any) -> Any:
        looked_up.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", port))]

    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket, "getaddrinfo", lambda h, *a, **k: look_up(h) if h == "news.example" else real(h, *a, **k)
    )
    assert Fetcher(delay=0, allow_private=[f"news.example:{port}"]).get(f"http://news.example:{port}/a").body == b"here"
    assert looked_up == ["news.example"] * 2  # robots.txt and the page
    assert {h["Host"] for h in web.headers} == {f"news.example:{port}"}


def test_a_page_comes_with_its_character_set_and_final_address(web: Any, fetcher: Fetcher) -> None:
    web.routes["/old"] = (301, {"Location": "/new"}, b"")
    web.routes["/new"] = (200, {"Content-Type": "text/html; charset=ISO-8859-1"}, b"caf\xe9")
    answer = fetcher.get(web.url("/old"))
    assert (answer.url, answer.charset, answer.body) == (web.url("/new"), "iso-8859-1", b"caf\xe9")


@pytest.mark.parametrize("target", ["http://127.0.0.1:1/", "http://localhost/", "http://10.0.0.1/", "file:///etc/passwd",
                                    "//169.254.169.254/latest", "http://0177.0.0.1/", "http://[bad"])  # fmt: skip
def test_redirects_are_checked_again(web: Any, fetcher: Fetcher, target: str) -> None:
    web.routes["/go"] = (302, {"Location": target}, b"")
    with pytest.raises(InputError, match=r"not a public address|only http and https|not an address"):
        fetcher.get(web.url("/go"))


def test_endless_redirects_end(web: Any, fetcher: Fetcher) -> None:
    web.routes["/loop"] = (302, {"Location": "/loop"}, b"")
    with pytest.raises(InputError, match="more than 5 redirects"):
        fetcher.get(web.url("/loop"))
    assert len(web.pages()) == 6


@pytest.mark.parametrize("declared", [True, False])
def test_huge_bodies_are_cut_off(web: Any, fetcher: Fetcher, declared: bool) -> None:
    body = b"x" * 1_000_000
    web.routes["/huge"] = (200, HTML | ({} if declared else {"Content-Length": "", "Connection": "close"}), body)
    with pytest.raises(InputError, match="larger than 200,000 bytes"):
        fetcher.get(web.url("/huge"))


def test_a_small_body_that_unpacks_to_a_huge_one_is_cut_off(web: Any, fetcher: Fetcher) -> None:
    web.routes["/bomb"] = (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 100_000_000))
    with pytest.raises(InputError, match="larger than 200,000 bytes"):
        fetcher.get(web.url("/bomb"))
    web.routes["/packed"] = (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"fine"))
    assert fetcher.get(web.url("/packed")).body == b"fine"


def trickle(head: bool) -> Callable[[BaseHTTPRequestHandler, int], None]:
    def route(request: BaseHTTPRequestHandler, _: int) -> None:
        try:
            request.wfile.write(b"HTTP/1.0 200 OK\r\n" + (b"X-Slow: " if head else b"Content-Type: text/html\r\n\r\n"))
            for _ in range(100):
                request.wfile.write(b"x")
                request.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    return route


@pytest.mark.parametrize("head", [True, False])
def test_a_server_that_trickles_is_cut_off_in_time(web: Any, head: bool) -> None:
    web.routes["/slow"] = trickle(head)
    fetcher = Fetcher(delay=0, limits=Limits(wait=5, total=0.6, size=10_000), allow_private=[web.host])
    started = time.monotonic()
    with pytest.raises(InputError, match="no whole answer within"):
        fetcher.get(web.url("/slow"))
    assert time.monotonic() - started < 4  # the server would go on for five seconds


def test_a_silent_server_runs_into_the_time_limit(web: Any) -> None:
    web.routes["/silent"] = lambda *_: time.sleep(0.8)
    fetcher = Fetcher(delay=0, limits=Limits(wait=0.3), allow_private=[web.host])
    with pytest.raises(InputError, match=r"(?i)timed out"):
        fetcher.get(web.url("/silent"))


def test_a_body_shorter_than_announced_is_an_error(web: Any, fetcher: Fetcher) -> None:
    web.routes["/short"] = (200, HTML | {"Content-Length": "500", "Connection": "close"}, b"only this")
    with pytest.raises(InputError, match="/short"):
        fetcher.get(web.url("/short"))


def test_robots_txt_is_asked_once_and_obeyed(web: Any, fetcher: Fetcher) -> None:
    web.routes["/robots.txt"] = (
        200,
        {},
        b"User-agent: *\nDisallow: /private\n\nUser-agent: dateline\nDisallow: /mine\n",
    )
    web.routes["/a"] = web.routes["/private"] = (200, HTML, b"page")
    assert fetcher.get(web.url("/a")).body == fetcher.get(web.url("/private")).body == b"page"
    with pytest.raises(InputError, match=r"robots.txt of the site does not allow it"):
        fetcher.get(web.url("/mine/1"))
    assert web.visits.count("/robots.txt") == 1
    assert "/mine/1" not in web.visits


def test_robots_txt_holds_behind_redirects_too(web: Any, fetcher: Fetcher) -> None:
    web.routes["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /closed")
    web.routes["/open"] = (302, {"Location": "/closed"}, b"")
    with pytest.raises(InputError, match=r"/closed: robots.txt"):
        fetcher.get(web.url("/open"))


@pytest.mark.parametrize(("status", "may"), [(404, True), (410, True), (403, False), (500, False), (503, False)])
def test_sites_without_rules_are_open_and_sites_that_hide_them_closed(
    web: Any, fetcher: Fetcher, status: int, may: bool
) -> None:
    web.routes["/robots.txt"] = (status, {}, b"")
    web.routes["/a"] = (200, HTML, b"page")
    if may:
        assert fetcher.get(web.url("/a")).body == b"page"
    else:
        with pytest.raises(InputError, match=r"its robots.txt cannot be had"):
            fetcher.get(web.url("/a"))


class Clock:
    """A clock that moves only while somebody sleeps."""

    def __init__(self) -> None:
        self.now, self.naps = 1000.0, list[float]()

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds


def polite(web: Any, delay: float = 2.0) -> tuple[Fetcher, Clock]:
    clock = Clock()
    return Fetcher(delay=delay, allow_private=[web.host], clock=clock, sleep=clock.sleep), clock


def test_a_host_is_asked_once_in_two_seconds_and_slower_where_it_wants(web: Any) -> None:
    web.routes["/a"] = (200, HTML, b"page")
    fetcher, clock = polite(web)
    for _ in range(3):
        fetcher.get(web.url("/a"))
    assert clock.naps == [2.0, 2.0]
    web.routes["/robots.txt"] = (200, {}, b"User-agent: *\nCrawl-delay: 7")
    fetcher, clock = polite(web)
    for _ in range(3):
        fetcher.get(web.url("/a"))
    assert clock.naps == [7.0, 7.0]


def test_a_busy_server_is_asked_again_when_it_says(web: Any) -> None:
    web.routes["/busy"] = lambda _, n: (429, {"Retry-After": "11"}, b"") if n == 1 else (200, HTML, b"at last")
    fetcher, clock = polite(web)
    assert fetcher.get(web.url("/busy")).body == b"at last"
    assert clock.naps == [11.0]


def test_a_date_to_come_back_at_is_understood(web: Any) -> None:
    later = format_datetime(datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=30), usegmt=True)
    web.routes["/busy"] = lambda _, n: (503, {"Retry-After": later}, b"") if n == 1 else (200, HTML, b"at last")
    fetcher, clock = polite(web)
    assert fetcher.get(web.url("/busy")).body == b"at last"
    assert 25 < clock.naps[0] <= 31


def test_a_server_that_asks_for_an_hour_is_left_alone_for_it(web: Any) -> None:
    web.routes["/busy"] = (429, {"Retry-After": "3600"}, b"")
    web.routes["/other"] = (200, HTML, b"page")
    fetcher, clock = polite(web)
    with pytest.raises(InputError, match="429 and asks to wait 3600 seconds"):
        fetcher.get(web.url("/busy"))
    with pytest.raises(InputError, match="left alone for another 3600 seconds"):
        fetcher.get(web.url("/other"))
    assert web.pages() == ["/busy"]
    clock.now += 3601
    assert fetcher.get(web.url("/other")).body == b"page"


def test_a_server_that_stays_busy_is_given_up(web: Any) -> None:
    web.routes["/busy"] = (503, {}, b"")
    fetcher, clock = polite(web)
    with pytest.raises(InputError, match="answered 503, 3 times"):
        fetcher.get(web.url("/busy"))
    assert clock.naps == [2.0, 4.0]


def test_a_page_known_already_is_asked_for_changes_only(web: Any, fetcher: Fetcher) -> None:
    def route(request: BaseHTTPRequestHandler, _: int) -> Any:
        if request.headers["If-None-Match"] == '"v1"' and request.headers["If-Modified-Since"]:
            return 304, {}, b""
        return 200, HTML | {"ETag": '"v1"', "Last-Modified": "Fri, 07 Nov 2025 10:00:00 GMT"}, b"page"

    web.routes["/a"] = route
    first = fetcher.get(web.url("/a"))
    assert (first.unchanged, first.body) == (False, b"page")
    again = fetcher.get(web.url("/a"), first.validators)
    assert (again.unchanged, again.body, again.validators) == (True, b"", first.validators)


def test_errors_of_the_server_are_told(web: Any, fetcher: Fetcher) -> None:
    with pytest.raises(InputError, match=r"/nothing: the server answered 404"):
        fetcher.get(web.url("/nothing"))


def test_nobody_at_home_is_told(fetcher: Fetcher) -> None:
    fetcher = Fetcher(delay=0, allow_private=True)
    with pytest.raises(InputError, match=r"(?i)refused"):
        fetcher.get("http://127.0.0.1:9/")


def test_an_address_with_a_line_break_sends_no_second_header(web: Any, fetcher: Fetcher) -> None:
    web.routes["/a%20b?q=%C3%A9"] = (200, HTML, b"page")
    assert fetcher.get(web.url("/a b?q=é")).body == b"page"
    with pytest.raises(InputError):
        fetcher.get(web.url("/a\r\nX-Evil: 1"))
    assert all("X-Evil" not in h for h in web.headers)


@pytest.mark.parametrize("url", ["http://user:secret@example.org/", "http://127.0.0.1@example.org/"])
def test_addresses_with_passwords_are_refused_and_the_password_is_not_repeated(url: str) -> None:
    with pytest.raises(InputError, match=r"^example\.org: an address with a user name or password") as told:
        Fetcher().get(url)
    assert "secret" not in str(told.value)


def test_a_redirect_to_a_password_is_refused(web: Any, fetcher: Fetcher) -> None:
    web.routes["/go"] = (302, {"Location": f"http://me:secret@{web.host}/"}, b"")
    with pytest.raises(InputError, match="user name or password"):
        fetcher.get(web.url("/go"))


@pytest.mark.parametrize("coding", ["gzip, gzip", "br", "zstd", "compress"])
def test_bodies_packed_in_ways_not_asked_for_are_refused(web: Any, fetcher: Fetcher, coding: str) -> None:
    bomb = gzip.compress(gzip.compress(b"0" * 50_000_000))
    web.routes["/bomb"] = (200, HTML | {"Content-Encoding": coding}, bomb)
    with pytest.raises(InputError, match="which was not asked for"):
        fetcher.get(web.url("/bomb"))


@pytest.mark.parametrize("wbits", [15, -15])
def test_deflated_bodies_are_read_with_and_without_their_wrapping(web: Any, fetcher: Fetcher, wbits: int) -> None:
    def deflated(data: bytes) -> bytes:
        engine = zlib.compressobj(wbits=wbits)
        return engine.compress(data) + engine.flush()

    web.routes["/a"] = (200, HTML | {"Content-Encoding": "deflate"}, deflated(b"fine " * 100))
    assert fetcher.get(web.url("/a")).body == b"fine " * 100
    web.routes["/b"] = (200, HTML | {"Content-Encoding": "deflate"}, deflated(b"0" * 50_000_000))
    with pytest.raises(InputError, match="larger than 200,000 bytes"):
        fetcher.get(web.url("/b"))


def test_unpacking_a_bomb_takes_little_memory(web: Any, fetcher: Fetcher) -> None:
    web.routes["/bomb"] = (200, HTML | {"Content-Encoding": "gzip"}, gzip.compress(b"0" * 100_000_000))
    web.routes["/robots.txt"] = (404, {}, b"")
    tracemalloc.start()
    try:
        with pytest.raises(InputError, match="larger"):
            fetcher.get(web.url("/bomb"))
        assert tracemalloc.get_traced_memory()[1] < 8_000_000
    finally:
        tracemalloc.stop()


ANSWERS = {
    "no status": b"hello\r\n\r\n",
    "an endless line": b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 200_000,
    "a thousand headers": b"HTTP/1.1 200 OK\r\n" + b"X-More: 1\r\n" * 1000 + b"\r\n",
    "nothing": b"",
    "bad chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
    "a cut chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nabc",
    "damaged gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n\x1f\x8b\x08\x09",
    "a negative length": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
}


@contextlib.contextmanager
def raw(answer: Callable[[socket.socket], None]) -> Iterator[int]:
    """A server below HTTP: `answer` has the line to itself."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):
                while True:
                    line, _ = server.accept()
                    with line, contextlib.suppress(OSError):
                        answer(line)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
    thread.join()


@pytest.mark.parametrize("name", ANSWERS)
def test_whatever_a_server_says_is_an_answer_or_an_error_in_words(name: str) -> None:
    def answer(line: socket.socket) -> None:
        asked = line.recv(65536)
        line.sendall(b"HTTP/1.1 404 No\r\nContent-Length: 0\r\n\r\n" if b"/robots.txt" in asked else ANSWERS[name])

    with raw(answer) as port:
        fetcher = Fetcher(delay=0, limits=Limits(2, 2, 100_000), allow_private=True)
        if name == "a negative length":
            assert fetcher.get(f"http://127.0.0.1:{port}/").body == b""
        else:
            with pytest.raises(Unavailable, match=f"^http://127.0.0.1:{port}/: ."):
                fetcher.get(f"http://127.0.0.1:{port}/")


def test_endless_preliminary_answers_and_a_trickling_handshake_are_cut_off_in_time() -> None:
    def endless(line: socket.socket) -> None:
        line.recv(65536)
        for _ in range(200):
            line.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
            time.sleep(0.02)

    def trickle(line: socket.socket) -> None:
        line.recv(65536)
        for byte in b"\x16\x03\x03\x3f\xff" + b"\x02\x00\x3f\xfb" + bytes(500):
            line.sendall(bytes([byte]))
            time.sleep(0.02)

    for scheme, answer in (("http", endless), ("https", trickle)):
        with raw(answer) as port:
            started = time.monotonic()
            with pytest.raises(Unavailable, match=r"no whole answer within 0\.5 seconds"):
                request.send(f"{scheme}://127.0.0.1:{port}/", {}, Limits(2, 0.5, 1000), private=True)
            assert time.monotonic() - started < 2


def test_a_host_that_fails_three_times_is_left_alone_for_ten_minutes(web: Any) -> None:
    web.routes |= {"/bad": (500, {}, b""), "/good": (200, HTML, b"page")}
    fetcher, clock = polite(web)
    for _ in range(3):
        with pytest.raises(Unavailable, match="answered 500") as told:
            fetcher.get(web.url("/bad"))
        assert told.value.asked
    with pytest.raises(Unavailable, match="left alone for another 600 seconds") as told:
        fetcher.get(web.url("/good"))
    assert not told.value.asked
    clock.now += 601
    assert fetcher.get(web.url("/good")).body == b"page"
    assert web.pages() == ["/bad"] * 3 + ["/good"]


def test_failures_between_answers_do_not_add_up(web: Any) -> None:
    web.routes |= {"/bad": (500, {}, b""), "/good": (200, HTML, b"page")}
    fetcher, _ = polite(web)
    for path in ("/bad", "/bad", "/good", "/bad", "/bad", "/good"):
        with contextlib.suppress(Unavailable):
            fetcher.get(web.url(path))
    assert web.pages()[-1] == "/good"


def test_all_private_ranges_are_known_to_the_check() -> None:
    assert not any(map(request._public, ["198.18.0.1", "192.0.2.1", "240.0.0.1", "fe80::1", "::", "2001:db8::1"]))
    assert all(map(request._public, ["93.184.215.14", "2606:2800:21f:cb07::1"]))
