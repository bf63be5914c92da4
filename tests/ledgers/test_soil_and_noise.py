"""Samples of soil and levels of noise from a sheet: a row a report, revisions beside the first, rejects kept."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qingtian.apps.noise.models import NoiseDay, NoiseLevel, NoisePoint
from qingtian.apps.parties.models import Party
from qingtian.apps.soil.models import KeyUnit, SoilPoint, SoilResult
from qingtian.apps.soil.queries import judged_points
from qingtian.tables import write_rejects
from tests.ledgers.conftest import Import

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

POINTS = ["代码", "点位名称", "地块", "用途", "区县", "土地使用人编号"]
SAMPLES = ["点位", "采样日期", "采样层次（cm）", "pH", "镉", "砷"]


@pytest.fixture
def point(city, imported: Import) -> SoilPoint:
    area = city.areas["wanghu"] if "wanghu" in city.areas else next(iter(city.areas.values()))
    Party.objects.create(number="DSR-000001", kind="person", name="王五", entered_on=date(2026, 1, 1))
    report = imported("soil_points", POINTS, ["soil-1", "东坝一号", "东坝地块", "水田", area.name_zh, "DSR-000001"])
    assert (report.number_of("created"), report.rejected) == (1, 0)
    return SoilPoint.objects.get()


def test_a_land_user_is_a_party_and_a_name_in_its_place_is_rejected(point, imported: Import) -> None:
    assert point.land_user.number == "DSR-000001"
    report = imported("soil_points", POINTS, ["soil-2", "东坝二号", "东坝地块", "水田", point.area.code, "王五"])
    assert report.rejected == 1
    assert "王五" not in report.rejects[0].faults[0].why.zh


def test_a_sample_is_kept_once_and_another_value_stands_beside_the_first(point, imported: Import) -> None:
    row = ["soil-1", "2026-03-02", "0-20", "5.5", "0.31", "<0.01"]
    assert imported("soil_samples", SAMPLES, row).number_of("created") == 1
    assert imported("soil_samples", SAMPLES, row).number_of("unchanged") == 1
    assert judged_points([point])[0].risk == "possible_risk"
    again = [*row[:4], "0.3", "<0.01"]
    assert imported("soil_samples", SAMPLES, again).number_of("changed") == 1
    cadmium = list(SoilResult.objects.filter(item="Cd").values_list("revision", "text", "scaled", "latest"))
    assert cadmium == [(1, "0.31", 310_000, False), (2, "0.3", 300_000, True)]
    assert SoilResult.objects.filter(item="As", below=True).count() == 1
    assert judged_points([point])[0].risk == "low_risk"


def test_rows_that_cannot_be_taken_are_kept_with_their_reason(point, imported: Import, tmp_path) -> None:
    good = ["soil-1", "2026-03-02", "0-20", "5.5", "0.3", "1"]
    report = imported(
        "soil_samples",
        SAMPLES,
        ["soil-1", "2026-11-24", "0-20", "5.5", "0.3", "1"],
        ["soil-9", *good[1:]],
        [*good[:2], "20-40", "15", "0.3", "1"],
        [*good[:2], "40-60", "5.5", "-1", "1"],
        [*good[:2], "60-80", "5.5", "much", "1"],
        [*good[:2], "80-99", "5.5", "0.0000001", "1"],
        [*good[:2], "99-120", "", "", ""],
        good,
        good,
    )
    assert (report.number_of("created"), report.rejected) == (1, 8)
    told = " ".join(reject.faults[0].why.zh for reject in report.rejects)
    for words in ("今天以后", "没有“soil-9”", "0 到 14", "负数", "写成数", "六位", "一个项目都没有", "出现了两次"):
        assert words in told, words
    write_rejects(tmp_path / "rejects.csv", report.table, report.rejects)
    assert "much" in (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
    assert SoilResult.objects.count() == 3


def test_a_unit_comes_and_goes_on_the_list_of_key_units(city, imported: Import) -> None:
    from qingtian.apps.places.models import Source
    from qingtian.apps.soil.queries import key_units

    area = next(iter(city.areas.values()))
    Source.objects.create(code="src-1", name_zh="某厂", name_en="A plant", kind="industry", area=area)
    headings = ["污染源", "从", "到", "名录文号"]
    imported("soil_key_units", headings, ["src-1", "2026-03-31", "2027-03-30", "市环发〔2026〕9号"])
    assert [len(key_units(on)) for on in (date(2026, 3, 30), date(2026, 3, 31), date(2027, 3, 30), date(2027, 3, 31))] == [0, 1, 1, 0]  # fmt: skip  # noqa: E501
    assert imported("soil_key_units", headings, ["src-1", "2026-03-31", "2026-03-30", "x"]).rejected == 1
    assert KeyUnit.objects.count() == 1


NOISE = ["代码", "点位名称", "位置", "类别", "类别从", "区县"]
LEVELS = ["点位", "日期", "项目", "从几时起", "声级 dB(A)"]


def test_points_of_noise_have_a_class_by_day_and_a_wrong_class_is_rejected(city, imported: Import) -> None:
    area = next(iter(city.areas.values()))
    rows = [
        ["n-1", "一号", "功能区", "2", "2026-01-01", area.code],
        ["n-1", "一号", "功能区", "4a", "2026-07-01", area.code],
        ["n-2", "工地", "施工", "", "2026-01-01", area.code],
        ["n-3", "厂界", "厂界", "4a", "2026-01-01", area.code],
    ]
    report = imported("noise_points", NOISE, *rows)
    assert (report.number_of("created"), report.number_of("changed"), report.rejected) == (2, 1, 1)
    assert "0、1、2、3、4" in report.rejects[0].faults[0].why.zh
    zones = NoisePoint.objects.get(code="n-1").zones.values_list("zone", flat=True)
    assert list(zones) == ["2", "4a"]
    assert NoisePoint.objects.get(code="n-2").zones.get().zone == "site"


def test_levels_by_day_make_the_day_and_what_is_no_level_is_rejected(city, imported: Import) -> None:
    area = next(iter(city.areas.values()))
    imported("noise_points", NOISE, ["n-1", "一号", "功能区", "2", "2026-01-01", area.code])
    report = imported(
        "noise_levels",
        LEVELS,
        ["n-1", "2026-03-02", "昼间", "", "60.1"],
        ["n-1", "2026-03-02", "夜间", "", "50"],
        ["n-1", "2026-03-02", "小时", "5", "44.4"],
        ["n-1", "2026-03-02", "小时", "24", "44.4"],
        ["n-1", "2026-03-02", "小时", "", "44.4"],
        ["n-1", "2026-03-03", "昼间", "", "loud"],
        ["n-1", "2026-03-03", "昼间", "", "151"],
        ["n-1", "2026-03-03", "夜间", "", "50.005"],
        ["n-1", "2026-11-30", "夜间", "", "50"],
    )
    assert (report.number_of("created"), report.rejected) == (3, 6)
    row = NoiseDay.objects.get(day=date(2026, 3, 2))
    assert (row.ld, row.ln, row.ldn, row.day_computed) == (6010, 5000, 6010, False)
    night = NoiseLevel.objects.get(item="Ln")
    assert (night.period_end - night.period_start).total_seconds() == 8 * 3600
    assert Decimal(night.scaled) / 100 == 50
