"""Days and sums of the measures for days somebody types: the reckoning of ``qingtian enforcement`` on a page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.proceedings.calendars import calendar
from qingtian.enforcement.court_window import court_window
from qingtian.enforcement.daily_penalty import AMOUNT_BY, COUNTED_BY, Cycle, daily_penalty
from qingtian.enforcement.money import yuan
from qingtian.enforcement.seizure import seizure
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.law import Basis, load_law
from qingtian.law.derivation import Derivation
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.measures.count_page import told
from qingtian.web.desk.seat import DeskRequest, officer

#: worked examples, as the office's table has them: kind, what is typed
EXAMPLES = (
    ("daily", "fine=100000&cycles=2026-03-02+2026-03-20"),
    ("daily", "fine=100000&cycles=2026-03-02+2026-03-20%0A2026-03-20+2026-04-10"),
    ("seizure", "from=2026-03-02&extended_on=2026-03-30"),
    ("court", "served=2026-03-02"),
)
NOT_A_DAY = Text("“{value}”不是日期，写成 2026-03-02 这样。", "“{value}” is not a date; write it as 2026-03-02.")
NOT_A_CYCLE = Text(
    "每行写送达日和复查日，中间空一格：{value}", "Each line has the day of service and that of the finding: {value}"
)
Given = dict[str, str]


class Mistyped(ValueError):
    """What was typed cannot be read."""

    def __init__(self, words: Text) -> None:
        self.words = words
        super().__init__(words.en)


@officer
@require_safe
@only(ENFORCING)
def reckon(request: DeskRequest) -> HttpResponse:
    """``?of=`` daily, seizure or court, with the days of its form."""
    kind = request.GET.get("of", "daily")
    kind = kind if kind in FORMS else "daily"
    fields, answer = FORMS[kind]
    given = {view.name: request.GET.get(view.name, "")[:400] for view in fields}
    context = {
        "of": kind,
        "kinds": KINDS,
        "fields": [_filled(view, given[view.name]) for view in fields],
        "examples": [(one, KINDS[one], f"?of={one}&{typed}") for one, typed in EXAMPLES if one == kind],
        "nav_current": "desk:enforcement",
        "cited": [load_law().cite(one) for one in RESTS_ON[kind]],
        **_answered(answer, given, asked=any(given.values())),
    }
    return render(request, "desk/measures/reckon.html", context)


def _filled(view: FieldView, value: str) -> FieldView:
    return replace(view, value=value)


def _answered(answer: Callable[[Given], dict[str, Any]], given: Given, *, asked: bool) -> dict[str, Any]:
    """The answer, or the sentence and the article that refuse it."""
    if not asked:
        return {}
    try:
        return answer(given)
    except Mistyped as wrong:
        return {"refused": wrong.words}
    except QingtianError as refused:
        return {"refused": refused.message}


def _day(typed: str) -> date:
    try:
        return date.fromisoformat(typed.strip())
    except ValueError:
        raise Mistyped(NOT_A_DAY.format(value=typed)) from None


def _cycle(line: str) -> Cycle:
    days = line.split()
    if len(days) != 2:
        raise Mistyped(NOT_A_CYCLE.format(value=line))
    return Cycle(_day(days[0]), _day(days[1]))


def of_daily(given: Given) -> dict[str, Any]:
    """Days and amount over the cycles typed, a line each."""
    fine: Decimal = yuan(given["fine"])
    cycles = [_cycle(line) for line in given["cycles"].splitlines() if line.strip()]
    return told(daily_penalty(fine, cycles, load_law(), calendar()))


def of_seizure(given: Given) -> dict[str, Any]:
    """The end, and the end with an extension."""
    extended = _day(given["extended_on"]) if given["extended_on"].strip() else None
    found = seizure(_day(given["from"]), load_law(), calendar(), extended)
    rows = [_last(Text("期满", "Expires"), found.first)]
    if found.extended:
        rows.append(_last(Text("延长至", "Extended to"), found.extended))
    return {"rows": rows}


def of_court(given: Given) -> dict[str, Any]:
    """The four days of the window."""
    found = court_window(_day(given["served"]), load_law(), calendar())
    return {
        "rows": [
            _last(Text("起诉期限届满", "Time to sue ends"), found.litigation),
            (Text("可以申请", "Window opens"), found.opens, None),
            _last(Text("申请末日", "Window closes"), found.application),
            (
                Text("催告书最迟送达", "Demand served by"),
                found.latest_demand_service,
                load_law().cite(found.demand.basis),
            ),
        ]
    }


def _last(label: Text, derived: Derivation) -> tuple[Text, date, Text]:
    return label, derived.due, load_law().cite(derived.basis)


#: the articles each reckoning rests on
RESTS_ON = {
    "daily": (Basis("daily_penalty_measures_2014", "10"), COUNTED_BY, AMOUNT_BY),
    "seizure": (Basis("seizure_measures_2014", "15"), Basis("enforcement_law_2011", "25")),
    "court": (Basis("enforcement_law_2011", "53"), Basis("enforcement_law_2011", "54")),
}
KINDS = {
    "daily": Text("按日连续处罚", "Daily penalty"),
    "seizure": Text("查封、扣押", "Sealing and seizure"),
    "court": Text("申请法院强制执行", "Court enforcement"),
}
FORMS: dict[str, tuple[tuple[FieldView, ...], Callable[[Given], dict[str, Any]]]] = {
    "daily": (
        (
            FieldView("fine", Text("原罚款（元）", "Original fine (yuan)"), "text", width="short", inputmode="decimal"),
            FieldView(
                "cycles",
                Text("周期（每行：送达日 复查日）", "Cycles (a line each: day of service, day of the finding)"),
                "textarea",
                hint=Text("如 2026-03-02 2026-03-20", "Such as 2026-03-02 2026-03-20"),
            ),
        ),
        of_daily,
    ),
    "seizure": (
        (
            FieldView("from", Text("查封、扣押日期", "Day of the seizure"), "date", width="date"),
            FieldView(
                "extended_on",
                Text("决定延长的日期", "Day the extension was decided"),
                "date",
                width="date",
                required=False,
            ),
        ),
        of_seizure,
    ),
    "court": (
        (FieldView("served", Text("决定书送达日期", "Day the decision was served"), "date", width="date"),),
        of_court,
    ),
}
