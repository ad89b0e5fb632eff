"""What is no corpus, cannot be read or cannot be written is said in words that help."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from sqlalchemy import event

from dateline import store
from dateline.errors import StoreError
from dateline.records import CodedArticle
from tests.store.samples import coded, many, sentence


def fill(path: Path, **options: object) -> CodedArticle:
    with store.open(path, **options) as corpus:  # type: ignore[arg-type]
        corpus.run("0.1", "abc", "sample 1")
        corpus.put(coded(quote="We saw nothing"), key="a", run="run1")
    return coded(quote="We saw nothing")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Root writes everywhere; others do not."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder that others than root can enter."""
    path = Path(tempfile.mkdtemp(prefix="dateline-", dir="/tmp"))
    path.chmod(0o755)
    yield path
    path.chmod(0o755)
    shutil.rmtree(path)


def test_a_corpus_is_made_once_and_opened_again(tmp_path: Path) -> None:
    document = fill(tmp_path / "news.dateline")
    with store.open(f"sqlite:///{tmp_path}/news.dateline") as corpus:
        assert corpus.coded("r1") == document
        assert corpus.status().schema == store.schema.VERSION


def test_nothing_is_made_when_nothing_should_be(tmp_path: Path) -> None:
    for options in ({"readonly": True}, {"create": False}):
        with pytest.raises(StoreError, match="no corpus there; `dateline add` makes one"):
            store.open(tmp_path / "news.dateline", **options)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
    with pytest.raises(StoreError, match="no such folder"):
        store.open(tmp_path / "none" / "news.dateline")
    with pytest.raises(StoreError, match="this is a folder"):
        store.open(tmp_path)


def test_other_files_are_refused_and_left_alone(tmp_path: Path) -> None:
    text, table = tmp_path / "notes.txt", tmp_path / "other.db"
    text.write_text("These are notes, longer than sixteen bytes.")
    with closing(sqlite3.connect(table)) as database:
        database.execute("CREATE TABLE letters (id INTEGER)")
    with pytest.raises(StoreError, match=r"notes.txt: not a corpus: this file is something else"):
        store.open(text)
    with pytest.raises(StoreError, match=r"not a corpus: this database holds other tables \(letters"):
        store.open(table)
    assert text.read_text().startswith("These are notes")


@pytest.mark.parametrize("target", ["mysql://localhost/x", "http://x", "postgresql+psycopg2://x/y:z:q", "://"])
def test_other_addresses_are_refused(target: str) -> None:
    with pytest.raises(StoreError):
        store.open(target, wait=0.1)


def test_a_server_that_does_not_answer_is_named_without_its_password() -> None:
    with pytest.raises(StoreError, match=r"postgresql\+psycopg://me:\*\*\*@127.0.0.1:1/news: ") as caught:
        store.open("postgres://me:secret@127.0.0.1:1/news", wait=0.1)
    assert "secret" not in str(caught.value)


def test_a_file_cut_short_is_called_damaged(tmp_path: Path) -> None:
    path = tmp_path / "news.dateline"
    fill(path)
    path.write_bytes(path.read_bytes()[:5000])
    with pytest.raises(StoreError, match="damaged"):
        store.open(path)


def test_a_newer_schema_is_not_touched(tmp_path: Path) -> None:
    path = tmp_path / "news.dateline"
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        database.execute("INSERT INTO migrations VALUES (99, '2030-01-01', '9.0')")
    for readonly in (False, True):
        with pytest.raises(StoreError, match=r"made by a newer Dateline.*pip install -U"):
            store.open(path, readonly=readonly)


def test_reading_only_reads(tmp_path: Path) -> None:
    document = fill(tmp_path / "news.dateline")
    with store.open(tmp_path / "news.dateline", readonly=True) as corpus:
        assert corpus.coded("r1") == document
        assert corpus.check() == []
        with pytest.raises(StoreError, match="opened for reading only"):
            corpus.put(document, key="b", run="run1")


def test_a_corpus_in_a_read_only_folder_is_read(folder: Path) -> None:
    document = fill(folder / "news.dateline")
    (folder / "news.dateline").chmod(0o444)
    folder.chmod(0o555)
    with as_nobody():
        with store.open(folder / "news.dateline", readonly=True) as corpus:
            assert corpus.coded("r1") == document
            assert [h.report for h in corpus.search("spokesman")] == ["r1"]
        with pytest.raises(StoreError, match="read-only"), store.open(folder / "news.dateline") as corpus:
            corpus.skip("x", "y")
        with pytest.raises(StoreError, match="cannot be opened"):
            store.open(folder / "new.dateline")


def test_an_unfinished_log_in_a_read_only_folder_is_not_overlooked(folder: Path) -> None:
    with store.open(folder / "news.dateline") as corpus:
        corpus.run("0.1", "abc", "sample 1")
        for name in ("news.dateline", "news.dateline-wal"):
            shutil.copy(folder / name, folder / f"copy-{name}")
    folder.chmod(0o555)
    with as_nobody(), pytest.raises(StoreError, match="write-ahead log"):
        store.open(folder / "copy-news.dateline", readonly=True)


def test_a_second_writer_waits_and_then_says_why(tmp_path: Path) -> None:
    path = tmp_path / "news.dateline"
    fill(path)
    with closing(sqlite3.connect(path, isolation_level=None)) as other, store.open(path, wait=0.1) as corpus:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match="another process is writing"):
            corpus.skip("x", "y")
        assert corpus.report("r1").id == "r1"  # readers do not wait
        other.execute("ROLLBACK")
        corpus.skip("x", "y")


def test_a_full_disk_keeps_what_was_stored_before(tmp_path: Path) -> None:
    def small(connection: sqlite3.Connection, _: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count={pages + 40}")

    with store.open(tmp_path / "news.dateline") as corpus:
        run = corpus.run("0.1", "abc", "sample 1")
        corpus._engine.dispose()
        event.listen(corpus._engine, "connect", small)
        stored: list[str] = []

        def load() -> None:
            for document in many(400):
                stored.append(corpus.put(document, key=document.article.url or "", run=run).report)

        with pytest.raises(StoreError, match="disk is full"):
            load()
        assert stored
        assert [r.id for r in corpus.reports()] == stored
        assert corpus.check() == []


def test_a_corpus_without_texts_keeps_hashes_offsets_and_excerpts(tmp_path: Path) -> None:
    document = coded([sentence(), "A line on which nothing rests."], quote="We saw nothing")
    with store.open(tmp_path / "lean.dateline", texts=False) as corpus:
        corpus.run("0.1", "abc", "sample 1")
        corpus.put(document, key="a", run="run1")
        lean = corpus.coded("r1")
        assert lean.article.text == corpus.text("r1") == ""
        assert lean == document.model_copy(update={"article": document.article.model_copy(update={"text": ""})})
        assert next(corpus.events()).evidence.exact == sentence()
        assert corpus.put(document, key="a", run="run1").status == "same"
        assert corpus.check() == []
        corpus.put(coded([sentence("southern")]), key="a", run="run1")
        assert corpus.coded("r1", 1) == lean
    assert b"nothing rests" not in (tmp_path / "lean.dateline").read_bytes()
    with pytest.raises(StoreError, match="made without texts"):
        store.open(tmp_path / "lean.dateline", texts=True)
    with store.open(tmp_path / "lean.dateline") as corpus:
        assert not corpus.texts
