"""The list of departments and enterprises (应急减排清单): what each tier asks of whom; lines are added and ended."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from qingtian.apps.air_warnings.actions.list_units import NO_LINE, add_unit, end_unit
from qingtian.apps.air_warnings.models import ListedUnit
from qingtian.errors import QingtianError, UnusableInput
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.foresight.warnings.words import GRADES, KINDS, NAV
from qingtian.web.desk.registering import may_enter, registered
from qingtian.web.desk.seat import DeskRequest, doer, officer

ADDRESS = "desk:warning_units"
PAGE = 50
SAVED, ENDED = Text("已录入。", "Entered."), Text("已停用，留着备查。", "Ended; it stays on record.")


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def warning_units(request: DeskRequest) -> HttpResponse:
    """GET ``?kind=`` for every officer; POST ``do`` = add or end, by analysts and clerks (403)."""
    wrong = registered(request, ADDRESS, _done)
    if isinstance(wrong, HttpResponse):
        return wrong
    kind = request.GET.get("kind", "")
    units = ListedUnit.objects.on(request.as_of).select_related("area")
    page = Paginator(units.filter(kind=kind) if kind in KINDS else units, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(one, KINDS[one.kind], GRADES[one.grade]) for one in page.object_list],
        "kinds": KINDS.items(),
        "kind": kind,
        "fields": _marked(_fields(request.POST, str(request.as_of)), wrong),
        "may_enter": may_enter(request, ADDRESS),
        "wrong": wrong,
        "nav_current": NAV,
    }
    return render(request, "desk/foresight/warnings/units.html", context, status=422 if wrong else 200)


def _done(request: DeskRequest) -> Text:
    if request.POST.get("do") == "add":
        add_unit(request.POST.dict(), by=doer(request), on=request.as_of, now=request.now)
        return SAVED
    wanted = request.POST.get("row", "")
    row = ListedUnit.objects.filter(pk=int(wanted[:9])).first() if wanted.isdecimal() else None
    if row is None:
        raise UnusableInput("warning.line", NO_LINE)
    end_unit(row, on=request.as_of)
    return ENDED


def _fields(typed: Mapping[str, str], today: str) -> list[FieldView]:
    def one(name: str, zh: str, en: str, kind: str = "text", otherwise: str = "", **more: Any) -> FieldView:
        return FieldView(name, Text(zh, en), kind, value=typed.get(name, otherwise), **more)

    asked: dict[str, Any] = {"required": False, "maxlength": 400}
    kinds = [Choice(code, words) for code, words in KINDS.items()]
    grades = [Choice(code, words) for code, words in sorted(GRADES.items(), key=lambda each: each[0] != "")]
    return [
        one("kind", "种类", "Kind", "select", "enterprise", choices=kinds),
        one("organ", "单位代码（部门）", "Code of the organ (department)", required=False, maxlength=60),
        one("party", "当事人编号（企业）", "Number of the party (enterprise)", required=False, maxlength=20),
        one("name_zh", "名称（填了代码、编号的可以不填）", "Name, without a code", required=False, maxlength=120),
        one("name_en", "英文名称", "Name in English", required=False, maxlength=160),
        one("grade", "绩效分级", "Performance grade", "select", choices=grades, required=False),
        one("measures_yellow", "黄色时做什么（不填：没有要求）", "At yellow (empty: nothing)", "textarea", **asked),
        one("measures_orange", "橙色时做什么", "At orange", "textarea", **asked),
        one("measures_red", "红色时做什么", "At red", "textarea", **asked),
        one("source", "出自哪份清单", "From which list", maxlength=160),
        one("valid_from", "从哪天起", "From the day", "date", today, width="date"),
    ]  # fmt: skip


def _marked(fields: list[FieldView], wrong: QingtianError | None) -> list[FieldView]:
    if wrong is None:
        return fields
    return [replace(one, error=wrong.message) if one.name == wrong.where else one for one in fields]
