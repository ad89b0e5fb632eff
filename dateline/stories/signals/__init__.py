"""What speaks for and against two tellings being of one happening: small functions, each with its reason.

A signal takes two views and returns a value, about -1 to 1, with the words that explain it; null where it does not
apply. A veto returns words where two tellings cannot be of one happening. The tables give the weights.
"""

from __future__ import annotations

from collections.abc import Callable

from dateline.stories.signals.counts import tolls
from dateline.stories.signals.parties import actors, named_people, recipients, reversed_roles
from dateline.stories.signals.space import about, nearby_places, places
from dateline.stories.signals.time import dates, recency
from dateline.stories.signals.vetoes import VETOES, vetoes
from dateline.stories.signals.within import coherence, detail
from dateline.stories.signals.wording import content, copied, manner, subject, things
from dateline.stories.view import Said, View

__all__ = ["ACROSS", "BIAS_ACROSS", "BIAS_WITHIN", "VETOES", "WITHIN", "Signal", "vetoes"]

Signal = Callable[[View, View], Said]

# Weights in log-odds, for tellings of two reports and of one. Fitted on the tuning half of tests/stories/sets by
# logistic regression over pairs, then by hand on B³, and rounded; `python -m bench.stories merging` measures them.
ACROSS: tuple[tuple[str, float, Signal], ...] = (
    ("dates", 3.2, dates),
    ("recency", 0.6, recency),
    ("places", 1.9, places),
    ("nearby_places", 2.1, nearby_places),
    ("about", 2.0, about),
    ("actors", 2.8, actors),
    ("recipients", 0.2, recipients),
    ("reversed_roles", 1.2, reversed_roles),
    ("named_people", 0.8, named_people),
    ("tolls", 2.0, tolls),
    ("manner", 3.4, manner),
    ("content", 1.9, content),
    ("things", 1.0, things),
    ("subject", 0.2, subject),
    ("copied", 4.0, copied),
)
WITHIN: tuple[tuple[str, float, Signal], ...] = (
    ("dates", 1.2, dates),
    ("places", 2.0, places),
    ("actors", 1.0, actors),
    ("recipients", 0.4, recipients),
    ("reversed_roles", 1.2, reversed_roles),
    ("named_people", 0.6, named_people),
    ("tolls", 1.2, tolls),
    ("manner", 1.3, manner),
    ("content", 0.5, content),
    ("things", 1.5, things),
    ("recency", 1.0, recency),
    ("nearby_places", 2.4, nearby_places),
    ("coherence", 0.9, coherence),
    ("detail", 2.3, detail),
)
BIAS_ACROSS, BIAS_WITHIN = -2.0, -2.1
