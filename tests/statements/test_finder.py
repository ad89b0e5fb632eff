"""Who says what: sentences → speaker words, cue, manner, act, content, quotes."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from dateline.records import Statement

Find = Callable[..., list[Statement]]


class Row(NamedTuple):
    text: str
    speaker: str | None
    cue: str | None
    manner: str
    act: str
    content: tuple[str, ...]
    quotes: tuple[str, ...] = ()


def row(s: Statement) -> tuple[object, ...]:
    return (
        s.speaker_text and s.speaker_text.exact, s.cue and s.cue.exact, s.manner, s.act,
        tuple(c.exact for c in s.content), tuple(q.exact for q in s.quotes),
    )  # fmt: skip


ONE = [
    # indirect speech
    Row("The minister said that the road was open.", "The minister", "said", "indirect", "say",
        ("that the road was open",)),
    Row("The minister said the road was open.", "The minister", "said", "indirect", "say", ("the road was open",)),
    Row("Two bridges have been mined, the mayor of Brenn said on Monday.", "the mayor of Brenn", "said", "indirect",
        "say", ("Two bridges have been mined",)),
    Row("The port, officials say, will reopen in May.", "officials", "say", "indirect", "say",
        ("The port", "will reopen in May")),
    Row("In the long run, the envoy said, both sides will have to talk.", "the envoy", "said", "indirect", "say",
        ("In the long run", "both sides will have to talk")),
    Row("According to the ministry, nine soldiers were hurt.", "the ministry", "According to", "indirect", "say",
        ("nine soldiers were hurt",)),
    Row("Nine soldiers were hurt, according to two people with knowledge of the matter.",
        "two people with knowledge of the matter", "according to", "indirect", "say", ("Nine soldiers were hurt",)),
    Row("The envoy told reporters that talks had failed.", "The envoy", "told", "indirect", "say",
        ("that talks had failed",)),
    Row("The governor was quoted as saying that the dam would hold.", "The governor", "was quoted as saying",
        "indirect", "say", ("that the dam would hold",)),
    Row("The army claimed to have killed 30 fighters.", "The army", "claimed", "indirect", "claim",
        ("to have killed 30 fighters",)),
    Row("Tehran has repeatedly denied seeking nuclear weapons.", "Tehran", "has repeatedly denied", "indirect", "deny",
        ("seeking nuclear weapons",)),
    Row("Aid groups have warned that famine is spreading.", "Aid groups", "have warned", "indirect", "warn",
        ("that famine is spreading",)),
    Row("The premier promised to rebuild the town.", "The premier", "promised", "indirect", "promise",
        ("to rebuild the town",)),
    Row("The junta threatened to close the border.", "The junta", "threatened", "indirect", "threaten",
        ("to close the border",)),
    Row("Tokyo urged both sides to show restraint.", "Tokyo", "urged", "indirect", "demand",
        ("both sides to show restraint",)),
    Row("The United Nations called on the parties to let aid through.", "The United Nations", "called on", "indirect",
        "demand", ("the parties to let aid through",)),
    Row("Analysts believe the move could trigger new sanctions.", "Analysts", "believe", "indirect", "believe",
        ("the move could trigger new sanctions",)),
    Row("The general insisted that his troops had done nothing wrong.", "The general", "insisted", "indirect", "claim",
        ("that his troops had done nothing wrong",)),
    Row("The company admitted that it had paid the rebels.", "The company", "admitted", "indirect", "admit",
        ("that it had paid the rebels",)),
    Row("The poll showed that most voters were undecided.", "The poll", "showed", "indirect", "inform",
        ("that most voters were undecided",)),
    # speech acts with nominal content
    Row("Foreign Minister Ilan Varga criticized U.S. actions in the Gulf.", "Foreign Minister Ilan Varga",
        "criticized", "indirect", "criticize", ("U.S. actions in the Gulf",)),
    Row("The bloc condemned the shelling of the market.", "The bloc", "condemned", "indirect", "criticize",
        ("the shelling of the market",)),
    Row("The ministry rejected the claim that its forces had shelled the market.", "The ministry", "rejected",
        "indirect", "reject", ("the claim that its forces had shelled the market",)),
    Row("The president thanked Iraq for its support.", "The president", "thanked", "indirect", "thank",
        ("Iraq for its support",)),
    Row("The envoy welcomed the ceasefire.", "The envoy", "welcomed", "indirect", "welcome", ("the ceasefire",)),
    Row("Ankara accused the rebels of planting the bomb.", "Ankara", "accused", "indirect", "accuse",
        ("the rebels of planting the bomb",)),
    Row("The premier reaffirmed support for the treaty.", "The premier", "reaffirmed", "indirect", "support",
        ("support for the treaty",)),
    Row("The chancellor praised the mediators as heroes.", "The chancellor", "praised", "indirect", "praise",
        ("the mediators as heroes",)),
    Row("The residents disputed that account.", "The residents", "disputed", "indirect", "deny", ("that account",)),
    # direct speech
    Row("“We will go,” the envoy said.", "the envoy", "said", "direct", "say", ("“We will go,”",), ("We will go,",)),
    Row('"We will go," the envoy said.', "the envoy", "said", "direct", "say", ('"We will go,"',), ("We will go,",)),
    Row("'We are ready to talk,' Mr Tarin said.", "Mr Tarin", "said", "direct", "say", ("'We are ready to talk,'",),
        ("We are ready to talk,",)),
    Row("“The truce is dead,” said General Omar Tarin, commander of the northern front.",
        "General Omar Tarin, commander of the northern front", "said", "direct", "say", ("“The truce is dead,”",),
        ("The truce is dead,",)),
    Row("“I have never,” the general said, “seen such courage.”", "the general", "said", "direct", "say",
        ("“I have never,”", "“seen such courage.”"), ("I have never,", "seen such courage.")),
    Row("“Why did they shoot?” asked a resident.", "a resident", "asked", "direct", "ask",
        ("“Why did they shoot?”",), ("Why did they shoot?",)),
    Row("The mayor said: “The road is open. We will keep it open.”", "The mayor", "said", "direct", "say",
        ("“The road is open. We will keep it open.”",), ("The road is open. We will keep it open.",)),
    Row("“The road is open. We will keep it open,” the mayor said.", "the mayor", "said", "direct", "say",
        ("“The road is open. We will keep it open,”",), ("The road is open. We will keep it open,",)),
    Row("“First the guns must fall silent,” the envoy told reporters. “Then we talk.”", "the envoy", "told", "direct",
        "say", ("“First the guns must fall silent,”", "“Then we talk.”"),
        ("First the guns must fall silent,", "Then we talk.")),
    Row("“The road is open.\n\n“The bridge is not,” the mayor said.", "the mayor", "said", "direct", "say",
        ("“The road is open.\n\n“The bridge is not,”",), ("The road is open.", "The bridge is not,")),
    # mixed speech
    Row("The envoy said the drills were a “grave provocation”.", "The envoy", "said", "mixed", "say",
        ("the drills were a “grave provocation”",), ("grave provocation",)),
    Row("The premier hailed the ties as “strategic”.", "The premier", "hailed", "mixed", "praise",
        ("the ties as “strategic”",), ("strategic",)),
    Row("Washington called the measures “unjustified”.", "Washington", "called", "mixed", "call",
        ("the measures “unjustified”",), ("unjustified",)),
    Row("The opposition said the vote was rigged: “There was fraud everywhere.”", "The opposition", "said", "mixed",
        "say", ("the vote was rigged", "“There was fraud everywhere.”"), ("There was fraud everywhere.",)),
    # labels
    Row("Varga: Talks with the north will go on", "Varga", ":", "indirect", "say",
        ("Talks with the north will go on",)),
]  # fmt: skip


@pytest.mark.parametrize("case", ONE, ids=lambda c: c.text[:60])
def test_one_statement(statements: Find, case: Row) -> None:
    assert [row(s) for s in statements(case.text)] == [case[1:]]


NONE = [
    "Rebels attacked a convoy and fired at the airport.",
    "Troops targeted a camp. Police found 40 bodies and released three suspects.",
    "A shell hit the market and a missile struck the port.",
    "The book “War and Peace” was banned.",
    "The “mayor” of the town fled.",
    "The leaders' talks were the ministers' idea.",
    "Turkey sanctioned the airline and closed its airspace.",
    "The attack raises questions about the truce.",
    "The ship carried 400 tons of grain.",
    "",
    "?",
]


@pytest.mark.parametrize("text", NONE)
def test_no_statement(statements: Find, text: str) -> None:
    assert [row(s) for s in statements(text)] == []


def contents(found: list[Statement]) -> dict[str, str]:
    return {s.cue.exact if s.cue else "": " / ".join(c.exact for c in s.content) for s in found}


def test_a_chain_is_nested(statements: Find) -> None:
    outer, inner = statements("Seoul said that Pyongyang had denied firing the missile.")
    assert (outer.within, inner.within) == (None, outer.id)
    assert inner.speaker_text is not None
    assert inner.speaker_text.exact == "Pyongyang"
    assert [c.exact for c in inner.content] == ["firing the missile"]


def test_two_speakers_of_one_sentence_are_no_chain(statements: Find) -> None:
    found = statements("Hamas said it had accepted the offer, but Israel denied that a deal had been reached.")
    assert contents(found) == {"said": "it had accepted the offer", "denied": "that a deal had been reached"}
    assert [s.within for s in found] == [None, None]


def test_a_source_of_a_report_of_speech(statements: Find) -> None:
    found = statements("Officials fear that the offensive will drive refugees out, according to two diplomats.")
    outer = next(s for s in found if s.cue and s.cue.exact == "according to")
    inner = next(s for s in found if s.cue and s.cue.exact == "fear")
    assert (outer.within, inner.within) == (None, outer.id)
    assert inner.content[0].exact == "that the offensive will drive refugees out"


def test_several_acts_of_one_speaker(statements: Find) -> None:
    found = statements("The premier vowed to retaliate and threatened to close the border.")
    assert contents(found) == {"vowed": "to retaliate", "threatened": "to close the border"}
    assert [s.speaker_text and s.speaker_text.exact for s in found] == ["The premier", "The premier"]


def test_saying_and_adding_share_the_speaker(statements: Find) -> None:
    found = statements("Beijing urged restraint, saying it opposed any escalation.")
    assert {s.speaker_text and s.speaker_text.exact for s in found} == {"Beijing"}
    assert contents(found)["saying"] == "it opposed any escalation"


def test_speaker_is_an_actor(statements: Find) -> None:
    found = statements("The minister said the truce held.", minister="XYZ.GOV/minister", truce="nothing")
    assert found[0].speaker == "XYZ.GOV/minister"


def test_speaker_unknown_keeps_the_words(statements: Find) -> None:
    (found,) = statements("Officials said the truce held.")
    assert found.speaker is None
    assert found.speaker_text is not None
    assert found.speaker_text.exact == "Officials"


def test_relative_pronoun_is_resolved(statements: Find) -> None:
    found = statements("The envoy, who said the truce held, left.", envoy="XYZ.GOV/envoy")
    assert [(s.speaker, s.speaker_text and s.speaker_text.exact) for s in found] == [("XYZ.GOV/envoy", "who")]


def test_a_document_speaks_for_its_author(statements: Find) -> None:
    found = statements("The ministry's statement said the truce held.", ministry="XYZ.GOV")
    assert found[0].speaker == "XYZ.GOV"


def test_about_names_the_target_and_not_the_speaker(statements: Find) -> None:
    (found,) = statements("Ankara accused Kabul of shelling the town.", ankara="TUR", kabul="AFG")
    assert (found.speaker, found.about, found.stance) == ("TUR", ("AFG",), -1)


def test_negation_takes_the_stance_back(statements: Find) -> None:
    (found,) = statements("Ankara did not condemn the coup.")
    assert (found.act, found.stance) == ("criticize", 0)
    assert "negated" in found.why


def test_joint_speakers_are_named_in_the_reasons(statements: Find) -> None:
    (found,) = statements("Seoul and Tokyo condemned the launch.", seoul="KOR", tokyo="JPN")
    assert found.speaker == "KOR"
    assert "speaks with JPN" in found.why


def test_a_noun_gives_the_act_that_its_verb_carries(statements: Find) -> None:
    (found,) = statements("The minister voiced support for the treaty.")
    assert (found.act, found.stance) == ("support", 1)


def test_an_agency_dateline_is_no_content(statements: Find) -> None:
    (found,) = statements("BRENN, 4 May (Agency) — Rebels shelled the market, witnesses and a doctor said.")
    assert found.content[0].exact == "Rebels shelled the market"
    assert found.speaker_text is not None
    assert found.speaker_text.exact == "witnesses and a doctor"


def test_passive_keeps_the_agent_as_source(statements: Find) -> None:
    (found,) = statements("The attack was condemned by the African Union.")
    assert found.speaker_text is not None
    assert found.speaker_text.exact == "the African Union"
    assert found.content[0].exact == "The attack"


# -- quotes without a cue -------------------------------------------------------------------------------------------


def test_free_quote_goes_on_with_the_speaker_before(statements: Find) -> None:
    found = statements("The mayor said the road was open. “We will keep it open for good.”", mayor="XYZ.GOV/mayor")
    assert len(found) == 1
    assert found[0].speaker == "XYZ.GOV/mayor"
    assert [q.exact for q in found[0].quotes] == ["We will keep it open for good."]
    assert any("goes on" in why for why in found[0].why)


def test_free_quote_of_the_next_paragraph_goes_on_with_a_direct_speaker(statements: Find) -> None:
    found = statements("“The truce is dead,” the general said.\n\n“We had no choice but to leave.”")
    assert [len(s.quotes) for s in found] == [2]


def test_free_quote_alone_has_no_speaker(statements: Find) -> None:
    found = statements("Rebels took the town.\n\n“We had no choice but to leave.”", rebels="REB/rebels")
    assert [(s.speaker, s.speaker_text, s.cue) for s in found] == [(None, None, None)]


def test_the_next_speaker_keeps_his_quote(statements: Find) -> None:
    found = statements("“The road is open,” the mayor said. “It is not,” the general replied.")
    assert [(s.speaker_text and s.speaker_text.exact, len(s.quotes)) for s in found] == [
        ("the mayor", 1),
        ("the general", 1),
    ]


def test_a_quote_of_the_sentence_before_is_not_taken(statements: Find) -> None:
    found = statements("The mayor called it “a disgrace.” He added: “We will go to court.”")
    assert contents(found) == {"called": "it “a disgrace.”", "added": "“We will go to court.”"}


def test_unclosed_quote_loses_only_itself(statements: Find) -> None:
    found = statements("“We will go, the mayor said.\n\nThe general said the truce held. “It will last,” he added.")
    assert contents(found)["added"] == "“It will last,”"


# -- when and where -------------------------------------------------------------------------------------------------


def test_date_of_the_cue(parse: Callable[..., object]) -> None:
    from dateline.records import DateRef
    from dateline.statements import find

    class Nobody:
        def at(self, token: int) -> tuple[str, ...]:
            return ()

        within = at

    text = "The mayor said on Monday that the road had been shut on Friday."
    dates = [
        DateRef(start=text.index(day), end=text.index(day) + 6, exact=day, edtf=edtf)
        for day, edtf in (("Monday", "2026-03-02"), ("Friday", "2026-02-27"))
    ]
    (found,) = find(parse(text), Nobody(), dates)  # type: ignore[arg-type]
    assert found.date == "2026-03-02"
    (found,) = find(parse(text), Nobody(), dates[1:])  # type: ignore[arg-type]
    assert found.date is None


SPURIOUS = [
    "The two men called off the march.",
    "The defence called three witnesses.",
    "The president called an election.",
    "The group is led by a man who calls himself Captain Dawn.",
    "A diplomat, who asked not to be named, left the hall.",
    "A spokesman declined to comment on the ruling.",
    "Neither report could be confirmed.",
    "Prisoners refused meals for a third day.",
    "Observers from three countries watched as officials observed the handover.",
    "The ministers discussed the situation in the delta.",
    "The takeover raises questions about the bloc.",
    "A video shows a man in a white coat.",
    "Neither side has withdrawn the guns that it moved up.",
    "It would be naive to call it peace.",
    "Does she regret calling the summit a funeral?",
    "Norwegia is expected to respond in kind.",
]


@pytest.mark.parametrize("text", SPURIOUS)
def test_no_statement_where_nobody_speaks(statements: Find, text: str) -> None:
    assert statements(text) == []


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        ("Some 40 tonnes of rice were sold in the delta last year, customs data show.", "customs data",
         "Some 40 tonnes of rice were sold in the delta last year"),
        ("Analysts doubt that the new list will change much.", "Analysts", "that the new list will change much"),
        ("The mayor of Arkady put the number of dead there at 12.", "The mayor of Arkady",
         "the number of dead there at 12"),
        ("A drone hit a depot, injuring three men, the regional governor, Oda Lund, said.",
         "the regional governor, Oda Lund", "A drone hit a depot, injuring three men"),
        ("The army has sent two battalions to the forest, a spokesman, Colonel Ivo Brandt, said at a briefing.",
         "a spokesman, Colonel Ivo Brandt", "The army has sent two battalions to the forest"),
        ("“We are ready”: Sweden’s envoy on the talks", "Sweden’s envoy", "“We are ready”"),
        ("They accused their employer, the company Zeta Oil, of poisoning a river.", "They",
         "their employer, the company Zeta Oil, of poisoning a river"),
        ("10:40 Two boats sank in the harbour overnight, police said.", "police",
         "Two boats sank in the harbour overnight"),
    ],
)  # fmt: skip
def test_one_speaker_and_what_it_says(statements: Find, text: str, speaker: str, content: str) -> None:
    (found,) = statements(text)
    assert found.speaker_text is not None
    assert (found.speaker_text.exact, found.content[0].exact) == (speaker, content)


def test_speech_reported_in_a_quote_is_a_statement_within(statements: Find) -> None:
    text = "“They never beat us. But they said every night that they would shoot us,” the nurse said."
    outer, inner = sorted(statements(text, nurse="XYZ.MED/nurse"), key=lambda s: s.within is not None)
    assert (inner.within, inner.content[0].exact) == (outer.id, "that they would shoot us")


def test_what_a_quote_does_is_no_statement_of_its_own(statements: Find) -> None:
    (found,) = statements("“We call on both sides to let aid through,” the envoy said.")
    assert found.cue is not None
    assert found.cue.exact == "said"


def test_i_in_a_quote_is_its_speaker(statements: Find) -> None:
    text = "“I told the minister last month that friendship is not a leash,” the envoy said."
    assert {s.speaker for s in statements(text, envoy="XYZ.GOV/envoy")} == {"XYZ.GOV/envoy"}


def test_a_quote_after_a_question_is_the_answer(statements: Find) -> None:
    text = "“We do not beg,” the envoy said.\n\nThe port is small.\n\nWhat does she expect? “The talks will be long.”"
    said, answered = statements(text, envoy="E")
    assert [c.exact for c in said.content] == ["“We do not beg,”"]
    assert [c.exact for c in answered.content] == ["“The talks will be long.”"]
    assert answered.speaker == said.speaker == "E"
    assert answered.evidence.exact == "“The talks will be long.”"


def test_whoever_quotes_is_not_the_he_of_the_quote(statements: Find) -> None:
    text = "“He said, ‘They will be home by Friday,’” the minister added."
    outer, inner = statements(text, minister="M", he="M")
    assert (outer.speaker, inner.speaker, inner.within) == ("M", None, outer.id)
    assert [q.exact for q in inner.quotes] == ["They will be home by Friday,"]


def test_what_somebody_owns_does_not_speak_as_its_owner(statements: Find) -> None:
    (found,) = statements("The bank’s largest union said no jobs were at risk.", bank="B", union="B")
    assert found.speaker is None
    (found,) = statements("The bank’s spokeswoman said no jobs were at risk.", bank="B", spokeswoman="B")
    assert found.speaker == "B"


def test_a_clause_of_the_main_sentence_is_no_content(statements: Find) -> None:
    found = statements("He asked the court to annul the vote, alleging that ballots were lost, as thousands rallied.")
    assert contents(found)["alleging"] == "that ballots were lost"
