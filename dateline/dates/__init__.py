"""Time expressions → EDTF dates, anchored on the publication date."""

from dateline.dates.finder import find

__all__ = ["find"]
