"""Who publishes whom, from ``dateline/data/publishers.tsv``, and which outlet a sentence names as its source."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from dateline.errors import DataError

TABLE = Path(__file__).parent.parent / "data" / "publishers.tsv"
COLUMNS = ("domain", "outlet", "aliases", "group", "kind")
KINDS = frozenset(("agency", "outlet", "aggregator"))
SHORTEST = 3  # letters of a name that is looked for in sentences
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")
_HINTS = ("ccording", "told", "cit", "quot", "report", "said", "wrote", "writes", "onfirmed to")
_BEFORE = r"(?:according to|told|citing|cited by|quoted by|reported by|report by|confirmed to)\s+(?:the\s+)?"
_AFTER = (
    r"(?:['’]s)?\s+(?:news agency\s+|newspaper\s+|correspondent\s+)?(?:reported|reports|said|wrote|writes|quoted|cited)"
)


@dataclass(frozen=True, slots=True)
class Publisher:
    """One row: an outlet, its domain, other names, the group that owns it and its kind."""

    domain: str
    outlet: str
    aliases: tuple[str, ...]
    group: str
    kind: str


@dataclass(frozen=True)
class Publishers:
    """The table, with look-ups by name and by web address."""

    rows: tuple[Publisher, ...]

    @cached_property
    def _by_name(self) -> Mapping[str, Publisher]:
        return {name.casefold(): r for r in self.rows for name in (r.domain, r.outlet, *r.aliases)}

    def find(self, outlet: str | None, url: str | None = None) -> Publisher | None:
        """The row of an outlet by its name or domain, else by the address; null where it is not in the table."""
        for name in (outlet, _host(outlet), _host(url)):
            if name and (row := self._look(name)):
                return row
        return None

    def group(self, outlet: str | None, url: str | None = None) -> str:
        """The publishers' group of an outlet; the outlet itself where the table does not know it."""
        row = self.find(outlet, url)
        return row.group if row else (outlet or _host(url) or "").casefold().removeprefix("www.")

    def _look(self, name: str) -> Publisher | None:
        """By name, or by the longest known end of a domain: edition.cnn.com is cnn.com."""
        parts = name.casefold().strip().split(".")
        ends = (".".join(parts[n:]) for n in range(max(1, len(parts) - 1)))
        return next((self._by_name[e] for e in ends if e in self._by_name), None)

    def sources(self, sentence: str) -> frozenset[str]:
        """Groups that a sentence names as its source: "according to Reuters", "the agency Xinhua reported"."""
        if not any(n in sentence for n in _HINTS):
            return frozenset()
        found = {m[1] or m[2] for m in self._pattern.finditer(sentence)}
        return frozenset(self._by_name[name.casefold()].group for name in found)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        names = {n for r in self.rows for n in (r.outlet, *r.aliases) if len(n) >= SHORTEST and n[0].isupper()}
        one = "|".join(re.escape(n) for n in sorted(names, key=lambda n: (-len(n), n)) if "(" not in n)
        return re.compile(rf"\b{_BEFORE}({one})\b|\b({one})\b{_AFTER}\b")


def _host(url: str | None) -> str | None:
    if not url:
        return None
    host = urlsplit(url if "//" in url else f"//{url}").hostname
    return host.removeprefix("www.") if host and "." in host else None


@lru_cache(maxsize=1)
def publishers() -> Publishers:
    """The table of the package."""
    return read(TABLE)


def read(path: Path) -> Publishers:
    """A table of publishers. Raises `DataError` with file and line for a row that breaks the schema."""
    rows: list[Publisher] = []
    seen: set[str] = set()
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.startswith("#") or not line.strip() or line.split("\t") == list(COLUMNS):
            continue
        row = _row(line, f"{path.name}:{number}")
        names = {name.casefold() for name in (row.domain, row.outlet, *row.aliases)}
        if twice := names & seen:
            raise DataError(f"{path.name}:{number}", f"{min(twice)!r} is named twice")
        seen |= names
        rows.append(row)
    return Publishers(tuple(rows))


def _row(line: str, where: str) -> Publisher:
    fields = [f.strip() for f in line.split("\t")]
    if len(fields) != len(COLUMNS):
        raise DataError(where, f"{len(fields)} columns instead of {len(COLUMNS)}")
    domain, outlet, aliases, group, kind = fields
    if not _DOMAIN.fullmatch(domain):
        raise DataError(where, f"{domain!r} is no domain")
    if not outlet or not group or kind not in KINDS:
        raise DataError(where, f"outlet and group are needed, and a kind of {', '.join(sorted(KINDS))}")
    return Publisher(domain, outlet, tuple(a.strip() for a in aliases.split(";") if a.strip()), group, kind)
