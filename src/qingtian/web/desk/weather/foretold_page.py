"""Weather forecasts (气象预报): those the weather bureau issued, as they were entered, and the form of a new one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from qingtian.apps.weather.actions.foretell import days_from, enter_forecast, name_of, withdraw_forecast
from qingtian.apps.weather.models import ContactPoint, WeatherForecast
from qingtian.apps.weather.models.agreed import Side
from qingtian.apps.weather.models.foretold import RANGES
from qingtian.errors import QingtianError, UnusableInput
from qingtian.language import Text
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.registering import may_enter, registered
from qingtian.web.desk.seat import DeskRequest, doer, officer

ADDRESS = "desk:weather_forecasts"
NAV = "desk:monitoring"
PAGE = 20
SAVED = Text("已录入，下一次算空气质量预报就用。", "Entered; the next air forecast that is computed uses it.")
GONE = Text("已撤下，留着备查。", "Withdrawn; it stays on record.")
NO_ROW = Text("没有这一份，页面可能旧了。", "There is no such forecast; the page may be old.")


@dataclass(frozen=True, slots=True)
class Cell:
    """One box of the form."""

    name: str
    value: str
    wrong: bool


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def weather_forecasts(request: DeskRequest) -> HttpResponse:
    """GET for every officer; POST ``do`` = enter or withdraw, by analysts (403)."""
    wrong = registered(request, ADDRESS, _done)
    if isinstance(wrong, HttpResponse):
        return wrong
    rows = WeatherForecast.objects.prefetch_related("days")
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    typed = request.POST if request.method == "POST" else {}
    context = {
        "page": page,
        "rows": page.object_list,
        "fields": _fields(request, typed, wrong),
        "days": [(day, _cells(day, typed, wrong)) for day in days_from(request.as_of)],
        "wrong": wrong,
        "may_enter": may_enter(request, ADDRESS),
        "nav_current": NAV,
    }
    return render(request, "desk/weather/weather_forecasts.html", context, status=422 if wrong else 200)


def _done(request: DeskRequest) -> Text:
    if request.POST.get("do") == "withdraw":
        wanted = request.POST.get("row", "")
        row = WeatherForecast.objects.filter(pk=int(wanted[:9])).first() if wanted.isdecimal() else None
        if row is None:
            raise UnusableInput("weather.no_row", NO_ROW)
        withdraw_forecast(row, by=doer(request), now=request.now)
        return GONE
    enter_forecast(request.POST.dict(), request.as_of, by=doer(request), now=request.now)
    return SAVED


def _fields(request: DeskRequest, typed: Mapping[str, Any], wrong: QingtianError | None) -> list[FieldView]:
    last = WeatherForecast.objects.filter(withdrawn_at=None).first()
    contact = ContactPoint.objects.on(request.as_of).filter(side=Side.WEATHER).first()
    usual = last.issuer if last else str(contact or "")

    def error(name: str) -> Text | str:
        return wrong.message if wrong is not None and wrong.where == name else ""

    return [
        FieldView(
            "issuer", Text("谁发布的（单位、岗位，不写姓名）", "Issued by (office and post, no name)"),
            value=typed.get("issuer", usual), maxlength=120, error=error("issuer"),
        ),
        FieldView(
            "issued_at", Text("什么时候发布的", "Issued at"), "datetime-local", value=typed.get("issued_at", ""),
            error=error("issued_at"), width="medium",
        ),
    ]  # fmt: skip


def _cells(day: date, typed: Mapping[str, Any], wrong: QingtianError | None) -> list[Cell]:
    names = [name_of(day, column) for columns in RANGES.values() for column in columns]
    where = wrong.where if wrong is not None else ""
    return [Cell(name, str(typed.get(name, "")), name == where) for name in names]
