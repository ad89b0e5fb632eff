"""What holds for any text: spans are exact, ids are unique, nothing crashes, the order of hints does not matter."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.language import Document
from dateline.places import find

WORDS = st.sampled_from(
    "Kyiv|Paris|,|Texas|in|near|the|of|Georgia|said|Moscow|and|Tripoli|Lebanon|—|“|”|(|)|.|\n|U.S.|D.C.|al|-|Bab|'s|city"
    "|province|Mr.|Jordan|Lake|Chad|El|Fasher|d'Ivoire|Côte|Łódź|北京|Київ|St.|Wash.|20|km|north|from|NSW|THE|KHARTOUM".split(
        "|"
    )
)
TEXTS = st.one_of(st.text(max_size=120), st.lists(WORDS, max_size=40).map(" ".join))


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=TEXTS)
def test_any_text(parse: Callable[[str], Document], text: str) -> None:
    doc = parse(text)
    index = find(doc)
    spans = [m for p in index.records for m in p.mentions]
    assert all(text[m.start : m.end] == m.exact for m in spans)
    assert len({(m.start, m.end) for m in spans}) == len(spans)
    ordered = sorted(spans, key=lambda m: m.start)
    assert all(a.end <= b.start for a, b in pairwise(ordered))
    assert len({p.id for p in index.records}) == len(index.records)
    assert all((p.lat is None) == (p.lon is None) == (p.precision is None) for p in index.records)
    assert index.records == find(doc).records


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hints=st.permutations(["SDN", "FRA", "USA"]))
def test_the_order_of_hints_does_not_matter(parse: Callable[[str], Document], hints: list[str]) -> None:
    doc = parse("Police in Valencia, Georgia and Tripoli met near Paris.")
    assert find(doc, hints).records == find(doc, ["FRA", "SDN", "USA"]).records
