"""Average-link clustering that does not depend on the order of its input.

Edges are taken from the strongest to the weakest, ties by content keys. Two clusters join when no pair between them
is forbidden and the mean score of all pairs between them is positive. A mean over very many pairs is taken over an
even choice of members.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import Generic, TypeVar

Node = TypeVar("Node", bound=Hashable)
TOP = 2 / 3  # the best so many of all pairs are averaged: one odd telling does not keep two clusters apart
SAMPLE = 24  # members of one cluster that a mean is taken over


class Linkage(Generic[Node]):
    """Clusters `keys` (node → content key). `score` gives a pair's score, null where the pair is forbidden.

    `fits` may decide otherwise whether two clusters join.
    """

    def __init__(
        self,
        keys: Mapping[Node, str],
        score: Callable[[Node, Node], float | None],
        fits: Callable[[list[Node], list[Node]], bool] | None = None,
    ) -> None:
        self.keys = keys
        self._score = score
        self._fit = fits or self._mean_is_positive
        self._home: dict[Node, int] = {}
        self._members: dict[int, list[Node]] = {}
        self._failed: set[tuple[int, int]] = set()
        self._known: dict[tuple[Node, Node], float | None] = {}
        for number, node in enumerate(sorted(keys, key=keys.__getitem__)):
            self._home[node] = number
            self._members[number] = [node]
        self._next = len(self._members)

    def join(self, a: Node, b: Node) -> None:
        """Make one cluster of two, unasked."""
        first, second = self._home[a], self._home[b]
        if first == second:
            return
        together = sorted(self._members.pop(first) + self._members.pop(second), key=self.keys.__getitem__)
        number, self._next = self._next, self._next + 1
        self._members[number] = together
        for node in together:
            self._home[node] = number

    def run(self, edges: Iterable[tuple[float, Node, Node]]) -> None:
        """Join along edges `(score, a, b)` with positive scores."""
        for _, a, b in sorted(edges, key=self._rank):
            first, second = sorted((self._home[a], self._home[b]))
            if first == second or (first, second) in self._failed:
                continue
            if self._fit(self._members[first], self._members[second]):
                self.join(a, b)
            else:
                self._failed.add((first, second))

    def clusters(self) -> list[tuple[Node, ...]]:
        """All clusters, members and clusters in the order of content keys."""
        return sorted((tuple(m) for m in self._members.values()), key=lambda m: self.keys[m[0]])

    def together(self, node: Node) -> tuple[Node, ...]:
        """The cluster of a node."""
        return tuple(self._members[self._home[node]])

    def _rank(self, edge: tuple[float, Node, Node]) -> tuple[float, str, str]:
        score, a, b = edge
        first, second = sorted((self.keys[a], self.keys[b]))
        return (-score, first, second)

    def _mean_is_positive(self, left: list[Node], right: list[Node]) -> bool:
        scores = []
        for a in _some(left):
            for b in _some(right):
                score = self._of(a, b)
                if score is None:
                    return False
                scores.append(score)
        best = sorted(scores, reverse=True)[: max(1, round(len(scores) * TOP))]
        return sum(best) / len(best) > 0

    def _of(self, a: Node, b: Node) -> float | None:
        pair = (a, b) if self.keys[a] <= self.keys[b] else (b, a)
        if pair not in self._known:
            self._known[pair] = self._score(*pair)
        return self._known[pair]


def _some(members: list[Node]) -> list[Node]:
    if len(members) <= SAMPLE:
        return members
    step = len(members) / SAMPLE
    return [members[int(i * step)] for i in range(SAMPLE)]
