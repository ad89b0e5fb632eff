"""Which corpus is meant."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.corpus import locate
from dateline.errors import InputError


def settings(folder: Path, text: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "dateline.toml").write_text(text, "utf-8")
    return folder


def test_without_a_word_it_is_news_dateline_in_this_folder(tmp_path: Path) -> None:
    assert locate(folder=tmp_path, environ={}) == str(tmp_path / "news.dateline")


def test_the_command_line_beats_the_environment_beats_the_file(tmp_path: Path) -> None:
    settings(tmp_path, '[corpus]\ndb = "sudan.dateline"\n')
    environ = {"DATELINE_DB": "env.dateline"}
    assert locate("given.dateline", tmp_path, environ) == "given.dateline"
    assert locate(None, tmp_path, environ) == "env.dateline"
    assert locate(None, tmp_path, {}) == str(tmp_path / "sudan.dateline")


def test_the_settings_of_a_folder_above_hold_and_their_paths_are_relative_to_them(tmp_path: Path) -> None:
    settings(tmp_path, '[corpus]\ndb = "data/sudan.dateline"\n')
    (tmp_path / "a" / "b").mkdir(parents=True)
    assert locate(folder=tmp_path / "a" / "b", environ={}) == str(tmp_path / "data/sudan.dateline")


def test_an_address_is_taken_as_it_is(tmp_path: Path) -> None:
    settings(tmp_path, '[corpus]\ndb = "postgresql://team@server/sudan"\n')
    assert locate(folder=tmp_path, environ={}) == "postgresql://team@server/sudan"


def test_a_file_of_other_settings_is_passed_over(tmp_path: Path) -> None:
    settings(tmp_path, '[corpus]\ndb = "upper.dateline"\n')
    inner = settings(tmp_path / "inner", "[reading]\nmodel = 'small'\n")
    assert locate(folder=inner, environ={}) == str(tmp_path / "upper.dateline")


@pytest.mark.parametrize("text", ["[corpus\n", "[corpus]\ndb = 3\n", "corpus = 'x'\n", "[corpus]\ndatabse = 'x'\n"])
def test_a_broken_file_is_told_with_its_name(tmp_path: Path, text: str) -> None:
    settings(tmp_path, text)
    with pytest.raises(InputError, match=r"dateline\.toml"):
        locate(folder=tmp_path, environ={})


def test_a_file_that_is_no_text_is_told(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="not a text in UTF-8"):
        locate(folder=tmp_path, environ={})
