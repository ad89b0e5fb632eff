"""Decisions of a person about merged events: kept as judgements on pairs of coded events, so that they can be taken
back and outlast recoding. Every judgement carries the words of the command that made it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise, product
from typing import Literal

from dateline.errors import InputError
from dateline.records import Judgement, MergedEvent
from dateline.store import Store
from dateline.stories.partition import natural

Pairs = list[tuple[str, str]]


def merge(store: Store, a: str, b: str, by: str) -> tuple[Judgement, ...]:
    """Makes two merged events ("m1"), or two coded events ("r1/e2"), one."""
    one, other = members(store, a), members(store, b)
    if set(one) & set(other):
        raise InputError(f"{a} and {b} are one event already")
    return _judge(store, "same", list(pairwise([*one, *other])), label(by, "merge", a, b))


def split(store: Store, event: str, report: str, by: str) -> tuple[Judgement, ...]:
    """Takes what a report tells out of a merged event."""
    refs = members(store, event)
    inside = [r for r in refs if r.partition("/")[0] == report]
    outside = [r for r in refs if r not in inside]
    if not inside:
        raise InputError(f"{report} is not in {event}: its reports are {', '.join(_reports(refs))}")
    if not outside:
        raise InputError(f"{event} is told by {report} alone: there is nothing to split")
    return _judge(store, "different", list(product(inside, outside)), label(by, "split", event, report))


def undo(store: Store, what: Literal["merge", "split"], a: str, b: str) -> tuple[Judgement, ...]:
    """Takes a merge or split back, named as it was made. Gives the judgements that are no more."""
    wanted = {f"({what} {a} {b})", f"({what} {b} {a})"} if what == "merge" else {f"({what} {a} {b})"}
    every = (*store.judgements(), *store.lost_judgements())
    found = [j for j in every if any(j.by.endswith(w) for w in wanted)]
    if not found:
        made = sorted({j.by.rpartition("(")[2].rstrip(")") for j in every})
        raise InputError(f"no {what} {a} {b} to undo" + (f"; made so far: {', '.join(made)}" if made else ""))
    for j in found:
        store.unjudge(j.a, j.b)
    return tuple(found)


def members(store: Store, id: str) -> list[str]:
    """The coded events ("r1/e2") of a merged event, or a coded event itself."""
    if "/" in id:
        if store.merged_of(id) is None:
            raise InputError(f"no event {id}")
        return [id]
    event: MergedEvent = store.merged(id)
    return [f"{m.report}/{m.event}" for m in event.members]


def label(by: str, what: str, a: str, b: str) -> str:
    """Who decided, in which words."""
    return f"{by} ({what} {a} {b})"


def _judge(store: Store, kind: Literal["same", "different"], pairs: Pairs, by: str) -> tuple[Judgement, ...]:
    return tuple(store.judge(kind, a, b, by) for a, b in pairs)


def _reports(refs: Iterable[str]) -> list[str]:
    return sorted({r.partition("/")[0] for r in refs}, key=natural)
