"""Persons of a document: names with titles and appositions, surnames, and dated offices."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.actors import context, coreference, description, person_names, phrases
from dateline.actors.knowledge import Human
from dateline.actors.lexicon import fold
from dateline.actors.person_names import Occurrence, held, in_context, part_of_name, phrase_end, titles_before
from dateline.actors.scene import Gender, Mention, Party, Scene, Word, slug
from dateline.actors.tables import Office
from dateline.actors.words import left_edge
from dateline.language import syntax

_RANKS = ("leader", "minister", "official", "member", "public", "asset", "organ", "")
_FOREMOST = ("president", "prime minister", "chancellor", "king", "leader", "foreign minister", "secretary of state")
_HONORIFICS = frozenset(
    "sheikh sheikha ayatollah imam mullah prince princess lord baroness reverend cleric cardinal bishop".split()
) | {"grand ayatollah"}
# Years after which an undated phrase means a former office holder; chosen on the NGEC development phrases.
LONG_AGO = 10
_WORKING = frozenset("teach work study lead head run chair direct lecture research".split())
_EMPLOYING = frozenset("of from at for with".split())
_HEADS = ("GOV", "MIL", "SPY", "COP", "JUD", "LEG")


@dataclass(frozen=True, slots=True)
class Site:
    """A title of the occurrence that begins at token `at`; its phrase is headed by `head` and ends at `after`."""

    at: int
    word: Word
    head: int
    after: int


@dataclass(frozen=True, slots=True)
class Fact:
    """What one title or apposition says of a person."""

    country: str | None
    sectors: tuple[str, ...]
    role: str | None
    why: tuple[str, ...]
    nouns: frozenset[str]
    vague: bool
    gender: Gender | None
    rank: str
    lost: bool = False  # belongs to a country or body that nobody knows
    place: Site | None = None


@dataclass(slots=True, eq=False)
class Person:
    """All occurrences of one person."""

    keys: tuple[str, ...]
    occurrences: list[Occurrence]
    party: Party
    human: Human | None = None
    facts: list[Fact] = field(default_factory=list)


def find(scene: Scene) -> list[tuple[Mention, Person, Occurrence]]:
    """The person mentions of a document in text order; their tokens denote the person from now on."""
    occurrences = person_names.occurrences(scene)
    people = _cluster(scene, occurrences)
    for person in people:
        _register(scene, person)
    for person in people:
        person.facts = [f for o in person.occurrences for f in _facts(scene, o, person.party)]
        _describe(scene, person)
    _forget_phrases(scene)
    mentions = [(_mention(scene, person, o), person, o) for person in people for o in person.occurrences]
    return sorted(mentions, key=lambda m: m[0].first)


def _forget_phrases(scene: Scene) -> None:
    """Take back what was composed on the way, too early: "the movement" of "a spokesman for the movement"."""
    for m in scene.mentions:
        for i in range(m.first, m.last):
            if scene.denotes.get(i) == m.parties:
                del scene.denotes[i]
        scene.composed.pop(m.head, None)
    scene.mentions.clear()
    for head in [h for h, parties in scene.composed.items() if not parties]:
        del scene.composed[head]


def settle(scene: Scene, person: Person, occurrence: Occurrence) -> None:
    """What the passage around one occurrence adds, now that the text before it has been read.

    "Its foreign minister, Ana Delorme": whose the pronoun says. Else the country in focus, or the report's own.
    """
    at = occurrence.first
    for k, f in enumerate(person.facts):
        if f.place is not None and f.place.at == at and (f.country is None or _pronominal(scene, f.place)):
            person.facts[k] = _fact(scene, f.place)
            _describe(scene, person)
    stated = person.human is not None or any(f.country for f in person.facts)
    if not stated and person.party.country is None and not any(f.lost for f in person.facts):
        _from_context(scene, person, at)


# ---- who is who ------------------------------------------------------------------------------------


def _cluster(scene: Scene, occurrences: list[Occurrence]) -> list[Person]:
    people: list[Person] = []
    for o in occurrences:
        if len(o.keys) > 1 or o.human:
            _join(scene, people, o, _same_full_name(people, o))
    singles = [o for o in occurrences if len(o.keys) == 1 and not o.human]
    for o in (*singles, *_missed(scene, occurrences, people)):
        _join(scene, people, o, _by_surname(scene, people, o))
    for p in people:
        p.occurrences.sort(key=lambda o: o.first)
    return sorted(people, key=lambda p: p.occurrences[0].first)


def _join(scene: Scene, people: list[Person], o: Occurrence, person: Person | None) -> None:
    if person is None:
        party = Party("", "person", named=True)
        person = Person(o.keys, [], party)
        people.append(person)
    person.occurrences.append(o)
    if len(o.keys) > len(person.keys):
        person.keys = o.keys
    person.human = person.human or o.human


def _same_full_name(people: list[Person], o: Occurrence) -> Person | None:
    for p in people:
        if o.human is not None and p.human is o.human:
            return p
        if o.human is None or p.human is None:
            short, long = sorted((set(p.keys), set(o.keys)), key=len)
            if len(short) > 1 and short <= long:
                return p
            if len(short) == 1 and o.keys[-1] == p.keys[-1]:
                return p
    return None


def _by_surname(scene: Scene, people: list[Person], o: Occurrence) -> Person | None:
    """The person whose surname (else any name) a single word is: the nearest before, else the next."""
    key = o.keys[0]
    if (other := _namesake(scene, people, o)) is not None:
        o.human = other
        return next((p for p in people if p.human is other), None)
    fitting = [p for p in people if p.keys[-1] == key] or [p for p in people if len(p.keys) > 1 and key in p.keys]
    if not fitting:
        o.human = _sole_holder(scene, key)
        return None
    before = [p for p in fitting if any(x.first < o.first for x in p.occurrences)]
    if before:
        return max(before, key=lambda p: max(x.first for x in p.occurrences if x.first < o.first))
    return fitting[0]


def _sole_holder(scene: Scene, surname: str) -> Human | None:
    """The only leader or minister of a surname, where the text names the country or stands alone."""
    humans = scene.base.surnames.get(surname, [])
    if len(humans) != 1 or len(surname) < 4:
        return None
    offices = [o for o in humans[0].offices if any(word in o.role for word in _FOREMOST)]
    named = {n.entry.country for n in scene.names}
    return humans[0] if any(scene.alone or o.country in named for o in offices) else None


def _namesake(scene: Scene, people: list[Person], o: Occurrence) -> Human | None:
    """Another holder of the stated office: "President Vost" where only the senator's full name was read."""
    titles = [w for w in o.titles if w.number == "person" and w.title.role.rank in ("leader", "minister")]
    known = [p.human for p in people if p.human is not None and p.keys[-1] == o.keys[0]]
    if not titles or not known:
        return None
    facts = [_fact(scene, Site(o.first, w, o.last - 1, o.last)) for w in titles]
    if any(_same_office(office, f) for h in known for office in h.offices for f in facts):
        return None
    humans = [h for h in scene.base.surnames.get(o.keys[0], []) if h not in known]
    fitting = [h for h in humans if any(_same_office(x, f) for x in h.offices for f in facts)]
    return in_context(scene, fitting) if fitting else None


