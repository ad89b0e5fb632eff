"""Where: towns, provinces and countries, and towns named nearby."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dateline.stories.features import PROVINCE, SPOKEN, Spot
from dateline.stories.view import Said, View

SAME_KM, TOWN_KM, FAR_KM = 12.0, 30.0, 60.0


def kilometres(a: Spot, b: Spot) -> float | None:
    """Great-circle distance; null where a place has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    la, lb = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lb - la) / 2) ** 2 + math.cos(la) * math.cos(lb) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def places(a: View, b: View) -> Said:
    """Places that both give: best agreement of any pair."""
    said = [alike_spots(x, y) for x in a.spots for y in b.spots]
    return max(said) if said else None


def alike_spots(a: Spot, b: Spot) -> tuple[float, str]:
    if a.id == b.id:
        return (1.0 if a.local else 0.5 if a.id.startswith(PROVINCE) else 0.15), f"both in {a.name}"
    if a.country and b.country and a.country != b.country:
        return -1.2, f"{a.name} and {b.name} lie in different countries"
    if a.local and b.local:
        return _towns(a, b)
    if a.id.startswith(PROVINCE) and b.id.startswith(PROVINCE):
        return -0.9, f"{a.name} and {b.name} are different provinces"
    outer, inner = (a, b) if b.local else (b, a)
    if inner.local and inner.admin1 and _same_area(inner.admin1, outer.name):
        return 0.5, f"{inner.name} lies in {outer.name}"
    return 0.0, f"{a.name}, {b.name}"


def _towns(a: Spot, b: Spot) -> tuple[float, str]:
    km = kilometres(a, b) or 0.0
    words = f"{a.name} and {b.name} are {km:.0f} km apart"
    return (0.7 if km <= SAME_KM else -0.5 if km <= TOWN_KM else -1.5), words


def _same_area(a: str, b: str) -> bool:
    """ "Kharkiv" and "Kharkiv Oblast"."""
    return a.split()[0] == b.split()[0]


def nearby_places(a: View, b: View) -> Said:
    """Where a side gives no town itself: towns named beside it, and whether its report knows the other's town."""
    mine, yours = _towns_of(a.spots), _towns_of(b.spots)
    if (mine and yours) or a.group in SPOKEN or a.from_afar or b.from_afar:
        return None
    if a.report == b.report and not a.setting.spots and not a.near and not b.near:
        return 0.5, "their report names no other place"
    if not mine and not yours:
        value = _nearest(a.near, b.near)
        return (
            (0.5 * value, "the same town is named beside both" if value > 0 else "other towns beside")
            if value
            else None
        )
    placed, other = (a, b) if mine else (b, a)
    value = _nearest([s for s in placed.spots if s.local], other.near)
    if value > 0:
        return 0.7 * value, "the town of one is named beside the other"
    if a.report == b.report:
        return -0.6, "another town is named beside the other"
    if (mine or yours) & other.setting.spots:
        return 0.0, "the other report names the town elsewhere"
    return -0.5, f"the other report does not name {next(s.name for s in placed.spots if s.local)}"


def about(a: View, b: View) -> Said:
    """What words are about: the country of the places beside them, else those that their reports name."""
    if a.group not in SPOKEN:
        return None
    mine, yours = _countries(a), _countries(b)
    return (-1.0, f"about {min(mine)} and about {min(yours)}") if mine and yours and not mine & yours else None


def _countries(view: View) -> frozenset[str]:
    beside = frozenset(s.country for s in (*view.spots, *view.near) if s.country)
    return beside or view.setting.countries


def _nearest(left: Iterable[Spot], right: Iterable[Spot]) -> float:
    """1 for the same place, less for one inside the other, below 0 for others, 0 where one names none."""
    values = [alike_spots(x, y)[0] for x in left for y in right]
    return max(-0.8, min(1.0, max(values))) if values else 0.0


def _towns_of(spots: Iterable[Spot]) -> set[str]:
    return {s.id for s in spots if s.local}
