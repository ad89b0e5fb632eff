"""Pages about a corpus for the terminal: merged events with every outlet's words, stories, status, differences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from rich.columns import Columns
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.cli.view import _COOPERATION, _count, _shorten, _table
from dateline.corpus import Change, Recoded, Shown
from dateline.corpus.differences import Altered
from dateline.corpus.showing import Telling
from dateline.records import Event, MergedEvent, Report, Slot, SlotValue, Statement, Story
from dateline.store import RunInfo, Status

_ACTS = {"report": "reports", "assert": "says so", "deny": "denies", "unconfirmed": "cannot confirm"}
_ACT_STYLE = {"deny": "red", "unconfirmed": "yellow", "assert": "cyan"}
_SLOTS = {"size": "taking part"}
WORDS = 3  # excerpts shown a value


def page(shown: Shown, explain: bool = False) -> Iterator[RenderableType]:
    """All parts of the page of an id. A report's own records are the business of `View`."""
    parts = {"report": _report, "event": _event, "merged": _merged, "story": _story, "family": _family}
    yield from parts[shown.kind](shown, explain)


def _section(title: str, body: RenderableType) -> Iterator[RenderableType]:
    yield Rule(title, style="dim", align="left")
    yield Padding(body, (0, 0, 1, 1))


def _lines(lines: Iterable[str | Text]) -> Group:
    return Group(*(Text(line) if isinstance(line, str) else line for line in lines))


# ---- merged events ----------------------------------------------------------------------------------------------


def _merged(shown: Shown, explain: bool) -> Iterator[RenderableType]:
    event = shown.merged
    assert event is not None
    outlets = {t.report.id: _outlet(t.report) for t in shown.tellings}
    yield Padding(_headline(event), (1, 0, 1, 1))
    if event.slots:
        yield from _section("What they say of it", Group(*(_slot(s, outlets) for s in event.slots)))
    yield from _section("In their words", Group(*(_words(same) for same in _alike(shown.tellings))))
    if event.voices:
        yield from _section("Who says so", _voices(event, outlets))
    if shown.judged:
        yield from _section("Decided by hand", _lines(shown.judged))
    if explain and event.why:
        yield from _section("Why these are one event", _lines(event.why))
    if shown.stories:
        yield Padding(Text("in " + ", ".join(shown.stories), style="dim"), (0, 0, 1, 1))


def _headline(event: MergedEvent) -> Group:
    head = Text()
    head.append(event.type, style="bold")
    head.append(f" {event.mode}" if event.mode else "", style="bold")
    head.append(f"  {_parties(event)}", style="bold")
    head.append(f"  {event.id}", style="dim")
    place = ", ".join(p for p in (event.place, event.country if event.country != event.place else None) if p)
    facts = [event.date or "date unknown", place or "place unknown", event.status if event.status != "actual" else ""]
    return Group(head, Text(" · ".join(f for f in facts if f), style="dim"), _basis(event))


def _parties(event: MergedEvent) -> str:
    actors, recipients = ", ".join(event.actors), ", ".join(event.recipients)
    if recipients:
        return f"{actors or 'unknown'} → {recipients}"
    return actors.replace(", ", " ↔ ") or "unknown"


def _basis(event: MergedEvent) -> Text:
    reports = len({m.report for m in event.members})
    out = Text(
        f"{_count(reports, 'report')} · {event.families} independent {'text' if event.families == 1 else 'texts'}"
    )
    out.append(f" · {_count(event.outlets, 'outlet')} · {_count(event.publishers, 'publisher')}")
    if event.single_source:
        out.append("  single source", style="yellow")
    return out


