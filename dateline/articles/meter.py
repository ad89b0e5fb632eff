"""How far reading has come: bytes of the files that were read, of bytes in all."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any


class Meter:
    """Counts the bytes read from files, whatever kind they are of."""

    def __init__(self) -> None:
        self.done = 0

    @contextmanager
    def open(self, path: Path) -> Iterator[io.BufferedReader]:
        """A file whose bytes are counted; once it is closed it counts as read to its end, though it may not be."""
        before, size = self.done, path.stat().st_size
        raw = _Counted(path)
        try:
            raw.tell_to(self, size)
            with io.BufferedReader(raw) as stream:
                yield stream  # type: ignore[misc]
        finally:
            raw.close()
            self.done = before + size


class _Counted(io.FileIO):
    """Counts what is read, and no more than `size`: some formats are read at their end first, some twice."""

    def tell_to(self, meter: Meter, size: int) -> None:
        self._meter, self._left = meter, size

    def readinto(self, buffer: Any) -> int:
        found = super().readinto(buffer) or 0
        counted = min(found, self._left)
        self._left -= counted
        self._meter.done += counted
        return found
