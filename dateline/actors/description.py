"""What a role phrase says of a party: sectors, name, id, role and gender."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.actors import bodies
from dateline.actors.scene import MAX_SECTORS, STATE_SECTORS, Gender, Party, Scene, Word, slug
from dateline.actors.tables import Role
from dateline.actors.words import FORMER, PREFIXES
from dateline.records import Kind

# titles of whoever presides over a body: the body's sector is theirs
PRESIDING = frozenset(
    "president|vice president|deputy president|speaker|deputy speaker|governor|acting president|chief executive"
    "|vice-president|chancellor|principal|dean".split("|")
)
OVERRIDING = frozenset("REB PRM OPP".split())
_FEMALE = frozenset(
    "queen princess mother wife nun actress girl sister mrs ms miss madame madam frau dame señora senora mme lady"
    " daughter widow empress baroness sheikha".split()
)
_MALE = frozenset(
    "king prince sheikh emir pope imam priest boy mr sir mister monsieur herr señor senor father son brother husband"
    " lord emperor sultan ayatollah".split()
)
_POLICED = frozenset(
    "protester demonstrator crowd rioter arrest detain police riot baton student protest demonstration suspect".split()
)
_MEMORY = 40  # mentions back in which police or soldiers were last spoken of
_EPICENE = frozenset("spokesman chairman human german ombudsman policeman".split())
_PLURALS = frozenset("police people clergy staff personnel infantry cavalry".split())


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose phrase it is: a nationality, a body or a person, with the reason."""

    country: str | None
    sectors: tuple[str, ...]
    party: Party | None
    why: str
    person: bool = False
    beside: bool = False
    lost: bool = False  # an organisation that nobody knows


def cues(scene: Scene, word: Word, left: int) -> tuple[str, ...]:
    """Sectors that the words between nationality and noun give: "military", "rebel", "opposition"."""
    out: list[str] = []
    i = word.first - 1
    tokens = scene.doc.tokens
    while i >= left and tokens[i].tag not in ("POS", "PRP$"):
        inner = scene.word_at.get(i)
        if inner is not None and inner.title.role.sectors and not _capital_class(scene, inner, word):
            out.extend(s for s in inner.title.role.sectors if not inner.title.role.default)
            i = inner.first
        i -= 1
    return tuple(dict.fromkeys(out))


def _capital_class(scene: Scene, inner: Word, word: Word) -> bool:
    """Words that give no sector: addresses, places, and classes of people or ranks inside a proper name."""
    if inner.number == "person" and word.number == "body" and scene.doc.tokens[inner.head].text[:1].isupper():
        return True  # "General Election Commission"
    if inner.number in ("address", "place"):
        return True
    return inner.title.role.rank == "public" and scene.doc.tokens[inner.head].text[:1].isupper() and inner.first > 0


def sectors_of(scene: Scene, word: Word, left: int, owner: Owner) -> tuple[str, ...]:
    """Sectors of a role phrase, most telling first; ``ELI`` for former office holders."""
    role = word.title.role
    hints = cues(scene, word, left)
    if owner.lost and (role.default or role.title in PRESIDING):
        return hints
    if role.default or not role.sectors:
        out = hints or _inherited(role, owner) or role.sectors
        state = owner.country in scene.base.entries and not owner.party
        if not out and role.number == "person" and role.rank != "public" and state:
            out = ("GOV",)  # a nation's spokesman speaks for its government
    elif owner.party is not None and owner.sectors and role.title in PRESIDING:
        out = owner.sectors  # "the president of the assembly"
    elif owner.party is not None and role.title == "minister" and owner.sectors[:1] == ("MIL",):
        out = (*role.sectors, "MIL")  # "the minister of the armed forces"
    elif role.sectors[0] == "CVL" or (hints[:1] and hints[0] in OVERRIDING):
        out = (*hints, *role.sectors) if role.sectors[0] == "CVL" else hints
    else:
        out = (*role.sectors, *(h for h in hints if h != "GOV"))
    if not hints and out == ("MIL",) and is_police(scene, word):
        out = ("COP",)
    if owner.sectors[:1] == ("PRE",) and "PRE" not in out:
        out = (*out, "PRE")
    if is_former(scene, word, left) and (role.default or (role.sectors[:1] and role.sectors[0] in STATE_SECTORS)):
        return ("ELI",)
    return tuple(dict.fromkeys(out))[:MAX_SECTORS]


