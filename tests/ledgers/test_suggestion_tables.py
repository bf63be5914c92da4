"""Tables of the congress's and the CPPCC's systems: each row on its own day, once, names kept back."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import pytest
from docx import Document

from qingtian.apps.proceedings.models import Act, ActContent, Proceeding
from qingtian.apps.proceedings.verification import verify_proceeding
from qingtian.apps.suggestions.models import CoHandling, Suggestion
from qingtian.errors import UnusableInput
from qingtian.ledgers.importing import import_ledger
from qingtian.ledgers.kinds import kind_named
from qingtian.tables import read_table, write_rejects
from tests.ledgers.conftest import NOW, Import
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

HEADINGS = [
    "建议号",
    "届次",
    "建议标题",
    "交办时间",
    "建议内容",
    "代表团",
    "领衔代表",
    "类别",
    "承办单位",
    "协办单位",
    "交办单位",
]
ROW = [
    "第127号",
    "十五届六次会议",
    "治理河西路异味",
    "2026-03-16",
    "建议限期治理。",
    "望溪代表团",
    "欧阳提案",
    "生态环境",
    "望溪分局",
    "石湾分局、市住建局",
    "望溪区政府",
]


def changed(**cells: str) -> list[str]:
    names = [
        "number",
        "session",
        "title",
        "on",
        "text",
        "delegation",
        "proposers",
        "category",
        "lead",
        "co",
        "assigner",
    ]
    return [cells.get(name, cell) for name, cell in zip(names, ROW, strict=True)]


def test_a_row_opens_its_matter_on_its_day_with_lead_and_co_handlers(city: SmallCity, imported: Import) -> None:
    report = imported("suggestions", HEADINGS, ROW, xlsx=True)
    assert (dict(report.counts), report.rejects) == ({"created": 1}, [])
    item = Suggestion.objects.get()
    matter = item.proceeding
    assert (item.session, item.number, item.lead, item.proposers) == ("十五届六次会议", "127", "branch", "欧阳提案")
    assert (matter.state, matter.opened_on) == ("assigned", date(2026, 3, 16))
    assert {clock.key: clock.due for clock in matter.clocks.all()} == {
        "cppcc.wrong_addressee": date(2026, 3, 26),
        "congress.suggestion_reply": date(2026, 6, 16),
    }
    assert sorted(CoHandling.objects.values_list("unit", flat=True)) == ["branch-2", "housing"]
    assert report.digest[:16] in Act.objects.get(proceeding=matter, seq=1).content.content["reason"]
    assert not any("欧阳提案" in str(content.content) for content in ActContent.objects.all())
    assert list(verify_proceeding(matter)) == []


def test_a_rehearsal_shows_what_would_happen_and_keeps_nothing(city: SmallCity, imported: Import) -> None:
    report = imported("suggestions", HEADINGS, ROW, changed(number="9", lead="没有这个局"), rehearsal=True)
    assert (report.number_of("created"), report.rejected, len(report.sample)) == (1, 1, 2)
    assert not Proceeding.objects.exists()


def test_the_same_file_twice_adds_nothing_however_the_number_is_written(city: SmallCity, imported: Import) -> None:
    imported("suggestions", HEADINGS, ROW)
    again = imported("suggestions", HEADINGS, ROW)
    wide = imported("suggestions", HEADINGS, changed(number="０１２７", session="十五届 六次会议"))
    assert (again.number_of("unchanged"), wide.number_of("unchanged")) == (1, 1)
    assert Suggestion.objects.count() == 1
    assert Proceeding.objects.filter(procedure="suggestion").count() == 1
    other = imported("proposals", ["提案号", *HEADINGS[1:]], ROW)
    assert other.number_of("created") == 1, "the CPPCC numbers for itself"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ({"lead": "没有这个局"}, "没有“没有这个局”"),
        ({"co": "石湾分局、没有这个局"}, "没有“没有这个局”"),
        ({"co": "望溪分局"}, "主办单位不能同时会办"),
        ({"on": "2026-12-30"}, "在今天"),
        ({"on": "三月"}, "日期"),
        ({"title": ""}, "标题"),
        ({"assigner": "望溪分局"}, "主办单位不能是交办机关"),
    ],
)
def test_a_row_that_cannot_be_taken_is_kept_with_its_reason(
    city: SmallCity, imported: Import, tmp_path: Path, cells: dict[str, str], said: str
) -> None:
    report = imported("suggestions", HEADINGS, changed(number="1"), changed(**cells))
    assert (report.number_of("created"), report.rejected) == (1, 1)
    assert said in report.rejects[0].faults[0].sentence.zh
    kept = tmp_path / "rejects.csv"
    write_rejects(kept, report.table, report.rejects)
    assert "建议限期治理" in kept.read_text(encoding="utf-8-sig")
    assert Suggestion.objects.count() == 1, "nothing of the rejected row stays"


def test_an_assigner_left_blank_is_the_citys_only_one_and_asked_for_where_there_is_none(
    city: SmallCity, imported: Import
) -> None:
    taken = imported("suggestions", HEADINGS, changed(assigner=""))
    assert (taken.number_of("created"), taken.rejected) == (1, 0)
    asked = imported("proposals", ["提案号", *HEADINGS[1:]], changed(assigner=""))
    assert (asked.number_of("created"), asked.rejected) == (0, 1)
    assert "请写交办机关" in asked.rejects[0].faults[0].sentence.zh


def test_another_day_or_lead_for_an_open_number_is_refused(city: SmallCity, imported: Import) -> None:
    imported("suggestions", HEADINGS, ROW)
    for cells in ({"on": "2026-03-17"}, {"lead": "石湾分局", "co": ""}):
        report = imported("suggestions", HEADINGS, changed(**cells))
        assert report.rejected == 1
        assert Suggestion.objects.get().proceeding.number in report.rejects[0].faults[0].sentence.zh


def test_a_number_twice_in_one_table_is_taken_once(city: SmallCity, imported: Import) -> None:
    report = imported("suggestions", HEADINGS, ROW, changed(title="另一件"))
    assert (report.number_of("created"), report.rejected) == (1, 1)


def word(path: Path, *rows: list[str]) -> Path:
    document = Document()
    document.add_paragraph("代表建议交办表")
    document.add_table(1, 2)
    table = document.add_table(0, len(rows[0]))
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    document.save(path)
    return path


def test_a_word_table_is_read_as_a_sheet_is(city: SmallCity, tmp_path: Path) -> None:
    path = word(tmp_path / "交办表.docx", HEADINGS, ROW, changed(number="128"))
    report = import_ledger(kind_named("suggestions"), path, by="test", now=NOW)
    assert (report.number_of("created"), report.rejects) == (2, [])


def test_merged_cells_of_a_word_table_say_the_same_of_every_row(tmp_path: Path) -> None:
    document = Document()
    table = document.add_table(3, 3)
    for place, words in enumerate(("届次", "编号", "标题")):
        table.cell(0, place).text = words
    table.cell(1, 0).merge(table.cell(2, 0)).text = "六次会议"
    table.cell(1, 1).text, table.cell(2, 1).text = "1", "2"
    table.cell(1, 2).text = "甲\n乙"
    document.save(tmp_path / "t.docx")
    read = read_table(tmp_path / "t.docx")
    assert read.headings == ("届次", "编号", "标题")
    assert [row.cells for row in read.rows] == [("六次会议", "1", "甲\n乙"), ("六次会议", "2", "")]


def test_a_word_file_without_a_table_or_broken_is_refused(tmp_path: Path) -> None:
    empty = tmp_path / "t.docx"
    Document().save(empty)
    with pytest.raises(UnusableInput, match=r"tables\.empty"):
        read_table(empty)
    with zipfile.ZipFile(tmp_path / "b.docx", "w") as packed:
        packed.writestr("word/document.xml", '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>')
    with pytest.raises(UnusableInput, match=r"tables\.broken_document"):
        read_table(tmp_path / "b.docx")
