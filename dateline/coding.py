"""The coder: one article in, its record out. The stages in their order, on one screen."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator

from dateline import actors, dates, events, places, relations, statements
from dateline import articles as reading
from dateline.articles import filing
from dateline.attribution import attribute
from dateline.language import Document
from dateline.language.engine import DEFAULT_MODEL, Engine
from dateline.places import PlaceIndex
from dateline.records import Article, CodedArticle, DateRef, Event, Run, Sentence, Statement
from dateline.version import __version__


class Coder:
    """Codes reports. Loading takes about a second; coding is pure and deterministic, without network.

    `model` is the name of an installed spaCy model. Raises `MissingModelError` when it is absent.
    """

    def __init__(self, model: str = DEFAULT_MODEL) -> None:
        self.engine = Engine(model)
        self.run = Run(version=__version__, codebook=events.codebook.load().hash, engine=self.engine.name)

    def read(
        self,
        text: str,
        *,
        id: str | None = None,
        published: str | datetime.date | None = None,
        title: str | None = None,
        outlet: str | None = None,
        url: str | None = None,
        language: str | None = None,
    ) -> CodedArticle:
        """Code one text. `published` anchors relative dates; without it they stay unknown.

        Raises `SkippedDocument` for text that is not coded (empty, too long, not English) and `InputError` for a
        publication date that is none.
        """
        article = reading.article(
            text, id=id, published=published, title=title, outlet=outlet, url=url, language=language
        )
        return self.code(article)

    def code_all(self, articles: Iterable[Article]) -> Iterator[CodedArticle]:
        """Code articles one after the other, lazily."""
        return (self.code(article) for article in articles)

    def code(self, article: Article, memory: actors.Memory | None = None) -> CodedArticle:
        """Code one article. `memory` is what a corpus says of persons; it fills in what the article leaves open."""
        breaks = [filing.end_of(article.text, article.filing)] if article.filing else []
        doc = self.engine.parse(article.text, breaks)
        article, anchor, times = _dated(article, doc)
        where = places.find(doc)
        who = actors.index(doc, anchor, where.located, memory)
        said = tuple(statements.find(doc, who, times, where))
        spoken = _sentences(doc, said)
        done = attribute(_placed(events.code(doc, who, where, times), where), said, spoken)
        parties = who.records(_named(done, said))
        return CodedArticle(
            run=self.run,
            article=article,
            sentences=spoken,
            actors=parties,
            places=where.records,
            dates=tuple(times),
            events=done,
            statements=said,
            relations=relations.relate(parties, done, said),
        )


def _dated(article: Article, doc: Document) -> tuple[Article, datetime.date | None, list[DateRef]]:
    """The article with its filing date resolved, the day that anchors relative dates, and the dates.

    The anchor is the publication date, else a filing date that states its year; never today.
    """
    anchor = _day(article.published)
    times = dates.find(doc, anchor)
    if article.filing is None:
        return article, anchor, times
    area = article.filing.evidence
    filed = next((d.edtf for d in times if area.start <= d.start < area.end), None)
    if anchor is None and (anchor := _day(filed)):
        times = dates.find(doc, anchor)
    return article.model_copy(update={"filing": article.filing.model_copy(update={"date": filed})}), anchor, times


def _day(value: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value) if value and len(value) == 10 else None
    except ValueError:
        return None


def _placed(found: Iterable[Event], where: PlaceIndex) -> Iterator[Event]:
    """Events whose place is a listed one: a capital that stands for its government is none."""
    listed = {p.id for p in where.records} | {None}
    return (e if e.place in listed else e.model_copy(update={"place": None}) for e in found)


def _sentences(doc: Document, said: tuple[Statement, ...]) -> tuple[Sentence, ...]:
    voices = statements.voices(doc, said)
    return tuple(Sentence(start=s.start, end=s.end, voice=v) for s, v in zip(doc.sentences, voices, strict=True))


def _named(done: Iterable[Event], said: Iterable[Statement]) -> set[str]:
    """Ids of all actors that an event or a statement refers to."""
    used = {a for e in done for a in (*e.actors, *e.recipients)}
    for statement in said:
        used.update(statement.about, (statement.speaker,) if statement.speaker else ())
    return used
