"""What is put comes back: exactly, once, and as rows to count."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.errors import StoreError
from dateline.records import CodedArticle
from dateline.store import Entry, Fact, Store
from tests.store.samples import article, coded, filing, many, sentence, signed


def key_of(document: CodedArticle) -> str:
    return document.article.url or document.article.sha256


def put(corpus: Store, document: CodedArticle, **more: object) -> str:
    return corpus.put(document, key=key_of(document), run="run1", **more).report  # type: ignore[arg-type]


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)


@st.composite
def documents(draw: st.DrawFn) -> CodedArticle:
    """Small coded articles with odd but clean words around the events."""
    side, verb, place = (
        draw(st.sampled_from(c)) for c in (["northern", "southern"], ["shelled", "visited"], ["Ostvik"])
    )
    lines = [draw(WORDS), sentence(side, verb, place, draw(st.none() | st.integers(5, 10**6))), draw(WORDS)]
    document = coded(
        lines, quote=draw(st.none() | WORDS), url=draw(st.none() | WORDS), outlet=draw(st.none() | WORDS),
        title=draw(st.none() | WORDS), published=draw(st.sampled_from([None, "2025", "2025-02", "2025-02-28"])),
    )  # fmt: skip
    head = filing(document.article.text) if document.article.text.split() and draw(st.booleans()) else None
    return document.model_copy(update={"article": document.article.model_copy(update={"filing": head})})


@given(documents())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_coded_article_comes_back_as_it_was_put(corpus: Store, document: CodedArticle) -> None:
    stored = corpus.put(document, key=key_of(document), run="run1")
    again = corpus.coded(stored.report, stored.version)
    if stored.status == "same":  # another example with this text came before, under other metadata
        again = again.model_copy(update={"article": document.article})
    assert again == document
    assert again.model_dump_json() == document.model_dump_json()


def test_a_long_text_beyond_the_reach_of_compression_comes_back(corpus: Store) -> None:
    document = coded([f"Line {n} of a very long report on ports and rivers." for n in range(3000)] + [sentence()])
    assert corpus.coded(put(corpus, document)) == document


def test_the_report_carries_its_identity_and_article(corpus: Store) -> None:
    document = coded()
    report = corpus.report(put(corpus, document, origin={"source": "a.html", "witness": "meta"}))
    assert (report.id, report.key, report.version, report.run) == ("r1", document.article.url, 1, "run1")
    assert report.article == document.article
    assert corpus.origin("r1") == {"source": "a.html", "witness": "meta"}
    assert corpus.report("r1", text=False).article.text == ""
    assert corpus.text("r1") == document.article.text


def test_many_documents_are_stored_in_chunks_and_listed_in_order(corpus: Store) -> None:
    documents = many(25)
    stored = list(corpus.put_all((Entry(d, key_of(d), "run1") for d in documents), chunk=10))
    assert [s.report for s in stored] == [f"r{n}" for n in range(1, 26)]
    assert [r.article for r in corpus.reports()] == [d.article for d in documents]
    assert list(corpus.coded_many(["r3", "r99", "r1"])) == [("r3", documents[2]), ("r1", documents[0])]
    assert corpus.check() == []


def test_putting_again_changes_nothing(corpus: Store) -> None:
    entries = [Entry(d, key_of(d), "run1", signed(n)) for n, d in enumerate(many(8))]
    list(corpus.put_all(entries))
    before = corpus.status()
    assert {s.status for s in corpus.put_all(entries)} == {"same"}
    after = corpus.status()
    assert (
        (after.reports, after.versions, after.events) == (before.reports, before.versions, before.events) == (8, 8, 24)
    )


def test_reports_are_chosen_by_publication_and_by_id(corpus: Store) -> None:
    for day in ("2025-09-01", "2025-09", "2025-10-02", None):
        put(corpus, coded([sentence(), f"Filed on {day}."], url=f"https://gazette.example/{day}", published=day))
    assert [r.id for r in corpus.reports(since="2025-09-15", until="2025-09-30")] == ["r2"]
    assert [r.id for r in corpus.reports(until="2025-09-01")] == ["r1", "r2"]
    assert [r.id for r in corpus.reports(["r4", "r2"], text=False)] == ["r2", "r4"]
    assert list(corpus.reports(added_since="9999")) == []


def test_recoding_replaces_the_records_and_gives_back_the_former(corpus: Store) -> None:
    first = coded([sentence(), sentence("southern", "visited", "Ostvik", None)])
    put(corpus, first, signature=signed(1))
    second = first.model_copy(
        update={"events": first.events[1:], "run": first.run.model_copy(update={"codebook": "new"})}
    )
    run = corpus.run("0.2", "new", "sample 1")
    assert corpus.recode("r1", second, run=run) == first
    assert corpus.coded("r1") == second
    assert [e.event for e in corpus.events()] == ["e2"]
    assert (corpus.report("r1").run, corpus.report("r1").version) == (run, 1)
    assert list(corpus.signatures(["r1"])) == ["r1"]
    assert corpus.check() == []


def test_recoding_is_for_the_same_text(corpus: Store) -> None:
    put(corpus, coded())
    with pytest.raises(StoreError, match="another text is an edit"):
        corpus.recode("r1", coded([sentence("southern")]), run="run1")


def test_unclean_texts_are_refused_with_their_name(corpus: Store) -> None:
    text = "A NUL \0 in it."
    document = CodedArticle(run=coded().run, article=article(text))
    with pytest.raises(StoreError, match=r"'k9'.*offset 6"):
        corpus.put(document, key="k9", run="run1")
    assert corpus.status().reports == 0


def test_what_a_failing_transaction_wrote_is_gone(corpus: Store) -> None:
    put(corpus, coded())

    def fail() -> None:
        with corpus.transaction():
            put(corpus, coded([sentence("southern")], url="https://gazette.example/b"))
            corpus.skip("x", "too long")
            assert corpus.status().reports == 2  # reads inside see it
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert (corpus.status().reports, corpus.status().skipped) == (1, 0)
    assert put(corpus, coded([sentence("southern")], url="https://gazette.example/b")) == "r2"
    assert corpus.check() == []


def test_skipped_documents_are_noted_once_with_the_last_reason(corpus: Store) -> None:
    corpus.skip("a.txt", "empty: no words in it")
    corpus.skip("b.html", "no character set fits", "failed", "run1")
    corpus.skip("a.txt", "language: de")
    found = [(s.source, s.reason, s.kind, s.run) for s in corpus.skipped()]
    assert found == [("a.txt", "language: de", "skipped", None), ("b.html", "no character set fits", "failed", "run1")]
    assert (corpus.status().skipped, corpus.status().failed) == (1, 1)
    corpus.unskip(["b.html"])
    assert [s.source for s in corpus.skipped()] == ["a.txt"]


def test_runs_tell_what_coded_and_how_it_ended(corpus: Store) -> None:
    run = corpus.run("0.2", "def", "engine 2", {"memory": False})
    corpus.finish(run, {"coded": 3})
    first, second = corpus.runs()
    assert (first.id, first.finished, first.counts) == ("run1", None, {})
    assert (second.codebook, second.settings, second.counts) == ("def", {"memory": False}, {"coded": 3})
    assert second.finished is not None


def test_pending_reports_are_those_not_yet_settled(corpus: Store) -> None:
    documents = many(3)
    for document in documents:
        put(corpus, document)
    corpus.settle(["r1", "r2", "r3"])
    assert corpus.pending() == ()
    corpus.recode("r2", documents[1], run="run1")
    corpus.withdraw("r3", "wrong")
    assert corpus.pending() == ("r2", "r3")


def test_signatures_and_the_pairs_that_share_their_keys(corpus: Store) -> None:
    lowest = -(2**63)
    for n, keys in enumerate([(lowest, 2, 3), (9, 2, lowest), (7, 2, 9), (8, 10, 11)]):
        put(corpus, many(4)[n], signature=signed(*keys))
    assert corpus.signatures(["r1"])["r1"].weighted[:3] == ((lowest, 3), (2, 3), (3, 3))
    everything = [("r1", "r2", 6), ("r1", "r3", 3), ("r2", "r3", 6)]
    assert list(corpus.pairs()) == everything
    assert sorted(corpus.pairs(["r3", "r2", "r1"])) == everything
    assert sorted(corpus.pairs(["r3"])) == everything[1:]
    assert list(corpus.pairs(least=6)) == [everything[0], everything[2]]


def test_reports_are_found_by_block_keys(corpus: Store) -> None:
    for n in range(3):
        put(corpus, many(3)[n])
    corpus.set_blocks({"r1": {"force|1|NRD", "force|2|NRD"}, "r2": ["force|2|NRD"], "r3": []})
    assert corpus.sharing(["force|2|NRD", "talks|2|NRD"]) == ("r1", "r2")
    corpus.set_blocks({"r1": ["talks|2|NRD"], "r2": []})
    assert corpus.sharing(["force|1|NRD", "force|2|NRD"]) == ()
    assert corpus.sharing(["talks|2|NRD"]) == ("r1",)
    corpus.withdraw("r1", "wrong")
    assert corpus.sharing(["talks|2|NRD"]) == ()


def test_small_values_are_remembered(corpus: Store) -> None:
    assert corpus.kept("feed a") is None
    corpus.keep("feed a", {"seen": ["ä", 1]})
    corpus.keep("feed b", [])
    corpus.keep("feed a", {"seen": []})
    assert (corpus.kept("feed a"), corpus.kept("feed b")) == ({"seen": []}, [])


def test_a_source_leaves_the_skipped_ones_when_it_is_stored(corpus: Store) -> None:
    for source in ("a.html", "b.html"):
        corpus.skip(source, "no text found")
    put(corpus, coded(), origin={"source": "a.html"})
    assert [s.source for s in corpus.skipped()] == ["b.html"]
    assert corpus.signatures([put(corpus, coded(url="https://gazette.example/none"))]) == {}


def test_facts_of_actors_stand_with_their_report(corpus: Store) -> None:
    said = Fact("NRD.MIL", "role", "commander", "2025-09", None, "r1", 3, 19, "4 September 2025")
    put(corpus, coded(), facts=[said])
    assert corpus.facts(actor="NRD.MIL") == corpus.facts(attribute="role", value="commander") == (said,)
    assert corpus.facts(report="r1", attribute="country") == ()
    corpus.withdraw("r1", "wrong")
    assert corpus.facts() == ()
    corpus.restore("r1")
    assert corpus.facts() == (said,)
    corpus.put(coded([sentence("southern")]), key=key_of(coded()), run="run1")
    assert corpus.facts() == ()


def test_unknown_ids_are_named(corpus: Store) -> None:
    for id in ("r9", "r", "r-1", "x1", "r１", "m1"):
        with pytest.raises(StoreError, match=id):
            corpus.report(id)
