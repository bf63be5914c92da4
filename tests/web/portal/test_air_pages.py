"""The air on the first page and on its own: means, gaps, age, limits of the day; both languages."""

import json
import re
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.test import Client

from qingtian.apps.air.models import HourReading
from qingtian.apps.air.queries import city_air, city_hours, natural_day, running_average, station_hours
from qingtian.apps.people.models import Organ
from qingtian.apps.places.models import Station
from tests.conftest import SHANGHAI, TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
LAST = at(TODAY, 14)
CLEAN = {"pm2_5": 30, "pm10": 60, "so2": 8, "no2": 30, "o3": 90, "co": Decimal("0.6")}


def station(city, code, evaluated=True):
    return Station.objects.create(
        code=code,
        name_zh=f"{code}站",
        name_en=f"Station {code}",
        level="national",
        area=city.areas["wangxi"],
        evaluated=evaluated,
        longitude=Decimal("102.5"),
        latitude=Decimal("25.5"),
    )


def reading(at_station, hour=LAST, **changes):
    return HourReading.objects.create(station=at_station, hour=hour, **(CLEAN | changes))


def words(path="/"):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", Client().get(path).content.decode()))


@pytest.mark.parametrize(
    ("values", "mean"), [((80, 81), 80), ((81, 82), 82), ((80, 80, 81), 80), ((0, 1), 0), ((1, 2), 2)]
)
def test_the_city_s_hour_is_the_mean_of_the_evaluated_stations_half_to_even(city, values, mean):
    for n, value in enumerate(values):
        reading(station(city, f"s{n}"), pm10=value)
    reading(station(city, "control", evaluated=False), pm10=999)
    latest = city_air(LAST).latest
    assert latest.values["PM10"] == mean
    assert latest.stations == len(values)


def test_carbon_monoxide_keeps_one_decimal(city):
    for n, value in enumerate((Decimal("0.60"), Decimal("0.65"))):
        reading(station(city, f"s{n}"), co=value)
    assert str(city_air(LAST).latest.values["CO"]) == "0.6"


def test_a_station_that_is_silent_about_an_item_does_not_count_as_zero(city):
    reading(station(city, "a"), pm10=90)
    reading(station(city, "b"), pm10=None)
    latest = city_air(LAST).latest
    assert (latest.values["PM10"], latest.stations) == (90, 2)


def test_the_index_says_its_word_its_leader_and_what_to_do(city):
    reading(station(city, "a"), pm10=155)
    page = words()
    index = city_air(LAST).latest.index
    assert index.primary == ("PM10",)
    assert f"{index.aqi} {index.category.word.zh}" in page
    assert "主要是 PM10，155 µg/m³" in page
    assert index.category.advice.zh in page
    assert "Led by PM10, 155 µg/m³" in words("/en/")


def test_hours_nobody_measured_are_gaps_in_the_row(city):
    reading(station(city, "a"))
    hours = city_hours(LAST)
    assert len(hours) == 24
    assert [hour.index.aqi is None for hour in hours] == [True] * 23 + [False]
    assert hours[0].values["PM10"] is None
    assert "缺 23 小时" in words()


@pytest.mark.parametrize(("hours", "given"), [(19, False), (20, True), (21, True)])
def test_a_day_s_mean_needs_twenty_hours(city, hours, given):
    at_a = station(city, "a")
    for n in range(hours):
        reading(at_a, LAST - timedelta(hours=n), pm10=60 + n % 2)
    item = next(item for item in city_air(LAST).items if item.pollutant == "PM10")
    assert (item.average is not None) is given


@pytest.mark.parametrize(("hours", "given"), [(5, False), (6, True)])
def test_the_eight_hours_of_ozone_need_six(city, hours, given):
    at_a = station(city, "a")
    for n in range(hours):
        reading(at_a, LAST - timedelta(hours=n), o3=100)
    item = next(item for item in city_air(LAST).items if item.pollutant == "O3")
    assert item.average_hours == 8
    assert item.average == (100 if given else None)
    assert running_average(city_hours(LAST), "O3", 30) is None


