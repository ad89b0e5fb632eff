"""Where persons are named: knowledge base, recognised entities, and words beside a title."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from dateline.actors.knowledge import Human
from dateline.actors.lexicon import fold
from dateline.actors.scene import Scene, Word
from dateline.actors.tables import Office
from dateline.actors.words import left_edge

PARTICLES = frozenset("al el bin ben ibn abu de der den van von da dos das di du la le bint ul ur y ter zu af".split())
_JUNIOR = frozenset("jr sr ii iii iv".split())
DATES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august"
    " september october november december christmas easter ramadan".split()
)


@dataclass(slots=True, eq=False)
class Occurrence:
    """A name at tokens ``[first, last)`` with the titles that stand before it."""

    first: int
    last: int
    keys: tuple[str, ...]
    human: Human | None = None
    titles: list[Word] = field(default_factory=list)


def occurrences(scene: Scene) -> list[Occurrence]:
    spans: dict[int, tuple[int, Human | None]] = {}
    for first, (last, human) in _known(scene).items():
        spans[first] = last, human
    for found in (_after_titles, _beside_titles, _before_titles, _entities, _remembered):
        for first, last in found(scene):
            _merge(spans, first, last)
    out = []
    for first, (last, human) in sorted(spans.items()):
        keys = tuple(k for k in (fold(t.text) for t in scene.doc.tokens[first:last]) if len(k) > 1 and k.isalpha())
        if keys:
            out.append(Occurrence(first, last, keys, human, titles_before(scene, first)))
    return out


def _merge(spans: dict[int, tuple[int, Human | None]], first: int, last: int) -> None:
    for a in list(spans):
        b, human = spans[a]
        if a < last and first < b:
            if b - a >= last - first:
                return
            del spans[a]
            if a >= first and b <= last and b - a > 1:
                spans[first] = last, human
                return
    spans[first] = last, None


def _known(scene: Scene) -> dict[int, tuple[int, Human | None]]:
    """Names of people.tsv, full or well-known short ones."""
    out: dict[int, tuple[int, Human | None]] = {}
    pieces, at = scene.pieces, 0
    while at < len(pieces.keys):
        step = at + 1
        for end, forms in scene.base.people.at(pieces, at):
            first, last = pieces.tokens[at], pieces.tokens[end - 1] + 1
            capital = pieces.raws[at][0].isupper() or pieces.keys[at] in PARTICLES
            if capital and _is_person_here(scene, first, last):
                out[first] = last, in_context(scene, list(dict.fromkeys(f.value for f in forms)))
                step = end
                break
        at = step
    return out


def _remembered(scene: Scene) -> list[tuple[int, int]]:
    """Full names of persons whom earlier reports of the corpus tell of."""
    if scene.memory is None:
        return []
    pieces = scene.pieces
    found = ((pieces.tokens[a], pieces.tokens[b - 1] + 1) for a, b in scene.memory.names(pieces, scene.on))
    return [(a, b) for a, b in found if scene.doc.tokens[a].text[0].isupper() and _is_person_here(scene, a, b)]


def _is_person_here(scene: Scene, first: int, last: int) -> bool:
    tokens = scene.doc.tokens
    if first in scene.word_at and last - first > 1:
        return False  # "President Xi" before "Jinping": the title is read as a title
    if last < len(tokens) and tokens[last].lower.rstrip(".") in _JUNIOR:
        return False
    if any(i in scene.name_at for i in range(first, last)):
        return all(scene.name_at[i].use == "place" for i in range(first, last) if i in scene.name_at)
    if last - first > 1:
        return True
    if scene.doc.tokens[first].pos not in ("PROPN", "NOUN", "ADJ", "X"):
        return False
    return not (part_of_name(scene, first - 1) or part_of_name(scene, last))


def part_of_name(scene: Scene, i: int) -> bool:
    """Whether token `i` extends a one-word name to somebody else's: "Ivanka Trump", "Putin Square"."""
    tokens = scene.doc.tokens
    if not 0 <= i < len(tokens):
        return False
    t = tokens[i]
    if t.pos != "PROPN" or not t.text[:1].isupper() or not t.text.isalpha() or t.ent in ("DATE", "TIME"):
        return False
    return i not in scene.word_at and i not in scene.name_at and t.lower not in DATES


