"""What the user names on the command line → one outcome a document: an article, or the reason there is none."""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO

from dateline.articles import archives, columns, documents, feeds, kinds, ngrams, outlets, sitemaps, tables, warc
from dateline.articles.documents import Facts
from dateline.articles.fetch import Answer, Fetcher
from dateline.articles.jsonl import parse
from dateline.articles.meter import Meter
from dateline.articles.outcome import Given, Outcome, Provenance, told
from dateline.articles.text import decode
from dateline.articles.unpack import MAX_LINE, Budget, lines, unpacked
from dateline.errors import InputError, Unavailable

__all__ = ["Given", "Outcome", "Provenance", "Reader", "read", "size"]

MAX_BYTES = 64_000_000  # one text, page or JSON document; all else is read piece by piece and has no limit
MAX_ARCHIVES = 2  # an archive in an archive and no further
MAX_LAYERS = 5  # of archives and packings around a document
_LISTS = ("items", "articles", "documents", "results", "data")
UNKNOWN = MAX_BYTES  # what a pipe is taken to hold, of which nobody knows
TEXT = Facts("text")


@dataclass(frozen=True)
class Place:
    """Where a stream is read: its name, what it is packed in, and the budget of the source it belongs to."""

    name: str
    budget: Budget
    layers: tuple[str, ...] = ()
    facts: Facts = TEXT
    file: str = ""  # the name that tells the kind, where it is not `name`

    @property
    def kind_name(self) -> str:
        """The name that tells the kind."""
        return self.file or self.name

    def inside(self, kind: str, name: str, file: str = "") -> Place:
        """The place of something inside this one. Raises `InputError` where it is packed too deep."""
        layers = (*self.layers, kind)
        if len([k for k in layers if k in ("zip", "tar")]) > MAX_ARCHIVES or len(layers) > MAX_LAYERS:
            raise InputError("an archive too deep inside other archives")
        return replace(self, name=name, layers=layers, file=file)


def read(sources: Iterable[str], given: Given | None = None, meter: Meter | None = None) -> Iterator[Outcome]:
    """Outcomes of files, folders, ``-`` for standard input and, with ``given.fetch``, http(s) addresses.

    Texts, pages, JSON lines, tables, feeds, sitemaps, WARC, Web NGrams, and zip and tar archives of these, packed or
    not. Lazy, in bounded memory. Never raises for a bad document; nothing is lost silently. `meter` counts the bytes.
    """
    reader = Reader(given or Given(), meter)
    for source in sources:
        yield from reader.source(source)


