"""The codebook: PLOVER's event types as YAML files, loaded, validated and indexed by trigger word.

One file a type in ``dateline/data/codebook``; only the first YAML document of a file is read at run time, the second
holds its examples. Every problem is a `DataError` with file and line.
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args

from dateline.errors import DataError
from dateline.events import yamlfile
from dateline.events.words import Words
from dateline.records import Quad, Status

FOLDER = Path(__file__).parent.parent / "data" / "codebook"
TYPES = (
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE"
    " COERCE ASSAULT"
).split()
SHARED = ("classes.yaml", "rules.yaml", "contexts.yaml")
_FILE_KEYS = frozenset("type quad intensity recipient definition edges modes frames cues notes note".split())
_FRAME_KEYS = frozenset(
    "verbs nouns adjectives object not_object object_is complement not_complement preps not_preps modifier"
    " not_modifier actor recipient reciprocal support bare mode contexts status weight note modal other near unless"
    " subject not_subject subject_is polarity own".split()
)
_TRIGGER = re.compile(r"[^\s-]+(-[^\s-]+)*( (-|[^\s-]+(-[^\s-]+)*))*")  # words; hyphens inside them or apart
_TRIGGERS = ("verbs", "nouns", "adjectives")
_DEFAULT_SLOTS = {
    "verbs": (("subj",), ("obj",)),
    "nouns": (("by", "poss", "mod", "support"), ("of", "against", "on")),
    "adjectives": (("subj",), ()),
}
DEFAULT_WEIGHT = 0.8  # prior confidence of a frame that states none


@dataclass(frozen=True, slots=True)
class Mode:
    """A mode of a type with its own intensity."""

    name: str
    intensity: float
    definition: str


@dataclass(frozen=True, slots=True)
class Edge:
    """When an act belongs to a neighbouring type instead."""

    type: str
    rule: str


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One way of wording an event: trigger words, what must stand around them, and who plays which role."""

    type: str
    kind: str
    name: str
    object: Words | None
    not_object: Words | None
    object_is_actor: bool
    complement: Words | None
    not_complement: Words | None
    preps: tuple[tuple[str, Words], ...]
    not_preps: tuple[tuple[str, Words], ...]
    modifier: Words | None
    not_modifier: Words | None
    modal: frozenset[str]
    other: bool
    own: bool
    near: Words | None
    unless: Words | None
    subject: Words | None
    not_subject: Words | None
    subject_is_actor: bool
    negative: bool
    actor: tuple[str, ...]
    recipient: tuple[str, ...]
    reciprocal: bool
    support: frozenset[str] | None
    bare: bool
    mode: str | None
    contexts: tuple[str, ...]
    status: Status | None
    weight: float
    specificity: int
    triggers: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A trigger word of a frame: `before` and `after` are the other words of a phrase."""

    frame: Frame
    word: str
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class EventType:
    """One PLOVER type: scores, modes, frames and mode cues."""

    name: str
    quad: Quad
    intensity: float
    recipient_needed: bool
    definition: str
    edges: tuple[Edge, ...]
    modes: Mapping[str, Mode]
    frames: tuple[Frame, ...]
    cues: Mapping[str, Words]
    path: Path

    def score(self, mode: str | None) -> float:
        """Intensity of the mode, else of the type."""
        return self.modes[mode].intensity if mode else self.intensity


@dataclass(frozen=True, slots=True, eq=False)
class Codebook:
    """All types, and the frames of each trigger word by part of speech. `forms`: regular "-ed", "-ing" → lemma."""

    types: Mapping[str, EventType]
    verbs: Mapping[str, tuple[Entry, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    adjectives: Mapping[str, tuple[Entry, ...]]
    forms: Mapping[str, str]
    hash: str

    def verb(self, word: str, lemma: str) -> tuple[Entry, ...]:
        """Frames of a verb by its lemma, or else by the regular form that `word` is: lemmatizers miss "staged"."""
        return self.verbs.get(lemma) or self.verbs.get(self.forms.get(word, ""), ())


@lru_cache(maxsize=4)
def load(folder: Path = FOLDER) -> Codebook:
    """The codebook of a folder, validated and indexed. Raises `DataError`."""
    from dateline.events.rules import classes, contexts

    files = sorted(p for p in folder.glob("*.yaml") if p.name not in SHARED)
    with _collector_paused():
        names = classes(folder)
        known = frozenset(contexts(folder))
        types = [load_type(p, names, known) for p in files]
        return _indexed({t.name: t for t in types}, fingerprint(folder))


@contextmanager
def _collector_paused() -> Iterator[None]:
    """No garbage collection while a hundred thousand lasting objects are made: a third of the loading time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def fingerprint(folder: Path = FOLDER) -> str:
    """First 12 hex digits of the SHA-256 over the names and bytes of the codebook's files."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]


def load_type(path: Path, classes: Mapping[str, tuple[str, ...]], contexts: frozenset[str]) -> EventType:
    """The event type of one file. Raises `DataError` with the line of the faulty entry."""
    return _Reader(path, classes, contexts).event_type()


def replaced(path: Path) -> Codebook:
    """The package's codebook with the file `path` in place of its own file for that type. Raises `DataError`.

    The word classes and contexts are those beside the file where there are any, else the package's.
    """
    from dateline.events.rules import classes, contexts

    beside = (path.parent / "classes.yaml").exists() and (path.parent / "contexts.yaml").exists()
    folder = path.parent if beside else FOLDER
    with _collector_paused():
        mine = load_type(path, classes(folder), frozenset(contexts(folder)))
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:12]
        return _indexed({**load().types, mine.name: mine}, digest)


_EXAMPLE_KEYS = frozenset("text actors recipients mode status place date contexts why".split())


def examples(path: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """(examples, counterexamples) in the second YAML document of a type's file. Raises `DataError`."""
    data = yamlfile.second(path)
    if unknown := sorted(map(str, set(data) - {"examples", "counterexamples"})):
        raise DataError(f"{path.name}:{yamlfile.line(path, (), 1)}", f"unknown key {', '.join(unknown)}")
    return _examples(path, data, "examples"), _examples(path, data, "counterexamples")


