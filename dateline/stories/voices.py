"""Who asserts, denies or cannot confirm a merged event, over time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from dateline.records import CodedArticle, Event, Statement, Voiced
from dateline.stories import features
from dateline.stories.partition import natural
from dateline.stories.telling import Told, level

Act = Literal["report", "assert", "deny", "unconfirmed"]
NEAR = 2  # sentences after an event in which a denial or a doubt is about it
_UNCONFIRMED = re.compile(
    r"\b(?:could|can|has|have|had|was|were|been|did)\s?(?:not|n['’]t)(?: (?:be|been|immediately|yet|independently))*"
    r" (?:verif|confirm|corroborat|substantiat)|\bcannot (?:be )?(?:independently )?(?:verif|confirm)"
    r"|\bunable to (?:independently )?(?:verify|confirm)|\bunconfirmed\b|\bno independent confirmation\b"
    r"|\b(?:refused|declined) to confirm\b"
)


def voices(told: Sequence[Told]) -> tuple[Voiced, ...]:
    """Each report's voices on the event: its own, those it cites, those who deny it, and that it is not confirmed."""
    found = {v for one in told for v in _of(one)}
    return tuple(sorted(found, key=lambda v: (v.published or "9999", natural(v.report), v.act, v.speaker or "")))


def _of(told: Told) -> Iterator[Voiced]:
    statement = _statement(told.coded, told.event.statement)
    act: Act = "report"
    if told.event.status == "negated":
        act = "deny"
    elif statement is not None:
        act = "assert"
    if statement is not None and statement.act in ("doubt", "unconfirmed"):
        act = "unconfirmed"
    yield _voiced(told, act, statement)
    for denial in _denials(told):
        yield _voiced(told, "deny", denial)
    for doubt in _doubts(told):
        yield _voiced(told, "unconfirmed", doubt)


def _voiced(told: Told, act: Act, statement: Statement | None) -> Voiced:
    speaker = None
    if statement is not None:
        actor = told.actor(statement.speaker or "")
        speaker = actor.name if actor else (statement.speaker_text.exact if statement.speaker_text else None)
    return Voiced(report=told.report.id, speaker=speaker, act=act, published=told.report.article.published)


def _statement(coded: CodedArticle, id: str | None) -> Statement | None:
    return next((s for s in coded.statements if s.id == id), None) if id else None


def _denials(told: Told) -> Iterable[Statement]:
    """Denials without a coded event of their own, shortly after this event and about no later one."""
    used = {e.statement for e in told.coded.events}
    for statement in told.coded.statements:
        if statement.act == "deny" and statement.id not in used and _concerns(told, statement.evidence.start):
            yield statement


def deniers(told: Told) -> frozenset[str]:
    """Countries, bodies and named groups that deny the event in this report."""
    speakers = [s.speaker for s in _denials(told)] + [s.speaker for s in told.statements() if told.denied]
    return frozenset(level(s, told.actor(s)) for s in speakers if s)


def _doubts(told: Told) -> Iterable[Statement | None]:
    """Sentences that say the event could not be confirmed: in its own evidence, or shortly after it."""
    text = told.coded.article.text
    for sentence in told.coded.sentences:
        inside = text[sentence.start : sentence.end]
        own = sentence.start <= told.event.trigger.start < sentence.end
        if inside and _UNCONFIRMED.search(inside) and (own or _concerns(told, sentence.start)):
            yield next((s for s in told.coded.statements if sentence.start <= s.evidence.start < sentence.end), None)


def _concerns(told: Told, offset: int) -> bool:
    """Whether words at `offset` follow this event closely, and no other act stands between."""
    starts = [s.start for s in told.coded.sentences]
    after = sum(1 for s in starts if told.event.trigger.start < s <= offset)
    between = (e for e in told.coded.events if told.event.trigger.start < e.trigger.start < offset)
    return 0 < after <= NEAR and not any(_is_act(e) for e in between)


def _is_act(event: Event) -> bool:
    return features.GROUPS.get(event.type) in features.MATERIAL
