"""Titles and agent nouns of roles.tsv in a text, and the stretch of modifiers before them."""

from __future__ import annotations

from dateline.actors.knowledge import Title
from dateline.actors.lexicon import Form
from dateline.actors.scene import Name, Scene, Word
from dateline.language import Token

FORMER = frozenset(
    "former ex retired ousted deposed onetime one-time erstwhile toppled exiled disgraced sacked dismissed overthrown"
    " impeached fugitive dethroned".split()
)
PREFIXES = frozenset("deputy vice acting interim caretaker assistant first chief junior shadow associate".split())
_INSIDE = frozenset("ADJ NOUN PROPN NUM DET X SYM".split())
_CLAUSAL = frozenset("VBD VBZ VBP MD VB".split())
_LINKS = (" of ", " for ", " in ", " to ")
_NOMINAL = frozenset("nsubj nsubjpass dobj pobj poss conj appos attr ROOT compound dative".split())
_SEATED = frozenset("based living operating headquartered resident active".split())
_MARKS = frozenset(("-", "–", "—", ".", "/"))


def find(scene: Scene) -> None:
    """Fill `scene.words` and `scene.word_at` with the longest titles that are used as nouns or sector words."""
    pieces, at = scene.pieces, 0
    while at < len(pieces.keys):
        step = at + 1
        if pieces.tokens[at] not in scene.name_at:
            for end, forms in scene.base.titles.at(pieces, at):
                if (word := _word(scene, at, end, forms)) is not None:
                    scene.words.append(word)
                    for i in range(word.first, word.last):
                        scene.word_at[i] = word
                    step = end
                    break
        at = step


def _word(scene: Scene, start: int, end: int, forms: list[Form[Title]]) -> Word | None:
    pieces = scene.pieces
    first, last = pieces.tokens[start], pieces.tokens[end - 1] + 1
    if any(i in scene.name_at for i in range(first, last)):
        return None
    head = pieces.tokens[start + _head_offset(forms[0].value.role.title, end - start)]
    for form in forms:
        if _usable(scene, first, last, head, form.value):
            return Word(first, last, head, form.value)
    return None


def _head_offset(title: str, length: int) -> int:
    for link in _LINKS:
        if link in title:
            return title.split(link, 1)[0].count(" ")
    return length - 1


def _usable(scene: Scene, first: int, last: int, head: int, title: Title) -> bool:
    """Whether the words are used as nouns here: "general strike" and "to guard" are no actors."""
    t = scene.doc.tokens[head]
    number = title.role.number
    place = t.ent in ("GPE", "LOC") and not (t.pos == "NOUN" and first == scene.doc.sentence_of(first).first)
    if t.text[:1].isupper() and (place or (last - first == 1 and _surname(scene, first))):
        return False
    if number == "address":
        if first and scene.doc.tokens[first - 1].pos == "NUM":
            return False  # "8 PM Eastern"
        following = scene.doc.tokens[last].text if last < len(scene.doc.tokens) else ""
        return following[:1].isupper() and scene.doc.tokens[first].text[:1].isupper()
    if number == "quality":
        return t.pos in ("ADJ", "NOUN", "PROPN")
    if number == "quantity":
        return t.pos in ("NOUN", "NUM", "PROPN", "DET", "PRON", "ADJ")
    if number == "thing" and t.text[:1].isupper() and _in_title_case(scene, first):
        return False
    if last - first > 1:
        return t.pos in ("NOUN", "PROPN", "ADJ", "ADP") or t.tag.startswith("NN")
    return _noun(scene, t, number == "group")


def _surname(scene: Scene, i: int) -> bool:
    """King in "Martin King": a title's word as the end of a person's name."""
    tokens = scene.doc.tokens
    if i == 0 or tokens[i].ent != "PERSON" or i - 1 in scene.word_at:
        return False
    before = tokens[i - 1]
    return before.ent == "PERSON" and before.pos == "PROPN" and before.text[:1].isupper()


def _in_title_case(scene: Scene, first: int) -> bool:
    """Tank in "Shark Tank": part of somebody's title or name."""
    tokens = scene.doc.tokens
    before = tokens[first - 1] if first else None
    return before is not None and before.pos == "PROPN" and before.text[:1].isupper() and before.i not in scene.name_at


def _noun(scene: Scene, t: Token, group: bool) -> bool:
    if t.pos in ("NOUN", "PROPN") or _misread(scene, t):
        return True
    if t.tag == "VBN" and _collective(scene, t):
        return True
    if t.pos == "ADJ":
        return (t.dep in _NOMINAL and (group is False or _collective(scene, t))) or _titular(scene, t)
    return t.pos == "VERB" and t.tag in ("VBN", "VBG") and t.dep in ("pobj", "nsubj", "dobj", "nsubjpass", "poss")


