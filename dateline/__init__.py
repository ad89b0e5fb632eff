"""Dateline reads news reports and gives back who did what to whom, where, when, and who says so.

>>> import dateline
>>> coder = dateline.Coder()
>>> coded = coder.read("Kenyan police arrested three activists in Nairobi on Friday.", published="2025-11-07")
>>> coded.events[0].evidence.exact
'Kenyan police arrested three activists in Nairobi on Friday.'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from dateline.version import __version__

if TYPE_CHECKING:
    from dateline.articles import article
    from dateline.coding import Coder
    from dateline.corpus import Corpus
    from dateline.records import CodedArticle

__all__ = ["CodedArticle", "Coder", "Corpus", "__version__", "article"]

# Names are imported on first use: `import dateline` stays instant, spaCy loads with the first Coder.
_HOMES = {
    "Coder": "dateline.coding", "CodedArticle": "dateline.records", "Corpus": "dateline.corpus",
    "article": "dateline.articles",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'dateline' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
