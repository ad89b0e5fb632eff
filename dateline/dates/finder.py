"""Finds the time expressions of a document and resolves them in text order."""

from __future__ import annotations

import re
from datetime import date

from dateline.dates.grammar import ABBREVIATIONS, MONTHS, PATTERNS, TRIGGERS
from dateline.dates.values import VALUES, Setting
from dateline.language import Document, Sentence, syntax
from dateline.records import DateRef

_POINT = re.compile(r"\d{4}(-\d\d){0,2}")  # a day, month or year that "a month later" can count from
_PLANNED = frozenset(
    "schedule plan expect slate due set aim want intend hope agree promise vow pledge prepare decide upcoming propose"
    " threaten call urge order invite".split()
)
_AHEAD = frozenset("ahead upcoming scheduled due planned slated until deadline".split())
_YEAR_BEFORE = frozenset(
    "in since by until from of to between and during early late mid before after around through till for throughout"
    " circa the ( fiscal year - – its his their spring summer autumn fall winter -- /".split()
)
_BEFORE_NAME = frozenset("in since until by on last next of from during".split())
# Words that are months or week days only when capitalised and in a place for a date.
_AMBIGUOUS = frozenset({"may", "march", "mar", "sat", "sun", "mon", "wed", "fri", "dec", "jan", "jun", "sep"})


def find(doc: Document, anchor: date | None) -> list[DateRef]:
    """Time expressions of `doc` in text order, as EDTF.

    `anchor` is the publication date. Without it, unknown parts stay ``X`` and purely relative expressions ("last
    week") are left out or unknown; nothing is guessed. Durations and repetitions ("every Monday") are no dates.
    """
    out: list[DateRef] = []
    reference: str | None = None
    for sentence in doc.sentences:
        if _may_hold(doc, sentence):
            for start, end, name, groups in _matches(doc, sentence):
                direction, sure = _direction(doc, start)
                if name == "weekday" and direction == 0 and _is_scheduled(doc, start):
                    direction = 1
                value = _value(name, groups, Setting(anchor, direction, reference, sure))
                if value:
                    out.append(DateRef(start=start, end=end, exact=doc.text[start:end], edtf=value))
                    reference = value if _POINT.fullmatch(value) else reference
    return out


def _may_hold(doc: Document, sentence: Sentence) -> bool:
    return any(
        t.lower in TRIGGERS or t.text[0].isdigit() or t.ent == "DATE"
        for t in doc.tokens[sentence.first : sentence.last]
    )


def _matches(doc: Document, sentence: Sentence) -> list[tuple[int, int, str, dict[str, str | None]]]:
    """Non-overlapping matches of a sentence: the longest first, then the earlier pattern of the grammar."""
    found = []
    text = doc.text
    for order, (name, pattern) in enumerate(PATTERNS.items()):
        for m in pattern.finditer(text, sentence.start, sentence.end):
            start, end = m.start(), _without_stop(m)
            found.append((start - end, order, start, end, name, m.groupdict()))
    taken: list[tuple[int, int, str, dict[str, str | None]]] = []
    for *_, start, end, name, groups in sorted(found, key=lambda f: f[:3]):
        if all(end <= a or start >= b for a, b, *_ in taken) and _plausible(doc, name, start, end):
            taken.append((start, end, name, groups))
    return sorted(taken, key=lambda m: m[0])


def _without_stop(m: re.Match[str]) -> int:
    """End of a match without a sentence's final stop: "in July." loses it, "on Nov." and "Sept. 4" keep theirs."""
    word = m.group().rpartition(" ")[2].lower()
    return m.end() - 1 if word.endswith(".") and word[:-1] not in ABBREVIATIONS else m.end()


def _plausible(doc: Document, name: str, start: int, end: int) -> bool:
    if name == "year":
        return _is_year(doc, end)
    if name in ("month_only", "weekday"):
        return _is_name(doc, start, end)
    months = [word for word in doc.text[start:end].replace("-", " ").split() if word.lower().strip(".,") in MONTHS]
    return all(word[0].isupper() for word in months)


