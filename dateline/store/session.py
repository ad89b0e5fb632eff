"""The open database: transactions that write, snapshots that read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

from sqlalchemy import URL, Connection, Engine

from dateline.errors import StoreError
from dateline.store import connect, failures
from dateline.store.dialect import dialect
from dateline.store.unit import Unit


class Session:
    """Connections of an open corpus. Reads inside a transaction see what it wrote."""

    def __init__(self, engine: Engine, url: URL, *, readonly: bool, texts: bool, clock: Callable[[], str]) -> None:
        self.texts, self.readonly = texts, readonly
        self._engine, self._url, self._clock = engine, url, clock
        self._dialect, self._where = dialect(engine.name), connect.shown(url)
        self._open = threading.local()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Gives all connections back. The object can be used no more."""
        self._engine.dispose()

    def _unit(self) -> Unit | None:
        unit: Unit | None = getattr(self._open, "unit", None)
        return unit

    @contextmanager
    def _writing(self) -> Iterator[Unit]:
        if self.readonly:
            raise StoreError(f"{self._where}: opened for reading only")
        with failures.told(self._where):
            if unit := self._unit():
                with unit.connection.begin_nested():
                    yield unit
                return
            with connect.writing(self._engine) as connection, connection.begin():
                self._open.unit = unit = Unit(connection, self._dialect, self._clock(), self.texts)
                try:
                    yield unit
                    unit.save()
                finally:
                    self._open.unit = None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with failures.told(self._where):
            if unit := self._unit():
                yield unit.connection
                return
            with connect.snapshot(self._engine) as connection:
                yield connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Makes several writes one: all are kept, or none when an exception leaves the block."""
        with self._writing():
            yield
