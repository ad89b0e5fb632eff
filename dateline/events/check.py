"""Do a codebook file's own examples code as it says? ``python -m dateline.events.check FILE…`` prints what fails."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from dateline.events import codebook
from dateline.events.coder import code
from dateline.language import Document
from dateline.records import Event

Coder = Callable[[Document], tuple[list[Event], Callable[[str], str | None]]]


def check(path: Path | str, coder: Coder | None = None, parse: Callable[[str], Document] | None = None) -> list[str]:
    """Complaints about the examples of one type's file, each with the sentence; empty when all is well.

    `coder` turns a document into its events and a function from actor id to country; `parse` turns text into a
    document. Both default to the package's own stages, with the codebook in which this file takes the place of the
    packaged one. Raises `DataError`, with the line, where the file breaks the schema; its examples are then not run.
    """
    path = Path(path)
    book = codebook.replaced(path)
    good, bad = codebook.examples(path)
    coder, parse = coder or _coder(book), parse or _engine().parse
    out = [f"{problem}: {e['text']}" for e in good if (problem := missing(e, path.stem, *coder(parse(e["text"]))))]
    for e in bad:
        events, country = coder(parse(e["text"]))
        if hits := [x for x in events if x.type == path.stem and x.status != "negated"]:
            out.append(f"coded although {e.get('why')} ({describe(hits[0], country)}): {e['text']}")
    return out


def missing(example: dict[str, Any], kind: str, events: list[Event], country: Callable[[str], str | None]) -> str:
    """What keeps an example from passing; empty if an event agrees in all the fields it states."""
    same = [e for e in events if e.type == kind]
    if any(not _differences(example, e, country) for e in same):
        return ""
    found = "; ".join(describe(e, country) for e in events) or "nothing"
    wanted = {k: v for k, v in example.items() if k != "text"}
    return f"{kind} {wanted} expected, coded: {found}"


def _differences(example: dict[str, Any], event: Event, country: Callable[[str], str | None]) -> list[str]:
    out: list[str] = []
    for key in ("actors", "recipients"):
        if key in example:
            got = {c for x in getattr(event, key) if (c := country(x))}
            if got != set(example[key]):
                out.append(key)
    plain = [key for key in ("mode", "status", "place", "date") if key in example]
    out += [key for key in plain if getattr(event, key) != example[key]]
    if "contexts" in example and not set(example["contexts"]) <= set(event.contexts):
        out.append("contexts")
    return out


def describe(event: Event, country: Callable[[str], str | None]) -> str:
    """One event in short: ``ASSAULT/aerial ISR→SYR future [trigger]``."""
    sides = [",".join(country(x) or x for x in ids) or "-" for ids in (event.actors, event.recipients)]
    mode = f"/{event.mode}" if event.mode else ""
    return f"{event.type}{mode} {sides[0]}→{sides[1]} {event.status} [{event.trigger.exact}]"


@lru_cache(maxsize=1)
def _engine() -> Any:
    from dateline.language.engine import Engine

    return Engine()


def _coder(book: codebook.Codebook) -> Coder:
    from dateline import actors, places

    def coded(doc: Document) -> tuple[list[Event], Callable[[str], str | None]]:
        found = places.find(doc)
        located = {i: c for i in range(len(doc.tokens)) if (c := found.country_at(i))}
        index = actors.index(doc, None, located)
        return code(doc, index, found, [], book), index.country

    return coded


def main(paths: Sequence[str]) -> int:
    """Check the files named; returns 1 if any example fails."""
    complaints = [f"{Path(p).name}: {line}" for p in paths for line in check(p)]
    sys.stdout.write("".join(f"{c}\n" for c in complaints))
    return bool(complaints)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
