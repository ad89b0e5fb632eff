"""What careless and hostile people hand in: each gives one clear word, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import json
import os
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from dateline.articles import Outcome, article, read

ENGLISH = "The envoy of Norland visited the port on Friday and held talks with the mayor about the blockade."


def zipped(**members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name.replace("_", "."), text)
    return out.getvalue()


EMPTY = {
    "a.txt": b"", "a.html": b"", "a.jsonl": b"", "a.json": b"", "a.csv": b"", "a.xml": b"", "a.zip": b"", "a.tar": b"",
    "a.warc": b"", "a.warc.gz": b"", "a.jsonl.gz": gzip.compress(b""), "b.jsonl": b"\n\n \n", "b.csv": b"text,date\n",
    "b.zip": zipped(), "c.zip": zipped(a_txt=""), "b.json": b"[]",
    "b.rss": b"<rss><channel><title>F</title></channel></rss>",
}  # fmt: skip


@pytest.mark.parametrize("name", EMPTY)
def test_what_has_nothing_in_it_is_skipped_with_one_word(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(EMPTY[name])
    (only,) = read([str(tmp_path / name)])
    assert only.skipped
    assert (only.problem or "").startswith(("empty", "no documents in it"))


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX files")
def test_folders_with_loops_pipes_and_odd_names(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(ENGLISH, "utf-8")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "dead").symlink_to("nowhere")
    (tmp_path / "linked.txt").symlink_to("good.txt")
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "line\nend\x1b[2J.txt").write_text(ENGLISH, "utf-8")
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt")).write_text(ENGLISH, "utf-8")
    found = {Path(o.source).name: o for o in read([str(tmp_path)])}
    assert {name for name, o in found.items() if o.article} == {
        "good.txt", "linked.txt", "line end [2J.txt", "caf\ufffd.txt"}  # fmt: skip
    assert {name: o.problem for name, o in found.items() if o.skipped} == {
        "loop": "a link to a folder, which is not followed", "dead": "a link that leads nowhere",
        "pipe.txt": "neither a file nor a folder"}  # fmt: skip
    for o in found.values():
        assert o.source.isprintable()
        if o.article and o.provenance:
            assert o.provenance.source == o.source
            json.dumps(o.provenance.as_dict()).encode()
            o.article.id.encode()


def test_names_in_archives_command_no_terminal(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(**{"\x1b[31mred\x07_txt": ENGLISH, "bell\x07_jpg": "x"}))
    tar = tmp_path / "a.tar"
    with tarfile.open(tar, "w") as archive:
        info = tarfile.TarInfo("caf\udce9\n.txt")
        info.size = len(ENGLISH)
        archive.addfile(info, io.BytesIO(ENGLISH.encode()))
    found = list(read([str(tmp_path / "a.zip"), str(tar)]))
    assert [bool(o.article) for o in found] == [True, False, True]
    assert all(o.source.isprintable() for o in found)


def test_a_feed_whose_ids_are_half_characters_can_be_stored(tmp_path: Path) -> None:
    item = {"id": "a\ud800", "content_text": ENGLISH, "url": "https://e.org/\ud800", "title": "\ud800"}
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [item]}
    (tmp_path / "a.json").write_text(json.dumps(feed), "utf-8")
    (only,) = read([str(tmp_path / "a.json")])
    assert only.article
    assert only.provenance
    for text in (only.source, only.article.model_dump_json(), *map(str, only.provenance.as_dict().values())):
        text.encode()


def test_json_nested_without_end_is_told_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("[" * 100_000, "utf-8")
    assert [o.problem for o in read([str(tmp_path / "a.json")])] == ["JSON nested too deep"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "JavaScript:x", " data:text/html,x", "file:///etc/passwd"])
def test_an_address_that_a_browser_would_run_is_left_out(url: str) -> None:
    assert article(ENGLISH, url=url).url is None
    assert article(ENGLISH, url="https://example.org/javascript:x").url


def test_a_page_longer_than_any_report_is_refused_in_words(tmp_path: Path, html: Callable[..., bytes]) -> None:
    body = "".join(f"<p>{ENGLISH} Visit number {n}.</p>" for n in range(10_000))
    (tmp_path / "a.html").write_bytes(html(body=body))
    (only,) = read([str(tmp_path / "a.html")])
    assert "too long" in (only.problem or "")
    assert only.skipped


@pytest.mark.parametrize(
    ("text", "language"),
    [("قال المسؤولون يوم الجمعة إن المبعوث زار الميناء وأجرى محادثات مع رئيس البلدية حول الحصار.", "ar"),
     ("周五,诺兰特使访问了韦斯特黑文港,并与市长就封锁问题举行了会谈。双方均未透露会谈内容。", "zh"),
     ("השליח ביקר בנמל ביום שישי וקיים שיחות עם ראש העיר על המצור, כך מסרו גורמים רשמיים בעיר.", "he")],
)  # fmt: skip
def test_other_scripts_are_skipped_by_their_language(tmp_path: Path, text: str, language: str) -> None:
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (only,) = read([str(tmp_path / "a.txt")])
    assert (only.skipped, only.problem) == (True, f"language {language} not supported yet")


def test_a_report_with_words_of_other_scripts_keeps_them(tmp_path: Path) -> None:
    text = f"{ENGLISH} The port is called \u202eميناء\u202c by its people, 港口 by its sailors. {ENGLISH}"
    (tmp_path / "a.txt").write_text(text, "utf-8")
    (only,) = read([str(tmp_path / "a.txt")])
    assert only.article
    assert "ميناء" in only.article.text
    assert "港口" in only.article.text
    assert "\u202e" not in only.article.text  # what turns the direction of a terminal is taken out


def _problems(found: list[Outcome]) -> list[str | None]:
    return [o.problem for o in found]


def test_a_zip_without_its_end_is_one_problem(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zipped(a_txt=ENGLISH, b_txt=ENGLISH)[:-60])
    (tmp_path / "b.txt").write_text(ENGLISH, "utf-8")
    broken, good = _problems(list(read([str(tmp_path)])))
    assert "not a whole zip archive, perhaps truncated" in (broken or "")
    assert good is None
