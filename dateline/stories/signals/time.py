"""When: dates that both give, and how recent undated events are."""

from __future__ import annotations

from dateline.stories.features import day
from dateline.stories.view import Days, Said, View

FAR_DAYS = 40  # between dates of which one is a month or a year
FRESH = 2  # days before publication within which an undated event of a report most likely lies
STALE = 10
LONG = frozenset(("strike", "obstruct"))  # modes of protests that last
LASTS, LONGEST = -0.6, 7


def gap(a: Days, b: Days) -> int:
    """Days between two ranges; 0 where they overlap."""
    return max(0, a[0] - b[1], b[0] - a[1])


def dates(a: View, b: View) -> Said:
    """Dates that both give."""
    if not a.days or not b.days:
        return None
    best = min((gap(x, y), x[1] - x[0] + y[1] - y[0], x, y) for x in a.days for y in b.days)
    apart, fuzzy, x, y = best
    if apart and lasting(a, b):
        return LASTS, f"{_days(x)} and {_days(y)} are {apart} days apart, but it can last"
    if apart:
        return (-2.3 if apart == 1 else -2.6), f"{_days(x)} and {_days(y)} are {apart} days apart"
    if fuzzy == 0:
        return 1.0, f"both on {_days(x)}"
    return (0.5 if fuzzy <= 7 else 0.2), f"{_days(x)} and {_days(y)} overlap"


def lasting(a: View, b: View) -> bool:
    """Whether both tell of what goes on for days: a strike, a blockade."""
    return bool(a.modes & b.modes & LONG)


def recency(a: View, b: View) -> Said:
    """One or both undated: how well the publication dates and days named nearby agree."""
    if a.days and b.days:
        return None
    if not a.days and not b.days:
        return _both_undated(a, b)
    dated, other = (a, b) if a.days else (b, a)
    if other.hints:
        apart = min(gap(x, y) for x in dated.days for y in other.hints)
        if apart == 0:
            return (1.0 if other.hinted_here else 0.5), "the day of one is named beside the other"
        if a.report == b.report:
            return (-0.6 if other.hinted_here else -0.4), "another day is named beside the other"
    if a.report == b.report:
        return None
    if other.published is None:
        return None
    if all(x[0] > other.published for x in dated.days):
        return -1.5, "one is dated after the other was published"
    back = min(max(0, other.published - x[1]) for x in dated.days)
    if back <= FRESH:
        return 0.4, f"dated {back} days before the other was published"
    return (-0.2 if back <= STALE else -1.0), f"dated {back} days before the other was published"


def _both_undated(a: View, b: View) -> Said:
    if any(gap(x, y) == 0 for x in a.hints for y in b.hints):
        return 0.8, "the same day is named beside both"
    if a.published is None or b.published is None or a.report == b.report:
        return None
    apart = abs(a.published - b.published)
    value = 0.4 if apart <= 1 else 0.1 if apart <= 3 else -0.4 if apart <= 7 else -1.5
    return value, f"published {apart} days apart"


def _days(value: Days) -> str:
    return day(value[0]) if value[0] == value[1] else f"{day(value[0])} to {day(value[1])}"
