"""Counts of the dead, injured, arrested and participants, each with the words that give it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dateline.events.scene import Scene
from dateline.language import Document
from dateline.records import Magnitude, Measure

_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen"
    " eighteen nineteen"
).split()
_TENS = {w: 10 * n for n, w in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
_NUMBERS = {w: n for n, w in enumerate(_UNITS)} | _TENS
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12}
_VAGUE = {"dozens": 24, "scores": 40, "hundreds": 200, "thousands": 2000, "millions": 2_000_000}  # at least two of them
_WORDS = {*_NUMBERS, *_SCALES, *_VAGUE}
_MORE = frozenset(("more than", "over", "upward of", "upwards of", "in excess of"))
_LEAST = frozenset(("at least", "no fewer than", "no less than", "not less than", "minimum of", "a minimum of"))
_MOST = frozenset(("up to", "as many as", "at most", "no more than", "fewer than", "less than", "under", "below"))
_ABOUT = frozenset(("about", "around", "some", "approximately", "roughly", "an estimated", "estimated"))
_ALMOST = frozenset(("nearly", "almost", "close to"))
_COLLECTIVE = frozenset(
    "family crowd group number convoy series total team couple pair village camp home house".split()
)
_TYPES: dict[Measure, tuple[str, ...]] = {
    "dead": ("ASSAULT", "PROTEST", "COERCE"),
    "injured": ("ASSAULT", "PROTEST", "COERCE"),
    "arrested": ("COERCE", "SANCTION", "PROTEST"),
    "size": ("PROTEST", "MOBILIZE", "RETREAT"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """A number of people, and the token of the word that says what befell them."""

    anchor: int
    magnitude: Magnitude

    def fits(self, event_type: str) -> bool:
        return event_type in _TYPES[self.magnitude.measure]

    def rank(self, event_type: str) -> int:
        """0 for the type that a measure is most at home in."""
        return _TYPES[self.magnitude.measure].index(event_type)


def counts(scene: Scene, tokens: Iterable[int]) -> list[Count]:
    """Every count among `tokens` (one sentence)."""
    return [c for i in tokens for c in _counted(scene, i)]


def _counted(scene: Scene, i: int) -> Iterator[Count]:
    t = scene.doc.tokens[i]
    for measure, lemmas in scene.rules.measures.items():
        if (t.lemma in lemmas or t.lower in lemmas) and (t.lemma != "round" or scene.is_verb(i)):
            for head in _people(scene, i, measure):
                if measure == "arrested" and not _may_be_people(scene, head):
                    continue
                if found := amount(scene, head, measure != "size"):
                    low, high, first, last = found
                    span = scene.doc.span(first, last)
                    yield Count(i, Magnitude(measure=measure, low=low, high=high, evidence=span))  # type: ignore[arg-type]
                    return


_GOODS = frozenset(
    "tonne ton kilo kilogram kg gram pound ounce litre liter barrel bottle box crate bag dollar euro yen yuan rouble"
    " rupee weapon rifle gun bomb round bullet shell rocket missile drone vehicle car truck boat ship vessel tank house"
    " home building village town city hectare acre mile kilometre kilometer metre page copy document phone computer"
    " animal cigarette pack packet percent day week month year hour minute hill position base post outpost asset"
    " account".split()
)


def _may_be_people(scene: Scene, head: int) -> bool:
    """Whether a counted thing can be arrested: "seized 40 tonnes" arrests nobody."""
    t = scene.doc.tokens[head]
    return t.lemma not in _GOODS and (bool(scene.at(head)) or t.pos in ("NUM", "NOUN", "PROPN"))


def _people(scene: Scene, i: int, measure: str) -> list[int]:
    """Head tokens of the phrase that names who was counted."""
    doc, t = scene.doc, scene.doc.tokens[i]
    if scene.is_verb(i):
        objects = scene.objects(i)
        if measure == "size" or t.lemma in ("die", "perish", "drown"):
            subj = scene.subject(i)
            objects = [subj] if subj is not None and not scene.passive(i) else objects
        return objects or (doc.kids(i, "nsubj") if t.tag == "VBN" else [])
    if t.pos == "ADJ":
        return _predicated(scene, i)
    return [i, *(h for p, h in scene.preps(i) if p in ("of", "to", "at", "among")), *_raised_to(doc, i)]


def _predicated(scene: Scene, i: int) -> list[int]:
    """ "left 12 people dead", "four were dead", "12 dead"."""
    t = scene.doc.tokens[i]
    head = scene.doc.tokens[t.head]
    if t.dep == "amod" and head.i > i:
        return []
    if scene.doc.kids(i, "nummod", "nsubj"):
        return [i, *scene.doc.kids(i, "nsubj")]
    if scene.is_verb(t.head) and t.head != i:
        return scene.objects(t.head) or ([s] if (s := scene.subject(t.head)) is not None else [])
    return [i, *scene.doc.kids(i, "nsubj")]


def _raised_to(doc: Document, i: int) -> list[int]:
    """ "the toll rose to 40"."""
    t = doc.tokens[i]
    if t.dep != "nsubj" or doc.tokens[t.head].lemma not in ("rise", "climb", "reach", "stand", "increase", "pass"):
        return []
    verb = doc.tokens[t.head]
    return [*doc.kids(verb.i, "dobj"), *(k for p in doc.kids(verb.i, "prep") for k in doc.kids(p, "pobj"))]


def amount(scene: Scene, head: int, singular: bool = True) -> tuple[int, int | None, int, int] | None:
    """(low, high, first token, last token + 1) of the number in the phrase headed by `head`; null if it has none.

    A vague plural counts from two ("dozens" is 24 or more); "about" and "nearly" give ten percent either way.
    """
    doc = scene.doc
    number = _number_token(scene, head)
    if number is None:
        return _single(doc, head) if singular and _is_somebody(scene, head) else None
    first, last, value = _value(doc, number)
    if value is None:
        return None
    end = max(last, head + 1) if head >= last and head - last < 4 else last
    if doc.tokens[number].lower in _VAGUE:
        return value, None, _qualified(doc, first)[0], end
    low, high, start = _bounded(doc, first, last, value)
    if (top := _upper(doc, last)) is not None:
        low, high, end = value, top[0], max(end, top[1])
    if end > head + 1 and end > last:
        end = last
    return low, high, start, end


def _is_somebody(scene: Scene, head: int) -> bool:
    lemma = scene.doc.tokens[head].lemma
    return bool(scene.at(head)) or lemma.endswith(("man", "woman", "person", "child")) or lemma in _PERSONS


_PERSONS = frozenset("girl boy guard driver teacher nurse doctor priest mother father son daughter passer-by".split())


def _number_token(scene: Scene, head: int) -> int | None:
    doc = scene.doc
    if _is_number(doc, head):
        return head
    for k in doc.kids(head, "nummod", "amod", "quantmod", "det", "compound"):
        if _is_number(doc, k):
            return k
    return None


def _is_number(doc: Document, i: int) -> bool:
    t = doc.tokens[i]
    digits = t.lower.replace(",", "")
    return t.lower in _WORDS or (digits.isascii() and digits.isdigit())


def _value(doc: Document, i: int) -> tuple[int, int, int | None]:
    """(first, last + 1, value) of the run of number words around token `i`."""
    first, last = i, i + 1
    while first > 0 and _numeric(doc, first - 1) and doc.tokens[first - 1].sent == doc.tokens[i].sent:
        first -= 1
    while last < len(doc.tokens) and _numeric(doc, last) and doc.tokens[last].sent == doc.tokens[i].sent:
        last += 1
    if first > 0 and doc.tokens[first - 1].lower in ("a", "an") and doc.tokens[first].lower in _SCALES:
        first -= 1
    return first, last, _number([doc.tokens[k].lower for k in range(first, last)])


def _numeric(doc: Document, i: int) -> bool:
    lower = doc.tokens[i].lower
    if lower == "-" and 0 < i < len(doc.tokens) - 1:  # "twenty-two" as three tokens
        return doc.tokens[i - 1].lower in _TENS and doc.tokens[i + 1].lower in _UNITS
    return _is_number(doc, i) or _decimal(lower) is not None or _hyphened(lower) is not None


def _decimal(word: str) -> float | None:
    digits = word.replace(",", "")
    return float(digits) if digits.isascii() and digits.count(".") == 1 and digits.replace(".", "").isdigit() else None


def _hyphened(word: str) -> int | None:
    tens, _, units = word.partition("-")
    return _NUMBERS[tens] + _NUMBERS[units] if units in _NUMBERS and tens in _NUMBERS else None


def _number(words: list[str]) -> int | None:
    total, current = 0.0, 0.0
    for w in words:
        if w == "-":
            continue
        if w in ("a", "an"):
            current = 1
        elif w in _VAGUE:
            return _VAGUE[w]
        elif w in _SCALES:
            current = (current or 1) * _SCALES[w]
            if _SCALES[w] >= 1000:
                total, current = total + current, 0
        else:
            value = _plain(w)
            if value is None or len(w) > 12:
                return None
            current += value
    return int(total + current)


def _plain(word: str) -> float | None:
    digits = word.replace(",", "")
    if digits.isascii() and digits.isdigit():
        return float(digits)
    if word in _NUMBERS:
        return _NUMBERS[word]
    hyphened = _hyphened(word)
    return _decimal(word) if hyphened is None else hyphened


def _qualified(doc: Document, first: int) -> tuple[int, str]:
    """(first token, words) of a qualifier such as "at least" that ends right before token `first`."""
    for length in (4, 3, 2, 1):
        start = first - length
        if start < 0 or doc.tokens[start].sent != doc.tokens[first].sent:
            continue
        words = " ".join(doc.tokens[k].lower for k in range(start, first))
        if words in _MORE or words in _LEAST or words in _MOST or words in _ABOUT | _ALMOST or words == "between":
            return start, words
    return first, ""


def _bounded(doc: Document, first: int, last: int, value: int) -> tuple[int, int | None, int]:
    start, words = _qualified(doc, first)
    if words in _LEAST:
        return value, None, start
    if words in _MORE:
        return value + 1, None, start
    if words in _MOST:
        return min(1, value), value - (words in ("fewer than", "less than", "under", "below")), start
    if words in _ALMOST:
        return value - value // 10, value, start
    if words in _ABOUT:
        return value - value // 10, value + value // 10, start
    if words == "between":
        return value, value, start
    lower = _lower(doc, first)
    if lower is not None:
        return lower[0], value, lower[1]
    return value, value, start


def _upper(doc: Document, last: int) -> tuple[int, int] | None:
    """The second number of "10 to 15", "10-15", "between 10 and 15": (value, token after it)."""
    if last + 1 >= len(doc.tokens) or doc.tokens[last].lower not in ("to", "-", "–", "and", "or"):
        return None
    if doc.tokens[last].lower in ("and", "or") and not _between(doc, last):
        return None
    if not _is_number(doc, last + 1) or doc.tokens[last + 1].lower in _VAGUE:
        return None
    _, end, value = _value(doc, last + 1)
    return None if value is None else (value, end)


def _between(doc: Document, i: int) -> bool:
    return any(doc.tokens[k].lower == "between" for k in range(max(0, i - 4), i))


def _lower(doc: Document, first: int) -> tuple[int, int] | None:
    """The first number of a range whose second one begins at token `first`: (value, start)."""
    if first < 2 or doc.tokens[first - 1].lower not in ("to", "-", "–", "and", "or"):
        return None
    if doc.tokens[first - 1].lower in ("and", "or") and not _between(doc, first - 1):
        return None
    if not _is_number(doc, first - 2):
        return None
    start, _, value = _value(doc, first - 2)
    if start > 0 and doc.tokens[start - 1].lower == "between":
        start -= 1
    return None if value is None else (value, start)


def _single(doc: Document, head: int) -> tuple[int, int, int, int] | None:
    """ "a soldier" is one."""
    t = doc.tokens[head]
    if t.tag != "NN" or t.lemma in _COLLECTIVE:
        return None
    det = [k for k in doc.kids(head, "det") if doc.tokens[k].lower in ("a", "an", "another")]
    return (1, 1, det[0], head + 1) if det and head - det[0] < 8 else None


def assign(found: list[Count], events: list[tuple[str, list[int]]], doc: Document) -> list[list[Magnitude]]:
    """Counts given to the events (type, trigger tokens) of their sentence: the trigger itself, else the nearest."""
    out: list[list[Magnitude]] = [[] for _ in events]
    for count in found:
        fitting = [n for n, (kind, _) in enumerate(events) if count.fits(kind)]
        if fitting:
            best = min(fitting, key=lambda n: (_distance(doc, count.anchor, events[n][1]), count.rank(events[n][0])))
            out[best].append(count.magnitude)
    return out


def _distance(doc: Document, anchor: int, triggers: list[int]) -> int:
    if anchor in triggers:
        return 0
    above = set(doc.ancestors(anchor))
    return min(1 if t in above or anchor in set(doc.ancestors(t)) else 2 + abs(t - anchor) for t in triggers)
