"""In which words: types and modes, words near the trigger, kinds of things, copied sentences."""

from __future__ import annotations

from itertools import product

from dateline.stories import duplicates
from dateline.stories.signals.time import gap
from dateline.stories.view import Said, View

_CLASHES = (
    frozenset(("firearms", "sexual", "primitive", "beat", "torture")),
    frozenset(("crowd-control",)),
    frozenset(("aerial", "drone", "heavy-weapons", "explosives", "suicide-attack", "destroy")),
)


def manner(a: View, b: View) -> Said:
    """Event types and modes."""
    if not a.types & b.types:
        alike = bool(a.kinds & b.kinds or a.triggers & b.triggers)
        return (-0.3 if alike else -1.2), f"{'/'.join(sorted(a.types))} and {'/'.join(sorted(b.types))}"
    if a.modes & b.modes:
        return 0.5, f"both {min(a.modes & b.modes)}"
    if a.group != "force":
        return _ways(a, b)
    if not a.modes or not b.modes:
        return (-0.3, f"{_modes(a)} and {_modes(b)}") if "abduct" in a.modes | b.modes else None
    across = not any(a.modes & x and b.modes & x for x in _CLASHES)
    odd = "abduct" in a.modes ^ b.modes
    return (-1.2 if odd else -0.7 if across else -0.3), f"{_modes(a)} and {_modes(b)}"


def _ways(a: View, b: View) -> Said:
    """Modes outside force: an arrest is no other restraint; a call is no meeting; elsewhere modes say little."""
    if a.group == "restraint" and a.modes and b.modes:
        return -0.8, f"{_modes(a)} and {_modes(b)}"
    if a.group == "restraint" or (a.modes and b.modes and "phone" in a.modes ^ b.modes):
        return (-0.5, f"{_modes(a)} and {_modes(b)}") if a.modes or b.modes else None
    return (-0.2, f"{_modes(a)} and {_modes(b)}") if a.modes and b.modes else None


def _modes(view: View) -> str:
    return "/".join(sorted(view.modes)) or "no mode"


def content(a: View, b: View) -> Said:
    """Telling words near both triggers."""
    if not a.stems or not b.stems:
        return None
    shared = a.stems.keys() & b.stems.keys()
    common = sum(min(a.stems[w], b.stems[w]) for w in shared)
    share = common / (min(sum(a.stems.values()), sum(b.stems.values())) + 1.0)
    best = sorted(shared, key=lambda w: (-min(a.stems[w], b.stems[w]), w))[:4]
    return min(1.0, 2.5 * share) - 0.3, "words: " + (", ".join(w.lstrip("=") for w in best) or "none shared")


def things(a: View, b: View) -> Said:
    """Kinds of targets and means near both triggers: a school is no market."""
    if not a.kinds or not b.kinds:
        return None
    shared = a.kinds & b.kinds
    if shared:
        return min(1.0, 0.5 + 0.25 * len(shared)), "both of " + ", ".join(sorted(shared))
    return -0.5, f"{', '.join(sorted(a.kinds))} and {', '.join(sorted(b.kinds))}"


def subject(a: View, b: View) -> Said:
    """How much two reports are about the same."""
    mine, yours = a.setting.stems, b.setting.stems
    if not mine or not yours:
        return None
    share = len(mine & yours) / (min(len(mine), len(yours)) + 3)
    return min(1.0, 3 * share) - 0.4, f"{share:.0%} of the reports' telling words are shared"


COPIED = 0.6


def copied(a: View, b: View) -> Said:
    """The same sentence in both reports, as reprints have it; daily bulletins repeat theirs under another date."""
    if a.days and b.days and not any(gap(x, y) == 0 for x in a.days for y in b.days):
        return None
    long = ([x for x in v.evidence if len(duplicates.shingles(x)) >= duplicates.MIN_WORDS] for v in (a, b))
    for x, y in product(*long):
        match = duplicates.verify(x, y)
        if match and match.share >= COPIED:
            return 1.0, "the same sentence stands in both"
    return None
