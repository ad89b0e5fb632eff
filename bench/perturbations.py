"""Copies of reports as newsrooms make them: cuts, new headlines and bylines, updated figures, moved paragraphs."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path

from bench import storysets

CASES = Path(__file__).parent.parent / "tests" / "cases" / "reports"
_SENTENCE = re.compile(r"(?<=[.!?”])\s+(?=[A-Z“])")
_FIGURE = re.compile(
    r"\b\d[\d,.]*\d\b|\b\d\b|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty)\b"
)
_COUNT = ("two", "four", "six", "nine", "14", "23", "31", "40")
_FOOTER = " Reporting from the bureau; editing by the night desk. All times are local."


def sentences(text: str) -> list[str]:
    """A text in sentences, roughly."""
    return [s for s in _SENTENCE.split(text) if s]


def cut_end(text: str, dice: random.Random) -> str:
    """Without its last third to half, as briefs are made."""
    found = sentences(text)
    return " ".join(found[: max(2, round(len(found) * dice.uniform(0.5, 0.7)))])


def cut_inside(text: str, dice: random.Random) -> str:
    """Without one or two sentences from its middle."""
    found = sentences(text)
    for _ in range(1 if len(found) < 7 else 2):
        del found[dice.randrange(1, len(found) - 1)]
    return " ".join(found)


def headline(text: str, dice: random.Random) -> str:
    """Under another headline and byline, with a footer."""
    words = [w.strip(",.") for w in text.split()[dice.randrange(3, 9) :][:5]]
    return f"{' '.join(words).title()}\nBy our correspondent in the region\n\n{text}{_FOOTER}"


def filed(text: str, dice: random.Random) -> str:
    """With an agency's dateline and straight instead of curly quotation marks."""
    place = dice.choice(("GENEVA", "CAIRO", "VIENNA", "NAIROBI"))
    return f"{place} (Newswire) — " + text.translate(str.maketrans("“”’‘—", "\"\"''-"))


def figures(text: str, dice: random.Random) -> str:
    """With figures brought up to date: three at most, as tolls rise."""
    spots = list(_FIGURE.finditer(text))
    for m in sorted(dice.sample(spots, min(3, len(spots))), key=lambda m: -m.start()):
        text = text[: m.start()] + dice.choice([c for c in _COUNT if c != m[0]]) + text[m.end() :]
    return text


def reorder(text: str, dice: random.Random) -> str:
    """With its sentences in another order, the first kept first."""
    found = sentences(text)
    rest = found[1:]
    dice.shuffle(rest)
    return " ".join([found[0], *rest])


def insert(text: str, dice: random.Random) -> str:
    """With a sentence of the desk's own."""
    found = sentences(text)
    added = "Editors in the capital said that more details were expected in the course of the evening."
    found.insert(dice.randrange(1, len(found)), added)
    return " ".join(found)


def mixed(text: str, dice: random.Random) -> str:
    """New headline, one sentence less, figures updated."""
    return headline(figures(cut_inside(text, dice), dice), dice)


KINDS: tuple[Callable[[str, random.Random], str], ...] = (
    cut_end, cut_inside, headline, filed, figures, reorder, insert, mixed,
)  # fmt: skip


def originals() -> Iterator[str]:
    """Reports written for this project: those of the story sets and the sample reports. Many tell the same."""
    yield from (report.text for story in storysets.load() for report in story.reports)
    yield from (path.read_text("utf-8") for path in sorted(CASES.glob("*.txt")))


def bulletins(number: int, dice: random.Random) -> Iterator[str]:
    """Daily bulletins of one office: the same frame around other news. They are no copies of one another."""
    places = ("the river crossing", "the northern road", "the old market", "the rail yard", "the coast", "the dam",
              "Post Seven", "the school of the upper village", "the quarry", "the pumping station")  # fmt: skip
    acts = ("two shells were found", "a patrol was stopped", "lorries waited for hours", "a fence was cut",
            "observers heard shots", "a drone was seen", "a mine was cleared", "a guard post was moved",
            "farmers were allowed to harvest", "an exchange of letters took place")  # fmt: skip
    for n in range(number):
        told = "; ".join(
            f"{dice.choice(acts)} at {dice.choice(places)}, {dice.randrange(3, 90)} metres from the line"
            for _ in range(6)
        )
        yield (
            f"The mission published its report number {n + 101}. Its observers noted the following: {told}."
            " The mission watches the line by day and by night."
        )


def corpus(seed: int = 7) -> list[tuple[int, str]]:
    """(family, text) of all originals with one copy of each kind, and of bulletins, each its own family."""
    dice = random.Random(seed)
    found = []
    for family, text in enumerate(originals()):
        found.append((family, text))
        found += [(family, change(text, dice)) for change in KINDS]
    return found + [(-1 - n, text) for n, text in enumerate(bulletins(40, dice))]
