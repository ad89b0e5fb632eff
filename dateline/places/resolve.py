"""Which place a name means here: containment, the countries of the report, population and nearness, added up.

Every score is in orders of magnitude of population: a bonus of 1 outweighs a tenfold larger namesake. The weights
were set on the development half of GeoVirus (bench/places) and on conflict reports written for this project; run both
again when one changes.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from dateline.language.document import Document
from dateline.places import cues
from dateline.places.gazetteer import Entry, Gazetteer
from dateline.places.geometry import contains, kilometres
from dateline.places.links import INSIDE, Links, tell_apart
from dateline.places.mentions import Mention

COUNTRY, REGION, AREA2, ALTERNATE = 8.5, 6.8, -1.0, -0.8  # priors of kinds; a city's is the logarithm of its people
NAMESAKE = -3.0  # an area or town named like its own country
OWN_CITY = -3.0  # an area named like a large city inside it: the city is meant unless the text says "province"
PRESENT, SHARE = 1.0, 3.5  # the country is in the report; times its share of what the report says of countries
SEAT, SAME_AREA, CLOSE, HOLDS = 2.0, 1.5, 1.5, 3.0
REPEATED, REPEATED_AREA, ARTICLE = 3.0, 0.5, 2.5
REACH = 150.0  # km over which nearness to other places fades by a factor of e
SMALL, SMALL_ALTERNATE, ALONE = 5_000, 50_000, 15_000  # inhabitants under which a place needs its country in the text
LOCAL, FAMOUS = 100_000, 1_000_000  # inhabitants: small towns are listed with their neighbours, but for big cities
FAR = 1_000.0  # km
CONSIDERED = 40  # namesakes weighed, the most populous first
ANCHORS = 60  # other places that nearness is measured to, those mentioned most

_KINDS = {
    "country": "a country", "continent": "a continent", "area": "a part of the world", "region": "a region",
    "sea": "a sea", "gulf": "a gulf", "strait": "a strait", "canal": "a canal", "river": "a river", "lake": "a lake",
    "mountains": "mountains", "desert": "a desert", "island": "an island", "site": "a site",
    "admin1": "a first-order area", "admin2": "a second-order area",
}  # fmt: skip
_HINTS = {
    "settlement": {"city": 2.0, "admin1": -2.0, "admin2": -1.0, "country": -2.0},
    "area1": {"admin1": 2.5, "region": 2.5, "admin2": 1.5, "city": -1.0},
    "area2": {"admin2": 3.0, "admin1": 2.0, "region": 1.0, "city": -0.5},
    "feature": {"region": 1.5, "area": 1.5},
}


@dataclass(slots=True, frozen=True)
class Choice:
    """What a name was resolved to and why; `entry` is null where the text does not settle it."""

    entry: Entry | None
    why: tuple[str, ...]
    country: str | None = None


class Resolver:
    """Resolves all mentions of one report together: one name, one place.

    `nations` are countries named otherwise than as places, `hints` ISO3 codes known for the report.
    """

    def __init__(
        self, doc: Document, mentions: list[Mention], nations: list[Entry], gazetteer: Gazetteer, hints: Collection[str]
    ) -> None:
        self.gazetteer = gazetteer
        lists = cues.load()
        tell_apart(doc, mentions, lists)
        self.groups: dict[str, list[Mention]] = defaultdict(list)
        for m in mentions:
            self.groups[m.group].append(m)
        self.options = {name: _considered(group[0].entries) for name, group in self.groups.items()}
        self.settled = {name: _settled(options) for name, options in self.options.items()}
        self.links = Links(doc, mentions, lists)
        self.countries = self._countries(doc, nations, hints)
        self.total = sum(self.countries.values())
        self.chosen: dict[str, Entry] = {}
        self.by_key: dict[str, set[str]] = defaultdict(set)
        for name in self.groups:
            self.by_key[_key(name)].add(name)
        busiest = sorted(self.groups, key=lambda name: -len(self.groups[name]))[:ANCHORS]
        self.anchors = [name for name in busiest if self.options[name]]

    def run(self) -> dict[str, Choice]:
        """The choice for every group of mentions; the second round knows the choices of the first."""
        self._choose(self.groups)
        self._choose([name for name, options in self.options.items() if len(options) > 1])
        keys = defaultdict(set)
        for name, e in self.chosen.items():
            keys[e.country].add(_key(name))
        return {name: self._explained(name, keys) for name in self.groups}

    def _countries(self, doc: Document, nations: list[Entry], hints: Collection[str]) -> dict[str, float]:
        """Weight of each country in the report, ISO3, from names of countries, nationalities and settled places."""
        weights: dict[str, float] = defaultdict(float)
        for name, country in self.settled.items():
            if country:
                strength = 1.0 if self.options[name][0].kind == "country" else 0.7
                weights[country] += min(3, len(self.groups[name])) * strength
        adjectives = cues.adjectives()
        said = Counter(adjectives[t.lower] for t in doc.tokens if t.lower in adjectives)
        said.update(e.country for e in nations if e.country)
        for iso3, n in said.items():
            weights[iso3] += 0.7 * min(3, n)
        for iso3 in hints:
            weights[iso3] += 2.0
        return weights

    # ---- scores ----------------------------------------------------------------------------------
    def _choose(self, names: Iterable[str]) -> None:
        for name in names:
            if options := self.options[name]:
                self.chosen[name] = max(options, key=lambda e: (self.score(name, e), e.population, e.id))

    def score(self, name: str, e: Entry) -> float:
        """How well `e` fits the group `name` in this report."""
        signs = (self._seat, self._hinted, self._country, self._linked, self._close, self._repeated, self._articled)
        return _prior(e, self.options[name], self._is_area(name)) + sum(sign(name, e) for sign in signs)

    def _is_area(self, name: str) -> bool:
        return self.groups[name][0].hint in ("area1", "area2")

    def _seat(self, name: str, e: Entry) -> float:
        """Seats of government are the namesake meant, unless they are hamlets."""
        is_seat = e.kind == "city" and e.population > 20_000 and cues.seats().get(_key(name)) == e.country
        return SEAT if is_seat else 0.0

    def _hinted(self, name: str, e: Entry) -> float:
        kind = "region" if e.id.startswith("region:") else e.kind
        return _HINTS.get(self.groups[name][0].hint, {}).get(kind, 0.0)

    def _country(self, name: str, e: Entry) -> float:
        if e.country is None:
            return PRESENT + SHARE / 2
        own = self._own(name, e)
        weight = self.countries.get(e.country, 0.0) - own
        if weight < 0.01:
            return PRESENT if e.kind == "country" else 0.0
        return PRESENT + SHARE * weight / (self.total - own)

    def _own(self, name: str, e: Entry) -> float:
        """What the name itself has added to its country's weight."""
        return 0.7 * min(3, len(self.groups[name])) if self.settled[name] == e.country else 0.0

    def _linked(self, name: str, e: Entry) -> float:
        bonus = 0.0
        if self._may_be_inside(name, e):
            for outer, weight, _ in self.links.outer.get(name, ()):
                if weight > bonus and any(contains(o, e) for o in self.options[outer][:6]):
                    bonus = weight
        for inner, weight in self.links.inner.get(name, ()):
            if weight >= INSIDE and bonus < HOLDS and any(contains(e, i) for i in self.options[inner]):
                bonus = HOLDS
        return bonus

    def _may_be_inside(self, name: str, e: Entry) -> bool:
        """ "China, Japan" lists two countries though a Japanese town is called China; "Georgia, USA" is one place."""
        return e.kind != "city" or e.population > LOCAL or all(o.kind != "country" for o in self.options[name])

    def _close(self, name: str, e: Entry) -> float:
        if e.kind == "country":
            return 0.0
        best = 0.0
        for other in self.anchors:
            place = self.chosen.get(other)
            if place is None or place.country != e.country or place.kind == "country" or _key(other) == _key(name):
                continue
            if place.kind == "admin1" and place.id == e.admin1_id:
                best = max(best, SAME_AREA)
            else:
                best = max(best, CLOSE * math.exp(-kilometres(e, place) / REACH))
        return best

    def _repeated(self, name: str, e: Entry) -> float:
        """The same name resolved elsewhere in the report with more to go by: "the town of X, Y" … "X"."""
        key = _key(name)
        siblings = (self.chosen.get(other) for other in self.by_key[key] if other != name)
        if not any(place and place.id == e.id for place in siblings):
            return 0.0
        if e.kind == "city":
            return 0.0 if self._is_area(name) else REPEATED
        return 0.0 if key in cues.seats() else REPEATED_AREA

    def _articled(self, name: str, e: Entry) -> float:
        """ "the Dnipro" is the river."""
        if not any(m.article for m in self.groups[name]):
            return 0.0
        return ARTICLE if e.id.startswith("region:") else -ARTICLE if e.kind == "city" else 0.0

    # ---- the answer ------------------------------------------------------------------------------
    def _explained(self, name: str, keys: dict[str | None, set[str]]) -> Choice:
        e = self.chosen.get(name)
        if e is None:
            return Choice(None, ("not in the gazetteer",), self._stated(name))
        if self._doubtful(name, e, keys[e.country] - {_key(name)}):
            why = f"namesakes only outside the report's countries: {e.name}, {e.home}"
            return Choice(None, (why,), self._stated(name))
        return Choice(e, tuple(self._reasons(name, e)), e.country)

    def _stated(self, name: str) -> str | None:
        """The country that the text itself names for an unknown place: "Xyz, Ukraine"."""
        for outer, weight, _ in self.links.outer.get(name, ()):
            place = self.chosen.get(outer)
            if place and place.kind in ("country", "admin1") and weight >= INSIDE:
                return place.country
        return None

    def _doubtful(self, name: str, e: Entry, compatriots: set[str]) -> bool:
        """Whether a town stands alone in a report that never mentions its country, and is too small for that."""
        if e.kind not in ("city", "admin2") or self._linked(name, e) or compatriots:
            return False
        if self.countries.get(e.country or "", 0.0) - self._own(name, e) > 0.01:
            return False
        if any(_far_off(e, self.chosen[other]) for other in self.links.beside.get(name, ()) if other in self.chosen):
            return True
        if not self.countries:
            return e.population < ALONE and len(self.options[name]) > 1
        return e.population < (SMALL if e.main else SMALL_ALTERNATE)

    def _reasons(self, name: str, e: Entry) -> Iterator[str]:
        for outer, _, words in self.links.outer.get(name, ()):
            place = self.chosen.get(outer)
            if place and contains(place, e):
                yield f"close to {place.name}" if place.kind == "city" else f"named after {words}: {place.name}"
                break
        hint = self.groups[name][0].hint
        if hint and self._hinted(name, e) > 0:
            yield {"settlement": "called a settlement", "feature": "called a landscape"}.get(hint, "called an area")
        if len(self.options[name]) == 1:
            yield "the only place of that name"
            return
        if e.country and e.kind != "country" and self.countries.get(e.country, 0.0) > 0:
            nation = self.gazetteer.by_iso3.get(e.country)
            yield f"country of the report: {nation.name if nation else e.country}"
        yield f"population {e.population:,}" if e.kind == "city" else f"the name of {_KINDS[e.kind]}"


