"""The form that reviews a letter on worsening air shows the very figure of the ranking page, and the days missing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from qingtian.apps.air.figures.questions import ranking_of
from qingtian.apps.air.models import Region
from qingtian.apps.supervision.air_review import next_quarter
from qingtian.standards.periods import quarter_of
from tests.apps.supervision.steps import drafted
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

FOURTH = date(2026, 12, 31)
AIR = {"trigger": "air", "figures": "PM10 71，去年 60。", "measures": "1. 湿扫。", "subject": "扬尘"}
ISSUED = {"reply_by": "2026-06-20", "review": "next_quarter", "next_quarter_ends": "2026-09-30"}


@pytest.fixture
def west(air: SmallCity) -> SmallCity:
    Region.objects.filter(code="west").update(area=air.areas["wangxi"])
    return air


def test_figure_and_missing_days_are_those_of_the_ranking(west: SmallCity) -> None:
    ranking = ranking_of(quarter_of(FOURTH))
    now, before = ranking.figure("west", "PM10"), ranking.figure_before("west", "PM10")
    assert now is not None
    assert before is not None
    head, pm10, _ = next_quarter(west.areas["wangxi"].pk, FOURTH).splitlines()
    assert head.startswith("西片 2026-Q4")
    assert (now.valid, now.expected) == (30, 92), "the lake holds October alone, of which a day has gaps"
    for figure in (now, before):
        assert f"有效 {figure.valid} 天，缺 {figure.expected - figure.valid} 天" in pm10
        shown = "有效数据不够" if figure.value is None else f"{(figure.value + 500) // 1000} μg/m³"
        assert shown in pm10


def test_the_form_opens_with_the_quarter_filled_in(west: SmallCity, sign_in: Callable[[str], Any]) -> None:
    letter = drafted(west, "reminder_letter", date(2026, 6, 1), **AIR).do("approve", **ISSUED)
    letter.do("deliver", receipt="送达")
    form = sign_in("inspector").get(f"/desk/{letter.matter.number}/act/review_effect/")
    assert form.status_code == 200
    shown = form.content.decode()
    assert "西片 2026-Q3（2026-07-01 至 2026-09-30）" in shown
    assert "有效数据不够，没有均值（有效 0 天，缺 92 天）" in shown
