"""The coded article: frozen records, the single source of the JSON Schema and the reference docs.

All offsets are half-open ``[start, end)`` in Unicode code points of ``article.text``;
``text[start:end] == exact`` holds for every `Span`. Dates are EDTF strings (ISO 8601-2).
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Voice = Literal["report", "attributed", "commentary"]
Status = Literal["actual", "historical", "future", "hypothetical", "negated"]
Kind = Literal["country", "organization", "igo", "group", "person"]
Manner = Literal["direct", "indirect", "mixed"]
Precision = Literal["point", "city", "region", "country", "near"]
Quad = Literal["verbal_cooperation", "material_cooperation", "verbal_conflict", "material_conflict"]
Measure = Literal["dead", "injured", "arrested", "size"]

SCHEMA: Literal["dateline/1"] = "dateline/1"


class Record(BaseModel):
    """Base of all records: immutable, and strict about unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Range(Record):
    """Code points ``[start, end)`` of the article's text."""

    start: int = Field(ge=0)
    end: int = Field(ge=0)

    @model_validator(mode="after")
    def _not_empty(self) -> Self:
        if self.end <= self.start:
            raise ValueError(f"empty span [{self.start}, {self.end})")
        return self


class Span(Range):
    """A range with the words it covers, verbatim."""

    exact: str


class Run(Record):
    """What coded the article."""

    version: str
    codebook: str = Field(description="first 12 hex digits of the SHA-256 over the codebook files")
    engine: str = Field(description="language model, name and version")


class Filing(Record):
    """The agency dateline that opens a report: where and when it was filed."""

    place: str | None = None
    date: str | None = Field(None, description="EDTF")
    agency: str | None = None
    evidence: Span


class Article(Record):
    """One report: clean text and what is known about it."""

    id: str
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = Field(None, description="EDTF calendar date; null when not known")
    language: str | None = Field(None, description="ISO 639-1")
    text: str
    sha256: str
    filing: Filing | None = None


class Sentence(Range):
    """A sentence and whose voice it is in."""

    voice: Voice


class Actor(Record):
    """A party named or described in the text. `country` is ISO 3166-1 alpha-3 or a PLOVER body code."""

    id: str
    name: str
    kind: Kind
    country: str | None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    mentions: tuple[Span, ...]
    why: tuple[str, ...] = ()


class Place(Record):
    """A toponym resolved to the gazetteer; coordinates in decimal degrees WGS 84, null when unresolved."""

    id: str
    name: str
    country: str | None
    admin1: str | None = None
    lat: float | None = Field(None, ge=-90, le=90)
    lon: float | None = Field(None, ge=-180, le=180)
    precision: Precision | None = None
    mentions: tuple[Span, ...]
    why: tuple[str, ...] = ()


class DateRef(Span):
    """A time expression and its calendar value."""

    edtf: str


class Magnitude(Record):
    """A count the text gives for an event: `low` to `high`, inclusive; `high` is null for "at least"."""

    measure: Measure
    low: int = Field(ge=0)
    high: int | None = Field(None, ge=0)
    evidence: Span


class Event(Record):
    """Who did what to whom. Types, modes and contexts are PLOVER's."""

    id: str
    type: str
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = Field((), description="actor ids; all parties of a reciprocal event")
    recipients: tuple[str, ...] = Field((), description="actor ids")
    date: str | None = Field(None, description="EDTF")
    place: str | None = Field(None, description="place id")
    status: Status
    voice: Voice
    statement: str | None = Field(None, description="id of the statement the event is part of")
    trigger: Span
    evidence: Span
    quad: Quad
    intensity: float = Field(ge=-10, le=10)
    magnitudes: tuple[Magnitude, ...] = ()
    confidence: float = Field(ge=0, le=1)
    why: tuple[str, ...] = ()


class Statement(Record):
    """Attributed speech: who says what, in which words."""

    id: str
    speaker: str | None = Field(None, description="actor id; null when the speaker is not identified")
    speaker_text: Span | None = None
    cue: Span | None = None
    manner: Manner
    act: str
    stance: Literal[-1, 0, 1] = 0
    content: tuple[Span, ...]
    quotes: tuple[Span, ...] = ()
    about: tuple[str, ...] = ()
    date: str | None = Field(None, description="EDTF")
    place: str | None = Field(None, description="place id")
    within: str | None = Field(None, description="id of the statement that reports this one")
    evidence: Span
    why: tuple[str, ...] = ()


class Relation(Record):
    """One directed pair of countries, or of actor ids within a country.

    `cooperation` and `conflict` sum the intensities of the pair's actual events in the report's own voice and the
    stance of statements; `intensity` is their sum, signed. `attributed` counts the actual events that rest on
    somebody's word only: they are told apart and not summed.
    """

    source: str
    target: str
    events: int = Field(ge=0)
    statements: int = Field(0, ge=0)
    attributed: int = Field(0, ge=0)
    cooperation: float = Field(ge=0)
    conflict: float = Field(le=0)
    intensity: float


class CodedArticle(Record):
    """Everything Dateline reads out of one report."""

    schema_: Literal["dateline/1"] = Field(SCHEMA, alias="schema")
    run: Run
    article: Article
    sentences: tuple[Sentence, ...] = ()
    actors: tuple[Actor, ...] = ()
    places: tuple[Place, ...] = ()
    dates: tuple[DateRef, ...] = ()
    events: tuple[Event, ...] = ()
    statements: tuple[Statement, ...] = ()
    relations: tuple[Relation, ...] = ()

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, serialize_by_alias=True)
