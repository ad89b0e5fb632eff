"""robots.txt: which pages of a site may be fetched, and how fast (RFC 9309; Crawl-delay where a site gives one)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit, urlunsplit

from dateline.articles.text import decode
from dateline.errors import InputError, Unavailable

if TYPE_CHECKING:
    from urllib.robotparser import RobotFileParser

MAX_BYTES = 500 * 1024  # RFC 9309 2.5: at least this much must be parsed
KEPT_S = 24 * 3600.0  # RFC 9309 2.4: a copy is good for a day
RETRY_S = 600.0  # until a site is asked again whose rules could not be had
MAX_DELAY_S = 120.0  # a longer Crawl-delay is a way of saying no, but is honoured as this


@dataclass(frozen=True)
class Rules:
    """The rules of one site; without a parser (`refusal` says why) nothing may be fetched."""

    parser: RobotFileParser | None
    until: float
    refusal: InputError | None = None

    def require(self, agent: str, url: str) -> None:
        """Raises `InputError` where `agent` may not fetch an address of this site, `Unavailable` where nobody knows."""
        if self.refusal is not None:
            kind = Unavailable if isinstance(self.refusal, Unavailable) else InputError
            raise kind(f"{url}: its robots.txt cannot be had ({self.refusal})")
        if self.parser is not None and not self.parser.can_fetch(agent, url):
            raise InputError(f"{url}: robots.txt of the site does not allow it")

    def delay(self, agent: str) -> float:
        """Seconds the site wants between two requests; 0 where it does not say."""
        value = self.parser.crawl_delay(agent) if self.parser else None
        return min(float(value or 0), MAX_DELAY_S)


class Robots:
    """Rules by site, fetched once and kept. `get` gives the text of a robots.txt, null where the site has none."""

    def __init__(self, get: Callable[[str], bytes | None], clock: Callable[[], float]) -> None:
        self._get, self._clock = get, clock
        self._known: dict[str, Rules] = {}

    def of(self, url: str) -> Rules:
        """The rules of the site of an address."""
        parts = urlsplit(url)
        site = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2].lower(), "/robots.txt", "", ""))
        found = self._known.get(site)
        if found is None or found.until < self._clock():
            found = self._known[site] = self._read(site)
        return found

    def _read(self, site: str) -> Rules:
        from urllib.robotparser import RobotFileParser

        try:
            body = self._get(site)
        except InputError as error:
            return Rules(None, self._clock() + RETRY_S, error)
        parser = RobotFileParser()
        parser.parse(_lines(body))
        return Rules(parser, self._clock() + KEPT_S)


def _lines(body: bytes | None) -> list[str]:
    if not body:
        return []
    try:
        return decode(body[:MAX_BYTES]).splitlines()
    except InputError:
        return []
