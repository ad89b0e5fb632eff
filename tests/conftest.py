"""Shared fixtures: one engine and one PostgreSQL server for the whole test run."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from dateline.language import Document
from dateline.language.engine import Engine
from tests.store.servers import Unavailable, database, running


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="session")
def parse(engine: Engine) -> Callable[[str], Document]:
    return engine.parse


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a throw-away server; the test is skipped with a word where none can be had."""
    try:
        with running() as address:
            yield address
    except Unavailable as reason:
        pytest.skip(str(reason))


@pytest.fixture
def server(postgres: str) -> Iterator[str]:
    """The address of an empty database."""
    with database(postgres) as address:
        yield address
