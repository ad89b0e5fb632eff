"""By what a report is known again."""

from __future__ import annotations

from dateline.articles import article
from dateline.corpus.identity import key

TEXT = "Police in Oslo arrested three men on Friday, the ministry said."


def test_the_address_comes_first_in_whatever_form() -> None:
    one = article(TEXT, url="http://www.Example.org/news/strike/?utm_source=feed#top", outlet="Example Post", id="7")
    other = article(TEXT, url="https://example.org/news/strike")
    assert key(one) == key(other) == "https://example.org/news/strike"


def test_without_an_address_outlet_and_id_and_else_the_text() -> None:
    assert key(article(TEXT, outlet="Example Post", id="7")) == "Example Post|7"
    bare = article(TEXT, id="reports/a.txt")
    assert key(bare) == key(article(TEXT, id="copies/a.txt")) == f"sha256:{bare.sha256}"
