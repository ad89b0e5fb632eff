"""Bodies that no table knows, by the words set beside their names."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.actors import ActorIndex
from dateline.language import Document

Who = Callable[..., tuple[str, ...]]
Read = Callable[..., tuple[Document, ActorIndex]]


@pytest.mark.parametrize(
    ("text", "word", "ids"),
    [
        ("The Fezzan Shield Force, an armed group, struck in Libya.", "Force", ("LBY.REB/fezzan-shield-force",)),
        ("The Fezzan Shield Force, an armed group, struck in Libya.", "group", ("LBY.REB/fezzan-shield-force",)),
        ("Fighters of the Green Hill Movement fled. Peru rejoiced.", "Fighters", ("PER.REB/green-hill-movement",)),
        ("The company, Fjord Lumen, denied it. Norway was calm.", "Lumen", ("NOR.BUS/fjord-lumen",)),
        ("The power company Andes Lumen denied it in Peru.", "Lumen", ("PER.BUS/andes-lumen",)),
    ],
)
def test_told_by_the_words_beside(who: Who, text: str, word: str, ids: tuple[str, ...]) -> None:
    assert who(text, word) == ids


def test_a_company_gets_its_name_later(read: Read) -> None:
    doc, ix = read("A company dug the well in Peru. The company, Andes Lumen, denied it.")
    companies = [t.i for t in doc.tokens if t.text == "company"]
    assert ix.at(companies[0]) == ix.at(companies[1]) == ("PER.BUS/andes-lumen",)


def test_a_body_is_not_named_by_whoever_follows(read: Read) -> None:
    _, ix = read("The ministry, Ana Delorme said, was wrong.")
    assert all("delorme" not in r.id or r.kind == "person" for r in ix.records(()))
