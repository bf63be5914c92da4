"""A sheet says which station counts for which region and since when; a name that is no area makes a composed one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qingtian.apps.air.models import Region, RegionStation
from qingtian.apps.places.models import Area, Station
from tests.ledgers.conftest import Import
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

HEAD = ["评价区域", "站点", "排名分组", "从", "到"]
ROWS = [
    ["望溪区", "S1", "国考区域", "2026-01-01", ""],
    ["主城区", "S1", "", "", ""],
    ["主城区", "S2", "", "", "2026-05-31"],
]


@pytest.fixture
def stations(city: SmallCity) -> None:
    for code, evaluated in (("S1", True), ("S2", True), ("S9", False)):
        Station.objects.create(
            code=code,
            name_zh=f"站{code}",
            name_en=code,
            level="city",
            area=Area.objects.get(code="wangxi"),
            evaluated=evaluated,
            longitude=Decimal("102.5"),
            latitude=Decimal("25"),
        )


def test_an_area_s_region_and_a_composed_one_with_their_dates(stations: None, imported: Import) -> None:
    done = imported("regions", HEAD, *ROWS)
    assert (dict(done.counts), done.rejects) == ({"created": 3}, [])
    region = Region.objects.get(code="wangxi")
    assert (region.kind, region.group_zh, region.area.code) == ("area", "国考区域", "wangxi")
    composed = Region.objects.get(name_zh="主城区")
    assert (composed.kind, composed.area, composed.group) == ("composed", None, "")
    dates = RegionStation.objects.order_by("pk").values_list("first_day", "last_day")
    assert list(dates) == [(date(2026, 1, 1), None), (None, None), (None, date(2026, 5, 31))]


def test_the_same_sheet_again_doubles_nothing(stations: None, imported: Import) -> None:
    imported("regions", HEAD, *ROWS)
    again = imported("regions", HEAD, *ROWS)
    assert dict(again.counts) == {"unchanged": 3}
    closed = imported("regions", HEAD, ["望溪区", "S1", "", "2026-01-01", "2026-06-30"])
    assert dict(closed.counts) == {"changed": 1}
    assert (Region.objects.count(), RegionStation.objects.count()) == (2, 3)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (["望溪区", "S9", "", "", ""], "对照点"),
        (["望溪区", "S1", "", "2026-02-01", "2026-01-31"], "早于"),
        (["望溪区", "没有的站", "", "", ""], "没有"),
    ],
)
def test_what_cannot_be_taken_is_told(stations: None, imported: Import, row: list[str], words: str) -> None:
    done = imported("regions", HEAD, row)
    assert words in str(done.rejects[0])
    assert RegionStation.objects.count() == 0
