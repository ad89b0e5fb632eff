"""CSV and TSV, in the shapes spreadsheets and scrapers leave them."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.articles import Outcome, read, tables
from dateline.errors import InputError

TEXT = "The envoy of Norland visited the port on Friday, and held talks with the mayor about the “blockade”."


def outcomes(path: Path, data: bytes) -> list[Outcome]:
    path.write_bytes(data)
    return list(read([str(path)]))


@pytest.mark.parametrize(
    ("name", "separator", "charset"),
    [
        ("a.csv", ",", "utf-8"),
        ("a.csv", ";", "cp1252"),
        ("a.tsv", "\t", "utf-8-sig"),
        ("a.csv", "\t", "utf-16"),
        ("a.csv", "|", "utf-8"),
    ],
)
def test_columns_go_by_their_names(tmp_path: Path, name: str, separator: str, charset: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=separator)
    writer.writerows([["Story ID", "Pub-Date", "HEADLINE", "Publisher", "Body", "noise"],
                      ["s1", "2025-11-07", "Envoy visits port", "Post", f"{TEXT}\n\nSecond.", "x"]])  # fmt: skip
    (only,) = outcomes(tmp_path / name, out.getvalue().encode(charset))
    article = only.article
    assert article is not None
    assert (article.id, article.published, article.title, article.outlet) == (
        "s1",
        "2025-11-07",
        "Envoy visits port",
        "Post",
    )
    assert article.text == f"{TEXT}\n\nSecond."
    assert only.provenance
    assert (only.provenance.reader, only.provenance.dated_by) == ("csv", "record")


def test_bad_rows_are_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    rows = [
        "id,text,date",
        f'1,"{TEXT}",2025-11-07',
        f'2,"{TEXT}",11/07/2025',
        "3,,",
        "4,a,b,c,d",
        f'5,"{TEXT}",2025-11-08',
        "",
    ]
    found = outcomes(tmp_path / "a.csv", "\n".join(rows).encode())
    assert [o.article.id if o.article else o.source.rpartition(":")[2] for o in found] == ["1", "3", "4", "5", "5"]
    assert "11/07/2025" in (found[1].problem or "")
    assert "5 cells under 3 columns" in (found[3].problem or "")


def test_a_row_in_another_character_set_spoils_no_other(tmp_path: Path) -> None:
    said = "Gespräche in Göteborg: The envoy of Norland visited the port on Friday and held talks with the mayor there."
    data = b"text\n" + said.encode() + b"\n" + said.encode("cp1252") + b"\n"
    assert [o.article.text for o in outcomes(tmp_path / "a.csv", data) if o.article] == [said, said]


def test_a_table_without_texts_is_one_problem(tmp_path: Path) -> None:
    (only,) = outcomes(tmp_path / "a.csv", b"name,age\nx,3\n" * 5)
    assert "no column named text, event_text" in (only.problem or "")
    assert "found: name, age" in (only.problem or "")


def test_an_unclosed_quote_ends_at_the_limit_and_not_in_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_FIELD", 5_000)
    data = f'text\n"{TEXT}\n' + "no end\n" * 2_000 + f'"{TEXT}"\n'
    found = outcomes(tmp_path / "a.csv", data.encode())
    assert "field larger than" in (found[0].problem or "")
    assert any(o.article and o.article.text == TEXT for o in found)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=("Cs",), exclude_characters="\0\r"), max_size=12),
            min_size=2,
            max_size=2,
        ),
        max_size=5,
    )
)
def test_rows_come_back_as_they_were_written(rows: list[list[str]]) -> None:
    out = io.StringIO()
    writer = csv.writer(out, quoting=csv.QUOTE_ALL)
    writer.writerows([["text", "title"], *rows])
    found = list(tables.rows(io.BytesIO(out.getvalue().encode())))
    assert [row for _, row in found] == [{"text": a, "title": b} for a, b in rows if a or b]


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_noise_is_rows_or_an_error(data: bytes) -> None:
    try:
        list(tables.rows(io.BytesIO(b"text,title\n" + data)))
        list(tables.rows(io.BytesIO(data)))
    except InputError:
        pass


def test_a_quote_that_is_never_closed_costs_its_own_row_only(tmp_path: Path) -> None:
    rows = ["id,text", f'1,"{TEXT}"', f'2,"{TEXT} and no end', f"3,{TEXT.replace(',', '')}", "4,broken too,far",
            f'5,"{TEXT}"']  # fmt: skip
    found = outcomes(tmp_path / "a.csv", "\n".join(rows).encode())
    ended = outcomes(tmp_path / "b.csv", "\n".join(rows[:-1]).encode())
    assert [(o.source.rpartition(":")[2], bool(o.article)) for o in ended] == [
        ("2", True), ("3", False), ("4", True), ("5", False)]  # fmt: skip
    assert "a quote is opened and never closed" in (ended[1].problem or "")
    assert found[0].article  # a later quote closes it: what is between cannot be told apart


def test_a_table_of_one_column_may_have_commas_in_its_texts(tmp_path: Path) -> None:
    found = outcomes(tmp_path / "a.csv", f'text\n{TEXT}\n"{TEXT[:30]}, twice: {TEXT}"\n'.encode())
    assert [o.article.text if o.article else None for o in found] == [TEXT, f"{TEXT[:30]}, twice: {TEXT}"]


@pytest.mark.parametrize("head", ["sep=;\n", '"sep=;"\r\n', "\ufeffsep=;\n"])
def test_a_first_line_that_names_the_separator_is_obeyed(tmp_path: Path, head: str) -> None:
    (only,) = outcomes(tmp_path / "a.csv", f"{head}text,a;text;date\nx;{TEXT};2025-11-07\n".encode())
    assert only.article
    assert (only.article.text, only.article.published) == (TEXT, "2025-11-07")
    assert only.source.endswith(":3")


def test_line_ends_of_old_systems_are_read(tmp_path: Path) -> None:
    found = outcomes(tmp_path / "a.csv", f'id,text\r1,"{TEXT}"\r2,"{TEXT}"\r'.encode())
    assert [o.article.id for o in found if o.article] == ["1", "2"]


def test_a_row_of_noise_spoils_no_other(tmp_path: Path) -> None:
    noise = bytes(range(256)) * 4
    data = f"text\n{TEXT[:20]}\n".encode() + noise.replace(b"\n", b"").replace(b'"', b"") + f'\n"{TEXT}"\n'.encode()
    assert any(o.article and o.article.text == TEXT for o in outcomes(tmp_path / "a.csv", data))
