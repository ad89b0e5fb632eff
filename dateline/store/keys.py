"""Keys that reports share: those of their wording, which find near-duplicates, and those of their events, to merge by.

Rows lie together by key, so that a look-up touches only what shares it, however large the corpus is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection, delete, func, select

from dateline.store import schema
from dateline.store.unit import Unit, batches, name, number

_ONE, _OTHER = schema.fingerprints.alias("one").c, schema.fingerprints.alias("other").c
_weight = func.sum(_ONE.weight)
_PAIRS_OF = (
    select(_ONE.report, _OTHER.report, _weight)
    .where(_ONE.key == _OTHER.key, _ONE.report != _OTHER.report)
    .group_by(_ONE.report, _OTHER.report)
    .order_by(_ONE.report, _OTHER.report)
)


def pairs(connection: Connection, reports: Collection[str] | None, least: int) -> Iterator[tuple[str, str, int]]:
    """Pairs of reports whose shared keys weigh `least` together; each once, the older first, with the weight.

    `reports`: those with one of these in them; null is all.
    """
    query = _PAIRS_OF.having(_weight >= least)
    found: Iterable[tuple[int, int, int]]
    if reports is None:
        found = (tuple(row) for row in connection.execute(query.where(_ONE.report < _OTHER.report)))
    else:
        wanted = {number(r, "report") for r in reports}
        rows = (r for b in batches(sorted(wanted)) for r in connection.execute(query.where(_ONE.report.in_(b))))
        # a pair of two wanted reports is found from both ends
        found = ((min(a, b), max(a, b), weight) for a, b, weight in rows if b > a or b not in wanted)
    return ((name("report", a), name("report", b), int(weight)) for a, b, weight in found)


def set_blocks(unit: Unit, found: Mapping[str, Collection[str]]) -> None:
    """Puts the keys of reports in the place of those they had."""
    table = schema.blocks
    for batch in batches(sorted(number(r, "report") for r in found)):
        unit.connection.execute(delete(table).where(table.c.report.in_(batch)))
    for report, keys in found.items():
        unit.insert(table, [{"key": k, "report": number(report, "report")} for k in sorted(set(map(_key, keys)))])


def sharing(connection: Connection, keys: Iterable[str]) -> tuple[str, ...]:
    """Reports that have any of the keys, and by chance one in a few thousand more: keys are kept as 32 bits."""
    table = schema.blocks.c
    found: set[int] = set()
    for batch in batches(sorted(set(map(_key, keys)))):
        found.update(connection.scalars(select(table.report).where(table.key.in_(batch)).distinct()))
    return tuple(name("report", i) for i in sorted(found))


def _key(words: str) -> int:
    return int.from_bytes(hashlib.blake2b(words.encode(), digest_size=4).digest(), "big", signed=True)
