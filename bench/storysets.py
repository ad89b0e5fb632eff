"""The hand-labelled story sets of tests/stories/sets: ``{label|words}`` in a report marks what tells a happening."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

SETS = Path(__file__).parent.parent / "tests" / "stories" / "sets"
HALVES = ("tune", "held", "unseen")  # weights are fitted on the first only; the last was labelled before a first look
_MARK = re.compile(r"\{([a-z0-9]+)\|([^}|]+)\}")


@dataclass(frozen=True)
class Telling:
    """Words ``[start, end)`` of a text that tell the happening `label`."""

    start: int
    end: int
    label: str


@dataclass(frozen=True)
class Labelled:
    """One report of a set: plain text, and which words tell which happening."""

    outlet: str
    published: str
    text: str
    tellings: tuple[Telling, ...]

    def label(self, start: int, end: int) -> str | None:
        """The happening that a trigger ``[start, end)`` tells; null where the words are not marked."""
        return next((t.label for t in self.tellings if t.start < end and start < t.end), None)


@dataclass(frozen=True)
class StorySet:
    """Reports about happenings that are easily taken for one another. `half` is one of `HALVES`."""

    name: str
    half: str
    happenings: dict[str, str]
    reports: tuple[Labelled, ...]


def plain(marked: str) -> tuple[str, tuple[Telling, ...]]:
    """Text without marks, and where the marks were."""
    out, found, at, length = [], [], 0, 0
    for m in _MARK.finditer(marked):
        out += [marked[at : m.start()], m[2]]
        length += m.start() - at
        found.append(Telling(length, length + len(m[2]), m[1]))
        length += len(m[2])
        at = m.end()
    return "".join(out) + marked[at:], tuple(found)


def load() -> Iterator[StorySet]:
    """All sets, by name."""
    for path in sorted(SETS.glob("*.yaml")):
        raw: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
        reports = []
        for row in raw["reports"]:
            text, tellings = plain(" ".join(row["text"].split()))
            reports.append(Labelled(row["outlet"], str(row["published"]), text, tellings))
        yield StorySet(path.stem, raw["half"], raw["happenings"], tuple(reports))
