"""Files, pages, feeds, archives, tables and addresses → `Article`: clean text and metadata. The home of file and
network access."""

from dateline.articles.build import MAX_CHARS, article
from dateline.articles.following import follow
from dateline.articles.outcome import Given, Outcome, Provenance
from dateline.articles.sources import read

__all__ = ["MAX_CHARS", "Given", "Outcome", "Provenance", "article", "follow", "read"]
