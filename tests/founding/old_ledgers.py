"""The ledgers of an invented city as offices keep them: a title above the headings, merged cells, dates as text and as
serial numbers, blank rows, a row twice, a name nobody bears, telephone numbers that became quantities.

Cities, units and people are invented; telephone numbers begin with a digit no number in use begins with.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font

Rows = Sequence[Sequence[Any]]

AREAS: Rows = (
    ("望溪区", "Wangxi", "区", "云岭市"),
    ("石川县", "Shichuan", "县", "云岭市"),
)
ORGANS: Rows = (
    ("云岭市督察办", "Yunling Inspection Office", "督察办", "市级", "", "云岭市", "0000-6001"),
    ("望溪区委", "Wangxi Party Committee", "党委", "区县级", "", "望溪区", ""),
    ("望溪区政府", "Wangxi Government", "政府", "区县级", "", "", ""),
    ("望溪分局", "Wangxi Branch", "生态环境局、分局", "区县级", "云岭市生态环境局", "", "0000-6120"),
    ("望溪区信访局", "Wangxi Petition Office", "信访工作机构", "区县级", "望溪区政府", "", ""),
    ("石川县委", "Shichuan Party Committee", "党委", "区县级", "", "石川县", ""),
    ("石川县政府", "Shichuan Government", "政府", "区县级", "", "", ""),
    ("石川分局", "Shichuan Branch", "生态环境局、分局", "区县级", "云岭市生态环境局", "", "0000-6220"),
    ("石川县信访局", "Shichuan Petition Office", "信访工作机构", "区县级", "石川县政府", "", ""),
)
SECTION = "云岭市生态环境局信访科"
POSTS: Rows = (
    (SECTION, "科长", "Head of the petition section", "乡科级", "", "信访工作人员、单位负责人"),
    (SECTION, "信访干部", "Petition officer", "工作人员", "", "信访工作人员"),
    ("云岭市生态环境局", "副系统管理员", "Second administrator", "工作人员", "", "系统管理员"),
    ("云岭市督察办", "督察专员", "Inspector", "县处级", "", "督察办人员"),
    ("望溪区委", "区委书记", "Party secretary of Wangxi", "县处级", "党委主要负责人", "属地党政主要负责人"),
    ("望溪区政府", "区长", "Head of Wangxi district", "县处级", "政府主要负责人", "属地党政主要负责人"),
    ("望溪区政府", "副区长", "Deputy head of Wangxi", "县处级", "", "包案领导"),
    ("望溪分局", "局长", "Head of the Wangxi branch", "乡科级", "", "单位负责人"),
    ("望溪分局", "执法干部", "Handling officer", "工作人员", "", "承办人员"),
    ("石川县委", "县委书记", "Party secretary of Shichuan", "县处级", "党委主要负责人", "属地党政主要负责人"),
    ("石川县政府", "县长", "Head of Shichuan county", "县处级", "政府主要负责人", "属地党政主要负责人"),
    ("石川分局", "执法干部", "Handling officer", "工作人员", "", "承办人员"),
)
NAMES = "岑素 Cen Su,钟砚 Zhong Yan,柏舟 Bai Zhou,卫衡 Wei Heng,陶令仪 Tao Lingyi,齐望 Qi Wang,"
NAMES += "甘棠 Gan Tang,邢原 Xing Yuan,白露 Bai Lu,方回 Fang Hui,石介 Shi Jie,林檎 Lin Qin"
PEOPLE: Rows = tuple((str(1001 + n), *name.split(" ", 1)) for n, name in enumerate(NAMES.split(",")))
HELD: Rows = tuple(
    (person[1], f"{post[0]}{post[1]}", since, "云人〔2026〕3号")
    for person, post, since in zip(
        PEOPLE,
        POSTS,
        ("2024.3.5", "2025年1月2日", 45992, "20230901", "2021/6/1", date(2022, 2, 14)) + ("2025-03-01",) * 6,
        strict=True,
    )
)
NO = (None,) * 6
PETITION_HEADINGS = ("登记号", "登记日期", "信访形式", "信访人", "联系电话", "信访内容", "区县", "事由", "责任单位",
                     "转办日期", "受理日期", "备注")  # fmt: skip
PETITIONS: Rows = (
    ("云信2026-101", "2026.10.12", "来访", "密封人甲", 900000001.0, "望溪沟边夜里有焦糊气味，关窗也闻得到。", "望溪区",
     "望溪沟夜间焦糊气味", "望溪分局", "2026.10.14", "2026.10.20", ""),
    ("云信2026-102", date(2026, 11, 2), "信件", "", None, "石川县东门桥下排水发黑。", "石川县", "东门桥下排水发黑",
     "石川分局", 46330, None, "急"),
    ("云信2026-103", "2026年11月10日", "网上", "密封人乙", "0000-1234", "工地凌晨还在打桩。", *NO),
    (*NO, *NO),
    ("云信2026-101", "2026.10.12", "来访", "密封人甲", 900000001.0, "（重复登记）", *NO),
    ("云信2026-104", "2026.11.11", "来访", "", None, "砂场粉尘。",
     "石川县", "砂场粉尘", "石川矿管所", "2026.11.12", None, None),
    ("云信2026-105", "十一月中旬", "电话", "", 9.00000000000012e17, "烧烤油烟扰民。", "望溪区",
     *NO[1:]),
)  # fmt: skip
CASE_HEADINGS = (
    "序号",
    "列入日期",
    "问题",
    "具体问题",
    "来源",
    "来源级别",
    "属地",
    "责任主体",
    "包案领导",
    "包案日期",
    "文号",
)
CASES: Rows = (
    (1, "2026.5.6", "望溪沟污水直排", "沿沟三处排口直排多年。", "热点难点", "市级", "望溪区", "望溪区政府",
     "望溪区政府副区长", "2026.5.20", "云督〔2026〕7号"),
    (2, date(2026, 6, 1), "石川砂场扬尘", "无围挡。", "热点难点", "市级", "石川县", "石川县政府", None, None, None),
    (3, "2026.6.3", "老码头堆场", "露天堆煤。", "热点难点", "市级", "云湖区", "云湖区政府", *NO[:3]),
)  # fmt: skip


def _book(path: Path, title: str, headings: Sequence[str], rows: Rows, merged: Sequence[str] = ()) -> Path:
    """A title over the whole width, the unit's line, the headings in the third row."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    sheet.append(["填报单位：云岭市生态环境局"])
    sheet.append(list(headings))
    for row in rows:
        sheet.append(list(row))
    for area in (f"A1:{chr(64 + len(headings))}1", *merged):
        sheet.merge_cells(area)
    sheet["A1"].font, sheet["A1"].alignment = Font(size=16, bold=True), Alignment(horizontal="center")
    book.save(path)
    return path


