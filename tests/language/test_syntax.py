"""Grammar questions, asked of whole sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.language import Document, syntax

Parse = Callable[[str], Document]


def find(doc: Document, word: str) -> int:
    return next(t.i for t in doc.tokens if t.text == word)


SUBJECTS = [
    ("Rebels attacked the post.", "attacked", "Rebels"),
    ("Rebels attacked the post and burned two trucks.", "burned", "Rebels"),
    ("The minister, who visited Oslo on Friday, praised the talks.", "visited", "minister"),
    ("Norway urged Sweden to release the crew.", "release", "Sweden"),
    ("Norway promised to release the crew.", "release", "Norway"),
    ("Soldiers guarding the bridge fled.", "guarding", "Soldiers"),
    ("Norway accused Sweden of arming the rebels.", "arming", "Sweden"),
    ("After shelling the port, the navy withdrew.", "shelling", "navy"),
]


@pytest.mark.parametrize(("text", "verb", "subject"), SUBJECTS)
def test_subject(parse: Parse, text: str, verb: str, subject: str) -> None:
    doc = parse(text)
    found = syntax.subject(doc, find(doc, verb))
    assert found is not None
    assert doc.tokens[found].text == subject


OBJECTS = [
    ("Rebels attacked the post.", "attacked", ["post"]),
    ("The post was attacked by rebels.", "attacked", ["post"]),
    ("Police detained a man wounded by soldiers.", "wounded", ["man"]),
    ("They left the village that rebels attacked.", "attacked", ["village"]),
]


@pytest.mark.parametrize(("text", "verb", "objects"), OBJECTS)
def test_objects(parse: Parse, text: str, verb: str, objects: list[str]) -> None:
    doc = parse(text)
    assert [doc.tokens[o].text for o in syntax.objects(doc, find(doc, verb))] == objects


def test_agents_and_prepositions(parse: Parse) -> None:
    doc = parse("The port was shelled by the navy with mortars on Friday.")
    verb = find(doc, "shelled")
    assert [doc.tokens[a].text for a in syntax.agents(doc, verb)] == ["navy"]
    found = {(p, doc.tokens[o].text) for p, o in syntax.prepositions(doc, verb)}
    assert {("by", "navy"), ("on", "Friday")} <= found


@pytest.mark.parametrize(
    ("text", "verb", "negated"),
    [
        ("The army did not attack the town.", "attack", True),
        ("Nobody attacked the town.", "attacked", True),
        ("The army attacked the town.", "attacked", False),
        ("They left without attacking the town.", "attacking", True),
    ],
)
def test_negation(parse: Parse, text: str, verb: str, negated: bool) -> None:
    doc = parse(text)
    assert syntax.is_negated(doc, find(doc, verb)) is negated


@pytest.mark.parametrize(
    ("text", "verb", "tense"),
    [
        ("The envoy will visit Oslo.", "visit", "future"),
        ("The envoy visited Oslo.", "visited", "past"),
        ("The envoy has visited Oslo.", "visited", "past"),
        ("The envoy visits Oslo.", "visits", "present"),
        ("The envoy wants to visit Oslo.", "visit", "none"),
    ],
)
def test_tense(parse: Parse, text: str, verb: str, tense: str) -> None:
    doc = parse(text)
    assert syntax.tense(doc, find(doc, verb)) == tense


def test_noun_phrase_leaves_relative_clauses_out(parse: Parse) -> None:
    doc = parse("The commander of the Thai army, who resigned on Monday, left.")
    first, last = syntax.noun_phrase(doc, find(doc, "commander"))
    assert doc.span(first, last).exact == "The commander of the Thai army"


def test_conjuncts(parse: Parse) -> None:
    doc = parse("Norway, Sweden and Finland signed the treaty.")
    assert [doc.tokens[i].text for i in syntax.conjuncts(doc, find(doc, "Norway"))] == ["Norway", "Sweden", "Finland"]
