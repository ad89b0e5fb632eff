"""Relations between the parties of one report."""

from __future__ import annotations

from typing import Any

from dateline.records import Actor, Event, Span, Statement
from dateline.relations import relate

AT = Span(start=0, end=3, exact="abc")
CUE = Span(start=50, end=54, exact="said")


def actor(id: str, country: str | None, kind: Any = "country") -> Actor:
    return Actor(id=id, name=id, kind=kind, country=country, mentions=(AT,))


def event(actors: tuple[str, ...], recipients: tuple[str, ...], intensity: float, **more: Any) -> Event:
    fields: dict[str, Any] = {
        "id": "e1", "type": "ASSAULT", "actors": actors, "recipients": recipients, "status": "actual",
        "voice": "report", "trigger": AT, "evidence": AT, "quad": "material_conflict", "intensity": intensity,
        "confidence": 0.9,
    }  # fmt: skip
    return Event(**fields | more)


def statement(speaker: str, about: tuple[str, ...], stance: Any, cue: Span = CUE) -> Statement:
    return Statement(id="s1", speaker=speaker, cue=cue, manner="indirect", act="praise", stance=stance, content=(AT,),
                     about=about, evidence=AT)  # fmt: skip


NOR, SWE = actor("NOR", "NOR"), actor("SWE", "SWE")
ARMY = actor("NOR.MIL/army", "NOR", "organization")
MINISTER = actor("NOR.GOV/ada-lund", "NOR", "person")


def test_events_sum_by_direction() -> None:
    found = relate([NOR, SWE], [event(("NOR",), ("SWE",), -9), event(("NOR",), ("SWE",), 4)], [])
    assert len(found) == 1
    r = found[0]
    assert (r.source, r.target, r.events, r.cooperation, r.conflict, r.intensity) == ("NOR", "SWE", 2, 4, -9, -5)


def test_a_meeting_relates_both_ways() -> None:
    found = relate([NOR, SWE], [event(("NOR", "SWE"), (), 4)], [])
    assert {(r.source, r.target, r.intensity) for r in found} == {("NOR", "SWE", 4), ("SWE", "NOR", 4)}


def test_only_actual_events_count() -> None:
    planned = [event(("NOR",), ("SWE",), -9, status=s) for s in ("future", "hypothetical", "negated", "historical")]
    assert relate([NOR, SWE], planned, []) == ()


def test_events_on_somebodys_word_are_told_apart() -> None:
    (r,) = relate([NOR, SWE], [event(("NOR",), ("SWE",), -9, voice="attributed", statement="s1")], [])
    assert (r.events, r.attributed, r.intensity) == (0, 1, 0)


def test_two_actors_of_one_country_are_one_event_of_the_pair() -> None:
    (r,) = relate([NOR, ARMY, SWE], [event(("NOR", "NOR.MIL/army"), ("SWE",), -9)], [])
    assert (r.source, r.target, r.events) == ("NOR", "SWE", 1)


def test_parties_of_one_country_carry_their_ids() -> None:
    (r,) = relate([ARMY, MINISTER], [event((ARMY.id,), (MINISTER.id,), -7)], [])
    assert (r.source, r.target) == (ARMY.id, MINISTER.id)


def test_anonymous_groups_relate_to_nobody() -> None:
    gunmen = actor("UAF/gunmen", None, "group")
    assert relate([gunmen, SWE], [event((gunmen.id,), ("SWE",), -9)], []) == ()


def test_stance_counts_one_point_unless_the_cue_is_an_event() -> None:
    (r,) = relate([MINISTER, SWE], [], [statement(MINISTER.id, ("SWE",), 1)])
    assert (r.statements, r.cooperation) == (1, 1.0)
    coded = event((MINISTER.id,), ("SWE",), 5, trigger=CUE)
    (r,) = relate([MINISTER, SWE], [coded], [statement(MINISTER.id, ("SWE",), 1)])
    assert (r.events, r.statements, r.cooperation) == (1, 0, 5)


def test_strongest_first() -> None:
    fin = actor("FIN", "FIN")
    found = relate([NOR, SWE, fin], [event(("NOR",), ("SWE",), 2.5), event(("NOR",), ("FIN",), -9)], [])
    assert [r.target for r in found] == ["FIN", "SWE"]
