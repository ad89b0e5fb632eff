"""What one report says of one happening, in one event or several: what merging compares."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dateline.stories.features import Candidate, Party, Setting, Spot

Days = tuple[int, int]
Range = tuple[int, int | None]
Sided = tuple[str, str]  # a state or rebel side, and the head of its actor id
Said = tuple[float, str] | None


@dataclass(frozen=True, slots=True)
class View:
    """One or several candidates of one report, pooled: what that report says of one happening."""

    refs: tuple[str, ...]
    key: str
    report: str
    family: str
    published: int | None
    group: str
    types: frozenset[str]
    modes: frozenset[str]
    triggers: frozenset[str]
    actual: bool
    denied: bool
    days: tuple[Days, ...]
    hints: tuple[Days, ...]
    hinted_here: bool
    spots: tuple[Spot, ...]
    near: tuple[Spot, ...]
    sources: tuple[Party, ...]
    targets: tuple[Party, ...]
    acting: frozenset[Sided]
    suffering: frozenset[Sided]
    tolls: tuple[tuple[str, Range], ...]
    stems: dict[str, float]
    weight: float
    kinds: frozenset[str]
    evidence: tuple[str, ...]
    sentences: tuple[int, ...]
    parts: frozenset[tuple[int, int]]
    anaphoric: bool
    ranked: bool
    older: bool
    setting: Setting

    @property
    def part(self) -> tuple[str, str]:
        """Report and group: what is pooled together."""
        return self.report, self.group

    @property
    def from_afar(self) -> bool:
        """Sanctions, which are imposed from afar; courts sit somewhere."""
        return self.types == {"SANCTION"} and "convict" not in self.modes


def pooled(members: Iterable[Candidate]) -> View:
    """What one report says of a happening in one or several events."""
    some = sorted(members, key=lambda c: c.order)
    stems: dict[str, float] = {}
    for c in some:
        for word, weight in c.stems:
            stems[word] = max(stems.get(word, 0.0), weight)
    first = some[0]
    sources: tuple[Party, ...] = _distinct(p for c in some for p in c.sources)
    targets: tuple[Party, ...] = _distinct(p for c in some for p in c.targets)
    return View(
        refs=tuple(c.ref for c in some),
        key=first.key,
        report=first.report,
        family=first.family,
        published=first.published,
        group=first.group,
        types=frozenset(c.type for c in some),
        modes=frozenset(c.mode for c in some if c.mode),
        triggers=frozenset(c.stem for c in some),
        actual=any(c.status in ("actual", "historical") for c in some),
        denied=any(c.denied for c in some),
        days=_distinct(c.days for c in some),
        hints=_distinct(h for c in some for h in c.hints),
        hinted_here=any(c.hinted_here for c in some),
        spots=_distinct(c.spot for c in some),
        near=_distinct(s for c in some for s in c.near),
        sources=sources,
        targets=targets,
        acting=_sided(sources),
        suffering=_sided(targets),
        tolls=_distinct((m, (low, high)) for c in some for m, low, high in c.tolls),
        stems=stems,
        weight=sum(stems.values()),
        kinds=frozenset(k for c in some for k in c.kinds),
        evidence=_distinct(c.evidence for c in some),
        sentences=tuple(sorted({c.sentence for c in some})),
        parts=frozenset((c.sentence, c.part) for c in some if c.part is not None),
        anaphoric=some[0].anaphoric,
        ranked=some[0].ranked,
        older=some[0].older,
        setting=first.setting,
    )


def _sided(parties: Iterable[Party]) -> frozenset[Sided]:
    """The states, bodies of states and rebel groups among parties."""
    return frozenset((p.side, p.who.partition("/")[0]) for p in parties if p.country and p.side in ("state", "rebel"))


def _distinct(values: Iterable[object]) -> tuple:  # type: ignore[type-arg]
    return tuple(dict.fromkeys(v for v in values if v is not None))
