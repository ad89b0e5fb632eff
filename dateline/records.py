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

    schema_: Literal["dateline/1"] = Field(default=SCHEMA, alias="schema")
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


# ---- many reports -----------------------------------------------------------------------------------------------


class Report(Record):
    """A stored report. `id` ("r1") is never reused; `key` identifies the report across its versions."""

    id: str
    key: str = Field(description="canonical address, else outlet and id, else SHA-256 of the text")
    version: int = Field(ge=1)
    article: Article
    coded_at: str
    run: str
    family: str | None = None
    withdrawn: bool = False


class FamilyLink(Record):
    """Why two reports are one text: `share` of the shorter's word 5-grams stands in the longer."""

    a: str
    b: str
    share: float = Field(ge=0, le=1)
    kind: Literal["reprint", "edit", "extract"]


class Family(Record):
    """Reports that carry one text: one voice. `members` are report ids, `original` the earliest."""

    id: str
    members: tuple[str, ...]
    original: str | None = None
    links: tuple[FamilyLink, ...] = ()


class Member(Record):
    """One coded event of one report inside a merged event."""

    report: str
    event: str
    family: str


SlotName = Literal["date", "place", "dead", "injured", "arrested", "size", "actors", "recipients", "mode"]


class SlotValue(Record):
    """One value that some reports give for a slot, in their words."""

    value: str
    members: tuple[Member, ...]
    words: tuple[str, ...] = ()


class Slot(Record):
    """What the reports say of one slot; conflicting values stand side by side."""

    name: SlotName
    values: tuple[SlotValue, ...]
    agreed: bool


class Voiced(Record):
    """Who asserts, denies or cannot confirm a merged event, and when."""

    report: str
    speaker: str | None = None
    act: Literal["report", "assert", "deny", "unconfirmed"]
    published: str | None = None


class MergedEvent(Record):
    """One happening as several reports tell it. `id` ("m1") is never reused."""

    id: str
    type: str
    mode: str | None = None
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    date: str | None = Field(None, description="EDTF")
    place: str | None = None
    country: str | None = None
    status: Status
    members: tuple[Member, ...]
    families: int = Field(ge=1, description="independent texts")
    outlets: int = Field(ge=0)
    publishers: int = Field(ge=0)
    single_source: bool
    slots: tuple[Slot, ...] = ()
    voices: tuple[Voiced, ...] = ()
    why: tuple[str, ...] = ()


class Story(Record):
    """Reports about one happening over time, for navigation. `id` ("t1") is never reused."""

    id: str
    title: str
    reports: tuple[str, ...]
    events: tuple[str, ...] = ()
    first: str | None = None
    last: str | None = None


class Judgement(Record):
    """A human decision about two event mentions ("r1/e2"); it survives recoding and can be taken back."""

    kind: Literal["same", "different"]
    a: str
    b: str
    by: str = "user"
    at: str