def _missed(scene: Scene, occurrences: list[Occurrence], people: list[Person]) -> list[Occurrence]:
    """Later surnames that no recogniser saw."""
    taken = {i for o in occurrences for i in range(o.first, o.last)}
    surnames = {p.keys[-1] for p in people if len(p.keys) > 1 or p.occurrences[0].titles}
    return [
        Occurrence(t.i, t.i + 1, (fold(t.text),), None, titles_before(scene, t.i))
        for t in scene.doc.tokens
        if t.pos in ("PROPN", "NOUN", "X") and t.i not in taken and t.text[:1].isupper() and fold(t.text) in surnames
        and t.i not in scene.name_at and t.i not in scene.word_at
        and not (part_of_name(scene, t.i - 1) or part_of_name(scene, t.i + 1))
    ]  # fmt: skip


def _register(scene: Scene, person: Person) -> None:
    """Name the party and let its tokens denote it, titles included."""
    longest = max(person.occurrences, key=lambda o: (len(o.keys), -o.first))
    tokens = scene.doc.tokens
    name = scene.doc.text[tokens[longest.first].start : tokens[longest.last - 1].end]
    person.party.name = " ".join(name.split())
    for o in person.occurrences:
        for i in range(o.first, o.last):
            scene.denotes[i] = (person.party,)
            if (word := scene.word_at.get(i)) is not None:
                scene.composed[word.head] = (person.party,)
        for word in o.titles:
            for i in range(word.first, word.last):
                scene.denotes[i] = (person.party,)
            scene.composed[word.head] = (person.party,)


