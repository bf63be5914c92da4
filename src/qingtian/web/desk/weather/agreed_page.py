"""What was agreed (约定): products with their rhythm and who answers, contact points, stations, access and use."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from qingtian.apps.catalogue.data_sets import data_set
from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.weather.actions.agree import add_contact, add_product, end
from qingtian.apps.weather.models import ContactPoint, Product, WeatherStation
from qingtian.apps.weather.models.agreed import SIDES
from qingtian.errors import QingtianError, UnusableInput
from qingtian.gateways.partners.models import Partner
from qingtian.gateways.partners.rights import Right
from qingtian.gateways.weather.push import DATA_SET
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.registering import may_enter, registered
from qingtian.web.desk.seat import DeskRequest, doer, officer

ADDRESS = "desk:weather_agreed"
NAV = "desk:monitoring"
USES = 10
SAVED, STOPPED = Text("已登记。", "Entered."), Text("已停用，留着备查。", "Ended; it stays on record.")
NO_ROW = Text("没有这一条，页面可能旧了。", "There is no such line; the page may be old.")
CHOOSE = Choice("", Text("— 请选 —", "— choose —"))
ADDING: Mapping[str, Callable[..., Any]] = {"contact": add_contact, "product": add_product}
ENDING: Mapping[str, Any] = {"end_contact": ContactPoint, "end_product": Product}


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def agreed(request: DeskRequest) -> HttpResponse:
    """GET for every officer; POST ``do`` = contact, product, end_contact, end_product, by analysts and clerks (403)."""
    wrong = registered(request, ADDRESS, _done)
    if isinstance(wrong, HttpResponse):
        return wrong
    doing = request.POST.get("do", "")
    context = {
        "products": Product.objects.on(request.as_of).select_related("contact"),
        "contacts": ContactPoint.objects.on(request.as_of),
        "stations": WeatherStation.objects.on(request.as_of),
        "contact_fields": _marked(
            _contact_fields(request.POST if doing == "contact" else {}), wrong if doing == "contact" else None
        ),
        "product_fields": _marked(
            _product_fields(request, request.POST if doing == "product" else {}), wrong if doing == "product" else None
        ),
        "doing": doing,
        "wrong": wrong,
        "may_enter": may_enter(request, ADDRESS),
        "partners": _partners(),
        "set": data_set(DATA_SET),
        "uses": UseOfData.objects.filter(data_set=DATA_SET)[:USES],
        "nav_current": NAV,
    }
    return render(request, "desk/weather/agreed.html", context, status=422 if wrong else 200)


def _done(request: DeskRequest) -> Text:
    doing, when = request.POST.get("do", ""), {"by": doer(request), "on": request.as_of, "now": request.now}
    if doing in ADDING:
        ADDING[doing](request.POST.dict(), **when)
        return SAVED
    wanted = request.POST.get("row", "")
    row = ENDING[doing].objects.filter(pk=int(wanted[:9])).first() if doing in ENDING and wanted.isdecimal() else None
    if row is None:
        raise UnusableInput("weather.no_row", NO_ROW)
    end(row, **when)
    return STOPPED


def _partners() -> list[tuple[Partner, list[Right]]]:
    """Systems with a right of this exchange, and which."""
    ours = (Right.WEATHER, Right.AIR_READING)
    active = Partner.objects.filter(ended_at=None)
    return [(one, rights) for one in active if (rights := [right for right in ours if right in one.rights])]


def _sides() -> list[Choice]:
    return [CHOOSE, *(Choice(code, words) for code, words in SIDES.items())]


def _contact_fields(typed: Mapping[str, str]) -> list[FieldView]:
    def one(name: str, zh: str, en: str, **more: Any) -> FieldView:
        return FieldView(name, Text(zh, en), value=typed.get(name, ""), **more)

    return [
        FieldView("side", Text("哪一方", "Side"), "select", value=typed.get("side", ""), choices=_sides()),
        one("organ", "单位", "Office", maxlength=120),
        one("post", "岗位（不写姓名）", "Post (no name)", maxlength=80),
        one("phone", "办公电话", "Office telephone", maxlength=40, width="medium"),
        one("hours", "什么时候找得到", "When it answers", maxlength=80, required=False),
    ]


def _product_fields(request: DeskRequest, typed: Mapping[str, str]) -> list[FieldView]:
    def one(name: str, zh: str, en: str, most: int, **more: Any) -> FieldView:
        return FieldView(name, Text(zh, en), value=typed.get(name, ""), maxlength=most, **more)

    contacts = [
        Choice(str(row.pk), Text(f"{row.organ} {row.post}", f"{row.organ} {row.post}"))
        for row in ContactPoint.objects.on(request.as_of)
    ]
    return [
        FieldView("side", Text("由谁提供", "Given by"), "select", value=typed.get("side", ""), choices=_sides()),
        one("title", "产品", "Product", 120),
        one("how_often", "多久一次", "How often", 80),
        one("due", "什么时候到", "When it is due", 80, required=False),
        one("form", "形式", "Form", 80, required=False),
        FieldView(
            "contact",
            Text("谁答复", "Who answers"),
            "select",
            value=typed.get("contact", ""),
            choices=[CHOOSE, *contacts],
        ),
    ]


def _marked(fields: list[FieldView], wrong: QingtianError | None) -> list[FieldView]:
    """The fields with what is wrong beside the one it concerns."""
    if wrong is None:
        return fields
    return [replace(one, error=wrong.message) if one.name == wrong.where else one for one in fields]
