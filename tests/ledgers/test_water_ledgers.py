"""Sheets of water: sections with targets, values of a month; a bad row stops no other and a revision needs a reason."""

from __future__ import annotations

import pytest

from qingtian.apps.water.models import Section, SectionTarget, WaterImport, WaterValue

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
SECTIONS = [
    "断面编号",
    "断面名称",
    "种类",
    "水体类型",
    "级别",
    "所在区县",
    "流域（水系）",
    "目标年度",
    "目标类别",
    "目标依据",
]
VALUES = ["断面", "时段", "pH值", "氨氮", "总磷", "CODcr", "备注", "修订理由"]


@pytest.fixture
def sections(city, imported):
    rows = [
        ["W1", "溪口桥", "断面", "河流", "国控", "望溪区", "双溪", "2026", "III类", "责任书"],
        ["W2", "镜湖", "", "湖库", "市控", "石湾区", "镜湖", "", "", ""],
        ["W3", "松林水库", "饮用水水源地", "水库", "市控", "石湾区", "镜湖", "2026", "Ⅱ类", "责任书"],
    ]
    assert imported("water_sections", SECTIONS, *rows).number_of("created") == 3
    return imported


def test_sections_come_with_their_basin_and_target_and_a_second_time_change_nothing(sections):
    one, lake, source = Section.objects.order_by("code")
    assert (one.waterbody, one.basin.name_zh, lake.waterbody, lake.kind, source.kind) == (
        "river", "双溪", "lake", "section", "source",
    )  # fmt: skip
    assert list(SectionTarget.objects.values_list("section__code", "grade")) == [("W1", "III"), ("W3", "II")]
    row = ["W1", "溪口桥", "断面", "河流", "国控", "望溪区", "双溪", "2026", "III类", "责任书"]
    assert sections("water_sections", SECTIONS, row).number_of("unchanged") == 1
    assert sections("water_sections", SECTIONS, [*row[:8], "Ⅱ类", "新责任书"]).number_of("changed") == 1
    assert SectionTarget.objects.filter(section=one).count() == 2, "the earlier target stays"


@pytest.mark.parametrize("place", [7, 9])
def test_a_target_needs_its_year_and_its_document(sections, place):
    row = ["W9", "新桥", "断面", "河流", "国控", "望溪区", "双溪", "2026", "III类", "责任书"]
    row[place] = ""
    assert sections("water_sections", SECTIONS, row).rejected == 1
    assert not Section.objects.filter(code="W9").exists()


def test_a_month_is_taken_row_by_row_and_what_does_not_hold_is_kept_with_its_reason(sections):
    report = sections(
        "water_values",
        VALUES,
        ["溪口桥", "2026-10", "7.4", "0.3", "<0.01", "", "x", ""],
        ["镜湖", "2026-10", "", "1,2", "", "", "", ""],
        ["没有的断面", "2026-10", "7", "", "", "", "", ""],
        ["镜湖", "2026-13", "7", "", "", "", "", ""],
        ["镜湖", "2026-10", "", "", "", "", "", ""],
        ["W3", "2026-10-05", "15", "", "", "", "", ""],
    )
    assert (report.number_of("created"), report.rejected) == (1, 5)
    assert [fault.column.name for reject in report.rejects for fault in reject.faults if fault.column] == [
        "NH3-N", "section", "period", "pH",
    ]  # fmt: skip
    held = dict(WaterValue.objects.values_list("item", "text"))
    assert held == {"pH": "7.4", "NH3-N": "0.3", "TP": "<0.01"}
    assert WaterValue.objects.get(item="TP").below
    assert WaterValue.objects.get(item="TP").scaled == 10_000
    assert WaterImport.objects.get().origin.startswith("台账导入")


def test_another_value_is_refused_without_a_reason_and_with_one_stands_beside_the_first(sections):
    row = ["溪口桥", "2026-10", "", "0.3", "0.1", "", "", ""]
    sections("water_values", VALUES, row)
    assert sections("water_values", VALUES, row).number_of("unchanged") == 1
    changed = [*row[:3], "0.4", "0.1", "", "", ""]
    refused = sections("water_values", VALUES, changed)
    assert "写明修订理由" in refused.rejects[0].faults[0].sentence.zh
    assert sections("water_values", VALUES, [*changed[:-1], "复核"]).number_of("changed") == 1
    assert list(WaterValue.objects.filter(item="NH3-N").values_list("text", "latest")) == [
        ("0.3", False),
        ("0.4", True),
    ]
    assert WaterValue.objects.filter(item="TP").count() == 1, "what is the same is no revision"


def test_a_rehearsal_leaves_nothing(sections):
    report = sections("water_values", VALUES, ["溪口桥", "2026-10", "7", "", "", "", "", ""], rehearsal=True)
    assert report.number_of("created") == 1
    assert not WaterValue.objects.exists()
    assert not WaterImport.objects.exists()


def test_further_items_belong_to_drinking_water_sources_alone(sections):
    heads = ["水源地", "时段", "项目", "值（mg/L）"]
    report = sections(
        "water_source_values",
        heads,
        ["松林水库", "2026-10", "硫酸盐", "35"],
        ["溪口桥", "2026-10", "硫酸盐", "35"],
        ["松林水库", "2026-10", "TP", "0.1"],
        ["松林水库", "2026-10", "铁", "少量"],
    )
    assert (report.number_of("created"), report.rejected) == (1, 3)
    assert WaterValue.objects.get().item == "硫酸盐"
