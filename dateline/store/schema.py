"""The tables of a corpus, the same over SQLite and PostgreSQL.

Three layers. *Documents*: `reports` (identity), `versions` (one row a text ever seen), `contents` (the exact records),
`texts` (current wording). *Records* of the current version, one row each, for analysis: `sentences` to `relations`;
superseded and withdrawn texts have none, so that a plain count is right. *Knowledge* over many reports: families,
merged events, stories, judgements, facts.

Offsets are code points of the text, ``[start, stop)``. `date_first` and `date_last` bound an EDTF date. Rows of one
report share the prefix of their primary key and lie together; new ones are appended, never scattered.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
)

VERSION = 3  # of the schema; a change here comes with a migration in migrate.py
FORMAT = "dateline-corpus"
metadata = MetaData()


def _id(name: str = "id", *rest: Any) -> Column[int]:
    return Column(name, Integer, *rest, primary_key=True, autoincrement=False)


def _text(name: str, null: bool = True) -> Column[str]:
    return Column(name, Text, nullable=null)


def _number(name: str, null: bool = False) -> Column[int]:
    return Column(name, Integer, nullable=null)


def _days() -> tuple[Column[Any], Column[Any]]:
    return Column("date_first", Date), Column("date_last", Date)


def _report(**options: Any) -> Column[int]:
    return Column("report", Integer, ForeignKey("reports.id"), nullable=False, **options)


def _records(name: str, *columns: Any) -> Table:
    """A table of rows of one report, numbered; they lie together on disk."""
    key = (_report(primary_key=True, autoincrement=False), _id("number"))
    return Table(name, metadata, *key, *columns, sqlite_with_rowid=False)


# ---- the corpus itself ------------------------------------------------------------------------------------------

corpus = Table("corpus", metadata, Column("name", Text, primary_key=True), _text("value", null=False))
kept = Table("kept", metadata, Column("name", Text, primary_key=True), _text("value", null=False))
migrations = Table("migrations", metadata, _id("version"), _text("applied", False), _text("package", False))
counters = Table("counters", metadata, Column("kind", Text, primary_key=True), _number("last"))
runs = Table(
    "runs", metadata, _id(), _text("version", False), _text("codebook", False), _text("engine", False),
    _text("settings", False), _text("started", False), _text("finished"), _text("counts", False),
)  # fmt: skip
skipped = Table(
    "skipped", metadata, _id(), Column("source", Text, nullable=False, unique=True), _text("reason", False),
    _text("kind", False), Column("run", ForeignKey("runs.id")), _text("at", False),
)  # fmt: skip
tombstones = Table(
    "tombstones", metadata, Column("kind", Text, primary_key=True), _id("number"), _text("at", False),
    _text("reason", False), _number("successor", null=True), sqlite_with_rowid=False,
)  # fmt: skip

# ---- documents --------------------------------------------------------------------------------------------------

families = Table("families", metadata, _id(), Column("original", Integer))
reports = Table(
    "reports", metadata, _id(), Column("key", Text, nullable=False, unique=True), _number("version"),
    _number("current"), Column("family", ForeignKey("families.id"), index=True),
    Column("pending", Boolean, nullable=False, index=True), _text("withdrawn"), _text("added", False),
)  # fmt: skip
aliases = Table("aliases", metadata, Column("key", Text, primary_key=True), _report())
versions = Table(
    "versions", metadata, _id(), _report(index=True), _number("version"), _text("sha256", False),
    _text("article", False), _text("url"), _text("outlet"), _text("title"), _text("byline"), _text("published"),
    *_days(), _text("language"), _text("filing"), _number("length"),
    Column("run", ForeignKey("runs.id"), nullable=False), _text("coded_at", False), _text("added", False),
    _text("origin", False),
    UniqueConstraint("sha256", "report"), Index("versions_date", "date_first"),
)  # fmt: skip
contents = Table(
    "contents", metadata, _id("version", ForeignKey("versions.id")), Column("coded", LargeBinary),
    Column("text", LargeBinary), Column("digest", LargeBinary), Column("fingerprint", LargeBinary),
    _number("shingles", True),
)  # fmt: skip
texts = Table(
    "texts", metadata, _id("report", ForeignKey("reports.id")), _text("title", False), _text("body", False)
)  # fmt: skip
fingerprints = Table(
    "fingerprints", metadata, Column("key", BigInteger, primary_key=True, autoincrement=False),
    _report(primary_key=True, autoincrement=False, index=True), Column("weight", SmallInteger, nullable=False),
    sqlite_with_rowid=False,
)  # fmt: skip
blocks = Table(
    "blocks", metadata, _id("key"), _report(primary_key=True, autoincrement=False, index=True),
    sqlite_with_rowid=False,
)  # fmt: skip

# ---- records of the current version -----------------------------------------------------------------------------

excerpts = Table(
    "excerpts", metadata, _id(), _report(index=True), _number("start"), _number("stop"), _text("words", False)
)  # fmt: skip
sentences = _records("sentences", _number("start"), _number("stop"), _text("voice", False))
actors = _records(
    "actors", _text("actor", False), _text("name", False), _text("kind", False), _text("country"),
    _text("sectors", False), _text("role"), Index("actors_actor", "actor"),
)  # fmt: skip
places = _records(
    "places", _text("place", False), _text("name", False), _text("country"), _text("admin1"), Column("lat", Float),
    Column("lon", Float), _text("precision"), Index("places_name", "name"),
)  # fmt: skip
mentions = _records("mentions", _text("kind", False), _text("ref", False), _number("start"), _number("stop"))
dates = _records("dates", _number("start"), _number("stop"), _text("words", False), _text("date", False), *_days())
events = _records(
    "events", _text("event", False), _text("type", False), _text("mode"), _text("contexts", False),
    _text("status", False), _text("voice", False), _text("quad", False), Column("intensity", Float, nullable=False),
    Column("confidence", Float, nullable=False), _text("date"), *_days(), _text("place"), _text("place_name"),
    _text("country"), _text("statement"), _text("trigger", False), _number("trigger_start"), _number("trigger_stop"),
    Column("excerpt", ForeignKey("excerpts.id"), nullable=False),
    Index("events_type", "type", "date_first"), Index("events_date", "date_first"), Index("events_country", "country"),
)  # fmt: skip
statements = _records(
    "statements", _text("statement", False), _text("speaker"), _text("country"), _text("manner", False),
    _text("act", False), Column("stance", SmallInteger, nullable=False), _text("content", False), _text("date"),
    *_days(), _text("place"), _text("within"), Column("excerpt", ForeignKey("excerpts.id"), nullable=False),
    Index("statements_speaker", "speaker"),
)  # fmt: skip
relations = _records(
    "relations", _text("source", False), _text("target", False), _number("events"), _number("statements"),
    _number("attributed"), Column("cooperation", Float, nullable=False), Column("conflict", Float, nullable=False),
    Column("intensity", Float, nullable=False), Index("relations_pair", "source", "target"),
)  # fmt: skip


def _parts(name: str, owner: str, *columns: Any) -> Table:
    """Rows that belong to one event or statement of a report; `number` counts within the report."""
    link = ForeignKeyConstraint(["report", owner], [f"{owner}s.report", f"{owner}s.number"])
    return Table(name, metadata, Column("report", Integer, primary_key=True, autoincrement=False), _id("number"),
                 _number(owner), link, *columns, sqlite_with_rowid=False)  # fmt: skip


event_parties = _parts(
    "event_parties", "event", _text("role", False), _text("actor", False), _text("country"),
    Index("event_parties_actor", "actor"), Index("event_parties_country", "country"),
)  # fmt: skip
magnitudes = _parts(
    "magnitudes", "event", _text("measure", False), _number("low"), _number("high", null=True), _number("start"),
    _number("stop"), _text("words", False),
)  # fmt: skip
statement_parties = _parts(
    "statement_parties", "statement", _text("role", False), _text("actor", False), _text("country"),
    Index("statement_parties_actor", "actor"),
)  # fmt: skip
quotes = _parts("quotes", "statement", _number("start"), _number("stop"), _text("words", False))

# ---- knowledge over many reports --------------------------------------------------------------------------------

family_links = Table(
    "family_links", metadata, _id("family", ForeignKey("families.id")), _id("a"), _id("b"),
    Column("share", Float, nullable=False), _text("kind", False), sqlite_with_rowid=False,
)  # fmt: skip
merged_events = Table(
    "merged_events", metadata, _id(), _text("type", False), _text("mode"), _text("date"), *_days(), _text("place"),
    _text("country"), _text("status", False), _number("families"), _number("outlets"), _number("publishers"),
    Column("single_source", Boolean, nullable=False), _text("slots", False), _text("voices", False),
    _text("why", False), Index("merged_type", "type", "date_first"), Index("merged_date", "date_first"),
)  # fmt: skip
merged_members = Table(
    "merged_members", metadata, _id("merged", ForeignKey("merged_events.id")), _id("number"),
    _report(index=True), _text("event", False), _number("family"), sqlite_with_rowid=False,
)  # fmt: skip
# Roles: actor, recipient, and alleged: named as actor by some, and none of the plain ones.
merged_parties = Table(
    "merged_parties", metadata, _id("merged", ForeignKey("merged_events.id")), _id("number"), _text("role", False),
    _text("actor", False), _text("country"), Index("merged_parties_actor", "actor"),
    Index("merged_parties_country", "country"), sqlite_with_rowid=False,
)  # fmt: skip
stories = Table("stories", metadata, _id(), _text("title", False), _text("date_first"), _text("date_last"))
story_reports = Table(
    "story_reports", metadata, _id("story", ForeignKey("stories.id")), _id("number"), _report(index=True),
    sqlite_with_rowid=False,
)  # fmt: skip
story_events = Table(
    "story_events", metadata, _id("story", ForeignKey("stories.id")), _id("number"), _number("merged"),
    sqlite_with_rowid=False,
)  # fmt: skip


def _end(side: str) -> tuple[Any, ...]:
    """One end of a judgement: the mention, and what it is recognised by after recoding."""
    report: Column[int] = Column(f"{side}_report", ForeignKey("reports.id"), nullable=False)
    return report, *(_text(f"{side}_{name}", False) for name in ("event", "type", "evidence", "trigger"))


judgements = Table(
    "judgements", metadata, _id(), _text("kind", False), *_end("a"), *_end("b"), _text("by", False),
    _text("at", False), _text("revoked"),
)  # fmt: skip
facts = Table(
    "facts", metadata, _id(), _text("actor", False), _text("attribute", False), _text("value", False),
    _text("valid_from"), _text("valid_to"), _report(index=True), _number("start"), _number("stop"),
    _text("words", False), Index("facts_actor", "actor", "attribute"), Index("facts_value", "attribute", "value"),
)  # fmt: skip

# Rows of the record of a report's current version: so they can be deleted; inserted the other way round.
OWNED = (
    quotes, statement_parties, magnitudes, event_parties, relations, statements, events, dates, mentions, places,
    actors, sentences, excerpts,
)  # fmt: skip
KINDS = ("report", "version", "excerpt", "family", "merged", "story", "run", "judgement", "fact", "skipped")
