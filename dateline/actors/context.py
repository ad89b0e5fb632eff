"""Whose people a role phrase means where it names nobody: "the army", "a government spokesman", "police"."""

from __future__ import annotations

from collections.abc import Iterator

from dateline.actors import bodies, coreference, description, sides, surroundings
from dateline.actors.description import Owner
from dateline.actors.scene import Scene, Word
from dateline.actors.surroundings import only, sentence_places
from dateline.actors.words import left_edge, phrases_after

NOBODYS = Owner(None, (), None, "")
ENVOYS = frozenset("ambassador envoy consul attache attaché representative mediator rapporteur legate nuncio".split())
# sectors whose people are those of the place: they take the country of the clause or of the report
LOCAL = frozenset("COP GOV LEG JUD CVL OPP LAB EDU AGR PTY REB".split())
_FOREIGN = frozenset("international foreign western european african asian arab global multinational overseas".split())
_TRAVELLERS = frozenset(("leader", "minister"))  # who meet anywhere
_ORGANS = frozenset(("leader", "minister", "organ", "official"))


def local_owner(scene: Scene, word: Word, left: int) -> Owner:
    """Whose people are meant where no nationality is stated."""
    if from_abroad(scene, word) or is_envoy(word) or surroundings.somebodys_forces(scene, word, left):
        return NOBODYS
    if coreference.in_another_scene(scene, word):
        return NOBODYS
    told = description.told(scene, word, left)
    if not told and owned_by_unknown(scene, word, left):
        return Owner(None, (), None, "", lost=lost_body(scene, word, left))
    sectors = told or description.cues(scene, word, left) or word.title.role.sectors
    if sectors == ("MIL",) and description.is_police(scene, word):
        sectors = ("COP",)
    organ = _organ_of_state(scene, word, left)
    army = word.number == "body" and sectors[:1] == ("MIL",) and scene.doc.tokens[left].lower == "the"
    forces = sectors[:1] == ("MIL",) and word.number != "thing"
    company = sectors[:1] == ("BUS",) and bodies.name_beside(scene, word) is not None
    local = company or (bool(sectors) and sectors[0] in LOCAL)
    if not (organ or army or forces or local):
        return NOBODYS
    return from_context(scene, word, sectors, organ, local or army)


def from_context(scene: Scene, word: Word, sectors: tuple[str, ...], organ: bool, local: bool) -> Owner:
    """The country of the clause's place, of the report, or of the passage, that is not the other side's.

    `organ` says that each state has one of the kind, `local` that they are of the place where they act. The first
    rule that gives a country decides.
    """
    others = surroundings.opposed(scene, word.head)
    for country, why, domestic in _candidates(scene, word, sectors, organ, local):
        if country and (domestic or country not in others):
            return Owner(country, (), None, why)
    return NOBODYS


def _candidates(
    scene: Scene, word: Word, sectors: tuple[str, ...], organ: bool, local: bool
) -> Iterator[tuple[str | None, str, bool]]:
    """(country, reason, whether it holds even where the sentence names that country as the other side)."""
    about, places = surroundings.setting(scene), sentence_places(scene, word.head)
    forces = sectors[:1] == ("MIL",)
    if about.dominant and word.number == "person" and not word.title.plural:
        yield about.home, about.why, True
    if local and not (word.title.plural and word.title.role.rank in _TRAVELLERS):
        yield only(places), "place named in the sentence", True
    if not places - {about.only}:
        yield about.only, "only country of the report", False
    if organ and (subject := surroundings.ruled(scene, word.head)) is not None:
        yield subject.country, f"the subject '{subject.name}' is of that country", True
    if (organ or forces) and (subject := surroundings.focus(scene, word.first, state=True)) is not None:
        yield subject.country, f"'{subject.name}' is in focus", False
    if about.dominant or not _anybodys(word, forces):
        yield about.home, about.why, about.dominant or not organ
    before = surroundings.scene_before(scene, word.head)
    if local and not organ:
        yield before, "place named just before", False
    if organ or (local and forces):
        country = sides.prominent_country(scene, word.first)
        yield country if before in (None, country) else None, "most prominent country of the report so far", False


def _anybodys(word: Word, forces: bool) -> bool:
    """Whether people of the kind may well be foreign: "leaders", "soldiers", "farmers"."""
    title = word.title
    soldiers = forces and (word.number == "group" or title.plural)
    return soldiers or title.role.rank == "public" or (title.plural and title.role.rank in _TRAVELLERS)


def spoken_for(scene: Scene, word: Word) -> Owner:
    """For whom a bare spokesman speaks: the party in focus."""
    party = surroundings.focus(scene, word.first, state=False)
    if party is None or party.country in surroundings.opposed(scene, word.head):
        return NOBODYS
    sectors = party.sectors or (("GOV",) if party.kind == "country" else ())
    return Owner(party.country, sectors, None, f"'{party.name}' is in focus")


def _organ_of_state(scene: Scene, word: Word, left: int) -> bool:
    """ "the government", "the president", "parliament": one for each state."""
    role = word.title.role
    if role.sectors[:1] not in (("GOV",), ("LEG",)) or role.default or word.title.plural:
        return False
    if role.rank not in _ORGANS or (role.number == "group" and role.title != "authorities"):
        return False
    before = {t.lower for t in scene.doc.tokens[left : word.first]}
    return "the" in before or role.title in ("parliament",)


def owned_by_unknown(scene: Scene, word: Word, left: int) -> bool:
    """Whether a name that nobody knows stands as owner: "Karelland rebels", "the minister of Karelland"."""
    doc = scene.doc
    for t in doc.tokens[left : word.first]:
        if t.i in scene.name_at and scene.name_at[t.i].affix:
            return True  # "Iranian-backed rebels"
        name = t.pos == "PROPN" or (t.pos == "ADJ" and t.ent in ("NORP", "ORG", "GPE"))
        if name and t.text[:1].isupper() and t.i not in scene.name_at and t.i not in scene.word_at:
            return True
    nouns = [n for p, n in phrases_after(scene, word) if p in ("of", "from")]
    return any(doc.tokens[n].pos == "PROPN" and n not in scene.denotes for n in nouns)


def lost_body(scene: Scene, word: Word, left: int) -> bool:
    """Whether that name is of an organisation, by the engine's word."""
    tokens = scene.doc.tokens
    nouns = [n for p, n in phrases_after(scene, word) if p in ("of", "from")]
    return any(tokens[i].ent == "ORG" and i not in scene.name_at for i in (*range(left, word.first), *nouns))


def from_abroad(scene: Scene, word: Word) -> bool:
    """ "international observers", "the multinational force": not of the country they are in."""
    left = left_edge(scene, word.first, word.head)
    inside = word.title.role.title.startswith("foreign ")  # "foreign ministry", not "foreign troops"
    return any(t.lower in _FOREIGN for t in scene.doc.tokens[left : word.first if inside else word.last])


def is_envoy(word: Word) -> bool:
    """Whether the place named with a title is where its holder is sent, not where he is from."""
    return word.title.role.title.split()[-1] in ENVOYS
