"""How far reading is, told in bytes for every kind of file."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.articles import read
from dateline.articles.meter import Meter
from dateline.articles.sources import size

MANY = 2_000
WORDS = "The envoy of Norland visited the port of Westhaven on Friday and held talks with the mayor ({n})."


def texts() -> list[str]:
    return [WORDS.format(n=hashlib.sha256(bytes([n % 256, n // 256])).hexdigest()) for n in range(MANY)]


def jsonl(path: Path) -> None:
    path.write_text("".join(json.dumps({"text": t}) + "\n" for t in texts()), "utf-8")


def table(path: Path) -> None:
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows([["text"], *([t] for t in texts())])


def feed(path: Path) -> None:
    items = "".join(f"<item><title>{n}</title><description>{t}</description></item>" for n, t in enumerate(texts()))
    path.write_text(f"<rss><channel><title>F</title>{items}</channel></rss>", "utf-8")


def packed(path: Path) -> None:
    with gzip.open(path, "wt", compresslevel=1) as stream:
        stream.writelines(json.dumps({"text": t}) + "\n" for t in texts())


def zipped(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        for n, t in enumerate(texts()):
            archive.writestr(f"{n}.txt", t)


def tarred(path: Path) -> None:
    with tarfile.open(path, "w") as archive:
        for n, t in enumerate(texts()):
            info = tarfile.TarInfo(f"{n}.txt")
            info.size = len(t)
            archive.addfile(info, io.BytesIO(t.encode()))


def folder(path: Path) -> None:
    path.mkdir()
    for n, t in enumerate(texts()[:200]):
        (path / f"{n}.txt").write_text(t, "utf-8")
    (path / "photo.jpg").write_bytes(b"x" * 100_000)  # not read, and not counted


KINDS: dict[str, Callable[[Path], Any]] = {
    "a.jsonl": jsonl, "a.csv": table, "a.rss": feed, "a.jsonl.gz": packed, "a.zip": zipped, "a.tar": tarred,
    "a": folder,
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_bytes_read_grow_to_all_bytes_as_documents_come(tmp_path: Path, name: str) -> None:
    KINDS[name](tmp_path / name)
    total = size([str(tmp_path / name)])
    meter, steps = Meter(), list[int]()
    for outcome in read([str(tmp_path / name)], meter=meter):
        assert outcome.article or outcome.skipped
        steps.append(meter.done)
    assert steps == sorted(steps)
    assert meter.done == total
    half = steps[len(steps) // 2]
    assert total is not None
    assert 0.2 * total < half < 0.9 * total  # halfway through the documents is about halfway through the bytes


def test_several_sources_add_up_and_what_is_not_there_counts_nothing(tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl")
    sources = [str(tmp_path / "a.jsonl"), str(tmp_path / "gone.txt"), str(tmp_path / "a.jsonl"), "x" * 5000]
    meter = Meter()
    list(read(sources, meter=meter))
    assert meter.done == size(sources) == 2 * (tmp_path / "a.jsonl").stat().st_size


def test_nobody_knows_how_much_comes_from_a_pipe_or_the_web(tmp_path: Path) -> None:
    jsonl(tmp_path / "a.jsonl")
    assert size(["-"]) is None
    assert size([str(tmp_path / "a.jsonl"), "https://example.org/rss"]) is None
