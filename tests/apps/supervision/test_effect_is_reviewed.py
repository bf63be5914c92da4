"""The next quarter of a letter on worsening air: asked by the query of the air pages, with what is missing."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace

import pytest

from qingtian.apps.air.models import Region
from qingtian.apps.proceedings.chapters import offered
from qingtian.apps.supervision import air_review
from qingtian.apps.supervision.gathering import without_effect
from qingtian.standards.periods import quarter_of
from tests.apps.supervision.steps import drafted

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

AIR = {"trigger": "air", "figures": "PM10 71，去年 60。", "measures": "1. 湿扫。"}
ISSUED = {"reply_by": "2026-06-20", "review": "next_quarter", "next_quarter_ends": "2026-09-30"}
ASKED: list[object] = []


def figure(value, valid=92):
    return SimpleNamespace(value=value, valid=valid, expected=92)


@pytest.fixture
def measured(city, monkeypatch):
    """A ranked region of Wangxi and what its quarter says: (now, a year before) by item."""
    group = {"group": "g", "group_zh": "组", "group_en": "Group"}
    named = {"name_zh": "望溪", "name_en": "Wangxi", "kind": "area", "area": city.areas["wangxi"]}
    Region.objects.create(code="r-wangxi", **named, **group)
    says = {}

    def ranking_of(period):
        ASKED.append(period)
        return SimpleNamespace(
            period=period,
            figure=lambda place, item: says.get((place, item), (None, None))[0],
            figure_before=lambda place, item: says.get((place, item), (None, None))[1],
        )

    ASKED.clear()
    monkeypatch.setattr(air_review, "ranking_of", ranking_of)
    return says


def letter(city, **told):
    return drafted(city, "reminder_letter", **{**AIR, **told}).do("approve", **ISSUED).do("deliver", receipt="送达")


def lines(city):
    return offered(letter(city).matter, "review_effect")["next_figures"].splitlines()


def test_the_form_of_the_review_holds_the_quarter_asked_of_the_air_pages_query(city, measured):
    measured["r-wangxi", "PM10"] = (figure(66_400, 80), figure(60_000, 91))
    measured["r-wangxi", "PM2_5"] = (figure(30_000), figure(40_000))
    head, pm10, pm25 = lines(city)
    assert [quarter_of(date(2026, 9, 30))] == ASKED
    assert head == "望溪 2026-Q3（2026-07-01 至 2026-09-30）"
    assert pm10 == ("PM10 均值 66 μg/m³（有效 80 天，缺 12 天）；去年同期 60 μg/m³（有效 91 天，缺 1 天），上升 10%。")
    assert pm25.endswith("下降 25%。")


def test_a_mean_that_cannot_be_computed_is_missing_and_never_nought(city, measured):
    measured["r-wangxi", "PM10"] = (figure(None, 20), figure(60_000))
    _, pm10, pm25 = lines(city)
    assert "有效数据不够，没有均值（有效 20 天，缺 72 天）" in pm10
    assert "%" not in pm10
    assert pm25 == "PM2.5 均值 没有数据；去年同期 没有数据。"


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (60_599, 60_000, "上升不到 1%"),
        (60_600, 60_000, "上升 1%"),
        (60_000, 60_000, "持平"),
        (59_401, 60_000, "下降不到 1%"),
    ],
)
def test_a_change_is_whole_per_cent_rounded_down(city, measured, now, before, words):
    measured["r-wangxi", "PM10"] = (figure(now), figure(before))
    assert lines(city)[1].endswith(f"，{words}。")


def test_other_letters_and_other_acts_are_offered_nothing(city, measured):
    assert offered(letter(city, trigger="overdue").matter, "review_effect") == {}
    assert offered(drafted(city, "reminder_letter", **AIR).matter, "review_effect") == {}
    assert offered(letter(city, area="shiwan").matter, "review_effect") == {}, "no ranked region there"
    assert ASKED == []


def test_what_was_reviewed_stays_and_no_improvement_is_told_to_the_rules(city, measured):
    measured["r-wangxi", "PM10"] = (figure(70_000), figure(60_000))
    step = letter(city)
    figures = offered(step.matter, "review_effect")["next_figures"]
    step.on(date(2026, 10, 1)).do("review_effect", next_figures=figures, effect="not_improved")
    measured["r-wangxi", "PM10"] = (figure(50_000), figure(60_000))
    assert step.matter.projection["facts"]["next_figures"] == figures
    assert [one.occurrence for one in without_effect()] == [f"{step.matter.uid}:effect"]
