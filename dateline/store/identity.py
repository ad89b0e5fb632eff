"""Which report is it? One text read twice is one report; an edited text is a new version of its report.

- known key and known text: the same, whichever version it was
- known key, other text: a new version
- unknown key, but a report of the same outlet has this very text: the same report under another address
- else a new report, even if another outlet carries the same words (that makes a family, not an identity)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, bindparam, select, union_all

from dateline.store import schema
from dateline.store.unit import batches

_R, _A, _V = schema.reports.c, schema.aliases.c, schema.versions.c
_HEAD = (_R.id, _R.version, _R.current, _R.withdrawn)
_KEYS: BindParameter[Any] = bindparam("keys", expanding=True)
_HASHES: BindParameter[Any] = bindparam("hashes", expanding=True)
_BY_KEY = union_all(
    select(_R.key, *_HEAD).where(_R.key.in_(_KEYS)),
    select(_A.key, *_HEAD).join_from(schema.aliases, schema.reports).where(_A.key.in_(_KEYS)),
)
_BY_HASH = (
    select(_V.sha256, _V.report, _V.version, _V.outlet, _R.version.label("latest"), _R.current, _R.withdrawn)
    .join_from(schema.versions, schema.reports)
    .where(_V.sha256.in_(_HASHES))
    .order_by(_V.id)
)


@dataclass
class Head:
    """The current state of a known report."""

    report: int
    version: int
    current: int
    withdrawn: bool


class Known:
    """The reports that some keys and texts may belong to, read in a few look-ups and kept up as documents come."""

    def __init__(self, connection: Connection, keys: Iterable[str], hashes: Iterable[str]) -> None:
        self._heads: dict[str, Head] = {}
        self._by_report: dict[int, Head] = {}
        self._wordings: dict[str, list[tuple[int, int, str | None]]] = {}
        for batch in batches(sorted(set(keys))):
            self._read_keys(connection, batch)
        for batch in batches(sorted(set(hashes))):
            self._read_hashes(connection, batch)

    def _read_keys(self, connection: Connection, keys: list[str]) -> None:
        for row in connection.execute(_BY_KEY, {"keys": keys}):
            self._heads[row.key] = self._head(row.id, row.version, row.current, row.withdrawn)

    def _read_hashes(self, connection: Connection, hashes: list[str]) -> None:
        for row in connection.execute(_BY_HASH, {"hashes": hashes}):
            self._head(row.report, row.latest, row.current, row.withdrawn)
            self._wordings.setdefault(row.sha256, []).append((row.report, row.version, row.outlet))

    def _head(self, report: int, version: int, current: int, withdrawn: str | None) -> Head:
        return self._by_report.setdefault(report, Head(report, version, current, withdrawn is not None))

    def find(self, key: str, sha256: str, outlet: str | None) -> tuple[Head | None, int | None]:
        """The report, and which version of it has this text; nulls for what is not known."""
        wordings = self._wordings.get(sha256, [])
        if head := self._heads.get(key):
            return head, next((v for report, v, _ in wordings if report == head.report), None)
        for report, version, other in wordings:
            if outlet is not None and other == outlet:
                return self._by_report[report], version
        return None, None

    def is_key(self, key: str) -> bool:
        """Whether the key leads to a report by itself."""
        return key in self._heads

    def learn(self, key: str, head: Head, sha256: str, outlet: str | None) -> None:
        """Remembers a document that was just stored."""
        self._heads[key] = self._by_report[head.report] = head
        self._wordings.setdefault(sha256, []).append((head.report, head.version, outlet))

    def alias(self, key: str, head: Head) -> None:
        """Remembers another key of a report."""
        self._heads[key] = head
