"""The whole coder: promises that hold for every text."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

import dateline
from dateline.errors import SkippedDocument
from dateline.records import Article, CodedArticle, Span

WORDS = st.sampled_from(
    'Russia Kenyan police the minister said that rebels attacked “ ” " . , and in Oslo on Friday accused of he his'
    " arresting 40 protesters will visit not U.S. NATO Paris Jordan Georgia 12 people were killed by denied “We must go"
    "” ? ! — \n\n TALKS FAIL AGAIN according to former President who ( ) 's \u200b 😀 İ ß 北京 Kyiv, former".split(" ")
)


@pytest.fixture(scope="module")
def coder() -> dateline.Coder:
    return dateline.Coder()


def spans(value: Any) -> Iterator[Span]:
    if isinstance(value, Span):
        yield value
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from spans(getattr(value, name))
    elif isinstance(value, tuple):
        for item in value:
            yield from spans(item)


def check(coded: CodedArticle) -> None:
    text = coded.article.text
    for span in spans(coded):
        assert 0 <= span.start < span.end <= len(text)
        assert text[span.start : span.end] == span.exact
    ids = [r.id for group in (coded.actors, coded.places, coded.events, coded.statements) for r in group]
    assert len(ids) == len(set(ids))
    actors, places = {a.id for a in coded.actors}, {p.id for p in coded.places} | {None}
    statements = {s.id for s in coded.statements} | {None}
    for e in coded.events:
        assert {*e.actors, *e.recipients} <= actors
        assert e.place in places
        assert e.statement in statements
        assert (e.voice == "attributed") == (e.statement is not None)
    for s in coded.statements:
        assert {*s.about, *([s.speaker] if s.speaker else [])} <= actors
        assert s.place in places
        assert s.within in statements - {s.id}
    assert CodedArticle.model_validate_json(coded.model_dump_json()) == coded
    assert json.loads(coded.model_dump_json())["schema"] == "dateline/1"


def code(coder: dateline.Coder, text: str) -> None:
    try:
        check(coder.read(text, published="2025-11-07", language="en"))
    except SkippedDocument:
        assert not any(c.isalpha() for c in text)


@settings(max_examples=60, deadline=None)
@given(text=st.text(st.characters(exclude_categories=()), max_size=200))
def test_any_text_is_coded_soundly_or_skipped(coder: dateline.Coder, text: str) -> None:
    code(coder, text)


@settings(max_examples=120, deadline=None)
@given(words=st.lists(WORDS, max_size=60))
def test_any_string_of_news_words_is_coded_soundly(coder: dateline.Coder, words: list[str]) -> None:
    code(coder, " ".join(words))


def test_coding_is_deterministic(coder: dateline.Coder) -> None:
    text = "Kenyan police arrested three activists in Nairobi on Friday. “We will appeal,” their lawyer said."
    assert coder.read(text, published="2025-11-07") == coder.read(text, published="2025-11-07")


def test_the_report_of_the_readme(coder: dateline.Coder) -> None:
    coded = coder.read("Kenyan police arrested three activists in Nairobi on Friday.", published="2025-11-07")
    (event,) = coded.events
    assert (event.type, event.mode, event.date, event.status, event.voice) == (
        "COERCE", "arrest", "2025-11-07", "actual", "report")  # fmt: skip
    assert {a.country for a in coded.actors if a.id in event.actors} == {"KEN"}
    assert [(m.measure, m.low) for m in event.magnitudes] == [("arrested", 3)]
    assert next(p.name for p in coded.places if p.id == event.place) == "Nairobi"
    assert event.evidence.exact.startswith("Kenyan police")


def test_what_is_alleged_is_not_reported(coder: dateline.Coder) -> None:
    coded = coder.read("Sudan accused Chad of shelling a village near the border on Friday.", published="2025-11-07")
    by_type = {e.type: e for e in coded.events}
    assert by_type["ACCUSE"].voice == "report"
    assert all(e.voice == "attributed" or e.status != "actual" for e in coded.events if e.type == "ASSAULT")
    assert all(r.source != "TCD" or not r.events for r in coded.relations)


def test_no_socket_is_opened(coder: dateline.Coder, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("network access while coding")

    for name in ("connect", "connect_ex", "sendto", "bind"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    coded = dateline.Coder().code(Article(id="x", text="Norway praised Sweden.", sha256="0", language="en"))
    assert coded.events


def test_import_is_light() -> None:
    code = "import sys, dateline; print(sorted(m for m in sys.modules if m in ('spacy', 'pydantic', 'numpy', 'yaml')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"
