"""Classes of source nouns."""

import pytest

from dateline.errors import DataError
from dateline.statements import sources

HEADER = "noun\tclass\tnote\n"


def test_things_do_not_speak_and_documents_do() -> None:
    assert "shelling" in sources.nouns("thing")
    assert {"report", "poll", "letter"} <= sources.nouns("document")
    assert sources.nouns("thing").isdisjoint(sources.nouns("document"))


@pytest.mark.parametrize("row", ["report\tdocument", "report\tpaper\tnote", "\tdocument\tnote"])
def test_bad_row_names_file_and_line(row: str) -> None:
    with pytest.raises(DataError, match=r"^sources:2"):
        sources.read(HEADER + row + "\n", "sources")


def test_wrong_header_is_an_error() -> None:
    with pytest.raises(DataError, match=r"^sources:1"):
        sources.read("noun\n", "sources")
