"""`index`: one document → who each of its tokens stands for."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from functools import partial

from dateline.actors import coreference, description, names, people, person_names, phrases, sides, surroundings, words
from dateline.actors.knowledge import load
from dateline.actors.lexicon import Pieces
from dateline.actors.memory import Memory
from dateline.actors.people import Person
from dateline.actors.person_names import Occurrence
from dateline.actors.scene import Mention, MentionKind, Name, Party, Scene, slug
from dateline.language import Document
from dateline.records import Actor, Span

PRONOUNS = frozenset(("PRP", "PRP$"))
_RELATIVES = frozenset(("who", "which", "that", "whom", "whose"))
_DATELINE_MARKS = frozenset(("(", ",", "-", "–", "—", "--"))
_WHY = 6  # reasons kept on a record


def index(
    doc: Document, on: datetime.date | None, located: Mapping[int, str], memory: Memory | None = None
) -> ActorIndex:
    """The actors of `doc`.

    `on` is the publication date, which decides offices; `located` maps tokens of toponyms to ISO 3166-1 alpha-3;
    `memory` is what earlier reports say of persons.
    """
    return ActorIndex(read(doc, on, located, memory=memory))


def read(
    doc: Document,
    on: datetime.date | None,
    located: Mapping[int, str],
    alone: bool = False,
    memory: Memory | None = None,
) -> Scene:
    """The scene of a document, or of a phrase that stands `alone`, after all rules have run."""
    scene = Scene(doc, on, located, load(), Pieces.of(doc), quoted=_quoted(doc), alone=alone, memory=memory)
    names.find(scene)
    words.find(scene)
    persons = people.find(scene)
    _Reader(scene, persons).run()
    return scene


def _quoted(doc: Document) -> list[bool]:
    """For every token whether it stands inside quotation marks; an unclosed mark ends with its paragraph."""
    out, inside, end = [], False, 0
    for t in doc.tokens:
        if inside and "\n" in doc.text[end : t.start]:
            inside = False
        if t.text in ('"', "``", "''"):
            inside = not inside
        out.append(inside)
        end = t.end
    return out


class _Reader:
    """Walks the text from left to right so that later phrases can take up earlier ones."""

    def __init__(self, scene: Scene, persons: list[tuple[Mention, Person, Occurrence]]) -> None:
        self.scene = scene
        self.starts: dict[int, list[Mention]] = {}
        for name in scene.names:
            party = phrases.named_party(scene, name)
            place = surroundings.is_locative(scene, name) or name.use == "place" or self._dateline(name)
            kind: MentionKind = "place" if place else "name"
            party.named = party.named or (kind == "name" and party.fixed is not None)
            m = Mention(name.first, name.last, name.last - 1, (party,), kind)
            self.starts.setdefault(name.first, []).append(m)
        for m, person, occurrence in persons:
            self.starts.setdefault(m.first, []).append(m)
            scene.pending[m.head] = partial(people.settle, scene, person, occurrence)

    def _dateline(self, name: Name) -> bool:
        """ "GENEVA, 3 May (Agency)": the place of filing at the head of a report."""
        doc = self.scene.doc
        if name.first != doc.sentence_of(name.first).first or name.last >= len(doc.tokens):
            return False
        verbatim = doc.text[doc.tokens[name.first].start : doc.tokens[name.last - 1].end]
        return verbatim.isupper() and len(verbatim) > 3 and doc.tokens[name.last].text in _DATELINE_MARKS

    def run(self) -> None:
        scene = self.scene
        scene.reading = True
        for t in scene.doc.tokens:
            for m in self.starts.get(t.i, ()):
                if m.kind == "person":
                    phrases.denote(scene, m.head)  # settles it
                scene.note(m, range(0) if m.kind == "person" else None)
            word = scene.word_at.get(t.i)
            if t.lower in sides.SIDES or t.lower in sides.NATIONS:
                self._note(t.i, sides.nations(scene, t.i), "definite")
                if word is not None and t.i in scene.denotes:
                    scene.composed.setdefault(word.head, scene.denotes[t.i])
            if t.lower == sides.BOTH:
                self._note(t.i, sides.both(scene, t.i), "pronoun")
            elif t.lower in coreference.VISITORS:
                self._note(t.i, coreference.visitor(scene, t.i), "definite")
            elif t.lower in coreference.DOCUMENTS and self._speaks(t.i):
                self._note(t.i, coreference.issuer(scene, t.i), "definite")
            if word is not None:
                if word.first == t.i and word.number in phrases.ACTORS and word.head not in scene.composed:
                    phrases.compose(scene, phrases.outer(scene, word))
            elif t.tag in PRONOUNS:
                self._note(t.i, coreference.pronoun(scene, t.i), "pronoun")
            elif t.text == "(":
                self._define(t.i)
            elif t.text in scene.acronyms:
                self._note(t.i, scene.acronyms[t.text], "name")
        self._organizations()
        self._look_through()

    def _speaks(self, i: int) -> bool:
        """Whether a document is subject of a clause: "the communiqué said", "a communiqué that calls for"."""
        doc = self.scene.doc
        return doc.tokens[i].dep == "nsubj" or bool(doc.kids(i, "relcl"))

    def _note(self, i: int, parties: tuple[Party, ...], kind: MentionKind) -> None:
        if not parties or i in self.scene.denotes:
            return
        first = i
        if kind == "definite":
            first = max(self.scene.doc.subtree(i)[0], i - 3)
        for p in parties:
            if kind != "name":
                p.because(f"{kind} → {p.name}")
        self.scene.note(Mention(first, i + 1, i, parties, kind), range(i, i + 1))

    def _define(self, bracket: int) -> None:
        """ "Free Karelland Movement (FKM)": the letters stand for what the name before them does."""
        tokens = self.scene.doc.tokens
        if bracket == 0 or bracket + 2 >= len(tokens) or tokens[bracket + 2].text not in (")", ",", ";"):
            return
        letters = tokens[bracket + 1].text
        if not (letters.isupper() and len(letters) > 1 and letters.replace("-", "").isalpha()):
            return
        parties = self.scene.denotes.get(bracket - 1, ())
        if len(parties) == 1 and parties[0].kind != "person" and bracket + 1 not in self.scene.name_at:
            self.scene.acronyms.setdefault(letters, parties)

    def _organizations(self) -> None:
        """Organisations that only the engine recognised, by name and without country."""
        scene = self.scene
        known = {p.name: p for p in scene.parties.values() if p.named and p.kind != "country"}
        for e in scene.doc.entities:
            span = range(e.first, e.last)
            if e.label != "ORG" or any(i in scene.denotes or i in scene.located for i in span):
                continue
            lone = len(span) == 1 and not scene.doc.tokens[e.first].text.isupper()
            if lone and not person_names.prominent(scene, e.first):
                continue
            first = e.first + (scene.doc.tokens[e.first].lower in ("the", "a"))
            if first >= e.last or not scene.doc.tokens[first].text[:1].isupper():
                continue
            name = description.text_of(scene, first, e.last)
            if not (tail := slug(name)):
                continue
            party = known.get(name) or scene.intern(
                Party(name, "organization", tail=tail, named=True, why=["named organisation"])
            )
            scene.note(Mention(first, e.last, e.last - 1, (party,), "name"))

    def _look_through(self) -> None:
        """Quantities and relative pronouns stand for the noun they measure or repeat."""
        scene = self.scene
        for t in scene.doc.tokens:
            if t.i in scene.denotes:
                continue
            if t.lower in _RELATIVES and t.tag in ("WDT", "WP", "WP$"):
                if parties := self._antecedent(t.i):
                    scene.denotes[t.i] = parties
            elif (
                (word := scene.word_at.get(t.i))
                and word.number == "quantity"
                and (parties := phrases.denote(scene, t.i))
            ):
                scene.denotes[t.i] = parties

    def _antecedent(self, i: int) -> tuple[Party, ...]:
        doc = self.scene.doc
        for a in doc.ancestors(i):
            if doc.tokens[a].dep == "relcl":
                return self.scene.denotes.get(doc.tokens[a].head, ())
        return ()


class ActorIndex:
    """Who the tokens of a document stand for. Ids are those of the records it gives."""

    def __init__(self, scene: Scene) -> None:
        self._doc = scene.doc
        self._scene = scene
        self._at = {i: _ids(parties) for i, parties in scene.denotes.items() if parties}
        self._parties: dict[str, Party] = {}
        self._mentions: dict[str, list[Mention]] = {}
        self._by_head: dict[int, Mention] = {}
        for m in scene.mentions:
            for p in m.parties:
                self._parties.setdefault(p.id, p)
                self._mentions.setdefault(p.id, []).append(m)
            for i in range(m.first, m.last):
                if i not in self._by_head or m.head == i:
                    self._by_head[i] = m
        for parties in scene.denotes.values():
            for p in parties:
                self._parties.setdefault(p.id, p)

    def at(self, token: int) -> tuple[str, ...]:
        """Ids of the actors that the noun phrase headed by, or the name covering, `token` denotes."""
        return self._at.get(token, ())

    def within(self, token: int) -> tuple[str, ...]:
        """Ids of the actors named inside the noun phrase headed by `token`: modifiers, possessors, of/in phrases."""
        out: dict[str, None] = {}
        self._collect(token, out, 0)
        return tuple(out)

    def _collect(self, token: int, out: dict[str, None], depth: int) -> None:
        doc = self._doc
        for k in doc.tokens[token].kids:
            dep = doc.tokens[k].dep
            if dep in ("amod", "compound", "nmod", "poss", "npadvmod", "conj") and (k < token or dep != "conj"):
                self._take(k, out, depth)
            elif dep in ("prep", "agent") and doc.tokens[k].lower in _INNER:
                for n in doc.kids(k, "pobj"):
                    self._take(n, out, depth)

    def _take(self, token: int, out: dict[str, None], depth: int) -> None:
        ids = self.at(token)
        out.update(dict.fromkeys(ids))
        if not ids and depth < 4:
            self._collect(token, out, depth + 1)
        for k in self._doc.kids(token, "conj"):
            self._take(k, out, depth)

    def country(self, id: str) -> str | None:
        """ISO 3166-1 alpha-3, a PLOVER body such as ``UNO``, or null."""
        return self._parties[id].country if id in self._parties else None

    def kind(self, id: str) -> str:
        """country, organization, igo, group or person."""
        return self._parties[id].kind

    def name(self, id: str) -> str:
        """The name for people to read."""
        return self._parties[id].name

    def sectors(self, id: str) -> tuple[str, ...]:
        """PLOVER sectors, most telling first."""
        return self._parties[id].sectors

    def role(self, id: str) -> str | None:
        """The office or role the text or the knowledge base gives, in lower case."""
        return self._parties[id].role

    def mention(self, token: int) -> tuple[int, int]:
        """Token range ``[first, last)`` of the mention around `token`; the token itself where there is none."""
        m = self._by_head.get(token)
        return (m.first, m.last) if m is not None else (token, token + 1)

    def records(self, used: Iterable[str]) -> tuple[Actor, ...]:
        """Records of the named actors and of those in `used`, by first mention."""
        wanted = set(used) | {i for i, p in self._parties.items() if p.named}
        out = []
        for id in wanted:
            party, spans = self._parties.get(id), self._spans(id)
            if party is None or not spans:
                continue
            record = Actor(
                id=id, name=party.name, kind=party.kind, country=party.country, sectors=party.sectors,
                role=party.role, mentions=spans, why=tuple(party.why[:_WHY]),
            )  # fmt: skip
            out.append(record)
        return tuple(sorted(out, key=lambda r: (r.mentions[0].start, r.mentions[0].end, r.id)))

    def _spans(self, id: str) -> tuple[Span, ...]:
        ranges = sorted({(m.first, m.last) for m in self._mentions.get(id, ())})
        if not ranges:
            ranges = [(i, i + 1) for i, ids in self._at.items() if id in ids][:1]
        return tuple(self._doc.span(a, b) for a, b in ranges)


_INNER = frozenset("of in from for by between on at near among to with against".split())


def _ids(parties: tuple[Party, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.id for p in parties))
