"""Who did it, and to whom."""

from __future__ import annotations

from collections.abc import Iterable

from dateline.stories.features import Party
from dateline.stories.view import Said, Sided, View

ISO = 3  # letters of a country's code
POLICE = 0.5  # a state's police arrest many people on one day
BODIES = frozenset(("UNO", "EUR"))  # whoever speaks for them
TABLE = frozenset(("talks", "accord"))  # groups whose actors and recipients sit at one table


def actors(a: View, b: View) -> Said:
    """Who did it. Events in which all sides act compare by all their parties."""
    if a.group in TABLE:
        return _parties(a, b)
    if not a.sources or not b.sources:
        return None
    value, words = _best(a.sources, b.sources)
    if a.group == "restraint" and value > 0 and "/" not in words and not (a.from_afar and b.from_afar):
        value *= POLICE
    return value, f"by {words}"


def recipients(a: View, b: View) -> Said:
    """To whom it was done."""
    if a.group in TABLE or not a.targets or not b.targets:
        return None
    if a.group == "restraint":
        return _prisoners(a, b)
    value, words = _best(a.targets, b.targets)
    return value, f"to {words}"


def _prisoners(a: View, b: View) -> Said:
    """Whom a court or the police holds is what tells two such acts apart."""
    mine, yours = people(a.targets), people(b.targets)
    shared = shared_people(mine, yours)
    if shared:
        return 4.0, f"both to {shared}"
    if mine or yours:
        return -8.0, "to another person" if mine and yours else "to a person and to others"
    value, words = _best(a.targets, b.targets)
    return value, f"to {words}"


def reversed_roles(a: View, b: View) -> Said:
    """Who acts in one suffers in the other."""
    if a.group in TABLE:
        return None
    turned = _shared(a.acting, b.suffering) or _shared(b.acting, a.suffering)
    if not turned or _shared(a.acting, b.acting) or _shared(a.suffering, b.suffering):
        return None
    return -1.0, f"{turned} acts in one and suffers in the other"


def _shared(left: frozenset[Sided], right: frozenset[Sided]) -> str | None:
    """A state's body or an armed group on both lists; a state stands for its forces, not for rebels in it."""
    if not left or not right:
        return None
    both = left & right
    if both:
        return min(both)[1]
    return next((x for s, x in sorted(left) for t, y in right if s == t and (_holds(x, y) or _holds(y, x))), None)


def _holds(state: str, body: str) -> bool:
    return len(state) == ISO and body.startswith(f"{state}.")


def _best(left: Iterable[Party], right: Iterable[Party]) -> tuple[float, str]:
    return max((_alike(x, y), f"{x.who} and {y.who}" if x.who != y.who else x.who) for x in left for y in right)


def _alike(a: Party, b: Party) -> float:
    """How well two parties agree: 1 the same name, about 0 unknown, -1 different."""
    if a.person and b.person and people((a,)) == people((b,)) and len({a.country, b.country} - {None}) < 2:
        return 1.0
    if a.who == b.who:
        return (1.0 if a.named or a.side == "state" else 0.6) if a.country else 0.1
    head = a.who.partition("/")[0]
    if head in BODIES and head == b.who.partition("/")[0]:
        return 0.7
    if a.country and b.country and a.country != b.country:
        return -1.0
    if "unknown" in (a.side, b.side) or not a.country or not b.country:
        return 0.1
    if a.side != b.side:
        return -0.6
    if a.named and b.named and a.who.partition("/")[2] and b.who.partition("/")[2]:
        return -0.6 if a.side == "rebel" else -0.1
    return 0.6


def _parties(a: View, b: View) -> Said:
    """Countries and bodies at a table: all of one side's have to be among the other's."""
    mine, yours = at_table(a), at_table(b)
    if not mine or not yours:
        return None
    shared, words = mine & yours, f"{'+'.join(sorted(mine))} and {'+'.join(sorted(yours))}"
    if mine == yours:
        return (1.4 if len(mine) > 1 else 0.5), f"the same parties {words}"
    if shared and shared in (mine, yours):
        return (0.6 if len(shared) > 1 else 0.1), f"parties of one among the other's: {words}"
    return (-0.6 if len(shared) > 1 else -1.2 if shared else -1.5), f"other parties: {words}"


def at_table(view: View) -> set[str]:
    return {p.country or p.who for p in (*view.sources, *view.targets) if p.country or p.named}


def named_people(a: View, b: View) -> Said:
    """Persons named as parties on both sides."""
    mine, yours = (people((*v.sources, *v.targets)) for v in (a, b))
    if not mine or not yours:
        return None
    shared = shared_people(mine, yours)
    if shared and min(len(mine), len(yours)) > 1 and not mine <= yours and not yours <= mine:
        return -0.5, f"both name {shared}, with others"
    return (1.0, f"both name {shared}") if shared else (-0.5, "other persons")


def people(parties: Iterable[Party]) -> frozenset[str]:
    """Names of the persons among parties, whatever office an id gives them."""
    return frozenset(p.who.partition("/")[2] or p.who for p in parties if p.person)


def shared_people(mine: Iterable[str], yours: Iterable[str]) -> str | None:
    """A person on both lists, by the full name or by the surname alone."""
    both = sorted((x, y) for x in mine for y in yours if _one_name(x, y))
    return max(both[0], key=len) if both else None


def _one_name(a: str, b: str) -> bool:
    return a == b or a.endswith(f"-{b}") or b.endswith(f"-{a}")
