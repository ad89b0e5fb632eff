"""Documents into the corpus: new ones, edits, recodings. Every function works inside one transaction (`Unit`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Table, delete, select, update

from dateline.errors import StoreError
from dateline.records import CodedArticle
from dateline.store import codec, schema
from dateline.store.identity import Head, Known
from dateline.store.rows import article_row, evidence, rows
from dateline.store.unit import Unit, batches, name, number
from dateline.store.values import Entry, Fact, Signature, Stored

_UNCLEAN = re.compile("[\0\x02\x03\ud800-\udfff]")
INSERTED = tuple(reversed(schema.OWNED))  # owners before what refers to them


def validate(entry: Entry) -> None:
    """Raises `StoreError` for what no database keeps faithfully; `dateline.articles` never lets it through."""
    if not entry.key:
        raise StoreError(f"document {entry.coded.article.id!r} has no key")
    if found := _UNCLEAN.search(entry.coded.article.text):
        raise StoreError(
            f"document {entry.key!r}: control character {found[0]!r} at offset {found.start()} of its text"
        )


class Writer:
    """Collects rows of documents and writes them table by table."""

    def __init__(self, unit: Unit, entries: Sequence[Entry]) -> None:
        articles = [e.coded.article for e in entries]
        self._unit = unit
        self._known = Known(unit.connection, (e.key for e in entries), (a.sha256 for a in articles))
        self._waiting: dict[str, list[dict[str, Any]]] = defaultdict(list)
        self._unwritten: set[int] = set()
        self._read: list[str] = []  # sources of what was written

    def put(self, entry: Entry) -> Stored:
        """Stores one document under its identity; written at the latest by `flush`."""
        article = entry.coded.article
        head, version = self._known.find(entry.key, article.sha256, article.outlet)
        if head and not self._known.is_key(entry.key):
            self._alias(entry.key, head)
        if head and head.withdrawn:
            return Stored(name("report", head.report), head.version, "withdrawn")
        if head and version is not None:
            return Stored(name("report", head.report), version, "same")
        return self._edited(entry, head) if head else self._new(entry)

    def _alias(self, key: str, head: Head) -> None:
        self._add(schema.aliases, {"key": key, "report": head.report})
        self._known.alias(key, head)

    def _new(self, entry: Entry) -> Stored:
        head = Head(self._unit.take("report"), 1, self._unit.take("version"), False)
        row = {"id": head.report, "key": entry.key, "version": 1, "current": head.current, "pending": True,
               "added": self._unit.now}  # fmt: skip
        self._add(schema.reports, row)
        return self._write(entry, head, "new")

    def _edited(self, entry: Entry, before: Head) -> Stored:
        if before.report in self._unwritten:
            self.flush()
        archive(self._unit, before.report, before.current)
        clear_facts(self._unit, before.report)
        head = Head(before.report, before.version + 1, self._unit.take("version"), False)
        table = schema.reports
        state = {"version": head.version, "current": head.current, "pending": True}
        self._unit.connection.execute(update(table).where(table.c.id == head.report).values(state))
        return self._write(entry, head, "edited")

    def _write(self, entry: Entry, head: Head, status: Any) -> Stored:
        article = entry.coded.article
        self._unwritten.add(head.report)
        self._known.learn(entry.key, head, article.sha256, article.outlet)
        self._add(schema.versions, {
            "id": head.current, "report": head.report, "version": head.version, **article_row(entry.coded),
            "run": number(entry.run, "run"), "coded_at": self._unit.now, "added": self._unit.now,
            "origin": codec.compact(dict(entry.origin or {})),
        })  # fmt: skip
        kept = entry.coded if self._unit.texts else without_text(entry.coded)
        self._add(schema.contents, {
            "version": head.current, "coded": codec.pack(kept), **signature_row(entry.signature),
        })  # fmt: skip
        body = {"report": head.report, "title": article.title or "", "body": kept.article.text}
        self._add(schema.texts, body)
        self._records(kept, head.report, entry.facts)
        self._read.append(str((entry.origin or {}).get("source", "")))
        self._waiting["fingerprints"] += fingerprint_rows(head.report, entry.signature)
        return Stored(name("report", head.report), head.version, status)

    def _records(self, coded: CodedArticle, report: int, facts: Sequence[Fact]) -> None:
        first = self._unit.take("excerpt", len(evidence(coded)))
        for table, found in rows(coded, report, first).items():
            self._waiting[table] += found
        self._waiting["facts"] += fact_rows(self._unit, report, facts)

    def _add(self, table: Table, row: dict[str, Any]) -> None:
        self._waiting[table.name].append(row)

    def flush(self) -> None:
        """Writes what was collected, owners first."""
        for table in (schema.reports, schema.aliases, schema.versions, schema.contents, schema.texts,
                      schema.fingerprints, *INSERTED, schema.facts):  # fmt: skip
            self._unit.insert(table, self._waiting.pop(table.name, []))
        unskip(self._unit, self._read)
        self._unwritten.clear()
        self._read.clear()


def unskip(unit: Unit, sources: Sequence[str]) -> None:
    """Takes sources off the list of what is not in the corpus."""
    for batch in batches(sources):
        unit.connection.execute(delete(schema.skipped).where(schema.skipped.c.source.in_(batch)))


def add_records(unit: Unit, report: int, kept: CodedArticle, facts: Sequence[Fact]) -> None:
    """Adds the rows for analysis of a report that has none."""
    found = rows(kept, report, unit.take("excerpt", len(evidence(kept))))
    for table in INSERTED:
        unit.insert(table, found.get(table.name, []))
    unit.insert(schema.facts, fact_rows(unit, report, facts))


def without_text(coded: CodedArticle) -> CodedArticle:
    """The record with its excerpts but not the report's text."""
    return coded.model_copy(update={"article": coded.article.model_copy(update={"text": ""})})


