"""What stands on a page but is no part of the report: boxes of its tree, lines of its text; and live-blog times."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dateline.errors import DataError

FILE = "furniture.tsv"
HEADER = "form\twords"
SHORT = 160  # characters of a teaser line ("Read more: …"); longer lines that begin so are sentences
CAPTION = 400  # characters of a caption; paragraphs that mention a picture are longer
BOX_SHARE = 0.25  # of the page's text: a "box" with more of it is a wrapper of the report
_ALWAYS = ("nav", "aside", "footer", "form", "figcaption", "button", "script", "style", "noscript", "iframe")
_WORDS = re.compile(r"[a-z]+|[A-Z][a-z]*")
_EDGE = re.compile(r"^\W+|\W+$")
_CLOCK = re.compile(
    r"^(?:(?:updated|posted|published)(?: at)?:? )?\d{1,2}[:.h]\d{2}(?::\d\d)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:\(?(?:[A-Z]{2,5}|local time)\)?)?$",
    re.I,
)
_WRAPPERS = frozenset({"a", "span", "header", "strong", "b", "em", "h2", "h3", "h4", "h5", "h6", "time", "p"})


@dataclass(frozen=True)
class Furniture:
    """The table by form; `boxes` as tuples of words."""

    boxes: frozenset[tuple[str, ...]]
    lines: frozenset[str]
    starts: tuple[str, ...]
    credits: tuple[str, ...]


def load(text: str, name: str = FILE) -> Furniture:
    """A table in the format of `furniture.tsv`. Raises `DataError` with file and line."""
    found: dict[str, list[str]] = {"box": [], "line": [], "start": [], "credit": []}
    header = False
    for number, line in enumerate(text.splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        if not header:
            if line != HEADER:
                raise DataError(f"{name}:{number}", f"header is not {HEADER.replace(chr(9), ' ')}")
            header = True
            continue
        form, _, words = line.partition("\t")
        if form not in found or not words.strip():
            raise DataError(f"{name}:{number}", f"not one of {', '.join(found)} with words")
        found[form].append(words)
    return Furniture(frozenset(tuple(w.split()) for w in found["box"]), frozenset(found["line"]),
                     tuple(found["start"]), tuple(found["credit"]))  # fmt: skip


@lru_cache(maxsize=1)
def _table() -> Furniture:
    return load(files("dateline").joinpath("data", FILE).read_text(encoding="utf-8"))


def lines(text: str) -> list[str]:
    """The lines of an extracted text, trimmed, without empty ones and furniture."""
    return [line for raw in text.split("\n") if (line := raw.strip()) and not is_line(line)]


def is_line(line: str) -> bool:
    """Whether a line is a teaser, a button's label, an invitation or a picture's credit."""
    table = _table()
    low = line.lower()
    if _EDGE.sub("", low) in table.lines:
        return True
    if len(line) <= SHORT and any(_starts(low, start) for start in table.starts):
        return True
    return len(line) <= CAPTION and any(credit in line for credit in table.credits)


def _starts(low: str, start: str) -> bool:
    return low.startswith(start) and not low[len(start) : len(start) + 1].isalpha()


def prune(tree: Any) -> None:
    """Removes boxes from a page's tree, in place. Wrappers of the report are kept, whatever their class says."""
    for element in list(tree.iter(*_ALWAYS)):
        if element.tag != "script" or element.get("type") != "application/ld+json":
            _drop(element)
    limit = BOX_SHARE * sum(map(len, tree.itertext("p", "li", "h2", "h3", "blockquote", with_tail=False)))
    for element in list(tree.iter("div", "section", "ul", "ol", "p", "span", "header", "table")):
        if _is_box(element) and _length(element) <= max(limit, SHORT) and element.find(".//h1") is None:
            _drop(element)


def _is_box(element: Any) -> bool:
    marks = (element.get("class") or "") + " " + (element.get("id") or "")
    return any(_named(mark) for mark in marks.split())


@lru_cache(maxsize=20_000)
def _named(mark: str) -> bool:
    words = [w.lower() for w in _WORDS.findall(mark)]
    boxes = _table().boxes
    return any(tuple(words[i : i + n]) in boxes for n in (1, 2) for i in range(len(words) - n + 1))


def _length(element: Any) -> int:
    return sum(map(len, element.itertext()))


def _drop(element: Any) -> None:
    """Takes an element out and leaves the text that follows it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail and element.tail.strip():
        before = element.getprevious()
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def keep_times(tree: Any) -> None:
    """Turns the clock times of a live blog (two or more of them) into paragraphs of their own, in place."""
    found = [e for e in tree.iter("time", "span", "div", "p", "h2", "h3", "h4", "h5", "strong") if _is_clock(e)]
    if len(found) < 2:
        return
    for element in found:
        top = element
        while (up := top.getparent()) is not None and up.tag in _WRAPPERS:
            top = up
        _insert_before(top, _text(element))
        _drop(element)


def _is_clock(element: Any) -> bool:
    text = element.text
    return bool(text) and len(text) <= 60 and len(element) == 0 and bool(_CLOCK.match(_text(element)))


def _text(element: Any) -> str:
    return " ".join((element.text or "").split())


def _insert_before(element: Any, text: str) -> None:
    paragraph = element.makeelement("p", {})
    paragraph.text = text
    element.addprevious(paragraph)
