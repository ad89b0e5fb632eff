"""Near-duplicates: what counts as one text, and that nothing else does."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench import perturbations
from dateline.records import FamilyLink
from dateline.stories import duplicates

WIRE = (
    "Engineers reopened the mountain railway between Kandia and the coast on Monday after a winter of "
    "repairs. The first train carried timber, mail and forty passengers who had waited since November. A "
    "landslide had buried two tunnels and swept a bridge into the gorge. The ministry of transport put "
    "the cost at nine million crowns. Villagers lined the track with flags. The stationmaster at Orlo "
    "said that he had swept the platform every day, train or no train. Freight will follow next week, and"
    " the night express in June."
)
OTHER = (
    "The central bank of Kandia kept its interest rate at four per cent on Monday, as most economists had"
    " expected. Prices rose by less than three per cent in the year to May. The governor said that wages "
    "were still rising too fast for comfort and that the bank would wait until autumn. The crown gained a"
    " little against the euro. Builders complained."
)


def test_a_text_is_a_reprint_of_itself_under_other_typography() -> None:
    match = duplicates.verify(WIRE, WIRE.upper().replace("’", "'"))
    assert match is not None
    assert (match.kind, match.share, match.jaccard) == ("reprint", 1.0, 1.0)


@pytest.mark.parametrize("change", perturbations.KINDS, ids=lambda k: k.__name__)
def test_every_kind_of_copy_is_found(change: object) -> None:
    copy = change(WIRE, random.Random(3))  # type: ignore[operator]
    signatures = {"r1": duplicates.signature(WIRE), "r2": duplicates.signature(copy), "r3": duplicates.signature(OTHER)}
    assert list(duplicates.candidate_pairs(signatures)) == [("r1", "r2")]
    assert duplicates.verify(WIRE, copy) is not None


def test_a_brief_cut_from_a_long_text_is_an_extract() -> None:
    brief = " ".join(WIRE.split()[:38])
    match = duplicates.verify(brief, WIRE)
    assert match is not None
    assert (match.kind, match.share) == ("extract", 1.0)


def test_a_brief_inside_a_round_up_is_no_extract_of_it() -> None:
    rest = " ".join(f"Item {n} of the day: reader {n * 7} wrote about potholes in ward {n * 3}." for n in range(60))
    assert duplicates.verify(OTHER, f"{rest} {OTHER} {rest}") is None


def test_different_news_shares_nothing() -> None:
    assert duplicates.verify(WIRE, OTHER) is None


@pytest.mark.parametrize("text", ["", "…", "Blast in Orlo", "Blast heard in the old town"])
def test_texts_of_a_few_words_prove_nothing(text: str) -> None:
    assert duplicates.verify(text, text) is None
    assert duplicates.estimate(duplicates.signature(text), duplicates.signature(WIRE)) < 0.1


def test_a_short_flash_needs_nearly_all_its_words() -> None:
    flash = "Explosions were heard in the harbour of Orlo early on Monday, residents said"
    assert duplicates.verify(flash, flash + " by telephone") is not None
    assert duplicates.verify(flash, flash.replace("harbour", "centre").replace("Monday", "Friday")) is None


def test_a_common_footer_makes_no_candidates() -> None:
    footer = " Reporting from the bureau; editing by the night desk. All times are local. Write to us with corrections."
    dice = random.Random(5)
    texts = [" ".join(f"w{dice.randrange(10**6)}" for _ in range(200)) + footer for _ in range(60)]
    signatures = {f"r{n}": duplicates.signature(t) for n, t in enumerate(texts)}
    assert len(list(duplicates.candidate_pairs(signatures))) <= 2


def test_a_signature_is_the_same_everywhere() -> None:
    found = duplicates.signature(WIRE)
    assert len(found.digest) == 512
    assert (len(found.bands), len(set(found.keys))) == (16, len(found.keys))
    assert all(-(2**63) <= k < 2**63 for k in found.keys)
    assert found.digest[:8].hex() == GOLDEN


GOLDEN = "79ac98813c7f0ec0"


def test_the_estimate_is_near_the_exact_index() -> None:
    copy = perturbations.cut_inside(WIRE, random.Random(1))
    match = duplicates.verify(WIRE, copy)
    assert match is not None
    assert abs(duplicates.estimate(duplicates.signature(WIRE), duplicates.signature(copy)) - match.jaccard) < 0.15


def test_links_do_not_depend_on_which_comes_first() -> None:
    copy = perturbations.headline(WIRE, random.Random(2))
    assert duplicates.link("r10", copy, "r2", WIRE) == duplicates.link("r2", WIRE, "r10", copy)


def test_a_link_says_its_share() -> None:
    found = duplicates.link("r1", WIRE, "r2", perturbations.cut_end(WIRE, random.Random(2)))
    assert found is not None
    assert "100% of the shorter text's five-word runs stand in the other" in duplicates.explain(found)


LINKS = st.lists(
    st.tuples(st.integers(1, 9), st.integers(1, 9))
    .filter(lambda p: p[0] != p[1])
    .map(lambda p: FamilyLink(a=f"r{min(p)}", b=f"r{max(p)}", share=0.9, kind="edit")),
    max_size=12,
)


@given(LINKS, st.randoms())
def test_families_do_not_depend_on_the_order(links: list[FamilyLink], dice: random.Random) -> None:
    ids = [f"r{n}" for n in range(1, 10)]
    dates = {"r3": "2025-01-02", "r5": "2025-01-01", "r7": "2025-01-01"}
    expected = duplicates.families(ids, links, dates)
    dice.shuffle(ids)
    dice.shuffle(links)
    assert duplicates.families(ids, links, dates) == expected
    assert sorted(m for k in expected for m in k.members) == sorted(ids)


def test_the_original_is_the_earliest_dated() -> None:
    link = FamilyLink(a="r1", b="r2", share=1.0, kind="reprint")
    (kin,) = duplicates.families(["r1", "r2"], [link], {"r1": "2025-02-02", "r2": "2025-02-01"})
    assert (kin.members, kin.original, kin.links) == (("r1", "r2"), "r2", (link,))
    (undated,) = duplicates.families(["r1", "r2"], [link])
    assert undated.original is None


@settings(max_examples=30, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200))
def test_any_text_can_be_signed_and_compared(a: str, b: str) -> None:
    assert duplicates.verify(a, b) == duplicates.verify(b, a)
    assert 0.0 <= duplicates.estimate(duplicates.signature(a), duplicates.signature(b)) <= 1.0


def test_digests_alone_tell_texts_that_share_next_to_nothing() -> None:
    wire, other = duplicates.signature(WIRE), duplicates.signature(OTHER)
    half = duplicates.signature(" ".join(WIRE.split()[: len(WIRE.split()) // 2]))
    assert duplicates.hopeless(wire, other)
    assert duplicates.hopeless(other, wire)
    assert not duplicates.hopeless(wire, half)
    assert not duplicates.hopeless(wire, wire)
    assert duplicates.hopeless(wire, duplicates.signature(""))
