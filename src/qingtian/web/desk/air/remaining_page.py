"""What is left of a target: what the remaining days may average, and how many may still be over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from qingtian.apps.air.figures import last_day, remaining_of
from qingtian.apps.air.places import places
from qingtian.language import Text
from qingtian.measurements.scale import SCALE
from qingtian.measurements.statistics.results import Remaining
from qingtian.web.design.fields import FieldView
from qingtian.web.design.period_words import period_words
from qingtian.web.desk.air import exports
from qingtian.web.desk.air.choice import chosen, fields
from qingtian.web.desk.air.day_chart import unit_of
from qingtian.web.desk.air.empty import nothing
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.air_pieces import plain_item, thousandths

TITLE = Text("{place}，{period}的目标还剩多少", "{place}, what is left of the target of {period}")
#: what a target may be of: means, and the share of good days
ITEMS = ("PM10", "PM2_5", "NO2", "SO2", "AQI")
LARGEST = Decimal(1000)
NOT_A_TARGET = Text("写一个 0 到 1000 的数，最多三位小数。", "Write a number from 0 to 1000, three decimals at most.")
NOT_A_RATE = Text("优良率写 0 到 100。", "A rate is 0 to 100.")
OUT_OF_REACH = Text("已经达不到了", "out of reach")
HEADS = ("目标项目", "目标", "已有的天", "剩下的天", "剩下的天每天不能超过", "还能超标几天")


@dataclass(frozen=True, slots=True)
class RemainingRow:
    """One target. ``control`` is what the days left may average, ``allowed`` how many may be over; one of them is —."""

    item: str
    target: str
    valid: int
    left: int
    control: str
    allowed: str
    note: Text | str


@officer
def remaining(request: DeskRequest) -> HttpResponse:
    """``?place=&kind=year&PM10=60&AQI=95`` as a page, CSV or Excel; for every officer in office."""
    known = places()
    asked = chosen(request.GET, request.as_of, known, "year")
    targets, faults = _targets(request.GET)
    title = TITLE.format(place=asked.place.name, period=period_words(asked.period))
    until = _until(request.as_of, asked.period.last)
    context: dict[str, Any] = {
        "fields": [field for field in fields(asked, known) if field.name != "item"] + _fields(request.GET, faults),
        "title": title,
        "asked": asked,
        "until": until,
        "query": asked.query(item="", **{item: request.GET[item] for item in targets}),
    }
    outside = until < asked.period.first
    if not targets or outside:
        return render(request, "desk/air/remaining.html", {**context, "asked_nothing": not targets, "outside": outside})
    found, basis = remaining_of(asked.place.code, asked.period, until, targets)
    rows = [_row(each) for each in sorted(found, key=lambda each: ITEMS.index(each.item))]
    if exports.wanted(request):
        sheet = [[plain_item(r.item), r.target, str(r.valid), str(r.left), r.control, r.allowed] for r in rows]
        return exports.taken(request, title, HEADS, sheet, basis)
    if not any(row.valid for row in rows):
        return render(request, "desk/air/remaining.html", {**context, **nothing(basis, asked.period)})
    return render(request, "desk/air/remaining.html", {**context, "rows": rows, "basis": basis})


def _until(as_of: date, last: date) -> date:
    """The last whole day known: yesterday, or the last of the lake, and never after the period."""
    yesterday = date.fromordinal(as_of.toordinal() - 1)
    return min(last_day() or yesterday, yesterday, last)


def _targets(sent: Mapping[str, str]) -> tuple[dict[str, int], dict[str, Text]]:
    found: dict[str, int] = {}
    faults: dict[str, Text] = {}
    for item in ITEMS:
        if not (typed := sent.get(item, "").strip()):
            continue
        try:
            value = Decimal(typed) * SCALE
            whole = value.is_finite() and value == value.to_integral_value() and 0 <= value <= LARGEST * SCALE
        except InvalidOperation:
            whole = False
        if not whole:
            faults[item] = NOT_A_TARGET
        elif item == "AQI" and value > 100 * SCALE:
            faults[item] = NOT_A_RATE
        else:
            found[item] = int(value)
    return found, faults


def _fields(sent: Mapping[str, str], faults: Mapping[str, Text]) -> list[FieldView]:
    words = {item: Text(f"{plain_item(item)} 目标", f"{plain_item(item)} target") for item in ITEMS}
    words["AQI"] = Text("优良率目标 %", "good-day target, %")
    return [
        FieldView(item, words[item], value=sent.get(item, ""), required=False, width="short", inputmode="decimal",
                  error=faults.get(item, ""), maxlength=8)
        for item in ITEMS
    ]  # fmt: skip


def _row(each: Remaining) -> RemainingRow:
    mean = each.item != "AQI"
    shown = "—" if each.value is None else thousandths(each.value, each.decimals)
    target = f"{Decimal(each.target) / SCALE:f} {unit_of(each.item) if mean else '%'}"
    beyond = each.value is not None and each.value < 0
    return RemainingRow(
        each.item, target, each.valid, each.left, shown if mean else "—", "—" if mean else shown,
        OUT_OF_REACH if beyond else "",
    )  # fmt: skip
