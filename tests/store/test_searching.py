"""Search finds the words and says where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline import store
from dateline.errors import InputError
from dateline.store import Store
from dateline.store.searching import offsets
from tests.store.samples import coded, sentence

TEXTS = {
    "a": ["The café’s owner — 😀 — saw shells fall.", sentence(toll=None), "Nobody else saw the shells."],
    "b": ["A river port was visited by its owner.", sentence("southern", "visited", "Ostvik", None)],
    "c": [sentence("southern", "criticised", "Ostvik", None), "Owner and port are not named."],
}


@pytest.fixture
def filled(corpus: Store) -> Store:
    for name, lines in TEXTS.items():
        document = coded(lines, url=f"https://gazette.example/{name}", title=f"Letter {name}")
        corpus.put(document, key=name, run="run1")
    return corpus


def found(corpus: Store, query: str) -> set[str]:
    return {hit.report for hit in corpus.search(query)}


FOUND: dict[str, set[str]] = {
    "owner": {"r1", "r2", "r3"},
    "OWNER port": {"r2", "r3"},
    '"river port"': {"r2"},
    '"port river"': set(),
    "visiting": {"r2"},  # by its stem
    "crit*": {"r3"},
    "owner -port": {"r1"},
    "river OR shells": {"r1", "r2"},
    "river OR 'shells'": {"r1", "r2"},
    "AND NOT near(": {"r3"},
    "CAFÉ'S": {"r1"},
    'positions -"near Norburg"': {"r2", "r3"},
    "letter": {"r1", "r2", "r3"},
}


def test_reports_with_the_words_are_found(filled: Store) -> None:
    expected = dict(FOUND)
    if filled.status().bytes is None:
        expected["AND NOT near("] = {"r1", "r2", "r3"}  # PostgreSQL leaves out English stop words
    assert {query: found(filled, query) for query in FOUND} == expected


def test_highlights_are_offsets_of_the_words_in_the_text(filled: Store) -> None:
    (hit,) = filled.search("shells saw")
    text = filled.text("r1")
    assert [text[start:end] for start, end in hit.highlights] == ["saw", "shells", "shelled", "saw", "shells"]
    assert [p.exact for p in hit.passages][:2] == [TEXTS["a"][0], TEXTS["a"][2]]
    assert all(text[p.start : p.end] == p.exact for p in hit.passages)
    assert (hit.title, hit.outlet, hit.published) == ("Letter a", "Gazette", "2025-09-05")


def test_the_best_come_first_and_the_limit_holds(filled: Store) -> None:
    hits = filled.search("owner", limit=2)
    assert len(hits) == 2
    assert hits[0].score >= hits[1].score


def test_evidence_sentences_are_found_with_their_events(filled: Store) -> None:
    (hit,) = filled.search_evidence("shelled Norburg")
    text = filled.text(hit.report)
    assert text[hit.span.start : hit.span.end] == hit.span.exact == TEXTS["a"][1]
    assert [text[start:end] for start, end in hit.highlights] == ["shelled", "Norburg"]
    assert hit.events == ("e2",)
    assert filled.search_evidence("owner") == []  # no event rests on that


def test_a_search_for_nothing_is_an_input_error(filled: Store) -> None:
    with pytest.raises(InputError):
        filled.search("-- *")


def test_a_corpus_without_texts_is_searched_by_evidence_and_title(tmp_path: Path) -> None:
    with store.open(tmp_path / "lean.dateline", texts=False) as corpus:
        corpus.run("0", "0", "0")
        for name, lines in TEXTS.items():
            corpus.put(coded(lines, url=name, title=f"Letter {name}"), key=name, run="run1")
        (hit,) = corpus.search("shelled")
        assert (hit.report, [p.exact for p in hit.passages]) == ("r1", [TEXTS["a"][1]])
        start = corpus.coded("r1").events[0].trigger.start
        assert hit.highlights == ((start, start + len("shelled")),)
        assert [h.report for h in corpus.search("letter", limit=2)] == ["r1", "r2"]
        assert corpus.search("nobody") == []


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=20))
def test_no_query_breaks_the_search(filled: Store, query: str) -> None:
    try:
        hits = filled.search(query)
    except InputError:
        return
    assert {h.report for h in hits} <= {"r1", "r2", "r3"}


def test_offsets_are_refused_when_the_marked_text_is_another() -> None:
    assert offsets("a \x02b\x03 c", "a b c") == ((2, 3),)
    assert offsets("a \x02b\x03 c", "a  b c") == ()
