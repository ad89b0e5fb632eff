"""Families, merged events and stories keep their ids while reports come and go."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import StoreError
from dateline.records import Family, FamilyLink, Member, MergedEvent, Slot, SlotValue, Story, Voiced
from dateline.store import MergedFilter, Month, Store
from dateline.store.clusters import continued
from tests.store.samples import coded, sentence


@pytest.fixture
def filled(corpus: Store) -> Store:
    """Five reports with two events each."""
    for n in range(5):
        lines = [sentence(toll=10 + n), sentence("southern", "visited", "Ostvik", None), f"Filed as number {n}."]
        corpus.put(coded(lines, url=f"https://gazette.example/{n}"), key=str(n), run="run1")
    return corpus


def family(*members: str) -> Family:
    links = (FamilyLink(a=members[0], b=members[1], share=0.9, kind="edit"),) if len(members) > 1 else ()
    return Family(id="", members=members, original=members[0], links=links)


def merged(*refs: str, **about: object) -> MergedEvent:
    members = tuple(Member(report=r, event=e, family="f1") for r, e in (ref.split("/") for ref in refs))
    value = SlotValue(value="3", members=members[:1], words=("three people",))
    known = {"type": "ASSAULT", "status": "actual", "families": 1, "outlets": 1, "publishers": 1, "single_source": True,
             "actors": ("NRD.MIL",), "recipients": ("SUD",), "date": "2025-09-04", "place": "Norburg", "country": "NRD",
             "slots": (Slot(name="dead", values=(value,), agreed=True),), "why": ("same place",),
             "voices": (Voiced(report=members[0].report, act="assert", speaker="NRD.MIL"),)}  # fmt: skip
    return MergedEvent(id="", members=members, **(known | about))  # type: ignore[arg-type]


def story(*reports: str, **about: object) -> Story:
    return Story(id="", title="Shelling of Norburg", reports=reports, first="2025-09", **about)  # type: ignore[arg-type]


def test_families_are_kept_and_found_on_their_reports(filled: Store) -> None:
    given_ = [family("r2", "r1"), family("r3"), family("r5", "r4")]
    done = filled.set_families(given_)
    assert [f.id for f in done] == ["f1", "f2", "f3"]
    assert filled.families() == done
    assert filled.family("f1").members == ("r1", "r2")
    assert filled.report("r2").family == "f1"


def test_setting_the_same_again_writes_nothing_new(filled: Store) -> None:
    first = filled.set_families([family("r1", "r2"), family("r3")])
    assert filled.set_families(first) == first
    again = filled.set_families(
        [family("r3"), Family(id="f9", members=("r2", "r1"), original="r1", links=first[0].links)]
    )
    assert again == (first[1], first[0])
    assert filled.tombstone("f1") is None


def test_a_joined_family_leaves_a_tombstone_and_no_id_comes_back(filled: Store) -> None:
    filled.set_families([family("r1"), family("r2", "r3"), family("r4")])
    filled.set_families([family("r1", "r2", "r3"), family("r4")])
    assert [f.id for f in filled.families()] == ["f2", "f3"]
    grave = filled.tombstone("f1")
    assert grave is not None
    assert (grave.id, grave.successor) == ("f1", "f2")
    with pytest.raises(StoreError, match="no family f1: joined with another; see f2"):
        filled.family("f1")
    filled.set_families([family("r1"), family("r2", "r3"), family("r4")])
    assert [f.id for f in filled.families()] == ["f2", "f3", "f4"]
    assert filled.report("r1").family == "f4"
    assert filled.check() == []


def test_within_leaves_other_families_alone(filled: Store) -> None:
    filled.set_families([family("r1", "r2"), family("r3"), family("r4")])
    done = filled.set_families([family("r3", "r5")], within=["r5"])
    assert [f.id for f in done] == ["f2"]
    assert [f.members for f in filled.families()] == [("r1", "r2"), ("r3", "r5"), ("r4",)]
    filled.set_families([], within=["r4"])
    assert [f.id for f in filled.families()] == ["f1", "f2"]
    assert filled.report("r4").family is None


def test_merged_events_come_back_whole(filled: Store) -> None:
    done = filled.set_events([merged("r1/e1", "r2/e1"), merged("r3/e2", type="CONSULT", date=None, slots=())])
    assert [m.id for m in done] == ["m1", "m2"]
    assert filled.merged("m1") == done[0]
    assert list(filled.merged_events()) == list(done)
    assert filled.merged_of("r2/e1") == "m1"
    assert filled.merged_of("r2/e2") is None


CHOSEN: list[tuple[dict[str, object], list[str]]] = [
    ({}, ["m1", "m2"]),
    ({"status": None}, ["m1", "m3", "m2"]),
    ({"type": "CONSULT"}, ["m2"]),
    ({"actor": "NRD"}, ["m1", "m2"]),
    ({"country": "SUD", "since": "2025-09-01", "until": "2025-09-30"}, ["m1"]),
    ({"place": "Norburg", "status": "negated"}, ["m3"]),
    ({"report": "r2"}, ["m1"]),
    ({"single_source": False}, ["m2"]),
]


def test_merged_events_by_filter(filled: Store) -> None:
    filled.set_events([
        merged("r1/e1", "r2/e1"),
        merged("r3/e2", type="CONSULT", date=None, recipients=(), single_source=False, place=None),
        merged("r4/e1", status="negated", date="2025-10"),
    ])  # fmt: skip
    for wanted, found in CHOSEN:
        assert [m.id for m in filled.merged_events(MergedFilter(**wanted))] == found, wanted  # type: ignore[arg-type]


def test_whom_only_some_accuse_is_no_actor_but_can_be_found_by(filled: Store) -> None:
    said = SlotValue(value="SUD.MIL", members=(Member(report="r1", event="e1", family="f1"),), words=("it was them",))
    slots = (Slot(name="actors", values=(said,), agreed=False),)
    (event,) = filled.set_events([merged("r1/e1", actors=(), recipients=("NRD",), slots=slots)])
    assert list(filled.merged_events(MergedFilter(country="SUD"))) == [event]
    assert list(filled.merged_events(MergedFilter(actor="SUD.MIL"))) == [event]
    assert event.actors == ()


def test_months_of_merged_events(filled: Store) -> None:
    filled.set_events([merged("r1/e1"), merged("r2/e1", date="2025-10"), merged("r3/e1", date="2025")])
    assert filled.months(MergedFilter()) == [Month("2025-09", None, 1), Month("2025-10", None, 1), Month(None, None, 1)]


def test_merged_events_within_reports_are_replaced_and_the_rest_stays(filled: Store) -> None:
    filled.set_events([merged("r1/e1", "r2/e1"), merged("r1/e2", "r3/e2"), merged("r4/e1")])
    filled.set_events([merged("r1/e1", "r2/e1", "r5/e1")], within=["r5"])
    assert [len(m.members) for m in filled.merged_events()] == [3, 2, 1]
    assert [m.id for m in filled.merged_events()] == ["m1", "m2", "m3"]


def test_stories_know_their_reports_and_events(filled: Store) -> None:
    filled.set_events([merged("r1/e1")])
    (done,) = filled.set_stories([story("r1", "r2", events=("m1",))])
    assert filled.story("t1") == done
    assert filled.stories_of("r2") == ("t1",)
    assert filled.stories_of("r3") == ()
    assert filled.stories() == (done,)


def test_a_failing_replacement_changes_nothing(filled: Store) -> None:
    before = filled.set_families([family("r1"), family("r2")])
    with pytest.raises(StoreError):
        filled.set_families([family("r1", "r2", "r99"), family("nonsense")])
    assert filled.families() == before


@given(st.lists(st.frozensets(st.integers(0, 12), min_size=1), max_size=6), st.randoms(use_true_random=False))
def test_ids_depend_on_members_not_on_order(groups: list[frozenset[int]], draw: object) -> None:
    new = [g for n, g in enumerate(groups) if g and not any(g & other for other in groups[:n])]
    old = {1: frozenset({0, 1, 2}), 2: frozenset({3, 4}), 3: frozenset({5, 6, 7, 8})}
    first = dict(zip(new, continued(new, old), strict=True))
    shuffled = list(new)
    draw.shuffle(shuffled)  # type: ignore[attr-defined]
    assert dict(zip(shuffled, continued(shuffled, old), strict=True)) == first
    kept = [i for i in first.values() if i is not None]
    assert len(kept) == len(set(kept))


def test_the_members_of_all_events_that_a_report_tells_of(filled: Store) -> None:
    filled.set_events([merged("r2/e1", "r1/e1"), merged("r3/e1", "r2/e2"), merged("r4/e1")])
    assert filled.told(["r2"]) == {"m1": ("r2/e1", "r1/e1"), "m2": ("r3/e1", "r2/e2")}
    assert filled.told(["r4", "r5"]) == {"m3": ("r4/e1",)}
    assert filled.told([]) == {}
