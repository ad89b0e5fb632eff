"""Names of the knowledge base in a text: states, adjectives, capitals, organisations, armed groups."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator

from dateline.actors.knowledge import Entry, Sense
from dateline.actors.lexicon import Form
from dateline.actors.scene import Name, Scene
from dateline.language import Token

# after "Iranian-": the noun is not Iran's; "-led", "-run" and "-based" leave the nationality in force
FOREIGN_AFFIXES = frozenset(
    "backed made born supported funded sponsored allied aligned occupied brokered speaking mediated trained style"
    " language imposed administered annexed supplied built armed friendly linked inspired educated held owned"
    " registered flagged bound mandated claimed".split()
)
FOREIGN_PREFIXES = frozenset("pro anti non ex un post pre counter trans cross".split())
_FUNCTION = frozenset("VERB AUX ADP DET PRON CCONJ SCONJ ADV PART INTJ".split())
_CONTINENTAL = frozenset("south north latin central".split())  # "South America" is not the state
_WATERS = frozenset(("gulf", "strait", "straits", "channel", "bay"))
_SAYING = frozenset("say announce deny accuse warn declare condemn reject demand criticize criticise".split())
_HYPHENS = frozenset("-–—")


def find(scene: Scene) -> None:
    """Fill `scene.names` and `scene.name_at`: longest matches from left to right, then bare located toponyms."""
    pending: list[tuple[int, int, list[Form[Sense]]]] = []
    seen: Counter[str] = Counter()
    at = 0
    total = len(scene.pieces.keys)
    while at < total:
        for end, forms in scene.base.names.at(scene.pieces, at):
            if fitting := [f for f in forms if _fits(scene, f, at, end)]:
                pending.append((at, end, fitting))
                if len({f.value.entry.id for f in fitting}) == 1:
                    seen[fitting[0].value.entry.id] += 1
                at = end - 1
                break
        at += 1
    for start, end, forms in pending:
        if (name := _name(scene, start, end, forms, seen)) is not None:
            _enter(scene, name)
    _add_toponyms(scene)
    scene.names.sort(key=lambda n: n.first)


def _enter(scene: Scene, name: Name) -> None:
    scene.names.append(name)
    for i in range(name.first, name.last):
        scene.name_at[i] = name


def _fits(scene: Scene, form: Form[Sense], start: int, end: int) -> bool:
    """Whether the letters agree: acronyms exactly, names by their first capital."""
    pieces, doc = scene.pieces, scene.doc
    token = doc.tokens[pieces.tokens[start]]
    raw = pieces.raws[start]
    if token.ent == "DATE":
        return False  # "on November 17" is no group
    if form.exact:
        return _same_letters("".join(pieces.raws[start:end]), form.raw, token, doc.text)
    if form.raw[0].isupper() and not raw[0].isupper():
        return False
    if end == start + 1 and start and pieces.keys[start] == "america" and pieces.keys[start - 1] in _CONTINENTAL:
        return False
    if end == start + 1 and token.pos in _FUNCTION and pieces.tokens[start] == doc.sentence_of(token.i).first:
        return token.ent in ("GPE", "NORP", "ORG")
    return True


def _same_letters(raw: str, form: str, token: Token, text: str) -> bool:
    letters, wanted = raw.replace(".", ""), form.replace(".", "").replace("-", "").replace(" ", "")
    if letters == wanted:
        return True
    if len(wanted) >= 4 and wanted.isupper() and letters == wanted.capitalize():
        return token.pos == "PROPN" and token.ent != "PERSON"
    verbatim = text[token.start : token.end].replace(".", "")
    return verbatim == wanted and (token.pos == "PROPN" or wanted == "US")


def _name(scene: Scene, start: int, end: int, forms: list[Form[Sense]], seen: Counter[str]) -> Name | None:
    first, last = scene.pieces.tokens[start], scene.pieces.tokens[end - 1] + 1
    sense = _choose(scene, first, last, [f.value for f in forms], seen)
    if sense is None or _in_a_persons_name(scene, first, last, sense):
        return None
    entry = sense.entry
    code = scene.located.get(last - 1)
    elsewhere = code and sense.use in ("name", "capital") and entry.kind == "country" and code != entry.country
    whole = last - first > 1  # "Republic of China" is no place in China
    if elsewhere and not whole and not (sense.use == "name" and _speaks(scene, last - 1)):
        entry = scene.base.entries.get(code or "", entry)  # "Georgia" the American state, "Paris, Texas"
    return Name(first, last, entry, sense.use, sense.plural, _affix(scene, start, end))


def _speaks(scene: Scene, token: int) -> bool:
    """ "Niger says": states make statements, provinces of the name hardly."""
    t = scene.doc.tokens[token]
    return t.dep == "nsubj" and scene.doc.tokens[t.head].lemma in _SAYING


def _choose(scene: Scene, first: int, last: int, senses: list[Sense], seen: Counter[str]) -> Sense | None:
    """The sense meant: part of speech within one entry; context, place and date between entries."""
    entries = list(dict.fromkeys(s.entry.id for s in senses))
    if len(entries) > 1:
        entries = _entries_in_context(scene, last - 1, entries, seen)
    if len(entries) != 1:
        return None
    own = [s for s in senses if s.entry.id == entries[0]]
    if len(own) == 1:
        return own[0]
    token = scene.doc.tokens[last - 1]
    wanted = "adjective" if _modifies(scene, token) else "demonym"
    return next((s for s in own if s.use == wanted), own[0])


def _modifies(scene: Scene, token: Token) -> bool:
    if token.dep in ("amod", "compound", "nmod", "npadvmod") and token.head > token.i:
        return True
    following = scene.doc.tokens[token.i + 1] if token.i + 1 < len(scene.doc.tokens) else None
    return token.pos == "ADJ" and following is not None and following.pos in ("NOUN", "PROPN", "ADJ", "PUNCT")


def _entries_in_context(scene: Scene, token: int, entries: list[str], seen: Counter[str]) -> list[str]:
    code = scene.located.get(token)
    tests: tuple[Callable[[Entry], bool], ...] = (
        lambda e: code is not None and e.country == code,
        lambda e: seen[e.id] > 0 or (e.kind != "country" and seen[e.country or ""] > 0),
        lambda e: _alive(e, scene.on),
    )
    for test in tests:
        left = [i for i in entries if test(scene.base.entries[i])]
        if len(left) == 1:
            return left
        entries = left or entries
    return entries


def _alive(entry: Entry, on: datetime.date | None) -> bool:
    day = on.isoformat() if on else "9999"
    return (not entry.start or entry.start <= day) and (not entry.end or entry.end >= day[: len(entry.end)])


def _in_a_persons_name(scene: Scene, first: int, last: int, sense: Sense) -> bool:
    """Jordan in "Michael Jordan", Chad in "Chad Dorsey": a one-word place name inside a person's."""
    if last - first > 1 or sense.use == "seat" or sense.entry.kind != "country":
        return False
    tokens = scene.doc.tokens
    if tokens[first].ent != "PERSON" or scene.located.get(first):
        return False
    return any(_bare_name(scene, j) for j in (first - 1, first + 1))


