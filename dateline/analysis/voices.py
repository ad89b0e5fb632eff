"""Whose voices a report gives room to, and which parties to its events are never heard."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dateline.records import Actor, CodedArticle, Span, Statement

_WORD = re.compile(r"\w+(?:['’-]\w+)*")


@dataclass(frozen=True)
class Share:
    """Words attributed to one speaker or country, and their share of all attributed words (0 to 1)."""

    name: str
    words: int
    share: float


@dataclass(frozen=True)
class Voices:
    """Attributed words by speaker and by country, most first; `unheard`: names of parties to actual events that are
    never quoted or paraphrased. `attributed` and `total` are counts of words.
    """

    speakers: tuple[Share, ...]
    countries: tuple[Share, ...]
    unheard: tuple[str, ...]
    attributed: int
    total: int


def voices(coded: CodedArticle) -> Voices:
    """Word shares of one coded article. A word inside a nested statement counts for the outer speaker only."""
    actors = {a.id: a for a in coded.actors}
    by_speaker: Counter[str] = Counter()
    by_country: Counter[str] = Counter()
    seen: set[int] = set()
    for statement in sorted(coded.statements, key=lambda s: s.within is not None):
        words = _new_words(coded.article.text, statement.content, seen)
        speaker = actors.get(statement.speaker or "")
        by_speaker[_name(statement, speaker)] += words
        by_country[(speaker.country if speaker else None) or "unknown"] += words
    total = len(_WORD.findall(coded.article.text))
    return Voices(_shares(by_speaker), _shares(by_country), _unheard(coded, actors), sum(by_speaker.values()), total)


def _new_words(text: str, spans: Iterable[Span], seen: set[int]) -> int:
    starts = {m.start() for span in spans for m in _WORD.finditer(text, span.start, span.end)} - seen
    seen |= starts
    return len(starts)


def _name(statement: Statement, speaker: Actor | None) -> str:
    if speaker:
        return speaker.name
    return statement.speaker_text.exact if statement.speaker_text else "unknown"


def _shares(counts: Counter[str]) -> tuple[Share, ...]:
    total = sum(counts.values())
    return tuple(Share(name, n, n / total) for name, n in counts.most_common() if n)


def _unheard(coded: CodedArticle, actors: dict[str, Actor]) -> tuple[str, ...]:
    """Parties of whom nobody speaks: neither the actor nor anybody of its country or body."""
    heard = {s.speaker for s in coded.statements if s.speaker}
    lands = {actors[s].country for s in heard if s in actors and actors[s].country}
    parties = [a for e in coded.events if e.status == "actual" for a in (*e.actors, *e.recipients)]
    out = []
    for party in dict.fromkeys(parties):
        actor = actors.get(party)
        if actor and party not in heard and actor.country not in lands:
            out.append(actor.name)
    return tuple(dict.fromkeys(out))
