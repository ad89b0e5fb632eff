"""Bodies that no table knows: named by capitals, by a name set beside a noun, and told by what stands around them."""

from __future__ import annotations

from dateline.actors.scene import STATE_SECTORS, Party, Scene, Word

LONGEST = 5  # words of a name set beside a noun
_KINDS = ("organization", "group", "igo")


def name_beside(scene: Scene, word: Word) -> tuple[int, int] | None:
    """Tokens of the name in "the power company Andes Hidro", "the company, Wadi Line, said"; null where there is none.

    Organs of state are never named so.
    """
    role, tokens = word.title.role, scene.doc.tokens
    if word.number not in ("body", "group") or word.title.plural or tokens[word.head].text[:1].isupper():
        return None
    if role.sectors[:1] and role.sectors[0] in STATE_SECTORS - {"REB", "UAF", "PTY", "OPP"}:
        return None
    end = scene.doc.sentence_of(word.head).last
    comma = word.last < end and tokens[word.last].text == ","
    first = last = word.last + comma
    while last < end and last - first < LONGEST and _namelike(scene, last):
        last += 1
    if last == first or (comma and not (last < end and tokens[last].text == ",")):
        return None
    head = tokens[last - 1]
    tied = head.dep == "appos" or tokens[word.head].head == last - 1
    return (first, last) if tied else None


def _namelike(scene: Scene, i: int) -> bool:
    t = scene.doc.tokens[i]
    known = i in scene.name_at and scene.name_at[i].use != "place"
    return t.text[:1].isupper() and t.pos in ("PROPN", "NOUN", "ADJ") and not (known or i in scene.denotes)


def told(scene: Scene, word: Word) -> tuple[str, ...]:
    """The sector of a named body by the words around it: "X, an armed group", "fighters of X"."""
    doc = scene.doc
    for k in doc.kids(word.head, "appos"):
        beside = scene.word_at.get(k)
        if beside is not None and beside.number in ("body", "group"):
            role = beside.title.role
            if role.sectors and not role.default:
                return role.sectors[:1]
            return _of_rebels(scene, k)
    above = _governor(scene, word)
    if above is not None and above.title.role.sectors[:1] == ("REB",):
        return ("REB",)
    return ()


def _governor(scene: Scene, word: Word) -> Word | None:
    """The noun before "of the X Movement"."""
    tokens = scene.doc.tokens
    at = word.first - 1
    while at > 0 and (tokens[at].text[:1].isupper() or tokens[at].lower == "the"):
        at -= 1
    return scene.word_at.get(at - 1) if at > 0 and tokens[at].lower == "of" else None


def _of_rebels(scene: Scene, noun: int) -> tuple[str, ...]:
    """ "a group that broke away from a rebel army"."""
    inner = (scene.word_at.get(i) for i in scene.doc.descendants(noun))
    return ("REB",) if any(w is not None and w.title.role.sectors[:1] == ("REB",) for w in inner) else ()


def set_beside(scene: Scene, word: Word) -> tuple[Party, ...]:
    """The named body to which "an armed group" stands in apposition."""
    t = scene.doc.tokens[word.head]
    if t.dep != "appos" or word.number not in ("body", "group") or word.title.plural:
        return ()
    parties = scene.denotes.get(t.head, ())
    return parties if len(parties) == 1 and parties[0].named and parties[0].kind in _KINDS else ()
