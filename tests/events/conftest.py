"""The events of a text, through the package's own stages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest

from dateline import actors, dates, places
from dateline.events import code, codebook, rules
from dateline.events.scene import Scene
from dateline.language import Document
from dateline.records import Event


@dataclass(frozen=True)
class Coded:
    """Coded events, with the look-ups that tests ask."""

    events: list[Event]
    country: Callable[[str], str | None]
    places: dict[str, str]

    def only(self, kind: str) -> Event:
        """The one event of a type."""
        found = [e for e in self.events if e.type == kind]
        assert len(found) == 1, [(e.type, e.status, e.trigger.exact) for e in self.events]
        return found[0]

    def place(self, ident: str | None) -> str | None:
        """Name of a place."""
        return None if ident is None else self.places[ident]

    def types(self) -> list[str]:
        return [e.type for e in self.events]

    def who(self, event: Event) -> tuple[set[str | None], set[str | None]]:
        """Countries of (actors, recipients)."""
        return {self.country(a) for a in event.actors}, {self.country(a) for a in event.recipients}


ANCHOR = date(2025, 11, 7)


def code_document(doc: Document, anchor: date | None = ANCHOR) -> Coded:
    found = places.find(doc)
    located = {i: c for i in range(len(doc.tokens)) if (c := found.country_at(i))}
    index = actors.index(doc, anchor, located)
    names = {p.id: p.name for p in found.records}
    return Coded(code(doc, index, found, dates.find(doc, anchor)), index.country, names)


@pytest.fixture(scope="session")
def coded(parse: Callable[[str], Document]) -> Callable[[str], Coded]:
    return lambda text: code_document(parse(text))


class Nobody:
    """A document without actors."""

    def at(self, token: int, /) -> tuple[str, ...]:
        return ()

    within = at

    def country(self, actor: str, /) -> str | None:
        return None

    def kind(self, actor: str, /) -> str:
        return "group"

    def sectors(self, actor: str, /) -> tuple[str, ...]:
        return ()


class Nowhere:
    """A document without places."""

    def at(self, token: int, /) -> None:
        return None


@pytest.fixture(scope="session")
def scene_of() -> Callable[[Document], Scene]:
    """The grammar of a document alone: nobody, nowhere, no dates."""
    return lambda doc: Scene(doc, Nobody(), Nowhere(), (), codebook.load(), rules.load())