def _misread(scene: Scene, t: Token) -> bool:
    """A noun taken for a verb after an adjective of nationality: "Kashmiri militants"."""
    if t.pos != "VERB" or t.i == 0 or not t.lower.endswith("s"):
        return False
    before = scene.doc.tokens[t.i - 1]
    return before.text[:1].isupper() and before.dep in ("amod", "compound", "npadvmod") and before.head == t.i


def _collective(scene: Scene, t: Token) -> bool:
    """ "Karelland's displaced", "the wounded": a participle that stands for people."""
    tokens = scene.doc.tokens
    before = tokens[t.i - 1] if t.i else None
    after = tokens[t.i + 1] if t.i + 1 < len(tokens) else None
    if before is None or not (before.tag == "POS" or before.lower == "the"):
        return False
    return after is None or after.pos not in ("NOUN", "PROPN", "ADJ", "NUM")


def _titular(scene: Scene, t: Token) -> bool:
    """ "General Pavlov": an adjective by its form, a title by its place before a capitalised name."""
    following = scene.doc.tokens[t.i + 1] if t.i + 1 < len(scene.doc.tokens) else None
    return t.text[:1].isupper() and following is not None and following.text[:1].isupper()


def left_edge(scene: Scene, word_first: int, head: int) -> int:
    """First token of the modifiers that stand before a title: "the [former Karelland army] chief"."""
    doc = scene.doc
    top = _outermost(scene, head)
    low = doc.sentence_of(head).first
    j = word_first
    while j > low:
        t = doc.tokens[j - 1]
        if t.pos == "CCONJ" or t.text == ",":
            joined = _coordinated(scene, j)
            if joined is None:
                break
            j = joined
            continue
        if t.lower not in FORMER and not _belongs(scene, t, j, top):
            break
        j -= 1
    return j


def _outermost(scene: Scene, head: int) -> int:
    tokens = scene.doc.tokens
    while tokens[head].dep in ("compound", "amod", "nmod", "poss", "nummod") and tokens[head].head > head:
        head = tokens[head].head
    return head


def _belongs(scene: Scene, t: Token, j: int, top: int) -> bool:
    if t.text in _MARKS or t.dep == "case" or t.tag == "POS":
        return True
    if t.tag == "PRP$":
        return True
    if t.i in scene.name_at and scene.name_at[t.i].last == j:
        return t.head >= j or t.dep in ("amod", "compound", "nmod", "poss", "conj", "npadvmod") or t.pos == "ADJ"
    if t.pos in _INSIDE or (t.pos in ("VERB", "ADV") and t.tag not in _CLAUSAL):
        return j <= t.head <= top or (t.dep == "punct" and t.head <= top)
    return False


def _coordinated(scene: Scene, j: int) -> int | None:
    """Where "U.S. and" begins before "Russian negotiators", when both are adjectives of nations; else null."""
    right = scene.name_at.get(j)
    if right is None or right.first != j or j < 2:
        return None
    left = scene.name_at.get(j - 2)
    if left is None or left.last != j - 1 or left.entry.id == right.entry.id:
        return None
    return left.first if _adjectival(scene, left) and _adjectival(scene, right) else None


def _adjectival(scene: Scene, name: Name) -> bool:
    if name.use in ("adjective", "demonym") and not name.plural:
        return True
    text = scene.doc.tokens[name.first].text
    return name.last - name.first == 1 and text.replace(".", "").isupper()


def phrases_after(scene: Scene, word: Word) -> list[tuple[str, int]]:
    """(preposition, noun) pairs of the noun, "of" first; the tree's, or the words' own where they touch."""
    doc = scene.doc
    out = [(doc.tokens[p].lower, n) for p in doc.kids(word.head, "prep") if p >= word.last for n in doc.kids(p, "pobj")]
    for k in doc.kids(word.head, "acl"):  # "a newspaper based in Ostrava"
        if doc.tokens[k].lower in _SEATED:
            seats = [p for p in doc.kids(k, "prep") if doc.tokens[p].lower == "in"]
            out += [("in", n) for p in seats for n in doc.kids(p, "pobj")]
    after = word.last
    if after + 1 < len(doc.tokens) and doc.tokens[after].lower in _SEATED:
        after += 1
    if not out and after < len(doc.tokens) and doc.tokens[after].pos == "ADP":
        out = [(doc.tokens[after].lower, n) for n in doc.kids(after, "pobj")]
    order = {"of": 0, "from": 1, "for": 2, "to": 2, "at": 3, "with": 3, "in": 4}
    return sorted((x for x in out if x[0] in order), key=lambda x: order[x[0]])
