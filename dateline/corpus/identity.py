"""The key by which a report is known again, whatever its wording."""

from __future__ import annotations

from dateline.articles import addresses
from dateline.records import Article


def key(article: Article) -> str:
    """The canonical address, else the outlet with the report's own id, else the text's SHA-256."""
    if article.url:
        return addresses.canonical(article.url)
    if article.outlet and article.id:
        return f"{article.outlet}|{article.id}"
    return f"sha256:{article.sha256}"
