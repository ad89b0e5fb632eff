"""What merging reads of a report: whose day, whose words, whose place."""

from __future__ import annotations

import datetime

from dateline.records import Actor, DateRef, Event, Magnitude, Place, Sentence, Span
from dateline.stories import features, merging
from dateline.stories.features import Candidate
from tests.stories.conftest import TOWNS, Pair, span, told

Act = dict[str, object]  # trigger and further fields of an event


def report(text: str, *acts: Act, dates: dict[str, str] | None = None, towns: tuple[str, ...] = (),
           actors: dict[str, str] | None = None, published: str = "2025-03-08", id: str = "r1") -> Pair:  # fmt: skip
    """A report of sentences that end in ". ", with events by trigger, days by their words, towns and actors by name."""
    stored, coded = told(id, text, trigger=str(acts[0]["trigger"]), place=None, date=None, published=published)
    parts, start = [], 0
    for part in text.split(". "):
        parts.append(Span(start=start, end=start + len(part), exact=part))
        start += len(part) + 2
    events = tuple(_event(coded.events[0], n, text, parts, act) for n, act in enumerate(acts, 1))
    places = tuple(
        Place(id=f"geonames:{t}", name=t, country=TOWNS[t][0], lat=TOWNS[t][1], lon=TOWNS[t][2], precision="city",
              mentions=(span(text, t),)) for t in towns
    )  # fmt: skip
    parties = tuple(Actor(id=i, name=w, kind="country", country=i[:3], mentions=(span(text, w),))
                    for w, i in (actors or {}).items())  # fmt: skip
    refs = tuple(DateRef(**span(text, w).model_dump(), edtf=d) for w, d in (dates or {}).items())
    sentences = tuple(Sentence(start=s.start, end=s.end, voice="report") for s in parts)
    update = {"events": events, "places": places, "dates": refs, "sentences": sentences, "actors": parties}
    return stored, coded.model_copy(update=update)


def _event(like: Event, number: int, text: str, sentences: list[Span], act: Act) -> Event:
    trigger = span(text, str(act["trigger"]))
    evidence = next(s for s in sentences if s.start <= trigger.start < s.end)
    other = {"actors": (), "recipients": (), "mode": None} | act
    return like.model_copy(update=other | {"id": f"e{number}", "trigger": trigger, "evidence": evidence})


def read(pair: Pair) -> list[Candidate]:
    return list(features.candidates(*pair))


def days(c: Candidate) -> tuple[str, ...]:
    return tuple(features.day(d) for d in c.days or ())


def ordinal(day: str) -> int:
    return datetime.date.fromisoformat(day).toordinal()


def together(pair: Pair) -> list[tuple[str, ...]]:
    return [c.refs for c in merging.cluster(features.candidates(*pair))]


def test_the_day_of_the_other_act_is_reckoned() -> None:
    text = "Rebels shelled Kharkiv on Thursday, three days after soldiers raided a mill."
    acts: list[Act] = [{"trigger": t, "date": "2025-03-06"} for t in ("shelled", "raided")]
    shelled, raided = read(report(text, *acts, dates={"Thursday": "2025-03-06"}))
    assert days(shelled) == ("2025-03-06", "2025-03-06")
    assert days(raided) == ("2025-03-03", "2025-03-03")
    assert together(report(text, {"trigger": "shelled"}, {"trigger": "raided"})) == [("r1/e1",), ("r1/e2",)]


def test_the_day_of_the_sentence_before_serves_too() -> None:
    text = "Rebels shelled Kharkiv on Thursday. The attack came a day after soldiers raided a mill."
    attack, raided = read(report(text, {"trigger": "attack"}, {"trigger": "raided"}, dates={"Thursday": "2025-03-06"}))
    assert (days(attack), days(raided)) == ((), ("2025-03-05", "2025-03-05"))
    assert attack.hints == ((ordinal("2025-03-06"),) * 2,)


def test_an_act_that_is_ranked_has_no_day_place_or_victims_of_the_other() -> None:
    text = "Rebels burned a mill in Chuhuiv. It was the second raid since Ruritania lost a fort near Odesa on Monday."
    _, raid = read(report(
        text, {"trigger": "burned", "place": "geonames:Chuhuiv"},
        {"trigger": "raid", "date": "2025-03-03", "place": "geonames:Odesa", "recipients": ("RUS",), "mode": "aerial"},
        dates={"Monday": "2025-03-03"}, towns=("Chuhuiv", "Odesa"), actors={"Ruritania": "RUS"},
    ))  # fmt: skip
    assert (raid.days, raid.spot, raid.targets, raid.mode) == (None, None, (), None)
    assert [s.name for s in raid.near] == ["Chuhuiv"]
    assert raid.ranked