def is_police(scene: Scene, word: Word) -> bool:
    """Whether officers are policemen: the text spoke of police last, or the sentence tells of crowds and arrests."""
    if word.title.role.title != "officer":
        return False
    s = scene.doc.sentence_of(word.head)
    if any(t.lower in _POLICED or t.lemma in _POLICED for t in scene.doc.tokens[s.first : s.last]):
        return True
    for m in reversed(scene.mentions[-_MEMORY:]):
        if m.parties and m.parties[0].sectors[:1] in (("COP",), ("MIL",)):
            return m.parties[0].sectors[:1] == ("COP",)
    return False


def _inherited(role: Role, owner: Owner) -> tuple[str, ...]:
    """The owner's sectors; those of a person pass to officials and bodies alone, not to critics or donors."""
    if owner.party is None and owner.person and not (role.rank == "official" or role.number == "body"):
        return ()
    if owner.sectors[:1] == ("CVL",):
        return ()  # a people's forces are forces
    return owner.sectors


def is_former(scene: Scene, word: Word, left: int) -> bool:
    """Whether the phrase says "former", "ex-", "retired", "ousted" of a person."""
    if word.number != "person":
        return False
    tokens = scene.doc.tokens
    for i in range(word.first - 1, left - 1, -1):
        if tokens[i].tag in ("POS", "PRP$"):
            return False
        if tokens[i].lower in FORMER:
            return True
    return False


def party_of(scene: Scene, word: Word, left: int, owner: Owner) -> Party:
    role = word.title.role
    many = word.title.plural or role.number in ("group", "thing")
    sectors = sectors_of(scene, word, left, owner)
    former = sectors == ("ELI",)
    if owner.party is not None and (many or role.number == "body") and _is_the_body(role, owner, sectors):
        owner.party.nouns.add(role.title)
        return owner.party
    named = proper_name(scene, word, left) or name_beside(scene, word)
    sectors = told(scene, word, left) or sectors
    party = Party(
        named or _label(scene, word, left),
        _kind_of(role.number, many),
        owner.country,
        sectors,
        role=role_text(scene, word, left, former) if role.number == "person" and not word.title.plural else None,
        tail=slug(named) if named else _tail(scene, word, sectors, owner, many),
        named=bool(named),
        plural=scene.doc.tokens[word.head].tag in ("NNS", "NNPS") or role.title in _PLURALS,
        gender=gender_of(role.title),
        nouns={role.title.split(" of ")[0].split()[-1], role.title},
    )
    party.because(f"title '{role.title}' (roles.tsv)")
    if owner.why:
        party.because(owner.why)
    return scene.intern(party)


def _is_the_body(role: Role, owner: Owner, sectors: tuple[str, ...]) -> bool:
    """Whether the words say no more than the body's own name: "Hamas fighters", "the Reuters news agency".

    Leaders and ministers of an international organisation act for it.
    """
    if owner.party is not None and owner.party.kind == "igo" and role.rank in ("leader", "minister"):
        return role.number == "person"
    if owner.party is None:
        return False
    members = role.rank == "member" and owner.party.named and owner.party.sectors[:1] == ("REB",)
    if not (owner.beside or role.default or not role.sectors or members):
        return False
    return owner.party.sectors[:1] == sectors[:1] and sectors != ("ELI",)


def _kind_of(number: str, many: bool) -> Kind:
    if number == "body":
        return "organization"
    return "group" if many else "person"