def _key(group: str) -> str:
    return group.partition("|")[0]


def _considered(entries: tuple[Entry, ...]) -> list[Entry]:
    return sorted(entries, key=lambda e: (-e.population, e.id))[:CONSIDERED]


def _far_off(e: Entry, local: Entry) -> bool:
    """Whether a middling town is too far from a small one abroad to be listed with it: "Palma and Mocímboa"."""
    if local.kind != "city" or local.country == e.country or local.population >= LOCAL:
        return False
    return LOCAL / 2 < e.population < FAMOUS and kilometres(local, e) > FAR


def _settled(options: list[Entry]) -> str | None:
    """The country of a name that is hardly ambiguous: a country's, or of one place ten times its namesakes."""
    if not options:
        return None
    first = options[0]
    rivals = [e for e in options[1:] if e.country != first.country]
    if first.kind == "country":
        return None if any(e.kind in ("country", "admin1") and e.population > 2e6 for e in rivals) else first.country
    if first.kind in ("city", "admin1") and first.population > 100_000:
        return first.country if all(10 * e.population < first.population for e in rivals) else None
    return first.country if first.id.startswith("region:") and not rivals else None


def _prior(e: Entry, options: list[Entry], area: bool) -> float:
    """How likely a place is meant before anything is known of the report; `area`: the text calls it a province."""
    if e.kind == "country":
        return COUNTRY
    if e.id.startswith("region:"):
        return REGION
    size = math.log10(e.population + 10)
    if any(o.kind == "country" and o.home == e.home for o in options):
        size += NAMESAKE
    if e.kind == "admin1":
        eponym = not area and any(_seat_of(c, e) for c in options)
        return max(size, 5.0) + (OWN_CITY if eponym else 0.0)
    if e.kind == "admin2":
        return size + AREA2
    return size + (0.0 if e.main else ALTERNATE)


def _seat_of(city: Entry, area: Entry) -> bool:
    """Whether `city` is large in the area that has its name."""
    return city.kind == "city" and city.admin1_id == area.id and city.population >= min(100_000, 0.1 * area.population)
