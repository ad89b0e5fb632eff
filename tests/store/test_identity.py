"""One report, however often and under whatever address it is read; an edit is a version of it."""

from __future__ import annotations

from dateline.records import CodedArticle
from dateline.store import Entry, Store, Stored
from tests.store.samples import coded, sentence, signed

A, B = [sentence("northern")], [sentence("southern", "visited", "Ostvik")]
C = [sentence("southern", "criticised", "Norburg", None)]
URL = "https://gazette.example/a"


def put(corpus: Store, document: CodedArticle, key: str) -> Stored:
    return corpus.put(document, key=key, run="run1", signature=signed())


def test_the_same_report_twice_is_one(corpus: Store) -> None:
    assert put(corpus, coded(A), URL) == Stored("r1", 1, "new")
    assert put(corpus, coded(A), URL) == Stored("r1", 1, "same")


def test_an_edited_text_is_a_new_version_and_the_former_stays_readable(corpus: Store) -> None:
    put(corpus, coded(A), URL)
    corpus.settle(["r1"])
    assert put(corpus, coded(B), URL) == Stored("r1", 2, "edited")
    assert corpus.coded("r1") == coded(B)
    assert corpus.coded("r1", 1) == coded(A)
    assert corpus.report("r1", 1).article == coded(A).article
    assert [(v.version, v.current) for v in corpus.versions("r1")] == [(1, False), (2, True)]
    assert [e.type for e in corpus.events()] == ["CONSULT"]
    assert not corpus.search("Norburg")
    assert corpus.pending() == ("r1",)
    assert corpus.check() == []


def test_an_older_wording_read_again_is_known(corpus: Store) -> None:
    put(corpus, coded(A), URL)
    put(corpus, coded(B), URL)
    assert put(corpus, coded(A), URL) == Stored("r1", 1, "same")
    assert corpus.report("r1").version == 2


def test_the_same_words_in_another_outlet_are_another_report(corpus: Store) -> None:
    put(corpus, coded(A), URL)
    other = coded(A, outlet="Tribune", url="https://tribune.example/a")
    assert put(corpus, other, "https://tribune.example/a") == Stored("r2", 1, "new")
    nobody = coded(A, outlet=None, url=None)
    assert put(corpus, nobody, "file-7") == Stored("r3", 1, "new")
    assert put(corpus, nobody, "file-8") == Stored("r4", 1, "new")


def test_the_same_words_at_another_address_of_the_outlet_are_the_same_report(corpus: Store) -> None:
    put(corpus, coded(A), URL)
    assert put(corpus, coded(A), URL + "?amp") == Stored("r1", 1, "same")
    # From now on that address is the report's too: what is edited there is a version of it.
    assert put(corpus, coded(B), URL + "?amp") == Stored("r1", 2, "edited")
    assert put(corpus, coded(B), URL + "?amp") == Stored("r1", 2, "same")
    assert corpus.status().reports == 1


def test_identity_holds_within_one_chunk(corpus: Store) -> None:
    rows = [(A, URL), (A, URL), (B, URL), (A, URL + "?amp"), (B, "other"), (C, URL), (C, URL)]
    entries = [Entry(coded(lines), key, "run1", signed()) for lines, key in rows]
    found = [(s.report, s.version, s.status) for s in corpus.put_all(entries)]
    assert found == [("r1", 1, "new"), ("r1", 1, "same"), ("r1", 2, "edited"), ("r1", 1, "same"), ("r1", 2, "same"),
                     ("r1", 3, "edited"), ("r1", 3, "same")]  # fmt: skip
    assert corpus.coded("r1", 2) == coded(B)
    assert corpus.check() == []


def test_known_tells_what_put_would_find(corpus: Store) -> None:
    text = coded(A).article
    assert corpus.known(URL, text.sha256, text.outlet) is None
    put(corpus, coded(A), URL)
    assert corpus.known(URL, text.sha256) == Stored("r1", 1, "same")
    assert corpus.known("elsewhere", text.sha256, text.outlet) == Stored("r1", 1, "same")
    assert corpus.known("elsewhere", text.sha256, "Tribune") is None
    assert corpus.known(URL, coded(B).article.sha256) is None
    corpus.withdraw("r1", "wrong")
    assert corpus.known(URL, coded(B).article.sha256) == Stored("r1", 1, "withdrawn")
