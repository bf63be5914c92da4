"""What is counted of a group of petitions: each measure one condition, used for the number and for its list alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Q

from qingtian.apps.petition_figures.definitions import quiet_days
from qingtian.language import Text

Counts = Mapping[str, int]

MATTER = Q(merged=False)
FIRST = MATTER & Q(recurred=False)
PUT_RIGHT = Q(verified="put_right")
CONTENT = Q(satisfaction__in=("satisfied", "fairly"))
#: what a list of them is called
MEASURES: Mapping[str, Text] = {
    "reports": Text("报告", "reports"),
    "matters": Text("收件（并案的不另计）", "matters (merged ones once)"),
    "first_reports": Text("第一次反映", "first reports"),
    "open": Text("在办", "open"),
    "ended": Text("已办结", "ended"),
    "overdue": Text("逾期", "overdue"),
    "on_time": Text("没有超期", "within every clock"),
    "answered": Text("已答复", "answered"),
    "rectified": Text("已整改", "rectified"),
    "verified": Text("现场核实已改好", "verified as put right"),
    "looked_at": Text("现场核实过", "looked at on site"),
    "quiet": Text("安静", "quiet"),
    "rated": Text("评过", "rated"),
    "satisfied": Text("满意", "satisfied"),
    "dissatisfied": Text("曾不满意", "once dissatisfied"),
    "settled_locally": Text("就地解决", "settled locally"),
    "escalated": Text("上行", "escalated"),
    "repeated": Text("重复", "repeated"),
    "hour_unknown": Text("钟点不知道", "hour not known"),
    "kind_unknown": Text("类型没说", "kind not said"),
    "area_unknown": Text("属地没定", "area not settled"),
}


def condition(measure: str, as_of: date) -> Q:
    """The condition of one measure on a day. KeyError for a measure there is not."""
    quiet_since = as_of - timedelta(days=quiet_days())
    overdue = MATTER & Q(ended_on__isnull=True, due__lt=as_of)
    conditions = {
        "reports": Q(),
        "matters": MATTER,
        "first_reports": FIRST,
        "open": MATTER & Q(ended_on__isnull=True),
        "ended": MATTER & Q(ended_on__isnull=False),
        "overdue": overdue,
        "on_time": MATTER & Q(late=False) & (Q(due__isnull=True) | Q(due__gte=as_of)),
        "answered": MATTER & Q(answered_on__isnull=False),
        "rectified": MATTER & Q(rectified_on__isnull=False),
        "verified": MATTER & PUT_RIGHT,
        "looked_at": MATTER & Q(verified_on__isnull=False),
        "quiet": MATTER & PUT_RIGHT & Q(verified_on__lte=quiet_since, returned_on__isnull=True),
        # each reporter has a vote and a way up, merged or not
        "rated": ~Q(satisfaction=""),
        "satisfied": CONTENT,
        "dissatisfied": Q(dissatisfied=True),
        "settled_locally": FIRST & Q(near=True, escalated="", returned_on__isnull=True) & (CONTENT | PUT_RIGHT),
        "escalated": ~Q(escalated=""),
        "repeated": Q(merged=True) | Q(recurred=True) | Q(returned_on__isnull=False),
        "hour_unknown": Q(received_hour__isnull=True),
        "kind_unknown": Q(kinds=0),
        "area_unknown": Q(area__isnull=True),
    }
    return conditions[measure]


def counting(as_of: date) -> dict[str, Any]:
    """Every measure as a column of one statement."""
    return {f"n_{name}": Count("pk", filter=condition(name, as_of)) for name in MEASURES}


def counts(row: Mapping[str, Any]) -> dict[str, int]:
    """The measures of one row of an answer."""
    return {name: int(row[f"n_{name}"]) for name in MEASURES}
