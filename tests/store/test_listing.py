"""Events by filter, and their months."""

from __future__ import annotations

import pytest

from dateline.errors import InputError
from dateline.store import EventFilter, Month, Store
from tests.store.samples import coded, sentence

LINES = [sentence("northern", "shelled", "Norburg"), sentence("southern", "visited", "Ostvik", None)]


@pytest.fixture
def filled(corpus: Store) -> Store:
    """r1 has two events of September 2025; r2 one that is dated to a year, planned, and said by somebody."""
    corpus.put(coded(LINES), key="a", run="run1")
    planned = coded([sentence("southern", "criticised", "Ostvik", None)], url="https://gazette.example/b")
    event = planned.events[0].model_copy(update={"date": "2025", "status": "future", "voice": "attributed"})
    corpus.put(planned.model_copy(update={"events": (event,)}), key="b", run="run1")
    return corpus


def refs(corpus: Store, **wanted: object) -> list[str]:
    return [f"{e.report}/{e.event}" for e in corpus.events(EventFilter(**wanted))]  # type: ignore[arg-type]


CHOSEN: list[tuple[dict[str, object], list[str]]] = [
    ({}, ["r1/e1", "r1/e2"]),
    ({"status": None}, ["r1/e1", "r1/e2", "r2/e1"]),
    ({"status": "future"}, ["r2/e1"]),
    ({"type": ("ASSAULT", "ACCUSE"), "status": None}, ["r1/e1", "r2/e1"]),
    ({"voice": "attributed", "status": None}, ["r2/e1"]),
    ({"report": "r2", "status": None}, ["r2/e1"]),
    ({"place": "Ostvik", "status": None}, ["r1/e2", "r2/e1"]),
    ({"place": "geonames:1"}, ["r1/e1"]),
    ({"country": "NRD", "status": None}, ["r1/e1", "r1/e2"]),
    ({"country": ("XXX",)}, []),
    ({"actor": "SUD", "status": None}, ["r1/e1", "r1/e2", "r2/e1"]),
    ({"actor": "SUD.MIL", "report": ("r1",)}, ["r1/e1", "r1/e2"]),
    ({"actor": "SU"}, []),
    ({"actor": "%.MIL"}, []),
    ({"since": "2025-09-04", "until": "2025-09-04"}, ["r1/e1", "r1/e2"]),
    ({"since": "2025-09-05"}, []),
    ({"since": "2025-12-31", "status": None}, ["r2/e1"]),
    ({"until": "2024-12-31", "status": None}, []),
]


def test_filters(filled: Store) -> None:
    for wanted, found in CHOSEN:
        assert refs(filled, **wanted) == found, wanted


def test_an_event_in_a_list_says_who_where_when_and_in_which_words(filled: Store) -> None:
    event = next(filled.events())
    whole = filled.coded("r1").events[0]
    assert (event.actors, event.recipients) == (("NRD.MIL",), ("SUD.MIL",)) == (whole.actors, whole.recipients)
    assert (event.place_name, event.country, event.date, event.contexts) == (
        "Norburg",
        "NRD",
        "2025-09-04",
        ("military",),
    )
    assert str(event.first) == str(event.last) == "2025-09-04"
    assert (event.trigger, event.evidence) == (whole.trigger, whole.evidence)


def test_more_events_than_one_batch(corpus: Store) -> None:
    for n in range(12):
        document = coded([sentence(toll=1000 + n * 200 + k) for k in range(100)], url=f"https://gazette.example/{n}")
        corpus.put(document, key=str(n), run="run1")
    events = list(corpus.events())
    assert len(events) == len({(e.report, e.event) for e in events}) == 1200
    assert all(e.actors == ("NRD.MIL",) for e in events)


def test_months_count_what_is_dated_to_a_month(filled: Store) -> None:
    assert filled.months() == [Month("2025-09", None, 2)]
    assert filled.months(EventFilter(status=None), by_type=True) == [
        Month("2025-09", "ASSAULT", 1),
        Month("2025-09", "CONSULT", 1),
        Month(None, "ACCUSE", 1),
    ]


def test_a_filter_with_no_day_is_refused(filled: Store) -> None:
    with pytest.raises(InputError, match="2025-13"):
        refs(filled, since="2025-13")
