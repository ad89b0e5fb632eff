"""A small stand-in for the actor index: words of the text name actors, pronouns what they are told to."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from dateline.language import Document
from dateline.records import Statement
from dateline.statements import find


class Named:
    """Actors by the lower-case words that denote them."""

    def __init__(self, doc: Document, words: Mapping[str, str]) -> None:
        self.doc, self.words = doc, words

    def at(self, token: int) -> tuple[str, ...]:
        found = self.words.get(self.doc.tokens[token].lower)
        return (found,) if found else ()

    def within(self, token: int) -> tuple[str, ...]:
        below = (a for k in self.doc.descendants(token) if k != token for a in self.at(k))
        return tuple(dict.fromkeys(below))


Find = Callable[..., list[Statement]]


@pytest.fixture(scope="session")
def statements(parse: Callable[[str], Document]) -> Find:
    """`statements(text, word="ACTOR", …)`: the statements of a text in which those words name those actors."""

    def run(text: str, **words: str) -> list[Statement]:
        doc = parse(text)
        return find(doc, Named(doc, words))

    return run
