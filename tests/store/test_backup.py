"""A backup is a corpus: whole, consistent, made while others write."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from dateline import store
from dateline.errors import StoreError
from dateline.store import Entry, Store
from tests.store.samples import coded, many, sentence, signed


def test_a_backup_opens_like_the_corpus(corpus: Store, tmp_path: Path) -> None:
    documents = many(5)
    for n, document in enumerate(documents):
        corpus.put(document, key=str(n), run="run1", signature=signed(n))
    corpus.put(coded([sentence("southern")], url="0"), key="0", run="run1")
    corpus.withdraw("r2", "wrong")
    copy = corpus.backup(tmp_path / "copy.dateline")
    assert sorted(p.name for p in tmp_path.iterdir() if "copy" in p.name) == ["copy.dateline"]
    with store.open(copy) as again:
        assert list(again.coded_many(f"r{n}" for n in range(1, 6))) == list(
            corpus.coded_many(f"r{n}" for n in range(1, 6))
        )
        assert again.coded("r1", 1) == documents[0]
        assert {h.report for h in again.search("Norburg")} == {h.report for h in corpus.search("Norburg")}
        assert again.check() == []
        assert again.put(coded([sentence()], url="9"), key="9", run="run1").report == "r6"


def test_a_backup_overwrites_nothing(corpus: Store, tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    taken.write_text("mine")
    with pytest.raises(StoreError, match="exists already"):
        corpus.backup(taken)
    with pytest.raises(StoreError, match="no such folder"):
        corpus.backup(tmp_path / "none" / "copy.dateline")
    if corpus.status().bytes:
        with pytest.raises(StoreError, match="into itself"):
            corpus.backup(tmp_path / "news.dateline")
    assert taken.read_text() == "mine"


def test_a_backup_during_writing_holds_whole_documents(tmp_path: Path) -> None:
    with store.open(tmp_path / "news.dateline") as corpus:
        run = corpus.run("0.1", "abc", "sample 1")
        corpus.put(many(1)[0], key="0", run=run)
        entries = [Entry(d, d.article.url or "", run, signed(n)) for n, d in enumerate(many(150, seed=2))]
        writing = threading.Thread(target=lambda: list(corpus.put_all(entries, chunk=10)))
        writing.start()
        copies = [corpus.backup(tmp_path / f"copy{n}") for n in range(3)]
        writing.join()
        assert corpus.status().reports == 151
    for copy in copies:
        with store.open(copy, readonly=True) as again:
            assert again.check() == []
            assert again.status().reports % 10 == 1
