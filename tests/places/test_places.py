"""Reports in, places out: what is found, where it lies, how exactly, and what is no place."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dateline.language import Document
from dateline.places import PlaceIndex, find
from dateline.records import Place

Parse = Callable[[str], Document]


@pytest.fixture(scope="module")
def places(parse: Parse) -> Callable[..., dict[str, Place]]:
    """Text → places by the words that mention them (the last one, where words mean several)."""

    def read(text: str, hints: tuple[str, ...] = ()) -> dict[str, Place]:
        return {m.exact: p for p in find(parse(text), hints).records for m in p.mentions}

    return read


Read = Callable[..., dict[str, Place]]

# text, words, country, admin1 (or None: not asked), precision
RESOLVED = [
    ("Shells hit Kharkiv overnight.", "Kharkiv", "UKR", "Kharkiv", "city"),
    ("Drones struck an oil depot in Kursk, Russian officials said.", "Kursk", "RUS", "Kursk Oblast", "city"),
    ("Fighters entered Pokrovsk in eastern Ukraine.", "Pokrovsk", "UKR", "Donetsk", "city"),
    ("Clashes reached Omdurman, across the river from Khartoum.", "Omdurman", "SDN", "Khartoum", "city"),
    ("Israeli tanks pushed into Rafah in the Gaza Strip.", "Rafah", "PSE", "Gaza Strip", "city"),
    ("Rebels entered Goma in the Democratic Republic of Congo.", "Goma", "COD", "North Kivu", "city"),
    ("Syrian fighters left Manbij at dawn.", "Manbij", "SYR", "Aleppo", "city"),
    ("The army shelled El Fasher, in Sudan.", "El Fasher", "SDN", "Northern Darfur", "city"),
    ("Warplanes bombed al-Shaddadi and Raqqa in Syria.", "Raqqa", "SYR", "Raqqa", "city"),
    ("Police in Paris, Texas, held two men.", "Paris", "USA", "Texas", "city"),
    ("Police in Paris held two men.", "Paris", "FRA", "Île-de-France", "city"),
    ("A bomb went off in Tripoli, Lebanon.", "Tripoli", "LBN", None, "city"),
    ("Militias clashed in Tripoli, the Libyan government said.", "Tripoli", "LBY", "Tripoli", "city"),
    ("In Birmingham, Alabama, a jury met.", "Birmingham", "USA", "Alabama", "city"),
    ("Police in Birmingham and Leeds held five people.", "Birmingham", "GBR", "England", "city"),
    ("The earth shook in Santiago, Chile's government said.", "Santiago", "CHL", None, "city"),
    ("Crews fought fires in Long Beach and Anaheim, California.", "Long Beach", "USA", "California", "city"),
    ("Ballots were counted in Savannah, Georgia.", "Georgia", "USA", "Georgia", "region"),
    ("Crowds in Tbilisi blocked the parliament of Georgia.", "Georgia", "GEO", None, "country"),
    ("Lawmakers gathered in Washington to vote.", "Washington", "USA", "District of Columbia", "city"),
    ("Farmers in Washington state lost their crops.", "Washington", "USA", "Washington", "region"),
    ("Storms hit Spokane, Wash., on Monday.", "Spokane", "USA", "Washington", "city"),
    ("Shelling was reported in Kherson region.", "Kherson", "UKR", "Kherson", "region"),
    ("Gunmen raided a village in Zamfara, Nigeria.", "Zamfara", "NGA", "Zamfara State", "region"),
    ("Fighting spread through Darfur.", "Darfur", "SDN", None, "region"),
    ("A tanker burned in the Strait of Hormuz.", "Strait of Hormuz", None, None, "region"),
    ("Troops held the left bank of the Dnipro.", "Dnipro", None, None, "region"),
    ("A shell hit Dnipro at noon, Ukrainian officials said.", "Dnipro", "UKR", "Dnipropetrovsk", "city"),
    ("Aid reached the U.K. on Friday.", "U.K.", "GBR", None, "country"),
    ("The delegation flew to Vietnam.", "Vietnam", "VNM", None, "country"),
]


@pytest.mark.parametrize(("text", "words", "country", "admin1", "precision"), RESOLVED)
def test_resolution(places: Read, text: str, words: str, country: str, admin1: str | None, precision: str) -> None:
    place = places(text)[words]
    assert (place.country, place.precision) == (country, precision)
    assert place.lat is not None
    assert admin1 is None or place.admin1 == admin1
    assert place.why


NEAR = [
    ("Troops advanced near Pokrovsk in Ukraine.", "Pokrovsk"),
    ("A convoy was ambushed outside Manbij, Syria.", "Manbij"),
    ("The village lies 20 km south of Bakhmut.", "Bakhmut"),
    ("Shots were heard on the outskirts of Khartoum.", "Khartoum"),
    ("Gunmen raided farms near the town of Gwoza in Nigeria.", "Gwoza"),
    ("Villages near Maiduguri and Gwoza were burned, Nigerian police said.", "Gwoza"),
]


@pytest.mark.parametrize(("text", "words"), NEAR)
def test_near_is_not_in(places: Read, text: str, words: str) -> None:
    place = places(text)[words]
    assert place.precision == "near"
    assert place.id.endswith("~near")
    assert place.lat is not None


def test_near_and_in_are_two_places(parse: Parse) -> None:
    found = find(parse("Shells fell near Bakhmut. Later a shell fell in Bakhmut.")).records
    assert [p.precision for p in found] == ["near", "city"]
    assert found[0].lat == found[1].lat


NO_PLACE = [
    ("Michael Jordan came to the court. Jordan said he was tired.", "Jordan"),
    ("Secretary Washington met reporters.", "Washington"),
    ("Mr. Lincoln declined to comment.", "Lincoln"),
    ("Researchers at the University of Georgia published a study.", "Georgia"),
    ("The Bank of Uganda raised its rate.", "Uganda"),
    ("The Washington Post reported the story.", "Washington"),
    ("Russian troops withdrew.", "Russian"),
    ("An Australian nurse was freed.", "Australian"),
    ("The Marburg virus killed nine people.", "Marburg"),
    ("The Minsk agreements failed.", "Minsk"),
    ("In March the price of turkey rose.", "March"),
]


@pytest.mark.parametrize(("text", "words"), NO_PLACE)
def test_people_bodies_adjectives_and_words_are_no_places(places: Read, text: str, words: str) -> None:
    assert words not in places(text)


METONYMS = [
    ("Moscow said its troops had left the village.", "Moscow", "RUS"),
    ("Kyiv denied the claim on Sunday.", "Kyiv", "UKR"),
    ("China announced new tariffs.", "China", "CHN"),
    ("Ministers resumed talks with Tehran.", "Tehran", "IRN"),
    ("The envoy urged Pyongyang to return to the table.", "Pyongyang", "PRK"),
    ("The offer was rejected by Moscow.", "Moscow", "RUS"),
]


@pytest.mark.parametrize(("text", "word", "country"), METONYMS)
def test_capitals_that_speak_are_actors_whose_country_is_known(
    parse: Parse, text: str, word: str, country: str
) -> None:
    doc = parse(text)
    index = find(doc)
    token = next(t.i for t in doc.tokens if t.text == word)
    assert word not in {m.exact for p in index.records for m in p.mentions}
    assert index.country_at(token) == country
    assert index.located[token] == country


LOCATIVE = [
    ("The minister said in Moscow that talks would go on.", "Moscow"),
    ("The president visited Kyiv on Monday.", "Kyiv"),
    ("The delegation arrived in Tehran.", "Tehran"),
    ("Explosions were heard across Baghdad.", "Baghdad"),
    ("Refugees crossed from Sudan into Chad.", "Sudan"),
    ("Refugees crossed from Sudan into Chad.", "Chad"),
]


@pytest.mark.parametrize(("text", "word"), LOCATIVE)
def test_capitals_and_countries_where_something_happens_are_places(places: Read, text: str, word: str) -> None:
    assert word in places(text)


def test_one_sense_per_report(parse: Parse) -> None:
    found = find(parse("A fire broke out in Springfield, Illinois. Springfield was evacuated.")).records
    springfield = [p for p in found if p.name == "Springfield"]
    assert len(springfield) == 1
    assert len(springfield[0].mentions) == 2
    assert springfield[0].admin1 == "Illinois"
    assert any("Illinois" in reason for reason in springfield[0].why)


def test_namesakes_that_the_text_tells_apart(parse: Parse) -> None:
    found = find(parse("Marches were held in Portland, Oregon, and in Portland, Maine.")).records
    assert {p.admin1 for p in found if p.name == "Portland"} == {"Oregon", "Maine"}


def test_a_region_and_its_city_are_two_places(parse: Parse) -> None:
    found = find(parse("Shelling went on in Aleppo province and in Aleppo itself, Syrian media said.")).records
    assert [(p.name, p.precision) for p in found if p.name == "Aleppo"] == [("Aleppo", "region"), ("Aleppo", "city")]


def test_a_noun_behind_a_list_speaks_of_all(places: Read) -> None:
    found = places("Bandits attacked farmers in Katsina and Sokoto states, Nigerian police said.")
    assert {found["Katsina"].precision, found["Sokoto"].precision} == {"region"}


def test_countries_in_the_text_decide_between_namesakes(places: Read) -> None:
    assert places("Spanish police held four people in Valencia.")["Valencia"].country == "ESP"
    assert places("Venezuelan soldiers held four people in Valencia.")["Valencia"].country == "VEN"


def test_hints_decide_where_the_text_does_not(places: Read) -> None:
    assert places("Police held four people in Valencia.", ("VEN",))["Valencia"].country == "VEN"
    assert places("Police held four people in Valencia.", ("ESP",))["Valencia"].country == "ESP"


UNKNOWN = [
    ("Soldiers burned the village of Qandoriva.", "Qandoriva", None),
    ("Floods hit Qandoriva district on Friday.", "Qandoriva", None),
    ("A clinic opened in Qandoriva, Kenya.", "Qandoriva", "KEN"),
    ("A convoy was attacked 12 miles north of Qandoriva.", "Qandoriva", None),
]


@pytest.mark.parametrize(("text", "words", "country"), UNKNOWN)
def test_unknown_places_are_kept_without_coordinates(places: Read, text: str, words: str, country: str | None) -> None:
    place = places(text)[words]
    assert place.id == "unresolved:qandoriva"
    assert (place.lat, place.lon, place.precision, place.country) == (None, None, None, country)
    assert place.why


def test_a_namesake_in_a_country_the_report_never_mentions_is_no_answer(places: Read) -> None:
    text = "Insurgents attacked Palma and Mocímboa da Praia in Cabo Delgado, Mozambique said."
    assert places(text)["Palma"].country != "ESP"


def test_settlements_keep_the_name_the_text_uses(places: Read) -> None:
    assert places("Warplanes bombed Raqqa, Syrian media said.")["Raqqa"].name == "Raqqa"


def test_ids_name_their_source(places: Read) -> None:
    found = places("From Lyon, France, they drove through Bavaria, Michigan and the Donbas.")
    assert {p.id.partition(":")[0] for p in found.values()} >= {"geonames", "country", "region", "admin1"}


def test_headlines_in_capitals_are_read(parse: Parse) -> None:
    index = find(parse("SHELLS HIT BAKHMUT AGAIN\n\nUkrainian officials said two people died in Bakhmut."))
    assert len([m for p in index.records if p.name == "Bakhmut" for m in p.mentions]) == 2


def test_filing_towns_are_places(places: Read) -> None:
    assert places("KHARTOUM, Sudan - Fighters attacked a camp.")["KHARTOUM"].country == "SDN"


def test_at_knows_nothing_of_other_words(parse: Parse) -> None:
    doc = parse("The price of bread rose.")
    index = find(doc)
    assert index.records == ()
    assert [index.at(t.i) for t in doc.tokens] == [None] * len(doc.tokens)
    assert isinstance(index, PlaceIndex)
