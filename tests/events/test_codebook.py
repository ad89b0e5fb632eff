"""The codebook loads, is complete, and says which line is wrong when it is wrong."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest

from dateline.errors import DataError
from dateline.events import codebook, rules

BASE = {
    "ASSAULT": -9, "ACCUSE": -3, "AGREE": 2.5, "CONSULT": 2.5, "SUPPORT": 5, "CONCEDE": 4.5, "COOPERATE": 9.5,
    "AID": 10, "RETREAT": 6.5, "REQUEST": 0, "REJECT": -2, "THREATEN": -3.5, "PROTEST": -5, "SANCTION": -6,
    "MOBILIZE": -5.5, "COERCE": -7,
}  # fmt: skip
MODES = {
    "CONSULT": {"visit": 4, "third-party": 1, "multilateral": 4, "phone": 1.5},
    "RETREAT": {"withdraw": 8, "release": 6.5, "disarm": 10, "ceasefire": 7.5, "access": 6.5, "resign": 4.5},
    "REQUEST": {"assist": 0.5, "change": -1, "yield": -1, "meet": 0},
    "ACCUSE": {"disapprove": -2, "investigate": -3.5, "allege": -3.5},
    "REJECT": {"assist": -1.5, "change": -2, "yield": -2, "meet": -2},
    "THREATEN": {
        "restrict": -3, "arrest": -3.5, "relations": -3.5, "expel": -3.5, "territory": -4, "violence": -3.5,
    },
    "PROTEST": {
        "demo": -5, "riot": -7, "strike": -5, "hunger": -4.5, "boycott": -4.5, "obstruct": -4.5, "vandalize": -5,
    },
    "SANCTION": {"convict": -6, "expel": -5.5, "withdraw": -6, "discontinue": -6},
    "MOBILIZE": {"troops": -6.5, "weapons": -6.5, "police": -5.5, "militia": -6},
    "COERCE": {
        "seize": -7, "restrict": -7, "censor": -6.5, "curfew": -6.5, "martial-law": -7.5, "arrest": -7, "deport": -7,
        "withhold": -7, "misinformation": -6.5, "cyber": -7,
    },
    "ASSAULT": {
        "abduct": -8.5, "beat": -7.5, "torture": -8.5, "sexual": -8.5, "targeted": -9.5, "destroy": -8.5,
        "primitive": -8, "firearms": -9, "explosives": -9, "suicide-attack": -9.5, "aerial": -9.5, "drone": -9.5,
        "heavy-weapons": -9.5, "crowd-control": -7.5, "unconventional": -10,
    },
}  # fmt: skip
MINIMAL = """type: ASSAULT
quad: material_conflict
intensity: -9
recipient: optional
definition: Violence.
modes:
  beat: {intensity: -7.5, definition: Fists.}
frames:
  - verbs: [attack]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in codebook.SHARED:
        shutil.copy(codebook.FOLDER / name, tmp_path / name)
    return tmp_path


def test_all_sixteen_types_have_plovers_scores() -> None:
    assert {name: t.intensity for name, t in codebook.load().types.items()} == BASE


def test_all_modes_have_plovers_scores() -> None:
    loaded = {name: {m.name: m.intensity for m in t.modes.values()} for name, t in codebook.load().types.items()}
    assert {name: modes for name, modes in loaded.items() if modes} == MODES


@pytest.mark.parametrize("name", ["COOPERATE", "AID", "SANCTION"])
def test_types_that_need_a_recipient(name: str) -> None:
    assert codebook.load().types[name].recipient_needed


def test_there_are_thirty_seven_contexts() -> None:
    assert len(rules.contexts()) == 37


def test_every_mode_can_be_coded_by_a_frame_a_cue_or_a_change() -> None:
    book = codebook.load()
    changed = {(c.to, m) for c in rules.load().changes for m in (c.mode, *c.modes.values())}
    for name, kind in book.types.items():
        reachable = {f.mode for f in kind.frames} | set(kind.cues) | {m for t, m in changed if t == name}
        assert set(kind.modes) <= reachable, name


def test_a_trigger_word_leads_to_its_frames() -> None:
    assert {e.frame.type for e in codebook.load().verbs["arrest"]} >= {"COERCE"}


def test_words_that_yaml_takes_for_booleans_are_words(folder: Path) -> None:
    (folder / "ASSAULT.yaml").write_text(MINIMAL + "    recipient: [on, no]\n")
    assert codebook.load(folder).types["ASSAULT"].frames[0].recipient == ("on", "no")


@pytest.mark.parametrize(
    ("wrong", "line", "word"),
    [
        ("    mode: stab\n", 9, "stab"),
        ("    colour: red\n", 9, "colour"),
        ("    weight: 3\n", 9, "weight"),
        ("    object: ['@nothing']\n", 9, "@nothing"),
        ("    contexts: [astrology]\n", 9, "astrology"),
        ("  - object: [village]\n", 10, "verbs"),
        ("  - verbs: [burn\n", 11, "YAML"),
    ],
)
def test_errors_name_file_and_line(folder: Path, wrong: str, line: int, word: str) -> None:
    path = folder / "ASSAULT.yaml"
    path.write_text(MINIMAL + wrong)
    with pytest.raises(DataError, match=word) as caught:
        codebook.load(folder)
    assert caught.value.where == f"ASSAULT.yaml:{line}"


def test_a_file_must_be_named_after_its_type(folder: Path) -> None:
    path = folder / "VIOLENCE.yaml"
    path.write_text(MINIMAL)
    assert "file's name" in codebook.problem(path)


def test_examples_are_not_read_at_run_time(folder: Path) -> None:
    (folder / "ASSAULT.yaml").write_text(MINIMAL + "---\nexamples: [{text: [broken\n")
    assert codebook.load(folder).types["ASSAULT"].frames


def test_the_hash_changes_with_any_file(folder: Path) -> None:
    (folder / "ASSAULT.yaml").write_text(MINIMAL)
    before = codebook.fingerprint(folder)
    with (folder / "contexts.yaml").open("a") as f:
        f.write("# a remark\n")
    assert codebook.fingerprint(folder) != before
    assert len(before) == 12


def test_classes_may_contain_classes_but_not_themselves(folder: Path) -> None:
    (folder / "classes.yaml").write_text("guns: [rifle]\narms: ['@guns', bomb]\n")
    assert rules.classes(folder)["arms"] == ("rifle", "bomb")
    rules.classes.cache_clear()
    (folder / "classes.yaml").write_text("guns: ['@arms']\narms: ['@guns']\n")
    with pytest.raises(DataError, match="contains itself"):
        rules.classes(folder)


def test_loading_is_quick() -> None:
    codebook.load()  # imports and file cache
    codebook.load.cache_clear()
    start = time.process_time()
    codebook.load()
    assert time.process_time() - start < 1.0  # 0.2 s when measured; the bound leaves room for slow machines
