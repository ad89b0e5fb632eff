"""Slips of the language model that are mended."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.language import Document, syntax

Parse = Callable[[str], Document]


@pytest.mark.parametrize(
    ("text", "verb", "subject"),
    [
        ("The agency said some prisoners had been beaten and called for an inquiry.", "called", "agency"),
        ("The group said seven fighters had been killed and blamed foreign aircraft.", "blamed", "group"),
        ("She demanded that the prosecutor open an inquiry and threatened to call a vote.", "threatened", "She"),
        ("The envoy urged the parties to extend the truce and offered to send observers.", "offered", "envoy"),
        ("The minister said the army had shelled the town and burned two farms.", "burned", "army"),
        (
            "Indonesia held an inquiry on Thursday, two days after one of its vessels was rammed in waters that both"
            " countries claim, and summoned the ambassador.",
            "summoned",
            "Indonesia",
        ),
    ],
)
def test_a_verb_after_a_reported_clause_has_its_own_subject(parse: Parse, text: str, verb: str, subject: str) -> None:
    doc = parse(text)
    found = syntax.subject(doc, next(t.i for t in doc.tokens if t.text == verb))
    assert found is not None
    assert doc.tokens[found].text == subject


@pytest.mark.parametrize(
    ("text", "word", "lemma"),
    [
        ("Farmers staged a march.", "staged", "stage"),
        ("They were waging war.", "waging", "wage"),
        ("Police stopped the march.", "stopped", "stop"),
        ("The army planned an attack.", "planned", "plan"),
    ],
)
def test_lemmas_of_short_stems(parse: Parse, text: str, word: str, lemma: str) -> None:
    assert next(t.lemma for t in parse(text).tokens if t.text == word) == lemma


def test_a_sound_parse_is_left_alone(parse: Parse) -> None:
    doc = parse("Kenyan police arrested three activists in Nairobi on Friday.")
    assert [(t.text, t.tag, t.dep) for t in doc.tokens if t.dep in ("ROOT", "nsubj", "dobj")] == [
        ("police", "NNS", "nsubj"), ("arrested", "VBD", "ROOT"), ("activists", "NNS", "dobj"),
    ]  # fmt: skip


def test_every_sentence_is_one_tree(parse: Parse) -> None:
    doc = parse(
        "Qatar is mediating between the two armies. Eritrea massed troops. Ministers sacked over prison deaths\n\n"
        "Australia imposed travel bans and asset freezes on a dozen businessmen. It was Laos that agreed to pay."
    )
    for s in doc.sentences:
        assert sorted(doc.descendants(s.root)) == list(range(s.first, s.last))
        assert all(doc.tokens[k].head == t.i for t in doc.tokens[s.first : s.last] for k in t.kids)


@pytest.mark.parametrize(
    ("text", "verb", "subject", "objects"),
    [
        ("Eritrea massed troops.", "massed", "Eritrea", ["troops"]),
        ("Qatar is mediating between the two armies.", "mediating", "Qatar", []),
        ("Japan gave the Maldives two retired patrol boats.", "gave", "Japan", ["boats"]),
        ("It was Laos that agreed to pay.", "agreed", "Laos", []),
        ("Minister sacked over prison deaths", "sacked", "Minister", ["Minister"]),
    ],
)
def test_who_does_what(parse: Parse, text: str, verb: str, subject: str, objects: list[str]) -> None:
    doc = parse(text)
    i = next(t.i for t in doc.tokens if t.text == verb)
    found = syntax.subject(doc, i)
    assert found is not None
    assert doc.tokens[found].text == subject
    assert [doc.tokens[o].text for o in syntax.objects(doc, i)] == objects
