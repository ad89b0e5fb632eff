"""Doing something again and again."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator

import click

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
LEAST_S = 60  # no feed changes faster, and no publisher likes to be asked more often


def seconds(text: str) -> float:
    """``15m`` → 900. Raises a usage error for what is no time, or shorter than a minute."""
    m = re.fullmatch(r"(\d+(?:\.\d+)?)\s*([smhd])", text.strip())
    if not m:
        raise click.UsageError(f"--watch {text!r}: a time is a number with s, m, h or d, such as 15m")
    found = float(m[1]) * _UNITS[m[2]]
    if found < LEAST_S:
        raise click.UsageError(f"--watch {text}: feeds are read once a minute at most")
    return found


def every(pause: float | None, sleep: Callable[[float], None] = time.sleep) -> Iterator[int]:
    """Rounds: one without a `pause`, else without end, each `pause` seconds after the last began."""
    number = 0
    while True:
        began = time.monotonic()
        yield number
        number += 1
        if pause is None:
            return
        sleep(max(0.0, began + pause - time.monotonic()))
