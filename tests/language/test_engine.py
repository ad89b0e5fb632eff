"""The parsed document keeps the verbatim text and sound trees."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import MissingModelError
from dateline.language import Document
from dateline.language.engine import Engine, recase

Parse = Callable[[str], Document]


def test_tokens_point_at_the_verbatim_text(parse: Parse) -> None:
    doc = parse("The envoy said: “We’re done.”\n\nHe left.")
    assert [doc.text[t.start : t.end] for t in doc.tokens][4:7] == ["“", "We", "’re"]
    assert doc.tokens[6].text == "'re"


def test_capital_headline_is_parsed_as_a_sentence(parse: Parse) -> None:
    doc = parse("NORLAND SHELLS VILLAGE AS TALKS FAIL\n\nThe talks in Norland failed on Friday.")
    shells = next(t for t in doc.tokens if t.lower == "shells")
    assert (shells.text, shells.pos) == ("shells", "VERB")
    assert doc.tokens[0].text == "Norland"
    assert doc.text.startswith("NORLAND SHELLS")


def test_acronyms_of_a_capital_headline_stay() -> None:
    text = "US ENVOY VISITS PORT AS UN WARNS"
    assert recase(text, [(0, len(text))]).startswith("US Envoy")


def test_recasing_keeps_the_length() -> None:
    text = "STRAßE İSTANBUL TALKS CONTINUE TODAY"
    assert len(recase(text, [(0, len(text))])) == len(text)


def test_missing_model_is_told_with_the_remedy() -> None:
    with pytest.raises(MissingModelError, match="pip install no_such_model"):
        Engine("no_such_model")


def test_token_lookup_by_offset(parse: Parse) -> None:
    doc = parse("Talks began. They ended.")
    assert doc.token_at(0) == 0
    assert doc.token_at(doc.text.index("They")) == 3
    assert doc.token_at(len(doc.text)) is None
    assert list(doc.tokens_in(0, 11)) == [0, 1]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200))
def test_arbitrary_text_gives_sound_trees(engine: Engine, text: str) -> None:
    doc = engine.parse(text)
    for i, t in enumerate(doc.tokens):
        assert t.i == i
        assert 0 <= t.start < t.end <= len(text)
        assert doc.tokens[t.head].sent == t.sent
        first, last = doc.subtree(i)
        assert first <= i < last
    reachable = [i for s in doc.sentences for i in doc.descendants(s.root)]
    assert sorted(reachable) == list(range(len(doc.tokens)))
