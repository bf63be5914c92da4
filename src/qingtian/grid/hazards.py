"""Hidden hazards (隐患): what the grades mean, and when one has come back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from qingtian.language import Text

#: grades, the lightest first
GRADES: Mapping[str, Text] = {
    "general": Text("一般", "General"),
    "larger": Text("较大", "Larger"),
    "major": Text("重大", "Major"),
}
#: what a grade asks for [practice, procedures §7.2]
MEASURES: Mapping[str, Text] = {
    "general": Text("立即整改", "Rectify at once"),
    "larger": Text("限期整改", "Rectify by a deadline"),
    "major": Text("挂牌督办", "Listed supervision"),
}
KINDS: Mapping[str, Text] = {
    "facility": Text("治理设施不正常", "Treatment not working"),
    "hazardous_waste": Text("危险废物贮存不规范", "Hazardous waste badly stored"),
    "leak": Text("跑冒滴漏", "Leaks"),
    "emergency": Text("应急设施缺失", "Emergency provisions missing"),
    "dust": Text("扬尘防护缺失", "Dust not kept down"),
    "drainage": Text("雨污混流、错接", "Drains wrongly joined"),
    "records": Text("台账缺失", "Records missing"),
    "other": Text("其他", "Other"),
}


def first_day_of(window_months: int, on: date) -> date:
    """The first day of the window that ends on ``on``: the same day so many months before, or the month's last."""
    months = on.year * 12 + on.month - 1 - window_months
    year, month = divmod(months, 12)
    for day in (on.day, 30, 29, 28):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    raise AssertionError("every month has a day 28")


def recurs(earlier_found_on: date, found_on: date, window_months: int) -> bool:
    """Whether a hazard found on ``found_on`` is a recurrence of one of the same kind at the same object found before.

    The last day of the window counts: twelve months after 3 May ends with 3 May of the next year.
    """
    return first_day_of(window_months, found_on) <= earlier_found_on <= found_on
