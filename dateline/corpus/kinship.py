"""Text families, kept up to date: new reports are compared with those that share a key with them, never with all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from dateline.records import Family, FamilyLink, Report
from dateline.store import Store, StoredSignature
from dateline.stories import duplicates
from dateline.stories.partition import natural

# Without texts the Jaccard index is estimated (standard error 0.045): only clear cases count.
REPRINT_ESTIMATE, EDIT_ESTIMATE = 0.8, 0.6


def update(store: Store, pending: Collection[str]) -> set[str]:
    """Families of the pending reports and of all that are linked to them. Gives the reports whose family changed."""
    fresh = list(_links(store, [r.id for r in store.reports(pending, text=False)]))
    region = set(pending) | {end for link in fresh for end in (link.a, link.b)}
    stored = _families(store, region)
    region |= {m for f in stored for m in f.members}
    old = [link for f in stored for link in f.links if link.a not in pending and link.b not in pending]
    reports = {r.id: r for r in store.reports(region, text=False)}  # withdrawn ones are left out
    kin = duplicates.families(reports, [*old, *fresh], {r.id: r.article.published for r in reports.values()})
    made = (Family(id="", members=k.members, original=k.original, links=k.links) for k in kin)
    now = store.set_families(made, within=region)
    return _changed(stored, now)


def _changed(before: Iterable[Family], now: Iterable[Family]) -> set[str]:
    """Reports whose family has another id or other members than before; new reports alone have nothing to change."""
    was = {member: (f.id, f.members) for f in before for member in f.members}
    return {
        member
        for family in now
        for member in family.members
        if was.get(member, (family.id, (member,))) != (family.id, family.members)
    }


def _families(store: Store, reports: Collection[str]) -> list[Family]:
    ids = {r.family for r in store.reports(reports, withdrawn=True, text=False) if r.family}
    return [store.family(id) for id in sorted(ids, key=natural)]


def _links(store: Store, pending: Collection[str]) -> Iterator[FamilyLink]:
    """Links of the pending reports with each other and with those that share a key with them."""
    texts = _Texts(store)
    for a, b, _ in list(store.pairs(pending, duplicates.SHARED)):
        if (link := texts.link(a, b)) is not None:
            yield link


class _Texts:
    """Compares two stored reports: by their texts, or by their signatures in a corpus without texts."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: dict[str, Report] = {}

    def link(self, a: str, b: str) -> FamilyLink | None:
        if not self._store.texts:
            return _estimated(a, b, self._store.signature(a), self._store.signature(b))
        return duplicates.link(a, self._text(a), b, self._text(b))

    def _text(self, id: str) -> str:
        if len(self._kept) > 200:
            self._kept.clear()
        if id not in self._kept:
            self._kept[id] = self._store.report(id)
        return self._kept[id].article.text


def _estimated(a: str, b: str, one: StoredSignature | None, other: StoredSignature | None) -> FamilyLink | None:
    if one is None or other is None:
        return None
    jaccard = duplicates.estimate(one, other)
    if jaccard < EDIT_ESTIMATE:
        return None
    return FamilyLink(a=a, b=b, share=round(jaccard, 3), kind="reprint" if jaccard >= REPRINT_ESTIMATE else "edit")
