"""A web server on 127.0.0.1 that plays the web, and pages to put on it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dateline.articles.fetch import Fetcher
from dateline.articles.request import Limits

Reply = tuple[int, dict[str, str], bytes]

SENTENCES = (
    "The envoy of Norland visited the port of Westhaven on Friday and held talks with the mayor about the blockade.",
    "It was the first such visit in three weeks, and neither side said what had been agreed behind closed doors.",
    "He said the talks were useful and that a second visit would follow, but he gave no date for that one.",
    "Fishermen on the quay said that they had heard such words before and that no boat had left the harbour since.",
)


class Web:
    """Routes of the server: path → a reply, or a function of (request, nth visit). Unknown paths answer 404."""

    def __init__(self) -> None:
        self.routes: dict[str, Reply | Callable[[BaseHTTPRequestHandler, int], Reply | None]] = {}
        self.visits: list[str] = []
        self.times: list[float] = []
        self.headers: list[dict[str, str]] = []
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                web.answer(self)

            def log_message(self, *_: object) -> None:
                pass

        class Server(ThreadingHTTPServer):
            def handle_error(self, *_: object) -> None:
                """A client that hangs up is what these tests are about."""

        self.server = Server(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.host = f"127.0.0.1:{self.server.server_port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def answer(self, request: BaseHTTPRequestHandler) -> None:
        path = request.path
        self.visits.append(path)
        self.times.append(time.monotonic())
        self.headers.append(dict(request.headers))
        route = self.routes.get(path, (404, {}, b"nothing here"))
        reply = route if isinstance(route, tuple) else route(request, self.visits.count(path))
        if reply is None:
            return
        status, headers, body = reply
        request.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | headers).items():
            request.send_header(name, value)
        request.end_headers()
        request.wfile.write(body)

    def pages(self, *paths: str) -> list[str]:
        """What was asked for, without robots.txt; only these paths where some are given."""
        return [p for p in self.visits if p != "/robots.txt" and (not paths or p in paths)]


@pytest.fixture
def web() -> Iterator[Web]:
    web = Web()
    thread = threading.Thread(target=web.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    yield web
    web.server.shutdown()
    web.server.server_close()
    thread.join()


@pytest.fixture
def fetcher(web: Web) -> Fetcher:
    """Fetches from the test server alone: every other private address is refused."""
    return Fetcher(delay=0, limits=Limits(wait=2, total=2, size=200_000), allow_private=[web.host])


@pytest.fixture
def html() -> Callable[..., bytes]:
    def make(title: str = "Envoy visits port", *, head: str = "", body: str = "", n: int = 0) -> bytes:
        text = "".join(f"<p>{s}</p>" for s in SENTENCES[n % 4 :] + SENTENCES[: n % 4])
        return (f"<!doctype html><html><head><title>{title}</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
                f"<article><h1>{title}</h1>{text}{body}</article>"
                "<footer>Imprint</footer></body></html>").encode()  # fmt: skip

    return make


@pytest.fixture
def sentences() -> tuple[str, ...]:
    return SENTENCES


def reply(body: bytes, status: int = 200, kind: str = "text/html", **headers: str) -> Any:
    return status, {"Content-Type": kind} | {k.replace("_", "-"): v for k, v in headers.items()}, body
