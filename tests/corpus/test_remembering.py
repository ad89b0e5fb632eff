"""Actor memory: what reports say of persons helps later ones, with its evidence, and can be left out."""

from __future__ import annotations

from dateline.articles import Outcome
from dateline.corpus import Corpus
from dateline.records import Actor
from tests.corpus.conftest import report

MINISTER = "Kenyan Foreign Minister Ada Moraa met Ugandan officials in Nairobi on Thursday to discuss the border."
BARE = "Ada Moraa criticised the plan on Monday. Ada Moraa said the talks had failed and would not be resumed."


def actor(corpus: Corpus, report_id: str, name: str) -> Actor:
    return next(a for a in corpus.store.coded(report_id).actors if a.name == name)


def later(text: str = BARE, id: str = "later", published: str = "2025-11-20") -> Outcome:
    return report(text, id, published=published)


def test_facts_stand_on_the_words_of_the_report(corpus: Corpus) -> None:
    corpus.add([report(MINISTER, "a")])
    facts = {f.attribute: f for f in corpus.store.facts()}
    assert {name: f.value for name, f in facts.items()} == {
        "name": "Ada Moraa", "role": "foreign minister", "country": "KEN",
    }  # fmt: skip
    words = facts["role"]
    assert words.words == "Kenyan Foreign Minister Ada Moraa"
    assert MINISTER[words.start : words.end] == words.words
    assert (words.report, words.first) == ("r1", "2025-11-07")


def test_a_later_report_knows_who_is_meant_and_says_from_where(corpus: Corpus) -> None:
    corpus.add([report(MINISTER, "a")])
    corpus.add([later()])
    found = actor(corpus, "r2", "Ada Moraa")
    assert (found.id, found.country, found.role) == ("KEN.GOV/ada-moraa", "KEN", "foreign minister")
    assert any(w.startswith("corpus memory: foreign minister (KEN) in r1") for w in found.why)


def test_what_memory_says_is_no_evidence_for_memory(corpus: Corpus) -> None:
    corpus.add([report(MINISTER, "a")])
    corpus.add([later()])
    assert {f.report for f in corpus.store.facts()} == {"r1"}


def test_it_can_be_left_out(corpus: Corpus) -> None:
    corpus.add([report(MINISTER, "a")])
    corpus.add([later()], memory=False)
    assert actor(corpus, "r2", "Ada Moraa").country is None
    assert corpus.runs()[1].settings["memory"] is False


def test_earlier_reports_and_the_text_itself_are_not_overruled(corpus: Corpus) -> None:
    corpus.add([report(MINISTER, "a")])
    before = later(id="before", published="2025-10-01")
    other = later("Peruvian writer Ada Moraa arrived in Lima on Monday, she told reporters.", "other")
    corpus.add([before, other])
    assert actor(corpus, "r2", "Ada Moraa").country is None
    assert actor(corpus, "r3", "Ada Moraa").country == "PER"


def test_persons_of_one_name_stay_apart_until_the_text_tells_them_apart(corpus: Corpus) -> None:
    peru = report("Peruvian Justice Minister Ada Moraa resigned in Lima on Thursday.", "b", "Hill Times")
    corpus.add([report(MINISTER, "a"), peru])
    corpus.add([later(), later(BARE + " The Peruvian government did not answer.", "clear")])
    unclear, clear = actor(corpus, "r3", "Ada Moraa"), actor(corpus, "r4", "Ada Moraa")
    assert unclear.country is None
    assert any("2 persons of that name, kept apart" in w for w in unclear.why)
    assert clear.id == "PER.GOV.JUD/ada-moraa"


def test_coding_again_gives_the_same_with_the_same_corpus(corpus: Corpus) -> None:
    corpus.add([report(MINISTER, "a"), later()])
    assert actor(corpus, "r2", "Ada Moraa").country is None  # one run knows what was in before it
    changed = corpus.recode()
    assert [c.report for c in changed.changes] == ["r2"]
    assert actor(corpus, "r2", "Ada Moraa").country == "KEN"
    assert corpus.recode().changes == []
