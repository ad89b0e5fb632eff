"""Whose voice a sentence is in: the outlet's report, a source's words, or the writer's own commentary."""

from __future__ import annotations

import csv
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dateline.errors import DataError
from dateline.language.document import Document, Token
from dateline.language.document import Sentence as Parsed
from dateline.records import Statement, Voice
from dateline.statements import judgement, quotes

FILE = "reporting_verbs/commentary.tsv"
COLUMNS = ["pattern", "kind", "weight", "note"]
KINDS = frozenset(("significance", "speculation", "evaluation", "hymn", "first_person"))
MOSTLY = 0.5  # share of a sentence's words within statements from which it is attributed
# Log odds from which a sentence is commentary, alone and in a text that judges often. On Wikinews texts the first
# marks under two sentences in a hundred; set again with tools/train_judgement.py when words or weights change.
ALONE, AMONG = 1.2, 0.4
OFTEN = 0.08  # share of a text's sentences (two at least) that judge by the first from which the second counts
LONG = 8  # tokens, marks included, from which a quote is speech even where no statement was found
GAP = 3  # tokens that "*" in a pattern may stand for, at most
_DECISIVE = 1.6  # weight of listed phrases of one kind that make a sentence commentary whatever else it says
_TOLD = frozenset(("intend",))  # a plan told without quoting it is the writer's account
_ASSERTS = frozenset("say answer inform announce explain claim confirm admit deny believe feel predict".split())
_STOPS = frozenset((".", "?", "!", "…", "..."))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_SILENT = frozenset(("say", "answer", "inform"))  # "did not comment" reports silence
_SHOULD = frozenset("must should may might ought shall".split())  # "a cynic might say": nobody has said it
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
    told = [s for s in statements if s.quotes or _speaks(doc, s)]
    quoted = _quoted(doc)
    words = _inside(doc, [s for s in told if s.quotes or _worded(doc, s)]) | quoted
    inside = _inside(doc, told) | quoted
    odds = [_odds(doc, s, inside) for s in doc.sentences]
    judged = sum(o is not None and o >= ALONE for o in odds)
    bar = AMONG if judged >= max(2, OFTEN * len(odds)) else ALONE
    bars = [bar if doc.tokens[s.last - 1].text in _STOPS else ALONE for s in doc.sentences]  # not for headlines
    return [_voice(doc, s, words, o is not None and o >= b) for s, o, b in zip(doc.sentences, odds, bars, strict=True)]


def _inside(doc: Document, statements: Sequence[Statement]) -> set[int]:
    """Tokens of content, cue and source of statements."""
    out: set[int] = set()
    for s in statements:
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
    if any(doc.tokens[k].lower in _SHOULD for i in cue for k in doc.kids(i, "aux")):
        return False
    if s.act in _SILENT and any(doc.tokens[i].dep == "neg" for i in cue):
        return False
    source = doc.tokens_in(s.speaker_text.start, s.speaker_text.end)
    return s.speaker is not None or not any(_signs(doc, i) for i in (*source, *cue))


def _worded(doc: Document, s: Statement) -> bool:
    """Whether a content gives words: a clause with a finite verb, or what is asserted with an infinitive or "-ing".

    In "Kenya accused Uganda of lying" and "China agreed to resume flights" the writer tells what was done.
    """
    for part in s.content:
        span = doc.tokens_in(part.start, part.end)
        for i in span:
            t = doc.tokens[i]
            if t.head in span and t.head != i:
                continue
            finite = t.tag in _FINITE or any(doc.tokens[k].tag in _FINITE for k in doc.kids(i, "aux", "auxpass"))
            if t.pos in ("VERB", "AUX") and t.dep not in ("relcl", "acl") and (finite or _asserted(s, t)):
                return True
    return False


def _asserted(s: Statement, t: Token) -> bool:
    return s.act in _ASSERTS and t.dep in ("xcomp", "ccomp")


def _odds(doc: Document, s: Parsed, inside: set[int]) -> float | None:
    """Log odds that a sentence judges; None where most of it is in statements, it ends a quote, is answered
    by one, or is in capitals."""
    last = doc.tokens[s.last - 1].text
    if (
        last in quotes.MARKS
        or (last == "?" and _answered(doc, s))
        or _share(doc, s, inside) >= MOSTLY
        or doc.text[s.start : s.end].isupper()
    ):
        return None
    found = signs(doc, s, inside)
    odds = judgement.score(doc, s, found, inside)
    decisive = max(found.values(), default=0.0) >= _DECISIVE and "first_person" not in found
    return max(odds, ALONE) if decisive else odds


def _voice(doc: Document, s: Parsed, words: set[int], judges: bool) -> Voice:
    if _share(doc, s, words) >= MOSTLY:
        return "attributed"
    return "commentary" if judges else "report"


def _share(doc: Document, s: Parsed, inside: set[int]) -> float:
    """Share of a sentence's words that lie inside; none of none."""
    words = [i for i in range(s.first, s.last) if doc.tokens[i].pos not in ("PUNCT", "SPACE", "SYM")]
    return sum(i in inside for i in words) / len(words) if words else 0.0


def signs(doc: Document, s: Parsed, inside: Container[int] = ()) -> dict[str, float]:
    """Weight of the listed phrases in a sentence by kind, outside the tokens `inside` statements."""
    total: dict[str, float] = {"question": 1.0} if _asks(doc, s, inside) else {}
    for i in range(s.first, s.last):
        if i not in inside:
            best: dict[str, float] = {}
            for sign in _signs(doc, i, inside):
                best[sign.kind] = max(best.get(sign.kind, 0.0), sign.weight)
            for kind, weight in best.items():
                total[kind] = total.get(kind, 0.0) + weight
    return total


def _signs(doc: Document, i: int, inside: Container[int] = ()) -> list[Sign]:
    """The commentary cues that begin at token `i`."""
    t, table = doc.tokens[i], load()
    found = [sign for key in {t.lower, t.lemma} for sign in table.get(key, ())]
    return [sign for sign in found if _matches(doc, inside, sign, i) and not _not_writer(doc, sign, i)]


def _asks(doc: Document, s: Parsed, inside: Container[int]) -> bool:
    """A question in the writer's own voice, not one that a quote answers."""
    tail = [i for i in range(max(s.first, s.last - 2), s.last) if doc.tokens[i].text.startswith("?")]
    if not tail or s.last - s.first <= 2 or tail[0] - 1 in inside or doc.tokens[s.first].text in "\"'":
        return False
    return not _answered(doc, s)


def _answered(doc: Document, s: Parsed) -> bool:
    return s.last < len(doc.tokens) and doc.tokens[s.last].text in quotes.MARKS


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