def in_context(scene: Scene, humans: list[Human]) -> Human | None:
    """The one person of that name, or the one whose country the text names."""
    if len(humans) == 1:
        return humans[0]
    named = {n.entry.country for n in scene.names}
    fitting = [h for h in humans if any(o.country in named for o in h.offices)]
    fitting = fitting if len(fitting) == 1 else [h for h in humans if _serving(h, scene.on)]
    return fitting[0] if len(fitting) == 1 else None


def _serving(human: Human, on: datetime.date | None) -> bool:
    return on is not None and any(held(o, on) for o in human.offices)


def _entities(scene: Scene) -> list[tuple[int, int]]:
    """PERSON entities without titles, possessive marks and lower-case edges."""
    tokens, out = scene.doc.tokens, []
    for e in scene.doc.entities:
        if e.label != "PERSON":
            continue
        first, last = e.first, e.last
        while first < last and (first in scene.word_at or not _namelike(scene, first)):
            first += 1
        while first < last and (not tokens[last - 1].text[:1].isupper() or tokens[last - 1].lower in DATES):
            last -= 1
        blocked = any(i in scene.name_at and scene.name_at[i].use != "place" for i in range(first, last))
        place = last - first == 1 and first in scene.located
        weak = not _credible(scene, first, last)
        if first < last and not (blocked or place or weak) and _whole(scene, first, last):
            out.append((first, last))
    return out


def _whole(scene: Scene, first: int, last: int) -> bool:
    return all(t.text[0].isalpha() or t.text in "-'." for t in scene.doc.tokens[first:last])


def _namelike(scene: Scene, i: int) -> bool:
    t = scene.doc.tokens[i]
    return t.text[:1].isupper() or t.lower in PARTICLES


def _credible(scene: Scene, first: int, last: int) -> bool:
    """Whether an unknown name may be a person: titled, or standing where persons stand."""
    if (before := scene.word_at.get(first - 1)) is not None:
        return before.number != "body" or before.title.plural  # "the power company Andes Hidro"
    if last - first == 1:
        return prominent(scene, first)
    head = scene.doc.tokens[last - 1]
    return head.dep not in ("compound", "nmod", "amod") or head.head < last or head.head in scene.word_at


def prominent(scene: Scene, i: int) -> bool:
    """Whether a lone name acts, is acted on or owns something: recognisers err on the others."""
    t = scene.doc.tokens[i]
    if t.dep == "pobj":
        return scene.doc.tokens[t.head].lower in ("by", "with", "to", "against")
    return t.dep in ("nsubj", "nsubjpass", "poss", "dobj", "appos", "ROOT", "dative")


def _after_titles(scene: Scene) -> list[tuple[int, int]]:
    """Capitalised words right after a title: "Defense Minister Petru Ilan"."""
    out = []
    for word in scene.words:
        if not _precedes_name(word) or word.last >= len(scene.doc.tokens):
            continue
        last = _run(scene, word.last)
        if last > word.last:
            out.append((word.last, last))
    return out


def _precedes_name(word: Word) -> bool:
    """Whether a title may stand before a name: in the plural only that of leaders, "Presidents Vost and Oren"."""
    role = word.title.role
    if word.title.plural:
        return role.rank in ("leader", "minister")
    return role.number in ("person", "address")


def _beside_titles(scene: Scene) -> list[tuple[int, int]]:
    """Names set off by commas after a title: "Karelland's minister of trade, Ana Delorme, said"."""
    out, tokens = [], scene.doc.tokens
    for word in scene.words:
        if word.number != "person" or word.title.plural or word.title.role.rank in ("public", ""):
            continue
        end = phrase_end(scene, word)
        if end + 2 < len(tokens) and tokens[end].text == "," and tokens[end + 1].pos == "PROPN":
            last = _run(scene, end + 1)
            closed = last < len(tokens) and tokens[last].text in (",", ".", ")")
            if last - end > 2 and closed and not _listed(scene, last):
                out.append((end + 1, last))
    return out


