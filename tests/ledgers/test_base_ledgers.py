"""Organs, posts, people and places come from sheets: by code or name, twice without doubling, rejects told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from qingtian.apps.cases.models import AreaContract
from qingtian.apps.installation.kind import DEMONSTRATION, mark
from qingtian.apps.people.models import Duty, Organ, Person, Post, Tenure
from qingtian.apps.places.models import Area, GridCell, Source, Station
from qingtian.errors import Refused
from qingtian.ledgers.importing import import_ledger
from qingtian.ledgers.kinds import KINDS, kind_named
from qingtian.ledgers.models import LedgerImport
from qingtian.ledgers.templates import write_template
from tests.ledgers.conftest import NOW, Import
from tests.small_city import SmallCity

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SHEETS = [
    ("areas", ["名称", "种类", "上级"], [["新城区", "区", "云屏市"], ["高新区", "园区", "云屏市"]]),
    (
        "organs",
        ["单位名称", "种类", "级别", "上级", "属地"],
        [["新城分局", "生态环境局（分局）", "县级", "市生态环境局", "望溪区"]],
    ),
    ("posts", ["单位", "职务", "角色"], [["望溪分局", "法制员", "法制人员、经办人"]]),
    ("people", ["工号", "姓名"], [["w-1", "林示"], ["w-2", "林示"]]),
    ("tenures", ["姓名", "岗位", "任职自"], [["p-handler", "望溪分局局长", "2026-03-02"]]),
    ("area_contracts", ["区域", "岗位", "年度", "文号"], [["望溪区", "mayor", "2026", "望办〔2026〕1号"]]),
    (
        "duties",
        ["版本", "施行日期", "序号", "责任单位", "职责", "依据"],
        [
            ["2026", "2026-01-01", "1", "市住建局", "管工地扬尘", "条例"],
            ["2026", "", "2", "市住建局", "管污水厂", "条例"],
        ],
    ),
    ("grid", ["编号", "名称", "级别", "区域"], [["G1", "一网格", "3", "望溪区"]]),
    ("sources", ["企业名称", "类别", "所在区县", "经度", "纬度"], [["某厂", "工业企业", "望溪区", "102.5", "25"]]),
    (
        "stations",
        ["站点编号", "站点名称", "级别", "区域", "经度", "纬度"],
        [["1001A", "一站", "国控", "望溪区", "102.5", "25.01"]],
    ),
]
MODELS = {
    "areas": Area,
    "organs": Organ,
    "posts": Post,
    "people": Person,
    "tenures": Tenure,
    "area_contracts": AreaContract,
    "duties": Duty,
    "grid": GridCell,
    "sources": Source,
    "stations": Station,
}


@pytest.mark.parametrize(("kind", "headings", "rows"), SHEETS, ids=[sheet[0] for sheet in SHEETS])
@pytest.mark.parametrize("xlsx", [False, True], ids=["csv", "xlsx"])
def test_a_sheet_is_rehearsed_imported_and_repeated_without_doubling(
    city: SmallCity, imported: Import, kind: str, headings: list[str], rows: list[list[str]], xlsx: bool
) -> None:
    before = MODELS[kind].objects.count()
    shown = imported(kind, headings, *rows, xlsx=xlsx, rehearsal=True)
    assert (dict(shown.counts), shown.rejects) == ({"created": len(rows)}, [])
    assert MODELS[kind].objects.count() == before
    assert LedgerImport.objects.count() == 0
    done = imported(kind, headings, *rows, xlsx=xlsx)
    assert (dict(done.counts), done.rejects) == ({"created": len(rows)}, [])
    again = imported(kind, headings, *rows, xlsx=xlsx)
    assert (dict(again.counts), again.rejects) == ({"unchanged": len(rows)}, [])
    assert MODELS[kind].objects.count() == before + len(rows)
    assert [(r.created, r.unchanged, r.finished) for r in LedgerImport.objects.order_by("pk")] == [
        (len(rows), 0, True),
        (0, len(rows), True),
    ]


def test_a_changed_row_changes_its_record_and_what_lies_below_moves_along(city: SmallCity, imported: Import) -> None:
    report = imported(
        "organs", ["代码", "名称", "种类", "级别", "上级"], ["branch", "望溪分局", "其他部门", "县级", "housing"]
    )
    assert dict(report.counts) == {"changed": 1}
    organ = Organ.objects.get(code="branch")
    assert (organ.kind, organ.parent.code, organ.chain[-2:]) == ("department", "housing", ["housing", "branch"])


@pytest.mark.parametrize(
    ("kind", "headings", "row", "column", "words"),
    [
        ("areas", ["代码", "名称", "种类", "上级"], ["city", "云屏市", "市", "wangxi"], "上级", "自己的下级"),
        ("organs", ["名称", "种类", "级别", "上级"], ["某局", "政府", "县级", "没有的局"], "上级", "没有的局"),
        ("posts", ["单位", "岗位", "角色"], ["branch", "甲", "大王"], "角色", "可填：信访工作人员"),
        ("posts", ["代码", "单位", "岗位"], ["a/b", "branch", "甲"], "代码", "字母、数字"),
        ("tenures", ["姓名", "岗位", "任职自"], ["p-handler", "handler", "2026-01-01"], "任职自", "重叠"),
        (
            "tenures",
            ["姓名", "岗位", "任职自", "任职至"],
            ["p-handler", "mayor", "2026-02-01", "2026-01-01"],
            "任职至",
            "早于到任",
        ),
        ("tenures", ["姓名", "岗位", "任职自"], ["p-handler", "没有的岗位", "2026-01-01"], "岗位", "没有岗位"),
        ("area_contracts", ["区域", "岗位", "年度", "文号"], ["wangxi", "handler", "2026", "x"], "岗位", "主要负责人"),
        (
            "duties",
            ["版本", "序号", "责任单位", "职责", "依据"],
            ["9", "1", "branch", "管", "x"],
            "施行日期",
            "施行日期",
        ),
        ("grid", ["编号", "名称", "级别", "区域"], ["G1", "一", "12", "wangxi"], "级别", "1 到 9"),
        ("sources", ["名称", "种类", "区域", "经度"], ["厂", "其他", "wangxi", "102"], "经度", "一起填"),
        (
            "stations",
            ["编号", "名称", "级别", "区域", "经度", "纬度"],
            ["1A", "站", "国控", "wangxi", "25", "102"],
            "纬度",
            "90 度",
        ),
        ("people", ["姓名"], ["长" * 61], "姓名", "60"),
    ],
)
def test_a_row_that_cannot_be_taken_is_told_with_its_column(
    city: SmallCity, imported: Import, kind: str, headings: list[str], row: list[str], column: str, words: str
) -> None:
    before = MODELS[kind].objects.count()
    (reject,) = imported(kind, headings, row).rejects
    (fault,) = reject.faults
    assert fault.column is not None
    assert (reject.number, fault.column.title.zh) == (2, column)
    assert words in fault.why.zh
    assert MODELS[kind].objects.count() == before


def test_the_same_key_twice_in_one_file_is_taken_once(city: SmallCity, imported: Import) -> None:
    report = imported("people", ["工号", "姓名"], ["w-1", "甲"], ["w-1", "乙"])
    assert dict(report.counts) == {"created": 1}
    assert [reject.number for reject in report.rejects] == [3]


def test_two_people_of_one_name_need_their_numbers(city: SmallCity, imported: Import) -> None:
    imported("people", ["工号", "姓名"], ["w-1", "林示"], ["w-2", "林示"])
    assert imported("people", ["姓名"], ["林示"]).rejects[0].faults[0].column.name == "code"  # type: ignore[union-attr]
    (reject,) = imported("tenures", ["姓名", "岗位", "任职自"], ["林示", "handler", "2026-01-01"]).rejects
    assert "几个" in reject.faults[0].why.zh


def test_the_end_of_a_tenure_is_entered_by_the_same_row_with_its_last_day(city: SmallCity, imported: Import) -> None:
    report = imported(
        "tenures", ["姓名", "岗位", "任职自", "任职至"], ["p-handler", "handler", "2020-01-01", "2026-10-31"]
    )
    assert dict(report.counts) == {"changed": 1}
    assert Tenure.objects.get(post__code="handler").ends == date(2026, 10, 31)


def test_a_database_fault_in_one_row_stops_no_other(
    city: SmallCity, imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    report = imported(
        "grid", ["编号", "名称", "级别", "区域"], ["G" * 61, "一", "3", "wangxi"], ["G2", "二", "3", "wangxi"]
    )
    assert (dict(report.counts), len(report.rejects)) == ({"created": 1}, 1)


def test_killed_in_the_middle_of_a_file_nothing_of_it_is_there(
    city: SmallCity, imported: Import, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(self: Person, *args: object, **more: object) -> None:
        raise KeyboardInterrupt

    before = Person.objects.count()
    with monkeypatch.context() as killed:
        original = Person.save
        killed.setattr(Person, "save", lambda self, **more: die(self) if self.code == "w-2" else original(self, **more))
        with pytest.raises(KeyboardInterrupt):
            imported("people", ["工号", "姓名"], ["w-1", "甲"], ["w-2", "乙"])
    assert Person.objects.count() == before
    assert not LedgerImport.objects.get().finished


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_read_back_and_its_example_is_never_imported(city: SmallCity, tmp_path: Path, kind: str) -> None:
    write_template(kind_named(kind), tmp_path / "t.xlsx")
    report = import_ledger(kind_named(kind), tmp_path / "t.xlsx", by="test", now=NOW)
    assert (dict(report.counts), report.rejects) == ({"example": 1}, [])
    assert set(report.mapping) == {column.name for column in kind_named(kind).columns}


def test_no_ledger_is_imported_into_the_demonstration(city: SmallCity, imported: Import) -> None:
    mark(DEMONSTRATION, receiver="x", now=NOW)
    with pytest.raises(Refused) as refused:
        imported("people", ["姓名"], ["甲"])
    assert refused.value.code == "ledger.demonstration"
