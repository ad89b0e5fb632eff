"""Which parties a merged event names plainly, and which stand apart because only some say that they acted.

An actor is plain when a report says so itself or the party owns up to it. What others say, opponents included, is plain
only where every text that tells the event names that party and nobody denies it: then the event itself is known on that
word alone, and its voices say on whose. A guess and a denial never make anybody an actor. Slots and voices keep all of
them with their words. Descriptions without a name or country ("gunmen") accuse nobody and need no such care.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from dateline.stories import features
from dateline.stories.partition import natural
from dateline.stories.telling import ATTRIBUTED, FIRM, Standing, Told, level, same_party, standing
from dateline.stories.voices import deniers

Votes = Mapping[str, set[str]]  # party → families that name it


def actors(told: Sequence[Told]) -> tuple[str, ...]:
    """The plain actors, sorted. Where all deny the event, it is a denied event of those whom they name."""
    asserting = [t for t in told if not t.denied]
    if not asserting:
        return _leading(_votes(told, "actors"))
    everybody, words = _votes(asserting, "actors"), _words(asserting)
    named = {v for v in everybody if not _nameless(v)}
    plain = {v for v in named if words[v] & FIRM}
    if not plain:
        plain = _undisputed(asserting, {v for v in named if words[v] & ATTRIBUTED}, _denied(told))
    strength = {v: len(set().union(*(everybody[o] for o in named if same_party(v, o)))) for v in named}
    kept = {v for v in plain if 2 * strength[v] >= max(strength.values())}
    return _precise(kept) if kept else _leading({v: f for v, f in everybody.items() if v not in named})


def recipients(told: Sequence[Told]) -> tuple[str, ...]:
    """To whom it was done, sorted; what a denial names counts only where all deny it."""
    return _leading(_votes([t for t in told if not t.denied] or told, "recipients"))


def apart(told: Sequence[Told], plain: Iterable[str]) -> tuple[str, ...]:
    """Why parties that some name as actors are none of the plain ones, in words."""
    known = set(plain)
    found: defaultdict[str, set[str]] = defaultdict(set)
    for t in told:
        for id in t.event.actors:
            value, word = level(id, t.actor(id)), standing(t, id)
            if word not in FIRM and not _nameless(value) and not any(same_party(value, p) for p in known):
                found[value].add(f"{word} in {t.member.report}/{t.member.event}")
    return tuple(f"{v} stands apart: {', '.join(sorted(said, key=natural))}" for v, said in sorted(found.items()))


def _votes(told: Iterable[Told], role: str) -> dict[str, set[str]]:
    votes: defaultdict[str, set[str]] = defaultdict(set)
    for t in told:
        for id in getattr(t.event, role):
            votes[level(id, t.actor(id))].add(t.member.family)
    return votes


def _words(told: Iterable[Told]) -> Mapping[str, set[Standing]]:
    """On whose word each party acted."""
    found: defaultdict[str, set[Standing]] = defaultdict(set)
    for t in told:
        for id in t.event.actors:
            found[level(id, t.actor(id))].add(standing(t, id))
    return found


def _undisputed(told: Sequence[Told], claimed: Iterable[str], denied: Iterable[str]) -> set[str]:
    """Claimed parties that every text names and nobody denies."""
    denials, families = tuple(denied), {t.member.family for t in told}
    named = {v: f for v, f in _votes(told, "actors").items() if not _nameless(v)}
    return {
        v
        for v in claimed
        if families <= set().union(*(f for o, f in named.items() if same_party(v, o)))
        and not any(same_party(v, d) for d in denials)
    }


def _denied(told: Iterable[Told]) -> set[str]:
    """Whom a denial clears, and who denies."""
    cleared = {level(id, t.actor(id)) for t in told if t.denied for id in t.event.actors}
    return cleared | {d for t in told for d in deniers(t)}


def _nameless(value: str) -> bool:
    """A description without country or name, as "UAF" and "CVL"."""
    return value.partition("/")[0].split(".")[0] in features.SECTORS and "/" not in value


def _leading(votes: Votes) -> tuple[str, ...]:
    """Parties that at least half as many texts name as name the most named one; nameless ones only alone."""
    if not votes:
        return ()
    counts = {v: len(f) for v, f in votes.items()}
    known = {v: n for v, n in counts.items() if v not in features.SECTORS} or counts
    precise = {v: known[v] for v in _precise(known)}
    top = max(precise.values())
    return tuple(v for v, n in precise.items() if 2 * n >= top)


def _precise(values: Iterable[str]) -> tuple[str, ...]:
    """Without those that hold another: "RUS.MIL" says more than "RUS"."""
    some = sorted(values)
    return tuple(v for v in some if not any(o != v and o.startswith(f"{v}.") for o in some))
