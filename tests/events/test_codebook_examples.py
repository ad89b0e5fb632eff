"""Every example of the codebook is coded as it says, and no counterexample is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from dateline.events import check, codebook

if TYPE_CHECKING:
    from tests.events.conftest import Coded

PATHS = {name: codebook.FOLDER / f"{name}.yaml" for name in codebook.TYPES}
EXAMPLES = [
    pytest.param(name, e, id=f"{name}-{n}") for name, p in PATHS.items() for n, e in enumerate(codebook.examples(p)[0])
]
COUNTEREXAMPLES = [
    pytest.param(name, e, id=f"{name}-not-{n}")
    for name, p in PATHS.items()
    for n, e in enumerate(codebook.examples(p)[1])
]


@pytest.fixture(scope="module")
def batch(coded: Callable[[str], Coded]) -> dict[str, Coded]:
    """Every sentence coded once."""
    texts = [p.values[1]["text"] for p in (*EXAMPLES, *COUNTEREXAMPLES)]
    return {t: coded(t) for t in dict.fromkeys(texts)}


@pytest.mark.parametrize(("name", "example"), EXAMPLES)
def test_example(batch: dict[str, Coded], name: str, example: dict[str, Any]) -> None:
    found = batch[example["text"]]
    assert not check.missing(example, name, found.events, found.country)


@pytest.mark.parametrize(("name", "example"), COUNTEREXAMPLES)
def test_counterexample(batch: dict[str, Coded], name: str, example: dict[str, Any]) -> None:
    found = batch[example["text"]]
    coded = [check.describe(e, found.country) for e in found.events if e.type == name and e.status != "negated"]
    assert not coded, example.get("why")


@pytest.mark.parametrize("name", codebook.TYPES)
def test_enough_examples(name: str) -> None:
    good, bad = codebook.examples(PATHS[name])
    assert len(good) >= 12
    assert len(bad) >= 6
