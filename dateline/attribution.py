"""Whose word an event rests on: links the events of a report to its statements and voices."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from dateline.records import Event, Sentence, Statement

_DENIALS = frozenset({"deny"})
_INTENTIONS = frozenset({"intend"})  # "plans to visit": what somebody wants is the report's own finding unless quoted
_MATERIAL = frozenset({"material_cooperation", "material_conflict"})


def attribute(
    events: Iterable[Event], statements: Sequence[Statement], sentences: Sequence[Sentence]
) -> tuple[Event, ...]:
    """Events with their voice and statement set, renumbered in text order.

    An event whose trigger lies in a statement's content belongs to the innermost such statement; inside a denial it
    is negated. In the writer's own commentary only concrete acts stay events.
    """
    starts = [s.start for s in sentences]
    linked = []
    for event in sorted(events, key=lambda e: (e.trigger.start, e.trigger.end, e.type)):
        statement = _innermost(event, statements)
        if statement is not None:
            linked.append(_said(event, statement))
        elif sentences[max(0, bisect_right(starts, event.trigger.start) - 1)].voice != "commentary":
            linked.append(event)
        elif _is_concrete(event):
            linked.append(event.model_copy(update={"voice": "commentary"}))
    return tuple(e.model_copy(update={"id": f"e{n}"}) for n, e in enumerate(linked, 1))


def _innermost(event: Event, statements: Iterable[Statement]) -> Statement | None:
    """The statement with the shortest content around the event's trigger."""
    found = [
        (span.end - span.start, statement)
        for statement in statements
        if statement.act not in _INTENTIONS or statement.quotes
        for span in statement.content
        if span.start <= event.trigger.start and event.trigger.end <= span.end
    ]
    return min(found, key=lambda f: f[0])[1] if found else None


def _said(event: Event, statement: Statement) -> Event:
    changes: dict[str, object] = {"voice": "attributed", "statement": statement.id}
    if statement.act in _DENIALS and event.status in ("actual", "historical"):
        changes |= {"status": "negated", "why": (*event.why, f"denied in {statement.id}")}
    return event.model_copy(update=changes)


def _is_concrete(event: Event) -> bool:
    """In commentary: an act that happened, between known parties or with a material trace."""
    happened = event.status in ("actual", "historical")
    return happened and bool(event.actors) and (bool(event.recipients) or event.quad in _MATERIAL)
