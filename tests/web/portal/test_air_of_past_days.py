"""The air of past days for everybody: what a decision admits, as the statistics say it, marked while provisional."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from django.test import Client

from qingtian.apps.air.figures import days_of
from qingtian.apps.air.figures.open_days import provisional
from qingtian.apps.publishing.decisions import Admission
from qingtian.apps.publishing.gate import Publishable, gate_on, sift
from qingtian.apps.publishing.models import Publication
from qingtian.standards.air.limits import limits_on
from tests import small_air
from tests.conftest import TODAY

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
PAGES = ("/air/days/?on=2026-10-01", "/air/history/?on=2026-10-01", "/air/data/?on=2026-10-01")


@pytest.fixture(scope="session")
def filled(tmp_path_factory):
    folder = tmp_path_factory.mktemp("air")
    small_air.fill(folder / "lake")
    return folder


@pytest.fixture
def air(filled, settings, city):
    settings.DATA = filled
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": str(filled)}}
    small_air.regions(city)
    return city


def read(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_every_page_stands_in_both_languages(air, path):
    assert "2026年10月" in read(path)
    assert "October 2026" in read(f"/en{path}")


@pytest.mark.parametrize("path", PAGES)
def test_without_a_decision_nothing_is_shown_but_why(filled, settings, city, path):
    settings.DATA = filled
    small_air.regions(city)
    Publication.objects.update(kinds=["city_air"])
    html = read(path)
    assert "不公开，理由" in html
    assert "aqi-cell" not in html
    for name in ("days.csv", "hours.csv"):
        assert Client().get(f"/air/data/{name}?on=2026-10-01")["Location"] == "/air/data/"


def test_what_is_not_in_the_catalogue_is_withheld(air):
    shown = gate_on(TODAY).admit(Publishable("air_days", {"name": "x", "reviewer": "谁"}))
    assert ("reviewer" in shown.fields, shown.withheld[0].field) == (False, "reviewer")


def test_the_page_and_the_file_say_what_the_statistics_say(air):
    held = days_of(("east",), small_air.OVER, small_air.OVER)
    value, index = held.value("east", small_air.OVER, "PM10"), held.index("east", small_air.OVER)
    html = read("/air/history/?place=east&item=PM10&on=2026-10-01")
    row = next(row for row in re.findall(r"<tr>.*?</tr>", html, re.S) if "10-20" in row)
    assert f">{value.value // 1000}<" in row
    line = next(
        line for line in read("/air/data/days.csv?on=2026-10-01").splitlines() if "east,东片,2026-10-20" in line
    )
    assert line.split(",")[3:7] == [str(index.aqi), str(index.level), "PM10", str(value.value // 1000)]


def test_the_file_has_the_mark_excel_needs_the_licence_the_edition_and_the_snapshot(air):
    body = read("/air/data/days.csv?on=2026-10-01")
    assert body.startswith("\ufeffplace,name,day,aqi")
    for words in ("可以自由使用", "Free to use", "GB 3095-2026", "snapshot 1-"):
        assert words in body


def test_hours_keep_gaps_and_what_is_not_monitored_apart(air):
    lines = read("/air/data/hours.csv?on=2026-10-01").splitlines()
    assert lines[0] == "\ufeffstation,name,day,hour,PM10,PM2_5,O3,NO2,SO2,CO"
    assert "b,b站,2026-10-06,1,NA,30,90,30,8,/" in lines
    assert "b,b站,2026-10-06,9,80,30,90,30,8,0.6" in lines


@pytest.mark.parametrize(
    ("as_of", "still"), [(date(2026, 11, 9), True), (date(2026, 11, 10), True), (date(2026, 11, 11), False)]
)
def test_a_month_is_confirmed_in_the_first_ten_days_of_the_next(as_of, still):
    assert provisional(date(2026, 10, 31), as_of) is still


def test_a_day_that_has_not_ended_is_not_there(air):
    assert f"{TODAY}," not in read(f"/air/data/days.csv?on={TODAY}")


def test_the_limits_in_force_pass_the_gate_whole():
    for day in (TODAY, TODAY - timedelta(days=400)):
        shown = sift(Publishable("city_air", {"standard": limits_on(day)}), Admission("x"))
        assert shown.withheld == ()


@pytest.mark.parametrize("query", ["on=x", "on=1999-01-01", "place=nowhere", "item=XX", "on=9999-12-31"])
def test_an_address_nobody_wrote_still_answers(air, query):
    for path in ("/air/days/", "/air/history/", "/air/data/"):
        assert Client().get(f"{path}?{query}").status_code == 200
