"""What the words around a name say: that it is a place, of which kind, in it or near it."""

from __future__ import annotations

from typing import Literal, get_args

from dateline.language.document import Document, Token
from dateline.places.cues import Cues

Hint = Literal["", "settlement", "area1", "area2", "feature"]
KINDS: tuple[Hint, ...] = get_args(Hint)[1:4]

_COUNTY = frozenset(("county", "district", "municipality", "prefecture", "department"))
_LANDSCAPES = frozenset(("island", "peninsula", "valley", "lake", "river", "strait"))
_AFTER = _LANDSCAPES | {"airport", "airfield", "highlands"}
_WEAK_AFTER = frozenset("port capital federal autonomous republic quarter division commune".split())
_WEAK_BEFORE = frozenset("state republic division federal capital port".split())
_NAMERS = frozenset(("of", "called", "named", "like", "as"))
_FILLERS = frozenset(("of", "the", "a", "an", "-", "and"))
_AGENT = frozenset(("by", "between", "amid", "upon", "behind"))  # of place only with words between: "by the city of X"


def hint(doc: Document, first: int, last: int, cues: Cues) -> tuple[Hint, bool]:
    """The kind of place the text calls tokens ``[first, last)``, and whether that (or "near X") suffices for an
    unknown name.

    "the city of X", "X province", "the town X", "X and Y counties", "Lake X"; "X front" only tells of a known name.
    """
    for said in (_noun_after(doc, last, cues), _noun_shared(doc, last, cues), _noun_before(doc, first, cues)):
        if said[0]:
            return said
    said = _landscape(doc, first, last, cues)
    return (said[0], said[1] or near(doc, first, cues))


def _noun_after(doc: Document, last: int, cues: Cues) -> tuple[Hint, bool]:
    tokens = doc.tokens
    at = last + 1 if last + 1 < len(tokens) and tokens[last].lower in ("-", "–") else last
    word = _singular(tokens[at].lower) if at < len(tokens) else ""
    return _kind(word, cues), word not in _WEAK_AFTER


def _noun_shared(doc: Document, last: int, cues: Cues) -> tuple[Hint, bool]:
    """ "Katsina and Sokoto states", "Mandera, Wajir and Garissa counties": the noun behind a list of names."""
    tokens = doc.tokens
    if last < len(tokens) and tokens[last].lower in (",", "and"):
        for t in tokens[last + 1 : last + 8]:
            word = _singular(t.lower)
            if word != t.lower and word in cues.generic:
                return _kind(word, cues), True
            if t.lower not in (",", "and", "-") and not t.text[0].isupper():
                break
    return "", False


def _noun_before(doc: Document, first: int, cues: Cues) -> tuple[Hint, bool]:
    before = _before(doc, first)
    if before < 0:
        return "", False
    noun = before - 1 if doc.tokens[before].lower in _NAMERS and before else before
    if noun == before and doc.tokens[noun].text[0].isupper():
        return "", False
    word = _singular(doc.tokens[noun].lower)
    return _kind(word, cues), word not in _WEAK_BEFORE


def _landscape(doc: Document, first: int, last: int, cues: Cues) -> tuple[Hint, bool]:
    tokens, before = doc.tokens, _before(doc, first)
    if before > 0 and tokens[before].lower == "of" and _singular(tokens[before - 1].lower) in cues.feature:
        return "feature", _singular(tokens[before - 1].lower) in _LANDSCAPES
    if before == first - 1 and before >= 0 and tokens[before].lower in _LANDSCAPES:
        return "feature", True
    after = tokens[last].lower if last < len(tokens) else ""
    return ("feature", after in _AFTER) if after in cues.feature else ("", False)


def _kind(word: str, cues: Cues) -> Hint:
    if word in _COUNTY:
        return "area2"
    return next((kind for kind in KINDS if word in getattr(cues, kind)), "")


def _singular(word: str) -> str:
    """ "villages" → "village", "counties" → "county"."""
    return word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")


def _before(doc: Document, first: int) -> int:
    """The token before a name, "the" and quotation marks skipped; -1 at the start of its sentence."""
    i = first - 1
    sent = doc.tokens[first].sent
    while i >= 0 and doc.tokens[i].lower in ("the", '"', "'") and doc.tokens[i].sent == sent:
        i -= 1
    return i if i >= 0 and doc.tokens[i].sent == sent else -1


def locative(doc: Document, first: int, last: int, cues: Cues) -> bool:
    """Whether the name stands where a place does: after "in", "near", "across", or as what is visited or shelled."""
    tokens, i = doc.tokens, _before(doc, first)
    if i < 0:
        return False
    for _ in range(6):  # "in the besieged eastern city of"
        if i > 0 and (
            tokens[i].lower in _FILLERS or tokens[i].lower in cues.direction or tokens[i].lower in cues.generic
        ):
            i -= 1
    if tokens[i + 1].lower == "of" and tokens[i].lower in cues.belonging:
        return True
    if tokens[i].lower in cues.locative:
        according = tokens[i].lower == "to" and i > 0 and tokens[i - 1].lower == "according"
        return not according and (tokens[i].lower not in _AGENT or i < first - 1)
    head = tokens[last - 1]
    return head.dep in ("dobj", "nsubjpass") and tokens[head.head].lemma in cues.visited


def near(doc: Document, first: int, cues: Cues) -> bool:
    """Whether something is placed close to the name: "near X", "outside the town of X", "20 km north of X"."""
    i = _before(doc, first)
    while i >= 0 and _skipped(doc.tokens[i], cues):
        i -= 1
    if i < 1:
        return i == 0 and doc.tokens[0].lower in cues.near
    word, previous = doc.tokens[i].lower, doc.tokens[i - 1].lower
    if word == "of" and previous in cues.settlement | cues.area1 | cues.area2:
        return i > 1 and near(doc, i - 1, cues)
    if word in ("of", "from", "to"):
        return previous in cues.bearing or (word == "to" and previous in ("close", "next", "adjacent"))
    return word in cues.near


def _skipped(t: Token, cues: Cues) -> bool:
    return (
        t.lower in cues.generic
        or t.lower in ("the", "a")
        or (t.lower in cues.direction and t.lower not in cues.bearing)
    )
