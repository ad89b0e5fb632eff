"""What is written to a terminal: pages of a bounded width, words about documents that were left out."""

from __future__ import annotations

import os
import shutil
from typing import TextIO

from rich.console import Console

MOST_COLUMNS = 120


class _Page(Console):
    """Raises `BrokenPipeError` when its reader has left, as every other output does."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def console(out: TextIO, width: int | None = None) -> Console:
    """A console of at most 120 columns; colours only on a terminal."""
    columns = width or int(os.environ.get("COLUMNS") or 0) or shutil.get_terminal_size((100, 24)).columns
    return _Page(file=out, width=min(columns, MOST_COLUMNS), highlight=False)