class Reader:
    """Reads sources one after the other; one `Fetcher` serves them all."""

    def __init__(self, given: Given, meter: Meter | None = None) -> None:
        self.given, self._meter = given, meter or Meter()
        self._fetcher = given.fetcher

    @property
    def fetcher(self) -> Fetcher:
        """The fetcher that was given, else one with the default limits."""
        self._fetcher = self._fetcher or Fetcher()
        return self._fetcher

    def source(self, source: str) -> Iterator[Outcome]:
        """Outcomes of one source as the user writes it."""
        if source.startswith(("http://", "https://")):
            yield from self.address(source)
        elif source == "-":
            yield from self._stream(_buffered(sys.stdin.buffer), Place("-", Budget(UNKNOWN)))
        else:
            yield from self._path(Path(source))

    # ---- files ---------------------------------------------------------------------------------------------------

    def _path(self, path: Path) -> Iterator[Outcome]:
        name = path.as_posix()
        try:
            is_folder, exists = path.is_dir(), path.exists()
        except (OSError, ValueError) as error:
            yield Outcome(name, problem=str(error))
            return
        if is_folder:
            yield from self._folder(path)
        elif exists:
            yield from self._file(path, within=False)
        else:
            yield Outcome(name, problem="no such file or folder")

    def _folder(self, path: Path) -> Iterator[Outcome]:
        empty = True
        for file in _files(path):
            empty = False
            if isinstance(file, Outcome):
                yield file
            else:
                yield from self._file(file, within=True)
        if empty:
            yield Outcome(path.as_posix(), problem="no files in this folder")

    def _file(self, path: Path, within: bool) -> Iterator[Outcome]:
        """One file; in a folder, other kinds are skipped with a word, a file named outright is tried as text."""
        name = path.as_posix()
        if within and not _is_read(path):
            yield Outcome(name, problem=f"not a kind of file that is read ({path.suffix.lower()})", skipped=True)
            return
        try:
            with self._meter.open(path) as stream:
                yield from self._stream(stream, Place(name, Budget(path.stat().st_size or UNKNOWN)))
        except OSError as error:
            yield Outcome(name, problem=error.strerror or str(error))

    # ---- any stream ----------------------------------------------------------------------------------------------

    def _stream(self, stream: io.BufferedReader, place: Place) -> Iterator[Outcome]:
        """Outcomes of a stream of any kind; what breaks it is its last outcome."""
        found = False
        try:
            head = stream.peek(kinds.HEAD)[: kinds.HEAD]
            for outcome in self._kinds(kinds.sniff(head, place.kind_name), stream, place) if head else ():
                found = True
                yield outcome
        except Exception as error:  # whatever a parser makes of damaged bytes: one source, not the run
            yield Outcome(place.name, problem=told(error))
            return
        if not found:
            yield Outcome(place.name, problem="no documents in it" if head else "empty", skipped=True)

    def _kinds(self, kind: str, stream: io.BufferedReader, place: Place) -> Iterator[Outcome]:
        if kind in kinds.PACKED.values():
            inner = place.inside(kind, place.name, kinds.unpacked_name(place.kind_name))
            return self._stream(unpacked(stream, kind, place.budget), inner)
        if kind in ("zip", "tar"):
            return self._archive(stream, kind, place)
        if kind in ("csv", "tsv"):
            return self._table(stream, "\t" if kind == "tsv" else None, place)
        readers = {"jsonl": self._lines, "json": self._json, "feed": self._feed, "sitemap": self._sitemap,
                   "warc": self._warc, "ngrams": self._ngrams, "xml": self._xml}  # fmt: skip
        return readers.get(kind, self._document)(stream, place)

    def _archive(self, stream: io.BufferedReader, kind: str, place: Place) -> Iterator[Outcome]:
        for member in archives.members(stream, kind, place.budget):
            inner = place.inside(kind, f"{place.name}/{member.name}")
            if member.stream is None:
                yield Outcome(inner.name, problem=member.refused, skipped=True)
            elif kinds.by_name(member.name) == "other":
                yield Outcome(inner.name, problem="not a kind of file that is read", skipped=True)
            else:
                yield from self._stream(member.stream, inner)

    def _document(self, stream: io.BufferedReader, place: Place) -> Iterator[Outcome]:
        data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            yield Outcome(place.name, problem=f"larger than {MAX_BYTES:,} bytes", skipped=True)
        elif kinds.sniff(data[: kinds.HEAD], place.kind_name) == "page":
            yield documents.from_page(data, place.name, self.given, replace(place.facts, reader="page"))
        else:
            yield documents.from_text(data, place.name, self.given, place.facts)

    def _xml(self, stream: io.BufferedReader, place: Place) -> Iterator[Outcome]:
        problem = "XML of a kind that is not read: neither feed, sitemap nor page"
        yield Outcome(place.name, problem=problem, skipped=True)

    # ---- many documents in one -----------------------------------------------------------------------------------

    def _lines(self, stream: BinaryIO, place: Place, start: int = 1) -> Iterator[Outcome]:
        for number, line in lines(stream, start):
            name = f"{place.name}:{number}"
            if line is None:
                yield Outcome(name, problem=f"a line of more than {MAX_LINE:,} bytes")
            elif line.strip():
                yield self._record(line, name, place)

    def _record(self, line: bytes, name: str, place: Place) -> Outcome:
        try:
            row = parse(decode(line))
        except InputError as error:
            return Outcome(name, problem=str(error))
        return self._row(row, name, place)

    def _json(self, stream: io.BufferedReader, place: Place) -> Iterator[Outcome]:
        """JSON lines under another name; else one object or a list of them (perhaps under a name like "articles")."""
        first = stream.readline(MAX_LINE)
        if _is_record(first):
            yield self._record(first, f"{place.name}:1", place)
            yield from self._lines(stream, place, start=2)
            return
        data = first + stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            yield Outcome(place.name, problem=f"larger than {MAX_BYTES:,} bytes", skipped=True)
            return
        try:
            rows = _rows(json.loads(decode(data)))
        except (ValueError, RecursionError):
            yield from self._lines(io.BytesIO(data), place)
            return
        for number, row in enumerate(rows, 1):
            yield self._row(row, f"{place.name}:{number}", place)

    def _row(self, row: object, name: str, place: Place) -> Outcome:
        if not isinstance(row, dict):
            return Outcome(name, problem="not a JSON object")
        return documents.from_row(row, name, self.given, Facts("jsonl", fetched=place.facts.fetched))

    def _table(self, stream: BinaryIO, separator: str | None, place: Place) -> Iterator[Outcome]:
        facts = Facts("csv", fetched=place.facts.fetched)
        for number, row in tables.rows(stream, separator):
            name = f"{place.name}:{number}"
            if isinstance(row, InputError):
                yield Outcome(name, problem=str(row))
            else:
                yield documents.from_row(row, name, self.given, facts)

    def _warc(self, stream: BinaryIO, place: Place) -> Iterator[Outcome]:
        passed: Counter[str] = Counter()
        damage = None
        try:
            for page in warc.read(stream, passed):
                yield self._crawled(page, place)
        except InputError as error:
            damage = str(error)
        if passed:
            told = ", ".join(f"{count:,} {reason}" for reason, count in passed.most_common(8))
            yield Outcome(place.name, problem=f"{passed.total():,} records are no page: {told}", skipped=True)
        if damage:
            yield Outcome(place.name, problem=damage)

    def _crawled(self, page: warc.Crawled, place: Place) -> Outcome:
        if page.problem:
            return Outcome(f"{place.name}@{page.at}", problem=f"{page.url}: {page.problem}")
        stamp = page.crawled.isoformat(timespec="seconds") if page.crawled else None
        facts = Facts("warc", page.url, page.charset, latest=page.crawled, fetched=stamp)
        made = documents.from_page(page.body, page.url or f"{place.name}@{page.at}", self.given, facts)
        return _read_at(made, f"{place.name}@{page.at}")

    def _ngrams(self, stream: BinaryIO, place: Place) -> Iterator[Outcome]:
        for found in ngrams.read(stream):
            facts = Facts("ngrams", found.url, extent="rebuilt", latest=found.seen, fetched=found.stamp)
            row = {"id": found.url, "text": found.text, "language": found.language, "url": found.url}
            name = f"{place.name}#{found.url}"
            yield documents.from_entry({k: v for k, v in row.items() if v}, name, self.given, facts)

    def _feed(self, stream: io.BufferedReader, place: Place) -> Iterator[Outcome]:
        for entry in feeds.read(stream, place.facts.url):
            yield self.entry(entry, place.name)

    def _sitemap(self, stream: BinaryIO, place: Place) -> Iterator[Outcome]:
        waiting = 0
        for listed in sitemaps.read(stream, place.facts.url):
            if not self.given.fetch:
                waiting += 1
            elif listed.nested and place.facts.url and outlets.find(listed.url) != outlets.find(place.facts.url):
                yield Outcome(listed.url, problem="a sitemap of another site is not followed", skipped=True)
            elif listed.nested:
                yield from self.sitemap(listed.url)
            else:
                yield self.listed(listed)
        if waiting:
            problem = f"a sitemap of {waiting:,} addresses, which are fetched only with --fetch"
            yield Outcome(place.name, problem=problem, skipped=True)

    # ---- the web -------------------------------------------------------------------------------------------------

    def address(self, url: str) -> Iterator[Outcome]:
        """Outcomes of one address: a page, or a feed, sitemap or file of another kind."""
        if not self.given.fetch:
            yield Outcome(url, problem="addresses are fetched only with --fetch")
            return
        try:
            answer = self.fetcher.get(url)
        except InputError as error:
            yield Outcome(url, problem=str(error))
            return
        yield from self.answer(url, answer)

    def answer(self, name: str, answer: Answer, facts: Facts | None = None) -> Iterator[Outcome]:
        """Outcomes of what was fetched; `facts` is what is known of it besides."""
        facts = replace(facts or TEXT, url=answer.url, charset=answer.charset, fetched=answer.fetched)
        body = _buffered(io.BytesIO(answer.body))
        yield from self._stream(body, Place(name, Budget(len(answer.body)), facts=facts))

    def entry(self, entry: feeds.Entry, name: str, final: Callable[[Outcome], bool] = lambda made: True) -> Outcome:
        """One entry of a feed: its full text, else its page where pages are fetched, else its teaser, marked so.

        `final` says whether a page that could not be had is to be done without.
        """
        facts = Facts("feed", entry.url, extent="full" if entry.full else "summary", feed=entry.feed, via=entry.via,
                      via_url=entry.via_url, title=entry.title, byline=entry.byline, dates=_dates(entry))  # fmt: skip
        source = f"{name}#{entry.key}"
        if not entry.full and entry.url and self.given.fetch:
            made = self._paged(entry.url, source, replace(facts, extent="full"))
            if made.article or not entry.text or not final(made):
                return made
            facts = documents.summarised(facts, f"page not used: {made.problem}")
        row = {"id": entry.url or entry.key, "text": entry.text, "title": entry.title, "url": entry.url,
               "byline": entry.byline, "language": entry.language}  # fmt: skip
        return documents.from_entry({k: v for k, v in row.items() if v}, source, self.given, facts)

    def listed(self, listed: sitemaps.Listed) -> Outcome:
        """The page at an address of a sitemap."""
        dates = (("sitemap", listed.date),) if listed.date else ()
        facts = Facts("page", listed.url, title=listed.title, dates=dates)
        return self._paged(listed.url, listed.url, facts)

    def _paged(self, url: str, name: str, facts: Facts) -> Outcome:
        try:
            answer = self.fetcher.get(url)
        except Unavailable as error:
            return Outcome(name, problem=str(error), again="tried" if error.asked else "untried")
        except InputError as error:
            return Outcome(name, problem=str(error))
        facts = replace(facts, url=answer.url, charset=answer.charset, fetched=answer.fetched)
        made = documents.from_page(answer.body, answer.url, self.given, facts)
        return _read_at(made, name)

    def sitemap(self, url: str) -> Iterator[Outcome]:
        """All pages of a sitemap."""
        try:
            for listed in sitemaps.pages(url, self.fetcher):
                yield self.listed(listed)
        except InputError as error:
            yield Outcome(url, problem=str(error))