def _tail(scene: Scene, word: Word, sectors: tuple[str, ...], owner: Owner, many: bool) -> str:
    """End of the id: none for a state's plain organs and forces, else the noun."""
    title = word.title.role.title
    text = " ".join(t.lower for t in scene.doc.tokens[word.first : word.last])
    body = owner.party if owner.party is not None and owner.party.named else None
    own = slug(body.name) + "-" if body is not None and not body.country else ""
    if owner.country and sectors[:1] and sectors[0] in STATE_SECTORS:
        if many and not own:
            return ""
        if word.number == "body":
            return own + slug(_canonical(title)) if " " in title or sectors[0] not in STATE_SECTORS else ""
    if body is not None and not many:
        own = slug(body.name) + "-"
    return own + slug(text if many else title)


def _canonical(title: str) -> str:
    for head in ("ministry of the ", "ministry of ", "department of "):
        if title.startswith(head):
            return f"{title[len(head) :]} {head.split()[0]}"
    return title


def _label(scene: Scene, word: Word, left: int) -> str:
    """The phrase without articles and numbers, for people to read."""
    tokens = scene.doc.tokens
    first = left
    while first < word.first and (tokens[first].pos in ("DET", "NUM", "PUNCT") or tokens[first].tag in ("PRP$", "POS")):
        first += 1
    return text_of(scene, first, word.last)


def text_of(scene: Scene, first: int, last: int) -> str:
    tokens = scene.doc.tokens
    return " ".join(scene.doc.text[tokens[first].start : tokens[last - 1].end].split())


def role_text(scene: Scene, word: Word, left: int, former: bool) -> str:
    first = word.first
    while first > left and scene.doc.tokens[first - 1].lower in PREFIXES:
        first -= 1
    text = text_of(scene, first, word.last).lower()
    return f"former {text}" if former else text


def proper_name(scene: Scene, word: Word, left: int) -> str:
    """The name of a body that is spelled with capitals: "Port Vost University", "University of Ostrava"; or empty."""
    if word.number not in ("body", "group"):
        return ""
    tokens = scene.doc.tokens
    if not tokens[word.head].text[:1].isupper():
        return ""
    first = word.first
    while first > left and tokens[first - 1].text[:1].isupper() and tokens[first - 1].pos in ("PROPN", "NOUN", "ADJ"):
        first -= 1
    last = word.last
    if last + 1 < len(tokens) and tokens[last].lower in ("of", "for"):
        _, end = scene.doc.subtree(last)
        if all(t.text[:1].isupper() or t.pos in ("ADP", "DET", "CCONJ") for t in tokens[last:end]):
            last = max(last, end)
    own = any(i not in scene.name_at and i not in scene.word_at for i in range(first, word.first))
    if first < word.first and word.title.role.sectors[:1] and word.title.role.sectors[0] not in STATE_SECTORS:
        before = scene.name_at.get(word.first - 1)  # "Singapore Airlines", but not "Kenyan Airlines"
        own = own or (before is not None and before.use != "adjective")
    if word.title.plural and not own:
        return ""
    return text_of(scene, first, last) if own or last > word.last else ""


def name_beside(scene: Scene, word: Word) -> str:
    """The name set beside a body: "the power company Andes Hidro"; or empty."""
    span = bodies.name_beside(scene, word)
    return text_of(scene, *span) if span else ""


def told(scene: Scene, word: Word, left: int) -> tuple[str, ...]:
    """Sectors of a body that is named by capitals and described beside its name."""
    if not proper_name(scene, word, left):
        return ()
    found, role = bodies.told(scene, word), word.title.role
    return found if not role.sectors or role.default or found[:1] == ("REB",) else ()


def gender_of(title: str) -> Gender | None:
    """The sex a title tells: "queen", "spokeswoman", "Mr"; "spokesman" and "chairman" tell nothing."""
    last = title.split()[-1].rstrip(".")
    if last in _FEMALE or last.endswith("woman"):
        return "f"
    if last in _MALE or (last.endswith("man") and last not in _EPICENE):
        return "m"
    return None