def _slot(slot: Slot, outlets: Mapping[str, str]) -> RenderableType:
    """One line where all agree; the values side by side where they do not."""
    name = _SLOTS.get(slot.name, slot.name)
    if slot.agreed and len(slot.values) == 1:
        line = Text(f"{name:<12}", style="dim")
        line.append(slot.values[0].value, style="bold")
        line.append(f"  {_sayers(slot.values[0], outlets)}", style="dim")
        return line
    head = Text(f"{name:<12}", style="dim")
    head.append("they agree" if slot.agreed else "they differ", style="" if slot.agreed else "yellow")
    return Group(head, Columns([_value(v, outlets) for v in slot.values], padding=(0, 1)))


def _value(value: SlotValue, outlets: Mapping[str, str]) -> Panel:
    words = [Text(f"“{_shorten(w, 90)}”", style="italic") for w in value.words[:WORDS]]
    body = Group(Text(_sayers(value, outlets), style="dim"), *words)
    return Panel(body, title=Text(value.value, style="bold"), title_align="left", width=38)


def _sayers(value: SlotValue, outlets: Mapping[str, str]) -> str:
    return ", ".join(dict.fromkeys(outlets.get(m.report, m.report) for m in value.members))


def _alike(tellings: Iterable[Telling]) -> list[list[Telling]]:
    """Tellings in the same words together: reprints and doubled events."""
    found: dict[tuple[str, str | None], list[Telling]] = {}
    for t in tellings:
        found.setdefault((t.event.evidence.exact, t.speaker), []).append(t)
    return list(found.values())


def _words(same: Sequence[Telling]) -> RenderableType:
    telling = same[0]
    head = Text(telling.report.article.published or "undated", style="dim")
    for t in same:
        head.append(f"  {_outlet(t.report)}", style="bold")
        head.append(f" {t.ref}", style="dim")
    if telling.speaker:
        said = "denied by" if telling.event.status == "negated" else "on the word of"
        head.append(f"  {said} {telling.speaker}", style="cyan")
    elif telling.event.voice == "commentary":
        head.append("  in the writer's own commentary", style="italic magenta")
    return Padding(Group(head, _evidence(telling.event)), (0, 0, 1, 0))


def _evidence(event: Event) -> Text:
    out = Text("“" + _shorten(event.evidence.exact) + "”", style="italic")
    at = event.trigger.start - event.evidence.start + 1
    if 0 < at <= len(out) - 1 - len(event.trigger.exact):
        out.stylize("underline bold", at, at + len(event.trigger.exact))
    return out


def _voices(event: MergedEvent, outlets: Mapping[str, str]) -> RenderableType:
    table = _table("When", "Outlet", "Who", "")
    for voice in sorted(event.voices, key=lambda v: (v.published or "9999", int(v.report[1:]))):
        act = Text(_ACTS[voice.act], style=_ACT_STYLE.get(voice.act, ""))
        who = voice.speaker or "the outlet itself"
        table.add_row(voice.published or "undated", outlets.get(voice.report, voice.report), Text(who), act)
    return table


def _outlet(report: Report) -> str:
    return report.article.outlet or report.article.url or report.id


# ---- the other pages --------------------------------------------------------------------------------------------


def _report(shown: Shown, explain: bool) -> Iterator[RenderableType]:
    report = shown.report
    assert report is not None
    lines = [f"{report.id}, version {report.version}, coded {report.coded_at} in {report.run}"]
    lines += ["withdrawn"] if report.withdrawn else []
    if shown.family and len(shown.family.members) > 1:
        lines.append(
            f"one text with {', '.join(m for m in shown.family.members if m != report.id)} ({shown.family.id})"
        )
    if shown.stories:
        lines.append("in " + ", ".join(shown.stories))
    lines += [f"{e} is part of {m}" for e, m in shown.merged_ids]
    yield from _section("In the corpus", _lines(lines))
    if explain and shown.origin:
        yield from _section("Where it comes from", _lines(f"{k}: {v}" for k, v in shown.origin.items()))
    if shown.edit:
        yield from _section(f"What the edit to version {report.version} changed", _change(shown.edit, title=False))


