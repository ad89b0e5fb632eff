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
# One code point for one: offsets into a cleaned text are offsets into the text as given. Control characters (C0, C1,
# bidirectional overrides, byte-order marks) become spaces, so that no terminal or page obeys them.
_CONTROLS = [*range(0x09), 0x0B, 0x0C, *range(0x0E, 0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F),
             *range(0x2060, 0x206A), 0xFEFF]  # fmt: skip
_CLEAN = dict.fromkeys(_CONTROLS, " ") | {0x0D: "\n", 0x85: "\n", 0x2028: "\n", 0x2029: "\n"}
_SURROGATES = re.compile("[\ud800-\udfff]")
_ASCII = bytes(range(0x80))
_NOT_WESTERN = b"\x00\x81\x8d\x8f\x90\x9d"  # NUL, and what windows-1252 leaves undefined
FEW = 0.1  # share of bytes above ASCII up to which a text is Western: detectors guess at random in short ones
MOST_NULS = 0.05  # share of NUL bytes in a text: some old systems pad with them, programs are full of them
SAMPLE = 200_000  # bytes shown to the character-set detector; its verdict does not change with more


def decode(data: bytes) -> str:
    """Text of a file: by byte-order mark, else UTF-8, else the likeliest character set.

    Raises `InputError` when the bytes are no text at all.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data.decode(name, errors="replace")
    if wide := _wide(data[:SAMPLE]):
        return data.decode(wide, errors="replace")
    if data.count(0) > MOST_NULS * len(data):
        raise InputError("not text: full of NUL bytes")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode(likeliest(data), errors="replace")


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: in Western text every other byte is NUL. In UTF-8 and all older sets none is."""
    if len(data) < 4 or data.count(0) < 0.4 * len(data):
        return None
    high = (data[1::2].count(0), data[::2].count(0))
    return "utf-16-le" if high[0] > 9 * high[1] else "utf-16-be" if high[1] > 9 * high[0] else None


def likeliest(data: bytes) -> str:
    """Name of the character set that fits bytes which are not UTF-8. Raises `InputError` when none does."""
    if len(data.translate(None, _ASCII)) <= FEW * len(data) and data.translate(None, _NOT_WESTERN) == data:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE]).best()
    if best is None:
        raise InputError("not text: no character set fits its bytes")
    return best.encoding


def clean(text: str) -> str:
    """Text of the same length with "\\n" line ends, no control characters, and U+FFFD for lone surrogates."""
    return _SURROGATES.sub("\ufffd", text.replace("\r\n", " \n")).translate(_CLEAN)
