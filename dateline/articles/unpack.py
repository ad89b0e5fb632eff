"""Compressed streams, unpacked piece by piece under a limit; lines of bounded length."""

from __future__ import annotations

import bz2
import io
import lzma
import tarfile
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from dateline.errors import InputError

RATIO = 250  # unpacked to packed: 3,000 reports made of the same five sentences reach 93, zeros 1,000 and more
SLACK = 32_000_000  # bytes that may be unpacked before the ratio counts
MAX_TOTAL = 64 << 30  # bytes unpacked from one source, however it is packed
LZMA_MEMORY = 256 << 20  # bytes; xz -9 needs 65 MB
MAX_LINE = 16_000_000  # bytes of one line; a text of a million code points has 4 million
_CHUNK = 1 << 14
_DAMAGE = (OSError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile, tarfile.TarError)


@dataclass
class Budget:
    """What one source may unpack to, shared by everything packed inside it. `packed` is its size on disk in bytes."""

    packed: int = 0
    spent: int = 0
    members: int = 0

    def spend(self, size: int) -> None:
        """Raises `InputError` when the bytes unpacked so far are out of proportion."""
        self.spent += size
        if self.spent > MAX_TOTAL:
            raise InputError(f"unpacks to more than {MAX_TOTAL >> 30} GiB")
        if self.spent > SLACK and self.spent > RATIO * max(self.packed, 1):
            raise InputError(f"unpacks to more than {RATIO} times its size: not read further")


class Unpacked(io.RawIOBase):
    """The unpacked bytes of a gzip, bzip2 or xz stream of any number of members.

    Reading raises `InputError` when they exceed the budget, and for a stream that is damaged or ends early.
    """

    def __init__(self, inner: BinaryIO, kind: str, budget: Budget) -> None:
        super().__init__()
        self._inner, self._kind, self._budget = inner, kind, budget
        self._engine: Any = _engine(kind)
        self._waiting, self._started = b"", False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            data = self._some(len(buffer))
            if data is None:
                return 0
            if data:
                self._budget.spend(len(data))
                buffer[: len(data)] = data
                return len(data)

    def _some(self, size: int) -> bytes | None:
        """Up to `size` bytes, perhaps none yet; null at the end."""
        if self._engine.eof and not self._next_member():
            return None
        if not self._waiting and not self._holds_output():
            self._waiting = self._inner.read(_CHUNK)
            if not self._waiting:
                if not self._started:
                    return None
                raise InputError(f"the {self._kind} stream ends early: it is truncated")
        try:
            return self._step(size)
        except (zlib.error, OSError, lzma.LZMAError, EOFError) as error:
            raise InputError(f"damaged {self._kind} stream: {error}") from None

    def _holds_output(self) -> bool:
        return self._kind != "gzip" and self._started and not self._engine.needs_input

    def _step(self, size: int) -> bytes:
        data, self._waiting, self._started = self._waiting, b"", True
        out: bytes = self._engine.decompress(data, size)
        if self._engine.eof:
            self._waiting = self._engine.unused_data
        elif self._kind == "gzip":
            self._waiting = self._engine.unconsumed_tail
        return out

    def _next_member(self) -> bool:
        """Starts on the member that follows; padding with NUL bytes, as tapes have it, ends the stream."""
        waiting = (self._waiting or self._inner.read(_CHUNK)).lstrip(b"\0")
        while not waiting:
            more = self._inner.read(_CHUNK)
            if not more:
                return False
            waiting = more.lstrip(b"\0")
        self._waiting, self._engine, self._started = waiting, _engine(self._kind), False
        return True


def _engine(kind: str) -> Any:
    if kind == "gzip":
        return zlib.decompressobj(wbits=31)
    return bz2.BZ2Decompressor() if kind == "bzip2" else lzma.LZMADecompressor(memlimit=LZMA_MEMORY)


class Metered(io.RawIOBase):
    """A stream unpacked by somebody else, counted against the budget."""

    def __init__(self, inner: Any, budget: Budget) -> None:
        super().__init__()
        self._inner, self._budget = inner, budget

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        try:
            data = self._inner.read(len(buffer))
        except _DAMAGE as error:
            raise InputError(f"truncated or damaged: {error}") from None
        self._budget.spend(len(data))
        buffer[: len(data)] = data
        return len(data)


def unpacked(inner: BinaryIO, kind: str, budget: Budget) -> io.BufferedReader:
    """The stream behind a gzip, bzip2, xz or zstd stream."""
    if kind == "zstd":
        from fastwarc.stream_io import ZstdReader

        return io.BufferedReader(Metered(ZstdReader(inner), budget))
    return io.BufferedReader(Unpacked(inner, kind, budget))


def lines(stream: BinaryIO, start: int = 1) -> Iterator[tuple[int, bytes | None]]:
    """(number, line) of a stream; null for a line longer than `MAX_LINE`, which is passed over."""
    number = start
    while line := stream.readline(MAX_LINE):
        if len(line) < MAX_LINE or line.endswith(b"\n"):
            yield number, line
        else:
            while (rest := stream.readline(MAX_LINE)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        number += 1