def _examples(path: Path, data: Mapping[str, Any], key: str) -> list[dict[str, Any]]:
    items = data.get(key)
    if items is None:
        return []
    if not isinstance(items, list):
        raise DataError(f"{path.name}:{yamlfile.line(path, (key,), 1)}", f"{key} must be a list")
    for n, item in enumerate(items):
        if problem := _example_problem(item):
            raise DataError(f"{path.name}:{yamlfile.line(path, (key, n), 1)}", problem)
    return items


def _example_problem(item: Any) -> str:
    if not isinstance(item, dict) or not isinstance(item.get("text"), str) or not item["text"].strip():
        return "an example is a mapping with a text"
    if unknown := sorted(map(str, set(item) - _EXAMPLE_KEYS)):
        return f"unknown key {', '.join(unknown)}"
    for key in ("actors", "recipients", "contexts"):
        value = item.get(key, [])
        if not isinstance(value, list) or not all(isinstance(x, str) for x in value):
            return f"{key} must be a list of codes"
    return ""


class _Reader:
    def __init__(self, path: Path, classes: Mapping[str, tuple[str, ...]], contexts: frozenset[str]) -> None:
        self.path, self.classes, self.contexts = path, classes, contexts
        self.where: tuple[str | int, ...] = ()
        self.modes: dict[str, Mode] = {}

    def fail(self, problem: str) -> DataError:
        return DataError(f"{self.path.name}:{yamlfile.line(self.path, self.where)}", problem)

    def event_type(self) -> EventType:
        data = yamlfile.first(self.path)
        self._keys(data, _FILE_KEYS)
        name = str(data.get("type"))
        if name not in TYPES or name != self.path.stem:
            raise self.fail(f"type {name!r} is not one of the 16 or not the file's name")
        if data.get("quad") not in get_args(Quad):
            raise self.fail(f"quad {data.get('quad')!r} is not a quad class")
        self.modes = {m: self._mode(m, d) for m, d in self._mapping(data, "modes").items()}
        return EventType(
            name, data["quad"], self._score(data.get("intensity")), data.get("recipient") == "needed",
            str(data.get("definition", "")), tuple(self._edge(n, e) for n, e in enumerate(self._items(data, "edges"))),
            self.modes, tuple(self._frames(name, self._items(data, "frames"))), self._cues(self._mapping(data, "cues")),
            self.path,
        )  # fmt: skip

    def _keys(self, data: Any, allowed: Iterable[str]) -> None:
        if not isinstance(data, dict):
            raise self.fail("a mapping is expected here")
        if unknown := sorted(map(str, set(data) - set(allowed))):
            raise self.fail(f"unknown key {', '.join(unknown)}")

    def _mapping(self, data: Mapping[str, Any], key: str) -> dict[str, Any]:
        self.where = (key,)
        value = data.get(key) or {}
        if not isinstance(value, dict) or not all(isinstance(k, str) for k in value):
            raise self.fail(f"{key} must be a mapping from names")
        return value

    def _items(self, data: Mapping[str, Any], key: str) -> list[Any]:
        self.where = (key,)
        value = data.get(key) or []
        if not isinstance(value, list):
            raise self.fail(f"{key} must be a list")
        return value

    def _score(self, value: Any) -> float:
        if not isinstance(value, int | float) or not -10 <= value <= 10:
            raise self.fail(f"intensity {value!r} is not a number from -10 to 10")
        return float(value)

    def _mode(self, name: str, data: Any) -> Mode:
        self.where = ("modes", name)
        self._keys(data, ("intensity", "definition"))
        return Mode(name, self._score(data.get("intensity")), str(data.get("definition", "")))

    def _edge(self, n: int, data: Any) -> Edge:
        self.where = ("edges", n)
        self._keys(data, ("type", "rule"))
        if data.get("type") not in TYPES and data.get("type") != "none":
            raise self.fail(f"edge to unknown type {data.get('type')!r}")
        return Edge(data["type"], str(data.get("rule", "")))

    def _cues(self, data: Any) -> dict[str, Words]:
        out = {}
        for mode, items in data.items():
            self.where = ("cues", mode)
            self._known_mode(mode)
            out[mode] = self._matcher(items)
        return out

    def _known_mode(self, mode: Any) -> None:
        if mode is not None and (not isinstance(mode, str) or mode not in self.modes):
            raise self.fail(f"mode {mode!r} is not listed under modes")

    def _frames(self, name: str, items: Any) -> Iterable[Frame]:
        for n, data in enumerate(items):
            self.where = ("frames", n)
            self._keys(data, _FRAME_KEYS)
            kinds = [k for k in _TRIGGERS if k in data]
            if not kinds:
                raise self.fail("a frame needs verbs, nouns or adjectives")
            for kind in kinds:
                yield self._frame(name, kind, data)

    def _frame(self, name: str, kind: str, data: dict[str, Any]) -> Frame:
        self._known_mode(data.get("mode"))
        triggers = tuple(self._list(data[kind]))
        if wrong := next((t for t in triggers if not _TRIGGER.fullmatch(t)), None):
            raise self.fail(f"{wrong!r} is no trigger word")
        words = {k: self._words(k, data.get(k)) for k in _WORD_KEYS}
        actor, recipient = _DEFAULT_SLOTS[kind]
        support = data.get("support")
        return Frame(
            type=name,
            kind=kind,
            name=f"{name} {kind}:{triggers[0] if triggers else '?'}",
            **words,
            object_is_actor=data.get("object_is") == "actor",
            subject_is_actor=data.get("subject_is") == "actor",
            preps=self._preps(data.get("preps")),
            not_preps=self._preps(data.get("not_preps")),
            modal=frozenset(self._list(data.get("modal", []))),
            other=bool(data.get("other")),
            own=bool(data.get("own")),
            negative=data.get("polarity") == "negative",
            actor=self._slots(data.get("actor"), actor),
            recipient=self._slots(data.get("recipient"), recipient),
            reciprocal=bool(data.get("reciprocal")),
            support=None if support is None else frozenset(s.split()[0] for s in self._list(support)),
            bare=bool(data.get("bare")),
            mode=data.get("mode"),
            contexts=self._contexts(data.get("contexts", [])),
            status=self._status(data.get("status")),
            weight=self._weight(data.get("weight", DEFAULT_WEIGHT)),
            specificity=_specificity(data),
            triggers=triggers,
        )

    def _words(self, key: str, items: Any) -> Words | None:
        return None if items is None else self._matcher(items, key in ("object", "subject", "complement"))

    def _matcher(self, items: Any, special: bool = True) -> Words:
        """The words of a list; those of a class are sorted once for all frames, and hold no special words."""
        plain = [x for x in items if not _is_class(x)] if isinstance(items, list) else items
        lists = [Words.of(self._list(plain), special)]
        for item in items if isinstance(items, list) else ():
            if _is_class(item):
                lists.append(self._class(item[1:]))
        return Words.union(lists)

    def _class(self, name: str) -> Words:
        if name not in self.classes:
            raise self.fail(f"class @{name} is not in classes.yaml")
        return _class_words(self.classes[name])

    def _list(self, items: Any) -> Iterable[str]:
        if isinstance(items, str):
            items = [items]
        if not isinstance(items, list):
            raise self.fail(f"a list of words is expected, not {items!r}")
        for item in items:
            if isinstance(item, bool | int):
                item = str(item).lower()  # the words "true", "false" and figures
            if not isinstance(item, str):
                raise self.fail(f"{item!r} is not a word")
            if not item.strip():
                raise self.fail("an empty word")
            if item.startswith("@"):
                if item[1:] not in self.classes:
                    raise self.fail(f"class {item} is not in classes.yaml")
                yield from self.classes[item[1:]]
            else:
                yield item

    def _preps(self, data: Any) -> tuple[tuple[str, Words], ...]:
        if data is None:
            return ()
        if not isinstance(data, dict) or not all(isinstance(k, str) for k in data):
            raise self.fail("preps is a mapping from preposition to words")
        return tuple((prep, self._matcher(items)) for prep, items in data.items())

    def _slots(self, items: Any, default: tuple[str, ...]) -> tuple[str, ...]:
        slots = default if items is None else tuple(self._list(items))
        for slot in slots:
            if slot.count(".") > 1 or not all(p.isalpha() and p.islower() for p in slot.split(".")):
                raise self.fail(f"unknown slot {slot!r}")
        return slots

    def _contexts(self, items: Any) -> tuple[str, ...]:
        out = tuple(self._list(items))
        for name in out:
            if name not in self.contexts:
                raise self.fail(f"unknown context {name!r}")
        return out

    def _status(self, value: Any) -> Status | None:
        if value is not None and value not in get_args(Status):
            raise self.fail(f"unknown status {value!r}")
        status: Status | None = value
        return status

    def _weight(self, value: Any) -> float:
        if not isinstance(value, int | float) or not 0 <= value <= 1:
            raise self.fail(f"weight {value!r} is not between 0 and 1")
        return float(value)


