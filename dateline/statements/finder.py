"""Attributions of a text as records: who says what, with which word, in which manner."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Protocol

from dateline.language import syntax
from dateline.language.document import Document
from dateline.records import DateRef, Manner, Place, Span, Statement
from dateline.statements import cues, ranking, sources
from dateline.statements.cues import Cue
from dateline.statements.quotes import Quote
from dateline.statements.scene import Draft, Range, Scene

REACH = 8  # sentences before a free quote in which its speaker may be found
HALF = 0.4  # quoted share of a statement that a quote opening the next paragraph may go on with
MIXED = 0.9  # share of quoted tokens from which a statement is direct rather than mixed
# Verbs that carry a noun's act: "voiced support", "reaffirmed its commitment", "expressed concern".
_CARRIERS = frozenset("express voice reaffirm reiterate restate declare announce convey repeat renew state".split())
_THIRD = frozenset(("he", "she", "it", "they"))
_NAMED = frozenset(("NOUN", "PROPN", "PRON", "ADJ"))


class Actors(Protocol):
    """What this package asks of `dateline.actors.ActorIndex`."""

    def at(self, token: int) -> tuple[str, ...]: ...
    def within(self, token: int) -> tuple[str, ...]: ...


class Places(Protocol):
    """What this package asks of `dateline.places.PlaceIndex`."""

    def at(self, token: int) -> Place | None: ...


def find(doc: Document, actors: Actors, dates: Sequence[DateRef] = (), places: Places | None = None) -> list[Statement]:
    """Statements in text order, ids "s1", "s2", …

    `dates` and `places`, where given, fill the fields of statements to whose cue they are attached.
    """
    scene = Scene(doc)
    drafts = ranking.choose(scene, cues.load())
    _untangle(scene, drafts)
    _continue_quotes(scene, drafts)
    drafts.sort(key=lambda d: (_extent(d), d.head))
    ids = {id(d): f"s{n}" for n, d in enumerate(drafts, 1)}
    outer = _outer(drafts)
    writer = _Writer(scene, actors, dates, places)
    by_id = {id(d): d for d in drafts}
    writer.outer = {inner: by_id[around] for inner, around in outer.items()}
    return [writer.statement(d, ids[id(d)], ids.get(outer.get(id(d), 0))) for d in drafts]


def _extent(d: Draft) -> Range:
    own = [d.cue, *([d.source] if d.source else [])] if d.cue[1] > d.cue[0] else []
    parts = [*d.content, *own]
    return min(a for a, _ in parts), max(b for _, b in parts)


def _outer(drafts: list[Draft]) -> dict[int, int]:
    """For each draft, by id, the one in whose longer content its cue stands: the narrowest where several do."""
    holding = _holding(drafts)
    out: dict[int, int] = {}
    for d in drafts:
        around = [e for e in holding.get(d.head, ()) if e is not d and _size(e) > _size(d)]
        if around and d.cue[1] > d.cue[0]:
            out[id(d)] = id(min(around, key=_size))
    return out


def _size(d: Draft) -> int:
    return sum(last - first for first, last in d.content)


def _holding(drafts: list[Draft]) -> dict[int, list[Draft]]:
    """For each token that is some draft's cue, the drafts that have it in their content."""
    heads = {d.head for d in drafts}
    out: dict[int, list[Draft]] = {}
    for d in drafts:
        for i in ranking.covered(d.content) & heads:
            out.setdefault(i, []).append(d)
    return out


def _untangle(scene: Scene, drafts: list[Draft]) -> None:
    """Of two statements that each hold the other's cue, the inner one ends where the outer one's cue begins: "A said
    the road was open, according to B"."""
    holding = _holding(drafts)
    for outer in drafts:
        for inner in holding.get(outer.head, ()):
            if inner is not outer and outer in holding.get(inner.head, ()):
                _end_before(scene, inner, outer)


def _end_before(scene: Scene, inner: Draft, outer: Draft) -> None:
    first = min(outer.cue[0], outer.source[0] if outer.source else outer.cue[0])
    if first > inner.head and scene.of[first] < 0:
        cut = [(a, min(b, first)) for a, b in inner.content if a < first]
        inner.content = [r for a, b in cut if (r := scene.trim(a, b))] or inner.content


# -- quotes without a cue -------------------------------------------------------------------------------------------


def _continue_quotes(scene: Scene, drafts: list[Draft]) -> None:
    """Gives free-standing quotes to the speaker before them, or makes them statements of an unknown speaker."""
    taken = {i for d in drafts if scene.of[d.head] < 0 for i in ranking.covered(d.content)}
    speaking: dict[int, list[Draft]] = {}
    for d in drafts:
        if d.source and d.kind in ("verb", "label") and scene.of[d.head] < 0:
            speaking.setdefault(scene.doc.tokens[d.head].sent, []).append(d)
    for first, last in scene.ranges:
        if first >= last or any(i in taken for i in range(first, last)) or not _free_standing(scene, first, last):
            continue
        speaker = _turn(scene, speaking, first)
        if speaker is not None and _answers(scene, first):
            drafts.append(_answer(speaker, first, last))
        elif speaker is not None:
            speaker.content.append((first, last))
            speaker.notes.append("a quote goes on with the speaker of the sentence before")
        else:
            note = "a quote without a cue: speaker not known"
            drafts.append(Draft(first, (first, first), "", "quote", "free", [(first, last)], notes=[note]))
        taken.update(range(first, last))


