"""Role phrases → parties: "Israeli helicopters", "a spokesman for the Vostrian army", "rebels in Aceh"."""

from __future__ import annotations

from dataclasses import replace

from dateline.actors import bodies, coreference, description, sides, surroundings
from dateline.actors.context import from_abroad, is_envoy, local_owner
from dateline.actors.description import Owner
from dateline.actors.scene import STATE_SECTORS, Mention, Name, Party, Scene, Word, slug
from dateline.actors.surroundings import only, place_country, sentence_places
from dateline.actors.words import left_edge, phrases_after
from dateline.language import Token, syntax

ACTORS = frozenset("person group body thing".split())
_CLASSES = frozenset("EDU LAB AGR REF".split())
_MODIFYING = frozenset("compound nmod amod poss".split())
_QUANTIFIED = frozenset("of among".split())


def denote(scene: Scene, token: int, depth: int = 0) -> tuple[Party, ...]:
    """The parties that the noun phrase around `token` denotes, composing it where that is still to do."""
    if (settle := scene.pending.pop(token, None)) is not None:
        settle()
    if token in scene.denotes:
        return scene.denotes[token]
    word = scene.word_at.get(token)
    if word is not None and word.number in ACTORS and depth < 6:
        return compose(scene, word, depth)
    if word is not None and word.number == "quantity" and depth < 6:
        return _looked_through(scene, token, depth)
    if name := scene.name_at.get(token):
        return (named_party(scene, name),)
    if scene.doc.tokens[token].tag == "PRP$":
        return coreference.pronoun(scene, token)
    return ()


def _looked_through(scene: Scene, token: int, depth: int) -> tuple[Party, ...]:
    """ "thousands of Karelland farmers": the farmers."""
    doc = scene.doc
    for prep in doc.kids(token, "prep"):
        if doc.tokens[prep].lower in _QUANTIFIED:
            for noun in doc.kids(prep, "pobj"):
                return denote(scene, noun, depth + 1)
    return ()


def outer(scene: Scene, word: Word) -> Word:
    """The title that a person's title is part of: "Chief [Health Officer]"; else the word itself."""
    t = scene.doc.tokens[word.head]
    if word.number == "person" and t.dep in ("compound", "amod", "nmod") and t.head >= word.last:
        larger = scene.word_at.get(t.head)
        if larger is not None and larger.number == "person" and larger.first == word.last:
            return larger
    return word


def compose(scene: Scene, word: Word, depth: int = 0) -> tuple[Party, ...]:
    """The parties of a title or agent noun with its modifiers; memoized by its head."""
    if word.head in scene.composed:
        return scene.composed[word.head]
    scene.composed[word.head] = ()
    left = left_edge(scene, word.first, word.head)
    parties = _identified(scene, word) or bodies.set_beside(scene, word)
    parties = parties or _parties(scene, word, left, owners_of(scene, word, left, depth))
    scene.composed[word.head] = parties
    if parties:
        name = bodies.name_beside(scene, word)
        if name and len(parties) == 1 and not parties[0].named and parties[0].kind != "person":
            _baptise(scene, parties[0], name)
        covered = range(word.first, name[1] if name else word.last)
        scene.note(Mention(left, covered.stop, word.head, parties, "phrase"), covered)
    return parties


def _baptise(scene: Scene, party: Party, name: tuple[int, int]) -> None:
    """A body mentioned before gets its name: "a company … The company, Wadi Line, said"."""
    party.name = description.text_of(scene, *name)
    party.tail, party.named = slug(party.name), True
    about = surroundings.setting(scene)
    if party.country is None and (about.dominant or about.only):
        party.country = about.home or about.only
        party.because(about.why or "only country of the report")


def _identified(scene: Scene, word: Word) -> tuple[Party, ...]:
    """ "the rebel group Northern Front", "the Northern Front, a rebel group": the body that is named beside."""
    if word.number not in ("body", "group") or word.title.plural:
        return ()
    doc = scene.doc
    near = doc.kids(word.head, "appos")
    if word.last < len(doc.tokens) and doc.tokens[word.last].sent == doc.tokens[word.head].sent:
        near.insert(0, word.last)
    if doc.tokens[word.head].dep == "appos":
        near.append(doc.tokens[word.head].head)
    for i in near:
        name = scene.name_at.get(i)
        if name is not None and name.entry.kind in ("group", "organization", "igo") and not _people(name):
            return (scene.of_entry(name.entry),)
    return ()


