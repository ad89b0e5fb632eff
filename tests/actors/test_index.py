"""The index as a whole: records, spans, order, and arbitrary text."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.actors import ActorIndex, index
from dateline.language import Document

Read = Callable[..., tuple[Document, ActorIndex]]

REPORT = """Peruvian Foreign Minister Ana Delorme met Kenyan officials in Nairobi on Monday. She said Peru and Kenya
would sign a pact. The two countries have argued over copper. Kenyan police later broke up a march by students."""


def test_records_pin_every_mention(read: Read) -> None:
    doc, ix = read(REPORT)
    records = ix.records({"KEN.COP"})
    for r in records:
        for m in r.mentions:
            assert doc.text[m.start : m.end] == m.exact
        assert r.why
    assert len({r.id for r in records}) == len(records)
    assert [r.mentions[0].start for r in records] == sorted(r.mentions[0].start for r in records)
    by_id = {r.id: r for r in records}
    assert [m.exact for m in by_id["PER"].mentions] == ["Peruvian", "Peru", "The two countries"]
    assert by_id["KEN.COP"].sectors == ("COP",)


def test_anonymous_actors_are_listed_only_when_used(read: Read) -> None:
    _, ix = read(REPORT)
    assert "KEN.COP" not in {r.id for r in ix.records(())}
    assert "KEN.COP" in {r.id for r in ix.records(["KEN.COP"])}
    assert ix.records(["no-such-id"]) == ix.records(())


def test_facts_by_id(read: Read) -> None:
    doc, ix = read(REPORT)
    minister = ix.at(next(t.i for t in doc.tokens if t.text == "Delorme"))[0]
    assert ix.country(minister) == "PER"
    assert ix.kind(minister) == "person"
    assert ix.name(minister) == "Ana Delorme"
    assert ix.sectors(minister) == ("GOV",)
    assert ix.role(minister) == "foreign minister"
    first, last = ix.mention(next(t.i for t in doc.tokens if t.text == "Delorme"))
    assert doc.span(first, last).exact == "Peruvian Foreign Minister Ana Delorme"


def test_a_place_of_filing_is_no_named_actor(read: Read) -> None:
    _, ix = read("NAIROBI, May 3 (Agency) - Rain fell in Lima.")
    assert not {"KEN", "PER"} & {r.id for r in ix.records(())}


def test_the_same_text_gives_the_same_records(parse: Callable[[str], Document]) -> None:
    doc = parse(REPORT)
    one, two = (index(doc, datetime.date(2024, 5, 1), {}).records(()) for _ in range(2))
    assert one == two


WORDS = st.sampled_from(
    "Russian Kenya the The President minister of and , . ( ) KWF Ana Delorme 's his they Moscow Pyongyang two nations"
    ' rebels in U.S. - led former army Gen. spokesman for Hamas fighters " it who group thousands ex \n Côte d’Ivoire'
    " ambassador to a both sides \u00a0 😀 İstanbul Jr. Xi said met".split(" ")
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=30).map(" ".join)))
def test_arbitrary_text(parse: Callable[[str], Document], text: str) -> None:
    doc = parse(text)
    ix = index(doc, datetime.date(2020, 1, 1), {t.i: "KEN" for t in doc.tokens if t.text == "Moscow"})
    used = {i for t in doc.tokens for i in (*ix.at(t.i), *ix.within(t.i))}
    records = ix.records(used)
    assert used <= {r.id for r in records}
    assert len({r.id for r in records}) == len(records)
    for r in records:
        assert all(text[m.start : m.end] == m.exact for m in r.mentions)
    for t in doc.tokens:
        first, last = ix.mention(t.i)
        assert 0 <= first < last <= len(doc.tokens)
