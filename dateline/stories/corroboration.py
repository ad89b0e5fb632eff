"""A cluster of coded events as one merged event: how many independent voices tell it, and what each says."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.records import CodedArticle, Event, Member, MergedEvent, Place, Report, Slot, Status
from dateline.stories import duplicates, features, parties
from dateline.stories.partition import Partition, natural
from dateline.stories.publishers import Publishers, publishers
from dateline.stories.slots import slots
from dateline.stories.telling import Told
from dateline.stories.voices import voices

COPIED = 0.8  # share of five-word runs from which one sentence is a copy of another
STATUSES: tuple[Status, ...] = ("actual", "historical", "future", "hypothetical", "negated")


def corroborate(
    refs: Iterable[str],
    reports: Mapping[str, tuple[Report, CodedArticle]],
    id: str = "m0",
    why: Iterable[str] = (),
) -> MergedEvent:
    """The merged event of a cluster of refs ("r1/e2"). Refs that no longer exist are left out.

    Raises `ValueError` when none exists.
    """
    told = _told(refs, reports)
    if not told:
        raise ValueError("a merged event needs at least one coded event")
    table = publishers()
    independent, reasons = _voices_apart(told, table)
    outlets = {(t.report.article.outlet or "").casefold() for t in told} - {""}
    groups = {table.group(t.report.article.outlet, t.report.article.url) for t in told} - {""}
    filled, actors = slots(told), parties.actors(told)
    asserting = [t for t in told if not t.denied] or told
    place = _place(told)
    return MergedEvent(
        id=id,
        type=_most(t.event.type for t in asserting) or told[0].event.type,
        mode=_most(t.event.mode for t in asserting),
        actors=actors,
        recipients=parties.recipients(told),
        date=_date(filled),
        place=place.name if place else None,
        country=_country(told, place),
        status=_status(told),
        members=tuple(t.member for t in told),
        families=independent,
        outlets=len(outlets),
        publishers=len(groups),
        single_source=independent == 1 or len(groups) == 1,
        slots=filled,
        voices=voices(told),
        why=(*why, *reasons, *parties.apart(told, actors)),
    )


def _told(refs: Iterable[str], reports: Mapping[str, tuple[Report, CodedArticle]]) -> list[Told]:
    found = []
    for ref in sorted(set(refs), key=natural):
        name, _, number = ref.partition("/")
        report, coded = reports.get(name, (None, None))
        event = next((e for e in coded.events if e.id == number), None) if coded else None
        if report is not None and coded is not None and event is not None:
            family = report.family or report.id
            found.append(Told(Member(report=name, event=number, family=family), report, coded, event))
    return found


# ---- independence -----------------------------------------------------------------------------------------------


def _voices_apart(told: Sequence[Told], table: Publishers) -> tuple[int, tuple[str, ...]]:
    """How many independent voices there are, and why some families are one voice."""
    partition, reasons = Partition(t.member.family for t in told), []
    for source, families in sorted(_by_source(told, table).items()):
        if len(families) > 1:
            reasons.append(f"{', '.join(families)} rest on {source}")
            for family in families[1:]:
                partition.join(families[0], family)
    for a, b in _copies(told):
        if partition.root(a) != partition.root(b):
            reasons.append(f"{a} and {b} share a sentence word for word")
            partition.join(a, b)
    return sum(1 for _ in partition), tuple(reasons)


def _by_source(told: Iterable[Told], table: Publishers) -> dict[str, list[str]]:
    """Named original source → families that rest on it: by their dateline, their own words, or as the source itself."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for t in told:
        for source in sources(t, table):
            found[source].add(t.member.family)
    return {source: sorted(families, key=natural) for source, families in found.items()}


def sources(told: Told, table: Publishers) -> frozenset[str]:
    """The original sources that one report names for an event: the agency it was filed by, "according to Reuters"."""
    article = told.report.article
    filed = table.find(article.filing.agency) if article.filing and article.filing.agency else None
    own = table.find(article.outlet, article.url)
    agencies = {row.group for row in (filed, own) if row is not None and row.kind == "agency"}
    return frozenset(agencies | table.sources(told.event.evidence.exact))


def _copies(told: Sequence[Told]) -> Iterable[tuple[str, str]]:
    """Families one of whose sentences stands in the other word for word: the first that has it, and each later one."""
    by_shingle: defaultdict[str, list[Told]] = defaultdict(list)
    for t in told:
        for shingle in set(duplicates.shingles(t.event.evidence.exact)):
            by_shingle[shingle].append(t)
    seen: set[tuple[str, str]] = set()
    for sharing in by_shingle.values():
        first = sharing[0]
        for other in sharing[1:]:
            pair = (first.member.family, other.member.family)
            if pair[0] != pair[1] and pair not in seen:
                match = duplicates.verify(first.event.evidence.exact, other.event.evidence.exact)
                if match and match.share >= COPIED:
                    seen.add(pair)
    return sorted(seen)


# ---- what it was ------------------------------------------------------------------------------------------------


def _most(values: Iterable[str | None]) -> str | None:
    """The most frequent value, ties by the alphabet."""
    counts = Counter(v for v in values if v)
    return min(counts, key=lambda v: (-counts[v], v)) if counts else None


def _slot(filled: Iterable[Slot], name: str) -> Slot | None:
    return next((s for s in filled if s.name == name), None)


def _date(filled: Iterable[Slot]) -> str | None:
    """The date that most families give, else the most precise of them, else the earliest."""
    slot = _slot(filled, "date")
    if slot is None:
        return None

    def rank(value: str) -> tuple[int, int, str]:
        families = next(len({m.family for m in v.members}) for v in slot.values if v.value == value)
        days = features.ordinals(value)
        return -families, (days[1] - days[0]) if days else 10**6, value

    return min((v.value for v in slot.values), key=rank)


def _place(told: Iterable[Told]) -> Place | None:
    """The place most reports give, towns before provinces before countries."""
    places = [p for t in told if (p := t.place())]
    counts = Counter(p.id for p in places)
    ranked = sorted(places, key=lambda p: (not features.is_local(p), p.precision == "country", -counts[p.id], p.id))
    return ranked[0] if ranked else None


def _country(told: Iterable[Told], place: Place | None) -> str | None:
    if place and place.country:
        return place.country
    return _most(p.country for t in told if (p := t.place()))


def _status(told: Sequence[Told]) -> Status:
    """What most reports that do not deny it say; "negated" only where all do."""
    events: list[Event] = [t.event for t in told if t.event.status != "negated"] or [t.event for t in told]
    counts = Counter(e.status for e in events)
    return min(counts, key=lambda s: (-counts[s], STATUSES.index(s)))
