"""Quotation marks become quotes, whatever their shape; a bad mark costs one quote at most."""

from collections.abc import Callable

import pytest

from dateline.language import Document
from dateline.statements import quotes

Parse = Callable[[str], Document]


def words(parse: Parse, text: str, level: int = 0) -> list[str]:
    return [" | ".join(text[a:b] for a, b in q.inner) for q in quotes.find(parse(text)) if q.level == level]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We will go,” he said.", ["We will go,"]),
        ('"We will go," he said.', ["We will go,"]),
        ("''We will go,'' he said.", ["We will go,"]),
        ("``We will go,'' he said.", ["We will go,"]),
        ("«We will go», he said.", ["We will go"]),
        ("„We will go“, he said.", ["We will go"]),
        ("»We will go«, he said.", ["We will go"]),
        ("”We will go,” he said.", ["We will go,"]),
        ("'We will go,' he said.", ["We will go,"]),
        ("‘We will go,’ he said.", ["We will go,"]),
        ("He called it (“a farce”).", ["a farce"]),
        ('"Go"—he said—"now".', ["Go", "now"]),
        ("“One.” “Two.”", ["One.", "Two."]),
        ("He said: “Yes”; she said: “No”.", ["Yes", "No"]),
        ("", []),
        ("No marks at all.", []),
    ],
)
def test_shapes(parse: Parse, text: str, expected: list[str]) -> None:
    assert words(parse, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The leaders' talks were the ministers' idea.",
        "It's the army's fault; they don't know.",
        "The '90s were rock 'n' roll.",
        "Mr O’Hara’s aides’ letters.",
        'A 5\' 10" man fired a 9" shell.',
        "Give 'em hell.",
    ],
)
def test_apostrophes_and_inches_are_no_quotes(parse: Parse, text: str) -> None:
    assert words(parse, text) == []


@pytest.mark.parametrize(
    ("text", "outer", "inner"),
    [
        ("“He told me, ‘Go home,’ and left,” she said.", ["He told me, ‘Go home,’ and left,"], ["Go home,"]),
        ("\"He said 'go' to us,\" she said.", ["He said 'go' to us,"], ["go"]),
        ("'The leaders' “final” offer is dead,' he said.", ["The leaders' “final” offer is dead,"], ["final"]),
    ],
)
def test_nested(parse: Parse, text: str, outer: list[str], inner: list[str]) -> None:
    assert words(parse, text) == outer
    assert words(parse, text, 1) == inner


def test_a_quote_over_paragraphs_is_one(parse: Parse) -> None:
    text = "“The road is open.\n\n“The bridge is not.\n\n“We wait,” the mayor said.\n\nThe “mayor” left."
    assert words(parse, text) == ["The road is open. | The bridge is not. | We wait,", "mayor"]


def test_a_paragraph_may_close_what_it_does_not_reopen(parse: Parse) -> None:
    assert words(parse, "“The road is open.\n\nThe bridge is not.”") == ["The road is open. | The bridge is not."]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “we go. Then he left.\n\nLater she said “no”.", ["we go.", "no"]),
        ("He said we go”. She said “no”.", ["no"]),
        ('He said "we go. Then he called it a "mess" and left.', ["we go.", "mess"]),
        ("“Never. I mean never.\n\nThe end.", ["Never."]),
        ("“", []),
        ("” “", []),
        ('"" he said', []),
    ],
)
def test_an_unbalanced_mark_costs_one_quote(parse: Parse, text: str, expected: list[str]) -> None:
    assert words(parse, text) == expected


def test_missing_close_is_marked(parse: Parse) -> None:
    found = quotes.find(parse("He said “we go. She said “no”."))
    assert [q.closed for q in found] == [False, True]
