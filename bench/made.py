"""Synthetic reports: happenings drawn from templates, each told by several outlets, some texts reprinted or edited.

Nothing here is news. Places and states are real so that the coder has work to do; persons are invented.
"""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.articles import Outcome, article
from dateline.errors import SkippedDocument

OUTLETS = [f"{a} {b}" for a in ("Northern", "Harbour", "Morning", "Capital", "River", "Plain", "Valley", "Island")
           for b in ("Post", "Courier", "Herald", "Dispatch", "Record", "Observer")]  # fmt: skip
PLACES = [
    tuple(pair.split(", "))
    for pair in (
        "Nairobi, Kenyan; Kaduna, Nigerian; Goma, Congolese; Khartoum, Sudanese; Juba, South Sudanese; Mogadishu, "
        "Somali; Bamako, Malian; Tripoli, Libyan; Cairo, Egyptian; Aden, Yemeni; Baghdad, Iraqi; Damascus, Syrian; "
        "Beirut, Lebanese; Amman, Jordanian; Ankara, Turkish; Tbilisi, Georgian; Yerevan, Armenian; Baku, "
        "Azerbaijani; Kabul, Afghan; Quetta, Pakistani; Delhi, Indian; Dhaka, Bangladeshi; Colombo, Sri Lankan; "
        "Kathmandu, Nepalese; Yangon, Burmese; Manila, Philippine; Jakarta, Indonesian; Bangkok, Thai; Lima, "
        "Peruvian; Bogotá, Colombian; Caracas, Venezuelan; Quito, Ecuadorean; La Paz, Bolivian; Asunción, Paraguayan; "
        "Havana, Cuban; Port-au-Prince, Haitian; Tegucigalpa, Honduran; Warsaw, Polish; Bucharest, Romanian; Sofia, "
        "Bulgarian; Belgrade, Serbian; Sarajevo, Bosnian; Athens, Greek; Madrid, Spanish; Lisbon, Portuguese; Oslo, "
        "Norwegian; Riga, Latvian; Vilnius, Lithuanian; Minsk, Belarusian; Chisinau, Moldovan"
    ).split("; ")
]
GIVEN = (
    "Ada Piet Ines Omar Jo Lena Tomas Mira Karim Nadia Viktor Sela Bruno Amara Idris Katya Rafael Yusuf Marta Leon"
).split()
FAMILY = (
    "Lund Dorn Maro Vell Kern Asante Brandt Okoro Silva Haddad Petrov Moreno Tanaka Weiss Duarte Farouk Lindqvist Osei"
    " Novak Rahman Castell Ibarra Keita Moller Sarkis Trang Ueda Vance Wolde Zeman"
).split()
WHAT = [
    "{police} arrested {n} {people} in {place} on {day}",
    "{people_n} protested in {place} on {day} against {cause}",
    "Gunmen killed {n} {people} in an attack near {place} on {day}",
    "{adj} {minister} {person} met {other} officials in {place} on {day} for talks about {topic}",
    "{adj} troops shelled positions of rebels near {place} on {day}, killing {n} fighters",
    "{adj} {minister} {person} signed an agreement with {other} negotiators in {place} on {day} on {topic}",
    "The {adj} government imposed sanctions on {n} {other} companies on {day} over {topic}",
    "A court in {place} sentenced {n} {people} to prison on {day} for {cause}",
    "{adj} aid workers delivered food to {n}00 families in {place} on {day}",
    "{adj} {minister} {person} accused {other} officials of breaking {topic} on {day}",
]
PEOPLE = (
    "students farmers miners drivers journalists teachers dockers traders nurses fishermen smugglers herders".split()
)
CAUSES = ["a rise in fuel prices", "the new land law", "unpaid wages", "a plan to close the port", "the price of bread",
          "power cuts", "the delay of the election", "a tax on small shops", "the building of a dam"]  # fmt: skip
TOPICS = ["the border crossing", "the fishing treaty", "the railway", "the gas pipeline", "the ceasefire",
          "the exchange of prisoners", "the grain harvest", "the flood defences", "the air corridor"]  # fmt: skip
SAID = [
    "{minister_c} {person} said {matter} would be looked into.",
    "“We will not accept this,” {person}, the {adj} {minister}, told reporters about {matter}.",
    "A spokesman for the {adj} government said {n} more people were being questioned over {matter}.",
    "Witnesses in {place} said the roads around {matter} were calm by the evening.",
    "{person}, who has been {minister} for two years, called on the owners of {matter} to keep calm.",
    "Officials denied that anybody had been hurt at {matter}.",
    "The {other} embassy said it was following the case of {matter} and had no comment.",
    "A union of {people} said it would march past {matter} next week.",
    "The {adj} parliament will debate {matter} on Thursday, its speaker said.",
    "The mayor of {place} asked residents near {matter} to stay at home until the weekend.",
]
# A happening has its own matter, or its reports would be told in the words of those about others.
MATTER = "flooded closed old unsafe rented empty busy half-built shared crowded repaired guarded".split()
THING = "bridge depot school granary pump mill hostel shed quarry stable jetty tannery archive chapel".split()
WHO = ["{person}", "The mayor of {place}", "A hospital clerk", "The {other} embassy", "Two shop owners", "The port",
       "A retired teacher", "The {adj} railway", "Lawyers for the {people}", "The weather service", "One bus driver",
       "The opposition", "Neighbours", "A relief group", "The {adj} central bank", "The stadium", "A union of {people}",
       "Local radio", "The provincial council", "An engineer"]  # fmt: skip
