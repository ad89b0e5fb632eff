"""zip and tar: read in place, bounded, nothing from outside them."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import os
import struct
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dateline.articles import Outcome, archives, read
from dateline.articles.unpack import Budget, unpacked
from dateline.errors import InputError

TEXT = "The envoy of Norland visited the port on Friday and held talks with the mayor about the blockade."


def zipped(members: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def tarred(members: dict[str, bytes], mode: str = "w") -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:  # type: ignore[call-overload]
        for name, data in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return out.getvalue()


def outcomes(path: Path, data: bytes) -> list[Outcome]:
    path.write_bytes(data)
    return list(read([str(path)]))


def told(found: list[Outcome], root: Path) -> dict[str, str]:
    """Name inside the folder → "read" or the problem."""
    return {o.source.removeprefix(root.as_posix() + "/"): "read" if o.article else o.problem or "" for o in found}


MEMBERS = {
    "a.txt": TEXT.encode(),
    "sub/b.jsonl": json.dumps({"id": "b1", "text": TEXT}).encode(),
    "sub/photo.jpg": b"\xff\xd8",
    "__MACOSX/._a.txt": b"\0\5\26\7",
    ".hidden/x.txt": b"x",
}
EXPECTED = {"a.txt": "read", "sub/b.jsonl:1": "read", "sub/photo.jpg": "not a kind of file that is read"}
PACKERS: dict[str, Callable[[bytes], bytes]] = {".tar": bytes, ".tar.gz": gzip.compress, ".tgz": gzip.compress,
                                                ".tar.bz2": bz2.compress, ".tar.xz": lzma.compress}  # fmt: skip


@pytest.mark.parametrize("suffix", [".zip", *PACKERS])
def test_members_of_every_kind_are_read_and_the_rest_named(tmp_path: Path, suffix: str) -> None:
    data = zipped(MEMBERS) if suffix == ".zip" else PACKERS[suffix](tarred(MEMBERS))
    found = told(outcomes(tmp_path / f"all{suffix}", data), tmp_path)
    assert found == {f"all{suffix}/{name}": said for name, said in EXPECTED.items()}


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress])
def test_an_archive_is_known_by_its_first_bytes(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    assert [bool(o.article) for o in outcomes(tmp_path / "download", pack(tarred({"a.txt": TEXT.encode()})))] == [True]
    assert [bool(o.article) for o in outcomes(tmp_path / "a.txt.gz", pack(TEXT.encode()))] == [True]


@pytest.mark.parametrize("name", ["../../etc/a.txt", "/etc/a.txt", "C:\\a.txt", "x/../../a.txt", "..\\..\\a.txt"])
@pytest.mark.parametrize("make", [zipped, tarred])
def test_names_that_lead_outside_are_refused(tmp_path: Path, make: Callable[..., bytes], name: str) -> None:
    if make is tarred and "\\" in name:
        name = name.replace("\\", "/")
    before = set(tmp_path.parent.rglob("*"))
    found = outcomes(tmp_path / "evil.zip", make({name: TEXT.encode(), "good.txt": TEXT.encode()}))
    assert [o.problem for o in found] == ["its name leads outside the archive", None]
    assert found[0].skipped
    assert set(tmp_path.parent.rglob("*")) - before == {tmp_path / "evil.zip"}


def test_links_and_devices_are_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, kind in (("a.txt", tarfile.SYMTYPE), ("b.txt", tarfile.LNKTYPE), ("c.txt", tarfile.CHRTYPE),
                           ("d.txt", tarfile.FIFOTYPE)):  # fmt: skip
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/passwd"
            archive.addfile(info)
    assert {o.problem for o in outcomes(tmp_path / "a.tar", out.getvalue())} == {"a link or device, not a file"}
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = 0o120777 << 16
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zip_archive:
        zip_archive.writestr(link, "/etc/passwd")
    assert [o.problem for o in outcomes(tmp_path / "a.zip", out.getvalue())] == ["a link or device, not a file"]


def test_archives_nest_once(tmp_path: Path) -> None:
    inner = zipped({"deep.txt": TEXT.encode(), "deeper.zip": zipped({"deepest.txt": TEXT.encode()})})
    found = told(
        outcomes(tmp_path / "a.tgz", gzip.compress(tarred({"in.zip": inner, "out.txt": TEXT.encode()}))), tmp_path
    )
    assert found == {"a.tgz/in.zip/deep.txt": "read", "a.tgz/out.txt": "read",
                     "a.tgz/in.zip/deeper.zip": "an archive too deep inside other archives"}  # fmt: skip


@pytest.mark.parametrize("name", ["bomb.zip", "bomb.tar.gz", "bomb.tar.bz2", "bomb.txt.gz", "bomb.jsonl.xz"])
def test_bombs_are_left_alone_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    bomb = b"0" * 40_000_000
    members = {f"{i}.txt": bomb for i in range(2)}
    data = {"bomb.zip": lambda: zipped(members), "bomb.tar.gz": lambda: gzip.compress(tarred(members), 6),
            "bomb.tar.bz2": lambda: bz2.compress(tarred(members), 1), "bomb.txt.gz": lambda: gzip.compress(bomb),
            "bomb.jsonl.xz": lambda: lzma.compress(bomb, preset=0)}[name]()  # fmt: skip
    (tmp_path / "z.txt").write_text(TEXT)
    (tmp_path / name).write_bytes(data)
    found = list(read([str(tmp_path)]))
    assert any("unpacks to more than 250 times its size" in (o.problem or "") for o in found)
    assert [Path(o.source).name for o in found if o.article] == ["z.txt"]


def test_a_zip_whose_members_overlap_is_a_bomb_too(tmp_path: Path) -> None:
    """Thousands of list entries for one packed member of 20 MB each: no member alone is out of proportion."""
    whole = zipped({"a.txt": os.urandom(1000).hex().encode() * 100 + b" " * 4_000_000})
    end = whole.rfind(b"PK\x05\x06")
    size, start = struct.unpack_from("<LL", whole, end + 12)
    entry = whole[start : start + size]
    many = whole[:start] + entry * 400 + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 400, 400, size * 400, start, 0)
    found = outcomes(tmp_path / "overlap.zip", many)
    assert "unpacks to more than 250 times its size" in (found[-1].problem or "")


def test_too_many_members_end_the_reading(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_MEMBERS", 3)
    found = outcomes(tmp_path / "a.tar", tarred({f"{i}.txt": TEXT.encode() for i in range(6)}))
    assert [o.problem for o in found] == [None] * 3 + ["more than 3 members: not read further"]
    monkeypatch.setattr(archives, "MAX_DIRECTORY", 100)
    assert [o.problem for o in outcomes(tmp_path / "a.zip", zipped(MEMBERS))] == ["more than 3 members: not read"]


def test_a_giant_tar_header_is_refused(tmp_path: Path) -> None:
    info = tarfile.TarInfo("x")
    info.type, info.size = tarfile.XHDTYPE, 5_000_000
    data = info.tobuf() + b"1" * 5_000_192 + tarred({"a.txt": TEXT.encode()})
    assert ["extended header" in (o.problem or "") for o in outcomes(tmp_path / "a.tar", data)] == [True]


@pytest.mark.parametrize("suffix", [".zip", *PACKERS])
def test_truncated_archives_give_what_they_have_and_a_word(tmp_path: Path, suffix: str) -> None:
    members = {f"{i}.txt": f"{TEXT} {os.urandom(20_000).hex()}".encode() for i in range(8)}
    data = zipped(members) if suffix == ".zip" else PACKERS[suffix](tarred(members))
    for cut in (len(data) // 2, len(data) * 9 // 10):
        found = outcomes(tmp_path / f"cut{suffix}", data[:cut])
        assert "truncated" in (found[-1].problem or "")
        if suffix in (".tar", ".tar.gz", ".tgz"):
            assert any(o.article for o in found)


def test_a_damaged_member_leaves_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped({f"{i}.txt": f"{TEXT} {i}".encode() for i in range(3)}, zipfile.ZIP_STORED))
    at = data.find(b"blockade. 1")
    data[at : at + 4] = b"BLOC"
    assert [("damaged" in (o.problem or ""), bool(o.article)) for o in outcomes(tmp_path / "a.zip", bytes(data))] == [
        (False, True), (True, False), (False, True)]  # fmt: skip


def test_encrypted_members_are_named(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": TEXT.encode()}))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1
    assert [o.problem for o in outcomes(tmp_path / "a.zip", bytes(data))] == ["encrypted"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    parts=st.lists(st.binary(max_size=300), max_size=4),
    kind=st.sampled_from(["gzip", "bzip2", "xz"]),
    step=st.integers(1, 50),
)
def test_packed_streams_of_any_number_of_members_come_back(parts: list[bytes], kind: str, step: int) -> None:
    pack = {"gzip": gzip.compress, "bzip2": bz2.compress, "xz": lzma.compress}[kind]
    stream = unpacked(io.BytesIO(b"".join(map(pack, parts))), kind, Budget())
    out = b""
    while data := stream.read(step):
        out += data
    assert out == b"".join(parts)


@settings(max_examples=40, deadline=None)
@given(data=st.binary(max_size=2000), kind=st.sampled_from(["zip", "tar"]))
def test_noise_is_an_error_never_a_crash(data: bytes, kind: str) -> None:
    try:
        found = list(archives.members(io.BytesIO(data), kind, Budget()))
    except InputError:
        return
    assert all(m.name is not None for m in found)