def _answer(speaker: Draft, first: int, last: int) -> Draft:
    """A quote that answers a question of the outlet's own: a statement of whoever spoke last."""
    note = "a quote answers a question of the outlet's: the speaker is the one before it"
    return Draft(first, (first, first), "", "quote", "free", [(first, last)], speaker.source, speaker.holder,
                 notes=[note])  # fmt: skip


def _free_standing(scene: Scene, first: int, last: int) -> bool:
    """Whether a quote is whole sentences with a finite verb, not a headline's or a title's words."""
    doc = scene.doc
    opens = doc.sentence_of(first).first == first
    ends = scene.ends_sentence(last)
    finite = any(doc.tokens[i].tag in ("VBD", "VBZ", "VBP", "MD", "VB") for i in range(first, last))
    shouted = doc.text[doc.tokens[first].start : doc.tokens[last - 1].end].isupper()
    return opens and ends and finite and not shouted and last - first >= 4


def _turn(scene: Scene, speaking: dict[int, list[Draft]], first: int) -> Draft | None:
    """The statement that a free quote goes on with: the last one before it in its paragraph, or a quote that ends
    the paragraph before it."""
    tokens = scene.doc.tokens
    here = tokens[first].sent
    reach = 3 * REACH if _answers(scene, first) else REACH
    near = next((speaking[n] for n in range(here - 1, max(-1, here - reach - 1), -1) if n in speaking), None)
    if near is None:
        return None
    likely = max(near, key=lambda d: (_quoted(scene, d), d.score))
    if scene.same_paragraph(likely.head, first):
        return likely
    if _answers(scene, first):
        return likely
    gap = here - max(tokens[b - 1].sent for _, b in [*likely.content, (0, likely.head + 1)])
    return likely if gap == 1 and _quoted(scene, likely) >= HALF else None


def _answers(scene: Scene, first: int) -> bool:
    """Whether a quote follows a question of the outlet's own, as in an interview."""
    tokens = scene.doc.tokens
    return first > 1 and tokens[first - 1].text == "?" and scene.of[first - 1] < 0


def _quoted(scene: Scene, d: Draft) -> float:
    tokens = ranking.covered(d.content)
    return sum(scene.of[i] >= 0 for i in tokens) / len(tokens)


# -- records --------------------------------------------------------------------------------------------------------