DID = ["said on {day} that", "told reporters that", "had warned last month that", "wrote in a letter that",
       "confirmed by telephone that", "told a {quarter} newspaper that", "repeated before noon that",
       "noted in a short statement that", "added that", "said without giving details that"]  # fmt: skip
THAT = ["{n} houses", "the {quarter} market", "trains to the coast", "both schools", "most of the {people}",
        "the {quarter} bridge", "food prices", "the evening ferry", "three of the wells", "the old archive",
        "work on the road", "telephone lines", "the {quarter} clinic", "deliveries of flour", "visitors"]  # fmt: skip
WOULD = ["would stay closed", "were open again", "had no water", "needed new staff", "cost a tenth more", "ran late",
         "could be reached", "had been repaired", "would be counted", "lacked power", "were quiet", "had been moved",
         "would be paid for", "got more visitors", "were being checked"]  # fmt: skip
WHEN = ["until the weekend", "after the rain", "since early spring", "for {n} days", "before the holiday",
        "in spite of {cause}", "as in former years", "for the {nth} time", "at the end of the month", "by nightfall",
        "without any explanation", "while talks on {topic} went on", "for the time being", "as planned"]  # fmt: skip
QUARTERS = "harbour market station river northern southern old university stadium garden mill lower upper".split()
MINISTERS = ["interior minister", "foreign minister", "defence minister", "justice minister", "trade minister"]


@dataclass(frozen=True)
class Made:
    """A report with what was planted: `happening` is what it tells, `text` the text it carries."""

    outcome: Outcome
    happening: int
    text: int


def reports(total: int, rng: random.Random, start: datetime.date) -> Iterator[Made]:
    """`total` reports: a happening is told by one to four outlets; a fifth of all are reprints or light edits."""
    made = happening = text = 0
    while made < total:
        happening += 1
        place, adj = rng.choice(PLACES)
        day = start + datetime.timedelta(days=happening * 365 // max(total // 2, 1) % 365)
        facts = _facts(rng, place, adj, day)
        for _ in range(min(rng.choice((1, 1, 2, 2, 3, 4)), total - made)):
            text += 1
            words = _report(rng, facts)
            copies = rng.choices((1, 2, 3), (0.8, 0.14, 0.06))[0]
            for copy in range(min(copies, total - made)):
                body = words if copy == 0 else _edited(rng, words)
                yield Made(_outcome(rng, made, body, day), happening, text)
                made += 1


def _facts(rng: random.Random, place: str, adj: str, day: datetime.date) -> dict[str, str]:
    minister = rng.choice(MINISTERS)
    n = rng.randint(3, 97)
    people = rng.choice(PEOPLE)
    return {
        "what": rng.choice(WHAT), "place": place, "adj": adj, "other": rng.choice(PLACES)[1], "minister": minister,
        "minister_c": minister.capitalize(), "person": f"{rng.choice(GIVEN)} {rng.choice(FAMILY)}", "n": str(n),
        "people": people, "people_n": f"Some {n}0 {people}", "police": f"{adj} police", "cause": rng.choice(CAUSES),
        "topic": rng.choice(TOPICS), "quarter": rng.choice(QUARTERS), "day": day.strftime("%A"),
        "matter": f"the {rng.choice(MATTER)} {rng.choice(THING)} on {rng.choice(FAMILY)} Street",
        "nth": rng.choice(("second", "third", "fourth", "fifth")),
    }  # fmt: skip


def _report(rng: random.Random, facts: dict[str, str]) -> str:
    """One outlet's telling: the fact, then other sentences in its own order and with its own details."""
    lead = facts["what"].format(**facts) + "."
    body = [rng.choice(SAID).format(**_own(rng, facts)) for _ in range(2)]
    body += [_detail(rng).format(**_own(rng, facts)) for _ in range(rng.randint(4, 6))]
    rng.shuffle(body)
    return lead[0].upper() + lead[1:] + "\n\n" + " ".join(body[:4]) + "\n\n" + " ".join(body[4:])


def _own(rng: random.Random, facts: dict[str, str]) -> dict[str, str]:
    return facts | {"quarter": rng.choice(QUARTERS), "cause": rng.choice(CAUSES), "people": rng.choice(PEOPLE)}


def _detail(rng: random.Random) -> str:
    """A sentence of which there are half a million, so that two reports share few runs of words by chance."""
    words = " ".join(rng.choice(part) for part in (WHO, DID, THAT, WOULD, WHEN))
    return words + "."


def _edited(rng: random.Random, text: str) -> str:
    """A reprint: as it is, under another headline, without its last sentence, or cut to its first paragraphs."""
    form = rng.randrange(4)
    if form == 0:
        return text
    if form == 1:
        return f"{rng.choice(('Latest', 'Regional news', 'World briefing', 'At a glance'))} from our desk\n\n{text}"
    return text.rpartition(". ")[0] + "." if form == 2 else text.rpartition("\n\n")[0]


def _outcome(rng: random.Random, number: int, text: str, day: datetime.date) -> Outcome:
    name = f"made-{number}"
    published = day + datetime.timedelta(days=rng.randint(0, 1))
    outlet = rng.choice(OUTLETS)
    try:
        return Outcome(name, article(text, id=name, outlet=outlet, published=published, language="en"))
    except SkippedDocument as reason:  # a text full of foreign names can pass for another language
        return Outcome(name, problem=str(reason), skipped=True)
