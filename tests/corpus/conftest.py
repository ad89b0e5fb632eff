"""Reports of a small invented war, and corpora made of them."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline.articles import Outcome, article
from dateline.corpus import Corpus
from dateline.runner import Settings, worker

STRIKE = (
    "A drone hit a bus station in Kharkiv on Thursday, killing {n} people, the regional governor said. "
    "Ukrainian police arrested two men near the station."
)
MEETING = "Kenyan Foreign Minister Ada Moraa met Ugandan officials in Nairobi on {day} to discuss the border crossing."


def report(
    text: str, id: str = "", outlet: str = "Example Post", published: str = "2025-11-07", **more: str
) -> Outcome:
    made = article(text, id=id or None, outlet=outlet, published=published, **more)  # type: ignore[arg-type]
    return Outcome(id or made.sha256[:8], made)


_code_one = worker.code_one
_coded = functools.lru_cache(maxsize=None)(lambda article: _code_one(article, Settings()))


@pytest.fixture(autouse=True, scope="module")
def _texts_are_coded_once() -> Iterator[None]:
    """The same few texts are added again and again here; coding is pure without memory."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker, "code_one", lambda a, s: _code_one(a, s) if s.memory else _coded(a))
        yield


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus.open(tmp_path / "news.dateline") as made:
        yield made


@pytest.fixture
def strikes() -> list[Outcome]:
    """One strike told by three outlets with two tolls; one of them reprints another."""
    first = report(STRIKE.format(n="three"), "a1")
    reprint = report(STRIKE.format(n="three"), "b1", "Sample Herald")
    text = "Five people died when a drone struck a bus station in Kharkiv on Thursday, doctors said."
    later = report(text, "c1", "River Courier", "2025-11-08")
    return [first, reprint, later]
