"""Files, pages, JSON lines and addresses → `Article`: clean text and metadata. The home of file and network access."""

from dateline.articles.build import MAX_CHARS, article
from dateline.articles.sources import Outcome, read

__all__ = ["MAX_CHARS", "Outcome", "article", "read"]
