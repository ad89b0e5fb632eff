"""Shared fixtures: one engine for the whole test run."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.language import Document
from dateline.language.engine import Engine


@pytest.fixture(scope="session")
def engine() -> Engine:
    return Engine()


@pytest.fixture(scope="session")
def parse(engine: Engine) -> Callable[[str], Document]:
    return engine.parse
