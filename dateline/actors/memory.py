"""What a corpus says of persons: dated offices with the reports they come from, for the reports that follow.

Names stay apart until evidence joins them: two offices are one person's where name and country agree and the offices
are of one kind (a sector in common, or both political). Of several persons of one name, the one counts whose country
the text states or alone names; else none.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from dateline.actors.lexicon import Lexicon, Pieces, keys
from dateline.records import Actor

MARK = "corpus memory:"
FRESH_DAYS = 730  # an office nobody mentioned for two years may be somebody else's by now
_POLITICAL = frozenset(("GOV", "LEG", "PTY", "OPP", "ELI"))
_INFERRED = (MARK, "people.tsv", "only country of the report", "place named in the sentence")
_REPORTS_TOLD = 3


@dataclass(frozen=True, slots=True)
class Known:
    """One office of one person: reports published from `first` to `last` (ISO days) give it."""

    name: str
    country: str
    sectors: tuple[str, ...]
    role: str
    first: str
    last: str
    reports: tuple[str, ...]

    @property
    def because(self) -> str:
        """The reason an actor record carries."""
        told = ", ".join(self.reports[-_REPORTS_TOLD:])
        when = self.first if self.first == self.last else f"{self.first} to {self.last}"
        return f"{MARK} {self.role} ({self.country}) in {told}, {when}"


@dataclass(frozen=True, slots=True)
class Recalled:
    """What memory has for a name: `office`, or the reason why it gives none."""

    office: Known | None
    because: str


class Memory:
    """Persons by full name. Fixed once made: coding with the same memory gives the same records."""

    def __init__(self, known: Iterable[Known] = ()) -> None:
        self._persons: dict[tuple[str, ...], list[list[Known]]] = defaultdict(list)
        self._names: Lexicon[None] = Lexicon()
        for office in sorted(known, key=lambda k: (k.name, k.first, k.last, k.country, k.role, k.reports)):
            if len(name := keys(office.name)) > 1:
                self._add(self._persons[name], office)
        for name in self._persons:
            self._names.put(name, " ".join(name), None)
        self._names.sort()

    @staticmethod
    def _add(persons: list[list[Known]], office: Known) -> None:
        """Puts an office with the person it fits; one that fits several joins them."""
        same = [p for p in persons if any(_one_person(o, office) for o in p)]
        persons[:] = [p for p in persons if p not in same] + [[o for p in same for o in p] + [office]]

    def __len__(self) -> int:
        return sum(len(persons) for persons in self._persons.values())

    def names(self, pieces: Pieces, on: datetime.date | None) -> Iterator[tuple[int, int]]:
        """Pieces ``[start, end)`` that are the full name of a person known on a day; no recogniser need see them."""
        start = 0
        while on is not None and start < len(pieces.keys):
            ends = (end for end, _ in self._names.at(pieces, start) if self._known(pieces.keys[start:end], on))
            end = next(ends, start + 1)
            if end > start + 1:
                yield start, end
            start = end

    def _known(self, name: Iterable[str], on: datetime.date) -> bool:
        return any(_held(p, on.isoformat()) for p in self._persons.get(tuple(name), ()))

    def recall(
        self,
        name: tuple[str, ...],
        on: datetime.date | None,
        country: str | None,
        sectors: Collection[str],
        named: Collection[str | None],
    ) -> Recalled | None:
        """The office that a person so named held on a day; null where the corpus knows nothing that fits.

        `name`: keys of the full name. `country` and `sectors`: what the text says of the person. `named`: countries
        that the text names.
        """
        if on is None:
            return None
        day = on.isoformat()
        found = [office for p in self._persons.get(name, ()) if (office := _held(p, day))]
        found = [o for o in found if _fits(o, country, sectors)]
        if len(found) > 1:
            here = [o for o in found if o.country in named]
            if len(here) != 1:
                rivals = "; ".join(f"{o.role} ({o.country}) in {o.reports[-1]}" for o in found)
                return Recalled(None, f"{MARK} {len(found)} persons of that name, kept apart: {rivals}")
            found = here
        return Recalled(found[0], found[0].because) if found else None


def _one_person(a: Known, b: Known) -> bool:
    one, other = set(a.sectors), set(b.sectors)
    return a.country == b.country and bool(one & other or (one & _POLITICAL and other & _POLITICAL))


def _held(person: Iterable[Known], day: str) -> Known | None:
    """The office last mentioned by then, unless that is too long ago."""
    begun = [o for o in person if o.first <= day]
    if not begun:
        return None
    latest = max(begun, key=lambda o: (min(o.last, day), o.first, o.role))
    since = datetime.date.fromisoformat(day) - datetime.date.fromisoformat(min(latest.last, day))
    return latest if since.days <= FRESH_DAYS else None


def _fits(office: Known, country: str | None, sectors: Collection[str]) -> bool:
    if country is not None and country != office.country:
        return False
    stated = set(sectors)
    return not stated or bool(
        stated & set(office.sectors) or (stated & _POLITICAL and set(office.sectors) & _POLITICAL)
    )


def states_office(actor: Actor) -> bool:
    """Whether the text itself says which office of which country a person holds, under a full name."""
    if actor.kind != "person" or not (actor.country and actor.role and actor.sectors):
        return False
    return len(keys(actor.name)) > 1 and not any(mark in reason for reason in actor.why for mark in _INFERRED)
