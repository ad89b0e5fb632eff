"""Errors of the database say what to do; Ctrl-C stays Ctrl-C."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import InvalidRequestError, OperationalError

from dateline.errors import StoreError
from dateline.store import failures


def fail(error: BaseException, before: type[BaseException] | None = None) -> None:
    """Raises an error inside a write, on the way out of `before`, as a failing rollback does."""
    error.__context__ = before() if before else None
    with failures.told("news.dateline"):
        raise error


def test_what_breaks_while_ctrl_c_is_on_its_way_is_ctrl_c() -> None:
    with pytest.raises(KeyboardInterrupt):
        fail(InvalidRequestError("this connection is closed"), KeyboardInterrupt)
    with pytest.raises(StoreError):
        fail(InvalidRequestError("this connection is closed"), ValueError)


def test_other_errors_name_the_corpus() -> None:
    with pytest.raises(StoreError, match=r"news\.dateline: it broke"):
        fail(OperationalError("SELECT", {}, sqlite3.OperationalError("it broke")))
