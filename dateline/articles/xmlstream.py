"""Large XML read element by element: no external or expanding entities, whatever the character set, broken or cut."""

from __future__ import annotations

import codecs
import html
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO

from dateline.articles.text import likeliest
from dateline.errors import InputError

MAX_ELEMENT = 16_000_000  # characters of one entry
_CHUNK = 1 << 16
_DECLARED = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.-]+)")
_PROLOG = re.compile(r"^\s*<\?xml[^>]*\?>")
_REFERENCE = re.compile(r"&(?:#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|\w{2,31};)?")
# Markup characters that were written as references travel as noncharacters: after a repair, libxml2 drops references.
_STANDINS = {"<": "\ufdd0", ">": "\ufdd1", "&": "\ufdd2", '"': "\ufdd3", "'": "\ufdd4"}
_MEANT = {ord(standin): char for char, standin in _STANDINS.items()}
_VERBATIM = re.compile(r"(<!\[CDATA\[|\]\]>)")
_TAIL = re.compile(r"(?:&[#\w]{0,32}|<[^<>&]{0,9}|\]{1,2})$")  # what the next piece may go on with
# What XML 1.0 does not allow in a document, "Characters".
_FORBIDDEN = dict.fromkeys([*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), 0xFFFE, 0xFFFF,
                            *range(0xD800, 0xE000), *_MEANT], " ")  # fmt: skip
NAMESPACES = {
    "http://www.w3.org/2005/Atom": "", "http://purl.org/atom/ns#": "", "http://purl.org/rss/1.0/": "",
    "http://backend.userland.com/rss2": "", "http://my.netscape.com/rdf/simple/0.9/": "",
    "http://www.sitemaps.org/schemas/sitemap/0.9": "", "http://www.google.com/schemas/sitemap/0.84": "",
    "http://www.google.com/schemas/sitemap-news/0.9": "news", "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/dc/elements/1.1/": "dc", "http://purl.org/dc/terms/": "dcterms",
    "http://search.yahoo.com/mrss/": "media", "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf",
    "http://www.w3.org/1999/xhtml": "xhtml",
}  # fmt: skip


def name(element: Any) -> str:
    """An element's name with the usual prefix of its namespace: "title", "content:encoded", "news:news"."""
    tag = element.tag
    if not isinstance(tag, str):
        return ""
    space, _, local = tag.rpartition("}")
    if not space:
        return local
    prefix = NAMESPACES.get(space[1:].replace("https:", "http:"), "?")
    return f"{prefix}:{local}" if prefix else local


def elements(stream: BinaryIO, wanted: Callable[[Any], bool]) -> Iterator[Any]:
    """Complete elements that are `wanted`, in order; each is emptied once the next is asked for.

    Raises `InputError`, after the last complete one, for XML that ends early or breaks beyond repair.
    """
    from lxml import etree

    parser: Any = etree.XMLPullParser(events=("start", "end"), recover=True, resolve_entities=False, no_network=True,
                                      load_dtd=False, huge_tree=False, encoding="utf-8")  # fmt: skip
    root, pending = None, 0
    for text in _characters(stream):
        pending += len(text)
        if pending > MAX_ELEMENT:
            raise InputError(f"XML entry longer than {MAX_ELEMENT:,} characters")
        parser.feed(text.encode("utf-8"))
        for event, element in parser.read_events():
            if event == "start":
                root = element if root is None else root
            elif element is root:
                _raise_broken(parser)
                return
            elif wanted(element):
                _restore(element)
                yield element
                _forget(element)
                pending = 0
    if root is None:
        raise InputError("not XML: no element in it")
    raise InputError(f"the XML ends early, in line {_line(parser)}: it is truncated or broken there")


def _restore(element: Any) -> None:
    """Puts the markup characters back that `_reference` replaced."""
    for part in element.iter():
        if part.text:
            part.text = part.text.translate(_MEANT)
        if part.tail and part is not element:
            part.tail = part.tail.translate(_MEANT)
        for name, value in part.items():
            part.set(name, value.translate(_MEANT))


def _forget(element: Any) -> None:
    """Frees an element and what stands before it."""
    element.clear(keep_tail=True)
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _raise_broken(parser: Any) -> None:
    """Tags that do not match were repaired by guessing: worth a word."""
    for entry in parser.feed_error_log:
        if entry.type_name == "ERR_TAG_NAME_MISMATCH":
            raise InputError(f"broken XML in line {entry.line}: {entry.message}; read as far as it can be repaired")


def _line(parser: Any) -> int:
    return max((entry.line for entry in parser.feed_error_log), default=1)


def _characters(stream: BinaryIO) -> Iterator[str]:
    """Decoded pieces without the XML declaration, forbidden characters, and entities that XML itself does not know."""
    data = stream.read(_CHUNK)
    decoder = codecs.getincrementaldecoder(_charset(data))(errors="replace")
    rest, first, verbatim = "", True, False
    while data:
        text = rest + decoder.decode(data)
        data = stream.read(_CHUNK)
        cut = _TAIL.search(text) if data else None
        rest, text = (text[cut.start() :], text[: cut.start()]) if cut else ("", text)
        if first:
            text, first = _PROLOG.sub("", text.lstrip("\ufeff")).lstrip(), False
        text, verbatim = _resolved(text.translate(_FORBIDDEN), verbatim)
        yield text


def _resolved(text: str, verbatim: bool) -> tuple[str, bool]:
    """Text without references, but in CDATA sections, where they are text; `verbatim` says whether one is open."""
    parts = _VERBATIM.split(text)
    for i, part in enumerate(parts):
        if _VERBATIM.fullmatch(part):
            verbatim = part != "]]>"
        elif not verbatim:
            parts[i] = _REFERENCE.sub(_reference, part)
    return "".join(parts), verbatim


def _reference(m: re.Match[str]) -> str:
    """The character an entity or number stands for; an ampersand that begins none stands for itself."""
    found = html.unescape(m[0])
    if found == m[0]:
        return _STANDINS["&"] + found[1:]
    return _STANDINS.get(found, found.translate(_FORBIDDEN))


def _charset(data: bytes) -> str:
    """By byte-order mark, the declaration where the bytes agree, UTF-8, else by the bytes."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    declared = _DECLARED.search(data[:300])
    for found in ([declared[1].decode("ascii", "replace")] if declared else []) + ["utf-8"]:
        if _fits(data, found):
            return found
    try:
        return likeliest(data)
    except InputError:
        return "cp1252"


def _fits(data: bytes, charset: str) -> bool:
    try:
        b"".decode(charset)  # refuses codecs that are no character sets, such as "hex"
        codecs.getincrementaldecoder(charset)().decode(data)
    except (ValueError, LookupError):
        return False
    return True
