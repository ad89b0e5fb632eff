"""JSON lines → documents: our own field names and those of NGEC's input."""

from __future__ import annotations

import json
from typing import Any

from dateline.articles import columns
from dateline.errors import InputError


def parse(line: str) -> dict[str, Any]:
    """The object on one line. Raises `InputError`."""
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"not JSON: {error}") from None
    except RecursionError:
        raise InputError("JSON nested too deep") from None
    if not isinstance(row, dict):
        raise InputError("not a JSON object")
    return row


def fields(line: str) -> dict[str, str]:
    """Keyword arguments of `dateline.articles.article` for one line. Raises `InputError`."""
    return columns.fields(parse(line))