def _bare_name(scene: Scene, i: int) -> bool:
    tokens = scene.doc.tokens
    if not 0 <= i < len(tokens):
        return False
    t = tokens[i]
    known = (t.lower,) in scene.base.titles or (t.lower,) in scene.base.names
    return t.ent == "PERSON" and t.text[:1].isupper() and t.pos == "PROPN" and not known


def _affix(scene: Scene, start: int, end: int) -> str:
    """The hyphenated participle after, or the prefix before, a name; empty where it keeps its force."""
    following = next(_words_after(scene, end), "")
    if following in FOREIGN_AFFIXES:
        return following
    before = next(_words_before(scene, start), "")
    return before if before in FOREIGN_PREFIXES else ""


def _words_after(scene: Scene, end: int) -> Iterator[str]:
    pieces, tokens = scene.pieces, scene.doc.tokens
    if end >= len(pieces.keys):
        return
    last, following = pieces.tokens[end - 1], pieces.tokens[end]
    if last == following or (following == last + 2 and tokens[last + 1].text in _HYPHENS):
        yield pieces.keys[end]


def _words_before(scene: Scene, start: int) -> Iterator[str]:
    pieces, tokens = scene.pieces, scene.doc.tokens
    if start == 0:
        return
    first, before = pieces.tokens[start], pieces.tokens[start - 1]
    if first == before or (before == first - 2 and tokens[first - 1].text in _HYPHENS):
        yield pieces.keys[start - 1]


def _add_toponyms(scene: Scene) -> None:
    """Places found by the gazetteer that the knowledge base does not name; touching tokens are one name."""
    free = sorted(t for t in scene.located if t not in scene.name_at and not _lone_water(scene, t))
    while free:
        first = last = free.pop(0)
        code = scene.located[first]
        while free and free[0] == last + 1 and scene.located[free[0]] == code:
            last = free.pop(0)
        if entry := scene.base.entries.get(code):
            _enter(scene, Name(first, last + 1, entry, "place"))


def _lone_water(scene: Scene, token: int) -> bool:
    """ "the Gulf", "Gulf states": a sea and those around it, of no one country."""
    tokens = scene.doc.tokens
    beside = (i for i in (token - 1, token + 1) if 0 <= i < len(tokens) and i not in scene.word_at)
    near = (tokens[i].text[:1].isupper() for i in beside)
    sentence_start = token == scene.doc.sentence_of(token).first
    lone = not any(near) or sentence_start or tokens[token - 1].lower == "the"
    return tokens[token].lower in _WATERS and lone
