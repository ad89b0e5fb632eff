"""How many: the dead, injured, arrested and present."""

from __future__ import annotations

from dateline.stories.view import Range, Said, View

GROWTH = 1.7  # a toll that rises within a few days of reports
SMALL = 3


def tolls(a: View, b: View) -> Said:
    """The dead, injured, arrested or present that both count."""
    said = [_figures(m, x, y) for m, x in a.tolls for n, y in b.tolls if m == n]
    return max(said) if said else None


def _figures(measure: str, a: Range, b: Range) -> tuple[float, str]:
    low, high = sorted((a[0], b[0]))
    words = f"{measure} {_range(a)} and {_range(b)}"
    if _overlap(a, b):
        exact = a == b
        return (1.0 if high > SMALL and exact else 0.5 if exact else 0.4), words
    ratio = high / max(1, low)
    if ratio <= GROWTH or high - low <= SMALL - 1:
        return 0.2, words
    return (-0.4 if ratio <= 3 else -1.0), words


def _overlap(a: Range, b: Range) -> bool:
    if a[1] is None or b[1] is None:
        open_, other = (a, b) if a[1] is None else (b, a)
        return open_[0] <= (other[1] or other[0]) <= open_[0] * GROWTH
    return a[0] <= b[1] and b[0] <= a[1]


def _range(value: Range) -> str:
    low, high = value
    return f"{low}+" if high is None else str(low) if low == high else f"{low}–{high}"
