"""The lexicon says what it means, and says where it is wrong."""

import pytest

from dateline.errors import DataError
from dateline.statements import cues

HEADER = "\t".join(cues.COLUMNS) + "\n"


def test_lexicon_is_broad() -> None:
    lexicon = cues.load()
    assert len(lexicon) >= 350
    assert sum(cue.kind == "noun" for cue in lexicon) >= 100
    assert {cue.act for cue in lexicon} == cues.ACTS
    assert len(cues.ACTS) <= 30


@pytest.mark.parametrize(
    ("cue", "kind", "act", "stance"),
    [
        ("say", "verb", "say", 0),
        ("condemn", "verb", "criticize", -1),
        ("hail", "verb", "praise", 1),
        ("accuse", "verb", "accuse", -1),
        ("deny", "verb", "deny", 0),
        ("vow", "verb", "promise", 0),
        ("threaten", "verb", "threaten", -1),
        ("urge", "verb", "demand", 0),
        ("call on", "verb", "demand", 0),
        ("welcome", "verb", "welcome", 1),
        ("thank", "verb", "thank", 1),
        ("apologize", "verb", "apologize", 0),
        ("rule out", "verb", "reject", -1),
        ("support", "noun", "support", 1),
        ("criticism", "noun", "criticize", -1),
        ("according to", "preposition", "say", 0),
    ],
)
def test_act_and_stance(cue: str, kind: str, act: str, stance: int) -> None:
    entry = cues.load().get(cue, kind)
    assert entry is not None
    assert (entry.act, entry.stance) == (act, stance)


def test_longest_cue_wins() -> None:
    lexicon = cues.load()
    assert lexicon.best("call", ("for",), "verb").act == "demand"  # type: ignore[union-attr]
    assert lexicon.best("call", (), "verb").act == "call"  # type: ignore[union-attr]
    assert lexicon.best("take", ("swipe", "at"), "verb").act == "criticize"  # type: ignore[union-attr]
    assert lexicon.best("walk", ("into",), "verb") is None


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("say\tverb\tsay\t0\tthat", "columns"),
        ("say\tadverb\tsay\t0\tthat\t0.5", "unknown kind"),
        ("say\tverb\tutter\t0\tthat\t0.5", "unknown act"),
        ("say\tverb\tsay\t2\tthat\t0.5", "stance"),
        ("say\tverb\tsay\t0\tthat;with a bang\t0.5", "patterns"),
        ("say\tverb\tsay\t0\tthat\thigh", "no number"),
        ("say\tverb\tsay\t0\tthat\t1.5", "between 0 and 1"),
        ("Say\tverb\tsay\t0\tthat\t0.5", "lower case"),
    ],
)
def test_bad_row_names_file_and_line(row: str, problem: str) -> None:
    table = HEADER + "tell\tverb\tinform\t0\tthat\t0.5\n" + row + "\n"
    with pytest.raises(DataError, match=rf"^cues:3: .*{problem}"):
        list(cues.read(table, "cues"))


def test_twice_the_same_cue_is_an_error() -> None:
    row = "tell\tverb\tinform\t0\tthat\t0.5\n"
    with pytest.raises(DataError, match="cues:3: 'tell' is listed twice"):
        list(cues.read(HEADER + row + row, "cues"))


def test_wrong_header_is_an_error() -> None:
    with pytest.raises(DataError, match="cues:1"):
        list(cues.read("cue\tact\n", "cues"))
