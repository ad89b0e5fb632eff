"""Metonyms: a capital or country that speaks, decides or is dealt with is an actor, not a place."""

from __future__ import annotations

from dateline.language.document import Document
from dateline.language.syntax import first_conjunct
from dateline.places.cues import Cues, seats
from dateline.places.gazetteer import Entry
from dateline.places.mentions import Mention


def acts(doc: Document, m: Mention, entry: Entry | None, cues: Cues) -> bool:
    """Whether a name, resolved to `entry`, stands for a government: "Moscow said", "talks with Tehran".

    Capitals do so as the subject of any deed, countries only where they speak or decide.
    """
    if entry is None:
        return False
    capital = entry.kind == "city" and seats().get(m.key) == entry.country
    if not capital and entry.kind != "country" and entry.id != "region:european-union":
        return False
    inside = range(m.first, m.last)
    head = first_conjunct(doc, next((i for i in inside if doc.tokens[i].head not in inside), m.last - 1))
    if _subject(doc, head, capital, cues) or _party(doc, head, capital, cues):
        return True
    return capital and _owner(doc, head, cues)


def _subject(doc: Document, head: int, capital: bool, cues: Cues) -> bool:
    t = doc.tokens[head]
    verb = doc.tokens[t.head]
    if t.dep != "nsubj" or not verb.tag.startswith("VB"):
        return False
    return verb.lemma in cues.speech or (capital and verb.lemma not in cues.stative)


def _party(doc: Document, head: int, capital: bool, cues: Cues) -> bool:
    """ "urged Tehran", "talks with Tehran", "between Baku and Yerevan", "told Seoul", "by Moscow"."""
    t = doc.tokens[head]
    governor = doc.tokens[t.head]
    if t.dep in ("dobj", "dative", "nsubjpass"):
        return governor.lemma in cues.addressed and (capital or governor.lemma not in ("help", "leave"))
    if t.dep != "pobj":
        return False
    above = doc.tokens[governor.head]
    if governor.lower in ("with", "between", "against", "on") and above.lemma in cues.dealing:
        return capital or governor.lower in ("with", "between")
    return capital and governor.lower == "by"


def _owner(doc: Document, head: int, cues: Cues) -> bool:
    t = doc.tokens[head]
    return t.dep == "poss" and doc.tokens[t.head].lemma in cues.political
