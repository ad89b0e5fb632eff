"""Whose word an event rests on."""

from __future__ import annotations

from typing import Any

from dateline.attribution import attribute
from dateline.records import Event, Sentence, Span, Statement

TEXT = "Norland shelled the port. Officials said Norland denied it had shelled the port again."


def span(words: str, nth: int = 0) -> Span:
    start = TEXT.index(words)
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Span(start=start, end=start + len(words), exact=words)


def event(trigger: Span, **more: Any) -> Event:
    fields: dict[str, Any] = {
        "id": "x", "type": "ASSAULT", "status": "actual", "voice": "report", "trigger": trigger, "evidence": trigger,
        "quad": "material_conflict", "intensity": -9, "confidence": 0.9, "actors": ("NOR",),
    }  # fmt: skip
    return Event(**fields | more)


def statement(id: str, act: str, content: Span) -> Statement:
    return Statement(id=id, manner="indirect", act=act, content=(content,), evidence=content)


def sentences(*voices: Any) -> list[Sentence]:
    first, second = (
        span("Norland shelled the port."),
        span("Officials said Norland denied it had shelled the port again."),
    )
    return [Sentence(start=s.start, end=s.end, voice=v) for s, v in zip((first, second), voices, strict=True)]


SAID = statement("s1", "say", span("Norland denied it had shelled the port again"))
DENIED = statement("s2", "deny", span("it had shelled the port again"))


def test_an_event_outside_speech_is_reported() -> None:
    (e,) = attribute([event(span("shelled"))], [SAID, DENIED], sentences("report", "attributed"))
    assert (e.id, e.voice, e.statement) == ("e1", "report", None)


def test_an_event_belongs_to_the_innermost_statement_and_a_denial_negates_it() -> None:
    (e,) = attribute([event(span("shelled", 1))], [SAID, DENIED], sentences("report", "attributed"))
    assert (e.voice, e.statement, e.status) == ("attributed", "s2", "negated")


def test_ids_follow_the_text() -> None:
    found = attribute([event(span("shelled", 1)), event(span("shelled"))], [], sentences("report", "report"))
    assert [(e.id, e.trigger.start) for e in found] == [("e1", TEXT.index("shelled")), ("e2", TEXT.rindex("shelled"))]


def test_commentary_holds_only_concrete_acts() -> None:
    acts = [
        event(span("shelled")),
        event(span("shelled"), status="hypothetical"),
        event(span("shelled"), actors=(), recipients=("SWE",)),
        event(span("shelled"), quad="verbal_conflict", type="THREATEN"),
    ]
    found = attribute(acts, [], sentences("commentary", "report"))
    assert [(e.type, e.status, e.voice) for e in found] == [("ASSAULT", "actual", "commentary")]


def test_an_intention_is_the_reports_own_finding() -> None:
    planned = statement("s1", "intend", span("Norland shelled the port"))
    (e,) = attribute([event(span("shelled"))], [planned], sentences("report", "report"))
    assert (e.voice, e.statement) == ("report", None)