@lru_cache(maxsize=1024)
def _class_words(items: tuple[str, ...]) -> Words:
    return Words.of(items, special=False)


def _is_class(item: Any) -> bool:
    return isinstance(item, str) and item.startswith("@")


_WORD_KEYS = "object not_object complement not_complement modifier not_modifier near unless subject not_subject".split()


def _specificity(data: Mapping[str, Any]) -> int:
    """How much a frame asks for: the frame that asks for most, and gets it, is taken."""
    wild = ["*"]
    score = 2 * sum(k in data for k in ("object", "preps", "modifier", "object_is", "modal", "subject", "subject_is"))
    if data.get("object") == wild:
        score -= 2
    if "complement" in data:
        score += 1 if data["complement"] == wild else 3
    if "preps" in data and all(v == wild for v in data["preps"].values()):
        score -= 1
    return score + ("near" in data)


def _indexed(types: Mapping[str, EventType], fingerprint: str) -> Codebook:
    index: dict[str, dict[str, list[Entry]]] = {kind: {} for kind in _TRIGGERS}
    for event_type in types.values():
        for frame in event_type.frames:
            for entry in (e for trigger in frame.triggers for e in _entries(frame, trigger)):
                index[frame.kind].setdefault(entry.word, []).append(entry)
    verbs, nouns, adjectives = ({w: tuple(es) for w, es in index[k].items()} for k in _TRIGGERS)
    return Codebook(types, verbs, nouns, adjectives, dict(_forms(verbs)), fingerprint)


