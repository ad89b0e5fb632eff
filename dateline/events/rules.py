"""The engine-wide rules, the word classes and the context cues: ``rules.yaml``, ``classes.yaml``, ``contexts.yaml``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from dateline.errors import DataError
from dateline.events import yamlfile
from dateline.records import Measure, Status

FOLDER = Path(__file__).parent.parent / "data" / "codebook"
_LISTS = (
    "support partitives proxies non_agents sports markets figurative reporting strong absorbing half_absorbing joint"
    " people done_to decisions sides happening middle stative commissive undergo verbal_blows texts violent"
    " generic_heads bodies particles fiction depicting support_nouns protective"
).split()
_STATUS = (
    "negating hypothetical future attempt neutral future_nouns hypothetical_nouns attempt_nouns negating_nouns"
    " future_adjectives hypothetical_adjectives historical_adjectives future_predicates hypothetical_predicates"
    " conditionals historical_cues alleging evidence remembering"
).split()
_Where = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An event whose status makes it another type: "will visit" is AGREE."""

    types: frozenset[str]
    status: str
    to: str
    said_by_actor: bool
    mode: str | None
    modes: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Rules:
    """Word lists by name; see ``rules.yaml`` for what each does."""

    lists: Mapping[str, frozenset[str]]
    status: Mapping[str, frozenset[str]]
    support_preps: Mapping[str, frozenset[str]]
    measures: Mapping[str, frozenset[str]]
    irregular: Mapping[str, str]
    changes: tuple[Change, ...]

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.lists[name]


@lru_cache(maxsize=4)
def load(folder: Path = FOLDER) -> Rules:
    """The rules of a codebook folder. Raises `DataError`."""
    path = folder / "rules.yaml"
    data = yamlfile.first(path)
    names = classes(folder)
    expected = {*_LISTS, "status", "changes", "measures", "support_preps", "irregular"}
    if set(data) != expected:
        raise DataError(f"{path.name}:1", f"keys missing or unknown: {sorted(expected ^ set(data))}")
    return Rules(
        {name: _words(path, (name,), data[name], names) for name in _LISTS},
        {name: _words(path, ("status", name), data["status"].get(name), names) for name in _STATUS},
        {p: _words(path, ("support_preps", p), ws, names) for p, ws in data["support_preps"].items()},
        {m: _words(path, ("measures", m), data["measures"].get(m), names) for m in get_args(Measure)},
        {form: lemma for lemma, forms in data["irregular"].items() for form in forms},
        tuple(_change(path, n, c) for n, c in enumerate(data["changes"])),
    )


def _fail(path: Path, where: tuple[str | int, ...], problem: str) -> DataError:
    return DataError(f"{path.name}:{yamlfile.line(path, where)}", problem)


def _words(path: Path, where: _Where, items: Any, names: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    if not isinstance(items, list) or not all(isinstance(x, str) for x in items):
        raise _fail(path, where, f"{where[-1]} must be a list of words")
    out: set[str] = set()
    for item in items:
        if item.startswith("@") and item[1:] not in names:
            raise _fail(path, where, f"class {item} is not in classes.yaml")
        out.update(names[item[1:]] if item.startswith("@") else (item,))
    return frozenset(out)


def _change(path: Path, n: int, data: Any) -> Change:
    try:
        if data["status"] not in (*get_args(Status), "conditional", "unwilling"):
            raise _fail(path, ("changes", n), f"unknown status {data['status']!r}")
        return Change(
            frozenset(data["from"]), data["status"], data["to"], bool(data.get("said_by_actor")), data.get("mode"),
            dict(data.get("modes") or {}),
        )  # fmt: skip
    except (KeyError, TypeError) as error:
        raise _fail(path, ("changes", n), f"a change needs from, status and to ({error})") from error


@lru_cache(maxsize=4)
def classes(folder: Path = FOLDER) -> Mapping[str, tuple[str, ...]]:
    """Class name → words, classes inside classes resolved. Raises `DataError`."""
    path = folder / "classes.yaml"
    raw = yamlfile.first(path) if path.exists() else {}
    return {name: tuple(_flat(path, raw, name, ())) for name in raw}


def _flat(path: Path, raw: Mapping[str, Any], name: str, above: tuple[str, ...]) -> list[str]:
    if name in above or not isinstance(raw.get(name), list):
        raise _fail(path, (above[-1] if above else name,), f"class {name!r} is no list, is unknown or contains itself")
    out: list[str] = []
    for item in raw[name]:
        if not isinstance(item, str):
            raise _fail(path, (name,), f"{item!r} is not a word")
        out.extend(_flat(path, raw, item[1:], (*above, name)) if item.startswith("@") else [item])
    return out


@lru_cache(maxsize=4)
def contexts(folder: Path = FOLDER) -> Mapping[str, tuple[str, ...]]:
    """Context → cue words and phrases. Raises `DataError`."""
    path = folder / "contexts.yaml"
    raw = yamlfile.first(path) if path.exists() else {}
    for name, items in raw.items():
        if not isinstance(items, list) or not all(isinstance(x, str) for x in items):
            raise _fail(path, (name,), f"{name} must be a list of words")
    return {name: tuple(items) for name, items in raw.items()}
