"""Near-duplicates: which reports carry one text. Word 5-grams, MinHash to find pairs, exact shares to judge them.

Normalisation: NFKC, case folded, apostrophes dropped, everything else that is no letter or digit is a gap between
words. A text of fewer than five words has one shingle: itself.
"""

from __future__ import annotations

import hashlib
import math
import operator
import re
import sys
import unicodedata
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, Protocol

from dateline.records import FamilyLink
from dateline.stories.partition import Partition, natural

VERSION = 1  # of the normalisation, the seed and the permutations: digests of different versions do not compare
SIZE = 5  # words in a shingle
PERMUTATIONS, SEED = 128, 1
BANDS, ROWS = 16, 8  # 95 % of pairs of Jaccard 0.8 share a band, 6 % of those of 0.5
LEADING, LEAD_ANCHORS, ANCHORS = 120, 16, 12  # the smallest hashes of the first 120 shingles, and of all
SHARED = 4  # anchors that two texts have to share where they share no band: formulas and footers have one to three

# Measured by `python -m bench.stories duplicates`; see docs/decisions/merging.md.
REPRINT_SHARE, REPRINT_JACCARD = 0.9, 0.8
EDIT_SHARE, EDIT_JACCARD = 0.45, 0.25
EXTRACT_SHARE, EXTRACT_LENGTH = 0.75, 0.3
LEAD, LEAD_SHARE = 30, 0.3  # shingles of the longer text's opening: a shorter cut has to come from there
MIN_WORDS, SHORT_WORDS, SHORT_SHARE = 8, 25, 0.8  # fewer words prove nothing; short texts have to agree more

LinkKind = Literal["reprint", "edit", "extract"]

_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = dict.fromkeys(map(ord, "'’‘ʼ`"))


@dataclass(frozen=True, slots=True)
class Signature:
    """What is stored of a text so that near-duplicates are found by a join.

    `digest`: 128 little-endian uint32. `bands` and `anchors`: signed 64-bit keys. Two texts are candidates when they
    share a band or four anchors: bands find what differs little, anchors find cuts. `shingles`: different 5-grams.
    """

    digest: bytes
    bands: tuple[int, ...]
    anchors: tuple[int, ...]
    shingles: int

    @property
    def keys(self) -> tuple[int, ...]:
        """All keys of the text, bands first; a band's number is part of its key."""
        return self.bands + self.anchors

    @property
    def weighted(self) -> tuple[tuple[int, int], ...]:
        """Keys with weights: texts whose shared keys weigh `SHARED` or more together are candidates."""
        return tuple((k, SHARED) for k in self.bands) + tuple((k, 1) for k in self.anchors)


@dataclass(frozen=True, slots=True)
class Match:
    """How two texts overlap: `share` of the shorter's 5-grams that stand in the longer, and their Jaccard index."""

    share: float
    jaccard: float
    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Kin:
    """Reports that carry one text, in natural order of their ids; `original` is the earliest dated one."""

    members: tuple[str, ...]
    original: str | None
    links: tuple[FamilyLink, ...]


