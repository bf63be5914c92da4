"""Pages of air forecasts: what is late or missing stands in the head, a day keeps what was computed, scores beside."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from qingtian.apps.forecasts.models import ForecastDay, ForecastScore, TrainedForecaster
from tests.apps.forecasts.conftest import Walk
from tests.apps.forecasts.windy import told
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/foresight/forecasts/"


def said(answer: Any) -> str:
    assert answer.status_code == 200
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def walk(city: Any, analyst: str) -> Walk:
    return Walk(city)


def scored(day: ForecastDay, of: str, *, hit: bool) -> None:
    ForecastScore.objects.create(
        day=day, of=of, place=day.place, month=day.target.replace(day=1), horizon=day.horizon, range_hit=hit,
        level_hit=True, primary_hit=None, too_high=not hit, too_low=False, error=3.5, absolute=3.5,
    )  # fmt: skip


def test_the_list_says_what_was_late_and_what_was_never_issued(walk: Walk, sign_in: Any) -> None:
    late, never = Walk(walk.city, TODAY - timedelta(days=2)), Walk(walk.city, TODAY - timedelta(days=1))
    late.do("issue_forecast", hour=21)
    page = said(sign_in("analyst-1").get(HOME))
    assert "迟发 1 天，漏发 1 天" in page
    assert "今天的草稿等发布" in page
    assert never.matter.number in page
    assert "凭记忆" in page  # the national minimum says how sure it is


def test_the_national_minimum_is_in_english_too(walk: Walk, sign_in: Any) -> None:
    page = said(sign_in("analyst-1").get("/en" + HOME))
    assert "3 days ahead at least, out by 20:00" in page
    assert "from memory" in page


def test_one_forecast_shows_seven_days_and_that_no_weather_forecast_went_in(walk: Walk, sign_in: Any) -> None:
    page = said(sign_in("analyst-1").get(f"{HOME}{walk.matter.number}/"))
    assert len(re.findall(r"\d+–\d+", page)) >= 7
    assert "没有气象预报作输入" in page
    assert "去发布" in page


def test_the_pages_name_the_weather_forecast_that_went_in_and_the_days_without(walk: Walk, sign_in: Any) -> None:
    source = told({TODAY: 2.0})
    ways = {**walk.day().items, "PM10": [70.0, 50.0, 90.0, "model_weather"]}
    walk.forecast.days.filter(target=TODAY).update(weather_forecast=source, items=ways)
    client = sign_in("analyst-1")
    page = said(client.get(f"{HOME}{walk.matter.number}/"))
    assert "用了气象预报： 市气象局 值班岗" in page
    assert "没有气象预报可用，范围放宽" in page
    english = said(client.get(f"/en{HOME}{walk.matter.number}/"))
    assert "市气象局 值班岗, issued 11-22 16:00" in english
    assert "without: the ranges have the wider width" in english
    day = said(client.get(f"/en{HOME}{walk.matter.number}/city/{TODAY}/"))
    assert "Model, with the weather forecast" in day
    assert "its range is the wider one" in day
    assert "没有气象预报作输入" in said(client.get(f"{HOME}{walk.matter.number}/city/{TODAY + timedelta(days=1)}/"))


def test_items_stand_below_the_scores_in_their_own_unit_and_leave_as_excel(walk: Walk, sign_in: Any) -> None:
    day = walk.day()
    scored(day, "model", hit=True)
    ForecastDay.objects.filter(pk=day.pk).update(came_items={"PM10": 85.0, "CO": 0.62})
    client = sign_in("analyst-1")
    page = said(client.get(HOME + "scores/"))
    assert "按项目，近 1 个月" in page
    assert "mg/m³" in page
    assert "By item, the last 1 month" in said(client.get("/en" + HOME + "scores/"))
    book = load_workbook(BytesIO(client.get(HOME + "scores/?of=items&format=xlsx").content))
    assert [row[0].value for row in book.worksheets[0].iter_rows() if row[0].value in ("PM10", "CO")] == ["PM10", "CO"]


def test_the_stations_stand_on_a_table_of_their_own(walk: Walk, sign_in: Any) -> None:
    assert sign_in("analyst-1").get(f"{HOME}{walk.matter.number}/?sort=station").status_code == 200


def test_a_day_shows_the_way_of_each_item_and_leads_to_the_filled_form(walk: Walk, sign_in: Any) -> None:
    client = sign_in("analyst-1")
    answer = client.get(f"{HOME}{walk.matter.number}/city/{TODAY}/")
    page = said(answer)
    assert "往年同月中位数" in page
    assert "80% 区间" in page
    form = unescape(re.search(r'href="([^"]*change_day[^"]*)"', answer.content.decode()).group(1))  # type: ignore[union-attr]
    filled = client.get(form).content.decode()
    assert f'value="{walk.day().low}"' in filled


def test_a_change_and_its_reason_stand_on_the_page_of_the_day(walk: Walk, sign_in: Any) -> None:
    walk.change()
    walk.do("issue_forecast")
    walk.change("correct_day", low="100", high="125")
    page = said(sign_in("analyst-1").get(f"/en{HOME}{walk.matter.number}/city/{TODAY}/"))
    assert "90–115 → 100–125" in page
    assert "As issued first" in page
    assert "大风过后有浮尘" in page


@pytest.mark.parametrize("tail", ["nowhere/2026-11-23/", "city/2020-01-01/", "city/never/"])
def test_a_place_or_day_it_has_not_is_not_found(walk: Walk, sign_in: Any, tail: str) -> None:
    assert sign_in("analyst-1").get(f"{HOME}{walk.matter.number}/{tail}").status_code == 404


def test_the_scores_stand_beside_the_simple_ways_and_leave_as_excel(walk: Walk, sign_in: Any) -> None:
    day = walk.day(after=1)
    for of, hit in (("forecaster", True), ("model", False), ("persistence", False)):
        scored(day, of, hit=hit)
    client = sign_in("analyst-1")
    page = said(client.get(HOME + "scores/?horizon=2"))
    assert page.index("发布的（预报员）") < page.index("系统算的") < page.index("照搬最后一天")
    book = load_workbook(BytesIO(client.get(HOME + "scores/?horizon=2&format=xlsx").content))
    assert book.worksheets[0].max_row >= 1 + 6


def test_without_scores_and_models_the_pages_say_what_comes(walk: Walk, sign_in: Any) -> None:
    client = sign_in("analyst-1")
    assert "还没有可以检验的预报" in said(client.get(HOME + "scores/"))
    assert "还没有训练过模型" in said(client.get(HOME + "models/"))


def test_a_version_says_where_it_lost(walk: Walk, sign_in: Any) -> None:
    verdict = {
        str(n): {"days": 90, "model": 10.0, "compared": 10.0, "month_median": 9.0, "weight": 0.5, "gives_way": n == 7}
        for n in range(1, 8)
    }
    TrainedForecaster.objects.create(
        item="PM10", digest="0" * 64, version="abc", trained_at=at(TODAY), first_day=TODAY, until=TODAY, days=500,
        places=2, seed=1, library="scikit-learn 1", verdict=verdict, seconds=3, in_use=True,
    )  # fmt: skip
    page = said(sign_in("analyst-1").get("/en" + HOME + "models/"))
    assert page.count("median shown") == 1
    assert "in use" in page


def test_the_home_of_the_room_shows_the_days_ahead(walk: Walk, sign_in: Any) -> None:
    walk.do("issue_forecast")
    client = sign_in("analyst-1")
    assert "全市今后几天" in said(client.get("/desk/foresight/"))
    assert "Foresight" in said(client.get("/en/desk/foresight/"))


def test_more_days_of_issue_cost_no_more_questions(
    walk: Walk, sign_in: Any, django_assert_max_num_queries: Any
) -> None:
    for n in range(1, 8):
        Walk(walk.city, TODAY - timedelta(days=n)).do("issue_forecast")
    client = sign_in("analyst-1")
    client.get(HOME)
    with django_assert_max_num_queries(24):
        client.get(HOME)