def _before_titles(scene: Scene) -> list[tuple[int, int]]:
    """Names set off before a title: "Ana Delorme, foreign minister of Karelland, said"."""
    out, tokens = [], scene.doc.tokens
    for word in scene.words:
        if word.number != "person" or word.title.plural:
            continue
        comma = left_edge(scene, word.first, word.head) - 1
        if comma < 2 or tokens[comma].text != "," or tokens[comma].sent != tokens[word.head].sent:
            continue
        first = comma
        low = scene.doc.sentence_of(comma).first
        head = tokens[word.head]
        beside = head.dep == "appos" and head.head == comma - 1  # then recognisers that see a body are wrong
        while first > low and _plain_name(scene, first - 1, beside):
            first -= 1
        if comma - first in (2, 3) and (first == low or tokens[first - 1].pos not in ("PROPN", "ADP")):
            out.append((first, comma))
    return out


def _plain_name(scene: Scene, i: int, beside: bool) -> bool:
    t = scene.doc.tokens[i]
    other = ("DATE",) if beside else ("ORG", "GPE", "LOC", "DATE")
    if t.pos != "PROPN" or not t.text[:1].isupper() or t.lower in DATES or t.ent in other:
        return False
    return i not in scene.name_at and i not in scene.word_at and i not in scene.located and not t.text.isupper()


def phrase_end(scene: Scene, word: Word) -> int:
    doc = scene.doc
    end = word.last
    for k in (k for i in range(word.first, word.last) for k in doc.kids(i, "prep") if k >= word.last):
        low, high = doc.subtree(k)
        if low == end and doc.tokens[k].lower in ("of", "for", "in", "to", "at"):
            end = high
            while end > low and doc.tokens[end - 1].text == ",":
                end -= 1
    return next((i for i in range(word.last, end) if doc.tokens[i].text == ","), end)


def _listed(scene: Scene, comma: int) -> bool:
    """Whether the list goes on after the comma: "the mayor, Ana Delorme, and ..."."""
    tokens = scene.doc.tokens
    return tokens[comma].text == "," and comma + 1 < len(tokens) and tokens[comma + 1].lower in ("and", "or")


def _run(scene: Scene, first: int) -> int:
    """End of the run of name words that begins at `first`."""
    tokens = scene.doc.tokens
    end = scene.doc.sentence_of(first).last
    i = last = first
    while i < end and i - first < 7:
        t = tokens[i]
        if i in scene.name_at and scene.name_at[i].use != "place":
            break
        if t.text[0].isupper() and t.pos in ("PROPN", "NOUN", "ADJ", "X", "VERB") and t.lower not in DATES:
            follows = tokens[min(i + 1, end - 1)].text[0].isupper()
            if i in scene.word_at and (i == first or follows) and t.ent != "PERSON":
                break
            last = i + 1
        elif not (last > first and t.text in ("-", ".")) and not (t.lower in PARTICLES and t.pos != "VERB"):
            break
        i += 1
    return last


def titles_before(scene: Scene, first: int) -> list[Word]:
    """Titles that end right where the name begins, nearest first: "President [Gen.] Vost"."""
    out: list[Word] = []
    at = first
    while at > 0:
        if scene.doc.tokens[at - 1].sent != scene.doc.tokens[first].sent:
            break
        if scene.doc.tokens[at - 1].text == "." and at > 1 and (at - 2) in scene.word_at:
            at -= 1
            continue
        word = scene.word_at.get(at - 1)
        if word is None or word.last != at or not _precedes_name(word):
            break
        out.append(word)
        at = word.first
    return out


def held(office: Office, on: datetime.date) -> bool:
    """Whether the office was held on a day; partial dates count as the whole month or year."""
    day = on.isoformat()
    return office.start <= day and (not office.end or day[: len(office.end)] <= office.end)
