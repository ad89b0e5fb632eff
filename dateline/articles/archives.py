"""zip and tar → their members, read in place: nothing is written to disk, and how much is unpacked is bounded."""

from __future__ import annotations

import io
import re
import stat
import struct
import tarfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, BinaryIO

from dateline.articles.unpack import Budget, Metered
from dateline.errors import InputError

MAX_MEMBERS = 100_000
MAX_DIRECTORY = 32_000_000  # bytes of a zip's list of members, which is held in memory
MAX_HEADER = 1_000_000  # bytes of one extended tar header
MAX_INNER = 256_000_000  # bytes of a zip inside an archive, which must be held in memory
_METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2})
_DRIVE = re.compile(r"^[A-Za-z]:")
_LISTED = frozenset({tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME,
                     tarfile.GNUTYPE_LONGLINK})  # fmt: skip


@dataclass(frozen=True)
class Member:
    """One file of an archive: its bytes (to be read before the next member is asked for) or why it is refused."""

    name: str
    stream: io.BufferedReader | None = None
    refused: str | None = None


def members(stream: BinaryIO, kind: str, budget: Budget) -> Iterator[Member]:
    """Files of an archive (`kind`: zip or tar) in its order; folders and hidden files are passed over.

    Raises `InputError`, after the last readable member, for what is no archive, is truncated, or unpacks too far.
    """
    found = _zip(stream, budget) if kind == "zip" else _tar(stream, budget)
    for member in found:
        budget.members += 1
        if budget.members > MAX_MEMBERS:
            raise InputError(f"more than {MAX_MEMBERS:,} members: not read further")
        if not _hidden(member.name):
            yield member


def _hidden(name: str) -> bool:
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/"))


def _misleading(name: str) -> str | None:
    """Names that lead elsewhere are refused, although nothing is written under them."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(name) or "\0" in name:
        return "its name leads outside the archive"
    return None


def _zip(stream: BinaryIO, budget: Budget) -> Iterator[Member]:
    if not stream.seekable():
        stream = _held(stream)
    if _directory_size(stream) > MAX_DIRECTORY:
        raise InputError(f"more than {MAX_MEMBERS:,} members: not read")
    try:
        archive = zipfile.ZipFile(stream)
    except (zipfile.BadZipFile, OSError, ValueError, struct.error, NotImplementedError) as error:
        raise InputError(f"not a whole zip archive, perhaps truncated: {error}") from None
    with archive:
        for info in archive.infolist():
            if not info.is_dir():
                yield _zipped(archive, info, budget)


def _held(stream: BinaryIO) -> BinaryIO:
    data = stream.read(MAX_INNER + 1)
    if len(data) > MAX_INNER:
        raise InputError(f"a zip inside an archive is read up to {MAX_INNER:,} bytes")
    return io.BytesIO(data)


def _directory_size(stream: BinaryIO) -> int:
    """Bytes of the central directory, by its end record (APPNOTE 4.3.14 to 4.3.16); 0 where there is none."""
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 66_000))
    tail = stream.read(66_000)
    stream.seek(0)
    wide, narrow = tail.rfind(b"PK\x06\x06"), tail.rfind(b"PK\x05\x06")
    if wide >= 0 and len(tail) >= wide + 48:
        return int(struct.unpack_from("<Q", tail, wide + 40)[0])
    return int(struct.unpack_from("<L", tail, narrow + 12)[0]) if 0 <= narrow <= len(tail) - 16 else 0


def _zipped(archive: zipfile.ZipFile, info: zipfile.ZipInfo, budget: Budget) -> Member:
    name = info.filename.replace("\\", "/")
    if refused := _misleading(name) or _unreadable(info):
        return Member(name, refused=refused)
    try:
        opened = archive.open(info)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        return Member(name, refused=f"truncated or damaged: {error}")
    return Member(name, io.BufferedReader(Metered(opened, budget)))


def _unreadable(info: zipfile.ZipInfo) -> str | None:
    mode = info.external_attr >> 16
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "a link or device, not a file"
    if info.flag_bits & 1:
        return "encrypted"
    return None if info.compress_type in _METHODS else f"compressed by a method that is not read ({info.compress_type})"


class _Info(tarfile.TarInfo):
    """A header whose extended parts are bounded: tarfile reads them whole. `_proc_member` is there to be overridden."""

    def _proc_member(self, tar: Any) -> Any:
        if self.type in _LISTED and self.size > MAX_HEADER:
            raise tarfile.ReadError(f"extended header of {self.size:,} bytes")
        return super()._proc_member(tar)  # type: ignore[misc]


class _Tail(io.RawIOBase):
    """Remembers the last bytes read: a whole tar ends in blocks of zeros."""

    def __init__(self, inner: BinaryIO) -> None:
        super().__init__()
        self._inner, self.last = inner, b""

    def read(self, size: int = -1) -> bytes:
        data = self._inner.read(size)
        self.last = (self.last + data)[-512:] if data else self.last
        return data


def _tar(stream: BinaryIO, budget: Budget) -> Iterator[Member]:
    tail = _Tail(stream)
    try:
        with tarfile.open(fileobj=tail, mode="r|", tarinfo=_Info) as archive:
            for info in archive:
                if not info.isdir():
                    yield _tarred(archive, info, budget)
    except (tarfile.TarError, OSError, EOFError, ValueError) as error:
        raise InputError(f"truncated or damaged tar archive: {error}") from None
    if tail.last.strip(b"\0"):
        raise InputError("truncated tar archive: its end is missing")


def _tarred(archive: tarfile.TarFile, info: tarfile.TarInfo, budget: Budget) -> Member:
    refused = _misleading(info.name) or (None if info.isreg() else "a link or device, not a file")
    opened = None if refused else archive.extractfile(info)
    if opened is None:
        return Member(info.name, refused=refused or "not a file")
    return Member(info.name, io.BufferedReader(Metered(opened, Budget(budget.packed))))
