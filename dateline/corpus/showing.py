"""Everything about one id, ready to be read or printed: a report, a coded event, a merged event, a story, a family."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any, Literal

from dateline.corpus.differences import Change, difference
from dateline.errors import InputError
from dateline.records import Article, CodedArticle, Event, Family, MergedEvent, Report, Story
from dateline.store import Store

Kind = Literal["report", "event", "merged", "story", "family"]
_KINDS: dict[str, Kind] = {"r": "report", "m": "merged", "t": "story", "f": "family"}


@dataclass(frozen=True)
class Telling:
    """One outlet's words for a merged event: a coded event in its report."""

    ref: str
    report: Report
    event: Event
    speaker: str | None


@dataclass(frozen=True)
class Shown:
    """What is known of `id`. Which fields are filled depends on `kind`; a coded event comes with all of its report."""

    id: str
    kind: Kind
    report: Report | None = None
    coded: CodedArticle | None = None
    event: Event | None = None
    origin: dict[str, Any] | None = None
    edit: Change | None = None
    merged: MergedEvent | None = None
    tellings: tuple[Telling, ...] = ()
    judged: tuple[str, ...] = ()
    story: Story | None = None
    family: Family | None = None
    reports: tuple[Report, ...] = ()
    events: tuple[MergedEvent, ...] = ()
    stories: tuple[str, ...] = ()
    merged_ids: tuple[tuple[str, str], ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """JSON-ready; empty parts are left out."""
        out: dict[str, Any] = {"id": self.id, "kind": self.kind}
        for name in ("report", "event", "merged", "story", "family"):
            if (record := getattr(self, name)) is not None:
                out[name] = record.model_dump(mode="json")
        if self.coded is not None and self.event is None:
            out["coded"] = self.coded.model_dump(mode="json", exclude={"article"})
        out["origin"] = self.origin
        out["edit"] = self.edit.as_dict() if self.edit else None
        out["tellings"] = [_telling(t) for t in self.tellings]
        out["judged"] = list(self.judged)
        out["reports"] = [_brief(r) for r in self.reports]
        out["events"] = [e.model_dump(mode="json") for e in self.events]
        out["stories"] = list(self.stories)
        out["merged_events"] = dict(self.merged_ids)
        return {k: v for k, v in out.items() if v not in (None, [], {})}


def _brief(report: Report) -> dict[str, Any]:
    article: Article = report.article
    return {"id": report.id, "title": article.title, "outlet": article.outlet, "published": article.published,
            "url": article.url, "family": report.family}  # fmt: skip


def _telling(telling: Telling) -> dict[str, Any]:
    return {"ref": telling.ref, **_brief(telling.report), "speaker": telling.speaker,
            "event": telling.event.model_dump(mode="json")}  # fmt: skip


def show(store: Store, id: str) -> Shown:
    """Looks an id up. Raises `InputError` for what is no id and `StoreError` for what is not in the corpus."""
    head = id[:1]
    if "/" in id and head == "r":
        return _event(store, id)
    if head not in _KINDS or not id[1:].isdecimal():
        raise InputError(
            f"{id!r} is no id: r1 is a report, r1/e2 an event in it, m1 a merged event, t1 a story, f1 a family"
        )
    kind = _KINDS[head]
    return {"report": _report, "merged": _merged, "story": _story, "family": _family}[kind](store, id)


def _report(store: Store, id: str) -> Shown:
    report, coded = store.report(id), store.coded(id)
    edit = difference(id, store.coded(id, report.version - 1), coded) if report.version > 1 else None
    merged = tuple((e.id, m) for e in coded.events if (m := store.merged_of(f"{id}/{e.id}")))
    family = store.family(report.family) if report.family else None
    return Shown(id, "report", report=report, coded=coded, origin=store.origin(id), edit=edit, family=family,
                 stories=store.stories_of(id), merged_ids=merged)  # fmt: skip


def _event(store: Store, ref: str) -> Shown:
    id, _, number = ref.partition("/")
    coded = store.coded(id)
    event = next((e for e in coded.events if e.id == number), None)
    if event is None:
        raise InputError(f"no event {ref}: {id} has {len(coded.events)}, e1 and so on")
    merged = store.merged_of(ref)
    return Shown(ref, "event", report=store.report(id), coded=coded, event=event,
                 merged=store.merged(merged) if merged else None)  # fmt: skip


def _merged(store: Store, id: str) -> Shown:
    event = store.merged(id)
    refs = {f"{m.report}/{m.event}" for m in event.members}
    judged = {j.by for j in store.judgements() if j.a in refs or j.b in refs}
    stories = tuple(dict.fromkeys(s for m in event.members for s in store.stories_of(m.report)))
    return Shown(id, "merged", merged=event, tellings=_tellings(store, event), judged=tuple(sorted(judged)),
                 stories=tuple(s for s in stories if id in store.story(s).events))  # fmt: skip


def _tellings(store: Store, merged: MergedEvent) -> tuple[Telling, ...]:
    ids = {m.report for m in merged.members}
    reports = {r.id: r for r in store.reports(ids, text=False)}
    coded = dict(store.coded_many(sorted(ids)))
    found = []
    for m in merged.members:
        event = next((e for e in coded[m.report].events if e.id == m.event), None)
        if event is not None:
            found.append(Telling(f"{m.report}/{m.event}", reports[m.report], event, _speaker(coded[m.report], event)))
    return tuple(sorted(found, key=lambda t: (t.report.article.published or "9999", int(t.report.id[1:]))))


def _speaker(coded: CodedArticle, event: Event) -> str | None:
    """On whose word an attributed event rests."""
    said = next((s for s in coded.statements if s.id == event.statement), None)
    if said is None or event.voice != "attributed":
        return None
    named = next((a.name for a in coded.actors if a.id == said.speaker), None)
    return named or (said.speaker_text.exact if said.speaker_text else "somebody")


def _story(store: Store, id: str) -> Shown:
    story = store.story(id)
    events = tuple(sorted((store.merged(m) for m in story.events), key=lambda e: (e.date or "9999", int(e.id[1:]))))
    return Shown(id, "story", story=story, reports=_ordered(store, story.reports), events=events)


def _family(store: Store, id: str) -> Shown:
    family = store.family(id)
    return Shown(id, "family", family=family, reports=_ordered(store, family.members))


def _ordered(store: Store, ids: Collection[str]) -> tuple[Report, ...]:
    found = store.reports(ids, text=False)
    return tuple(sorted(found, key=lambda r: (r.article.published or "9999", int(r.id[1:]))))
