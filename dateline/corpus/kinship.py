"""Text families, kept up to date: new reports are compared with those that share a key with them, never with all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from dateline.records import Family, FamilyLink
from dateline.store import Store
from dateline.store.unit import batches
from dateline.stories import duplicates
from dateline.stories.partition import natural

# Without texts the Jaccard index is estimated (standard error 0.045): only clear cases count.
REPRINT_ESTIMATE, EDIT_ESTIMATE = 0.8, 0.6
AT_ONCE = 500  # candidate pairs compared in one go


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
    for batch in batches(store.pairs(pending, duplicates.SHARED), AT_ONCE):
        signed = store.signatures({id for a, b, _ in batch for id in (a, b)})
        close = [(a, b) for a, b, _ in batch if not duplicates.hopeless(signed[a], signed[b])]
        if store.texts:
            texts = {r.id: r.article.text for r in store.reports({id for pair in close for id in pair})}
            found = (duplicates.link(a, texts[a], b, texts[b]) for a, b in close)
        else:
            found = (_estimated(a, b, duplicates.estimate(signed[a], signed[b])) for a, b in close)
        yield from (link for link in found if link is not None)


def _estimated(a: str, b: str, jaccard: float) -> FamilyLink | None:
    if jaccard < EDIT_ESTIMATE:
        return None
    return FamilyLink(a=a, b=b, share=round(jaccard, 3), kind="reprint" if jaccard >= REPRINT_ESTIMATE else "edit")
