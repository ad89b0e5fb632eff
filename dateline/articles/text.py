"""Bytes → clean text: character sets, byte-order marks, NUL bytes, lone surrogates, line ends."""

from __future__ import annotations

import codecs
import re

from dateline.errors import InputError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SURROGATE = re.compile("[\ud800-\udfff]")
# C0 and C1 controls but tab and newline, zero-width and bidirectional marks, soft hyphen: invisible, never news.
_INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
SAMPLE = 200_000  # bytes shown to the character-set detector; its verdict does not change with more


def decode(data: bytes) -> str:
    """Text of a file: by byte-order mark, else UTF-8, else the likeliest character set.

    Raises `InputError` when the bytes are no text at all.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)


def _guess(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise InputError("not text: no character set fits its bytes")
    return data.decode(best.encoding, errors="replace")


def clean(text: str) -> str:
    """Text fit for offsets: "\\n" line ends, no invisible characters, surrogates replaced by U+FFFD."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text)).strip()
