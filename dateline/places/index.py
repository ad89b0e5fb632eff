"""Places of a report as records, and the place at any token."""

from __future__ import annotations

import re
from collections.abc import Collection

from dateline.language.document import Document
from dateline.places import agency, cues, gazetteer
from dateline.places.folding import fold
from dateline.places.gazetteer import Entry
from dateline.places.judge import Judge
from dateline.places.mentions import Mention
from dateline.places.resolve import Choice, Resolver
from dateline.records import Place, Precision, Span


class PlaceIndex:
    """What `find` returns: `records` are the places that the text locates something at, in order of first mention."""

    def __init__(self, records: tuple[Place, ...], at: dict[int, Place]) -> None:
        self.records = records
        self._at = at

    def at(self, token: int) -> Place | None:
        """The place that the toponym covering a token means, whether or not it is listed among `records`."""
        return self._at.get(token)

    def country_at(self, token: int) -> str | None:
        """ISO 3166-1 alpha-3 code of the toponym covering a token."""
        place = self._at.get(token)
        return place.country if place else None

    @property
    def located(self) -> dict[int, str]:
        """Token → ISO3 for every toponym whose country is known."""
        return {i: p.country for i, p in self._at.items() if p.country}


def find(doc: Document, hints: Collection[str] = ()) -> PlaceIndex:
    """Toponyms of a document, resolved; `hints` are ISO3 codes of countries known for the report.

    Capitals and countries that speak or act ("Moscow said") are not listed, but `PlaceIndex.at` knows them.
    Raises `MissingModelError` if the gazetteer is absent.
    """
    table, lists = gazetteer.load(), cues.load()
    judge = Judge(doc, table, lists)
    mentions = judge.accepted
    choices = Resolver(doc, mentions, judge.nations, table, hints).run()
    listed = [
        m.locative or _headed(doc, mentions, k) or not agency.acts(doc, m, choices[m.group].entry, lists)
        for k, m in enumerate(mentions)
    ]
    return _index(doc, mentions, choices, listed)


def _headed(doc: Document, mentions: list[Mention], k: int) -> bool:
    """ "KHARTOUM, Sudan": a place named with what contains it is no agent."""
    after = mentions[k].last
    return k + 1 < len(mentions) and mentions[k + 1].first == after + 1 and doc.tokens[after].text in (",", "(")


def _index(doc: Document, mentions: list[Mention], choices: dict[str, Choice], listed: list[bool]) -> PlaceIndex:
    groups: dict[str, list[Mention]] = {}
    shown: set[int] = set()
    for m, show in zip(mentions, listed, strict=True):
        groups.setdefault(_id(m, choices[m.group]), []).append(m)
        if show:
            shown.add(m.first)
    records, at = [], {}
    for place_id, group in groups.items():
        visible = [m for m in group if m.first in shown]
        place = _place(doc, place_id, visible or group, choices[group[0].group])
        at.update({i: place for m in group for i in range(m.first, m.last)})
        if visible:
            records.append(place)
    return PlaceIndex(tuple(records), at)


def _id(m: Mention, choice: Choice) -> str:
    if choice.entry is None:
        return "unresolved:" + (re.sub(r"\W+", "-", m.key).strip("-") or "name")
    return choice.entry.id + ("~near" if _is_near(m, choice) else "")


def _is_near(m: Mention, choice: Choice) -> bool:
    return m.near and choice.entry is not None and choice.entry.kind not in ("country", "continent")


def _name(e: Entry, group: list[Mention], spans: tuple[Span, ...]) -> str:
    """The gazetteer's name; of a settlement known by another in the text ("Raqqa" for Ar Raqqah), the text's."""
    if e.kind != "city" or any(m.key == fold(e.name) for m in group) or spans[0].exact.isupper():
        return e.name
    return spans[0].exact


def _place(doc: Document, place_id: str, group: list[Mention], choice: Choice) -> Place:
    spans: tuple[Span, ...] = tuple(doc.span(m.first, m.last) for m in group)
    e = choice.entry
    if e is None:
        name = spans[0].exact
        return Place(id=place_id, name=name, country=choice.country, lat=None, lon=None, mentions=spans, why=choice.why)
    precision: Precision = "near" if place_id.endswith("~near") else e.precision
    admin1 = e.name if e.kind == "admin1" else e.admin1
    return Place(
        id=place_id, name=_name(e, group, spans), country=e.country, admin1=admin1, lat=e.lat, lon=e.lon,
        precision=precision, mentions=spans, why=choice.why,
    )  # fmt: skip
