"""`Store.check`: is the file sound, and does everything in it still say what it said?"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from typing import Any

from sqlalchemy import Connection, Select, Table, and_, func, or_, select, text
from sqlalchemy.exc import DBAPIError

from dateline.errors import StoreError
from dateline.store import codec, schema
from dateline.store.dialect import SEARCHED, Dialect
from dateline.store.unit import name
from dateline.store.values import Problem

R, V, C, T = schema.reports.c, schema.versions.c, schema.contents.c, schema.texts.c
ONE_EACH = ("sentences", "actors", "places", "dates", "events", "statements", "relations")


def _length(table: str) -> Callable[[dict[str, Any]], int]:
    return lambda record: len(record[table])


# Table → how many rows the record of a report has for it.
COUNTED: dict[str, Callable[[dict[str, Any]], int]] = {
    **{table: _length(table) for table in ONE_EACH},
    "mentions": lambda r: sum(len(named["mentions"]) for named in (*r["actors"], *r["places"])),
    "event_parties": lambda r: sum(len(e["actors"]) + len(e["recipients"]) for e in r["events"]),
    "magnitudes": lambda r: sum(len(e["magnitudes"]) for e in r["events"]),
    "statement_parties": lambda r: sum(len(s["about"]) + bool(s["speaker"]) for s in r["statements"]),
    "quotes": lambda r: sum(len(s["quotes"]) for s in r["statements"]),
}
WORDED = (schema.excerpts, schema.dates, schema.magnitudes, schema.quotes, schema.facts)


def check(connection: Connection, dialect: Dialect, texts: bool, writable: bool) -> Iterator[Problem]:
    """Everything that is wrong, the file first."""
    if dialect.name == "sqlite":
        yield from _file(connection)
        yield from _index(connection, writable)
    yield from _counters(connection)
    yield from _references(connection)
    yield from _documents(connection, texts)


def _file(connection: Connection) -> Iterator[Problem]:
    for (found,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
        if found != "ok":
            yield Problem("file", "database", str(found))
    for row in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        yield Problem("reference", str(row[0]), f"row {row[1]} refers to a row of {row[2]} that is not there")


def _index(connection: Connection, writable: bool) -> Iterator[Problem]:
    """Whether full-text search finds what is in the tables."""
    for table in SEARCHED:
        rows, indexed = (
            connection.scalar(text(f"SELECT count(*) FROM {t}")) for t in (table, f"{table}_search_docsize")
        )
        if rows != indexed:
            yield Problem("search", table, f"{indexed} rows are indexed for search, {rows} are there")
        elif writable:
            yield from _index_deep(connection, table)


def _index_deep(connection: Connection, table: str) -> Iterator[Problem]:
    try:
        with connection.begin_nested() as unit:
            connection.exec_driver_sql(
                f"INSERT INTO {table}_search({table}_search, rank) VALUES ('integrity-check', 1)"
            )
            unit.rollback()
    except DBAPIError as error:
        yield Problem("search", table, f"its search index is out of step ({error.orig})")


def _counters(connection: Connection) -> Iterator[Problem]:
    last = {row.kind: row.last for row in connection.execute(select(schema.counters))}
    tables = {"report": schema.reports, "version": schema.versions, "excerpt": schema.excerpts, "run": schema.runs,
              "family": schema.families, "merged": schema.merged_events, "story": schema.stories,
              "judgement": schema.judgements, "fact": schema.facts, "skipped": schema.skipped}  # fmt: skip
    for kind, table in tables.items():
        highest = connection.scalar(select(func.max(table.c.id))) or 0
        if kind not in last or last[kind] < highest:
            yield Problem(
                "counter", kind, f"the next id would be used twice: {highest} exists, {last.get(kind)} is noted"
            )


# ---- references -------------------------------------------------------------------------------------------------


def _references(connection: Connection) -> Iterator[Problem]:
    for where, problem, query in _lost():
        for row in connection.execute(query.limit(20)):
            yield Problem("reference", where, problem.format(*row))


def _lost() -> Iterator[tuple[str, str, Select[Any]]]:
    """Rows that refer to something that is not there, as far as no foreign key forbids it."""
    e, a, p, m = schema.events.c, schema.actors.c, schema.places.c, schema.merged_members.c
    for parties in (schema.event_parties, schema.statement_parties):
        c = parties.c
        known = and_(a.report == c.report, a.actor == c.actor)
        yield (
            parties.name,
            "r{0}: actor {1} is not among its actors",
            _without(parties, schema.actors, known, c.report, c.actor),
        )
    for table in (schema.events, schema.statements):
        c = table.c
        known = and_(p.report == c.report, p.place == c.place)
        query = _without(table, schema.places, known, c.report, c.place).where(c.place.is_not(None))
        yield table.name, "r{0}: place {1} is not among its places", query
    s = schema.statements.c
    said = _without(schema.events, schema.statements, and_(s.report == e.report, s.statement == e.statement), e.report,
                    e.statement).where(e.statement.is_not(None))  # fmt: skip
    yield "events", "r{0}: statement {1} is not among its statements", said
    # Members of reports that wait for merging may be out of date: the next merging replaces them.
    settled = select(R.id).where(R.pending.is_(False))
    told = _without(schema.merged_members, schema.events, and_(e.report == m.report, e.event == m.event), m.merged,
                    m.report, m.event).where(m.report.in_(settled))  # fmt: skip
    yield "merged_members", "m{0}: event r{1}/{2} is no longer coded", told
    waiting = select(func.count()).select_from(schema.reports).where(R.pending).scalar_subquery()
    t, me = schema.story_events.c, schema.merged_events.c
    lost = _without(schema.story_events, schema.merged_events, me.id == t.merged, t.story, t.merged)
    yield "story_events", "t{0}: merged event m{1} does not exist", lost.where(waiting == 0)
    alone = _without(schema.families, schema.reports, R.family == schema.families.c.id, schema.families.c.id)
    yield "families", "f{0} has no members", alone
    wrong = select(R.id, R.current).outerjoin_from(
        schema.reports, schema.versions, and_(V.id == R.current, V.report == R.id)
    )
    yield (
        "reports",
        "r{0}: its current version {1} is missing",
        wrong.where(or_(V.id.is_(None), V.version != R.version)),
    )


def _without(table: Table, other: Table, on: Any, *columns: Any) -> Select[Any]:
    """Rows of a table that have no partner in another."""
    partner = next(iter(other.primary_key))
    return select(*columns).outerjoin_from(table, other, on).where(partner.is_(None)).order_by(*columns)


# ---- documents --------------------------------------------------------------------------------------------------


def _documents(connection: Connection, texts: bool) -> Iterator[Problem]:
    """Every version, in portions."""
    columns = (V.id, V.report, V.version, V.sha256, V.length, R.current, R.withdrawn, C.coded, C.text, C.fingerprint,
               T.body, C.version.label("kept"))  # fmt: skip
    query = select(*columns).join_from(schema.versions, schema.reports, V.report == R.id)
    query = query.outerjoin(schema.contents, C.version == V.id)
    query = query.outerjoin(schema.texts, and_(T.report == R.id, V.id == R.current)).order_by(V.id).limit(200)
    last = 0
    while rows := connection.execute(query.where(V.id > last)).all():
        current = [row for row in rows if row.id == row.current and row.withdrawn is None]
        counts = _counts(connection, [row.report for row in current])
        words = _words(connection, [row.report for row in current])
        for row in rows:
            where = name("report", row.report) + ("" if row.id == row.current else f" version {row.version}")
            yield from (Problem(kind, where, problem) for kind, problem in _document(row, texts))
        for row in current:
            where = name("report", row.report)
            yield from (Problem(kind, where, problem) for kind, problem in _current(row, counts, words, texts))
        last = rows[-1].id


def _document(row: Any, texts: bool) -> Iterator[tuple[str, str]]:
    """Text and exact records of one version."""
    if row.kept is None:
        yield "document", "its content is missing"
        return
    if row.coded is None:
        if row.withdrawn is None:
            yield "document", "its records are missing"
        return
    try:
        body = codec.unpack_text(row.text) if row.text is not None else row.body
    except StoreError as error:
        yield "document", str(error)
        return
    if body is None:
        yield "document", "its text is missing"
        return
    yield from _text(row, body) if texts else ()
    try:
        records = json.loads(codec.records(row.coded, body))
    except StoreError as error:
        yield "document", str(error)
        return
    yield from (("span", problem) for problem in _spans(records, body)) if texts else ()


def _text(row: Any, body: str) -> Iterator[tuple[str, str]]:
    if hashlib.sha256(body.encode("utf-8")).hexdigest() != row.sha256:
        yield "text", "its text is not the one that was stored (other SHA-256)"
    if len(body) != row.length:
        yield "text", f"its text has {len(body)} characters, {row.length} were stored"


def _spans(value: Any, body: str) -> Iterator[str]:
    """Excerpts anywhere in a record that are not what the text says there."""
    if isinstance(value, list):
        for item in value:
            yield from _spans(item, body)
    elif isinstance(value, dict):
        if "start" in value and "end" in value:
            yield from _span(value["start"], value["end"], value.get("exact"), body)
        for item in value.values():
            if isinstance(item, (list, dict)):
                yield from _spans(item, body)


def _span(start: int, end: int, exact: str | None, body: str) -> Iterator[str]:
    if not 0 <= start < end <= len(body):
        yield f"[{start}, {end}) lies outside its text of {len(body)} characters"
    elif exact is not None and body[start:end] != exact:
        yield f"[{start}, {end}) is {body[start:end]!r} in the text, {exact!r} in the record"


Counts = dict[str, dict[int, int]]
Words = dict[int, list[tuple[str, int, int, str]]]


def _counts(connection: Connection, reports: list[int]) -> Counts:
    tables = [*(schema.metadata.tables[t] for t in COUNTED), schema.fingerprints, schema.texts]
    queries = {
        t.name: select(t.c.report, func.count()).where(t.c.report.in_(reports)).group_by(t.c.report) for t in tables
    }
    return {table: dict(connection.execute(query).all()) for table, query in queries.items()}


def _words(connection: Connection, reports: list[int]) -> Words:
    """Verbatim words in the tables."""
    found: Words = {}
    for table in WORDED:
        c = table.c
        query = select(c.report, c.start, c.stop, c.words).where(c.report.in_(reports))
        for report, *span in connection.execute(query):
            found.setdefault(report, []).append((table.name, *span))
    e = schema.events.c
    for report, *span in connection.execute(
        select(e.report, e.trigger_start, e.trigger_stop, e.trigger).where(e.report.in_(reports))
    ):
        found.setdefault(report, []).append(("events", *span))
    return found


def _current(row: Any, counts: Counts, words: Words, texts: bool) -> Iterator[tuple[str, str]]:
    """The rows for analysis of one report."""
    if counts["texts"].get(row.report, 0) != 1:
        return  # said already
    keys = counts["fingerprints"].get(row.report, 0)
    if row.fingerprint is not None and keys != (wanted := len(codec.unpack_keys(row.fingerprint))):
        yield "fingerprint", f"{keys} of {wanted} keys of its text are there"
    for table, start, stop, exact in words.get(row.report, []) if texts else []:
        yield from (("span", f"{table}: {problem}") for problem in _span(start, stop, exact, row.body))
    try:
        records = json.loads(codec.records(row.coded, row.body))
    except (StoreError, TypeError):
        return
    for table, count in COUNTED.items():
        if counts[table].get(row.report, 0) != count(records):
            yield "rows", f"{counts[table].get(row.report, 0)} rows in {table}, {count(records)} in its record"
