"""What goes into a store and comes out of it, besides the records of `dateline.records`."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from dateline.records import CodedArticle, Span
from dateline.store import codec

Outcome = Literal["new", "same", "edited", "withdrawn"]
SkipKind = Literal["skipped", "failed"]
Choice = str | tuple[str, ...] | None


class Signature(Protocol):
    """What near-duplicates are found by: MinHash digest, keys (64 bits each) with their weights, number of shingles."""

    @property
    def digest(self) -> bytes: ...
    @property
    def weighted(self) -> Sequence[tuple[int, int]]: ...
    @property
    def shingles(self) -> int: ...


@dataclass(frozen=True)
class StoredSignature:
    """A signature as it was stored."""

    digest: bytes
    packed: bytes
    shingles: int

    @property
    def weighted(self) -> tuple[tuple[int, int], ...]:
        """Its keys with their weights."""
        return codec.unpack_keys(self.packed)


@dataclass(frozen=True)
class Fact:
    """What a report says of an actor: `attribute` has `value` from `first` to `last` (EDTF), in these words."""

    actor: str
    attribute: str
    value: str
    first: str | None
    last: str | None
    report: str
    start: int
    end: int
    words: str


@dataclass(frozen=True)
class Entry:
    """One coded document to store. `key` is its identity; `origin` says where it came from (any JSON object)."""

    coded: CodedArticle
    key: str
    run: str
    signature: Signature | None = None
    origin: Mapping[str, Any] | None = None
    facts: Sequence[Fact] = ()


@dataclass(frozen=True)
class Stored:
    """What became of a document: `report` and `version` say where it is; withdrawn reports stay withdrawn."""

    report: str
    version: int
    status: Outcome


@dataclass(frozen=True)
class Version:
    """One wording of a report."""

    report: str
    version: int
    sha256: str
    run: str
    coded_at: str
    added: str
    current: bool


@dataclass(frozen=True)
class EventFilter:
    """Which coded events. Every field takes one value or several; null is any.

    `country`: of a party or of the place. `actor`: an actor id, or the beginning of one (``RUS.GOV`` finds
    ``RUS.GOV.MIL/…``). `place`: its name or gazetteer id. `since` and `until`: ISO days; events whose date may lie
    between them. Only actual events unless `status` says otherwise.
    """

    type: Choice = None
    country: Choice = None
    actor: Choice = None
    since: str | None = None
    until: str | None = None
    place: Choice = None
    status: Choice = ("actual",)
    voice: Choice = None
    report: Choice = None


@dataclass(frozen=True)
class MergedFilter:
    """Which merged events; fields as in `EventFilter`. `report`: told by that report.

    `country` and `actor` also find events in which some name the party as actor, though it is none of the plain ones.
    """

    type: Choice = None
    country: Choice = None
    actor: Choice = None
    since: str | None = None
    until: str | None = None
    place: Choice = None
    status: Choice = ("actual",)
    report: Choice = None
    single_source: bool | None = None


@dataclass(frozen=True)
class EventRow:
    """A coded event in a list: enough to read and count; `Store.coded` has the whole record."""

    report: str
    event: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    status: str
    voice: str
    quad: str
    intensity: float
    confidence: float
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    date: str | None
    first: datetime.date | None
    last: datetime.date | None
    place: str | None
    place_name: str | None
    country: str | None
    trigger: Span
    evidence: Span


@dataclass(frozen=True)
class Month:
    """How many events fall in a calendar month; `month` is null for those undated or dated less exactly."""

    month: str | None
    type: str | None
    count: int


@dataclass(frozen=True)
class Hit:
    """A report that a search found. `highlights`: the words found, ``(start, end)`` in the text, empty when only the
    title holds them. `passages`: sentences with them, the richest first, at most three. `score`: more is better."""

    report: str
    title: str | None
    outlet: str | None
    published: str | None
    score: float
    highlights: tuple[tuple[int, int], ...]
    passages: tuple[Span, ...]


@dataclass(frozen=True)
class EvidenceHit:
    """An evidence sentence that a search found; `highlights` in the text; `events` rest on it ("e1")."""

    report: str
    span: Span
    score: float
    highlights: tuple[tuple[int, int], ...]
    events: tuple[str, ...]


@dataclass(frozen=True)
class Skipped:
    """A document that is not in the corpus, and why."""

    source: str
    reason: str
    kind: SkipKind
    run: str | None
    at: str


@dataclass(frozen=True)
class RunInfo:
    """One run of `add` or `recode`; `finished` is null when it was cut off."""

    id: str
    version: str
    codebook: str
    engine: str
    settings: dict[str, Any]
    started: str
    finished: str | None
    counts: dict[str, int]


@dataclass(frozen=True)
class Tombstone:
    """An id that is no longer used: since when, why, and what took its place."""

    id: str
    at: str
    reason: str
    successor: str | None


@dataclass(frozen=True)
class Status:
    """What is in a corpus. `bytes` is its size on disk, null for a server's."""

    schema: int
    texts: bool
    reports: int
    withdrawn: int
    versions: int
    pending: int
    events: int
    statements: int
    families: int
    merged: int
    stories: int
    skipped: int
    failed: int
    runs: int
    bytes: int | None


@dataclass(frozen=True)
class Problem:
    """Something `check` found wrong. `where` names the report, table or file."""

    kind: str
    where: str
    problem: str = field(default="")
