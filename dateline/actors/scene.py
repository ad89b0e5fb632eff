"""What is known about one document while its actors are being worked out."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from dateline.actors.knowledge import Entry, Human, Knowledge, Title, Use
from dateline.actors.lexicon import Pieces
from dateline.actors.memory import Memory
from dateline.language import Document
from dateline.records import Kind

Gender = Literal["m", "f"]
MentionKind = Literal["name", "phrase", "person", "pronoun", "definite", "place"]

STATE_SECTORS = frozenset("GOV MIL COP LEG JUD SPY PTY OPP PRM REB UAF".split())
MAX_SECTORS = 3

_NOT_SLUG = re.compile(r"[^a-z0-9]+")


def slug(text: str) -> str:
    """A name as the tail of an id: "Jean-Yves Le Drian" → ``jean-yves-le-drian``."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("'s", ""))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("'", "").replace("’", "")
    return _NOT_SLUG.sub("-", plain).strip("-")


@dataclass(slots=True, eq=False)
class Party:
    """An actor of the document. `fixed` is the id of the knowledge base; else country, sectors and tail make it.

    `nouns` are the words by which a definite description may take it up again ("minister", "group").
    """

    name: str
    kind: Kind
    country: str | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    fixed: str | None = None
    tail: str = ""
    named: bool = False
    plural: bool = False
    gender: Gender | None = None
    nouns: set[str] = field(default_factory=set)
    why: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        """``RUS``, ``RUS.GOV``, ``RUS.GOV.MIL/andrei-x``, ``UAF/gunmen``, ``UNK/jane-doe``."""
        if self.fixed:
            return self.fixed
        head = ".".join(x for x in (self.country, *self.sectors) if x) or "UNK"
        return f"{head}/{self.tail}" if self.tail else head

    def because(self, reason: str) -> None:
        """Note a reason once."""
        if reason not in self.why:
            self.why.append(reason)


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the knowledge base (or a located toponym) at tokens ``[first, last)``.

    `affix` is what keeps it from being a nationality: "backed", "pro", "occupied".
    """

    first: int
    last: int
    entry: Entry
    use: Use | Literal["place"]
    plural: bool = False
    affix: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """A title or agent noun at tokens ``[first, last)``; `head` is its head noun."""

    first: int
    last: int
    head: int
    title: Title

    @property
    def number(self) -> str:
        """person, group, body, thing, place, quality, quantity or address."""
        return self.title.role.number


@dataclass(frozen=True, slots=True)
class Mention:
    """Tokens ``[first, last)`` that denote parties; `head` carries the syntax, `subject` its prominence."""

    first: int
    last: int
    head: int
    parties: tuple[Party, ...]
    kind: MentionKind


@dataclass(frozen=True, slots=True)
class Setting:
    """How many sentences name each state, and the one where the report is set, with the reason.

    `dominant` says that no other state is named nearly as often.
    """

    weights: Mapping[str, int]
    home: str | None
    why: str
    dominant: bool = False

    @property
    def only(self) -> str | None:
        """The one state that the report names at all."""
        return next(iter(self.weights)) if len(self.weights) == 1 else None

    def is_abroad(self, country: str | None) -> bool:
        """Whether people of a country may be foreigners here: not where the report is set, or it names several."""
        if self.home is not None:
            return country not in (self.home, None)
        return country is not None and len(self.weights) > 1


@dataclass(slots=True, eq=False)
class Scene:
    """The working state: matches first, then parties and mentions as the text is read from left to right."""

    doc: Document
    on: datetime.date | None
    located: Mapping[int, str]
    base: Knowledge
    pieces: Pieces
    names: list[Name] = field(default_factory=list)
    name_at: dict[int, Name] = field(default_factory=dict)
    words: list[Word] = field(default_factory=list)
    word_at: dict[int, Word] = field(default_factory=dict)
    human_at: dict[int, tuple[int, Human]] = field(default_factory=dict)
    denotes: dict[int, tuple[Party, ...]] = field(default_factory=dict)
    parties: dict[str, Party] = field(default_factory=dict)
    mentions: list[Mention] = field(default_factory=list)
    composed: dict[int, tuple[Party, ...]] = field(default_factory=dict)
    acronyms: dict[str, tuple[Party, ...]] = field(default_factory=dict)
    quoted: list[bool] = field(default_factory=list)
    pending: dict[int, Callable[[], None]] = field(default_factory=dict)  # by head token: persons yet to be settled
    setting: Setting | None = None
    reading: bool = False
    alone: bool = False  # a bare phrase, not a report
    memory: Memory | None = None  # what earlier reports say of persons

    def intern(self, party: Party) -> Party:
        """The party already known under this id, or `party` itself from now on."""
        known = self.parties.setdefault(party.id, party)
        if known is not party:
            known.nouns |= party.nouns
            known.named = known.named or party.named
        return known

    def of_entry(self, entry: Entry) -> Party:
        """The party for an entry of the knowledge base."""
        if party := self.parties.get(entry.id):
            return party
        party = Party(entry.name, entry.kind, entry.country, entry.sectors, fixed=entry.id)
        party.because(f"name in the knowledge base ({entry.id})")
        self.parties[entry.id] = party
        return party

    def country(self, code: str) -> Party:
        """The party of a state by its code."""
        entry = self.base.entries.get(code) or Entry(code, "country", code, code)
        return self.of_entry(entry)

    def note(self, mention: Mention, tokens: range | None = None) -> None:
        """Record a mention; its tokens denote its parties unless they already denote something else."""
        self.mentions.append(mention)
        for i in tokens if tokens is not None else range(mention.first, mention.last):
            self.denotes.setdefault(i, mention.parties)