# ---- what they are ---------------------------------------------------------------------------------


def _describe(scene: Scene, person: Person) -> None:
    facts = person.facts
    telling = sorted((f for f in facts if f.sectors), key=lambda f: _RANKS.index(f.rank)) or facts
    country = next((f.country for f in facts if f.country), None)
    human = person.human or _by_title(scene, person, facts, country)
    if human is not None and country and all(o.country != country for o in human.offices):
        human = None  # another person of that name
    if human is not None and not country and _elsewhere(scene, human, facts):
        human = None
    if human is None:
        person.human = None
    party = person.party
    for f in facts:
        party.nouns |= f.nouns
        party.gender = party.gender or f.gender
        for reason in f.why:
            party.because(reason)
    stated = next((f for f in telling if f.sectors and not f.vague), telling[0] if telling else None)
    party.country, party.role = country, stated.role if stated else None
    party.sectors = stated.sectors if stated else ()
    if human is not None:
        _from_base(scene, party, human, stated)
    elif not any(f.lost for f in facts):
        _from_memory(scene, party, person)
    party.tail = slug(party.name)
    if party.gender is None and (len(person.keys) > 1 or human is not None):
        given = fold(party.name.split()[0])
        party.gender = scene.base.genders.get(given)


def _elsewhere(scene: Scene, human: Human, facts: list[Fact]) -> bool:
    """Whether a namesake holds another office in a state that the report does not name."""
    stated = [f for f in facts if f.role and not f.vague and f.rank in ("leader", "minister")]
    named = {n.entry.country for n in scene.names}
    if not stated or any(o.country in named for o in human.offices):
        return False
    return not any(_same_office(o, f) for o in human.offices for f in stated)


def _facts(scene: Scene, o: Occurrence, party: Party) -> list[Fact]:
    words = [w for w in o.titles if w.number == "person"]
    out = [_fact(scene, Site(o.first, w, o.last - 1, o.last)) for w in words]
    for w in _appositions(scene, o):
        out.append(_fact(scene, Site(o.first, w, w.head, w.last)))
        scene.composed[w.head] = (party,)
        for i in range(w.first, w.last):
            scene.denotes[i] = (party,)
    for w in o.titles:
        if w.number == "address":
            out.append(_address(w, Site(o.first, w, o.last - 1, o.last)))
    return out if any(f.sectors or f.country for f in out) else [*out, *_affiliation(scene, o)]


def _affiliation(scene: Scene, o: Occurrence) -> Iterator[Fact]:
    """ "Ana Delorme of the Northern Institute", "Ana Delorme, who teaches at Port Vost University"."""
    doc = scene.doc
    if o.last >= len(doc.tokens):
        return
    links = [k for i in range(o.first, o.last) for k in doc.kids(i, "prep") if k == o.last]
    if doc.tokens[o.last].text == "," or doc.tokens[o.last].lower == "who":
        clauses = [k for i in range(o.first, o.last) for k in doc.kids(i, "relcl", "acl")]
        links += [p for k in clauses if doc.tokens[k].lemma in _WORKING for p in doc.kids(k, "prep")]
    for p in links:
        for noun in doc.kids(p, "pobj") if doc.tokens[p].lower in _EMPLOYING else ():
            if owner := phrases.employer(scene, noun, doc.kids(o.last - 1, "appos")):
                why = (owner.why,) if owner.why else ()
                yield Fact(owner.country, owner.sectors, None, why, frozenset(), False, None, "member")


def _fact(scene: Scene, site: Site) -> Fact:
    word = site.word
    left = left_edge(scene, word.first, site.head)
    owners = phrases.owners_of(scene, word, left) or phrases.owners_after(scene, word, site.after)
    lost = not owners and context.owned_by_unknown(scene, word, left)
    body = lost and context.lost_body(scene, word, left)
    owner = owners[0] if owners else description.Owner(None, (), None, "", lost=body)
    role = word.title.role
    sectors = description.sectors_of(scene, word, left, owner)
    text = role.title if word.title.plural else description.role_text(scene, word, left, sectors == ("ELI",))
    why = (f"title '{role.title}' (roles.tsv)", *((owner.why,) if owner.why else ()))
    nouns = frozenset((role.title, role.title.split(" of ")[0].split()[-1]))
    vague = not sectors or (role.default and not owner.sectors and sectors != ("ELI",))
    vague = vague or role.title in _HONORIFICS or (role.rank == "member" and sectors != ("ELI",))
    gender = description.gender_of(role.title)
    return Fact(owner.country, sectors, text, why, nouns, vague, gender, role.rank, lost, site)


