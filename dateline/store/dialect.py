"""What SQLite and PostgreSQL say differently: full-text search, upsert, month of a date. All else is said once.

Search: words are matched by their English stem, without case and diacritics (PostgreSQL keeps diacritics and leaves
out stop words). A query is a list of alternatives, each a list of terms that must all hold, see `dateline.store.query`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Column, ColumnElement, Table, bindparam, func, literal_column, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.sql.expression import TextClause

from dateline.store.query import Term

OPEN, CLOSE = "\x02", "\x03"  # around a hit in marked text; clean texts hold no control characters
# Table → (key, columns with their weight in the rank)
SEARCHED: dict[str, tuple[str, dict[str, float]]] = {
    "texts": ("report", {"title": 2.0, "body": 1.0}),
    "excerpts": ("id", {"words": 1.0}),
}


class SQLite:
    """FTS5 with positions (``detail=full``: phrases and highlights), kept in step by triggers."""

    name = "sqlite"

    def search_ddl(self) -> list[str]:
        return [statement for table in SEARCHED for statement in _fts5(table)]

    def hits(self, table: str) -> TextClause:
        """Rows ``(key, score)`` for ``:query``, best first, at most ``:limit``."""
        weights = ", ".join(str(w) for w in SEARCHED[table][1].values())
        return text(
            f"SELECT rowid AS key, -bm25({table}_search, {weights}) AS score FROM {table}_search"
            f" WHERE {table}_search MATCH :query AND rank MATCH 'bm25({weights})' ORDER BY rank LIMIT :limit"
        )

    def marked(self, table: str) -> TextClause:
        """Key, and the columns with `OPEN` and `CLOSE` around hits, for ``:query`` and ``:keys``."""
        parts = ", ".join(
            f"highlight({table}_search, {n}, '{OPEN}', '{CLOSE}')" for n in range(len(SEARCHED[table][1]))
        )
        return _keyed(f"SELECT rowid, {parts} FROM {table}_search WHERE {table}_search MATCH :query AND rowid IN :keys")

    def query(self, alternatives: Sequence[Sequence[Term]]) -> str:
        return " OR ".join(f"({_fts5_all(terms)})" for terms in alternatives)

    def upsert(self, table: Table, rows: list[dict[str, Any]], keys: Sequence[str], update: Sequence[str]) -> Any:
        return _upsert(sqlite.insert(table).values(rows), keys, update)

    def month(self, day: Column[Any]) -> ColumnElement[str]:
        return func.substr(day, 1, 7)  # dates are ISO text here; strftime takes eight times as long


class PostgreSQL:
    """A generated ``tsvector`` column with a GIN index beside each searched table."""

    name = "postgresql"

    def search_ddl(self) -> list[str]:
        return [statement for table in SEARCHED for statement in _tsvector(table)]

    def hits(self, table: str) -> TextClause:
        """Rows ``(key, score)`` for ``:query``, best first, at most ``:limit``."""
        key = SEARCHED[table][0]
        return text(
            f"SELECT {key} AS key, ts_rank(search, to_tsquery('english', :query)) AS score FROM {table}"
            f" WHERE search @@ to_tsquery('english', :query) ORDER BY score DESC, {key} LIMIT :limit"
        )

    def marked(self, table: str) -> TextClause:
        """Key, and the columns with `OPEN` and `CLOSE` around hits, for ``:query`` and ``:keys``."""
        options = f"'HighlightAll=true, StartSel={OPEN}, StopSel={CLOSE}'"
        key, columns = SEARCHED[table]
        parts = ", ".join(f"ts_headline('english', {c}, to_tsquery('english', :query), {options})" for c in columns)
        return _keyed(f"SELECT {key}, {parts} FROM {table} WHERE {key} IN :keys")

    def query(self, alternatives: Sequence[Sequence[Term]]) -> str:
        return " | ".join(f"({_tsquery_all(terms)})" for terms in alternatives)

    def upsert(self, table: Table, rows: list[dict[str, Any]], keys: Sequence[str], update: Sequence[str]) -> Any:
        return _upsert(postgresql.insert(table).values(rows), keys, update)

    def month(self, day: Column[Any]) -> ColumnElement[str]:
        return func.to_char(day, literal_column("'YYYY-MM'"))


Dialect = SQLite | PostgreSQL
_SQLITE, _POSTGRESQL = SQLite(), PostgreSQL()


def dialect(name: str) -> Dialect:
    """The dialect of an SQLAlchemy engine's name."""
    return _POSTGRESQL if name == "postgresql" else _SQLITE


def _keyed(statement: str) -> TextClause:
    return text(statement).bindparams(bindparam("keys", expanding=True))


def _upsert(insert: Any, keys: Sequence[str], update: Sequence[str]) -> Any:
    if not update:
        return insert.on_conflict_do_nothing(index_elements=list(keys))
    return insert.on_conflict_do_update(index_elements=list(keys), set_={c: insert.excluded[c] for c in update})


def _fts5(table: str) -> list[str]:
    key, columns = SEARCHED[table]
    names = ", ".join(columns)
    new, old = (", ".join(f"{row}.{c}" for c in (key, *columns)) for row in ("new", "old"))
    add = f"INSERT INTO {table}_search (rowid, {names}) VALUES ({new});"
    remove = f"INSERT INTO {table}_search ({table}_search, rowid, {names}) VALUES ('delete', {old});"
    return [
        f"CREATE VIRTUAL TABLE {table}_search USING fts5({names}, content='{table}', content_rowid='{key}',"
        " tokenize='porter unicode61 remove_diacritics 2', detail=full)",
        f"CREATE TRIGGER {table}_added AFTER INSERT ON {table} BEGIN {add} END",
        f"CREATE TRIGGER {table}_removed AFTER DELETE ON {table} BEGIN {remove} END",
        f"CREATE TRIGGER {table}_changed AFTER UPDATE ON {table} BEGIN {remove} {add} END",
    ]


def _fts5_all(terms: Sequence[Term]) -> str:
    quoted = [(t.exclude, '"' + t.words.replace('"', '""') + '"' + "*" * t.prefix) for t in terms]
    wanted = " AND ".join(q for exclude, q in quoted if not exclude)
    unwanted = " OR ".join(q for exclude, q in quoted if exclude)
    return f"({wanted}) NOT ({unwanted})" if unwanted else wanted


def _tsvector(table: str) -> list[str]:
    # A tsvector holds at most a megabyte: beyond half a million characters a text is not searched.
    columns = SEARCHED[table][1]
    parts = [
        f"setweight(to_tsvector('english', left({c}, 500000)), '{'A' if w > 1 else 'D'}')" for c, w in columns.items()
    ]
    return [
        f"ALTER TABLE {table} ADD COLUMN search tsvector GENERATED ALWAYS AS ({' || '.join(parts)}) STORED",
        f"CREATE INDEX {table}_search ON {table} USING gin (search)",
    ]


def _tsquery_all(terms: Sequence[Term]) -> str:
    quoted = [(t.exclude, "'" + t.words.replace("\\", " ").replace("'", "''") + "'" + ":*" * t.prefix) for t in terms]
    return " & ".join(("!" if exclude else "") + q for exclude, q in quoted)
