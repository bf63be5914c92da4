"""The air near a case on its sheet before a visit: the nearest station, the air pages' figures, one page, no pin."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from pypdf import PdfReader

from qingtian.apps.air.figures.questions import days_of
from qingtian.apps.places.models import Station
from qingtian.web.desk.leader.readings import nearest, position_of, readings_near
from tests import small_air
from tests.apps.proceedings.driving import case
from tests.conftest import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

#: the day after the gaps of station b: its window holds them and plain days
AFTER_GAPS = date(2026, 10, 9)
PLACED = [{"fields": {"evidence_placed": [{"longitude": "102.9", "latitude": "25.9"}]}}]


@pytest.fixture
def air(city, settings, tmp_path):
    settings.DATA = tmp_path
    small_air.fill(tmp_path / "lake")
    small_air.regions(city)
    return city


@pytest.fixture
def here(air):
    Station.objects.filter(code="b").update(longitude=Decimal("102.9"), latitude=Decimal("25.91"))
    return case(air).matter


def test_the_station_nearest_to_the_latest_photo_is_taken_and_its_distance_told(here):
    station, metres = nearest(PLACED[0]["fields"]["evidence_placed"][0])
    assert (station.code, round(metres / 1000)) == ("b", 1)
    earlier = [{"fields": {"evidence_placed": [{"longitude": "102.5", "latitude": "25.5"}]}}]
    assert position_of(here, [*earlier, *PLACED]) == PLACED[0]["fields"]["evidence_placed"][0]


def test_the_days_are_those_of_the_air_pages_and_a_day_without_a_value_is_missing(here):
    where, pm10, pm25 = readings_near(here, PLACED, AFTER_GAPS)
    assert where.zh == "最近的空气站：b站，约 1 公里。"
    days = days_of(["station:b"], date(2026, 10, 2), date(2026, 10, 8))
    shown = [days.value("station:b", date(2026, 10, day), "PM10").value for day in range(2, 9)]
    assert [None if value is None else value // 1000 for value in shown] == [80, 80, 80, 80, None, 80, 80]
    assert pm10.zh == "PM10 逐日（10-02 至 10-08，μg/m³）：80、80、80、80、缺、80、80"
    assert pm10.en.endswith("80, 80, 80, 80, missing, 80, 80")
    assert pm25.zh.startswith("PM2.5 逐日")


def test_a_case_without_a_place_gets_a_station_of_its_area_and_says_so(here):
    where, pm10, _ = readings_near(here, [], AFTER_GAPS)
    assert where.zh == "案件没有位置，列本区的空气站：a站。"
    assert "40" in pm10.zh


def test_an_area_without_a_station_says_so(city):
    (only,) = readings_near(case(city).matter, [], AFTER_GAPS)
    assert only.zh == "本区没有空气站。"


def test_the_sheet_holds_the_readings_and_stays_one_page(air, sign_in):
    drive = case(air).to("rectifying")
    answer = sign_in("vice-mayor").get(f"/desk/leader/{drive.matter.number}/brief/")
    assert answer.status_code == 200
    pages = PdfReader(io.BytesIO(answer.content)).pages
    assert len(pages) == 1
    assert "PM10逐日" in pages[0].extract_text().replace(" ", "").replace("₁₀", "10")
    assert str(TODAY.year) in pages[0].extract_text()
