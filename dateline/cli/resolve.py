"""``dateline resolve``: actor phrases → who they denote."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from dateline.articles.build import calendar_date
from dateline.errors import InputError

if TYPE_CHECKING:
    from dateline.language import Document


@click.command("resolve")
@click.argument("phrases", nargs=-1, required=True, metavar="PHRASE...")
@click.option("--on", metavar="DATE", help="The day on which offices count, such as 2020-01-01.")
@click.option("--format", "form", type=click.Choice(("table", "json", "ndjson")), default="table", show_default=True)
def command(phrases: tuple[str, ...], on: str | None, form: str) -> int:
    """Say who each PHRASE denotes: country, kind, sectors, role, and why. Unknown stays unknown.

    A PHRASE that ends in .jsonl is a file of lines with id, text and date.

    \b
    dateline resolve "Saudi warplanes" "the Kremlin" --on 2020-01-01
    dateline resolve cases.jsonl --format ndjson
    """
    from dataclasses import asdict

    from dateline.actors import resolve
    from dateline.language.engine import Engine

    engine = Engine()
    results = []
    for case in _cases(phrases, on):
        found = resolve(case["text"], day(case["date"]), engine, locate)
        results.append({"id": case["id"], "text": case["text"], **asdict(found)})
    if form == "ndjson":
        for result in results:
            click.echo(json.dumps(result, ensure_ascii=False))
    elif form == "json":
        click.echo(json.dumps(results, ensure_ascii=False, indent=2))
    else:
        from dateline.cli.view import show_resolutions

        show_resolutions(results)
    return 0


def locate(doc: Document) -> Mapping[int, str]:
    """Countries of the toponyms in a phrase, so that "officials in Basra" are Iraqi."""
    from dateline import places

    return places.find(doc).located


def _cases(phrases: Iterable[str], on: str | None) -> Iterator[dict[str, Any]]:
    for n, phrase in enumerate(phrases, 1):
        if phrase.endswith((".jsonl", ".ndjson")):
            yield from _lines(Path(phrase), on)
        else:
            yield {"id": str(n), "text": phrase, "date": on}


def _lines(path: Path, on: str | None) -> Iterator[dict[str, Any]]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise InputError(f"{path}: {error.strerror}") from None
    for n, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            yield {"id": str(row.get("id", n)), "text": str(row["text"]), "date": row.get("date") or on}
        except (ValueError, KeyError, AttributeError, TypeError):
            raise InputError(f'{path}:{n}: not a JSON object with a "text"') from None


def day(value: str | None) -> Any:
    """A date from an ISO string or from words such as "12 April 2022"; null when it names no day."""
    import datetime

    if not value:
        return None
    try:
        iso = calendar_date(value)
    except InputError:
        iso = _written(value)
    return datetime.date.fromisoformat((iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10]) if iso else None


def _written(value: str) -> str:
    """A date written in words. Raises `InputError`."""
    from dateline.dates.written import parse

    found = parse(value)
    if found is None:
        raise InputError(f"date {value!r} is not understood; write it like 2020-01-31")
    return found
