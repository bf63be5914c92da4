"""A published plan is read whatever its shape; what cannot be taken is told by row and column, and nothing is lost."""

from datetime import date

import pytest

from qingtian.apps.people.models import Organ
from qingtian.apps.rectification.deadlines import read_deadline
from qingtian.apps.rectification.reading_plan import (
    measures_of,
    organs_by_name,
    organs_named,
    read_plan,
    read_plan_table,
)
from qingtian.errors import UnusableInput
from tests.rectification_plans import ITEMS, excel_list, word_list, word_paragraphs, word_tables

pytestmark = pytest.mark.django_db


def plan(path):
    return read_plan(read_plan_table(path))


@pytest.mark.parametrize("shape", [word_list, word_tables, word_paragraphs, excel_list])
def test_every_published_shape_gives_the_same_findings(city, tmp_path, shape):
    found = plan(shape(tmp_path / ("plan.xlsx" if shape is excel_list else "plan.docx")))
    assert found.rejects == ()
    assert [one.values["text"] for one in found.findings] == [item[1] for item in ITEMS]
    assert [one.values["goal"] for one in found.findings] == [item[4] for item in ITEMS]
    assert [one.values["accepting"] for one in found.findings] == [item[7] for item in ITEMS]
    assert [one.deadline.kind for one in found.findings] == ["by_date", "immediate_long", "phased"]
    assert [one.deadline.due for one in found.findings] == [date(2026, 12, 31), None, date(2027, 12, 31)]
    numbers = ["一", "二", "三"] if shape is word_paragraphs else ["1", "2", "3"]
    assert [one.values["number"] for one in found.findings] == numbers
    assert len(found.findings[0].measures) == (3 if shape in (word_list, word_tables) else 2)


def test_bodies_are_known_by_name_and_the_unknown_ones_are_named(city, tmp_path):
    items = [(*ITEMS[0][:2], "望溪区政府、市住建局，市不存在局", *ITEMS[0][3:])]
    one = plan(word_list(tmp_path / "p.docx", items)).findings[0]
    assert (one.organs, one.unknown) == (("wangxi-government", "housing"), ("市不存在局",))


@pytest.mark.parametrize(
    ("name", "printed"),
    [("溪口区人民政府", "溪口区政府"), ("屏湖度假区管理委员会", "屏湖度假区管委会"), ("中共溪口区委员会", "溪口区委")],
)
def test_a_body_is_known_by_the_short_name_plans_print(city, name, printed):
    Organ.objects.create(code="short", name_zh=name, name_en="S", kind="government", level="county")
    assert organs_named(f"{printed}、市住建局", organs_by_name()) == (("short", "housing"), ())


def test_a_row_that_cannot_be_taken_stops_no_other(city, tmp_path):
    bad = (*ITEMS[1][:5], "抓紧", *ITEMS[1][6:])
    twice = (ITEMS[0][0], "另一个问题。", *ITEMS[0][2:])
    nobody = ("9", ITEMS[2][1], "", *ITEMS[2][3:])
    found = plan(word_list(tmp_path / "p.docx", [ITEMS[0], bad, twice, nobody, ITEMS[2]]))
    assert [one.values["number"] for one in found.findings] == ["1", "3"]
    said = [(reject.number, reject.faults[0].column.name) for reject in found.rejects]
    assert said == [(2, "deadline"), (3, "number"), (4, "responsible")]


def test_a_file_without_findings_is_refused(city, tmp_path):
    from docx import Document

    document = Document()
    document.add_paragraph("关于召开会议的通知")
    document.save(str(tmp_path / "n.docx"))
    with pytest.raises(UnusableInput) as refused:
        plan(tmp_path / "n.docx")
    assert refused.value.code == "tables.no_items"


@pytest.mark.parametrize(
    ("printed", "kind", "due"),
    [
        ("2026年12月31日前", "by_date", date(2026, 12, 31)),
        ("2028年2月底前", "by_date", date(2028, 2, 29)),
        ("2026年底前", "by_date", date(2026, 12, 31)),
        ("2027年前", "by_date", date(2026, 12, 31)),
        ("2026年第三季度", "by_date", date(2026, 9, 30)),
        ("2026-06-30", "by_date", date(2026, 6, 30)),
        ("立行立改", "immediate", None),
        ("立行立改，2026年3月底前完成", "immediate", date(2026, 3, 31)),
        ("立行立改、长期坚持", "immediate_long", None),
        ("2026年6月底前、2027年6月底前", "phased", date(2027, 6, 30)),
        ("长期坚持", "long_term", None),
    ],
)
def test_the_class_of_time_is_read_from_the_printed_words(printed, kind, due):
    found = read_deadline(printed)
    assert (found.kind, found.due) == (kind, due)


@pytest.mark.parametrize("printed", ["抓紧", "2026年2月30日", "尽快完成", ""])
def test_words_without_a_time_are_no_deadline(printed):
    assert read_deadline(printed) is None


def test_measures_are_split_at_their_numbers_and_nowhere_else():
    assert measures_of("（一）建1.5公里管网。（二）验收。") == ("建1.5公里管网。", "验收。")
    assert measures_of("1.覆盖。\n2.巡查。") == ("覆盖。", "巡查。")
    assert measures_of("覆盖裸土") == ("覆盖裸土",)
    assert measures_of("") == ()