def _read_at(made: Outcome, name: str) -> Outcome:
    """The outcome of a page under the name of the place where it was found."""
    return replace(made, source=name, provenance=made.provenance and replace(made.provenance, source=name))


def _dates(entry: feeds.Entry) -> tuple[tuple[str, str], ...]:
    said = (("feed", entry.date), ("updated", entry.updated))
    return tuple((name, value) for name, value in said if value)


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(stream)  # type: ignore[arg-type]


def _files(folder: Path) -> Iterator[Path | Outcome]:
    """Files under a folder in the order of their names, one folder in memory at a time; hidden ones left out."""
    try:
        with os.scandir(folder) as found:
            entries = sorted((e for e in found if not e.name.startswith(".")), key=lambda e: e.name)
    except OSError as error:
        yield Outcome(folder.as_posix(), problem=error.strerror or str(error))
        return
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _files(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)
        else:
            yield Outcome(Path(entry.path).as_posix(), problem=_no_file(entry), skipped=True)


def _no_file(entry: os.DirEntry[str]) -> str:
    if not entry.is_symlink():
        return "neither a file nor a folder"
    return "a link to a folder, which is not followed" if entry.is_dir() else "a link that leads nowhere"


def _is_read(path: Path) -> bool:
    """Whether a file in a folder is of a kind that is read."""
    return kinds.by_name(path.as_posix()) != "other"


def size(sources: Iterable[str]) -> int | None:
    """Bytes of the files that `read` would read; null where nobody knows: standard input, addresses."""
    total = 0
    for source in sources:
        if source == "-" or source.startswith(("http://", "https://")):
            return None
        with contextlib.suppress(OSError, ValueError):  # `read` tells of it
            path = Path(source)
            found = _files(path) if path.is_dir() else (path,)
            total += sum(_size(f) for f in found if isinstance(f, Path) and (f is path or _is_read(f)))
    return total


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _is_record(line: bytes) -> bool:
    try:
        return columns.has_text(parse(decode(line)))
    except InputError:
        return False


def _rows(found: Any) -> list[Any]:
    """The objects of a JSON document: itself, its elements, or those of its list of articles."""
    if isinstance(found, dict) and not columns.has_text(found):
        found = next((found[name] for name in _LISTS if isinstance(found.get(name), list)), found)
    return found if isinstance(found, list) else [found]
