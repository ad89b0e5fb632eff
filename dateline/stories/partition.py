"""Disjoint sets whose result does not depend on the order of joins, and the natural order of ids."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

_NUMBER = re.compile(r"(\d+)")


@lru_cache(maxsize=65536)
def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """Sort key in which r2 comes before r10."""
    parts = (p for p in _NUMBER.split(name) if p)
    return tuple((0, int(p), p) if p.isdecimal() else (1, 0, p) for p in parts)


class Partition:
    """Disjoint sets of names. Iterating gives each set in natural order, the sets by their first member."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._parent: dict[str, str] = {name: name for name in names}

    def root(self, name: str) -> str:
        """The set's representative; an unknown name starts a set of its own."""
        parent = self._parent
        parent.setdefault(name, name)
        top = name
        while parent[top] != top:
            top = parent[top]
        while parent[name] != top:
            parent[name], name = top, parent[name]
        return top

    def join(self, a: str, b: str) -> None:
        """Make the sets of two names one."""
        first, second = sorted((self.root(a), self.root(b)), key=natural)
        self._parent[second] = first

    def __iter__(self) -> Iterator[tuple[str, ...]]:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for name in sorted(self._parent, key=natural):
            groups[self.root(name)].append(name)
        yield from (tuple(g) for g in groups.values())
