"""Where contents end and what they skip: two statements of one sentence, interruptions, the writer's background."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.records import Statement

Find = Callable[..., list[Statement]]


def contents(found: list[Statement]) -> list[tuple[str, ...]]:
    return [tuple(c.exact for c in s.content) for s in found]


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The envoy said prices would fall this year, adding that the port was open.",
         "prices would fall this year", "that the port was open"),
        ("Scientists at the marine institute estimate that catches have fallen by a third, and warn of shortages.",
         "that catches have fallen by a third", "shortages"),
        ("The governor said the dam was safe, but warned that the river would rise.",
         "the dam was safe", "that the river would rise"),
    ],
)  # fmt: skip
def test_a_second_cue_begins_a_statement_of_its_own(statements: Find, text: str, first: str, second: str) -> None:
    found = statements(text)
    assert contents(found) == [(first,), (second,)]
    assert found[0].speaker_text == found[1].speaker_text


def test_a_long_relative_clause_is_the_writers_background(statements: Find) -> None:
    (found,) = statements("The envoy thanked Brenn, which has sheltered nine hundred families since the great flood.")
    assert contents([found]) == [("Brenn",)]
    (found,) = statements("The envoy said that the road to the eastern border, which is long, was open again.")
    assert contents([found]) == [("that the road to the eastern border, which is long, was open again",)]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Whatever progress has been made, officials said, could be lost within days.",
         ("Whatever progress has been made", "could be lost within days")),
        ("The solution, the minister told reporters, was simple.", ("The solution", "was simple")),
        ("That attitude, many argue, could carry a cost.", ("That attitude", "could carry a cost")),
        ("When the last ferry leaves, says the harbour master, “you learn who your friends are.”",
         ("When the last ferry leaves", "“you learn who your friends are.”")),
    ],
)  # fmt: skip
def test_a_cue_between_two_commas_interrupts(statements: Find, text: str, parts: tuple[str, str]) -> None:
    assert contents(statements(text)) == [parts]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("The party will stay in the coalition, its leader, Tad Holm, told the Example Post.", "its leader, Tad Holm",
         "The party will stay in the coalition"),
        ("The senator told the audience at his dinner that he and the network had spoken.", "The senator",
         "that he and the network had spoken"),
        ("The aide said on the radio, where he has a show, that Holm would go.", "The aide", "that Holm would go"),
        ("The minister has promised, with a straight face, that no road will be left behind.", "The minister",
         "that no road will be left behind"),
        ("Her rivals have called for the minister to be prosecuted.", "Her rivals",
         "for the minister to be prosecuted"),
        ("The opposition called the decision “cowardly”.", "The opposition", "the decision “cowardly”"),
        ("Rain fell (two people were hurt, according to the police) and the river rose.", "the police",
         "two people were hurt"),
        ("The party leads by nine seats in the north, according to the count, but the south is still open.",
         "the count", "The party leads by nine seats in the north"),
        ("Kigali had complained that the observers had left their zone.", "Kigali",
         "that the observers had left their zone"),
        ("''Part of my job is to say: 'This man is one of us,''' Mr. Vost said.", "Mr. Vost",
         "''Part of my job is to say: 'This man is one of us,'''"),
    ],
)  # fmt: skip
def test_what_is_said_is_found_whole(statements: Find, text: str, speaker: str, content: str) -> None:
    outer = statements(text)[0]
    assert outer.speaker_text is not None
    assert outer.speaker_text.exact == speaker
    assert contents([outer]) == [(content,)]


def test_an_aside_in_what_is_said_does_not_reach_before_it(statements: Find) -> None:
    text = "She added that the envoy had offered a hotline, a step to which, she said, the port had never replied."
    outer, inner = statements(text)
    assert outer.cue is not None
    assert outer.cue.exact == "added"
    assert contents([inner]) == [("the port had never replied",)]


def test_an_order_is_a_demand(statements: Find) -> None:
    (found,) = statements("The government ordered the deputy head of the embassy to leave the country.")
    assert (found.act, contents([found])) == ("demand", [("the deputy head of the embassy to leave the country",)])
    (found,) = statements("The minister asked her counterpart, Ivo Vost, to keep one lane open.")
    assert contents([found]) == [("her counterpart, Ivo Vost, to keep one lane open",)]


def test_a_question_put_by_nobody_named_has_no_speaker(statements: Find) -> None:
    asked, said = statements("Asked if he would publish the survey, the mayor said he would wait.")
    assert (asked.speaker_text, asked.act) == (None, "ask")
    assert contents([asked, said]) == [("if he would publish the survey",), ("he would wait",)]


@pytest.mark.parametrize("text", [
    "Nobody doubts that the wards are short of beds.", "No one has claimed responsibility for the blast.",
    "The mayor refused to be drawn on the future of the pool.",
    "Outside the hall about 300 people, many of them from the hills, protested peacefully.",
])  # fmt: skip
def test_nobody_says_it(statements: Find, text: str) -> None:
    assert statements(text) == []


def test_a_quoted_name_does_not_end_the_turn(statements: Find) -> None:
    (found,) = statements("“I could hear little,” Holm told NBK’s “Today” on Monday. “There were many voices.”")
    assert contents([found]) == [("“I could hear little,”", "“There were many voices.”")]
