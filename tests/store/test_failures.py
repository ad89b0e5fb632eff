"""Errors of the database say what to do; Ctrl-C stays Ctrl-C."""

from __future__ import annotations

import sqlite3

import pytest
from sqlalchemy.exc import InvalidRequestError, OperationalError

from dateline.errors import StoreError
from dateline.store import failures


def test_what_breaks_while_ctrl_c_is_handled_is_ctrl_c() -> None:
    with pytest.raises(KeyboardInterrupt), failures.told("news.dateline"):
        try:
            raise KeyboardInterrupt
        except KeyboardInterrupt:
            raise InvalidRequestError("this connection is closed")  # noqa: B904: as a failing rollback does


def test_other_errors_name_the_corpus() -> None:
    with pytest.raises(StoreError, match="news.dateline: it broke"), failures.told("news.dateline"):
        raise OperationalError("SELECT", {}, sqlite3.OperationalError("it broke"))
    with pytest.raises(StoreError, match="half a character"), failures.told("news.dateline"):
        "\ud800".encode()
