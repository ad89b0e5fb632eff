"""Where a report is set and whom a passage is about: the country of people whose nationality is not stated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dateline.actors.scene import Name, Party, Scene, Setting, Word
from dateline.articles import filing
from dateline.language import syntax

LOCATIVE = frozenset("in at near outside across inside around throughout within".split())
REACH = 3  # sentences back in which a subject still holds the stage
DOMINANT = 2.0  # a report is set in a country that twice as many of its sentences name as any other
SENTENCES = 3  # and at least this many, unless the report was filed there
_PARTNERS = frozenset("with against on to toward towards from between by over upon into".split())
_REACTING = frozenset(
    "express condemn urge call welcome praise congratulate criticize criticise appeal offer mediate deplore denounce"
    " support back applaud warn".split()
)
_DOMESTIC = frozenset("OPP PTY LEG LAB CVL EDU JUD AGR".split())
_SUBJECTS = frozenset("nsubj nsubjpass csubj csubjpass".split())
_OBJECTS = frozenset("dobj dative oprd".split())
_LOCALITIES = frozenset(
    "city town village province region district port island capital state department county area governorate".split()
)
# nouns of what is talked about: "the situation in X" does not put the clause there
_TOPICS = frozenset(
    "situation crisis war conflict development developments event events election elections peace stability democracy"
    " policy interest interests role presence rights issue matter violence unrest".split()
)


# ---- places ----------------------------------------------------------------------------------------


def is_locative(scene: Scene, name: Name) -> bool:
    """Whether a name stands as a place: "in Karelland", "near the capital, Ostrava"."""
    if name.use not in ("name", "capital", "place") or name.entry.kind != "country":
        return False
    t = scene.doc.tokens[scene.doc.tokens[name.last - 1].head]
    return t.pos == "ADP" and t.lower in LOCATIVE


def sentence_names(scene: Scene, token: int) -> Iterator[Name]:
    """The names of the knowledge base in the sentence of `token`."""
    s = scene.doc.sentence_of(token)
    i = s.first
    while i < s.last:
        name = scene.name_at.get(i)
        if name is not None:
            yield name
        i = name.last if name is not None else i + 1


def sentence_places(scene: Scene, token: int) -> set[str]:
    """Countries of the places that the sentence of `token` names after "in", "at", "near"…"""
    names = (n for n in sentence_names(scene, token) if is_locative(scene, n) or _of_a_locality(scene, n))
    return {n.entry.country for n in names if n.entry.country and not _of_a_topic(scene, n)}


def fronted(scene: Scene, token: int) -> str | None:
    """The country of the places named before `token` in its sentence: "In Surin, police …"."""
    before = (n for n in sentence_names(scene, token) if n.last <= token and is_locative(scene, n))
    return only({n.entry.country for n in before if n.entry.country})


def _of_a_locality(scene: Scene, name: Name) -> bool:
    """ "in the city of Ostrava", "at the village of X"."""
    tokens = scene.doc.tokens
    t = tokens[tokens[name.last - 1].head]
    if t.lower != "of" or tokens[t.head].lower not in _LOCALITIES or tokens[t.head].dep != "pobj":
        return False
    return tokens[tokens[t.head].head].lower in LOCATIVE


def _of_a_topic(scene: Scene, name: Name) -> bool:
    """ "discussed the situation in Karelland": spoken of, not the scene."""
    tokens = scene.doc.tokens
    holder = tokens[tokens[tokens[name.last - 1].head].head]
    return holder.lower in _TOPICS and holder.dep in ("dobj", "pobj", "conj")


def only(countries: set[str]) -> str | None:
    """The one element of a set; null where there are none or several."""
    return next(iter(countries)) if len(countries) == 1 else None


def place_country(scene: Scene, noun: int, depth: int = 0) -> str | None:
    """The country of a place phrase: "the northern city of Kirkuk", "East Timor's capital", "Syrian Golan"."""
    if (name := scene.name_at.get(noun)) is not None:
        return name.entry.country
    doc = scene.doc
    low, _ = doc.subtree(noun)
    for i in range(noun - 1, low - 1, -1):
        if (name := scene.name_at.get(i)) is not None and not name.affix:
            return name.entry.country
    if depth > 2:
        return None
    for k in doc.kids(noun, "prep", "appos"):
        inner = doc.kids(k, "pobj") if doc.tokens[k].dep == "prep" else [k]
        if doc.tokens[k].dep == "appos" or doc.tokens[k].lower in ("of", "in", "near"):
            for n in inner:
                if country := place_country(scene, n, depth + 1):
                    return country
    return None


# ---- the report ------------------------------------------------------------------------------------


def setting(scene: Scene) -> Setting:
    """The countries of the report and, where one stands out, the one it is set in; worked out once."""
    if scene.setting is None:
        weights = _weights(scene)
        scene.setting = Setting(weights, *_home(scene, weights))
    return scene.setting


def _weights(scene: Scene) -> dict[str, int]:
    """Sentences that name each state, its people, places or bodies."""
    seen = {
        (n.entry.country, scene.doc.tokens[n.first].sent)
        for n in scene.names
        if n.entry.country in scene.base.entries and not n.affix
    }
    return dict(Counter(country for country, _ in seen if country))


def _home(scene: Scene, weights: dict[str, int]) -> tuple[str | None, str, bool]:
    ranked = sorted(weights.items(), key=lambda x: (-x[1], x[0]))
    if not ranked:
        return None, "", False
    top, second = ranked[0], ranked[1][1] if len(ranked) > 1 else 0
    dominant = top[1] >= SENTENCES and top[1] >= DOMINANT * second
    filed = _filed(scene)
    if filed and weights.get(filed, 0) * DOMINANT >= top[1]:
        return filed, "filed from there", dominant and filed == top[0]
    return (top[0], "country the report is set in", True) if dominant else (None, "", False)


def _filed(scene: Scene) -> str | None:
    """The country of the agency dateline, if the report goes on to name it: many are filed from where talks are."""
    found = filing.find(scene.doc.text) if not scene.alone else None
    if found is None or not found.place:
        return None
    area = scene.doc.tokens_in(found.evidence.start, found.evidence.end)
    country = only({c for i in area if i in scene.name_at and (c := scene.name_at[i].entry.country)})
    later = any(n.entry.country == country and n.first >= area.stop for n in scene.names)
    return country if later else None


# ---- the passage -----------------------------------------------------------------------------------


def opposed(scene: Scene, token: int) -> set[str]:
    """States that the sentence of the noun `token` names only as the other side: "met with X", "accused X"."""
    beside: set[str] = set()
    against: set[str] = set()
    low, high = scene.doc.subtree(token)
    for name in sentence_names(scene, token):
        country = name.entry.country if name.entry.kind == "country" else None
        if country and not low <= name.first < high and not is_locative(scene, name):
            (against if _is_other_side(scene, name.last - 1) else beside).add(country)
    return against - beside


def _is_other_side(scene: Scene, i: int) -> bool:
    tokens = scene.doc.tokens
    if tokens[i].dep in ("poss", "amod", "compound", "nmod") and tokens[i].head not in scene.word_at:
        return False  # "boycotted Karelland's elections" may be said of its own parties
    while True:
        t = tokens[i]
        if t.dep in _SUBJECTS or t.head == i:
            return False
        if t.dep in _OBJECTS or (t.dep == "pobj" and tokens[t.head].lower in _PARTNERS):
            return True
        i = t.head


def starts_paragraph(scene: Scene, sentence: int) -> bool:
    """Whether a line ends before a sentence."""
    sentences = scene.doc.sentences
    if sentence == 0:
        return True
    return "\n" in scene.doc.text[sentences[sentence - 1].end : sentences[sentence].start]


def focus(scene: Scene, token: int, state: bool) -> Party | None:
    """Whom the passage is about: the last subject of a sentence before that of `token`, with a country.

    It is looked for within the paragraph, or in the sentence just before where the report is set nowhere. With
    `state`, it must be a state or an organ of one, and no other state may be the scene of the paragraph; else any
    named party will do.
    """
    for s in _before(scene, token):
        parties = _subject(scene, s)
        if state and parties and reacts(scene, scene.doc.sentences[s].root) and _new_in(scene, parties[0], s):
            continue
        if len({p.country for p in parties}) > 1:
            return None
        for p in parties[:1]:
            if state and p.country in scene.base.entries:
                contested = scene_before(scene, token) not in (None, p.country)
                return p if _governs(p) and not contested else None
            if not state and (p.country in scene.base.entries or p.named):
                return p
    return None


def reacts(scene: Scene, verb: int) -> bool:
    """Whether a verb is what onlookers do: "expressed concern", "urged both sides"."""
    return scene.doc.tokens[verb].lemma in _REACTING


def _new_in(scene: Scene, party: Party, sentence: int) -> bool:
    """Whether a sentence is the first to speak of a party's country, and not the first of all."""
    countries = [(m.parties[0].country, scene.doc.tokens[m.head].sent) for m in scene.mentions if m.parties]
    earlier = {c for c, s in countries if s < sentence and c in scene.base.entries}
    return bool(earlier) and party.country not in earlier


