"""Samples of lists, tables, forms and air. Invented, but for the levels of the index, which are the standard's."""

from __future__ import annotations

from datetime import date

from qingtian.language import Text
from qingtian.standards.air.categories import categories
from qingtian.web.design.charts import Hour
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.design.sample_proceeding import DAY, NOWHERE, clocks
from qingtian.web.design.shapes import Column, FacetGroup, Fact, Group, Link, Row, Table


def facts_list() -> list[Fact]:
    """Facts of a proceeding."""
    return [
        Fact(Text("类别", "Kind"), [Text("大气　恶臭异味", "Air: odour")]),
        Fact(Text("反映", "Reports"), [Text("14 件　11 人", "14 reports, 11 people"), Link("12345", NOWHERE, 9)]),
        Fact(
            Text("地点", "Place"), [Text("窑湾旧厂区", "Old Yaowan works")], Text("网格 溪口 05", "Grid cell Xikou 05")
        ),
    ]


def table_one() -> Table:
    """A worklist in two groups."""
    columns = [
        Column("clock", Text("剩余天，到期日和依据", "Days left, due, why"), sorted="up"),
        Column("title", Text("事项", "Matter")),
        Column("area", Text("地方", "Place")),
        Column("reports", Text("反映", "Reports"), Text("件", "(number)"), figures=True),
    ]
    late = Row(
        {
            "clock": clocks()[3],
            "title": Link(Text("夜间渣土车遗撒", "Spoil lorries at night"), NOWHERE),
            "area": Text("东屏区", "Dongping"),
            "reports": 2,
        },
        {"title": Text("2 件　2 人　12345", "2 reports, 2 people, 12345")},
    )
    soon = Row(
        {
            "clock": clocks()[1],
            "title": Link(Text("夜间焦糊气味反复出现", "Burnt smell at night, recurring"), NOWHERE),
            "area": Text("望溪区", "Wangxi"),
            "reports": 14,
        },
        {"title": Text("14 件　11 人　三渠道", "14 reports, 11 people, 3 channels")},
        selected=True,
    )
    groups = [
        Group(Text("逾期", "Overdue"), [late], Text("1 件", "1"), overdue=True),
        Group(Text("本周", "This week"), [soon], Text("1 件", "1")),
    ]
    return Table(Text("待办", "Worklist"), columns, groups, show_caption=False, worklist=True)


def fields() -> list[FieldView]:
    """A field of each kind; one in error."""
    smoke, smell = (
        Choice("smoke", Text("冒烟", "Smoke")),
        Choice("smell", Text("异味", "A smell"), Text("焦糊、酸、腥", "Burnt, sour, fishy")),
    )
    return [
        FieldView(
            "unit", Text("排查单位", "Inspecting unit"), value=Text("望溪分局", "Wangxi Branch").zh, width="medium"
        ),
        FieldView("seen_on", Text("现场日期", "Date on site"), "date", value=date(2026, 11, 12)),
        FieldView(
            "approved_on",
            Text("批准日期", "Approved on"),
            "date",
            value=date(2026, 12, 1),
            error=Text(
                "晚于到期日 11月27日。延期须在到期前批准。",
                "Later than the last day, 27 November. An extension must be approved before it.",
            ),
        ),
        FieldView("count", Text("人数", "People"), "number", value=3, width="short", minimum="1", required=False),
        FieldView(
            "district",
            Text("区县", "District"),
            "select",
            choices=[Choice("w", Text("望溪区", "Wangxi")), Choice("d", Text("东屏区", "Dongping"))],
            width="medium",
        ),
        FieldView(
            "story",
            Text("用话说", "In words"),
            "textarea",
            hint=Text("当地人认得的名字、门牌、走法都行", "A name, a door number or the way there will do"),
            required=False,
        ),
        FieldView("what", Text("是什么", "What is it"), "radio", value="smell", choices=[smoke, smell]),
        FieldView(
            "when",
            Text("什么时候", "When"),
            "checkboxes",
            value=["night"],
            required=False,
            choices=[Choice("day", Text("白天", "By day")), Choice("night", Text("夜里", "At night"))],
        ),
        FieldView("agree", Text("可以联系我", "You may contact me"), "checkbox", required=False),
        FieldView(
            "photos",
            Text("照片", "Photographs"),
            "file",
            accept="image/*",
            multiple=True,
            required=False,
            hint=Text("拍摄位置会去掉", "Where it was taken is removed"),
        ),
    ]


def hours() -> list[Hour]:
    """A day of hours: an invented rise and fall, and one hour that is missing."""
    course = (61, 58, 55, 52, 49, 47, 46, 45, 47, 52, 60, 73, 88, 99, 104, 110, 103, 93, 86, None, 79, 76, 74, 72)
    found = [Hour(index, None if index is None else _level(index)) for index in course]
    found[0] = Hour(61, 2, Text("昨天 15 时", "15:00 Sun"))
    found[9] = Hour(52, 2, Text("今天 0 时", "Mon 0:00"))
    found[15] = Hour(110, 3, "", Text("6 时 110 轻度污染", "06:00, 110, lightly polluted"))
    found[23] = Hour(72, 2, Text("14 时", "14:00"))
    return found


def _level(index: int) -> int:
    return next(c.level for c in categories(DAY) if c.up_to is None or index <= c.up_to)


def facet_groups() -> list[FacetGroup]:
    """Two lists with counts."""
    return [
        FacetGroup(
            Text("清单", "Lists"),
            [
                Link(Text("我的", "Mine"), NOWHERE, 46, current=True),
                Link(Text("到期和逾期", "Due and overdue"), NOWHERE, 11),
                Link(Text("等别人", "Waiting for others"), NOWHERE, 17),
            ],
        ),
        FacetGroup(Text("渠道", "Channels"), [Link("12345", NOWHERE, 19), Link("12369", NOWHERE, 6)]),
    ]
