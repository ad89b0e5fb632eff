"""Documents out of the corpus. Every function reads one snapshot through the connection it is given."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, select

from dateline.errors import StoreError
from dateline.records import Article, CodedArticle, Filing, Report
from dateline.store import codec, schema
from dateline.store.identity import Known
from dateline.store.unit import batches, name, number
from dateline.store.values import Fact, Stored, StoredSignature, Version

R, V, C, T = schema.reports.c, schema.versions.c, schema.contents.c, schema.texts.c
_ARTICLE = (V.article, V.url, V.outlet, V.title, V.byline, V.published, V.language, V.sha256, V.filing)
_REPORT = (R.id, R.key, R.family, R.withdrawn, R.current, V.version, V.run, V.coded_at, *_ARTICLE)


def _all(*columns: Any) -> Select[Any]:
    """Reports with all their versions."""
    return select(*_REPORT, V.id.label("wording"), *columns).join_from(
        schema.reports, schema.versions, V.report == R.id
    )


def _with_text(query: Select[Any]) -> Select[Any]:
    """Adds the two places where a text can be: beside the current version, or packed with a former one."""
    current = and_(T.report == R.id, V.id == R.current)
    query = query.outerjoin(schema.texts, current).join(schema.contents, C.version == V.id)
    return query.add_columns(T.body, C.text.label("packed"))


_ONE = _with_text(_all(C.coded)).where(R.id == bindparam("report"))
_CURRENT = _ONE.where(V.id == R.current)
_FORMER = _ONE.where(V.version == bindparam("wanted"))


def _one(connection: Connection, id: str, version: int | None) -> Row[Any]:
    values = {"report": number(id, "report")} | ({} if version is None else {"wanted": version})
    row = connection.execute(_CURRENT if version is None else _FORMER, values).one_or_none()
    if row is None:
        raise StoreError(f"no report {id}" + (f" of version {version}" if version is not None else ""))
    return row


def _text(row: Row[Any]) -> str:
    return codec.unpack_text(row.packed) if row.packed is not None else row.body or ""


def _article(row: Row[Any], text: str) -> Article:
    return Article(
        id=row.article, url=row.url, outlet=row.outlet, title=row.title, byline=row.byline, published=row.published,
        language=row.language, text=text, sha256=row.sha256,
        filing=Filing.model_validate_json(row.filing) if row.filing else None,
    )  # fmt: skip


def _report(row: Row[Any], text: str) -> Report:
    return Report(
        id=name("report", row.id), key=row.key, version=row.version, article=_article(row, text),
        coded_at=row.coded_at, run=name("run", row.run), withdrawn=row.withdrawn is not None,
        family=name("family", row.family) if row.family else None,
    )  # fmt: skip


def report(connection: Connection, id: str, version: int | None, text: bool) -> Report:
    """One report, current or former version. Raises `StoreError` for an unknown id."""
    row = _one(connection, id, version)
    return _report(row, _text(row) if text else "")


def coded(connection: Connection, id: str, version: int | None) -> CodedArticle:
    """Exactly what was put. Raises `StoreError` for an unknown id and an erased report."""
    return _coded(_one(connection, id, version))


def _coded(row: Row[Any]) -> CodedArticle:
    if row.coded is None:
        raise StoreError(f"report {name('report', row.id)} was withdrawn and its content erased")
    text = _text(row)
    return codec.unpack(row.coded, _article(row, text), text)


def coded_many(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[str, CodedArticle]]:
    """Coded articles in the order of `ids`; unknown and erased ones are left out."""
    query = _with_text(_all(C.coded)).where(V.id == R.current)
    for batch in batches(ids):
        rows = connection.execute(query.where(R.id.in_([number(i, "report") for i in batch])))
        found = {name("report", row.id): row for row in rows if row.coded is not None}
        yield from ((id, _coded(found[id])) for id in batch if id in found)


def reports(connection: Connection, ids: Collection[str] | None, where: list[Any], text: bool) -> Iterator[Report]:
    """Reports in their current version, in the order of their ids, read in batches."""
    query = _all().where(V.id == R.current, *where)
    query = _with_text(query) if text else query
    if ids is not None:
        for batch in batches(sorted({number(i, "report") for i in ids})):
            yield from _listed(connection.execute(query.where(R.id.in_(batch)).order_by(R.id)), text)
        return
    last = 0
    while rows := connection.execute(query.where(R.id > last).order_by(R.id).limit(500)).all():
        yield from _listed(rows, text)
        last = rows[-1].id


def _listed(rows: Iterable[Row[Any]], text: bool) -> Iterator[Report]:
    return (_report(row, _text(row) if text else "") for row in rows)


def versions(connection: Connection, id: str) -> tuple[Version, ...]:
    """All wordings of a report, first to last."""
    columns = (V.id, V.version, V.sha256, V.run, V.coded_at, V.added, R.current)
    query = select(*columns).join_from(schema.versions, schema.reports, V.report == R.id)
    found = connection.execute(query.where(R.id == number(id, "report")).order_by(V.version)).all()
    if not found:
        raise StoreError(f"no report {id}")
    return tuple(
        Version(id, row.version, row.sha256, name("run", row.run), row.coded_at, row.added, row.id == row.current)
        for row in found
    )


def origin(connection: Connection, id: str, version: int | None) -> dict[str, Any]:
    """Where a report came from, as it was put."""
    query = select(V.origin).join_from(schema.versions, schema.reports, V.report == R.id)
    query = query.where(R.id == number(id, "report"), V.id == R.current if version is None else V.version == version)
    found = connection.scalar(query)
    if found is None:
        raise StoreError(f"no report {id}")
    return dict(json.loads(found))


def known(connection: Connection, key: str, sha256: str, outlet: str | None) -> Stored | None:
    """What `put` would find; null for a new report or an edited one."""
    head, version = Known(connection, [key], [sha256]).find(key, sha256, outlet)
    if head is None or (version is None and not head.withdrawn):
        return None
    status: Any = "withdrawn" if head.withdrawn else "same"
    return Stored(name("report", head.report), version or head.version, status)


def pending(connection: Connection) -> tuple[str, ...]:
    """Reports that wait for families, merging and stories."""
    found = connection.scalars(select(R.id).where(R.pending).order_by(R.id))
    return tuple(name("report", i) for i in found)


def signatures(connection: Connection, ids: Iterable[str]) -> dict[str, StoredSignature]:
    """Signatures of the current versions; none of a report that was put without one."""
    query = select(R.id, C.digest, C.fingerprint, C.shingles).join_from(
        schema.reports, schema.contents, C.version == R.current
    )
    found = {}
    for batch in batches(number(i, "report") for i in ids):
        for row in connection.execute(query.where(R.id.in_(batch), C.digest.is_not(None))):
            found[name("report", row.id)] = StoredSignature(row.digest, row.fingerprint, row.shingles)
    return found


# ---- actors' facts ----------------------------------------------------------------------------------------------


def facts(connection: Connection, **wanted: str | None) -> tuple[Fact, ...]:
    """Facts by actor, attribute, value or report; those of withdrawn reports rest."""
    f = schema.facts.c
    query = select(schema.facts).join_from(schema.facts, schema.reports).where(R.withdrawn.is_(None))
    where = [f[column] == value for column, value in wanted.items() if value is not None and column != "report"]
    if wanted.get("report"):
        where.append(f.report == number(str(wanted["report"]), "report"))
    return tuple(
        Fact(row.actor, row.attribute, row.value, row.valid_from, row.valid_to, name("report", row.report), row.start,
             row.stop, row.words)
        for row in connection.execute(query.where(*where).order_by(f.id))
    )  # fmt: skip