def _is_name(doc: Document, start: int, end: int) -> bool:
    """Whether a bare month or week day is one: capitalised, not a person, a modal or a march; not repeated."""
    tokens = doc.tokens_in(start, end)
    before = doc.tokens[tokens[0] - 1].lower if tokens and tokens[0] else ""
    words = [doc.tokens[i] for i in tokens]
    named = next((t for t in words if t.lower.rstrip(".") in TRIGGERS and t.text[:1].isupper()), None)
    if named is None or named.ent == "PERSON" or named.tag == "MD" or before in ("every", "each", "theresa"):
        return False
    if named.lower.rstrip(".") in _AMBIGUOUS:
        return named.ent == "DATE" or before in _BEFORE_NAME
    return True


def _is_year(doc: Document, end: int) -> bool:
    """Whether four digits are a year: after a word that takes one, or called a date; not a count of things."""
    i = doc.token_at(end - 1)
    if i is None:
        return False
    t, before = doc.tokens[i], doc.tokens[i - 1].lower if i else ""
    if t.ent in ("MONEY", "CARDINAL", "QUANTITY", "PERCENT") and t.dep == "nummod":
        return False
    if t.dep == "nummod" and doc.tokens[t.head].tag == "NNS" and before not in ("the", "in"):
        return False
    return t.ent == "DATE" or before in _YEAR_BEFORE


def _value(name: str, groups: dict[str, str | None], setting: Setting) -> str | None:
    try:
        return VALUES[name](groups, setting)
    except (OverflowError, ValueError):  # an anchor at the calendar's end
        return None


def _direction(doc: Document, offset: int) -> tuple[int, bool]:
    """The tense of the clause that the expression at `offset` belongs to: -1 past, 1 future, 0 unknown.

    The flag tells whether the expression hangs on that verb directly or by one preposition.
    """
    i = doc.token_at(offset)
    if i is None:
        return 0, False
    first = doc.sentence_of(i).first
    if any(doc.tokens[k].lower in _AHEAD for k in range(max(first, i - 3), i)):
        return 1, True
    deadline = i > first and doc.tokens[i - 1].lower == "by"
    for steps, a in enumerate(doc.ancestors(i)):
        if (way := _verb_direction(doc, a)) is not None:
            return (1 if deadline and way == 0 else way), steps <= 1
    return int(deadline), False


# What a calendar does in the simple present: "the summit opens on Saturday".
_SCHEDULED = frozenset(
    "open begin start end expire close meet resume convene conclude finish leave depart arrive return travel fly visit"
    " vote decide face kick take hold host head".split()
)


def _is_scheduled(doc: Document, offset: int) -> bool:
    """Whether a date hangs on a simple present of the calendar in a full sentence (headlines tell the past so)."""
    i = doc.token_at(offset)
    if i is None or doc.text[doc.sentence_of(i).end - 1] not in '.!?"”’':
        return False
    verb = next((a for a in doc.ancestors(i) if syntax.is_verb(doc, a)), None)
    return verb is not None and doc.tokens[verb].tag in ("VBZ", "VBP") and doc.tokens[verb].lemma in _SCHEDULED


def _verb_direction(doc: Document, verb: int) -> int | None:
    """Direction that one ancestor decides; null when it decides nothing and the next must be asked."""
    t = doc.tokens[verb]
    if t.lemma in _PLANNED and t.tag in ("VBN", "JJ", "VBG"):
        return 1
    if not syntax.is_verb(doc, verb):
        return None
    tense = syntax.tense(doc, verb)
    if tense != "none":
        return {"past": -1, "present": 0, "future": 1}[tense]
    planned = t.dep in ("acl", "relcl") or doc.tokens[t.head].lemma in _PLANNED
    return 1 if t.tag == "VB" and planned else None