def archive(unit: Unit, report: int, version: int) -> None:
    """Takes the current wording out of search and analysis and keeps it as a former version."""
    clear_records(unit, report)
    for table in (schema.fingerprints, schema.blocks):
        unit.connection.execute(delete(table).where(table.c.report == report))
    body = unit.connection.scalar(select(schema.texts.c.body).where(schema.texts.c.report == report))
    unit.connection.execute(delete(schema.texts).where(schema.texts.c.report == report))
    table = schema.contents
    packed = codec.pack_text(body or "")
    unit.connection.execute(update(table).where(table.c.version == version).values(text=packed))


def clear_facts(unit: Unit, report: int) -> None:
    """Deletes what a report says of actors."""
    unit.connection.execute(delete(schema.facts).where(schema.facts.c.report == report))


def clear_records(unit: Unit, report: int) -> None:
    """Deletes the rows for analysis of a report."""
    for table in schema.OWNED:
        unit.connection.execute(delete(table).where(table.c.report == report))


def recode(unit: Unit, report: int, version: int, entry: Entry) -> None:
    """Puts other records in the place of those of the current version. The text must be the same."""
    clear_records(unit, report)
    clear_facts(unit, report)
    kept = entry.coded if unit.texts else without_text(entry.coded)
    add_records(unit, report, kept, entry.facts)
    packed: dict[str, Any] = {"coded": codec.pack(kept)}
    if entry.signature is not None:
        table = schema.fingerprints
        unit.connection.execute(delete(table).where(table.c.report == report))
        unit.insert(table, fingerprint_rows(report, entry.signature))
        packed |= signature_row(entry.signature)
    contents, versions = schema.contents, schema.versions
    unit.connection.execute(update(contents).where(contents.c.version == version).values(packed))
    coded_by = {**article_row(entry.coded), "run": number(entry.run, "run"), "coded_at": unit.now}
    unit.connection.execute(update(versions).where(versions.c.id == version).values(coded_by))
    mark(unit, [report], pending=True)


def mark(unit: Unit, reports: Sequence[int], pending: bool) -> None:
    """Sets whether reports still wait for families, merging and stories."""
    table = schema.reports
    for start in range(0, len(reports), 500):
        chosen = table.c.id.in_(reports[start : start + 500])
        unit.connection.execute(update(table).where(chosen).values(pending=pending))


# ---- signatures -------------------------------------------------------------------------------------------------


def signature_row(signature: Signature | None) -> dict[str, Any]:
    """The columns of `contents` that keep a signature."""
    if signature is None:
        return {"digest": None, "fingerprint": None, "shingles": None}
    return {
        "digest": bytes(signature.digest), "fingerprint": codec.pack_keys(signature.weighted),
        "shingles": signature.shingles,
    }  # fmt: skip


def fingerprint_rows(report: int, signature: Signature | None) -> list[dict[str, Any]]:
    """One row a key, for joins in SQL."""
    return [{"key": k, "report": report, "weight": w} for k, w in (signature.weighted if signature else ())]


def fact_rows(unit: Unit, report: int, facts: Sequence[Fact]) -> list[dict[str, Any]]:
    """Rows of what a report says of actors."""
    first = unit.take("fact", len(facts))
    return [
        {"id": first + n, "actor": f.actor, "attribute": f.attribute, "value": f.value, "valid_from": f.first,
         "valid_to": f.last, "report": report, "start": f.start, "stop": f.end, "words": f.words}
        for n, f in enumerate(facts)
    ]  # fmt: skip