def _address(word: Word, site: Site) -> Fact:
    title = word.title.role.title.rstrip(".")
    sectors = word.title.role.sectors
    gender = description.gender_of(title)
    return Fact(None, sectors, title if sectors else None, (), frozenset(), True, gender, "", place=site)


def _appositions(scene: Scene, o: Occurrence) -> list[Word]:
    """Role phrases set beside the name: "Ana Delorme, foreign minister of Karelland"."""
    doc, head = scene.doc, o.last - 1
    near = [*doc.kids(head, "appos")]
    if doc.tokens[head].dep == "appos":
        near.append(doc.tokens[head].head)
    verb = doc.tokens[head].head
    if doc.tokens[head].dep == "nsubj" and doc.tokens[verb].lemma == "be" and not syntax.is_negated(doc, verb):
        near.extend(doc.kids(verb, "attr"))
    words = [w for i in near if (w := scene.word_at.get(i)) and _describes(scene, w)]
    if not words and o.first > 1 and doc.tokens[o.first - 1].text == ",":
        words = [w for w in scene.words if _describes(scene, w) and _set_off(scene, w, o)]
    if not words and o.last < len(doc.tokens) and doc.tokens[o.last].text == ",":
        words = [w for w in [_next_word(scene, o.last + 1)] if w is not None and _describes(scene, w)]
    return words


def _set_off(scene: Scene, w: Word, o: Occurrence) -> bool:
    """Whether the phrase of a title ends at the comma before the name: "the mayor of Port Vost, Ana Delorme"."""
    return w.last < o.first and o.first - w.last < 15 and phrase_end(scene, w) == o.first - 1


def _describes(scene: Scene, w: Word) -> bool:
    if w.title.plural and not _one_of(scene, w):
        return False
    return w.number == "person" and w.last not in scene.denotes and w.first not in scene.denotes


def _one_of(scene: Scene, w: Word) -> bool:
    """ "one of the engineers"."""
    tokens = scene.doc.tokens
    left = left_edge(scene, w.first, w.head)
    return left > 1 and tokens[left - 1].lower == "of" and tokens[left - 2].lower == "one"


def _next_word(scene: Scene, first: int) -> Word | None:
    """The title whose modifiers begin exactly at token `first`."""
    if first >= len(scene.doc.tokens):
        return None
    for i in range(first, min(first + 8, scene.doc.sentence_of(first).last)):
        word = scene.word_at.get(i)
        if word is not None and word.number == "person":
            return word if left_edge(scene, word.first, word.head) <= first else None
        if scene.doc.tokens[i].pos in ("VERB", "AUX", "PUNCT") and scene.doc.tokens[i].text != "-":
            return None
    return None


def _by_title(scene: Scene, person: Person, facts: list[Fact], country: str | None) -> Human | None:
    """ "President Putin": the holder of that office by surname."""
    titles = [f for f in facts if f.role]
    if not titles or len(person.keys) > 2:
        return None
    humans = scene.base.surnames.get(person.keys[-1], [])
    if len(person.keys) > 1:
        humans = [h for h in humans if person.keys[0] in h.name.lower()]
    fitting = [
        h for h in humans
        if any(_same_office(o, f) for o in h.offices for f in titles)
        and (country is None or any(o.country == country for o in h.offices))
    ]  # fmt: skip
    return in_context(scene, fitting) if fitting else None


def _same_office(office: Office, fact: Fact) -> bool:
    role = (fact.role or "").removeprefix("former ")
    mine, theirs = set(map(fold, role.split())), set(map(fold, office.role.split()))
    if role in ("leader",):
        return office.sectors[:1] in (("GOV",), ("PTY",), ("OPP",))
    return (
        bool(mine)
        and (mine <= theirs)
        and ("vice" in mine or "vice" not in theirs)
        and ("deputy" in mine or "deputy" not in theirs)
    )