def words(text: str) -> list[str]:
    """The words of a text, normalised."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).translate(_APOSTROPHES).casefold())


def shingles(text: str) -> tuple[str, ...]:
    """The word 5-grams of a text in reading order; the whole text where it has fewer words; none without words."""
    return _shingles(text)


@lru_cache(maxsize=512)
def _shingles(text: str) -> tuple[str, ...]:
    found = words(text)
    if not found:
        return ()
    return tuple(" ".join(found[i : i + SIZE]) for i in range(max(1, len(found) - SIZE + 1)))


@lru_cache(maxsize=512)
def _shingle_set(text: str) -> frozenset[str]:
    return frozenset(_shingles(text))


def signature(text: str) -> Signature:
    """The signature of a text. Deterministic across processes and machines."""
    from rensa import RMinHash

    grams = sorted(_shingle_set(text))
    leading = frozenset(_shingles(text)[:LEADING])
    sketch = RMinHash(num_perm=PERMUTATIONS, seed=SEED)
    sketch.update(grams)
    values = array("I", sketch.digest())
    if sys.byteorder == "big":
        values.byteswap()
    digest = values.tobytes()
    return Signature(digest, _bands(digest) if grams else (), _anchors(grams, leading), len(grams))


def _bands(digest: bytes) -> tuple[int, ...]:
    width = ROWS * 4
    return tuple(_key(bytes([n]) + digest[n * width : (n + 1) * width]) for n in range(BANDS))


def _anchors(grams: Iterable[str], leading: frozenset[str]) -> tuple[int, ...]:
    """Leads are kept when a text is cut, and footers that many texts share do not stand there."""
    hashed = sorted((_key(b"anchor " + g.encode()), g) for g in grams)
    first = [key for key, gram in hashed if gram in leading][:LEAD_ANCHORS]
    return tuple(sorted({*first, *(key for key, _ in hashed[:ANCHORS])}))


def _key(data: bytes) -> int:
    return int.from_bytes(hashlib.blake2b(data, digest_size=8).digest(), "little", signed=True)


class Sketch(Protocol):
    """What is compared where texts are not kept."""

    @property
    def digest(self) -> bytes: ...
    @property
    def shingles(self) -> int: ...


def estimate(a: Sketch, b: Sketch) -> float:
    """Jaccard index of two texts by their digests alone, for a corpus without texts; standard error ≤ 0.045."""
    if not a.shingles or not b.shingles:
        return 0.0
    left, right = memoryview(a.digest).cast("I"), memoryview(b.digest).cast("I")
    return float(sum(map(operator.eq, left, right)) / PERMUTATIONS)


def hopeless(a: Sketch, b: Sketch) -> bool:
    """Whether two texts cannot share enough to be one, by their digests: saves reading most candidates.

    The estimate of the Jaccard index is taken four standard errors higher than it is: one pair in 30,000 of those that
    just reach the threshold is lost.
    """
    if not a.shingles or not b.shingles:
        return True
    jaccard = max(estimate(a, b), 1 / PERMUTATIONS)
    jaccard = min(1.0, jaccard + 4 * math.sqrt(jaccard * (1 - jaccard) / PERMUTATIONS))
    common = jaccard / (1 + jaccard) * (a.shingles + b.shingles)
    return common < EDIT_SHARE * min(a.shingles, b.shingles)


def verify(a: str, b: str) -> Match | None:
    """How two texts are one text, by exact counting; null when they are not. Symmetric."""
    short, long = sorted((a, b), key=lambda t: (len(_shingle_set(t)), t))
    few, many = _shingle_set(short), _shingle_set(long)
    if not few:
        return None
    common = len(few & many)
    share, jaccard = common / len(few), common / len(few | many)
    kind = _kind(share, jaccard, short, long)
    return Match(share, jaccard, kind) if kind else None


def _kind(share: float, jaccard: float, short: str, long: str) -> LinkKind | None:
    length = len(_shingles(short)) + SIZE - 1
    if length < MIN_WORDS or (length < SHORT_WORDS and share < SHORT_SHARE):
        return None
    if share >= REPRINT_SHARE and jaccard >= REPRINT_JACCARD:
        return "reprint"
    if share >= EXTRACT_SHARE and _is_cut(short, long):
        return "extract" if jaccard < EXTRACT_SHARE else "edit"
    if share >= EDIT_SHARE and jaccard >= EDIT_JACCARD:
        return "edit"
    return None


def _is_cut(short: str, long: str) -> bool:
    """A shorter version of a text keeps a good part of it, or its opening; a brief inside a round-up does neither."""
    few, many = _shingle_set(short), _shingle_set(long)
    if len(few) >= EXTRACT_LENGTH * len(many):
        return True
    opening = _shingles(long)[:LEAD]
    return sum(g in few for g in opening) >= LEAD_SHARE * len(opening)


def link(a: str, text_a: str, b: str, text_b: str) -> FamilyLink | None:
    """The link between two reports, the same whichever comes first."""
    match = verify(text_a, text_b)
    if match is None:
        return None
    first, second = sorted((a, b), key=natural)
    return FamilyLink(a=first, b=second, share=match.share, kind=match.kind)


def candidate_pairs(signatures: Mapping[str, Signature]) -> Iterator[tuple[str, str]]:
    """Pairs of ids that share a band or four anchors, each once, smaller id first."""
    buckets: defaultdict[int, list[str]] = defaultdict(list)
    for name in sorted(signatures, key=natural):
        known: Counter[str] = Counter()
        for key, weight in signatures[name].weighted:
            bucket = buckets[key]
            for other in bucket:
                known[other] += weight
            bucket.append(name)
        yield from ((other, name) for other in sorted(known, key=natural) if known[other] >= SHARED)


def families(
    ids: Iterable[str], links: Iterable[FamilyLink], published: Mapping[str, str | None] | None = None
) -> tuple[Kin, ...]:
    """Reports joined by links, single ones included: the connected parts, so the order of input does not matter.

    `published` gives EDTF dates; the earliest member is the original, none where no member is dated.
    """
    dates = published or {}
    partition = Partition(ids)
    kept = sorted(set(links), key=lambda f: (natural(f.a), natural(f.b), f.kind, f.share))
    for found in kept:
        partition.join(found.a, found.b)
    by_root: defaultdict[str, list[FamilyLink]] = defaultdict(list)
    for found in kept:
        by_root[partition.root(found.a)].append(found)
    return tuple(Kin(group, _earliest(group, dates), tuple(by_root[partition.root(group[0])])) for group in partition)


def _earliest(members: Iterable[str], published: Mapping[str, str | None]) -> str | None:
    dated = [(date, natural(m), m) for m in members if (date := published.get(m))]
    return min(dated)[2] if dated else None


def explain(found: FamilyLink) -> str:
    """A link in words."""
    share = f"{found.share:.0%} of the shorter text's five-word runs stand in the other"
    return f"{share} ({found.a}, {found.b}: {found.kind})"