def _parties(scene: Scene, word: Word, left: int, owners: list[Owner]) -> tuple[Party, ...]:
    if not owners and word.title.plural and scene.reading:
        if known := _several(scene, word, left):
            return known
        owners = _two_owners(scene, word, left)
    if len(owners) < 2:
        country = owners[0].country if owners and owners[0].party is None else None
        if (not owners or country) and (known := coreference.definite(scene, word, left, country)):
            return known
    if _mere_modifier(scene, word) or (not owners and _no_actor(scene, word, left)):
        return ()
    if not owners:
        owners = [local_owner(scene, word, left)]
    parties = (description.party_of(scene, word, left, owner) for owner in owners)
    return tuple(dict.fromkeys(p for p in parties if _acts(word, p)))


def _several(scene: Scene, word: Word, left: int) -> tuple[Party, ...]:
    """ "the two leaders", "the ministers": persons named before."""
    before = {t.lower for t in scene.doc.tokens[left : word.first]}
    if word.number != "person" or not before & coreference.DEFINITE:
        return ()
    parties = sides.pair(scene, word) if before & coreference.PAIR else ()
    if not before & coreference.PAIR and before <= {"the"}:
        parties = sides.only_two(scene, word)
    for p in parties:
        p.because(f"'{word.title.role.title}' taken up")
    return parties


def _two_owners(scene: Scene, word: Word, left: int) -> list[Owner]:
    """ "the two armies": of the two states in question."""
    before = {t.lower for t in scene.doc.tokens[left : word.first]}
    state = word.title.role.sectors[:1] and word.title.role.sectors[0] in STATE_SECTORS
    if not state or word.number not in ("body", "group"):
        return []
    if not (before & coreference.PAIR and before & coreference.DEFINITE):
        return []
    return [Owner(p.country, (), None, f"of the two states, '{p.name}'") for p in sides.dyad(scene, word.head)]


def _acts(word: Word, party: Party) -> bool:
    """Whether the party may act: not a company's aircraft, nor a body of which nothing is known."""
    if word.number == "thing" and word.title.role.default:
        return bool(party.sectors) and party.sectors[0] in STATE_SECTORS
    return bool(party.sectors) or party.named or party.kind == "person"


def _mere_modifier(scene: Scene, word: Word) -> bool:
    """ "press" in "press release": only forces, organs and classes of people act through such a noun."""
    t = scene.doc.tokens[word.head]
    if word.number in ("person", "group") and t.text[:1].isupper() and t.dep in _MODIFYING:
        governor = scene.doc.tokens[t.head]
        if t.head >= word.last and governor.text[:1].isupper() and governor.pos == "PROPN":
            return True  # "Children" in "Children's Hospital"
    if t.dep not in ("compound", "nmod", "amod") or t.head < word.last or t.head in scene.word_at:
        return False
    if bodies.name_beside(scene, word) is not None:
        return False
    role = word.title.role
    if role.default or not role.sectors:
        return True
    return role.sectors[0] not in STATE_SECTORS and not (role.number == "person" and role.sectors[0] in _CLASSES)


def _no_actor(scene: Scene, word: Word, left: int) -> bool:
    """Whether a vague noun without nationality or body is no actor: "a boat", "the agency", "one side"."""
    role = word.title.role
    t = scene.doc.tokens[word.head]
    bare = left == word.first and t.tag == "NN" and t.dep in ("pobj", "dobj") and word.last - word.first == 1
    if role.number == "body" and bare:
        return True  # "met with opposition", "on intelligence"
    if left == word.first and t.tag == "NN" and (t.dep == "oprd" or _as_a_role(scene, t)):
        return True  # "elected president", "as president"
    vague = not role.sectors or (role.default and role.number == "thing")
    if not vague or description.cues(scene, word, left):
        return False
    return role.number != "person" and not description.proper_name(scene, word, left)


