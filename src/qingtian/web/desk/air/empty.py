"""What a page of the air says where there are no figures: what is so, what comes next, one link."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from qingtian.apps.air.figures import Basis, last_day
from qingtian.language import Text
from qingtian.standards.periods import Period
from qingtian.web.design.period_words import period_words
from qingtian.web.design.shapes import Link

NO_LAKE = Text("数据湖里还没有数。", "The lake holds no readings yet.")
IMPORT = Text(
    "用 qingtian air import 导入历史文件，或打开实时数据的定时接收；第一个小时进来以后这里就有数字。",
    "Import files of past years with qingtian air import, or turn on the polling of the feed; figures appear with the "
    "first hour.",
)
NO_DAYS = Text("{period}没有数。", "There is nothing for {period}.")
LATEST = Text("最后一天是 {day}。", "The last day held is {day}.")
TO_INDEX = Text("看现在的空气", "See the air now")
TO_LATEST = Text("看有数的最后一个月", "See the last month with figures")


def nothing(basis: Basis, period: Period) -> dict[str, Any]:
    """The words of the empty state of a page, for ``desk/air/nothing.html``."""
    last = last_day()
    if last is None:
        return _said(NO_LAKE, IMPORT, Link(TO_INDEX, reverse("desk:air")))
    link = Link(TO_LATEST, f"?kind=month&on={last}&month={last:%Y-%m}")
    return _said(NO_DAYS.format(period=period_words(period)), LATEST.format(day=last.isoformat()), link)


def _said(what: Text, then: Text, link: Link) -> dict[str, Any]:
    return {"nothing_what": what, "nothing_then": then, "nothing_link": link}
