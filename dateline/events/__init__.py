"""Clauses → PLOVER events, by the frames of the codebook."""

from dateline.events.coder import code

__all__ = ["code"]
