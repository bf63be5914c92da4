"""A point is judged by the layers of its latest day; high background, refusals and corrections; three queries."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import pytest

from qingtian.apps.entered.models import EnteredTable
from qingtian.apps.places.models import Area
from qingtian.apps.soil.actions.keep_result import NewResult, keep_result
from qingtian.apps.soil.models import SoilPoint, SoilSample
from qingtian.apps.soil.queries import judged_points, story
from tests.days import SHANGHAI

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 4, 9, tzinfo=SHANGHAI)


@pytest.fixture
def area() -> Area:
    return Area.objects.create(code="county", name_zh="某县", name_en="A county", kind="county")


def point_of(area: Area, code: str, use: str = "construction_1") -> SoilPoint:
    return SoilPoint.objects.create(code=code, name_zh=code, name_en=code, plot=code, land_use=use, area=area)


def sample(point: SoilPoint, on: date, layer: str = "0-20", use: str = "", **items: str) -> SoilSample:
    row = SoilSample.objects.create(point=point, sampled_on=on, layer=layer, land_use=use or point.land_use)
    for item, text in items.items():
        keep_result(row, NewResult(item, text, Decimal(text)), origin="test", at=NOW)
    return row


def test_the_worst_layer_of_the_latest_day_decides(area) -> None:
    point = point_of(area, "p")
    sample(point, date(2025, 3, 1), As="500")
    sample(point, date(2026, 3, 1), "0-20", As="10")
    sample(point, date(2026, 3, 1), "20-60", As="21", Pb="401")
    (one,) = judged_points([point])
    assert (one.risk, one.worst_items, one.sampled_on) == ("possible_risk", ["As", "Pb"], date(2026, 3, 1))
    assert [found.risk.risk for found in story(point)] == ["low_risk", "possible_risk", "high_risk"]


def test_the_use_of_the_day_of_the_sample_decides_not_todays(area) -> None:
    point = point_of(area, "p", "construction_2")
    sample(point, date(2026, 3, 1), use="construction_1", As="21")
    assert judged_points([point])[0].risk == "possible_risk"


def test_arsenic_at_the_background_the_office_entered_is_noted_not_counted(area) -> None:
    point = point_of(area, "p")
    sample(point, date(2026, 3, 1), As="60", V="30")
    assert judged_points([point])[0].risk == "possible_risk"
    EnteredTable.objects.create(
        table="soil.background", first_day=date(2026, 1, 1), values={"county": {"As": "60"}}, instrument="背景报告",
        clause="表 2", certainty="copy", source="测试", by="admin", at=NOW,
    )  # fmt: skip
    (one,) = judged_points([point])
    assert (one.risk, one.at_background, one.unjudged) == ("low_risk", ["As"], ["V"])


def test_farmland_without_a_ph_and_a_point_never_sampled_have_no_class(area) -> None:
    bare, never = point_of(area, "bare", "paddy"), point_of(area, "never")
    sample(bare, date(2026, 3, 1), Cd="9")
    first, second = judged_points([bare, never])
    assert (first.risk, first.refused.code) == (None, "soil.missing_ph")
    assert (second.risk, second.refused, second.sampled_on) == (None, None, None)
    sample(never, date(2026, 3, 1), pH="6.6", As="1")
    assert story(never)[0].ph == Decimal("6.6")


def test_any_number_of_points_is_three_queries(area, django_assert_num_queries) -> None:
    for number in range(6):
        sample(point_of(area, f"p{number}"), date(2026, 3, 1), As="1")
    points = list(SoilPoint.objects.select_related("area"))
    with django_assert_num_queries(3):
        assert len(judged_points(points)) == 6
