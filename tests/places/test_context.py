"""What the words around a name say of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.language import Document
from dateline.places import context, cues

Parse = Callable[[str], Document]
LISTS = cues.load()


def at(doc: Document, word: str) -> int:
    return next(t.i for t in doc.tokens if t.text == word)


HINTS = [
    ("They left the city of Xandara.", "settlement", True),
    ("They left Xandara city.", "settlement", True),
    ("They left a town called Xandara.", "settlement", True),
    ("They left the villages of Xandara and Qom.", "settlement", True),
    ("They left Xandara province.", "area1", True),
    ("They left the Xandara region.", "area1", True),
    ("They left Xandara district.", "area2", True),
    ("They left Xandara and Qorin counties.", "area2", True),
    ("They left the island of Xandara.", "feature", True),
    ("They left the Xandara front.", "feature", False),
    ("They left the Republic of Xandara.", "area1", False),
    ("They live near Xandara.", "", True),
    ("They met Xandara.", "", False),
]


@pytest.mark.parametrize(("text", "hint", "enough"), HINTS)
def test_the_kind_of_place_named(parse: Parse, text: str, hint: str, enough: bool) -> None:
    doc = parse(text)
    i = at(doc, "Xandara")
    said, sufficient = context.hint(doc, i, i + 1, LISTS)
    assert said == hint
    if hint or enough:
        assert sufficient is enough


LOCATIVE = [
    ("It happened in Xandara.", True),
    ("It happened in the besieged eastern city of Xandara.", True),
    ("Troops moved towards Xandara.", True),
    ("Jets bombed Xandara.", True),
    ("Residents of Xandara fled.", True),
    ("It was done by Xandara.", False),
    ("According to Xandara, it was over.", False),
    ("Xandara was tired.", False),
    ("They thanked Xandara.", False),
]


@pytest.mark.parametrize(("text", "expected"), LOCATIVE)
def test_where_a_name_stands_as_a_place(parse: Parse, text: str, expected: bool) -> None:
    doc = parse(text)
    i = at(doc, "Xandara")
    assert context.locative(doc, i, i + 1, LISTS) is expected


NEAR = [
    ("Near Xandara they stopped.", True),
    ("They camped outside the town of Xandara.", True),
    ("They camped 20 km north of Xandara.", True),
    ("They camped close to Xandara.", True),
    ("They camped on the outskirts of Xandara.", True),
    ("They camped in northern Xandara.", False),
    ("They camped in Xandara.", False),
    ("They drove to Xandara.", False),
    ("They saw the governor of Xandara.", False),
]


@pytest.mark.parametrize(("text", "expected"), NEAR)
def test_near_is_told_from_in(parse: Parse, text: str, expected: bool) -> None:
    doc = parse(text)
    assert context.near(doc, at(doc, "Xandara"), LISTS) is expected
