"""Before real use: every area has a region with a station, every evaluated station counts somewhere."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qingtian.apps.air.models import Region, RegionStation
from qingtian.apps.places.models import Area, Station
from qingtian.founding.checks.air import stations_in_no_region, without_station

pytestmark = pytest.mark.django_db
ON = date(2026, 10, 1)


@pytest.fixture
def station() -> Station:
    city = Area.objects.create(code="c", name_zh="示例市", name_en="City", kind="city")
    area = Area.objects.create(code="a", name_zh="示例区", name_en="District", kind="district", parent=city)
    return Station.objects.create(
        code="S1",
        name_zh="示例站",
        name_en="Station",
        level="city",
        area=area,
        longitude=Decimal(102),
        latitude=Decimal(25),
    )


def test_nothing_lacks_where_no_station_is_held() -> None:
    Area.objects.create(code="a", name_zh="示例区", name_en="District", kind="district")
    assert (without_station(ON), stations_in_no_region(ON)) == ([], [])


def test_an_area_without_region_and_its_station_are_named(station: Station) -> None:
    assert [words.en for words in without_station(ON)] == ["District"]
    assert [words.en for words in stations_in_no_region(ON)] == ["Station"]


@pytest.mark.parametrize(("first", "last", "fine"), [(ON, ON, True), (date(2026, 10, 2), None, False)])
def test_a_member_counts_on_its_days_alone(station: Station, first: date, last: date | None, fine: bool) -> None:
    region = Region.objects.create(code="a", name_zh="示例区", name_en="District", kind="area", area=station.area)
    RegionStation.objects.create(region=region, station=station, first_day=first, last_day=last)
    assert (not without_station(ON), not stations_in_no_region(ON)) == (fine, fine)
