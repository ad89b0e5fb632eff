"""One coded event of one report as a member of a merged event, and on whose word its parties rest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.records import Actor, CodedArticle, Event, Member, Place, Report, Statement
from dateline.stories import features

Standing = Literal["stated", "own", "claimed", "charged", "guessed", "denied"]

FIRM: frozenset[Standing] = frozenset(("stated", "own"))
ATTRIBUTED: frozenset[Standing] = frozenset(("claimed", "charged"))
SIDED: frozenset[Standing] = frozenset(("charged", "guessed", "denied"))
_WEAKER: tuple[Standing, ...] = ("stated", "own", "claimed", "charged", "guessed", "denied")
_GUESSES = frozenset(("ask", "believe", "feel", "joke", "predict"))  # acts that assert nothing
_NO_SIDE = frozenset(("UNO", "NGO"))  # bodies whose word on a state is no opponent's
_OPPOSED = frozenset(("state", "rebel"))


@dataclass(frozen=True, slots=True)
class Told:
    """One coded event of one report, as a member of a merged event."""

    member: Member
    report: Report
    coded: CodedArticle
    event: Event

    def actor(self, id: str) -> Actor | None:
        """The record of an actor id."""
        return next((a for a in self.coded.actors if a.id == id), None)

    def place(self) -> Place | None:
        """The record of the event's place."""
        return next((p for p in self.coded.places if p.id == self.event.place), None)

    def statements(self) -> tuple[Statement, ...]:
        """The statement that the event is part of, and those that report it."""
        known = {s.id: s for s in self.coded.statements}
        found: list[Statement] = []
        at = known.get(self.event.statement or "")
        while at is not None and at not in found:
            found.append(at)
            at = known.get(at.within or "")
        return tuple(found)

    def party(self, id: str) -> features.Party:
        """An actor id as a side."""
        return features.party_of(id, self.actor(id))

    @property
    def denied(self) -> bool:
        """Whether the report says, or lets somebody say, that it did not happen so."""
        return self.event.status == "negated"


def standing(told: Told, id: str) -> Standing:
    """On whose word a report says that the party `id` acted; of words within words, the weakest.

    "stated": the report says it itself. "own": the party says it, or one that takes part in a friendly act. "claimed":
    somebody without a side in it says so. "charged": an opponent says so, or somebody accuses. "guessed": somebody
    believes or asks. "denied": it is negated, whoever negates it. The same rule for every party.
    """
    if told.denied:
        return "denied"
    if told.event.voice == "report":
        return "stated"
    words = [_word(told, s, id) for s in told.statements()]
    return max(words, key=_WEAKER.index) if words else "claimed"


def _word(told: Told, statement: Statement, id: str) -> Standing:
    speaker = statement.speaker
    if speaker and _vouches(told, speaker, id):
        return "own"
    if statement.act in _GUESSES:
        return "guessed"
    if statement.act == "accuse" or (speaker and _opposed(told, speaker, id)):
        return "charged"
    return "claimed"


def level(id: str, actor: Actor | None) -> str:
    """An actor id without person or description: "RUS.MIL/soldiers" → "RUS.MIL"; named groups and bodies stay."""
    if actor is not None and actor.kind in ("group", "organization", "igo") and features.party_of(id, actor).named:
        return id
    return id.partition("/")[0]


def same_party(a: str, b: str) -> bool:
    """One body within the other: "RUS" and "RUS.MIL", "CVL" and "UKR.CVL", "UKR" and "CVL"."""
    if a == b or f"{a}.".startswith(f"{b}.") or f"{b}.".startswith(f"{a}."):
        return True
    if a.partition("/")[0] in features.SECTORS or b.partition("/")[0] in features.SECTORS:
        sectors = [set(x.partition("/")[0].split(".")) & features.SECTORS for x in (a, b)]
        return not sectors[0] or not sectors[1] or bool(sectors[0] & sectors[1])
    return False


def _vouches(told: Told, speaker: str, id: str) -> bool:
    """Whether the speaker speaks for the party, or for a partner of it in a friendly act."""
    if _one_side(told, speaker, id):
        return True
    friendly = told.event.quad.endswith("cooperation")
    partners = (*told.event.actors, *told.event.recipients)
    return friendly and any(_one_side(told, speaker, p) for p in partners)


def _one_side(told: Told, speaker: str, id: str) -> bool:
    """The same party, or two bodies of one state."""
    mine, yours = told.party(speaker), told.party(id)
    if speaker == id or level(speaker, told.actor(speaker)) == level(id, told.actor(id)):
        return bool(mine.country or mine.named)
    return mine.country is not None and mine.country == yours.country and mine.side == yours.side == "state"


def _opposed(told: Told, speaker: str, id: str) -> bool:
    """Another country's word, or a state's on rebels in it and theirs on the state."""
    mine, yours = told.party(speaker), told.party(id)
    if mine.country in _NO_SIDE or not mine.country or not yours.country:
        return False
    return mine.country != yours.country or {mine.side, yours.side} == _OPPOSED
