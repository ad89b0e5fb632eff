"""Events of a document: triggers → candidates → merged → records."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dateline.events import codebook, contexts, magnitudes, merge, rules
from dateline.events.candidates import CONFLICT, Candidate, candidates, clause_range
from dateline.events.scene import Parties, Scene, Toponyms
from dateline.events.settings import Dates, place_of
from dateline.language import Document
from dateline.records import DateRef, Event, Magnitude, Span, Status

_RESULT = re.compile(r"\b\d{1,2}[-–]\d{1,2}\b")  # "2-1", with a sports word beside it
_HANDING = frozenset(("hand", "present", "submit"))
MAX_GAP = 4  # words between a light verb and its noun that a trigger may span
_STATUS_FACTOR = {"actual": 1.0, "historical": 0.95, "future": 0.85, "hypothetical": 0.7, "negated": 0.85}


def code(
    doc: Document,
    actors: Parties,
    places: Toponyms,
    dates: Sequence[DateRef],
    book: codebook.Codebook | None = None,
) -> list[Event]:
    """The events of a parsed report, in text order, each with evidence; voice is left at "report".

    `actors`, `places` and `dates` are what the earlier stages found in the same document; `book` is the package's
    codebook where none is given.
    """
    scene = Scene(doc, actors, places, dates, book or codebook.load(), rules.load())
    timeline = Dates(scene)
    newest = _newest_year(dates)
    out: list[Event] = []
    for n in range(len(doc.sentences)):
        out.extend(_sentence(scene, n, timeline, newest, len(out)))
    return out


def _sentence(scene: Scene, n: int, timeline: Dates, newest: int | None, count: int) -> list[Event]:
    s = scene.doc.sentences[n]
    found = candidates(scene, s.first, s.last)
    if not found:
        return []
    if any(c.type in CONFLICT for c in found) and _is_sport(scene, n):
        found = [c for c in found if c.type not in CONFLICT]
    found = [c for c in merge.merged(scene, found) if not _is_fiction(scene, c)]
    found.sort(key=lambda c: c.i)
    sizes = _magnitudes(scene, found, range(s.first, s.last))
    cues = contexts.cues(scene, s.first, s.last) if found else []
    out: list[Event] = []
    for c, magnitude in zip(found, sizes, strict=True):
        ident = f"e{count + len(out) + 1}"
        event = _record(scene, c, ident, timeline, newest, magnitude, cues, _noun_tokens(found, c))
        if _counts(event):
            out.append(event)
    return out


def _counts(e: Event) -> bool:
    """False of background or supposition in which nobody known takes part: "the treaty ended the war in 1648"."""
    return e.status not in ("historical", "hypothetical") or bool(e.actors or e.recipients)


def _noun_tokens(found: list[Candidate], c: Candidate) -> frozenset[int]:
    """The nouns that name other events of the sentence, whose dates and places are their own."""
    return frozenset(i for o in found if o is not c and o.is_noun for i in o.tokens if i not in c.tokens)


def _magnitudes(scene: Scene, found: list[Candidate], tokens: range) -> list[list[Magnitude]]:
    counted = magnitudes.counts(scene, tokens) if found else []
    if not counted:
        return [[] for _ in found]
    return magnitudes.assign(counted, [(c.type, c.tokens) for c in found], scene.doc)


def _record(
    scene: Scene, c: Candidate, ident: str, timeline: Dates, newest: int | None, sizes: list[Magnitude],
    cues: list[tuple[int, str]], others: frozenset[int],
) -> Event:  # fmt: skip
    doc, event_type = scene.doc, scene.book.types[c.type]
    objects = [o for o in _objects(scene, c) if scene.doc.tokens[o].sent == scene.doc.tokens[c.i].sent]
    carriers = [] if c.support is None else [c.support]
    date = timeline.of([*c.tokens, *carriers], objects, others)
    place = place_of(scene, c, objects)
    clause = clause_range(scene, c)
    mode = c.mode or _cued_mode(scene, c, clause)
    sentence = doc.sentences[doc.tokens[c.i].sent]
    stated = c.match.frame.contexts
    parties = (*c.actor.ids, *c.recipient.ids)
    return Event(
        id=ident, statement=None, type=c.type, mode=mode,
        contexts=contexts.contexts(scene, cues, clause, parties, stated),
        actors=c.actor.ids, recipients=c.recipient.ids, date=date.edtf if date else None,
        place=place.id if place else None, status=_dated_status(scene, c, date, newest), voice="report",
        trigger=_trigger(scene, c), evidence=doc.span(sentence.first, sentence.last), quad=event_type.quad,
        intensity=event_type.score(mode), magnitudes=tuple(_distinct(sizes)), confidence=_confidence(c),
        why=tuple(c.why),
    )  # fmt: skip


def _objects(scene: Scene, c: Candidate) -> list[int]:
    """What the act is done to: the verb's objects, and whom the recipient's slot names inside them."""
    own = scene.objects(c.i) if scene.is_verb(c.i) else []
    done_to = c.recipient.heads if c.recipient.slot.partition(".")[0] in ("obj", "iobj", "of") else ()
    return list(dict.fromkeys((*own, *done_to)))


def _distinct(sizes: list[Magnitude]) -> list[Magnitude]:
    """One count a measure and value, in text order."""
    seen = {(m.measure, m.low, m.high): m for m in reversed(sizes)}
    return sorted(seen.values(), key=lambda m: (m.evidence.start, m.measure))


def _cued_mode(scene: Scene, c: Candidate, clause: tuple[int, int]) -> str | None:
    """A mode whose cue word stands in the event's clause."""
    cues = scene.book.types[c.type].cues
    if not cues:
        return None
    for mode, words in cues.items():
        if any(words.match(scene.doc, i) for i in range(*clause)):
            c.why.append(f"mode {mode} by cue")
            return mode
    return None


