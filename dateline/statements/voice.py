"""Whose voice a sentence is in: the outlet's report, a source's words, or the writer's own commentary."""

from __future__ import annotations

import csv
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dateline.errors import DataError
from dateline.language.document import Document
from dateline.language.document import Sentence as Parsed
from dateline.records import Statement, Voice
from dateline.statements import quotes

FILE = "reporting_verbs/commentary.tsv"
COLUMNS = ["pattern", "kind", "weight", "note"]
KINDS = frozenset(("significance", "speculation", "evaluation", "hymn", "first_person"))
MOSTLY = 0.5  # share of a sentence's words within statements from which it is attributed
ENOUGH = 1.0  # summed weight of commentary cues from which a sentence is commentary
LONG = 8  # tokens, marks included, from which a quote is speech even where no statement was found
GAP = 3  # tokens that "*" in a pattern may stand for, at most
_TOLD = frozenset(("intend",))  # a plan told without quoting it is the writer's account
_SILENT = frozenset(("say", "answer", "inform"))  # "did not comment" reports silence
_WRITER = frozenset(("i", "we"))


@dataclass(slots=True, frozen=True)
class Sign:
    """One commentary cue. Each word of the pattern is a set of alternatives (lower-case forms or lemmas); an empty
    set stands for a gap."""

    words: tuple[frozenset[str], ...]
    kind: str
    weight: float


def voices(doc: Document, statements: Sequence[Statement]) -> list[Voice]:
    """The voice of each sentence of `doc`, in order, given its statements."""
    inside = _inside(doc, statements) | _quoted(doc)
    return [_voice(doc, s, inside) for s in doc.sentences]


def _inside(doc: Document, statements: Sequence[Statement]) -> set[int]:
    """Tokens of content, cue and source of the statements that put words into a source's mouth."""
    out: set[int] = set()
    for s in statements:
        if not s.quotes and not _speaks(doc, s):
            continue
        for part in (*s.content, *(p for p in (s.cue, s.speaker_text) if p)):
            out.update(doc.tokens_in(part.start, part.end))
    return out


def _quoted(doc: Document) -> set[int]:
    """Tokens of quotes that are longer than a name or a scare quote: nobody takes them for the writer's."""
    ranges = [doc.tokens_in(q.start, q.end) for q in quotes.find(doc) if q.level == 0 and q.closed]
    return {i for r in ranges if len(r) >= LONG for i in r}


def _speaks(doc: Document, s: Statement) -> bool:
    """Whether an indirect statement gives the words of somebody other than the writer."""
    if s.speaker_text is None or s.cue is None or s.act in _TOLD:
        return False
    cue = doc.tokens_in(s.cue.start, s.cue.end)
    if s.speaker_text.exact.lower() in _WRITER:
        return False
    if s.act in _SILENT and any(doc.tokens[i].dep == "neg" for i in cue):
        return False
    source = doc.tokens_in(s.speaker_text.start, s.speaker_text.end)
    return s.speaker is not None or not any(_signs(doc, i) for i in (*source, *cue))


def _voice(doc: Document, s: Parsed, inside: set[int]) -> Voice:
    words = [i for i in range(s.first, s.last) if doc.tokens[i].pos not in ("PUNCT", "SPACE", "SYM")]
    if not words:
        return "report"
    attributed = sum(i in inside for i in words) / len(words)
    if attributed >= MOSTLY:
        return "attributed"
    return "commentary" if commentary(doc, s, inside) >= ENOUGH else "report"


def commentary(doc: Document, s: Parsed, inside: Container[int] = ()) -> float:
    """Weight of the commentary cues in a sentence, outside the tokens `inside` statements."""
    total = 1.0 if _asks(doc, s, inside) else 0.0
    for i in range(s.first, s.last):
        if i not in inside:
            best: dict[str, float] = {}
            for sign in _signs(doc, i, inside):
                best[sign.kind] = max(best.get(sign.kind, 0.0), sign.weight)
            total += sum(best.values())
    return total


def _signs(doc: Document, i: int, inside: Container[int] = ()) -> list[Sign]:
    """The commentary cues that begin at token `i`."""
    t, table = doc.tokens[i], load()
    found = [sign for key in {t.lower, t.lemma} for sign in table.get(key, ())]
    return [sign for sign in found if _matches(doc, inside, sign, i) and not _not_writer(doc, sign, i)]


def _asks(doc: Document, s: Parsed, inside: Container[int]) -> bool:
    """A question in the writer's own voice."""
    tail = [i for i in range(max(s.first, s.last - 2), s.last) if doc.tokens[i].text.startswith("?")]
    return bool(tail) and s.last - s.first > 2 and tail[0] - 1 not in inside and doc.tokens[s.first].text not in "\"'"


def _not_writer(doc: Document, sign: Sign, i: int) -> bool:
    """ "I" as a numeral or initial ("World War I", "I. Petrov"), and words of names ("Our Lady")."""
    t = doc.tokens[i]
    if sign.kind != "first_person":
        return False
    named = t.lower != "i" and t.text[:1].isupper() and i > doc.sentence_of(i).first
    return named or t.pos not in ("PRON", "VERB", "ADJ")


def _matches(doc: Document, inside: Container[int], sign: Sign, first: int) -> bool:
    at, last = first, doc.sentence_of(first).last
    gap = 0
    for words in sign.words:
        if not words:
            gap = GAP
            continue
        stop = min(at + gap + 1, last)
        found = next((i for i in range(at, stop) if i not in inside and _is(doc, i, words)), None)
        if found is None:
            return False
        at, gap = found + 1, 0
    return True


def _is(doc: Document, i: int, words: frozenset[str]) -> bool:
    t = doc.tokens[i]
    return t.lower in words or t.lemma in words


@lru_cache(maxsize=1)
def load() -> dict[str, tuple[Sign, ...]]:
    """Signs of commentary by each first word. Raises `DataError` naming file and line where a row is wrong."""
    table: dict[str, list[Sign]] = {}
    for sign in read(files("dateline").joinpath("data", FILE).read_text(encoding="utf-8"), FILE):
        for word in sign.words[0]:
            table.setdefault(word, []).append(sign)
    return {word: tuple(signs) for word, signs in table.items()}


def read(table: str, name: str) -> Iterator[Sign]:
    """Rows of a commentary table; `name` is what errors call it."""
    rows = csv.reader(table.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    if next(rows, None) != COLUMNS:
        raise DataError(f"{name}:1", f"the header must be {' '.join(COLUMNS)}")
    for row in rows:
        if row and not row[0].startswith("#"):
            yield _sign(row, f"{name}:{rows.line_num}")


def _sign(row: list[str], where: str) -> Sign:
    if len(row) != len(COLUMNS):
        raise DataError(where, f"{len(row)} columns, {len(COLUMNS)} expected")
    pattern, kind, weight, _ = row
    if kind not in KINDS:
        raise DataError(where, f"unknown kind {kind!r}")
    words = tuple(frozenset() if w == "*" else frozenset(w.split("|")) for w in pattern.split(" "))
    if not pattern or not words[0] or not words[-1] or any("" in w for w in words):
        raise DataError(where, f"bad pattern {pattern!r}: words and a|b alternatives; * only between words")
    try:
        return Sign(words, kind, float(weight))
    except ValueError:
        raise DataError(where, f"weight {weight!r} is no number") from None