def test_a_ranked_act_joins_what_was_told_before_it_and_not_what_it_is_measured_against() -> None:
    text = "Rebels burned a mill in Chuhuiv. It was the second raid since gunmen stormed a fort near Odesa on Monday."
    pair = report(
        text, {"trigger": "burned", "place": "geonames:Chuhuiv"}, {"trigger": "raid"},
        {"trigger": "stormed", "date": "2025-03-03", "place": "geonames:Odesa"},
        dates={"Monday": "2025-03-03"}, towns=("Chuhuiv", "Odesa"),
    )  # fmt: skip
    assert together(pair) == [("r1/e1", "r1/e2"), ("r1/e3",)]


def test_what_answers_an_act_is_not_that_act() -> None:
    text = "Rockets hit Kharkiv on Thursday in answer to raids on Chuhuiv."
    pair = report(text, {"trigger": "hit", "date": "2025-03-06"}, {"trigger": "raids", "date": "2025-03-06"},
                  dates={"Thursday": "2025-03-06"}, towns=("Kharkiv", "Chuhuiv"))  # fmt: skip
    assert together(pair) == [("r1/e1",), ("r1/e2",)]
    assert read(pair)[1].days is None


def test_people_die_of_an_act_days_after_it() -> None:
    text = "Two men died of burns three days after the raid."
    pair = report(text, {"trigger": "died"}, {"trigger": "raid"})
    verdict = merging.compare(*read(pair))
    assert verdict.veto is None


def test_the_day_on_which_a_toll_rose_is_not_the_day_of_the_act() -> None:
    text = "The death toll of the blast in Kharkiv rose to nine on Wednesday."
    (blast,) = read(report(text, {"trigger": "blast", "date": "2025-03-05"}, dates={"Wednesday": "2025-03-05"}))
    assert blast.days is None
    text = "The death toll of Tuesday's blast in Kharkiv rose to nine on Wednesday."
    (blast,) = read(report(text, {"trigger": "blast", "date": "2025-03-04"},
                           dates={"Tuesday's": "2025-03-04", "Wednesday": "2025-03-05"}))  # fmt: skip
    assert days(blast) == ("2025-03-04", "2025-03-04")


def test_a_month_gives_way_to_a_day_that_stands_nearer() -> None:
    text = "Ruritania barred five judges on Monday over the vote held in January."
    (barred,) = read(report(text, {"trigger": "barred", "date": "2025-01"},
                            dates={"Monday": "2025-03-03", "January": "2025-01"}))  # fmt: skip
    assert barred.days is None
    assert barred.hints == ((ordinal("2025-03-03"),) * 2,)


def test_about_a_day_reaches_a_day_further() -> None:
    assert features.ordinals("2025-03-05~") == (ordinal("2025-03-04"), ordinal("2025-03-06"))
    assert features.ordinals("2025-03-05") == (ordinal("2025-03-05"),) * 2


def test_the_attack_on_a_kind_of_thing_is_where_that_kind_was_told_of() -> None:
    text = "Men fired on a checkpoint in Odesa. A bomb hit a mosque in Kharkiv. Rebels claimed the checkpoint attack."
    pair = report(text, {"trigger": "fired", "place": "geonames:Odesa"},
                  {"trigger": "hit", "place": "geonames:Kharkiv"}, {"trigger": "attack"},
                  towns=("Odesa", "Kharkiv"))  # fmt: skip
    assert [s.name for s in read(pair)[2].near] == ["Odesa"]
    assert together(pair) == [("r1/e1", "r1/e3"), ("r1/e2",)]


def test_a_day_in_a_relative_clause_is_not_beside_the_act_before_it() -> None:
    text = "Soldiers shelled a camp, where nine men died on Tuesday."
    (shelled,) = read(report(text, {"trigger": "shelled"}, dates={"Tuesday": "2025-03-04"}))
    assert (len(shelled.hints), shelled.hinted_here) == (1, False)


