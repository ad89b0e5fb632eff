"""Report, attributed or commentary: one voice a sentence."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.errors import DataError
from dateline.language import Document
from dateline.records import Statement
from dateline.statements import voice, voices

SENTENCES = {
    "report": [
        "Rebels seized the town on Monday after two days of fighting.",
        "At least 14 people were killed when a shell hit a market in the port city.",
        "The foreign ministers met in Geneva for three hours.",
        "Turkey closed its airspace to the airline.",
        "The parliament passed the budget by 210 votes to 95.",
        "Thousands of protesters marched through the capital.",
        "The army deployed 2,000 soldiers to the border region.",
        "Oil prices rose 3 percent.",
        "The talks were suspended until March.",
        "The two countries fought a brief war in 2008.",
        "Police arrested 40 demonstrators and fired tear gas.",
        "The airport has been shut since Tuesday.",
        "The bridge was destroyed in World War I.",
        "The president will travel to Ankara next week.",
        "The group did not respond to a request for comment.",
        "Both sides exchanged 90 prisoners.",
        "An earthquake of magnitude 6.1 struck the region at dawn.",
        "The election is scheduled for 4 May.",
        "Troops tried to enter the compound at night.",
        "The convoy, which carried food and medicine, reached the town on Friday.",
        "The president flew to Oslo, where he met the king.",
        "The ship sank in rough seas off the coast.",
        "The court sentenced the former minister to six years in prison.",
        "The cabinet approved a plan to buy 40 fighter jets.",
        "About 200 people gathered outside the embassy.",
        "Fighting resumed on Sunday near the dam.",
        "The pipeline carries gas from the Caspian Sea to Europe.",
        "The foreign ministry summoned the ambassador over the incident.",
        "He was born in 1961 and served two terms as governor.",
        "The ban takes effect on 1 June.",
        "It was the third attack on the town this week.",
        "More than 80 aftershocks were recorded, the strongest of magnitude 4.8.",
        "The two leaders signed a treaty on mutual defence.",
        "The navy intercepted a boat carrying 120 migrants.",
    ],
    "told by the writer": [
        "Lavrov criticized U.S. actions in the Gulf.",
        "The Kremlin accused Kyiv of sabotaging the talks.",
        "Iran's president hailed the accord as historic.",
        "Tokyo urged both sides to show restraint.",
        "China agreed to resume flights.",
        "Ghana has asked the Emirates to extradite him.",
        "No one has been charged.",
        "It was not clear who had fired first.",
        "We have not been able to verify the video.",
        "We are ending our live coverage here.",
    ],
    "attributed": [
        "The minister said the army had retaken the town.",
        "“We will never surrender,” the commander said.",
        "Analysts believe the strike could trigger a wider war.",
        "According to the ministry, 14 soldiers were killed.",
        "The rebels denied that they had shelled the market.",
        "Officials warned that the dam could burst.",
        'The envoy called the deal "a turning point".',
        "Witnesses reported hearing three explosions.",
        "The United Nations says 40,000 people have fled.",
        "She promised that the elections would be held on time.",
        "The ruling, experts say, could embolden separatists.",
        "The bank expects inflation to fall, its governor said in a statement.",
        '"Who gave the order?" the judge asked.',
        "The general insisted his troops had done nothing wrong.",
    ],
    "commentary": [
        "The attack raises questions about the future of the ceasefire.",
        "It remains to be seen whether the truce will hold.",
        "The visit marks a turning point in relations between the two countries.",
        "The decision could signal a shift in Ankara's policy.",
        "Unsurprisingly, the talks collapsed within hours.",
        "The move is widely seen as an attempt to weaken the opposition.",
        "In a sign of growing tensions, the two armies moved closer to the border.",
        "The election underscores the deep divisions in the country.",
        "Who will stop them now?",
        "We should not forget how it began.",
        "The stakes are high for both sides.",
        "The generals are likely to ignore the court's ruling, and perhaps the president as well.",
        "The unbreakable friendship between the two peoples, forged in blood, has reached new heights.",
        "This reckless policy has been a disaster for the region.",
        "The deal is a major setback for the prime minister.",
        "The government cannot afford another crisis.",
        "Whatever happens next, the region will probably never be the same, and that is the tragic truth of it.",
        "The withdrawal may embolden the militias.",
        "It is hard to overstate the importance of the pipeline.",
        "The summit was little more than political theatre.",
        "His victory casts doubt on the alliance's future.",
        "The resignation deals a blow to the coalition.",
        "The truth is that neither side wants peace.",
        "The bombing was a stark reminder of the group's reach.",
        "Whether the sanctions will work is another question.",
        "Under the wise guidance of the great leader, the heroic army is invincible.",
        "The crisis speaks volumes about the weakness of the regional bloc.",
        "For Ankara, the timing could hardly be worse.",
        "The episode lays bare the fragility of the coalition.",
        "That calculation looks increasingly risky.",
        "What this means for the peace process is anyone's guess.",
        "Such rhetoric is nothing new.",
        "The visit is rich in symbolism.",
        "But the message was unmistakable: the alliance is here to stay.",
        "If history is any guide, the truce will not last.",
        "The regime has every reason to worry.",
        "No one should be under any illusion about the cost of this war.",
        "The heroic people, rallied around the great leader, advance with unshakable faith toward a radiant future.",
        "The world watched with admiration as the two great nations wrote a new chapter of their militant friendship.",
        "It is a gamble that may yet backfire.",
        "The president's silence is deafening.",
        "The crackdown threatens to undo years of progress.",
        "This is a dangerous escalation that risks dragging the whole region into war.",
        "Few expect the talks to succeed.",
        "Much will depend on whether Washington keeps its word.",
        "Behind the smiles, deep mistrust lingers.",
        "The trend is worrying, and the government seems unable or unwilling to stop it.",
    ],
}
CASES = [(label, text) for label, texts in SENTENCES.items() for text in texts]


def test_there_are_enough_cases() -> None:
    assert len(CASES) >= 60


@pytest.mark.parametrize(("label", "text"), CASES)
def test_voice(
    parse: Callable[[str], Document], statements: Callable[[str], list[Statement]], label: str, text: str
) -> None:
    assert voices(parse(text), statements(text)) == ["report" if label.startswith("told") else label]


def test_one_voice_a_sentence(parse: Callable[[str], Document], statements: Callable[[str], list[Statement]]) -> None:
    text = "Rebels seized the town. The mayor said 40 people had fled. It remains to be seen who will govern."
    assert voices(parse(text), statements(text)) == ["report", "attributed", "commentary"]


def test_commentary_inside_speech_is_the_speaker_s(
    parse: Callable[[str], Document], statements: Callable[[str], list[Statement]]
) -> None:
    text = "“It remains to be seen whether the truce will hold,” the envoy said."
    assert voices(parse(text), statements(text)) == ["attributed"]


def test_an_empty_text_has_no_voice(parse: Callable[[str], Document]) -> None:
    assert voices(parse(""), []) == []


def test_signs_of_every_kind() -> None:
    kinds = {sign.kind for signs in voice.load().values() for sign in signs}
    assert kinds == voice.KINDS


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("turning point\tsignificance\t1", "columns"),
        ("turning point\tmood\t1\tnote", "unknown kind"),
        ("turning point\tsignificance\tmuch\tnote", "no number"),
        ("* point\tsignificance\t1\tnote", "bad pattern"),
        ("turning *\tsignificance\t1\tnote", "bad pattern"),
        ("turning||point\tsignificance\t1\tnote", "bad pattern"),
    ],
)
def test_bad_row_names_file_and_line(row: str, problem: str) -> None:
    table = "\t".join(voice.COLUMNS) + "\nso what\tevaluation\t1\tnote\n" + row + "\n"
    with pytest.raises(DataError, match=rf"^signs:3: .*{problem}"):
        list(voice.read(table, "signs"))
