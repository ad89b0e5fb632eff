"""The knowledge base of actors: tables in, three lexicons out (names, people, titles). Loaded once a process."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Literal

from dateline.actors import tables
from dateline.actors.lexicon import Lexicon, keys
from dateline.actors.tables import Body, Office, Role, State
from dateline.records import Kind

Use = Literal["name", "adjective", "demonym", "capital", "seat"]

_ORDINALS = frozenset("i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi jr sr".split())
_ARTICLES = frozenset(("al", "el"))
_PEOPLES = "ETH/"  # mark of peoples in territories.tsv
ACRONYM_LENGTH = 6  # longer capitals ("POLISARIO") are found in ordinary case too


@dataclass(frozen=True, slots=True)
class Entry:
    """A state, territory, people, organisation or armed group. `country` is ISO 3166 or a PLOVER body."""

    id: str
    kind: Kind
    name: str
    country: str | None
    sectors: tuple[str, ...] = ()
    start: str = ""
    end: str = ""


@dataclass(frozen=True, slots=True)
class Sense:
    """What a written form stands for, and as which part of speech: a name, an adjective, a noun for people."""

    entry: Entry
    use: Use
    plural: bool = False


@dataclass(slots=True, eq=False)
class Human:
    """A person of the knowledge base with every office held, in file order."""

    name: str
    offices: list[Office] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Title:
    """A form of a row of roles.tsv."""

    role: Role
    plural: bool


@dataclass(slots=True, eq=False)
class Knowledge:
    """Everything known beforehand."""

    entries: dict[str, Entry]
    names: Lexicon[Sense]
    people: Lexicon[Human]
    titles: Lexicon[Title]
    surnames: dict[str, list[Human]]
    genders: dict[str, Literal["m", "f"]]
    horizon: int = 0
    """The latest year in which an office of people.tsv begins."""


@lru_cache(maxsize=2)
def load(folder: Path | None = None) -> Knowledge:
    """The knowledge base of a folder of tables (the package's own by default). Raises `DataError`."""
    collecting = gc.isenabled()
    gc.disable()  # 40,000 small objects that all stay: collecting among them costs a third of the time
    try:
        return _load(folder or tables.DATA)
    finally:
        if collecting:
            gc.enable()


def _load(folder: Path) -> Knowledge:
    base = Knowledge({}, Lexicon(), Lexicon(), Lexicon(), {}, tables.given_names(folder))
    for state in tables.states(folder):
        _add_state(base, state)
    for body in (*tables.territories(folder), *tables.organizations(folder)):
        _add_body(base, body)
    _add_people(base, tables.people(folder))
    for role in tables.roles(folder):
        _add_role(base, role)
    for lexicon in (base.names, base.people, base.titles):
        lexicon.sort()
    return base


def _add_state(base: Knowledge, row: State) -> None:
    entry = base.entries[row.iso3] = Entry(row.iso3, "country", row.name, row.iso3)
    uses: tuple[tuple[Use, tuple[str, ...]], ...] = (
        ("name", (row.name, *row.aliases)),
        ("adjective", row.adjectives),
        ("capital", row.capitals),
    )
    for use, forms in uses:
        for form in dict.fromkeys(forms):
            base.names.add(form, Sense(entry, use), is_acronym(form))
    for form in dict.fromkeys(row.seats):
        seat = Entry(f"{row.iso3}.GOV", "organization", form, row.iso3, ("GOV",))
        base.names.add(form, Sense(base.entries.setdefault(seat.id, seat), "seat"), is_acronym(form))
    _add_demonyms(base, entry, row.demonyms)


def _add_demonyms(base: Knowledge, entry: Entry, demonyms: tuple[str, ...]) -> None:
    for form in demonyms:
        plural = form.endswith(("s", "men")) and not form.endswith("ss")
        base.names.add(form, Sense(entry, "demonym", plural))


def _add_body(base: Knowledge, row: Body) -> None:
    id = _people_id(row) if row.id.startswith(_PEOPLES) else row.id
    entry = base.entries[id] = Entry(id, row.kind, row.name, row.country, row.sectors, row.start, row.end)
    for form in dict.fromkeys((row.name, *row.aliases)):
        base.names.add(form, Sense(entry, "name"), is_acronym(form))
    for form in row.adjectives:
        base.names.add(form, Sense(entry, "adjective"))
    _add_demonyms(base, entry, row.demonyms)


def _people_id(row: Body) -> str:
    """The id of a people: "ETH/…" of the table would read as Ethiopia's."""
    head = ".".join(x for x in (row.country, *row.sectors) if x)
    return f"{head}/{row.id.removeprefix(_PEOPLES)}"


def is_acronym(form: str) -> bool:
    """Whether a form must be found letter by letter: "US", "WHO", "AID", "ISIS", "oPt"."""
    word = form.replace(".", "")
    return word.isalnum() and len(word) <= ACRONYM_LENGTH and not word[1:].islower() and not word.islower()


def _add_people(base: Knowledge, offices: list[Office]) -> None:
    """Names, aliases, and the surname index that serves "President X"."""
    humans: dict[str, Human] = {}
    base.horizon = max((int(row.start[:4]) for row in offices if row.start), default=0)
    for row in offices:
        human = humans.get(row.name)
        if human is None:
            human = humans[row.name] = Human(row.name)
        human.offices.append(row)
    for human in humans.values():
        names = dict.fromkeys((human.name, *(a for o in human.offices for a in o.aliases)))
        forms = {key: name for name in names if (key := keys(name))}
        for key, name in forms.items():
            base.people.put(key, name, human)
            if "al" in key or "el" in key:
                for variant in set(_article_variants(key)) - forms.keys():
                    base.people.put(variant, name, human)
        for surname in dict.fromkeys(map(_surname, forms)):
            base.surnames.setdefault(surname, []).append(human)


def _article_variants(key: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """A name with the Arabic article joined or dropped: "Jasem al-Budaiwi" → "Jasem Albudaiwi", "Jasem Budaiwi"."""
    at = next((i for i in range(1, len(key) - 1) if key[i] in _ARTICLES), None)
    if at is not None:
        yield (*key[:at], key[at] + key[at + 1], *key[at + 2 :])
        if len(key) > 2:
            yield (*key[:at], *key[at + 1 :])


def _surname(name: tuple[str, ...]) -> str:
    """The last word that is no ordinal: "Abdullah II" → "abdullah"."""
    words = [k for k in name if k not in _ORDINALS]
    return words[-1] if words else name[-1]


def _add_role(base: Knowledge, role: Role) -> None:
    base.titles.add(role.title, Title(role, False), exact=False)
    if role.number in ("quality", "quantity", "address"):
        return
    if (plural := plural_of(role.title)) != role.title:
        base.titles.add(plural, Title(role, True))
    if role.title.endswith("person"):
        base.titles.add(role.title + "s", Title(role, True))


def plural_of(title: str) -> str:
    """The plural of a title's head: "chief of staff" → "chiefs of staff", "businessman" → "businessmen"."""
    for link in (" of ", " for ", " in ", " to ", "-of-", "-at-", "-in-"):
        if link in title:
            head, rest = title.split(link, 1)
            return plural_of(head) + link + rest
    if title.endswith((" general", "-general")) and title.startswith(("attorney", "solicitor", "secretary")):
        return plural_of(title[:-8]) + title[-8:]
    return _plural_word(title)


def _plural_word(word: str) -> str:
    if word.endswith("man") and not word.endswith(("german", "human", "shaman")):
        return word[:-3] + "men"
    if word.endswith(("child", "person")):
        return word + "ren" if word.endswith("child") else word[:-6] + "people"
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    if word.endswith(("wife", "thief")):
        return word[: -3 if word.endswith("ief") else -2] + ("ieves" if word.endswith("ief") else "ves")
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "z")) else "s")