class _Writer:
    def __init__(self, scene: Scene, actors: Actors, dates: Sequence[DateRef], places: Places | None) -> None:
        self.scene, self.doc, self.actors, self.places = scene, scene.doc, actors, places
        self.outer: dict[int, Draft] = {}  # by the id of a draft, the one whose words it is part of
        self.dates: dict[int, list[DateRef]] = {}
        for ref in dates:
            if (token := scene.doc.token_at(ref.start)) is not None:
                self.dates.setdefault(scene.doc.tokens[token].sent, []).append(ref)

    def statement(self, d: Draft, name: str, within: str | None) -> Statement:
        doc = self.doc
        has_cue = d.cue[1] > d.cue[0]
        content = tuple(doc.span(a, b) for a, b in sorted(d.content))
        source = doc.span(*d.source) if d.source else None
        quotes = self._quotes(d)
        negated = has_cue and d.kind in ("verb", "adjective") and syntax.is_negated(doc, d.head)
        speaker, entry = self._speaker(d), self._entry(d)
        first, last = _extent(d)
        return Statement(
            id=name, speaker=speaker, speaker_text=source, cue=doc.span(*d.cue) if has_cue else None,
            manner=self._manner(d, quotes), act=entry.act if entry else "say",
            stance=0 if negated or not entry else entry.stance,
            content=content, quotes=quotes, about=self._about(d, speaker), date=self._date(d), place=self._place(d),
            within=within, evidence=doc.span(first, last), why=self._why(d, negated),
        )  # fmt: skip

    def _entry(self, d: Draft) -> Cue | None:
        """The cue, or the noun that a carrying verb leads to: "voiced support for", "expressed concern over"."""
        if d.kind == "verb" and d.option.startswith("obj") and self.doc.tokens[d.head].lemma in _CARRIERS:
            for k in self.doc.kids(d.head, "dobj"):
                if noun := cues.load().get(self.doc.tokens[k].lemma, "noun"):
                    return noun
        return d.entry

    def _why(self, d: Draft, negated: bool) -> tuple[str, ...]:
        words = " ".join(t.text for t in self.doc.tokens[d.cue[0] : d.cue[1]])
        listed = f"cue '{d.entry.text}' (cues.tsv)" if d.entry else f"'{words}' with a clause or a quote"
        first = [] if d.option == "free" else [listed, f"read as {d.option}, score {d.score:.1f}"]
        return (*first, *dict.fromkeys(d.notes), *(["negated"] if negated else []))

    def _quotes(self, d: Draft) -> tuple[Span, ...]:
        """The quotes that begin within the content and in no other such quote, without their marks."""
        text, tokens = self.doc.text, self.doc.tokens
        parts = [(tokens[a].start, tokens[b - 1].end) for a, b in sorted(d.content)]
        out: list[Span] = []
        end = -1
        for q in self._quotes_in(parts[0][0], parts[-1][1]):
            if q.start < end or not any(a <= q.start < b for a, b in parts):
                continue
            end = q.end
            inner = [(a, b) for a, b in q.inner if any(x <= a < y for x, y in parts)]
            out.extend(Span(start=a, end=b, exact=text[a:b]) for a, b in inner)
        return tuple(out)

    def _quotes_in(self, start: int, end: int) -> list[Quote]:
        """Quotes that begin in a range of code points."""
        quotes = self.scene.quotes
        first = bisect_left(quotes, start, key=lambda q: q.start)
        return quotes[first : bisect_left(quotes, end, key=lambda q: q.start)]

    def _manner(self, d: Draft, quotes: tuple[Span, ...]) -> Manner:
        if not quotes:
            return "indirect"
        words = [i for i in ranking.covered(d.content) if self.doc.tokens[i].text[:1].isalnum()]
        starts = [self.doc.tokens[i].start for i in words]
        inside = sum(any(q.start <= s < q.end for q in quotes) for s in starts)
        return "direct" if inside >= MIXED * len(words) else "mixed"

    def _speaker(self, d: Draft) -> str | None:
        if d.holder is None or d.source is None:
            return None
        if self.doc.tokens[d.holder].lower == "i" and id(d) in self.outer:
            return self._speaker(self.outer[id(d)])
        head = self._antecedent(d)
        found = self.actors.at(head)
        lemma = self.doc.tokens[head].lemma
        for_another = lemma in sources.nouns("document") or lemma in sources.nouns("spokesman")
        if not found and for_another:
            found = self.actors.within(head)
            found = found if len(found) == 1 else ()
        if found and (self._quotes_oneself(d, found[0]) or (not for_another and self._is_owner(head, found[0]))):
            d.notes.append("cannot be " + found[0])
            return None
        others = [a for k in syntax.conjuncts(self.doc, head)[1:] for a in self.actors.at(k)]
        if speakers := dict.fromkeys([*found[1:], *others]):
            d.notes.append("speaks with " + ", ".join(speakers))
        return found[0] if found else None

    def _quotes_oneself(self, d: Draft, found: str) -> bool:
        """ "“He said no,” the minister added": whoever speaks is not "he" in his own quote."""
        outer = self.outer.get(id(d))
        quoted = outer is not None and self.scene.of[d.head] >= 0 and self.scene.of[outer.head] < 0
        third = d.holder is not None and self.doc.tokens[d.holder].lower in _THIRD
        return quoted and third and outer is not None and self._speaker(outer) == found

    def _is_owner(self, head: int, found: str) -> bool:
        """ "The bank's union": not the bank."""
        return any(found in self.actors.at(k) for k in self.doc.kids(head, "poss"))

    def _antecedent(self, d: Draft) -> int:
        """ "the envoy, who said": the envoy."""
        assert d.holder is not None
        t = self.doc.tokens[d.holder]
        if t.tag in ("WP", "WDT"):
            clause = next((a for a in self.doc.ancestors(t.i) if self.doc.tokens[a].dep == "relcl"), None)
            return self.doc.tokens[clause].head if clause is not None else t.i
        return t.i

    def _about(self, d: Draft, speaker: str | None) -> tuple[str, ...]:
        """Actors named in the content, the speaker left out."""
        found: dict[str, None] = {}
        for first, last in sorted(d.content):
            for t in self.doc.tokens[first:last]:
                if t.pos in _NAMED:
                    found.update(dict.fromkeys(self.actors.at(t.i)))
        found.pop(speaker or "", None)
        return tuple(found)

    # -- when and where -----------------------------------------------------------------------------------------

    def _hangs_on(self, d: Draft, token: int) -> bool:
        """Whether a phrase modifies the cue itself: no other verb stands between them, and it is not content."""
        tokens = self.doc.tokens
        if any(a <= token < b for a, b in [*d.content, *([d.source] if d.source else [])]):
            return False
        for a in self.doc.ancestors(token):
            if a == d.head:
                return True
            if tokens[a].pos in ("VERB", "AUX"):
                return False
        return False

    def _date(self, d: Draft) -> str | None:
        for ref in self.dates.get(self.doc.tokens[d.head].sent, ()):
            token = self.doc.token_at(ref.start)
            if token is not None and self._hangs_on(d, token):
                return ref.edtf
        return None

    def _place(self, d: Draft) -> str | None:
        if self.places is None or d.kind != "verb":
            return None
        for preposition, k in syntax.prepositions(self.doc, d.head):
            if preposition in ("in", "at") and self._hangs_on(d, k) and (place := self.places.at(k)):
                return place.id
        return None
