"""Who published a report: the registrable domain of its address and the outlet's name in a table."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from dateline.errors import DataError

if TYPE_CHECKING:
    from publicsuffixlist import PublicSuffixList

FILE = "outlets.tsv"
HEADER = ("domain", "name", "group")
_DOMAIN = re.compile(r"^(?!-)[a-z0-9-]+(?:\.[a-z0-9-]+)+$")
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/\d{4,14}[a-z_]*/(?=https?:)", re.I)


@dataclass(frozen=True)
class Outlet:
    """A publisher's site. `group` is the company or body that owns it, null when the table does not say."""

    domain: str
    name: str
    group: str | None = None


def find(url: str | None) -> Outlet | None:
    """The outlet behind an address, by the longest domain in the table, else by its registrable domain.

    A site kept by a host under its private suffix ("name.blogspot.com") is an outlet of its own. Null without a host.
    """
    host = host_of(url)
    if not host:
        return None
    host = host.removeprefix("www.")
    known, own = table(), domain(host) or host
    labels = host.split(".")
    for i in range(len(labels) - 1):
        if found := known.get(".".join(labels[i:])):
            return found
        if ".".join(labels[i:]) == own:
            break
    return Outlet(own, own)


def named(text: str) -> Outlet | None:
    """The outlet of the table with this domain or exact name; null for any other text."""
    text = text.strip()
    return table().get(text.lower().removeprefix("www.")) or _by_name().get(text.casefold())


def host_of(url: str | None) -> str | None:
    """Lower-case host of an address in ASCII; of a page in the Internet Archive, the host it was taken from."""
    if not url:
        return None
    try:
        host = urlsplit(original(url.strip())).hostname or ""
        host = host if host.isascii() else host.encode("idna").decode("ascii")
    except (ValueError, UnicodeError):
        return None
    return host.rstrip(".").lower() or None


def original(url: str) -> str:
    """The address that a copy in the Internet Archive was taken from; any other address as it is."""
    return _ARCHIVED.sub("", url)


def domain(host: str) -> str | None:
    """The registrable domain of a host by the public suffix list; null for addresses and bare suffixes."""
    if host.replace(".", "").isdigit() or ":" in host:
        return None
    return _suffixes().privatesuffix(host)


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList()


@lru_cache(maxsize=1)
def table() -> dict[str, Outlet]:
    """Domain → outlet, of the package's table. Raises `DataError`."""
    return load(files("dateline").joinpath("data", FILE).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Outlet]:
    return {outlet.name.casefold(): outlet for outlet in reversed(list(table().values()))}


def load(text: str, name: str = FILE) -> dict[str, Outlet]:
    """A table in the format of `outlets.tsv`: domain, name, group. Raises `DataError` with file and line."""
    out: dict[str, Outlet] = {}
    header = False
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        if not header:
            _require(cells == HEADER, f"{name}:{number}", f"header is not {' '.join(HEADER)}")
            header = True
            continue
        outlet = _outlet(cells, f"{name}:{number}")
        _require(outlet.domain not in out, f"{name}:{number}", f"{outlet.domain} stands twice")
        out[outlet.domain] = outlet
    return out


def _outlet(cells: tuple[str, ...], where: str) -> Outlet:
    _require(len(cells) == len(HEADER), where, f"{len(cells)} columns instead of {len(HEADER)}")
    domain, name, group = (cell.strip() for cell in cells)
    _require(bool(_DOMAIN.match(domain)), where, f"{domain!r} is not a domain in lower case")
    _require(bool(name), where, "no name")
    return Outlet(domain, name, group or None)


def _require(holds: bool, where: str, problem: str) -> None:
    if not holds:
        raise DataError(where, problem)
