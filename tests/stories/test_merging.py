"""Same event: what joins, what never joins, and that neither order nor ids matter."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.records import Actor, Judgement
from dateline.stories import features, merging
from dateline.stories.features import Candidate
from tests.stories.conftest import Pair, candidate, told

BLOCK = "A missile struck an apartment block in Kharkiv on Tuesday."
LATER = "Sixteen people died when a missile struck an apartment building in Kharkiv on Tuesday, the mayor said."


def together(*pairs: Pair, judgements: Iterable[Judgement] = ()) -> list[tuple[str, ...]]:
    return [c.refs for c in merging.cluster(map(candidate, pairs), judgements)]


def verdict(a: Pair, b: Pair) -> merging.Verdict:
    one, two = merging.compare(candidate(a), candidate(b)), merging.compare(candidate(b), candidate(a))
    assert one.score == pytest.approx(two.score)
    assert one.veto == two.veto
    return one


def test_two_outlets_tell_one_strike_with_a_rising_toll() -> None:
    first = told("r1", BLOCK, dead=12)
    later = told("r2", LATER, dead=16, published="2025-03-06", outlet="Post")
    assert together(first, later) == [("r1/e1", "r2/e1")]


def test_the_same_actors_on_the_next_day_stay_apart() -> None:
    assert together(told("r1", BLOCK), told("r2", BLOCK.replace("Tuesday", "Wednesday"), date="2025-03-05")) == [
        ("r1/e1",), ("r2/e1",)
    ]  # fmt: skip


def test_another_town_on_the_same_day_is_vetoed() -> None:
    found = verdict(told("r1", BLOCK), told("r2", BLOCK.replace("Kharkiv", "Odesa"), place="Odesa"))
    assert not found.same
    assert found.veto is not None
    assert found.veto.endswith("are 564 km apart")
    assert merging.explain(found) == f"kept apart: {found.veto}"


def test_the_same_place_with_other_actors_stays_apart() -> None:
    other = told("r2", "Rebels struck a police post in Kharkiv on Tuesday.", actors=("UKR.REB",),
                 recipients=("UKR.COP",), mode="firearms")  # fmt: skip
    assert together(told("r1", BLOCK), other) == [("r1/e1",), ("r2/e1",)]


def test_fifty_kilometres_and_seven_days_alone_never_merge() -> None:
    near = told("r2", "A depot was struck near Chuhuiv.", place="Chuhuiv", date="2025-03-10", published="2025-03-11")
    assert not verdict(told("r1", BLOCK), near).same
    bare = [told(f"r{n}", "It was struck.", place=None, date=None, actors=(), recipients=(), mode=None,
                 published=f"2025-03-0{n}") for n in (1, 7)]  # fmt: skip
    assert not verdict(*bare).same


def test_dates_far_apart_are_vetoed() -> None:
    assert (
        verdict(told("r1", BLOCK), told("r2", BLOCK, date="2025-03-09", published="2025-03-10")).veto == "5 days apart"
    )


def test_a_strike_or_blockade_lasts_and_a_march_does_not() -> None:
    def days_apart(mode: str, days: int) -> merging.Verdict:
        one, two = (
            told(f"r{n}", f"Dockers struck in Odesa, {n}.", type="PROTEST", place="Odesa", mode=mode, date=date,
                 actors=("UKR.LAB",), recipients=(), published="2025-03-20")
            for n, date in ((1, "2025-03-04"), (2, f"2025-03-{4 + days:02d}"))
        )  # fmt: skip
        return verdict(one, two)

    assert days_apart("strike", 4).same
    assert days_apart("demo", 4).veto == "4 days apart"
    assert days_apart("strike", 9).veto == "9 days apart"


def test_what_happened_and_what_may_happen_stay_apart() -> None:
    found = verdict(told("r1", BLOCK), told("r2", BLOCK, status="future"))
    assert found.veto == "one happened, the other did not"


def test_kinds_of_events_stay_apart_unless_they_share_their_word() -> None:
    march = told("r2", "Crowds marched in Kharkiv on Tuesday.", type="PROTEST", trigger="marched", mode="demo")
    assert verdict(told("r1", BLOCK), march).veto is not None
    dockers = told("r3", "Dockers struck in Kharkiv on Tuesday.", type="PROTEST", mode="strike")
    assert verdict(told("r1", BLOCK), dockers).veto is None


def test_a_call_with_another_partner_is_another_call() -> None:
    one = told("r1", "Ruritania spoke with China on Monday.", type="CONSULT", trigger="spoke", place=None,
               actors=("RUS",), recipients=("CHN",), mode="phone")  # fmt: skip
    two = told("r2", "Ruritania spoke with Turkey on Monday.", type="CONSULT", trigger="spoke", place=None,
               actors=("RUS",), recipients=("TUR",), mode="phone")  # fmt: skip
    assert verdict(one, two).veto in ("CHN+RUS is not RUS+TUR", "RUS+TUR is not CHN+RUS")


def test_words_of_another_speaker_are_another_event() -> None:
    one, two = (
        told(f"r{n}", "It condemned the attack.", type="ACCUSE", trigger="condemned", place=None, actors=(who,),
             recipients=(), mode="disapprove")
        for n, who in ((1, "TUR"), (2, "EGY"))
    )  # fmt: skip
    assert verdict(one, two).veto in ("said by TUR and by EGY", "said by EGY and by TUR")


def test_what_is_done_to_persons_is_not_what_is_done_to_things() -> None:
    one, two = (
        told(f"r{n}", f"Officers {word} it in Kharkiv.", type="COERCE", trigger=word, mode=mode, actors=("UKR.COP",))
        for n, word, mode in ((1, "seized", "seize"), (2, "arrested", "arrest"))
    )
    assert verdict(one, two).veto == "arrest is no seize"
    assert verdict(two, told("r3", "Judges convicted him in Kharkiv.", type="SANCTION", trigger="convicted",
                             mode="convict", actors=("UKR.JUD",))).veto is None  # fmt: skip


def test_a_means_and_a_target_do_not_disagree() -> None:
    def things(one: str, two: str) -> list[str]:
        found = verdict(told("r1", f"It struck {one} in Kharkiv."), told("r2", f"It struck {two} in Kharkiv."))
        return [" ".join(sorted(r.words.split())) for r in found.reasons if r.name == "things"]

    assert things("a market", "a mosque") == ["and market mosque"]
    assert things("a market", "with a drone") == []


def held(id: str, person: str, name: str) -> Pair:
    pair = told(id, "Police detained him in Kharkiv.", type="COERCE", trigger="detained", mode="arrest",
                actors=("UKR.COP",), recipients=(person,))  # fmt: skip
    report, coded = pair
    country = person[:3] if person[3:4] == "." and person[:3] != "OPP" else None
    who = Actor(id=person, name=name, kind="person", country=country, mentions=(coded.events[0].trigger,))
    return report, coded.model_copy(update={"actors": (who,)})


def test_a_person_is_known_by_name_whatever_office_an_id_gives() -> None:
    first = held("r1", "UKR.OPP.PTY/armin-vaz", "Armin Vaz")
    again, other = held("r2", "OPP.PTY/armin-vaz", "Armin Vaz"), held("r2", "UKR.OPP.PTY/olga-brandt", "Olga Brandt")
    assert verdict(first, again).same
    assert verdict(first, other).veto == "of other persons"


def test_sanctions_are_imposed_from_afar() -> None:
    def reasons(type: str) -> set[str]:
        one, two = (
            told(f"r{n}", f"London imposed it on banks, {n}.", type=type, trigger="imposed", place=town, mode=None,
                 actors=("GBR",), date=None)
            for n, town in ((1, "Kharkiv"), (2, None))
        )  # fmt: skip
        return {r.name for r in verdict(one, two).reasons}

    assert "nearby_places" in reasons("COERCE")
    assert "nearby_places" not in reasons("SANCTION")


def test_words_about_other_countries_are_other_words() -> None:
    one, two = (
        told(f"r{n}", f"It condemned the attack in {town}.", type="ACCUSE", trigger="condemned", place=town,
             actors=("TUR",), recipients=(), mode="disapprove", date=None)
        for n, town in ((1, "Kharkiv"), (2, "Tyre"))
    )  # fmt: skip
    assert "about LBN and about UKR" in {r.words for r in verdict(one, two).reasons}
    assert together(one, two) == [("r1/e1",), ("r2/e1",)]


def test_a_state_and_rebels_in_it_are_not_one_side() -> None:
    def roles(actor: str) -> set[str]:
        raid = told("r2", "Gunmen struck a post in Kharkiv.", actors=("UKR.REB",), recipients=("RUS",))
        return {r.name for r in verdict(told("r1", BLOCK, actors=("POL",), recipients=(actor,)), raid).reasons}

    assert "reversed_roles" in roles("UKR.REB")
    assert "reversed_roles" not in roles("UKR")


def test_other_parties_on_both_sides_are_another_act_in_the_same_words() -> None:
    text = "The {} government imposed sanctions on {} companies on Tuesday over the border crossing."

    def sanctions(id: str, actor: str, recipient: str) -> Pair:
        return told(id, text.format(actor, recipient), type="SANCTION", trigger="imposed", mode=None, place=None,
                    actors=(actor,), recipients=(recipient,), outlet=id)  # fmt: skip

    assert together(sanctions("r1", "LTU", "BGR"), sanctions("r2", "ROU", "MLI")) == [("r1/e1",), ("r2/e1",)]
    assert together(sanctions("r1", "LTU", "BGR"), sanctions("r2", "LTU", "BGR")) == [("r1/e1", "r2/e1")]


def test_undated_words_of_another_week_are_said_anew() -> None:
    def asked(id: str, published: str, place: str) -> Pair:
        return told(id, f"The mayor asked residents near {place} to stay at home.", type="REQUEST", trigger="asked",
                    mode=None, place=None, date=None, recipients=(), published=published, outlet=id)  # fmt: skip

    first = asked("r1", "2025-03-05", "the old bridge")
    assert together(first, asked("r2", "2025-03-06", "the old bridge")) == [("r1/e1", "r2/e1")]
    assert together(first, asked("r2", "2025-03-15", "a school")) == [("r1/e1",), ("r2/e1",)]


def test_fire_and_answering_fire_of_one_report_stay_two_events() -> None:
    report, coded = told("r1", "Soldiers fired at guards in Kharkiv, who fired back.", actors=("MIL/soldiers",),
                         recipients=("POL.MIL/guards",), trigger="fired", mode="firearms")  # fmt: skip
    back = {"id": "e2", "actors": ("POL.MIL/guards",), "recipients": ("MIL/soldiers",)}
    both = (coded.events[0], coded.events[0].model_copy(update=back))
    found = merging.cluster(features.candidates(report, coded.model_copy(update={"events": both})))
    assert [c.refs for c in found] == [("r1/e1",), ("r1/e2",)]


def test_what_one_report_tells_apart_no_other_report_joins() -> None:
    report, coded = told("r1", f"{BLOCK} Meanwhile rebels abducted a judge.", mode="heavy-weapons")
    other = {"id": "e2", "date": "2025-03-05", "mode": "abduct", "actors": ("UKR.REB",), "recipients": ("UKR.JUD",)}
    second = coded.events[0].model_copy(update=other)
    pair = [(report, coded.model_copy(update={"events": (coded.events[0], second)}))]
    first, apart = (v for v in merging.tellings(c for p in pair for c in features.candidates(*p)))
    assert merging.compare_views(first, apart).score < merging.TOLD_APART
    bridge = told("r2", LATER, date=None, actors=(), mode=None)
    clusters = merging.cluster(c for p in (*pair, bridge) for c in features.candidates(*p))
    assert not any({"r1/e1", "r1/e2"} <= set(c.refs) for c in clusters)


def test_an_undated_report_joins_by_place_and_words() -> None:
    undated = told("r2", "A missile struck an apartment block in Kharkiv, killing 12.", date=None, dead=12)
    assert together(told("r1", BLOCK, dead=12), undated) == [("r1/e1", "r2/e1")]


def test_reasons_add_up_to_the_score_and_can_be_read() -> None:
    found = verdict(told("r1", BLOCK, dead=12), told("r2", LATER, dead=16))
    assert found.score == pytest.approx(sum(r.points for r in found.reasons) - 2.0)
    said = merging.explain(found)
    assert said.startswith(f"score {found.score:+.1f}; ")
    assert "both on 2025-03-04" in said
    assert {"dates", "places", "actors", "tolls"} <= {r.name for r in found.reasons}


def test_a_cluster_says_why_it_was_joined() -> None:
    (found,) = merging.cluster(map(candidate, (told("r1", BLOCK), told("r2", LATER))))
    assert len(found.why) == 1
    assert found.why[0].startswith("r2/e1: score +")


# ---- judgements -------------------------------------------------------------------------------------------------


def judge(kind: str, a: str, b: str, at: str = "2025-06-01") -> Judgement:
    return Judgement(kind=kind, a=a, b=b, at=at)


def test_a_person_joins_what_the_rules_keep_apart() -> None:
    pairs = told("r1", BLOCK), told("r2", BLOCK.replace("Kharkiv", "Odesa"), place="Odesa")
    assert together(*pairs, judgements=[judge("same", "r2/e1", "r1/e1")]) == [("r1/e1", "r2/e1")]
    (found,) = merging.cluster(map(candidate, pairs), [judge("same", "r2/e1", "r1/e1")])
    assert "joined by hand" in found.why[0]


def test_a_person_parts_what_the_rules_join() -> None:
    pairs = told("r1", BLOCK), told("r2", LATER), told("r3", BLOCK, outlet="Post")
    assert together(*pairs) == [("r1/e1", "r2/e1", "r3/e1")]
    parted = together(*pairs, judgements=[judge("different", "r1/e1", "r2/e1")])
    assert not any({"r1/e1", "r2/e1"} <= set(refs) for refs in parted)


def test_the_latest_judgement_on_a_pair_counts_and_unknown_refs_are_ignored() -> None:
    pairs = told("r1", BLOCK), told("r2", LATER)
    both = [judge("different", "r1/e1", "r2/e1", "2025-06-01"), judge("same", "r2/e1", "r1/e1", "2025-06-02")]
    assert together(*pairs, judgements=both) == [("r1/e1", "r2/e1")]
    assert together(*pairs, judgements=[judge("same", "r1/e1", "r99/e9")]) == [("r1/e1", "r2/e1")]


def test_joined_by_hand_does_not_join_what_is_parted_by_hand() -> None:
    pairs = [
        told(f"r{n}", BLOCK.replace("Kharkiv", town), place=town)
        for n, town in ((1, "Kharkiv"), (2, "Odesa"), (3, "Tyre"))
    ]
    judged = [judge("same", "r1/e1", "r2/e1"), judge("same", "r2/e1", "r3/e1"), judge("different", "r1/e1", "r3/e1")]
    assert ("r1/e1", "r2/e1") in together(*pairs, judgements=judged)


# ---- order ------------------------------------------------------------------------------------------------------

SETS = ("kharkiv-strikes", "iran-talks")


@pytest.fixture(scope="module")
def pool(coded_set: Callable[[str], list[Pair]]) -> list[Candidate]:
    """Events of two story sets as one corpus."""
    found = []
    for name in SETS:
        for r, c in coded_set(name):
            renamed = r.model_copy(update={"id": f"{name[0]}{r.id}"})
            found += features.candidates(renamed, c)
    return found


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_any_order_of_events_gives_the_same_clusters(pool: list[Candidate], seed: int) -> None:
    shuffled = list(pool)
    random.Random(seed).shuffle(shuffled)
    assert merging.cluster(shuffled) == merging.cluster(pool)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_ids_in_another_order_give_the_same_clusters(pool: list[Candidate], seed: int) -> None:
    reports = sorted({c.report for c in pool})
    ids = [f"r{n}" for n in range(1, len(reports) + 1)]
    random.Random(seed).shuffle(ids)
    new = dict(zip(reports, ids, strict=True))
    named = {c.ref: f"{new[c.report]}/{c.ref.partition('/')[2]}" for c in pool}
    renamed = [dataclasses.replace(c, ref=named[c.ref], report=new[c.report], family=new[c.report]) for c in pool]
    expected = {frozenset(named[r] for r in c.refs) for c in merging.cluster(pool)}
    assert {frozenset(c.refs) for c in merging.cluster(renamed)} == expected


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_growing_report_by_report_ends_where_one_run_ends(pool: list[Candidate], seed: int) -> None:
    by_report: dict[str, list[Candidate]] = {}
    for c in pool:
        by_report.setdefault(c.report, []).append(c)
    order = sorted(by_report)
    random.Random(seed).shuffle(order)
    stored: dict[str, list[Candidate]] = {}
    clusters: dict[str, tuple[str, ...]] = {}

    def sharing(keys: frozenset[str]) -> list[Candidate]:
        return [c for found in stored.values() if any(merging.block_keys(c) & keys for c in found) for c in found]

    for name in order:
        stored[name] = by_report[name]
        region = merging.closure(by_report[name], sharing)
        for found in merging.cluster(region):
            clusters |= dict.fromkeys(found.refs, found.refs)
    assert sorted(set(clusters.values())) == sorted(c.refs for c in merging.cluster(pool))


def test_what_merges_shares_a_block_key(pool: list[Candidate]) -> None:
    known = {c.ref: c for c in pool}
    for found in merging.cluster(pool):
        reports = {r.partition("/")[0] for r in found.refs}
        for report in reports if len(reports) > 1 else ():
            mine = frozenset().union(*(merging.block_keys(known[r]) for r in found.refs if r.startswith(f"{report}/")))
            rest = frozenset().union(
                *(merging.block_keys(known[r]) for r in found.refs if not r.startswith(f"{report}/"))
            )
            assert mine & rest


# ---- real coding ------------------------------------------------------------------------------------------------


def test_one_report_that_tells_its_event_twice_has_one_telling(coded_set: Callable[[str], list[Pair]]) -> None:
    first = coded_set("kharkiv-strikes")[0]
    views = merging.tellings(features.candidates(*first))
    force = [v for v in views if v.group == "force"]
    assert sum(len(v.refs) for v in force) > len(force)


def test_the_strike_of_the_next_day_is_told_apart_in_real_reports(coded_set: Callable[[str], list[Pair]]) -> None:
    pairs = coded_set("kharkiv-strikes")
    clusters = merging.cluster(c for p in pairs for c in features.candidates(*p))
    triggers = {f"{r.id}/{e.id}": e for r, c in pairs for e in c.events}
    for found in clusters:
        modes = {triggers[r].mode for r in found.refs if triggers[r].type == "ASSAULT"}
        towns = {triggers[r].place for r in found.refs} - {None}
        assert not {"geonames:706483", "geonames:698740"} <= towns, "Kharkiv and Odesa in one event"
        assert len(modes - {None}) <= 2
    assert max(len({r.partition("/")[0] for r in c.refs}) for c in clusters) >= 4


def test_a_withdrawn_report_has_no_candidates() -> None:
    report, coded = told("r1", BLOCK)
    assert features.candidates(report.model_copy(update={"withdrawn": True}), coded) == ()


def test_a_corpus_without_texts_merges_in_the_same_way(coded_set: Callable[[str], list[Pair]]) -> None:
    pairs = coded_set("kharkiv-strikes")
    bare = [(r, c.model_copy(update={"article": c.article.model_copy(update={"text": ""})})) for r, c in pairs]
    with_text, without = ([x for p in some for x in features.candidates(*p)] for some in (pairs, bare))
    assert merging.cluster(with_text) == merging.cluster(without)


def test_a_binding_outlives_renumbering_and_tells_events_apart() -> None:
    _, one = told("r1", BLOCK)
    event = one.events[0]
    assert features.binding(event) == features.binding(event.model_copy(update={"id": "e7", "mode": None}))
    assert features.binding(event) != features.binding(told("r1", LATER)[1].events[0])
    assert features.binding(event) != features.binding(event.model_copy(update={"type": "COERCE"}))
