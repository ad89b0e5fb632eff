"""Inside one report: sentences that tell on, point back, or count victims."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dateline.stories.view import Said, View

RANKED = 1.5  # "it was the second such attack" tells of what stands before
OLDER = -1.5  # "since gunmen burned a mill" tells of another act than what stands before
BACK = 3  # sentences over which "the attack" points back
_APART = re.compile(
    r"\b(?:(?:days?|hours|weeks?|months?) (?:after|before|earlier|later)|separate(?:ly)?|another|second)\b"
)
_BESIDE = re.compile(r"\b(?:elsewhere|meanwhile|same day|unlike|other|also|followed|previous|earlier)\b")


def coherence(a: View, b: View) -> Said:
    """Inside one report: tellings in one sentence, or one that points back ("the strike")."""
    if a.actual != b.actual:
        later = max((a, b), key=lambda v: v.sentences)
        return (0.3, "denied after it was told") if later.denied else (-0.5, "one is negated")
    if set(a.sentences) & set(b.sentences):
        return _in_sentence([text for text in a.evidence if text in b.evidence])
    first, second = sorted((a, b), key=lambda v: v.sentences)
    if second.anaphoric and (first.triggers & second.triggers or first.modes & second.modes):
        return 0.8, "a later sentence points back"
    if second.older:
        return OLDER, "what was told before is measured against it"
    near = second.sentences[0] - first.sentences[-1] == 1
    if second.ranked and second.sentences[0] - first.sentences[-1] <= BACK:
        return RANKED, "a later sentence ranks it among others"
    if second.anaphoric and near:
        return 0.6, "the next sentence points back"
    if second.anaphoric and second.sentences[0] - first.sentences[-1] <= BACK:
        return 0.4, "a later sentence points back"
    return (0.2, "in the next sentence") if near else (0.0, "in one report")


def _in_sentence(shared: Iterable[str]) -> tuple[float, str]:
    """One sentence mostly tells one happening, unless it says "another" or "a day after"."""
    for pattern, value in ((_APART, -1.6), (_BESIDE, -0.2)):
        for text in shared:
            if found := pattern.search(text):
                return value, f"in one sentence with “{found[0]}”"
    return 1.0, "in one sentence"


def detail(a: View, b: View) -> Said:
    """Inside one report: a bare count of victims, or a bare "the attack", belongs to what was told before it."""
    first, second = sorted((a, b), key=lambda v: v.sentences)
    steps = second.sentences[0] - first.sentences[-1]
    if steps <= 0 or second.spots or second.modes:
        return None
    if second.sources:
        return _claimed(first, second, steps)
    if second.tolls:
        return 1.0, "a bare count of victims"
    if second.targets or second.days or not second.anaphoric or steps > BACK:
        return None
    return (1.2 if steps == 1 else 0.6), "it only points back"


def _claimed(first: View, second: View, steps: int) -> Said:
    """Somebody claims, or is said to be behind, "the attack" that was told before without an actor."""
    bare = not (first.sources or second.targets or second.days or second.tolls)
    if not bare or not second.anaphoric or steps > BACK:
        return None
    return (0.9 if steps == 1 else 0.5), "it only says who did it"