def named_party(scene: Scene, name: Name) -> Party:
    """The party of a name. "Two Russians" are people of Russia, "the Russians" may be the state."""
    entry = name.entry
    if _people(name) and entry.country is None and (country := only(sentence_places(scene, name.first))):
        text = description.text_of(scene, name.first, name.last)
        return scene.intern(
            Party(text, "group", country, ("CVL",), tail=slug(text), plural=True, why=["place named in the sentence"])
        )
    if entry.kind != "country" or name.use != "demonym":
        return scene.of_entry(entry)
    tokens = scene.doc.tokens
    if tokens[name.last - 1].dep in ("amod", "compound", "nmod", "npadvmod"):
        return scene.of_entry(entry)
    ethnic = _ethnic(scene, name)
    if not name.plural and not any(t.pos in ("DET", "NUM") for t in tokens[max(0, name.first - 3) : name.first]):
        return scene.of_entry(entry)
    before = tokens[name.first - 1].lower if name.first else ""
    if name.plural and before == "the":
        return scene.of_entry(entry)
    text = description.text_of(scene, name.first, name.last)
    country = only(sentence_places(scene, name.first)) if ethnic else entry.country
    tail = slug(("ethnic " if ethnic else "") + text)
    party = Party(text, "group" if name.plural else "person", country, ("CVL",), tail=tail, plural=name.plural)
    party.because(f"people of {entry.name}" if not ethnic else f"ethnic group '{text}'")
    return scene.intern(party)


def _as_a_role(scene: Scene, t: Token) -> bool:
    return t.dep == "pobj" and scene.doc.tokens[t.head].lower == "as"


# ---- whose -----------------------------------------------------------------------------------------


def owners_of(scene: Scene, word: Word, left: int, depth: int = 0) -> list[Owner]:
    """Owners of a role phrase: nationality before the noun, possessor, then of/from/for/in phrases after it."""
    divide = _possessive_mark(scene, left, word.first)
    near = _names_between(scene, divide + 1 if divide is not None else left, word.first)
    if found := _from_names(scene, near, word):
        return _as_counterpart(scene, word, divide, found, depth)
    if divide is not None and (found := _from_possessor(scene, divide, depth)):
        return found
    persons = _from_modifiers(scene, word, left, divide, depth)
    return persons or _from_prepositions(scene, word, depth)


def _as_counterpart(scene: Scene, word: Word, divide: int | None, owners: list[Owner], depth: int) -> list[Owner]:
    """ "her Greek counterpart" holds an office like hers."""
    if divide is None or word.title.role.title != "counterpart" or len(owners) > 1:
        return owners
    sectors = next((o.sectors for o in _from_possessor(scene, divide, depth) if o.person), ())
    return [replace(owners[0], sectors=sectors or owners[0].sectors)]


def _possessive_mark(scene: Scene, left: int, right: int) -> int | None:
    """The last "'s" or possessive pronoun before the noun."""
    tokens = scene.doc.tokens
    return next((i for i in range(right - 1, left - 1, -1) if tokens[i].tag in ("POS", "PRP$")), None)


def _names_between(scene: Scene, first: int, last: int) -> list[Name]:
    out = []
    i = first
    while i < last:
        name = scene.name_at.get(i)
        if name is not None and name.last <= last:
            out.append(name)
            i = name.last
        else:
            i += 1
    return out


def _from_names(scene: Scene, names: list[Name], word: Word) -> list[Owner]:
    names = [n for n in names if not n.affix and not _ethnic(scene, n)]
    bodies = [n for n in names if n.entry.kind != "country" and not _people(n)]
    nations = [n for n in names if n.entry.kind == "country" or _people(n)]
    if bodies:
        entry = bodies[-1].entry
        country = entry.country or (nations[0].entry.country if nations else None)
        beside = bodies[-1].last == word.first
        return [Owner(country, entry.sectors, scene.of_entry(entry), f"'{entry.name}'", beside=beside)]
    out: list[Owner] = []
    for k, name in enumerate(nations):
        if k and nations[k - 1].last == name.first:
            continue  # "Turkish Kurd refugees": the first is the nationality
        sectors = name.entry.sectors if name.entry.sectors[:1] == ("PRE",) else ()
        text = description.text_of(scene, name.first, name.last)
        out.append(Owner(name.entry.country, sectors, None, f"{_kind_of_name(name)} '{text}'"))
    return out


def _people(name: Name) -> bool:
    return name.entry.kind == "group" and name.entry.sectors[:1] == ("CVL",)


def _ethnic(scene: Scene, name: Name) -> bool:
    """ "ethnic Albanian guerrillas" are not Albania's."""
    return name.first > 0 and scene.doc.tokens[name.first - 1].lower == "ethnic"