def _event(shown: Shown, explain: bool) -> Iterator[RenderableType]:
    event, report = shown.event, shown.report
    assert event is not None
    assert report is not None
    head = Text(f"{event.type} {event.mode or ''}".strip(), style="bold")
    head.append(f"  {', '.join(event.actors) or 'unknown'} → {', '.join(event.recipients) or '–'}  {shown.id}")
    facts = f"{event.date or 'date unknown'} · {event.status} · voice: {event.voice} · {event.intensity:+g}"
    where = f"{_outlet(report)} · {report.article.title or 'untitled'} · {report.article.published or 'undated'}"
    body: list[RenderableType] = [head, Text(facts, style="dim"), Text(where, style="dim"), _evidence(event)]
    if shown.merged:
        body.append(Text(f"part of {shown.merged.id}, {_count(len(shown.merged.members), 'telling')}", style="dim"))
    if explain:
        body.append(Text("why: " + "; ".join((*event.why, f"confidence {event.confidence:.2f}")), style="dim"))
    yield Padding(Group(*body), (1, 0, 1, 1))


def _story(shown: Shown, explain: bool) -> Iterator[RenderableType]:
    story = shown.story
    assert story is not None
    head = Text(story.title, style="bold")
    head.append(f"  {story.id}", style="dim")
    yield Padding(
        Group(head, Text(f"{_span(story)} · {_count(len(story.reports), 'report')}", style="dim")), (1, 0, 1, 1)
    )
    yield from _section("What happened", events(shown.events)[0] if shown.events else Text("no events"))
    yield from _section("Reports", _reports(shown.reports))


def _family(shown: Shown, explain: bool) -> Iterator[RenderableType]:
    from dateline.stories.duplicates import explain as told

    family = shown.family
    assert family is not None
    head = Text(f"{_count(len(family.members), 'report')} with one text: one voice", style="bold")
    head.append(f"  {family.id}", style="dim")
    first = Text(f"original: {family.original or 'unknown'}", style="dim")
    yield Padding(Group(head, first), (1, 0, 1, 1))
    yield from _section("Reports", _reports(shown.reports))
    if family.links:
        yield from _section("Why", _lines(told(link) for link in family.links))


def _reports(reports: Iterable[Report]) -> Table:
    table = _table("Report", "Published", "Outlet", "Title")
    for r in reports:
        table.add_row(r.id, r.article.published or "undated", _outlet(r), Text(r.article.title or ""))
    return table


def events(found: Sequence[MergedEvent]) -> list[RenderableType]:
    """A list of merged events."""
    if not found:
        return [Text("no events")]
    table = _table("Event", "Date", "What", "Who", "Where", "Told by")
    for e in found:
        told = Text(f"{e.families} text{'' if e.families == 1 else 's'}, {_count(e.outlets, 'outlet')}")
        if e.single_source:
            told = Text("single source", style="yellow")
        what = Text(
            f"{e.type} {e.mode or ''}".strip() + ("" if e.status == "actual" else f" ({e.status})"), style="bold"
        )
        if not any(v.act == "report" for v in e.voices):
            told.append("; claimed", style="yellow")
        differ = [_SLOTS.get(s.name, s.name) for s in e.slots if not s.agreed]
        if differ:
            told.append(f"; {', '.join(differ)} differ", style="yellow")
        table.add_row(e.id, e.date or "?", what, _parties(e), e.place or e.country or "", told)
    return [table]


def stories(found: Sequence[Story]) -> list[RenderableType]:
    """A list of stories."""
    if not found:
        return [Text("no stories")]
    table = _table("Story", "When", "Title", "Reports", "Events")
    for s in found:
        table.add_row(s.id, _span(s), Text(s.title, style="bold"), str(len(s.reports)), str(len(s.events)))
    return [table]


def _span(story: Story) -> str:
    if not story.first:
        return "undated"
    return story.first if story.first == story.last else f"{story.first} to {story.last}"


