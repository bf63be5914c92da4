"""The days ahead for everybody: only what was issued, with advice, limits and how good forecasts were."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from qingtian.apps.forecasts.models import ForecastScore
from qingtian.apps.people.models import Person, Post, Tenure
from qingtian.apps.publishing.models import Publication
from tests.apps.forecasts.conftest import Walk
from tests.days import TODAY
from tests.publishing import STANDING
from tests.small_city import STARTED

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/air/forecast/"


@pytest.fixture
def walk(city: Any) -> Walk:
    post = Post.objects.create(
        code="analyst-1", organ=city.organs["eeb"], title_zh="分析员", title_en="Analyst", roles=["analyst"]
    )
    city.posts["analyst-1"] = post
    city.people["analyst-1"] = Person.objects.create(code="p-analyst-1", name_zh="人", name_en="one")
    Tenure.objects.create(person=city.people["analyst-1"], post=post, starts=STARTED)
    return Walk(city)


def said(answer: Any) -> str:
    assert answer.status_code == 200
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_standing_decision_of_the_tests_names_the_forecast() -> None:
    assert "air_forecast" in STANDING["kinds"]


def test_a_draft_is_not_there(walk: Walk, client: Any) -> None:
    assert "没有发布的预报" in said(client.get(HOME))


def test_seven_days_with_range_level_interval_and_advice(walk: Walk, client: Any) -> None:
    walk.do("issue_forecast", words="午后少出门。")
    page = said(client.get(HOME))
    assert len(re.findall(r"AQI \d+–\d+", page)) >= 14
    assert "午后少出门" in page
    assert "没有用气象预报" in page
    assert "The air of the days ahead" in said(client.get("/en" + HOME))


def test_a_correction_stands_beside_what_was_issued_first(walk: Walk, client: Any) -> None:
    first = walk.day()
    walk.do("issue_forecast")
    walk.change("correct_day")
    page = said(client.get(HOME))
    assert "90–115" in page
    assert f"原先发布的是 {first.low}–{first.high}" in page
    assert "浮尘" not in page  # reasons stay in the office


def test_how_good_we_were_stands_beside_the_last_day_again(walk: Walk, client: Any) -> None:
    walk.do("issue_forecast")
    for of in ("forecaster", "persistence"):
        day = walk.day(after=1)
        ForecastScore.objects.create(
            day=day, of=of, place="city", month=TODAY.replace(day=1), horizon=2, range_hit=True, level_hit=True,
            too_high=False, too_low=False, error=0, absolute=0,
        )  # fmt: skip
    assert "范围对 1 天" in said(client.get(HOME))


def test_without_a_decision_nothing_is_shown(walk: Walk, client: Any) -> None:
    walk.do("issue_forecast")
    Publication.objects.update(kinds=["city_air"])
    assert "不公开" in said(client.get(HOME))
