"""Families, merged events and stories: replaced as differences, under ids that last.

What is clustered anew keeps the id of the stored cluster it shares most members with; an id that nothing continues gets
a tombstone that names its successor. What did not change is not written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Table, delete

from dateline.records import Family, MergedEvent, Story
from dateline.store import cluster_rows, schema
from dateline.store.unit import Unit, batches, name, number

Cluster = TypeVar("Cluster", Family, MergedEvent, Story)
Members = frozenset[Any]


@dataclass(frozen=True)
class Kind(Generic[Cluster]):
    """How clusters of one kind are read, recognised and written."""

    name: str
    normal: Callable[[Cluster], Cluster]  # members in the order in which they are stored
    members: Callable[[Cluster], Members]
    read: Callable[[Any, list[int] | None], dict[int, Cluster]]
    touching: Callable[[Any, Collection[str]], set[int]]
    rows: Callable[[int, Cluster], dict[str, list[dict[str, Any]]]]
    tables: tuple[Table, ...]  # the table that has the id first


def continued(new: Sequence[Members], old: Mapping[int, Members]) -> list[int | None]:
    """For each new cluster the id of the old one it continues: greatest overlap first, an id once, ties to the oldest.

    The answer depends on the members only, never on the order of the new clusters.
    """
    owners: dict[Any, list[int]] = {}
    for id, members in old.items():
        for member in members:
            owners.setdefault(member, []).append(id)
    shared: dict[tuple[int, int], int] = {}
    for index, members in enumerate(new):
        for member in members:
            for id in owners.get(member, ()):
                shared[index, id] = shared.get((index, id), 0) + 1
    first = [min((str(m) for m in members), default="") for members in new]
    found: list[int | None] = [None] * len(new)
    taken: set[int] = set()
    for index, id in sorted(shared, key=lambda pair: (-shared[pair], pair[1], first[pair[0]])):
        if found[index] is None and id not in taken:
            found[index] = id
            taken.add(id)
    return found


def replace(
    unit: Unit, kind: Kind[Cluster], given: Iterable[Cluster], within: Collection[str] | None
) -> tuple[Cluster, ...]:
    """Puts the given clusters in the place of those stored (see `Store.set_families`); returns them with their ids."""
    clusters = [kind.normal(c) for c in given]
    old: dict[int, Cluster] = kind.read(unit.connection, _replaced(unit, kind, clusters, within))
    ids = _identified(unit, kind, clusters, old)
    done = tuple(c.model_copy(update={"id": name(kind.name, i)}) for c, i in zip(clusters, ids, strict=True))
    gone: list[int] = sorted(old.keys() - set(ids))
    changed: list[tuple[int, Cluster]] = [(i, c) for i, c in zip(ids, done, strict=True) if old.get(i) != c]
    _remove(unit, kind, [*gone, *(i for i, _ in changed if i in old)])
    _write(unit, kind, changed)
    _bury(unit, kind, {i: old[i] for i in gone}, dict(zip(ids, done, strict=True)))
    return done


def _replaced(
    unit: Unit, kind: Kind[Cluster], clusters: list[Cluster], within: Collection[str] | None
) -> list[int] | None:
    if within is None:
        return None
    named = {str(member).partition("/")[0] for cluster in clusters for member in kind.members(cluster)}
    touched = kind.touching(unit.connection, named | set(within))
    if kind.name != "merged" or not touched:
        return sorted(touched)
    # A report has many merged events: those stay that neither share an event with the given ones nor are within.
    scope, refs = set(within), {member for cluster in clusters for member in kind.members(cluster)}
    stored = kind.read(unit.connection, sorted(touched))
    hit = {i for i, c in stored.items() if any(m in refs or m.partition("/")[0] in scope for m in kind.members(c))}
    return sorted(hit)


def _identified(unit: Unit, kind: Kind[Cluster], clusters: list[Cluster], old: Mapping[int, Cluster]) -> list[int]:
    kept = continued([kind.members(c) for c in clusters], {i: kind.members(c) for i, c in old.items()})
    first = unit.take(kind.name, kept.count(None))
    fresh = iter(range(first, first + kept.count(None)))
    return [next(fresh) if id is None else id for id in kept]


def _remove(unit: Unit, kind: Kind[Cluster], ids: list[int]) -> None:
    for batch in batches(ids):
        cluster_rows.release(unit, kind.name, batch)
        for table in reversed(kind.tables):
            key = table.c.id if table is kind.tables[0] else table.c[kind.name]
            unit.connection.execute(delete(table).where(key.in_(batch)))


def _write(unit: Unit, kind: Kind[Cluster], changed: list[tuple[int, Cluster]]) -> None:
    for batch in batches(changed):
        collected: dict[str, list[dict[str, Any]]] = {table.name: [] for table in kind.tables}
        for id, cluster in batch:
            for named, found in kind.rows(id, cluster).items():
                collected[named] += found
        for table in kind.tables:
            unit.insert(table, collected[table.name])
        cluster_rows.claim(unit, kind.name, batch)


def _bury(unit: Unit, kind: Kind[Cluster], gone: Mapping[int, Cluster], now: Mapping[int, Cluster]) -> None:
    """Tombstones; the successor is the cluster that took most of the members."""
    home = {member: id for id, cluster in now.items() for member in kind.members(cluster)}
    rows = []
    for id, cluster in gone.items():
        heirs = [home[m] for m in kind.members(cluster) if m in home]
        heir = min(set(heirs), key=lambda h: (-heirs.count(h), h), default=None)
        rows.append({"kind": kind.name, "number": id, "at": unit.now, "successor": heir,
                     "reason": "joined with another" if heir else "its reports are gone"})  # fmt: skip
    unit.insert(schema.tombstones, rows)


def _as_given(cluster: Cluster) -> Cluster:
    return cluster


def _family_normal(family: Family) -> Family:
    order = {m: number(m, "report") for m in family.members}
    members = tuple(sorted(family.members, key=order.__getitem__))
    links = tuple(sorted(family.links, key=lambda link: (number(link.a, "report"), number(link.b, "report"))))
    return family.model_copy(update={"members": members, "links": links})


def _family_members(family: Family) -> Members:
    return frozenset(family.members)


def _event_members(event: MergedEvent) -> Members:
    return frozenset(f"{m.report}/{m.event}" for m in event.members)


def _story_members(story: Story) -> Members:
    return frozenset(story.reports)


FAMILIES = Kind("family", _family_normal, _family_members, cluster_rows.families, cluster_rows.families_of,
                cluster_rows.family_row, (schema.families, schema.family_links))  # fmt: skip
EVENTS = Kind("merged", _as_given, _event_members, cluster_rows.merged, cluster_rows.merged_of,
              cluster_rows.merged_row,
              (schema.merged_events, schema.merged_members, schema.merged_parties))  # fmt: skip
STORIES = Kind("story", _as_given, _story_members, cluster_rows.stories, cluster_rows.stories_of,
               cluster_rows.story_row, (schema.stories, schema.story_reports, schema.story_events))  # fmt: skip
