"""In which words: types and modes, words near the trigger, kinds of things, copied sentences."""

from __future__ import annotations

from itertools import product

from dateline.stories import duplicates, words
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
    if a.group == "restraint" and a.modes and b.modes and not (a.from_afar and b.from_afar):
        return -0.8, f"{_modes(a)} and {_modes(b)}"
    if a.group == "restraint" or (a.modes and b.modes and "phone" in a.modes ^ b.modes):
        return (-0.5, f"{_modes(a)} and {_modes(b)}") if a.modes or b.modes else None
    return (-0.2, f"{_modes(a)} and {_modes(b)}") if a.modes and b.modes else None


def _modes(view: View) -> str:
    return "/".join(sorted(view.modes)) or "no mode"


def content(a: View, b: View) -> Said:
    """Telling words near both triggers."""
    few, many = (a, b) if len(a.stems) <= len(b.stems) else (b, a)
    if not few.stems:
        return None
    shared, common = [], 0.0
    for word, weight in few.stems.items():
        other = many.stems.get(word)
        if other is not None:
            weight = min(weight, other)
            common += weight
            shared.append((-weight, word))
    share = common / (min(few.weight, many.weight) + 1.0)
    best = [w.lstrip("=") for _, w in sorted(shared)[:4]]
    return min(1.0, 2.5 * share) - 0.3, "words: " + (", ".join(best) or "none shared")


def things(a: View, b: View) -> Said:
    """Kinds of targets and means near both triggers: a school is no market."""
    if not a.kinds or not b.kinds:
        return None
    shared = a.kinds & b.kinds
    if shared:
        return min(1.0, 0.5 + 0.25 * len(shared)), "both of " + ", ".join(sorted(shared))
    mine, yours = sorted(a.kinds - words.means()), sorted(b.kinds - words.means())
    return (-0.5, f"{', '.join(mine)} and {', '.join(yours)}") if mine and yours else None


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