def _governs(party: Party) -> bool:
    """A state, its organs and forces, and who leads or speaks for them; not troops and people of a nationality."""
    if party.kind == "country":
        return True
    return party.sectors[:1] in (("GOV",), ("LEG",), ("MIL",)) and party.kind != "group"


def scene_before(scene: Scene, token: int) -> str | None:
    """The country of the last place where a sentence before, within the paragraph, says that something happened."""
    for s in _before(scene, token):
        names = [n for n in sentence_names(scene, scene.doc.sentences[s].first) if is_locative(scene, n)]
        if places := {n.entry.country for n in names if n.entry.country and _of_the_clause(scene, n)}:
            return only(places)
    return None


def _of_the_clause(scene: Scene, name: Name) -> bool:
    """Whether "in X" says where the act was, not of what kind a noun is: "banks in X"."""
    tokens = scene.doc.tokens
    return tokens[tokens[tokens[name.last - 1].head].head].pos in ("VERB", "AUX")


def _before(scene: Scene, token: int) -> Iterator[int]:
    """The sentences before that of `token`, nearest first, as far as the passage goes."""
    here = scene.doc.tokens[token].sent
    settled = setting(scene).home is not None
    for s in range(here - 1, max(-1, here - 1 - REACH), -1):
        if starts_paragraph(scene, s + 1) and (settled or s < here - 1):
            return
        yield s