def _forms(verbs: Iterable[str]) -> Iterable[tuple[str, str]]:
    for verb in verbs:
        if verb.endswith("e"):
            yield from ((verb + "d", verb), (verb[:-1] + "ing", verb))
        elif verb.endswith("y") and verb[-2:-1] not in "aeiou":
            yield from ((verb[:-1] + "ied", verb), (verb + "ing", verb))
        else:
            yield from ((verb + "ed", verb), (verb + "ing", verb))


def _entries(frame: Frame, trigger: str) -> Iterable[Entry]:
    """Entries of a trigger; a word with hyphens is also looked for in the pieces that tokenizers make of it."""
    yield _entry(frame, tuple(trigger.split()), 0)
    if "-" in trigger:
        first = trigger.split()[0]
        pieces = tuple(trigger.replace("-", " - ").split())
        yield _entry(frame, pieces, 2 * first.count("-") if frame.kind == "verbs" else 0)


def _entry(frame: Frame, parts: tuple[str, ...], head: int) -> Entry:
    """`head` is the index of a verb phrase's verb; a noun phrase is headed by the word before its preposition."""
    if frame.kind == "verbs":
        return Entry(frame, parts[head], before=parts[:head], after=parts[head + 1 :])
    hyphens = [n for n, p in enumerate(parts) if p == "-"]
    links = (n for n, p in enumerate(parts) if p in _LINKS and n - 1 not in hyphens)
    at = next(links, len(parts)) - 1
    return Entry(frame, parts[at], before=parts[:at], after=parts[at + 1 :])


_LINKS = frozenset("of in on at to for against by with".split())  # "state of emergency" is headed by "state"


def problem(path: Path) -> str:
    """What is wrong with a type's file, with its line; empty when it is sound."""
    from dateline.events.rules import classes, contexts

    try:
        load_type(path, classes(path.parent), frozenset(contexts(path.parent)))
    except DataError as error:
        return str(error)
    return ""
