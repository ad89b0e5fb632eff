"""Records ↔ small bytes, without loss.

The article's own fields stand in columns and its text in a table of its own. The rest is kept as compact JSON under
zlib, with the text as preset dictionary: evidence is words of the text, and costs a back-reference only.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence

from dateline.errors import StoreError
from dateline.records import Article, CodedArticle

FORMAT = b"\x01"  # first byte; says how the rest is to be read
LEVEL = 6
_KEY = struct.Struct("<qB")
WINDOW = 30_000  # bytes of text within zlib's reach of 32 KiB
# What nearly every record holds, likeliest last: the nearer, the cheaper. Never change it: stored records need it as it
# is; another dictionary is another FORMAT.
COMMON = (
    b'"manner":"indirect""manner":"direct""precision":"city""precision":"country""status":"future""status":"historical"'
    b'"quad":"verbal_conflict""quad":"material_cooperation""quad":"verbal_cooperation""quad":"material_conflict"'
    b'"kind":"organization","country":"kind":"person","country":"kind":"country","country":"admin1":null,"lat":,"lon":'
    b'{"id":"s1","speaker":null,"speaker_text":{"start":,"cue":{"start":"act":"say","stance":0,"content":[{"start":'
    b'"quotes":[],"about":[],"date":null,"place":null,"within":null,"evidence":{"start":"sectors":["GOV"],"role":null,'
    b'{"source":"target":"events":1,"statements":0,"attributed":0,"cooperation":0.0,"conflict":0.0,"intensity":'
    b'{"id":"e1","type":"ASSAULT","mode":null,"contexts":["military"],"actors":["recipients":["date":null,"place":null,'
    b'"status":"actual","voice":"report","statement":null,"trigger":{"start":"magnitudes":[],"confidence":0.8,"why":["'
    b'"mentions":[{"start":,"exact":"}],"why":[],"voice":"attributed"},{"start":,"end":,"voice":"report"},{"start":'
)


def pack(coded: CodedArticle) -> bytes:
    """Everything but the article."""
    data = coded.model_dump_json(exclude={"article"}).encode("utf-8")
    return FORMAT + _deflate(data, _dictionary(coded.article.text))


def unpack(data: bytes, article: Article, text: str) -> CodedArticle:
    """The coded article again. `text` is the wording it was packed with; `article` may leave it out.

    Raises `StoreError` when the bytes or the text are not what was stored.
    """
    body = records(data, text)
    return CodedArticle.model_validate_json(body[:-1] + b',"article":' + article.model_dump_json().encode() + b"}")


def records(data: bytes, text: str) -> bytes:
    """The JSON object as it was packed. Raises `StoreError` when the bytes or the text are not what was stored."""
    try:
        if data[:1] != FORMAT:
            raise ValueError(f"unknown format {data[:1]!r}")
        return _inflate(data[1:], _dictionary(text))
    except (zlib.error, ValueError) as error:
        raise StoreError(f"stored records cannot be read: {error}") from error


def pack_text(text: str) -> bytes:
    """A superseded wording."""
    return _deflate(text.encode("utf-8"), b"")


def unpack_text(data: bytes) -> str:
    """The wording again. Raises `StoreError` when the bytes are damaged."""
    try:
        return _inflate(data, b"").decode("utf-8")
    except (zlib.error, ValueError) as error:
        raise StoreError(f"stored text cannot be read: {error}") from error


def pack_keys(weighted: Sequence[tuple[int, int]]) -> bytes:
    """Signed 64-bit keys with weights from 0 to 255, nine bytes each."""
    return b"".join(_KEY.pack(key, weight) for key, weight in weighted)


def unpack_keys(data: bytes) -> tuple[tuple[int, int], ...]:
    """The keys with their weights again."""
    return tuple(_KEY.iter_unpack(data))


def compact(value: object) -> str:
    """JSON for a column."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _dictionary(text: str) -> bytes:
    return text.encode("utf-8")[:WINDOW] + COMMON


def _deflate(data: bytes, dictionary: bytes) -> bytes:
    packer = zlib.compressobj(LEVEL, zdict=dictionary)
    return packer.compress(data) + packer.flush()


def _inflate(data: bytes, dictionary: bytes) -> bytes:
    unpacker = zlib.decompressobj(zdict=dictionary)
    out = unpacker.decompress(data) + unpacker.flush()
    if not unpacker.eof:
        raise ValueError("cut off")
    return out
