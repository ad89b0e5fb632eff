"""Disjoint sets and the order of ids."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dateline.stories.partition import Partition, natural

NAMES = [f"r{n}" for n in range(1, 13)]


def test_r2_comes_before_r10() -> None:
    assert sorted(["r10", "r2", "r1"], key=natural) == ["r1", "r2", "r10"]


def test_odd_ids_sort_without_error() -> None:
    assert sorted(["", "r²", "1r", "r"], key=natural)[0] == ""


@given(st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES))), st.randoms())
def test_the_order_of_joins_does_not_matter(pairs: list[tuple[str, str]], dice: object) -> None:
    one, two = Partition(NAMES), Partition(reversed(NAMES))
    for a, b in pairs:
        one.join(a, b)
    shuffled = list(pairs)
    dice.shuffle(shuffled)  # type: ignore[attr-defined]
    for a, b in shuffled:
        two.join(b, a)
    assert list(one) == list(two)


def test_chains_become_one_set() -> None:
    partition = Partition(["a", "b", "c", "d"])
    partition.join("a", "b")
    partition.join("c", "b")
    assert list(partition) == [("a", "b", "c"), ("d",)]
