"""Helpers: who does a word of a text stand for?"""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest

from dateline.actors import ActorIndex, index
from dateline.language import Document

Who = Callable[..., tuple[str, ...]]


@pytest.fixture(scope="session")
def read(engine: object) -> Callable[..., tuple[Document, ActorIndex]]:
    """Parse and index a text; `places` maps words to the country of the place they name."""

    def run(text: str, on: str | None = None, places: dict[str, str] | None = None) -> tuple[Document, ActorIndex]:
        doc: Document = engine.parse(text)  # type: ignore[attr-defined]
        located = {t.i: (places or {})[t.text] for t in doc.tokens if t.text in (places or {})}
        day = datetime.date.fromisoformat(on) if on else None
        return doc, index(doc, day, located)

    return run


@pytest.fixture(scope="session")
def who(read: Callable[..., tuple[Document, ActorIndex]]) -> Who:
    """Ids at the `nth` occurrence (from 0, or from the end) of a word in a text."""

    def run(text: str, word: str, nth: int = 0, **more: object) -> tuple[str, ...]:
        doc, ix = read(text, **more)
        tokens = [t.i for t in doc.tokens if t.text == word]
        return ix.at(tokens[nth])

    return run
