"""What holds for any text: spans are exact, ids unique, references resolve, nothing crashes."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.language import Document
from dateline.records import Span, Statement
from dateline.statements import quotes, voices

MARKS = ["“", "”", '"', "''", "``", "'", "’", "‘", "«", "»", "„"]
GAPS = [" ", "\n", "\n\n", ", ", ". ", ": ", "? ", " — ", "(", ")", "\u200b"]
WORDS = [
    "he said", "The mayor said that", "said the envoy", "according to the ministry", "We will go", "the road is open",
    "Ankara accused Kabul of lying", "told reporters", "adding that", "in a statement", "it was “a mess”", "did not",
    "who denied", "Varga", "hopes to", "é", "𝛼", "I", "you", "Why", "is widely seen as", "GENEVA, 3 May (Agency)",
]  # fmt: skip
PIECES = st.sampled_from([*MARKS, *GAPS, *WORDS])
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=120))
Find = Callable[..., list[Statement]]
SETTINGS = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def spans(s: Statement) -> list[Span]:
    return [*s.content, *s.quotes, s.evidence, *(p for p in (s.cue, s.speaker_text) if p)]


@SETTINGS
@given(text=TEXTS)
def test_statements_of_any_text(parse: Callable[[str], Document], statements: Find, text: str) -> None:
    found = statements(text, ankara="TUR", kabul="AFG", mayor="XYZ")
    ids = [s.id for s in found]
    assert ids == [f"s{n}" for n in range(1, len(found) + 1)]
    for s in found:
        assert s.content
        assert all(text[p.start : p.end] == p.exact for p in spans(s))
        assert all(s.evidence.start <= p.start and p.end <= s.evidence.end for p in (*s.content, s.evidence))
        assert all(any(c.start <= q.start < c.end for c in s.content) for q in s.quotes[:1])
        assert s.within is None or (s.within in ids and s.within != s.id)
        assert Statement.model_validate_json(s.model_dump_json()) == s
    outer = {s.id: s.within for s in found}
    for inner in ids:  # following "within" outwards comes to an end
        chain = [inner]
        while (above := outer[chain[-1]]) and len(chain) <= len(ids):
            chain.append(above)
        assert len(chain) <= len(ids)
    assert len(voices(parse(text), found)) == len(parse(text).sentences)


@SETTINGS
@given(text=TEXTS)
def test_quotes_of_any_text(parse: Callable[[str], Document], text: str) -> None:
    found = quotes.find(parse(text))
    assert found == sorted(found, key=lambda q: (q.start, -q.end))
    for q in found:
        assert 0 <= q.start < q.end <= len(text)
        for a, b in q.inner:
            assert q.start <= a < b <= q.end
            assert text[a:b] == text[a:b].strip()


@SETTINGS
@given(text=TEXTS)
def test_the_same_text_gives_the_same_statements(statements: Find, text: str) -> None:
    assert statements(text) == statements(text)