@pytest.mark.parametrize(
    ("last", "limit"),
    [
        (datetime(2026, 3, 1, 0, 0, tzinfo=SHANGHAI), 150),  # the hour that closes 28 February
        (datetime(2026, 3, 1, 1, 0, tzinfo=SHANGHAI), 120),
        (datetime(2031, 1, 1, 0, 0, tzinfo=SHANGHAI), 120),
        (datetime(2031, 1, 1, 1, 0, tzinfo=SHANGHAI), 100),
    ],
)
def test_the_day_limit_is_that_of_the_day_of_the_data(city, last, limit):
    reading(station(city, "a"), last)
    assert city_air(last).items[0].limit == limit


def test_midnight_closes_the_day_before():
    assert natural_day(datetime(2026, 11, 23, 0, 0, tzinfo=SHANGHAI)) == date(2026, 11, 22)
    assert natural_day(datetime(2026, 11, 22, 16, 0, tzinfo=SHANGHAI)) == date(2026, 11, 22)


@pytest.mark.parametrize(("hour", "stale"), [(13, False), (12, True), (11, True)])
def test_an_hour_older_than_two_hours_is_said_to_be_old(city, hour, stale):
    """The page is made at 14:06."""
    reading(station(city, "a"), at(TODAY, hour))
    page = words()
    assert ("小时没有新数据" in page) is stale
    if stale:
        assert f"{14 - hour} 小时没有新数据" in page


def test_an_hour_of_the_future_is_not_now(city):
    at_a = station(city, "a")
    reading(at_a, LAST, pm10=50)
    reading(at_a, at(TODAY, 15), pm10=400)
    assert city_air(at(TODAY, 14, 6)).latest.hour == LAST


def test_a_city_without_readings_says_what_comes_and_offers_everything_else(city):
    page = words()
    assert "还没有监测数据。" in page
    assert "反映一个问题" in page
    assert "还没有监测数据。" in words("/air/")


def test_the_stations_page_has_every_station_with_its_own_index_and_names_the_silent(city):
    reading(station(city, "a"), pm10=300)
    reading(station(city, "b"))
    station(city, "c")
    page = words("/air/")
    assert page.index("a站") < page.index("b站")
    assert "这一小时没有数据的站：c站。" in page
    points = Client().get("/air/stations.geojson").json()["features"]
    assert sorted(p["properties"]["aqi"] for p in points) == sorted(s.index.aqi for s in station_hours(LAST))


def test_the_first_page_asks_the_database_the_same_however_many_stations(city, django_assert_max_num_queries):
    for n in range(12):
        at_n = station(city, f"s{n}")
        for hour in range(24):
            reading(at_n, LAST - timedelta(hours=hour))
    client = Client()
    client.get("/")
    with django_assert_max_num_queries(6):
        client.get("/")


def test_the_map_has_the_boundaries_that_were_entered(city):
    area = city.areas["wangxi"]
    area.boundary = {"type": "Polygon", "coordinates": [[[102, 25], [103, 25], [103, 26], [102, 25]]]}
    area.save()
    features = Client().get("/areas.geojson").json()["features"]
    assert [f["properties"]["name_zh"] for f in features] == ["望溪区"]
    assert features[0]["geometry"] == area.boundary


def test_the_ways_to_report_are_those_on_record_and_a_blank_says_so(city):
    Organ.objects.filter(code="petitions").update(address="溪口路 1 号", hours="", phone="0871-1")
    page = words("/channels/")
    for said in ("市局信访科", "溪口路 1 号", "还没有登记", "0871-1", "12345", "12369"):
        assert said in page
    assert "望溪分局" not in page


def test_the_map_takes_rivers_and_roads_from_the_city_s_own_drawing(city, settings, tmp_path):
    settings.DATA = tmp_path
    drawn = [{"type": "Feature", "properties": {"kind": kind}, "geometry": None} for kind in ("river", "area")]
    (tmp_path / "map.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": drawn}))
    assert [f["properties"]["kind"] for f in Client().get("/areas.geojson").json()["features"]] == ["river"]


@pytest.mark.parametrize("path", ["/", "/air/", "/matters/", "/channels/", "/about/", "/follow/", "/report/what/"])
def test_every_page_has_one_heading_and_its_other_language(city, path):
    for prefix, own, other in (("", "zh-Hans", f"/en{path}"), ("/en", "en", path)):
        page = Client().get(prefix + path).content.decode()
        assert page.count("<h1") == 1
        assert f'<html lang="{own}">' in page
        assert f'href="{other}"' in page
