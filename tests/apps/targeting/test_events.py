"""Events of every source: kept once, revised, withdrawn; no reporter and no author is in them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingtian.apps.opinion.models import OpinionItem
from qingtian.apps.targeting.actions.rank import rank_units
from qingtian.apps.targeting.actions.refresh import refresh
from qingtian.apps.targeting.models import RankedObject, Ranking, TargetEvent
from qingtian.apps.targeting.registry import SOURCES, EventSource, Told
from qingtian.language import Text
from tests.apps.targeting.planning import DAY, event, ranked, units
from tests.conftest import at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture
def told(monkeypatch):
    """A source of its own, whose list a test changes."""
    rows: list[Told] = []

    def read(since, until):
        yield from (one for one in rows if since <= one.began < until)

    source = EventSource("invented", Text("假设", "invented"), read, lambda kind: Text(kind, kind))
    monkeypatch.setattr("qingtian.apps.targeting.actions.refresh.SOURCES", {"invented": source})
    return rows


def one(key: str = "a", days: int = 5, **more) -> Told:
    values = {"kind": "smoke", "strength": 1, "certainty": "reported", "area": "wangxi"}
    return Told(key, at(DAY) - timedelta(days=days), **values | more)


def test_read_again_nothing_changes(city, told):
    told += [one("a"), one("b")]
    assert (refresh(at(DAY)).new, refresh(at(DAY)).new, refresh(at(DAY)).revised) == (2, 0, 0)
    assert set(TargetEvent.objects.values_list("revision", flat=True)) == {0}


def test_a_revised_event_is_the_same_row(city, told):
    told.append(one("a"))
    refresh(at(DAY))
    told[0] = one("a", certainty="confirmed", days=6)
    done = refresh(at(DAY))
    row = TargetEvent.objects.get()
    assert (done.new, done.revised, row.certainty, row.revision) == (0, 1, "confirmed", 1)


def test_what_a_source_no_longer_tells_is_withdrawn_and_comes_back(city, told):
    told.append(one("a"))
    refresh(at(DAY))
    kept = told.pop()
    assert refresh(at(DAY)).withdrawn == 1
    assert refresh(at(DAY)).withdrawn == 0
    told.append(kept)
    assert refresh(at(DAY)).revised == 1
    assert not TargetEvent.objects.get().withdrawn


def test_what_lies_before_the_window_stays_as_it_was(city, told):
    told.append(one("a", days=100))
    refresh(at(DAY), at(DAY) - timedelta(days=200))
    told.clear()
    assert refresh(at(DAY)).withdrawn == 0


def test_no_column_says_who_reported_or_wrote():
    names = {field.name for field in TargetEvent._meta.get_fields()}
    assert not names & {"reporter", "identity", "identity_token", "author", "text", "words", "phone", "person"}


def test_public_opinion_counts_for_the_unit_it_names(city):
    (number, *_) = units(2)
    OpinionItem.objects.create(
        key="k1",
        source="论坛",
        text="半夜冒烟",
        environmental=True,
        places=["第1加工厂"],
        came_at=at(DAY) - timedelta(days=1),
    )
    OpinionItem.objects.create(
        key="k2", source="论坛", text="不知道哪里", environmental=True, places=[], came_at=at(DAY) - timedelta(days=1)
    )
    refresh(at(DAY))
    assert list(TargetEvent.objects.filter(source="opinion").values_list("party", "key")) == [(number, "k1")]


def test_a_ranking_is_made_once_a_day_and_is_the_same_from_the_same(city):
    numbers = ranked()
    first = Ranking.objects.get()
    order = list(RankedObject.objects.values_list("party", "score"))
    assert [party for party, _ in order] == numbers
    again = rank_units(at(DAY))
    assert (Ranking.objects.count(), again.digest) == (1, first.digest)
    assert list(RankedObject.objects.values_list("party", "score")) == order


def test_what_lies_ahead_changes_nothing(city):
    numbers = ranked()
    before = list(RankedObject.objects.values_list("party", "score"))
    event(numbers[-1], days=-1)
    rank_units(at(DAY))
    assert list(RankedObject.objects.values_list("party", "score")) == before


def test_false_alarms_and_withdrawn_events_say_nothing(city):
    numbers = units(3)
    event(numbers[2], certainty="false_alarm")
    event(numbers[1], withdrawn=True)
    ranking = rank_units(at(DAY))
    assert ranking.events == 0
    assert RankedObject.objects.get(party=numbers[2]).reasons["events"] == []


def test_natural_persons_are_never_ranked(city):
    from qingtian.apps.parties.actions.enter_party import Given, enter_party

    person = enter_party(Given("person", "某某", area="wangxi"), DAY).number
    units(2)
    event(person)
    rank_units(at(DAY))
    assert not RankedObject.objects.filter(party=person).exists()


def test_refreshing_asks_as_many_questions_for_many_as_for_few(city, told):
    asked = []
    for count in (5, 50):
        told[:] = [one(f"{count}-{n}") for n in range(count)]
        TargetEvent.objects.all().delete()
        with CaptureQueriesContext(connection) as queries:
            refresh(at(DAY))
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_every_shipped_source_reads(city):
    assert set(SOURCES) == {"complaint", "opinion", "monitoring", "visit", "grid_event", "hidden_hazard"}
    for source in SOURCES.values():
        assert list(source.read(at(DAY) - timedelta(days=30), at(DAY))) == []
