"""A blind spot begins on the day the law room says, not the day before, and what is counted is what is listed."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from qingtian.apps.air.models import HourReading
from qingtian.apps.blind_spots.limits import PATROL, REPORTS, SILENCE, STILL, days
from qingtian.apps.blind_spots.queries import QUESTIONS, counts, figures, oldest
from qingtian.apps.grid.actions.take_patrol import Walked, take_patrol
from qingtian.law import load_law
from tests.days import TODAY, at
from tests.small_air import station as made

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
DAY = timedelta(days=1)
SHANGHAI = ZoneInfo("Asia/Shanghai")


def listed(question: str, on: date) -> set[str]:
    return {spot.code for spot in oldest(on, 1000, question=question)}


def patrol(town, cell: str, on: date) -> None:
    walked = Walked(
        token=f"{cell}-{on}", cell=cell, started_at=at(on, 9), finished_at=at(on, 10), track=(), findings=()
    )
    take_patrol(walked, by=town.city.actor("member", on), on=on, now=at(on, 11))


def test_a_leaf_is_a_blind_spot_from_the_day_the_limit_is_reached(town):
    limit = days(PATROL, TODAY)
    assert {"t-1", "t-2", "t-3", "t-4"} <= listed("without_patrol", TODAY)
    patrol(town, "t-1", TODAY)
    assert "t-1" not in listed("without_patrol", TODAY + limit - DAY)
    assert "t-1" in listed("without_patrol", TODAY + limit)
    assert "t-2" in listed("without_patrol", TODAY)


def test_a_cell_drawn_within_the_limit_owes_no_patrol_yet(town):
    limit = days(PATROL, TODAY)
    cell = town.cells["t-2"]
    cell.valid_from = TODAY - limit + DAY
    cell.save()
    assert "t-2" not in listed("without_patrol", TODAY)
    assert "t-2" in listed("without_patrol", TODAY + DAY)


def test_a_station_is_silent_once_a_whole_day_before_today_has_no_hour(town):
    station = made(town.city, "a")
    midnight = datetime.combine(TODAY, datetime.min.time(), tzinfo=SHANGHAI)
    edge = midnight - days(SILENCE, TODAY)
    reading = HourReading.objects.create(station=station, hour=edge + timedelta(hours=1))
    assert station.code not in listed("silent_stations", TODAY)
    reading.hour = edge
    reading.save()
    assert station.code in listed("silent_stations", TODAY)
    (spot,) = [one for one in oldest(TODAY, 1000, question="silent_stations") if one.code == station.code]
    assert spot.since == edge.date()


def test_every_question_counts_what_it_lists(town):
    patrol(town, "t-1", TODAY)
    for question, n in counts(TODAY).items():
        assert n == len(oldest(TODAY, 1000, question=question)), question
    assert set(counts(TODAY)) == set(QUESTIONS)


def test_the_days_are_dated_data_marked_as_a_local_default():
    law = load_law()
    told = [*figures(TODAY), law.figure(STILL, on=TODAY)]
    assert [one.id for one in told] == [PATROL, REPORTS, SILENCE, STILL]
    assert {one.certainty for one in told} == {"local_default"}
    assert all(one.value > 0 for one in told)


def test_an_area_asks_of_itself_and_of_all_that_lies_in_it_and_of_nothing_else(town):
    root = town.city.areas["wangxi"].path.split("/")[0]
    whole = counts(TODAY)["without_patrol"]
    assert whole > 0
    assert counts(TODAY, root)["without_patrol"] == whole
    assert counts(TODAY, "wangxi")["without_patrol"] == whole
    assert counts(TODAY, "angxi")["without_patrol"] == 0
    assert counts(TODAY, "shiwan")["without_patrol"] == 0
    assert {spot.code for spot in oldest(TODAY, 9, area=root, question="without_person")} == set()
