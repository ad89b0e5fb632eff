"""What keeps two tellings apart whatever else they share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache

from dateline.stories.features import MATERIAL, SPOKEN, WEEK
from dateline.stories.signals.parties import TABLE, at_table, people, shared_people
from dateline.stories.signals.space import FAR_KM, kilometres
from dateline.stories.signals.time import FAR_DAYS, LONGEST, gap, lasting
from dateline.stories.signals.wording import copied
from dateline.stories.view import View


def other_group(a: View, b: View) -> str | None:
    """Kinds of events that are never one happening."""
    return None if a.group == b.group or a.triggers & b.triggers else f"{a.group} is no {b.group}"


def other_status(a: View, b: View) -> str | None:
    """What happened and what may happen stay apart; a denial of an event belongs to it."""
    if a.actual == b.actual or a.denied or b.denied:
        return None
    return "one happened, the other did not"


def other_time(a: View, b: View) -> str | None:
    """Explicit dates more than two days apart."""
    if a.days and b.days:
        apart = min(gap(x, y) for x in a.days for y in b.days)
        exact = all(x[1] - x[0] <= WEEK for x in (*a.days, *b.days))
        most = (LONGEST if lasting(a, b) else 2) if exact else FAR_DAYS
        return f"{apart} days apart" if apart > most else None
    return None


def other_place(a: View, b: View) -> str | None:
    """Towns more than 60 km apart; for acts with a place."""
    if a.group not in MATERIAL and a.group != "talks":
        return None
    pairs = [(x, y) for x in a.spots for y in b.spots if x.local and y.local]
    if not pairs:
        return None
    km, x, y = min(((kilometres(x, y) or 0.0), x.name, y.name) for x, y in pairs)
    return f"{x} and {y} are {km:.0f} km apart" if km > FAR_KM else None


def other_speaker(a: View, b: View) -> str | None:
    """Words are one event only when one party said them."""
    if a.group not in SPOKEN or not a.sources or not b.sources:
        return None
    if not all(p.country or p.named for p in (*a.sources, *b.sources)):
        return None
    mine, yours = ({p.country or p.who for p in v.sources} for v in (a, b))
    return None if mine & yours else f"said by {min(mine)} and by {min(yours)}"


def other_pair(a: View, b: View) -> str | None:
    """Two sides met: with a third in place of one it is another meeting."""
    if a.group not in TABLE or b.group not in TABLE:
        return None
    mine, yours = at_table(a), at_table(b)
    if len(mine) == len(yours) == 2 and len(mine & yours) < 2:
        return f"{'+'.join(sorted(mine))} is not {'+'.join(sorted(yours))}"
    return None


MANY = 5


def other_prisoner(a: View, b: View) -> str | None:
    """An arrest or a verdict of one person is neither another person's nor that of a crowd."""
    if a.group != "restraint" or b.group != "restraint":
        return None
    mine, yours = people(a.targets), people(b.targets)
    if mine and yours:
        return None if shared_people(mine, yours) else "of other persons"
    crowd = b if mine else a
    held = max((low for measure, (low, _) in crowd.tolls if measure == "arrested"), default=0)
    return f"one person is not {held}" if (mine or yours) and held >= MANY else None


_HELD = frozenset(("arrest", "convict", "deport", "expel"))
_TAKEN = frozenset(("censor", "curfew", "cyber", "martial-law", "misinformation", "restrict", "seize", "withhold"))


def other_restraint(a: View, b: View) -> str | None:
    """What is done to persons is not what is done to things, papers and streets."""
    if a.group != "restraint" or b.group != "restraint" or not a.modes or not b.modes:
        return None
    for held, taken in ((a.modes, b.modes), (b.modes, a.modes)):
        if held <= _HELD and taken <= _TAKEN:
            return f"{min(held)} is no {min(taken)}"
    return None


_LATE = frozenset(("died", "die", "dying", "succumb"))  # people die of an act days after it


def set_against(a: View, b: View) -> str | None:
    """Two acts that one sentence sets against one another: "a day after", "the second since"."""
    if a.report != b.report or not a.parts or not b.parts or (a.triggers | b.triggers) & _LATE:
        return None
    against = any((s, 1 - part) in b.parts for s, part in a.parts)
    return "one sentence sets them against one another" if against and not a.parts & b.parts else None


def other_parties(a: View, b: View) -> str | None:
    """Both sides known in both, and no country on either list in the other: two acts in the same words."""
    mine, yours = ({p.country for p in (*v.sources, *v.targets)} for v in (a, b))
    known = all(p.country for v in (a, b) for p in (*v.sources, *v.targets))
    if not (known and a.sources and a.targets and b.sources and b.targets) or mine & yours:
        return None
    return f"{_listed(mine)} and {_listed(yours)}"


def _listed(countries: Iterable[str | None]) -> str:
    return "/".join(sorted(c for c in countries if c))


def long_apart(a: View, b: View) -> str | None:
    """Neither is dated, and the reports came out more than a week apart: nothing says that it is one time."""
    if a.days or b.days or a.published is None or b.published is None:
        return None
    apart = abs(a.published - b.published)
    if apart <= WEEK or any(gap(x, y) == 0 for x in a.hints for y in b.hints) or copied(a, b):
        return None
    return f"undated, and published {apart} days apart"


def exchange(a: View, b: View) -> str | None:
    """Fire and answering fire told in one report: the parties change sides."""
    if a.report != b.report:
        return None
    (first, hit), (second, struck) = (({p.who for p in v.sources}, {p.who for p in v.targets}) for v in (a, b))
    turned = first & struck and hit & second and not first & second
    return "each acts in one and suffers in the other" if turned else None


Veto = Callable[[View, View], str | None]
VETOES: tuple[Veto, ...] = (
    other_group,
    other_status,
    other_time,
    other_place,
    other_speaker,
    other_pair,
    other_prisoner,
    other_restraint,
    other_parties,
    long_apart,
    set_against,
    exchange,
)
_ONLY: dict[Veto, frozenset[str]] = {
    other_speaker: SPOKEN,
    other_pair: TABLE,
    other_prisoner: frozenset(("restraint",)),
    other_restraint: frozenset(("restraint",)),
    other_place: MATERIAL | {"talks"},
    exchange: frozenset(("force",)),
}
_WITHIN = (set_against, exchange)  # apply to two events of one report


@lru_cache(maxsize=256)
def vetoes(group: str, within: bool) -> tuple[Veto, ...]:
    """The vetoes that can apply where one telling is of `group`, in one report (`within`) or in two."""
    return tuple(v for v in VETOES if group in _ONLY.get(v, (group,)) and (within or v not in _WITHIN))