def _from_base(scene: Scene, party: Party, human: Human, stated: Fact | None) -> None:
    """Country, sectors and role from the office held; what the text itself states goes first."""
    office = office_of(human, scene.on, stated.role if stated else None, party.country)
    party.name = human.name
    party.country = party.country or office.country
    party.nouns |= {office.role.split(" of ")[0].split()[-1]} if office.role else set()
    if stated is not None and stated.sectors and not stated.vague:
        party.because("role stated in the text")
        return
    party.role, party.sectors = office.role or None, office.sectors
    party.because(f"{office.role or 'office'} held {office.start}–{office.end} (people.tsv)")
    if scene.on is None:
        party.because("latest known office; no date given")
        if scene.alone and office.end and int(office.end[:4]) + LONG_AGO <= scene.base.horizon:
            party.sectors, party.role = ("ELI",), f"former {office.role}"
            party.because(f"out of office since {office.end[:4]}")
    elif not held(office, scene.on):
        when = "after" if office.start and office.start <= scene.on.isoformat() else "before"
        party.because(f"{scene.on.isoformat()} is {when} the office")
        party.sectors = ("ELI",)
        party.role = f"former {office.role}" if when == "after" else party.role


def _from_memory(scene: Scene, party: Party, person: Person) -> bool:
    """Country, sectors and role from earlier reports of the corpus, where this one leaves them open."""
    if scene.memory is None or (party.country and party.sectors):
        return False
    named = {n.entry.country for n in scene.names}
    recalled = scene.memory.recall(person.keys, scene.on, party.country, party.sectors, named)
    if recalled is None:
        return False
    party.because(recalled.because)
    if (office := recalled.office) is None:
        return False
    party.country = office.country
    if not party.sectors:
        party.sectors, party.role = office.sectors, office.role
        party.nouns |= {office.role.split(" of ")[0].split()[-1]}
    return True


def _pronominal(scene: Scene, site: Site) -> bool:
    left = left_edge(scene, site.word.first, site.head)
    return any(t.tag == "PRP$" for t in scene.doc.tokens[left : site.word.first])


def _from_context(scene: Scene, person: Person, at: int) -> None:
    """Country of a person in a role whose nationality nobody states."""
    party = person.party
    fact = next((f for f in person.facts if f.place is not None and f.place.at == at), None)
    if fact is None or fact.place is None:
        return
    word = fact.place.word
    if word.title.plural and (known := coreference.definite(scene, word, left_edge(scene, word.first, word.head))):
        party.country = known[0].country
        return
    if fact.vague and word.title.role.default and not fact.sectors:
        owner = context.spoken_for(scene, word)
    else:
        organ = party.sectors[:1] in (("GOV",), ("LEG",)) and word.title.role.rank != "public"
        owner = context.from_context(scene, word, party.sectors, organ, party.sectors[:1] != ())
    if owner.country is None:
        return
    party.country, party.sectors = owner.country, party.sectors or owner.sectors
    party.because(owner.why)


def office_of(human: Human, on: datetime.date | None, role: str | None, country: str | None) -> Office:
    """The office meant: of that country and role, held on the day if any was, else the latest begun."""
    offices = [o for o in human.offices if country is None or o.country == country] or human.offices
    if on is not None:
        begun = [o for o in offices if o.start <= on.isoformat()]
        offices = [o for o in offices if held(o, on)] or begun[-1:] or offices
    if role and (same := [o for o in offices if role in o.role or o.role in role]):
        offices = same
    if on is None:
        return max(offices, key=lambda o: (o.start, o.sectors[:1] == ("GOV",)))
    return max(offices, key=lambda o: (bool(o.sectors) and o.sectors[0] in _HEADS, o.start))


def _mention(scene: Scene, person: Person, o: Occurrence) -> Mention:
    first = o.first
    words = o.titles
    if words:
        first = left_edge(scene, words[-1].first, o.last - 1) if words[-1].number == "person" else words[-1].first
    tokens = scene.doc.tokens
    while first < o.first and (tokens[first].pos in ("DET", "PUNCT") or tokens[first].tag == "POS"):
        first += 1
    return Mention(first, o.last, o.last - 1, (person.party,), "person")
