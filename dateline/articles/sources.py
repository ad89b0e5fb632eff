"""What the user names on the command line → one outcome a document: an article, or the reason there is none."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dateline.articles import html, jsonl
from dateline.articles.build import article
from dateline.articles.text import decode
from dateline.errors import InputError, SkippedDocument
from dateline.records import Article

HTML = frozenset({".html", ".htm", ".xhtml"})
LINES = frozenset({".jsonl", ".ndjson"})
TEXT = frozenset({".txt", ".text", ".md", ""})
MAX_BYTES = 64_000_000  # one text or page; JSON lines are read line by line and have no limit


@dataclass(frozen=True)
class Outcome:
    """One document: `article`, or `problem` with `skipped` telling a reasoned omission from a failure."""

    source: str
    article: Article | None = None
    problem: str | None = None
    skipped: bool = False


@dataclass(frozen=True)
class Given:
    """Metadata the user states for every document; it overrules what a document says of itself."""

    published: str | None = None
    outlet: str | None = None
    fetch: bool = False


def read(sources: Iterable[str], given: Given | None = None) -> Iterator[Outcome]:
    """Outcomes of files, folders, ``-`` for standard input and, with ``given.fetch``, http(s) addresses.

    Never raises for a bad document; nothing is lost silently.
    """
    given = given or Given()
    for source in sources:
        if source.startswith(("http://", "https://")):
            yield _page(source, given)
        elif source == "-":
            yield from _stdin(given)
        else:
            yield from _path(Path(source), given)


def _path(path: Path, given: Given) -> Iterator[Outcome]:
    name = path.as_posix()
    if path.is_dir():
        files = sorted(p for p in path.rglob("*") if p.is_file() and not _hidden(p, path))
        if not files:
            yield Outcome(name, problem="no files in this folder")
        for file in files:
            yield from _file(file, given, within=True)
    elif path.exists():
        yield from _file(path, given, within=False)
    else:
        yield Outcome(name, problem="no such file or folder")


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _file(path: Path, given: Given, within: bool) -> Iterator[Outcome]:
    """One file; in a folder, files of other kinds are skipped with a word, a file named outright is tried as text."""
    name, kind = path.as_posix(), path.suffix.lower()
    try:
        if kind in LINES:
            with path.open("rb") as stream:
                yield from _lines(stream, name, given)
        elif within and kind not in HTML | TEXT:
            yield Outcome(name, problem=f"not a kind of file that is read ({kind})", skipped=True)
        elif path.stat().st_size > MAX_BYTES:
            yield Outcome(name, problem=f"larger than {MAX_BYTES:,} bytes", skipped=True)
        else:
            yield _document(path.read_bytes(), name, given, kind)
    except OSError as error:
        yield Outcome(name, problem=error.strerror or str(error))


def _stdin(given: Given) -> Iterator[Outcome]:
    """Standard input: JSON lines when its first line is a JSON object with a text, else one page or text."""
    stream = sys.stdin.buffer
    first = stream.readline()
    if first.lstrip().startswith(b"{") and _is_record(first):
        yield from _lines([first], "-", given)
        yield from _lines(stream, "-", given, after=1)
    else:
        yield _document(first + stream.read(), "-", given, "")


def _is_record(line: bytes) -> bool:
    try:
        return bool(jsonl.fields(decode(line)))
    except InputError:
        return False


def _lines(stream: Iterable[bytes], name: str, given: Given, after: int = 0) -> Iterator[Outcome]:
    for number, line in enumerate(stream, after + 1):
        if line.strip():
            yield _record(line, f"{name}:{number}", given)


def _record(line: bytes, name: str, given: Given) -> Outcome:
    try:
        row = jsonl.fields(decode(line))
        row.setdefault("id", name)
        return Outcome(name, _article(row, given))
    except SkippedDocument as reason:
        return Outcome(name, problem=str(reason), skipped=True)
    except InputError as error:
        return Outcome(name, problem=str(error))


def _document(data: bytes, name: str, given: Given, kind: str) -> Outcome:
    try:
        if kind in HTML or _looks_like_html(data):
            return Outcome(name, _from_page(data, name, given))
        row = {"text": decode(data)} | ({} if name == "-" else {"id": name})
        return Outcome(name, _article(row, given))
    except SkippedDocument as reason:
        return Outcome(name, problem=str(reason), skipped=True)
    except InputError as error:
        return Outcome(name, problem=str(error))


def _looks_like_html(data: bytes) -> bool:
    head = data[:1000].lstrip().lower()
    return head.startswith((b"<!doctype html", b"<html")) or b"<html" in head


def _from_page(data: bytes, name: str, given: Given, url: str | None = None) -> Article:
    if not data.strip():
        raise SkippedDocument("empty: no words in it")
    page = html.extract(data, url)
    known = {"title": page.title, "byline": page.byline, "outlet": page.outlet, "url": url or page.url,
             "published": page.published, "text": page.text, "id": None if name == "-" else name}  # fmt: skip
    return _article({k: v for k, v in known.items() if v}, given)


def _page(url: str, given: Given) -> Outcome:
    if not given.fetch:
        return Outcome(url, problem="addresses are fetched only with --fetch")
    from dateline.articles.fetch import fetch

    try:
        data, final = fetch(url)
        return Outcome(url, _from_page(data, url, given, final))
    except SkippedDocument as reason:
        return Outcome(url, problem=str(reason), skipped=True)
    except InputError as error:
        return Outcome(url, problem=str(error))


def _article(row: dict[str, str], given: Given) -> Article:
    stated = {"published": given.published, "outlet": given.outlet}
    row = row | {k: v for k, v in stated.items() if v}
    return article(**row)  # type: ignore[arg-type]
