"""What the corpus itself says of persons: facts out of coded reports, and the memory that later coding uses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import TYPE_CHECKING

from dateline.records import Actor, CodedArticle, Span
from dateline.store import Fact, Store

if TYPE_CHECKING:
    from dateline.actors import Memory

NAME, ROLE, COUNTRY = "name", "role", "country"


def facts_of(coded: CodedArticle) -> tuple[Fact, ...]:
    """Name, role and country of every person whose office the text itself states.

    What was taken from the knowledge base, from memory or from context is no evidence. Each fact holds for the day of
    publication or filing; its words are the mention that says most. The store fills in the report.
    """
    from dateline.actors import states_office

    stated = [a for a in coded.actors if states_office(a)]
    return tuple(fact for actor in stated for fact in _facts(actor, coded))


def _facts(actor: Actor, coded: CodedArticle) -> Iterable[Fact]:
    article = coded.article
    day, words = article.published or (article.filing.date if article.filing else None), _telling(actor, coded)
    for attribute, value in ((NAME, actor.name), (ROLE, actor.role), (COUNTRY, actor.country)):
        yield Fact(actor.id, attribute, value or "", day, day, "", words.start, words.end, words.exact)


def _telling(actor: Actor, coded: CodedArticle) -> Span:
    """The mention with the role in it, else the sentence of the first mention, where it stands beside the name."""
    role = (actor.role or "").lower()
    for mention in actor.mentions:
        if role in mention.exact.lower():
            return mention
    first = actor.mentions[0]
    for s in coded.sentences:
        if s.start <= first.start and first.end <= s.end:
            return Span(start=s.start, end=s.end, exact=coded.article.text[s.start : s.end])
    return first


def memory_of(store: Store) -> Memory | None:
    """Everything the reports of a corpus say of persons' offices, on dated days; null where they say nothing.

    It depends on what is stored alone, not on the order in which it was added.
    """
    told: defaultdict[tuple[str, str], dict[str, Fact]] = defaultdict(dict)
    for fact in store.facts():
        if fact.first and len(fact.first) == 10:
            told[fact.report, fact.actor][fact.attribute] = fact
    return _memory(told.values()) if told else None


def _memory(persons: Iterable[dict[str, Fact]]) -> Memory | None:
    from dateline.actors import Known, Memory

    offices: defaultdict[tuple[str, ...], list[Fact]] = defaultdict(list)
    for facts in persons:
        if {NAME, ROLE, COUNTRY} <= facts.keys():
            name, role, country = (facts[a].value for a in (NAME, ROLE, COUNTRY))
            offices[name, country, role, _sectors(facts[NAME].actor)].append(facts[NAME])
    known = []
    for (name, country, role, sectors), found in offices.items():
        days = sorted((f.first or "", int(f.report[1:]), f.report) for f in found)
        reports = tuple(dict.fromkeys(report for _, _, report in days))
        known.append(Known(name, country, tuple(sectors.split(".")), role, days[0][0], days[-1][0], reports))
    return Memory(known) if known else None


def _sectors(actor: str) -> str:
    """``GOV.MIL`` of ``RUS.GOV.MIL/andrei-belousov``."""
    return actor.partition("/")[0].partition(".")[2]
