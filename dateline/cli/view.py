"""The terminal view of a coded article: headline facts, who, what, who says so, relations, voices, and the text."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import Any, TextIO

from rich.box import SIMPLE_HEAD
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from dateline.analysis import Voices, voices
from dateline.cli.terminal import console
from dateline.records import Actor, CodedArticle, Event, Place, Relation, Span, Statement

VOICE_STYLE = {"report": "", "attributed": "cyan", "commentary": "italic magenta"}
_CONFLICT, _COOPERATION = "red", "green"
_EVIDENCE = 220  # characters of evidence shown an event; --json has all of it
_BAR = 24
_KINDS = {"country": "state", "igo": "international body", "group": "group", "organization": "body", "person": "person"}


class View:
    """Prints coded articles to `out` (colours only on a terminal)."""

    def __init__(self, out: TextIO, width: int | None = None) -> None:
        self._console = console(out, width)

    def show(self, coded: CodedArticle, *, explain: bool = False, text: bool = True) -> None:
        """Print one article; `explain` adds why each code was given, `text` the marked text."""
        page = _Page(coded, explain)
        self._console.print(Group(*page.parts(text)))

    def brief(self, coded: CodedArticle) -> None:
        """Print the head of one article: title, where it is from, what was found."""
        self._console.print(_Page(coded, explain=False).head())


class _Page:
    def __init__(self, coded: CodedArticle, explain: bool) -> None:
        self.coded = coded
        self.explain = explain
        self.actors = {a.id: a for a in coded.actors}
        self.places = {p.id: p for p in coded.places}
        self.statements = {s.id: s for s in coded.statements}

    def parts(self, text: bool) -> Iterable[RenderableType]:
        yield self.head()
        for title, body in (
            ("Who", self._who()),
            ("What happened", self._events()),
            ("Who says so", self._said()),
            ("Relations", self._relations()),
            ("Whose voices", self._voices()),
            ("The text", self._text() if text else None),
        ):
            if body is not None:
                yield Rule(title, style="dim", align="left")
                yield Padding(body, (0, 0, 1, 1))

    def head(self) -> RenderableType:
        """Title, where it is from, what was found."""
        article = self.coded.article
        title = Text(article.title or _shorten(self._first_sentence(), 100), style="bold")
        f = article.filing
        filed = " ".join(p for p in ("filed", f.place, f.date) if p) if f and (f.place or f.date) else None
        known = [article.outlet, article.byline, article.published or "publication date unknown", filed, article.url]
        facts = Text(" · ".join(k for k in known if k), style="dim")
        return Padding(Group(title, facts, self._facts()), (1, 0, 1, 1))

    def _first_sentence(self) -> str:
        """The opening of a report without a headline, its dateline left out."""
        article = self.coded.article
        start = article.filing.evidence.end if article.filing else 0
        first = next((s for s in self.coded.sentences if s.start >= start), None)
        return article.text[first.start : first.end] if first else article.id

    def _facts(self) -> Text:
        events, said = self.coded.events, self.coded.statements
        reported = sum(e.voice == "report" for e in events)
        speakers = {s.speaker or (s.speaker_text and s.speaker_text.exact) for s in said}
        out = Text()
        out.append(_count(len(events), "event"), style="bold")
        if events:
            out.append(f" ({reported} reported, {len(events) - reported} on somebody's word)")
        out.append(" · ")
        out.append(_count(len(said), "statement"), style="bold")
        if said:
            out.append(f" by {_count(len(speakers), 'speaker')}")
        out.append(f" · {_count(len(self.coded.actors), 'actor')} · {_count(len(self.coded.places), 'place')}")
        return out

    def _who(self) -> RenderableType | None:
        if not self.coded.actors:
            return None
        table = _table("Actor", "Country", "Sectors", "Role", "Mentions")
        for a in sorted(self.coded.actors, key=lambda a: -len(a.mentions)):
            table.add_row(
                Text(a.name, style="bold" if a.kind == "person" else ""), a.country or "?",
                " ".join(a.sectors) or _KINDS[a.kind], a.role or "", str(len(a.mentions)),
            )  # fmt: skip
            if self.explain and a.why:
                table.add_row(_why(a.why), "", "", "", "")
        return table

    def _events(self) -> RenderableType | None:
        if not self.coded.events:
            return None
        return Group(*(Padding(self._event(e), (0, 0, 1, 0)) for e in self.coded.events))

    def _event(self, e: Event) -> RenderableType:
        head = Text()
        head.append(f"{e.type}", style=f"bold {_CONFLICT if e.intensity < 0 else _COOPERATION}")
        head.append(f" {e.mode}" if e.mode else "", style="bold")
        head.append("  ")
        head.append(self._parties(e), style="bold")
        facts = [e.date or "date unknown", self._place(e.place), e.status if e.status != "actual" else "",
                 *(_magnitude(m) for m in e.magnitudes), ", ".join(e.contexts), f"{e.intensity:+g}"]  # fmt: skip
        lines: list[RenderableType] = [head, Text(" · ".join(f for f in facts if f), style="dim")]
        if e.voice == "attributed":
            lines.append(Text(f"on the word of {self._speaker(self.statements.get(e.statement or ''))}", style="cyan"))
        elif e.voice == "commentary":
            lines.append(Text("in the writer's own commentary", style="italic magenta"))
        lines.append(self._evidence(e))
        if self.explain:
            lines.append(_why((*e.why, f"confidence {e.confidence:.2f}")))
        return Group(*lines)

    def _parties(self, e: Event) -> str:
        actors, recipients = self._names(e.actors), self._names(e.recipients)
        if recipients:
            return f"{actors or 'unknown'} → {recipients}"
        return actors.replace(", ", " ↔ ") if len(e.actors) > 1 else actors or "unknown"

    def _names(self, ids: Iterable[str]) -> str:
        return ", ".join(_label(self.actors[i]) if i in self.actors else i for i in ids)

    def _place(self, id: str | None) -> str:
        place: Place | None = self.places.get(id or "")
        if place is None:
            return "place unknown"
        near = "near " if place.precision == "near" else ""
        country = f", {place.country}" if place.country and place.precision != "country" else ""
        return near + place.name + country

    def _speaker(self, s: Statement | None) -> str:
        if s is None:
            return "unknown"
        if s.speaker in self.actors:
            return _label(self.actors[s.speaker or ""])
        return f"“{s.speaker_text.exact}”" if s.speaker_text else "unknown"

    def _evidence(self, e: Event) -> Text:
        out = Text().append("│ ", style="dim")
        out.append(_shorten(e.evidence.exact), style="italic")
        at = e.trigger.start - e.evidence.start + 2
        if at > 0 and at + len(e.trigger.exact) <= len(out):
            out.stylize("underline bold", at, at + len(e.trigger.exact))
        return out

    def _said(self) -> RenderableType | None:
        if not self.coded.statements:
            return None
        table = _table("Speaker", "Act", "Words")
        for s in self.coded.statements:
            words = Text(" … ".join(_shorten(c.exact, 160) for c in s.content))
            for quote in s.quotes:
                _highlight(words, quote, s.content)
            act = Text(s.act, style=_COOPERATION if s.stance > 0 else _CONFLICT if s.stance < 0 else "")
            act.append(f"\n{s.manner}", style="dim")
            if s.within:
                act.append(f"\nwithin {s.within}", style="dim")
            table.add_row(Text(self._speaker(s), style="bold" if s.speaker else ""), act, words)
            if self.explain and s.why:
                table.add_row("", "", _why(s.why))
        return table

    def _relations(self) -> RenderableType | None:
        if not self.coded.relations:
            return None
        table = _table("From", "To", "Events", "Cooperation", "Conflict", "Balance")
        top = max(abs(r.intensity) for r in self.coded.relations) or 1
        for r in self.coded.relations:
            plus, minus = (f"{v:+g}" if v else "" for v in (r.cooperation, r.conflict))
            table.add_row(
                self._node(r.source), self._node(r.target), _basis(r), plus, minus, _signed_bar(r.intensity, top)
            )
        return table

    def _node(self, id: str) -> str:
        return self.actors[id].name if id in self.actors else id

    def _voices(self) -> RenderableType | None:
        found = voices(self.coded)
        if not found.attributed:
            return None
        table = _table("Speaker", "Words", "Share")
        for share in found.speakers[:8]:
            table.add_row(share.name, str(share.words), _bar(share.share, f"{share.share:.0%}"))
        lines: list[RenderableType] = [table, _by_country(found)]
        if found.unheard:
            lines.append(Text("Never quoted: " + ", ".join(found.unheard), style="yellow"))
        return Group(*lines)

    def _text(self) -> RenderableType:
        out = Text(self.coded.article.text)
        for s in self.coded.sentences:
            if s.voice == "commentary":
                out.stylize(VOICE_STYLE["commentary"], s.start, s.end)
        for said in self.coded.statements:
            for span in said.content:
                out.stylize(VOICE_STYLE["attributed"], span.start, span.end)
        for e in self.coded.events:
            out.stylize("bold underline", e.trigger.start, e.trigger.end)
        legend = Text("report", style="dim")
        for word, style in (*list(VOICE_STYLE.items())[1:], ("event", "bold underline")):
            legend.append(" · ", style="dim").append(word, style=style)
        return Group(legend, Text(), out)


def show_resolutions(results: Iterable[Mapping[str, Any]]) -> None:
    """Print what ``dateline resolve`` found, one row a phrase."""
    table = _table("Phrase", "Actor", "Country", "Sectors", "Role", "Why")
    for r in results:
        table.add_row(r["text"], Text(r.get("name") or "unknown", style="bold" if r.get("id") else "dim"),
                      r.get("country") or "", " ".join(r.get("sectors") or ()), r.get("role") or "",
                      Text("; ".join(r.get("why") or ()), style="dim"))  # fmt: skip
    console(sys.stdout).print(table)


def _table(*columns: str) -> Table:
    table = Table(box=SIMPLE_HEAD, pad_edge=False, header_style="dim", show_edge=False)
    for column in columns:
        table.add_column(column, overflow="fold", justify="right" if column == "Mentions" else "left")
    return table


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _label(a: Actor) -> str:
    """Name and, where the name does not say it, the country."""
    return a.name if not a.country or a.kind == "country" else f"{a.name} ({a.country})"


def _magnitude(m: Any) -> str:
    amount = f"at least {m.low}" if m.high is None else str(m.low) if m.high == m.low else f"{m.low} to {m.high}"
    return f"{amount} {'taking part' if m.measure == 'size' else m.measure}"


def _why(reasons: Iterable[str]) -> Text:
    return Text("why: " + "; ".join(reasons), style="dim")


def _shorten(text: str, limit: int = _EVIDENCE) -> str:
    flat = " ".join(text.split()) if "\n" in text else text
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"


def _highlight(words: Text, quote: Span, content: Iterable[Span]) -> None:
    at = words.plain.find(quote.exact)
    if at >= 0:
        words.stylize("bold", at, at + len(quote.exact))


def _basis(r: Relation) -> str:
    extra = [f"{n} {word}" for n, word in ((r.statements, "said"), (r.attributed, "claimed")) if n]
    return ", ".join([str(r.events), *extra])


def _signed_bar(value: float, top: float) -> Text:
    if not value:
        return Text("     –", style="dim")
    width = max(1, round(abs(value) / top * _BAR / 2))
    return Text(f"{value:+6.1f} " + "█" * width, style=_CONFLICT if value < 0 else _COOPERATION)


def _bar(share: float, label: str) -> Text:
    return Text("█" * max(1, round(share * _BAR)) + f" {label}", style="cyan")


def _by_country(found: Voices) -> Text:
    parts = " · ".join(f"{c.name} {c.share:.0%}" for c in found.countries)
    return Text(f"By country: {parts} — {found.attributed} of {found.total} words are attributed")
