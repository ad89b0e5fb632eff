"""Sentence boundaries by rules, so that quotes, initials, abbreviations and headlines survive."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable

_TITLES = (
    "Mr Mrs Ms Messrs Dr Prof Gen Maj Col Lt Sgt Cpl Capt Cmdr Cdr Adm Brig Pvt Rev Fr Sr Hon Gov Sen Rep Reps Sens"
    " Pres Amb Supt Insp St Ste Mt Ft No Nos Art Sec Fig Vol vs Vs viz cf approx est"
)
_ABBREVIATIONS = _TITLES + (
    " Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun"
    " Inc Ltd Corp Co Bros Univ Dept Assn Ave Blvd Rd al etc eg ie ca pp ed eds"
    " Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa"
    " Tenn Tex Va Vt Wash Wis Wyo"
)
_NEVER_FINAL = frozenset(_TITLES.split()) | {"Jan", "Feb", "Mar", "Apr", "Aug", "Sept", "Oct", "Nov", "Dec"}
_MAYBE_FINAL = frozenset(_ABBREVIATIONS.split()) - _NEVER_FINAL
_STARTERS = frozenset(
    (
        "The A An This That These Those He She It They We I You His Her Its Their Our In On At But And Or So"
        " Yet For From As After Before When While Since If Although However Meanwhile There Here Some Many"
        " Most Several Both What Who Where Why How No Not Earlier Later Last Under With By Among During"
        " Despite Also Asked According"
    ).split()
)

_BREAK = re.compile(r"""[ \t\u00a0]*(?:\r?\n[ \t\u00a0]*)+""")
_STOP = re.compile(
    r"""(?P<word>[^\s"“”'‘’()\[\]]*?)(?P<stop>[.!?…]+)(?P<close>["”’»')\]]*)(?P<gap>\s+)"""
    r"""(?=(?P<next>["“‘«'(\[—–-]*\s?(?P<head>\w[\w'’.-]*)?))"""
)
_INITIAL = re.compile(r"^(?:[A-Z]|[A-Z]\.-?[A-Z])$")
_ACRONYM = re.compile(r"^(?:[A-Za-z]\.)+[A-Za-z]$")


# The clock times and kickers that open the entries of a live blog: "09:10 ", "10.15am GMT — ", "BREAKING: ".
_LABEL = re.compile(
    r"""^[ \t]*(?:\d{1,2}[:.]\d\d(?:\s?[ap]\.?m\.?)?(?:\s(?:GMT|UTC|BST|CET|CEST|EST|EDT|IST))?|[A-Z]{4,12}(?=:))"""
    r"""\s*[-–—:|]?\s+(?=["“‘']?[A-Z])""",
    re.MULTILINE,
)


def split(text: str, breaks: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Sentences of `text` as half-open code-point ranges without surrounding white space.

    `breaks` are offsets at which a sentence ends for sure, such as the end of an agency dateline.
    """
    out: list[tuple[int, int]] = []
    for start, end in blocks(text, breaks):
        out.extend(_sentences(text, start, end))
    return out


def blocks(text: str, breaks: Iterable[int] = ()) -> list[tuple[int, int]]:
    """Paragraphs, headlines and list items: stretches that no sentence crosses."""
    wrapped = _hard_wrapped(text)
    cuts = {0, len(text), *(b for b in breaks if 0 < b < len(text))}
    for m in _BREAK.finditer(text):
        if m.group().count("\n") > 1 or not wrapped or _closes_line(text, m.start()):
            cuts.update(m.span())
    cuts.update(m.end() for m in _LABEL.finditer(text))
    edges = sorted(cuts)
    ranges = (_trim(text, a, b) for a, b in itertools.pairwise(edges))
    return [(a, b) for a, b in ranges if a < b]


def _hard_wrapped(text: str) -> bool:
    """Whether single newlines fold lines (plain-text mail and wires: 50 to 90 columns) and end no sentence."""
    lines = [line for line in text.splitlines() if line.strip()]
    folded = [line for line in lines if 50 <= len(line) <= 90 and line.rstrip()[-1:] not in '.!?"”’:']
    return len(lines) >= 4 and len(folded) * 2 > len(lines)


def _closes_line(text: str, end: int) -> bool:
    line = text[text.rfind("\n", 0, end) + 1 : end]
    return len(line) < 45


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    out, begin = [], start
    for m in _STOP.finditer(text, start, end):
        if m.end() < end and _ends_sentence(m):
            out.append((begin, m.start("gap")))
            begin = m.end()
    if begin < end:
        out.append((begin, end))
    return out


# A quoted question or cry and the words that give it a speaker are one sentence: “Why?” Minister Dahl asked.
_ASCRIBED = re.compile(
    r"""\s*(?:[\w.'’-]+,? ){1,6}?(?:said|asked|says|asks|added|wondered|shouted|cried|replied|wrote|told"""
    r"""|declared|exclaimed|demanded|chanted|responded|retorted|warned)\b"""
)


def _ends_sentence(m: re.Match[str]) -> bool:
    word, stop, head = m["word"].lstrip("—–-/"), m["stop"], m["head"] or ""
    if head[:1].islower() and m["next"][:1] not in "\"“‘«'":
        return False
    if m["close"] and stop[0] in "!?" and _ASCRIBED.match(m.string, m.end()):
        return False
    if m["close"] or stop != ".":
        return not head[:1].islower()
    if _INITIAL.match(word):
        return head in _STARTERS and word != "I" and len(word) > 1
    if _ACRONYM.match(word) or word in _MAYBE_FINAL:
        return head in _STARTERS or m["next"][:1] in '"“‘«'
    return word not in _NEVER_FINAL