def test_the_day_on_which_something_was_said_is_not_beside_the_act() -> None:
    text = "The toll has grown, officials said on Monday. Two men died. On Friday rebels raided a mill, he said Monday."
    dates = {"Monday": "2025-03-03", "Friday": "2025-02-28"}
    died, raided = read(report(text, {"trigger": "died"}, {"trigger": "raided"}, dates=dates))
    assert raided.hints == ((ordinal("2025-02-28"),) * 2,)
    grown = read(report(text, {"trigger": "grown"}, {"trigger": "died"}, dates=dates))
    assert [c.hints for c in grown] == [(), ()]
    assert died.hints  # where no record covers the words "said on", the day cannot be told from another


# ---- pooling what one report tells ------------------------------------------------------------------------------


def test_a_bare_attack_points_to_the_only_act_told_before() -> None:
    text = (
        "Soldiers stormed the palace on Monday. Shops closed. Flights were cancelled. Banks shut. It rained."
        " The bloc condemned the assault."
    )
    one = report(text, {"trigger": "stormed", "date": "2025-03-03", "actors": ("RUS",)}, {"trigger": "assault"})
    assert together(one) == [("r1/e1", "r1/e2")]
    text = text.replace("Banks shut", "In the harbour gunmen burned a ship")
    two = report(text, {"trigger": "stormed", "date": "2025-03-03", "actors": ("RUS",)},
                 {"trigger": "burned", "actors": ("UKR.REB",), "mode": "destroy"}, {"trigger": "assault"})  # fmt: skip
    assert ("r1/e1", "r1/e3") not in together(two)


def test_the_attacks_are_more_than_one() -> None:
    text = "Gunmen fired on a post in Odesa on Monday. A neighbour condemned the attack."
    acts: list[Act] = [{"trigger": "fired", "place": "geonames:Odesa", "date": "2025-03-03"}, {"trigger": "attack"}]
    assert together(report(text, *acts, towns=("Odesa",))) == [("r1/e1", "r1/e2")]
    acts[1] = {"trigger": "attacks"}
    apart = report(text.replace("attack.", "attacks."), *acts, towns=("Odesa",))
    assert together(apart) == [("r1/e1",), ("r1/e2",)]


def test_who_claims_the_attack_is_told_of_the_act_before() -> None:
    text = "A bomb damaged a mill in Odesa on Monday. A group said that it had carried out the attack."
    pair = report(text, {"trigger": "damaged", "place": "geonames:Odesa", "date": "2025-03-03"},
                  {"trigger": "attack", "actors": ("UKR.REB",)}, towns=("Odesa",))  # fmt: skip
    assert together(pair) == [("r1/e1", "r1/e2")]


def test_a_count_of_victims_belongs_to_the_act_before_though_no_town_is_named() -> None:
    text = "Soldiers stormed the palace on Monday. Six people were killed."
    victims = Magnitude(measure="dead", low=6, high=6, evidence=span(text, "Six"))
    pair = report(text, {"trigger": "stormed", "date": "2025-03-03"}, {"trigger": "killed", "magnitudes": (victims,)},
                  dates={"Monday": "2025-03-03"})  # fmt: skip
    assert together(pair) == [("r1/e1", "r1/e2")]


def test_what_an_act_is_measured_against_is_no_act_told_before() -> None:
    text = "Soldiers came under fire near a mill. It was the worst loss since gunmen killed 20 of them."
    victims = Magnitude(measure="dead", low=20, high=20, evidence=span(text, "20"))
    pair = report(text, {"trigger": "fire"}, {"trigger": "killed", "magnitudes": (victims,)})
    first, older = read(pair)
    assert older.older
    assert "what was told before is measured against it" in {r.words for r in merging.compare(first, older).reasons}
    assert together(pair) == [("r1/e1",), ("r1/e2",)]


def test_near_a_town_is_the_town_and_a_province_is_no_town() -> None:
    place = Place(id="geonames:1~near", name="Odesa", country="UKR", lat=46.5, lon=30.7, precision="near",
                  mentions=(Span(start=0, end=1, exact="O"),))  # fmt: skip
    assert (features.spot_of(place).id, features.spot_of(place).local) == ("geonames:1", True)
    province = place.model_copy(update={"id": "admin1:UA.17~near"})
    assert (features.spot_of(province).id, features.spot_of(province).local) == ("admin1:UA.17", False)