def write_ledgers(folder: Path) -> dict[str, Path]:
    """Write the workbooks; the path of each kind, in the order an office imports them."""
    folder.mkdir(parents=True, exist_ok=True)
    return {
        "areas": _book(folder / "区域.xlsx", "云岭市辖区一览", ("区域名称", "英文名称", "种类", "上级区域"), AREAS),
        "organs": _book(
            folder / "机关单位.xlsx",
            "云岭市机关单位台账",
            ("单位名称", "英文名称", "单位性质", "级别", "主管单位", "所在区县", "办公电话"),
            ORGANS,
            merged=("F5:F8", "F9:F12"),
        ),
        "posts": _book(
            folder / "岗位.xlsx",
            "岗位职责台账",
            ("所在单位", "岗位名称", "英文岗位", "职级", "党政主要负责人", "角色"),
            POSTS,
            merged=("A4:A5",),
        ),
        "people": _book(folder / "人员.xlsx", "人员花名册", ("工号", "姓名", "拼音"), PEOPLE),
        "tenures": _book(folder / "任职.xlsx", "任职台账", ("人员", "职务", "任职日期", "文号"), HELD),
        "petitions": _book(folder / "在办信访.xlsx", "2026 年在办信访件台账", PETITION_HEADINGS, PETITIONS),
        "cases": _book(folder / "在办包案.xlsx", "2026 年包案问题台账", CASE_HEADINGS, CASES),
    }