def _trigger(scene: Scene, c: Candidate) -> Span:
    """The trigger's words where they stand together, else its main word."""
    words = sorted((*c.match.words, *_named_act(scene, c)))
    if words[-1] - words[0] >= len(words) + 1:
        words = [c.i]
    return scene.doc.span(words[0], words[-1] + 1)


def _named_act(scene: Scene, c: Candidate) -> list[int]:
    """The noun of a light verb that follows within four words: "held first talks"."""
    if c.match.frame.object is None or scene.lemma(c.i) not in scene.rules["support"] | _HANDING:
        return []
    near = [o for o in scene.objects(c.i) if c.i < o <= c.i + MAX_GAP]
    return list(range(c.i + 1, near[0] + 1)) if near else []


def _confidence(c: Candidate) -> float:
    """The frame's prior, less for roles that nobody fills and for what did not happen for sure."""
    roles = 1.0 if c.actor.ids and c.recipient.ids else 0.95 if c.actor.ids else 0.85 if c.recipient.ids else 0.7
    return round(c.match.frame.weight * roles * _STATUS_FACTOR[c.status], 3)


# ---- background and sport ---------------------------------------------------------------------------


def _newest_year(dates: Sequence[DateRef]) -> int | None:
    years = [int(d.edtf[:4]) for d in dates if d.edtf[:4].isdigit() and len(d.edtf) >= 7]
    return max(years, default=None)


def _dated_status(scene: Scene, c: Candidate, date: DateRef | None, newest: int | None) -> Status:
    """An actual event dated to a whole year, or to a year before the report's newest date, is background."""
    if c.status != "actual" or c.type != c.match.frame.type:
        return c.status
    if date is not None and date.edtf[:4].isdigit():
        year = int(date.edtf[:4])
        bare = len(date.edtf.rstrip("~?%")) == 4
        if (bare and (newest is None or year < newest)) or (newest is not None and year < newest - 1):
            c.why.append(f"{date.exact} → historical")
            return "historical"
    return _background(scene, c)


def _background(scene: Scene, c: Candidate) -> Status:
    text = scene.doc.text[slice(*_offsets(scene, clause_range(scene, c)))].lower()
    for cue in scene.rules.status["historical_cues"]:
        if cue in text:
            c.why.append(f"{cue!r} → historical")
            return "historical"
    return c.status


def _offsets(scene: Scene, tokens: tuple[int, int]) -> tuple[int, int]:
    return scene.doc.tokens[tokens[0]].start, scene.doc.tokens[tokens[1] - 1].end


def _is_fiction(scene: Scene, c: Candidate) -> bool:
    """ "The film portrays soldiers who ...", "In the novel, a spy ...": it happens in a work of fiction."""
    works = scene.rules["fiction"] & scene.words_of(scene.doc.tokens[c.i].sent)
    if not works:
        return False
    tokens = scene.doc.tokens
    for verb in (c.i, *scene.doc.ancestors(c.i)):
        shows = verb != c.i and tokens[verb].lemma in scene.rules["depicting"]
        subject = scene.subject(verb) if shows and scene.is_verb(verb) else None
        if subject is not None and tokens[subject].lemma in works and not scene.passive(verb):
            return True
        if any(p == "in" and h < verb and tokens[h].lemma in works for p, h in scene.preps(verb)):
            return True
    return False


def _is_sport(scene: Scene, n: int) -> bool:
    """Whether a sentence tells of a game: by its words, by one of them and a score, or by a score after a name."""
    s = scene.doc.sentences[n]
    lemmas = {t.lemma for t in scene.doc.tokens[s.first : s.last]}
    hits = len(lemmas & scene.rules["sports"])
    score = _RESULT.search(scene.doc.text, s.start, s.end)
    if score is None:
        return hits > 2
    before = scene.doc.token_at(score.start() - 2)
    return hits > 0 or (before is not None and before >= s.first and scene.doc.tokens[before].pos == "PROPN")
