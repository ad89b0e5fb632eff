"""Everything that is read from a corpus. Each method sees one snapshot, beside any writer."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from dateline.errors import StoreError
from dateline.records import CodedArticle, Family, Judgement, MergedEvent, Report, Story
from dateline.store import cluster_rows, judging, keys, listing, migrate, reader, schema, searching
from dateline.store.session import Session
from dateline.store.unit import LETTERS, name, number
from dateline.store.values import (
    EventFilter,
    EventRow,
    EvidenceHit,
    Fact,
    Hit,
    MergedFilter,
    Month,
    RunInfo,
    Skipped,
    Status,
    Stored,
    StoredSignature,
    Tombstone,
    Version,
)

Cluster = TypeVar("Cluster", Family, MergedEvent, Story)


class Queries(Session):
    """The reading half of a `Store`."""

    # ---- documents out

    def known(self, key: str, sha256: str, outlet: str | None = None) -> Stored | None:
        """Where a document is that `put` would not store anew; null for a new one and an edit."""
        with self._reading() as connection:
            return reader.known(connection, key, sha256, outlet)

    def report(self, id: str, version: int | None = None, text: bool = True) -> Report:
        """One report; without `version` as it stands. `text=False` leaves its text empty."""
        with self._reading() as connection:
            return reader.report(connection, id, version, text)

    def reports(
        self,
        ids: Collection[str] | None = None,
        *,
        since: str | None = None,
        until: str | None = None,
        added_since: str | None = None,
        withdrawn: bool = False,
        text: bool = True,
    ) -> Iterator[Report]:
        """Reports in the order of their ids. `since`, `until`: ISO days of publication; `added_since`: ISO time."""
        where = [*listing.between(schema.versions, since, until)]
        where += [] if added_since is None else [schema.versions.c.added >= added_since]
        where += [] if withdrawn else [schema.reports.c.withdrawn.is_(None)]
        with self._reading() as connection:
            yield from reader.reports(connection, ids, where, text)

    def coded(self, id: str, version: int | None = None) -> CodedArticle:
        """The coded article exactly as it was put (without text where the corpus keeps none)."""
        with self._reading() as connection:
            return reader.coded(connection, id, version)

    def coded_many(self, ids: Iterable[str]) -> Iterator[tuple[str, CodedArticle]]:
        """Coded articles in the order of `ids`; unknown and erased ones are left out."""
        with self._reading() as connection:
            yield from reader.coded_many(connection, ids)

    def text(self, id: str) -> str:
        """The text of a report; empty in a corpus without texts."""
        return self.report(id).article.text

    def versions(self, id: str) -> tuple[Version, ...]:
        """All wordings of a report, first to last."""
        with self._reading() as connection:
            return reader.versions(connection, id)

    def origin(self, id: str, version: int | None = None) -> dict[str, Any]:
        """Where a report came from, as it was put."""
        with self._reading() as connection:
            return reader.origin(connection, id, version)

    def pending(self) -> tuple[str, ...]:
        """Reports put, edited, recoded or withdrawn since they were last settled."""
        with self._reading() as connection:
            return reader.pending(connection)

    def signatures(self, ids: Iterable[str]) -> dict[str, StoredSignature]:
        """The near-duplicate signatures of reports' current texts; those that were put with one."""
        with self._reading() as connection:
            return reader.signatures(connection, ids)

    def pairs(self, reports: Collection[str] | None = None, least: int = 1) -> Iterator[tuple[str, str, int]]:
        """Pairs of reports whose wording shares keys that weigh `least` or more together, and how much they weigh.

        `reports`: only pairs with one of these in them.
        """
        with self._reading() as connection:
            yield from keys.pairs(connection, reports, least)

    def sharing(self, keys_of: Iterable[str]) -> tuple[str, ...]:
        """Reports that have any of these block keys (`Store.set_blocks`), by id; a few more may be among them."""
        with self._reading() as connection:
            return keys.sharing(connection, keys_of)

    def kept(self, name: str) -> Any:
        """What `Store.keep` remembers under a name; null for nothing."""
        with self._reading() as connection:
            value = connection.scalar(select(schema.kept.c.value).where(schema.kept.c.name == name))
        return json.loads(value) if value is not None else None

    # ---- knowledge out

    def events(self, wanted: EventFilter | None = None) -> Iterator[EventRow]:
        """Coded events, by report and in the order of the text. Actual ones unless the filter says otherwise."""
        with self._reading() as connection:
            yield from listing.events(connection, wanted or EventFilter())

    def months(self, wanted: EventFilter | MergedFilter | None = None, by_type: bool = False) -> list[Month]:
        """Number of coded (or, with a `MergedFilter`, merged) events by calendar month."""
        with self._reading() as connection:
            return listing.months(connection, self._dialect, wanted or EventFilter(), by_type)

    def family(self, id: str) -> Family:
        """One family. Raises `StoreError` for an unknown id."""
        return self._cluster("family", id, cluster_rows.families)

    def families(self) -> tuple[Family, ...]:
        """All families."""
        with self._reading() as connection:
            return tuple(cluster_rows.families(connection, None).values())

    def merged(self, id: str) -> MergedEvent:
        """One merged event. Raises `StoreError` for an unknown id."""
        return self._cluster("merged", id, cluster_rows.merged)

    def merged_events(self, wanted: MergedFilter | None = None) -> Iterator[MergedEvent]:
        """Merged events by date. Actual ones unless the filter says otherwise."""
        with self._reading() as connection:
            yield from listing.merged_events(connection, wanted or MergedFilter())

    def story(self, id: str) -> Story:
        """One story. Raises `StoreError` for an unknown id."""
        return self._cluster("story", id, cluster_rows.stories)

    def stories(self) -> tuple[Story, ...]:
        """All stories."""
        with self._reading() as connection:
            return tuple(cluster_rows.stories(connection, None).values())

    def _cluster(self, kind: str, id: str, read: Callable[[Connection, list[int]], dict[int, Cluster]]) -> Cluster:
        wanted = number(id, kind)
        with self._reading() as connection:
            found = read(connection, [wanted]).get(wanted)
        if found is None:
            grave = self.tombstone(id)
            told = f": {grave.reason}" + (f"; see {grave.successor}" if grave.successor else "") if grave else ""
            raise StoreError(f"no {kind} {id}{told}")
        return found

    def merged_of(self, mention: str) -> str | None:
        """The merged event that a coded event ("r1/e2") is part of."""
        report, event = judging.split(mention)
        c = schema.merged_members.c
        with self._reading() as connection:
            found = connection.scalar(select(c.merged).where(c.report == report, c.event == event))
        return name("merged", found) if found else None

    def told(self, reports: Collection[str]) -> dict[str, tuple[str, ...]]:
        """The merged events that these reports tell of: id → all its members ("r1/e2"), in their order."""
        with self._reading() as connection:
            return cluster_rows.told(connection, reports)

    def stories_of(self, report: str) -> tuple[str, ...]:
        """The stories that a report is in."""
        with self._reading() as connection:
            return tuple(name("story", i) for i in sorted(cluster_rows.stories_of(connection, [report])))

    def judgements(self) -> tuple[Judgement, ...]:
        """Human decisions in force, about the events as they are numbered now."""
        with self._reading() as connection:
            return judging.judgements(connection)

    def lost_judgements(self) -> tuple[Judgement, ...]:
        """Human decisions about events that are no longer coded; they come back with them."""
        with self._reading() as connection:
            return judging.judgements(connection, lost=True)

    def facts(
        self,
        actor: str | None = None,
        attribute: str | None = None,
        value: str | None = None,
        report: str | None = None,
    ) -> tuple[Fact, ...]:
        """What reports say of actors, oldest report first."""
        with self._reading() as connection:
            return reader.facts(connection, actor=actor, attribute=attribute, value=value, report=report)

    def search(self, query: str, limit: int = 20) -> list[Hit]:
        """Reports with these words, best first: words, ``"a phrase"``, ``prefix*``, ``OR``, ``-not``.

        Raises `InputError` when the query asks for nothing.
        """
        with self._reading() as connection:
            return searching.search(connection, self._dialect, query, limit, self.texts)

    def search_evidence(self, query: str, limit: int = 20) -> list[EvidenceHit]:
        """Evidence sentences of events and statements with these words, best first."""
        with self._reading() as connection:
            return searching.search_evidence(connection, self._dialect, query, limit)

    # ---- the corpus itself

    def runs(self) -> tuple[RunInfo, ...]:
        """All runs, first to last."""
        with self._reading() as connection:
            rows = connection.execute(select(schema.runs).order_by(schema.runs.c.id)).all()
        return tuple(
            RunInfo(name("run", r.id), r.version, r.codebook, r.engine, json.loads(r.settings), r.started, r.finished,
                    json.loads(r.counts))
            for r in rows
        )  # fmt: skip

    def skipped(self) -> Iterator[Skipped]:
        """Documents that are not in the corpus, with reasons, in the order in which they were met."""
        with self._reading() as connection:
            for row in connection.execute(select(schema.skipped).order_by(schema.skipped.c.id)):
                run = name("run", row.run) if row.run else None
                yield Skipped(row.source, row.reason, row.kind, run, row.at)

    def tombstone(self, id: str) -> Tombstone | None:
        """What became of an id that is no longer used; null for one that is, or never was."""
        kind = next((k for k, letters in LETTERS.items() if id.rstrip("0123456789") == letters), None)
        if kind is None:
            return None
        c = schema.tombstones.c
        with self._reading() as connection:
            query = select(schema.tombstones).where(c.kind == kind, c.number == number(id, kind))
            row = connection.execute(query).one_or_none()
        successor = name(kind, row.successor) if row and row.successor else None
        return Tombstone(id, row.at, row.reason, successor) if row else None

    def status(self) -> Status:
        """What is in the corpus."""
        r, s = schema.reports, schema.skipped
        tables = {"reports": r, "versions": schema.versions, "events": schema.events, "statements": schema.statements,
                  "families": schema.families, "merged": schema.merged_events, "stories": schema.stories,
                  "runs": schema.runs}  # fmt: skip
        counts = {key: select(func.count()).select_from(table) for key, table in tables.items()}
        counts["withdrawn"] = select(func.count()).where(r.c.withdrawn.is_not(None))
        counts["pending"] = select(func.count()).where(r.c.pending)
        counts |= {kind: select(func.count()).where(s.c.kind == kind) for kind in ("skipped", "failed")}
        with self._reading() as connection:
            found = {key: connection.scalar(query) or 0 for key, query in counts.items()}
            version = migrate.version(connection, self._where)
        found["reports"] -= found["withdrawn"]
        return Status(schema=version, texts=self.texts, bytes=self._size(), **found)

    def _size(self) -> int | None:
        if self._dialect.name != "sqlite":
            return None
        path = Path(str(self._url.database))
        parts = (path, path.with_name(path.name + "-wal"))
        return sum(part.stat().st_size for part in parts if part.exists())
