"""What differs between two codings of a report: events and statements added, removed, changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from dateline.records import CodedArticle, Event, Statement
from dateline.stories.features import binding

R = TypeVar("R", Event, Statement)
ALIKE = 0.5  # share of words in common from which a sentence is an edited one and no other
_EVENT_FIELDS = ("type", "mode", "status", "voice", "actors", "recipients", "date", "place", "contexts")
_STATEMENT_FIELDS = ("act", "stance", "manner", "speaker", "about", "date", "place")


@dataclass(frozen=True)
class Altered:
    """A record that is still there with other values: field → (before, after)."""

    before: Event | Statement
    after: Event | Statement
    fields: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True)
class Change:
    """What another coding, or an edit of the text, changed in a report's records. Equal records are not mentioned."""

    report: str
    title: str | None
    added: tuple[Event | Statement, ...] = ()
    removed: tuple[Event | Statement, ...] = ()
    altered: tuple[Altered, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.added or self.removed or self.altered)

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready."""
        return {
            "report": self.report, "title": self.title,
            "added": [r.model_dump(mode="json") for r in self.added],
            "removed": [r.model_dump(mode="json") for r in self.removed],
            "changed": [{"before": a.before.id, "after": a.after.id, "evidence": a.after.evidence.exact,
                         "fields": {k: {"before": x, "after": y} for k, (x, y) in a.fields.items()}}
                        for a in self.altered],
        }  # fmt: skip


def difference(report: str, before: CodedArticle, after: CodedArticle) -> Change:
    """Compares two codings. Records are recognised by their words, so an edit that moves them changes nothing."""
    events = _compare(before.events, after.events, (binding, _trigger), _event_values(before), _event_values(after))
    said = _compare(
        before.statements, after.statements, (_words, _evidence), _statement_values(before), _statement_values(after)
    )
    return Change(
        report, after.article.title, (*events.added, *said.added), (*events.removed, *said.removed),
        (*events.altered, *said.altered),
    )  # fmt: skip


Values = Callable[[R], dict[str, Any]]


@dataclass
class _Compared(Generic[R]):
    added: list[R]
    removed: list[R]
    altered: list[Altered]


def _compare(
    before: Iterable[R], after: Iterable[R], keys: tuple[Callable[[R], Hashable], ...], old: Values[R], new: Values[R]
) -> _Compared[R]:
    """Pairs are found by the first key, what is left by the next."""
    found = _Compared(list(after), list(before), [])
    for key in keys:
        pairs, found.removed, found.added = _paired(found.removed, found.added, key)
        found.altered += _altered(pairs, old, new)
    pairs, found.removed, found.added = _reworded(found.removed, found.added)
    found.altered += _altered(pairs, old, new)
    return found


def _altered(pairs: Iterable[tuple[R, R]], old: Values[R], new: Values[R]) -> list[Altered]:
    out = []
    for before, after in pairs:
        x, y = old(before), new(after)
        x["words"], y["words"] = before.evidence.exact, after.evidence.exact
        if fields := {name: (x[name], y[name]) for name in x if x[name] != y[name]}:
            out.append(Altered(before, after, fields))
    return out


def _reworded(before: list[R], after: list[R]) -> tuple[list[tuple[R, R]], list[R], list[R]]:
    """Records whose sentence was edited: the pairs most alike first, half of their words in common at least."""
    shares = [
        (-share, n, m)
        for n, a in enumerate(before)
        for m, b in enumerate(after)
        if _what(a) == _what(b) and (share := _alike(a.evidence.exact, b.evidence.exact)) >= ALIKE
    ]
    left, right = dict(enumerate(before)), dict(enumerate(after))
    pairs = [(left.pop(n), right.pop(m)) for _, n, m in sorted(shares) if n in left and m in right]
    return pairs, list(left.values()), list(right.values())


def _what(record: Event | Statement) -> Hashable:
    return (record.type, record.trigger.exact) if isinstance(record, Event) else record.act


def _alike(a: str, b: str) -> float:
    one, other = set(a.lower().split()), set(b.lower().split())
    return len(one & other) / len(one | other)


def _paired(
    before: Iterable[R], after: Iterable[R], key: Callable[[R], Hashable]
) -> tuple[list[tuple[R, R]], list[R], list[R]]:
    waiting: defaultdict[Hashable, list[R]] = defaultdict(list)
    for record in before:
        waiting[key(record)].append(record)
    pairs, added = [], []
    for record in after:
        if known := waiting[key(record)]:
            pairs.append((known.pop(0), record))
        else:
            added.append(record)
    left = {id(r) for records in waiting.values() for r in records}
    return pairs, [r for r in before if id(r) in left], added


def _trigger(event: Event) -> Hashable:
    return event.trigger.exact, event.evidence.exact


def _words(said: Statement) -> Hashable:
    return tuple(c.exact for c in said.content), said.cue.exact if said.cue else None


def _evidence(said: Statement) -> Hashable:
    return said.evidence.exact


def _event_values(coded: CodedArticle) -> Values[Event]:
    places = {p.id: p.name for p in coded.places}

    def values(e: Event) -> dict[str, Any]:
        found = {name: getattr(e, name) for name in _EVENT_FIELDS}
        tolls = tuple(f"{m.measure} {m.low}–{m.high}" for m in e.magnitudes)
        return found | {"place": places.get(e.place or ""), "magnitudes": tolls}

    return values


def _statement_values(coded: CodedArticle) -> Values[Statement]:
    places = {p.id: p.name for p in coded.places}

    def values(s: Statement) -> dict[str, Any]:
        return {name: getattr(s, name) for name in _STATEMENT_FIELDS} | {"place": places.get(s.place or "")}

    return values
