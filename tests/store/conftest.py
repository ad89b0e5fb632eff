"""A corpus over SQLite and, where a server can be had, over PostgreSQL: the same tests run over both."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dateline import store
from dateline.store import Store
from tests.store.servers import database, empty


@pytest.fixture(scope="session")
def shared(postgres: str) -> Iterator[str]:
    """A database for all tests that need no other."""
    with database(postgres) as address:
        with store.open(address):
            pass
        yield address


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def corpus(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    """An empty corpus with one run."""
    sqlite = request.param == "sqlite"
    target = str(tmp_path / "news.dateline") if sqlite else request.getfixturevalue("shared")
    with store.open(target) as opened:
        opened.run("0.1", "abc123", "sample 1")
        yield opened
    if not sqlite:
        empty(target)
