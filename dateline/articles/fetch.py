"""Pages and feeds from the web, politely: robots.txt, one request per host at a time and not too often, Retry-After,
conditional requests; only http and https, only public addresses, every redirect checked again."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime

from dateline.articles import dating
from dateline.articles.addresses import whole
from dateline.articles.request import Hop, Limits, checked, send
from dateline.articles.robots import MAX_BYTES as ROBOTS_BYTES
from dateline.articles.robots import Robots, Rules
from dateline.errors import InputError, Unavailable
from dateline.version import __version__

MAX_REDIRECTS = 5
DELAY_S = 2.0  # between two requests to a host; a site's Crawl-delay can only lengthen it
PATIENCE_S = 60.0  # the longest Retry-After that is waited for; beyond it the host is left alone until then
RETRIES = 2
FAILURES = 3  # in a row, after which a host is left alone
ALONE_S = 600.0  # for so long; a dead host with a feed of 10,000 entries would cost two days of time-outs
BUSY = frozenset({408, 425, 429})  # these and all from 500 on may be over later (RFC 9110 15.5, RFC 6585 4)
NAME = "dateline"
AGENT = f"{NAME}/{__version__} (news coder)"
_HEADERS = {
    "User-Agent": AGENT,
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,application/feed+json,text/plain;q=0.8,*/*;q=0.5",
}


@dataclass(frozen=True)
class Answer:
    """What an address gave. `url` is the final one, `fetched` the time (ISO 8601, UTC).

    `validators` (ETag, Last-Modified) make the next request conditional; `unchanged` is the answer to such a one.
    """

    url: str
    body: bytes = b""
    charset: str | None = None
    kind: str | None = None
    unchanged: bool = False
    fetched: str = ""
    validators: dict[str, str] = field(default_factory=dict)


class Fetcher:
    """Fetches for one run, remembering robots.txt and when each host may be asked again. Not for use by threads.

    `delay` is the least number of seconds between two requests to a host. `allow_private` (all, or a collection of
    "host:port") lifts the refusal of private addresses and is there for tests alone.
    """

    def __init__(
        self,
        *,
        delay: float = DELAY_S,
        limits: Limits | None = None,
        allow_private: bool | Collection[str] = False,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self._delay, self._limits, self._private = delay, limits or Limits(), allow_private
        self._clock, self._sleep = clock, sleep
        self._free_at: dict[str, float] = {}
        self._failures: dict[str, int] = {}
        self._robots = Robots(self._robots_txt, clock)

    def get(self, url: str, validators: Mapping[str, str] | None = None) -> Answer:
        """The body of a page, by way of at most five redirects; `validators` of an earlier answer ask for changes only.

        Raises `InputError` with the reason: refused by robots.txt, other schemes, private addresses, too many
        redirects, too large, not there; `Unavailable` for what may be had later: too slow, an error of the server.
        """
        headers = _HEADERS | _conditions(validators)
        for _ in range(MAX_REDIRECTS + 1):
            hop = self._permitted(url, headers)
            if not hop.location:
                return _answer(url, hop, validators)
            url = whole(url, hop.location)
        raise InputError(f"{url[:200]}: more than {MAX_REDIRECTS} redirects")

    def _permitted(self, url: str, headers: Mapping[str, str]) -> Hop:
        """One hop, where robots.txt allows it; a host that fails again and again is left alone for a while."""
        host = _host(url)
        self._require_free(url, host)
        try:
            rules = self._robots.of(url)
            rules.require(NAME, url)
            hop = self._patient(url, headers, rules)
        except Unavailable as error:
            self._failures[host] = self._failures.get(host, 0) + error.asked
            if self._failures[host] >= FAILURES:
                self._failures[host] = 0
                self._free_at[host] = max(self._free_at.get(host, 0.0), self._clock() + ALONE_S)
            raise
        self._failures.pop(host, None)
        return hop

    def _require_free(self, url: str, host: str) -> None:
        wait = self._free_at.get(host, 0.0) - self._clock()
        if wait > PATIENCE_S * 2:
            raise Unavailable(f"{url}: the server is left alone for another {wait:.0f} seconds", asked=False)

    def _patient(self, url: str, headers: Mapping[str, str], rules: Rules | None = None) -> Hop:
        """One hop, asked again where the server says when."""
        for attempt in range(RETRIES + 1):
            hop = self._spaced(url, headers, rules)
            if hop.status not in (429, 503):
                _require_health(url, hop)
                return hop
            asked = _retry_after(hop.headers.get("Retry-After"))
            wait = asked if asked is not None else self._delay * 2**attempt
            self._free_at[_host(url)] = self._clock() + wait
            if wait > PATIENCE_S:
                raise Unavailable(f"{url}: the server answered {hop.status} and asks to wait {wait:.0f} seconds")
        raise Unavailable(f"{url}: the server answered {hop.status}, {RETRIES + 1} times")

    def _spaced(self, url: str, headers: Mapping[str, str], rules: Rules | None) -> Hop:
        host = _host(url)
        wait = self._free_at.get(host, 0.0) - self._clock()
        if wait > 0:
            self._sleep(wait)
        try:
            return send(url, headers, self._limits, self._private)
        finally:
            self._free_at[host] = self._clock() + max(self._delay, rules.delay(NAME) if rules else 0.0)

    def _robots_txt(self, url: str) -> bytes | None:
        """Null where the site has none; 401 and 403 count as "keep out", as for most crawlers."""
        limits = Limits(self._limits.wait, self._limits.total, ROBOTS_BYTES * 4)
        for _ in range(MAX_REDIRECTS + 1):
            hop = send(url, _HEADERS, limits, self._private)
            if 400 <= hop.status < 500 and hop.status not in (401, 403, 429):
                return None
            if not hop.location:
                _require_health(url, hop)
                _require_success(url, hop)
                return hop.body
            url = whole(url, hop.location)
        raise InputError(f"more than {MAX_REDIRECTS} redirects")


def _host(url: str) -> str:
    _, host, port = checked(url)
    return f"{host}:{port}"


def _require_health(url: str, hop: Hop) -> None:
    if hop.status in BUSY or hop.status >= 500:
        raise Unavailable(f"{url}: the server answered {hop.status}")


def _require_success(url: str, hop: Hop) -> None:
    if hop.status not in (200, 304):
        raise InputError(f"{url}: the server answered {hop.status}")


def _conditions(validators: Mapping[str, str] | None) -> dict[str, str]:
    names = {"etag": "If-None-Match", "modified": "If-Modified-Since"}
    return {header: validators[name] for name, header in names.items() if validators and validators.get(name)}


def _answer(url: str, hop: Hop, validators: Mapping[str, str] | None) -> Answer:
    _require_success(url, hop)
    fetched = dating.now().isoformat(timespec="seconds")
    if hop.status == 304:
        return Answer(url, unchanged=True, fetched=fetched, validators=dict(validators or {}))
    kind, _, rest = hop.headers.get("Content-Type", "").partition(";")
    _, _, charset = rest.lower().partition("charset=")
    kept = {"etag": hop.headers.get("ETag"), "modified": hop.headers.get("Last-Modified")}
    return Answer(
        url, hop.body, charset.split(";")[0].strip(" \"'") or None, kind.strip().lower() or None, fetched=fetched,
        validators={name: value[:1000] for name, value in kept.items() if value},
    )  # fmt: skip


def _retry_after(value: str | None) -> float | None:
    """Seconds, from a number of them or a date; null where neither is given."""
    if not value:
        return None
    if value.strip().isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - dating.now()).total_seconds())
    except (ValueError, TypeError):
        return None