def _kind_of_name(name: Name) -> str:
    return {"adjective": "nationality", "demonym": "nationality", "capital": "capital", "seat": "seat"}.get(
        name.use, "name"
    )


def _from_possessor(scene: Scene, mark: int, depth: int) -> list[Owner]:
    t = scene.doc.tokens[mark]
    token = mark if t.tag == "PRP$" else mark - 1
    parties = coreference.pronoun(scene, token) if t.tag == "PRP$" else denote(scene, token, depth + 1)
    return [_of_party(p, "possessor") for p in parties]


def _of_party(party: Party, why: str) -> Owner:
    sectors = () if party.kind == "country" and not party.sectors else party.sectors
    body = party if party.kind in ("organization", "igo", "group") else None
    return Owner(party.country, sectors, body, f"{why} '{party.name}'", party.kind == "person")


def _from_modifiers(scene: Scene, word: Word, left: int, mark: int | None, depth: int) -> list[Owner]:
    """A person or body before the noun without "'s": "the Trump administration", "Umma party officials"."""
    i = word.first - 1
    start = mark + 1 if mark is not None else left
    while i >= start:
        known = scene.denotes.get(i, ()) if i not in scene.name_at else ()
        if known and any(p.country or p.named for p in known):
            return [_of_party(p, "modifier") for p in known]
        inner = scene.word_at.get(i)
        if inner is not None and inner.number == "body" and inner.head == i and depth < 4:
            parties = compose(scene, inner, depth + 1)
            if parties and any(p.country or p.named for p in parties):
                return [_of_party(p, "modifier") for p in parties]
        i -= 1
    return []


def _from_prepositions(scene: Scene, word: Word, depth: int) -> list[Owner]:
    for prep, noun in phrases_after(scene, word):
        if (owner := _through(scene, word, prep, noun, depth)) is not None:
            return owner
    return []


def owners_after(scene: Scene, word: Word, after: int) -> list[Owner]:
    """Owners named after the whole title and name: "King Oren of Karelland"."""
    tokens = scene.doc.tokens
    if after >= len(tokens) or tokens[after].lower != "of":
        return []
    for noun in scene.doc.kids(after, "pobj"):
        if (owners := _through(scene, word, "of", noun, 0)) is not None:
            return owners
    return []


def _through(scene: Scene, word: Word, prep: str, noun: int, depth: int) -> list[Owner] | None:
    role = word.title.role
    if prep in ("in", "for") and is_envoy(word):
        return None
    if prep in ("for", "at", "with", "to") and (not role.default or (prep == "to" and is_envoy(word))):
        return None
    if prep == "in":
        if from_abroad(scene, word):
            return None
        country = place_country(scene, noun)
        return [Owner(country, (), None, f"in '{scene.doc.tokens[noun].text}'")] if country else None
    nouns = syntax.conjuncts(scene.doc, noun) if word.title.plural or word.number == "group" else [noun]
    parties = [p for n in nouns for p in denote(scene, n, depth + 1)]
    if parties:
        return [_of_party(p, prep) for p in parties]
    country = place_country(scene, noun) if prep in ("of", "from") else None
    return [Owner(country, (), None, f"{prep} '{scene.doc.tokens[noun].text}'")] if country else None


def employer(scene: Scene, noun: int, others: list[int]) -> Owner | None:
    """The body that a person is "of" or works at, with what is said of it beside its name or in `others`."""
    name, word = scene.name_at.get(noun), scene.word_at.get(noun)
    if name is not None and name.entry.kind != "country" and not _people(name):
        return _of_party(scene.of_entry(name.entry), "of")
    if word is None or word.number not in ("body", "group") or word.title.plural:
        return None
    left = left_edge(scene, word.first, word.head)
    if not description.proper_name(scene, word, left):
        return None
    beside = [w for k in (*scene.doc.kids(noun, "appos"), *others) if (w := scene.word_at.get(k)) is not None]
    sectors = word.title.role.sectors or next((w.title.role.sectors for w in beside), ())
    owners = owners_of(scene, word, left) or [o for w in beside for o in owners_of(scene, w, w.first)]
    country = next((o.country for o in owners), None) or place_country(scene, noun)
    return Owner(country, sectors, None, f"of '{description.text_of(scene, left, word.last)}'") if sectors else None
