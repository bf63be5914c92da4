"""The run: a frozen station in the lake is raised, a national one as such, and a device with a changed slope."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest

from qingtian.apps.air.lake import city_lake
from qingtian.apps.integrity.actions.run import run
from qingtian.apps.integrity.models import Finding
from qingtian.apps.monitors.models import DataLogger, FieldInfo, OperationMark
from qingtian.apps.people.models import Organ, Post
from qingtian.apps.places.models import Area, Station
from qingtian.integrity.kinds import FREEZE
from qingtian.measurements.lake import Reading
from tests.apps.integrity.findings import name_officer
from tests.apps.monitors.outlets import outlet
from tests.days import at
from tests.integrity.invented import invented
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db

DAYS = 20
FIRST = date(2026, 4, 14)
ON = FIRST + timedelta(days=DAYS)
HOUR = timedelta(hours=1)


@pytest.fixture
def lake(city: SmallCity, settings: Any, tmp_path: Any) -> None:
    """Four stations, S0 national and S1 of the city; both stand still for a day and a half."""
    settings.DATA = tmp_path
    grid = invented(stations=4, days=DAYS)
    reported = grid.reported.copy()
    for row in (0, 1):
        reported[row, 238] = reported[row, 239] + 7
        reported[row, 240:276] = reported[row, 239]
    grid = replace(grid, reported=reported)
    readings = []
    for row, code in enumerate(grid.stations):
        level = Station.Level.NATIONAL if row == 0 else Station.Level.CITY
        Station.objects.create(
            code=code, name_zh=f"{code}站", name_en=code, level=level, area=Area.objects.get(code="wangxi"),
            longitude=102, latitude=25,
        )  # fmt: skip
        for item, values in (("PM2_5", grid.reported), ("PM10", grid.co_pollutants["PM10"])):
            for hour in range(DAYS * 24):
                day = FIRST + timedelta(days=hour // 24)
                readings.append(Reading(code, item, day, hour % 24 + 1, int(1000 * values[row, hour])))
    city_lake().append(readings, source="test", received_at=at(ON, 1))


def test_a_frozen_station_is_raised_once_with_its_picture_and_its_level(city: SmallCity, lake: None) -> None:
    name_officer(city)
    first = run(ON, at(ON), days=DAYS)
    frozen = Finding.objects.filter(pattern=FREEZE).order_by("place")
    assert [(one.place, one.place_kind) for one in frozen] == [("S0", "national_station"), ("S1", "city_station")]
    one = frozen[0]
    # the value of hour 239 is repeated: that hour begins at 23:00 of the tenth day
    assert one.begins_at == at(FIRST + timedelta(days=9), 23)
    assert one.ends_at - one.begins_at == 37 * HOUR
    assert len(one.hours) == 37 + 96
    assert not np.isnan(one.strength)
    assert first.air.raised == Finding.objects.count()
    again = run(ON, at(ON), days=DAYS)
    assert (again.air.raised, again.air.known) == (0, first.air.seen)


def test_an_empty_lake_and_one_station_alone_raise_nothing(city: SmallCity, settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path
    name_officer(city)
    assert run(ON, at(ON)).air.seen == 0


@pytest.mark.parametrize("maintained", [False, True])
def test_a_slope_changed_outside_maintenance_is_raised(
    city: SmallCity, settings: Any, tmp_path: Any, maintained: bool
) -> None:
    settings.DATA = tmp_path
    name_officer(city)
    stack = outlet()
    organ = Organ.objects.get(code="branch")
    logger = DataLogger.objects.create(mn="MN1", name="数采仪", organ=organ, outlet=stack)
    changed = at(ON, 3) - timedelta(days=1)
    for moment, text in ((changed - 48 * HOUR, "1.00"), (changed, "0.70")):
        FieldInfo.objects.create(
            logger=logger, factor="a21026", code="i13008", text=text, at=moment, received_at=moment
        )
    if maintained:
        OperationMark.objects.create(
            outlet=stack, kind="maintenance", begins_at=changed - HOUR, ends_at=changed + HOUR, words="校准",
            declared_at=changed, entered_at=changed, entered_by=Post.objects.get(code="handler"),
        )  # fmt: skip
    run(ON, at(ON))
    found = Finding.objects.filter(place_kind="source_monitor")
    assert [(one.place, one.pattern) for one in found] == ([] if maintained else [("DA001", "parameter")])
