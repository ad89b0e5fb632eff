"""The records refuse what no reader could check."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from dateline.records import Span


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2)])
def test_a_span_holds_words(start: int, end: int) -> None:
    with pytest.raises(ValidationError):
        Span(start=start, end=end, exact="x")


def test_records_do_not_change_and_know_their_fields() -> None:
    span = Span(start=0, end=1, exact="x")
    with pytest.raises(ValidationError):
        span.start = 2  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Span(start=0, end=1, exact="x", other=1)  # type: ignore[call-arg]
