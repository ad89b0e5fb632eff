"""The corpus, opened: what is written. Reading is in `dateline.store.queries`, the work in the modules beside."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import select, update

from dateline.errors import StoreError
from dateline.records import CodedArticle, Family, Judgement, MergedEvent, Story
from dateline.store import backup, checking, clusters, failures, judging, keys, reader, schema, withdrawing, writer
from dateline.store.queries import Queries
from dateline.store.unit import batches, name, number
from dateline.store.values import Entry, Fact, Problem, Signature, SkipKind, Stored

CHUNK = 1000  # documents in one transaction of a bulk load


class Store(Queries):
    """An open corpus; made by `dateline.store.open`. A context manager; one object serves several threads.

    Each writing method is one transaction, or part of the surrounding `transaction`. All methods raise `StoreError`
    when the database cannot go on; then nothing of the call is kept.
    """

    # ---- documents in

    def run(self, version: str, codebook: str, engine: str, settings: Mapping[str, Any] | None = None) -> str:
        """Notes the start of a run; gives its id."""
        with self._writing() as unit:
            id = unit.take("run")
            row = {"id": id, "version": version, "codebook": codebook, "engine": engine, "started": unit.now,
                   "settings": json.dumps(dict(settings or {}), sort_keys=True), "counts": "{}"}  # fmt: skip
            unit.insert(schema.runs, [row])
        return name("run", id)

    def finish(self, run: str, counts: Mapping[str, int]) -> None:
        """Notes the end of a run and what it did."""
        with self._writing() as unit:
            table = schema.runs
            values = {"finished": unit.now, "counts": json.dumps(dict(counts), sort_keys=True)}
            unit.connection.execute(update(table).where(table.c.id == number(run, "run")).values(values))

    def put(
        self,
        coded: CodedArticle,
        *,
        key: str,
        run: str,
        signature: Signature | None = None,
        origin: Mapping[str, Any] | None = None,
        facts: Sequence[Fact] = (),
    ) -> Stored:
        """Stores one document under its identity (`dateline.store.identity`), in one transaction."""
        return self._put([Entry(coded, key, run, signature, origin, facts)])[0]

    def put_all(self, entries: Iterable[Entry], chunk: int = CHUNK) -> Iterator[Stored]:
        """Stores many, `chunk` documents a transaction. What is yielded is committed."""
        for batch in batches(entries, chunk):
            yield from self._put(batch)

    def _put(self, entries: list[Entry]) -> list[Stored]:
        for entry in entries:
            writer.validate(entry)
        with self._writing() as unit:
            work = writer.Writer(unit, entries)
            stored = [work.put(entry) for entry in entries]
            work.flush()
        return stored

    def recode(
        self,
        report: str,
        coded: CodedArticle,
        *,
        run: str,
        signature: Signature | None = None,
        facts: Sequence[Fact] = (),
    ) -> CodedArticle:
        """Puts other records of the same text in the place of a report's; gives the former ones."""
        with self._writing() as unit:
            former = reader.coded(unit.connection, report, None)
            if former.article.sha256 != coded.article.sha256:
                raise StoreError(f"{report}: recoding is for the same text; another text is an edit: put it")
            id = number(report, "report")
            head = unit.connection.execute(select(schema.reports).where(schema.reports.c.id == id)).one()
            if head.withdrawn is not None:
                raise StoreError(f"{report} is withdrawn")
            writer.recode(unit, id, head.current, Entry(coded, head.key, run, signature, None, facts))
        return former

    def skip(self, source: str, reason: str, kind: SkipKind = "skipped", run: str | None = None) -> None:
        """Notes a document that is not in the corpus; once a source, the last reason stands."""
        with self._writing() as unit:
            row = {"id": unit.take("skipped"), "source": source, "reason": reason, "kind": kind, "at": unit.now,
                   "run": number(run, "run") if run else None}  # fmt: skip
            unit.connection.execute(
                self._dialect.upsert(schema.skipped, [row], ["source"], ["reason", "kind", "run", "at"])
            )

    def unskip(self, sources: Collection[str]) -> None:
        """Forgets that documents were skipped: they could be read this time. Writes only where one was."""
        source = schema.skipped.c.source
        with self._reading() as connection:
            queries = (select(source).where(source.in_(batch)) for batch in batches(sources))
            found = [s for query in queries for s in connection.scalars(query)]
        if found:
            with self._writing() as unit:
                writer.unskip(unit, found)

    def keep(self, name: str, value: Any) -> None:
        """Remembers a small value (JSON) under a name, in the place of the one before."""
        with self._writing() as unit:
            row = {"name": name, "value": json.dumps(value)}
            unit.connection.execute(self._dialect.upsert(schema.kept, [row], ["name"], ["value"]))

    def withdraw(self, report: str, reason: str, erase: bool = False) -> None:
        """Takes a report out of search, events and counts; its id and the reason stay. `erase` deletes its words."""
        with self._writing() as unit:
            withdrawing.withdraw(unit, report, reason, erase)

    def restore(self, report: str) -> None:
        """Takes a withdrawal back. Raises `StoreError` when the content was erased."""
        with self._writing() as unit:
            withdrawing.restore(unit, report)

    def settle(self, reports: Collection[str]) -> None:
        """Marks reports as done: families, merged events and stories know them."""
        with self._writing() as unit:
            writer.mark(unit, sorted(number(r, "report") for r in reports), pending=False)

    # ---- knowledge in

    def set_blocks(self, found: Mapping[str, Collection[str]]) -> None:
        """Notes by which keys the events of reports (its keys) are found for merging; replaces those they had."""
        with self._writing() as unit:
            keys.set_blocks(unit, found)

    def set_families(self, families: Iterable[Family], within: Collection[str] | None = None) -> tuple[Family, ...]:
        """Replaces families, in one transaction; returns them with their lasting ids, in the order given.

        Ids in the input are not looked at. `within` null: all stored families are replaced; else those that share a
        report with `within` or with the given ones.
        """
        with self._writing() as unit:
            return clusters.replace(unit, clusters.FAMILIES, families, within)

    def set_events(
        self, events: Iterable[MergedEvent], within: Collection[str] | None = None
    ) -> tuple[MergedEvent, ...]:
        """Replaces merged events likewise; else those with a member in a report of `within`, or with a given member."""
        with self._writing() as unit:
            return clusters.replace(unit, clusters.EVENTS, events, within)

    def set_stories(self, stories: Iterable[Story], within: Collection[str] | None = None) -> tuple[Story, ...]:
        """Replaces stories likewise; else those that share a report with `within` or with the given ones."""
        with self._writing() as unit:
            return clusters.replace(unit, clusters.STORIES, stories, within)

    def judge(self, kind: Literal["same", "different"], a: str, b: str, by: str = "user") -> Judgement:
        """Keeps a human decision about two event mentions ("r1/e2"); it replaces an earlier one about them."""
        with self._writing() as unit:
            return judging.judge(unit, kind, a, b, by)

    def unjudge(self, a: str, b: str) -> bool:
        """Takes a decision back; false when there is none."""
        with self._writing() as unit:
            return judging.unjudge(unit, a, b)

    # ---- the whole

    def backup(self, path: str | Path) -> Path:
        """A copy of the corpus as it stands, while others read and write; from PostgreSQL, as an SQLite file.

        Raises `StoreError` when the file exists or cannot be written; an unfinished copy never gets the name.
        """
        target = Path(path)
        part = backup.free(target, str(self._url.database) if self._dialect.name == "sqlite" else None)
        with failures.told(str(target)):
            try:
                self._copy(part)
                backup.settle(part, target)
            except OSError as error:
                raise StoreError(f"{target}: {error.strerror}") from error
            finally:
                backup.discard(part)
        return target

    def _copy(self, part: Path) -> None:
        with self._reading() as connection:
            if self._dialect.name == "sqlite":
                backup.copy_file(connection, part)
            else:
                backup.copy_rows(connection, part, self.texts)

    def check(self) -> list[Problem]:
        """Everything that is wrong: the file, references, texts against spans, band keys, search, counters."""
        found: list[Problem] = []
        try:
            with self._reading() as connection:
                for problem in checking.check(connection, self._dialect, self.texts, not self.readonly):
                    found.append(problem)  # kept when the database gives up half-way
        except StoreError as error:
            found.append(Problem("file", "database", str(error)))
        return found
