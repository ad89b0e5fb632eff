"""`resolve`: a bare phrase such as "Saudi warplanes" → who it is."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dateline.actors.index import read
from dateline.actors.phrases import ACTORS
from dateline.actors.scene import Party, Scene
from dateline.actors.surroundings import place_country
from dateline.language import Document
from dateline.language.engine import Engine

Locator = Callable[[Document], Mapping[int, str]]


@dataclass(frozen=True, slots=True)
class Resolution:
    """Who a phrase stands for. Unknown parts are null or empty; sector ``UNK`` says that nothing was identified."""

    id: str | None
    name: str
    kind: str | None
    country: str | None
    sectors: tuple[str, ...]
    role: str | None
    why: tuple[str, ...]


def resolve(
    phrase: str, on: datetime.date | None = None, engine: Engine | None = None, locate: Locator | None = None
) -> Resolution:
    """Resolve a phrase that stands alone.

    `on` is the date it was used; without one, a person's latest known office counts. `locate` gives the ISO 3166-1
    alpha-3 code of every toponym token of a document, for places that the knowledge base does not name.
    """
    text = " ".join(phrase.replace(" - ", "-").split())
    doc = (engine or _engine()).parse(text)
    if not doc.tokens:
        return Resolution(None, phrase, None, None, ("UNK",), None, ("empty phrase",))
    scene = read(doc, on, locate(doc) if locate else {}, alone=True)
    head = _head(scene)
    parties = _denoted(scene, head)
    if parties:
        return _resolution(parties[0])
    return _described(scene, head, text)


@lru_cache(maxsize=1)
def _engine() -> Engine:
    return Engine()


def _head(scene: Scene) -> int:
    """The head noun of the phrase; parsers take some phrases for sentences."""
    doc = scene.doc
    root = doc.sentences[0].root
    t = doc.tokens[root]
    word = scene.word_at.get(root)
    if t.pos in ("NOUN", "PROPN", "PRON", "ADJ", "NUM") or (word is not None and word.number in ACTORS):
        return root
    subjects = doc.kids(root, "nsubj", "nsubjpass", "dobj")
    return subjects[0] if subjects else root


def _denoted(scene: Scene, head: int) -> tuple[Party, ...]:
    """Parties of the head, else of the last mention that is no mere modifier."""
    if parties := scene.denotes.get(head):
        return parties
    whole = [m for m in scene.mentions if m.first <= _start(scene) and m.last >= len(scene.doc.tokens)]
    return whole[0].parties if whole else ()


def _start(scene: Scene) -> int:
    tokens = scene.doc.tokens
    return next((t.i for t in tokens if t.pos != "DET" and t.text[0].isalnum()), 0)


def _resolution(party: Party) -> Resolution:
    return Resolution(party.id, party.name, party.kind, party.country, party.sectors, party.role, tuple(party.why))


def _described(scene: Scene, head: int, text: str) -> Resolution:
    """A phrase whose head is no actor: a place or thing in some country, else unknown."""
    country = place_country(scene, head) or _only_country(scene)
    word = scene.word_at.get(head)
    sectors = word.title.role.sectors if word is not None and word.number == "place" else ("UNK",)
    why = (f"place or thing of {country}",) if country else ("no actor recognised",)
    return Resolution(None, text, None, country, sectors, None, why)


def _only_country(scene: Scene) -> str | None:
    countries = {n.entry.country for n in scene.names if not n.affix}
    return countries.pop() if len(countries) == 1 else None