def _subject(scene: Scene, sentence: int) -> tuple[Party, ...]:
    """Whom the subject of a sentence denotes, its members together; of "…, the agency reported", the content's."""
    doc, root = scene.doc, scene.doc.sentences[sentence].root
    own = _denoted(scene, doc.kids(root, *_SUBJECTS))
    if own and own[0].country in scene.base.entries and "JRN" not in own[0].sectors:
        return own
    content = [s for c in doc.kids(root, "ccomp") if c < root for s in doc.kids(c, *_SUBJECTS) if s < root]
    return _denoted(scene, content) or own


def _denoted(scene: Scene, subjects: list[int]) -> tuple[Party, ...]:
    return tuple(p for s in subjects[:1] for c in syntax.conjuncts(scene.doc, s) for p in scene.denotes.get(c, ()))


def ruled(scene: Scene, token: int) -> Party | None:
    """ "The opposition accused the president": the domestic subject of the clause whose object `token` is."""
    doc = scene.doc
    if doc.tokens[token].dep not in (*_OBJECTS, "pobj"):
        return None
    for s in doc.kids(syntax.clause_of(doc, token), *_SUBJECTS):
        for p in scene.denotes.get(s, ()):
            if p.country in scene.base.entries and p.sectors[:1] and p.sectors[0] in _DOMESTIC:
                return p
    return None


def somebodys_forces(scene: Scene, word: Word, left: int) -> bool:
    """“Soldiers fired at us”: a speaker's own would be "our soldiers", so whose they are is left open."""
    bare = word.title.plural and left == word.first
    return bare and scene.quoted[word.first] and word.title.role.sectors[:1] == ("MIL",)