# ---- status and differences -------------------------------------------------------------------------------------


def status(where: str, found: Status, runs: Sequence[RunInfo], left_out: Mapping[str, int]) -> Iterator[RenderableType]:
    """The page of ``dateline status``."""
    size = f" · {found.bytes / 1e6:,.1f} MB" if found.bytes is not None else ""
    kept = "" if found.texts else " · without texts"
    yield Padding(
        Group(Text(where, style="bold"), Text(f"schema {found.schema}{size}{kept}", style="dim")), (1, 0, 1, 1)
    )
    numbers = Table.grid(padding=(0, 2))
    for name in ("reports", "families", "events", "merged", "stories", "statements"):
        numbers.add_row(Text("merged events" if name == "merged" else name), _number(getattr(found, name)))
    numbers.add_row(Text("versions"), _number(found.versions))
    for name in ("withdrawn", "pending"):
        if getattr(found, name):
            numbers.add_row(Text(name, style="yellow"), _number(getattr(found, name)))
    yield from _section("In the corpus", numbers)
    if left_out:
        rows = Table.grid(padding=(0, 2))
        for reason, count in list(left_out.items())[:20]:
            rows.add_row(_number(count), Text(reason))
        yield from _section("Left out", rows)
    if runs:
        yield from _section("Runs", _runs(runs))


def _number(n: int) -> Text:
    return Text(f"{n:,}", style="bold", justify="right")


def _runs(runs: Sequence[RunInfo]) -> Table:
    table = _table("Run", "Started", "Dateline", "Codebook", "Model", "What")
    for r in runs[-10:]:
        counts = ", ".join(f"{n:,} {what}" for what, n in r.counts.items()) if r.finished else "cut off"
        table.add_row(r.id, r.started, r.version, r.codebook, r.engine, counts)
    return table


def recoded(done: Recoded, dry: bool) -> Iterator[RenderableType]:
    """The page of ``dateline recode``."""
    would = "would change" if dry else "changed"
    for change in done.changes:
        yield _change(change)
    for change in done.edits:
        yield from _section(f"{change.report} was edited: what the edit changed", _change(change))
    for report, problem in done.problems:
        yield Text(f"{report}: {problem}", style="red")
    sums = [sum(len(getattr(c, part)) for c in done.changes) for part in ("added", "removed", "altered")]
    yield Text(
        f"{_count(done.reports, 'report')} coded again; {len(done.changes)} {would}: "
        f"{sums[0]} records added, {sums[1]} removed, {sums[2]} altered"
    )


def _change(change: Change, title: bool = True) -> Group:
    lines: list[Text] = [Text(f"{change.report}  {change.title or ''}", style="bold")] if title else []
    lines += [_record("+", r, _COOPERATION) for r in change.added]
    lines += [_record("-", r, "red") for r in change.removed]
    for a in change.altered:
        lines += _altered(a)
    return Group(*lines, *([Text("")] if title else []))


def _record(sign: str, record: Event | Statement, style: str) -> Text:
    what = f"{record.type} {record.mode or ''}".strip() if isinstance(record, Event) else f"statement {record.act}"
    return Text(f"{sign} {what}  “{_shorten(record.evidence.exact, 100)}”", style=style)


def _altered(altered: Altered) -> list[Text]:
    record = altered.after
    what = record.type if isinstance(record, Event) else f"statement {record.act}"
    lines = [Text(f"~ {what}  “{_shorten(record.evidence.exact, 100)}”", style="yellow")]
    for name, (before, after) in altered.fields.items():
        told = f"was “{_shorten(before, 90)}”" if name == "words" else f"{name}: {_shown(before)} → {_shown(after)}"
        lines.append(Text("    " + told))
    return lines


def _shown(value: Any) -> str:
    if isinstance(value, (tuple, list)):
        return ", ".join(map(str, value)) or "none"
    return "none" if value is None else str(value)
