"""Distances and containment between gazetteer places."""

from __future__ import annotations

import math

from dateline.places.gazetteer import Entry

# Kilometres within which a place counts as inside another whose outline is not known.
IN_REGION, IN_AREA, IN_CITY = 500.0, 100.0, 40.0
SUBURB = 5  # a city's suburbs have at most a fifth of its population


def kilometres(a: Entry, b: Entry) -> float:
    """Great-circle distance between two places (mean Earth radius 6,371 km)."""
    la, lb = math.radians(a.lat), math.radians(b.lat)
    h = math.sin((lb - la) / 2) ** 2
    h += math.cos(la) * math.cos(lb) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    return 12742 * math.asin(min(1.0, math.sqrt(h)))


def contains(outer: Entry, inner: Entry) -> bool:
    """Whether `outer` holds `inner`, as far as codes, countries and distances tell."""
    if outer.id == inner.id or inner.kind == "country":
        return False
    if outer.kind == "country":
        return outer.home == inner.home
    if outer.kind == "admin1":
        return inner.admin1_id == outer.id and inner.kind != "admin1"
    if outer.kind == "city":
        small = SUBURB * inner.population <= outer.population
        return small and inner.country == outer.country and kilometres(outer, inner) < IN_CITY
    if outer.kind == "admin2":
        return inner.country == outer.country and kilometres(outer, inner) < IN_AREA
    return outer.country in (None, inner.country) and kilometres(outer, inner) < IN_REGION
