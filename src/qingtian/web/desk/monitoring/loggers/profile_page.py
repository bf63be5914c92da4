"""The profile of a logger: registered anew, also out of the quarantine, or changed. Frames are read again under it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.monitors.actions.register_logger import register_logger
from qingtian.apps.monitors.models import DataLogger
from qingtian.apps.people.models import Organ
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.loggers.words import NAV, READING
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

SAVED = Text(
    "已保存，几秒后生效；以前的报文按它重新入库。", "Saved; in force in seconds. Earlier frames are settled again."
)
NOTED = Text("保存数采仪档案 {mn}", "saved the profile of logger {mn}")
NEW, CHANGE = Text("登记数采仪", "Register a data logger"), Text("数采仪档案", "Profile of a data logger")
POLICIES = [
    Choice("strict", Text("只收标准校验", "The standard’s CRC only")),
    Choice("modbus", Text("也收 MODBUS 校验", "MODBUS CRC too")),
    Choice("modbus_swapped", Text("也收字节颠倒的 MODBUS 校验", "MODBUS CRC with swapped bytes too")),
]
EDITIONS = [
    Choice(code, Text(label, label))
    for code, label in (("2017", "HJ 212-2017"), ("2025", "HJ 212-2025"), ("2005", "HJ/T 212-2005"))
]
ANYWHERE = "administrator"
CITY_AND_ABOVE = frozenset({Organ.Level.CITY, Organ.Level.PROVINCIAL, Organ.Level.CENTRAL})
CHARSETS = [Choice("utf-8", Text("UTF-8", "UTF-8")), Choice("gbk", Text("GBK", "GBK"))]


@sensitive_post_parameters("key")
@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(READING)
def new_logger(request: DeskRequest) -> HttpResponse:
    """The form; ``?mn=`` fills in a device of the quarantine. POST registers it under the officer's organ."""
    typed = request.POST if request.method == "POST" else {"mn": request.GET.get("mn", "")[:40], "active": "on"}
    return _form(request, NEW, typed, None)


@sensitive_post_parameters("key")
@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(READING)
def profile(request: DeskRequest, mn: str) -> HttpResponse:
    """Change a profile; the key is never shown, an empty one leaves it as it is."""
    held = DataLogger.objects.select_related("outlet", "organ").filter(mn=mn).first()
    if held is None:
        raise Http404
    if not may_keep(request, held):
        return render(request, "desk/enforcement/not_yours.html", status=403)
    typed = request.POST if request.method == "POST" else _held(held)
    return _form(request, CHANGE, typed, held)


def may_keep(request: DeskRequest, logger: DataLogger) -> bool:
    """An analyst of a county keeps the profiles of loggers under the own organ or one below it."""
    return keeps_all(request) or request.actor.organ in logger.organ.path.split("/")


def keeps_all(request: DeskRequest) -> bool:
    """An administrator, or an analyst of the city, such as of its monitoring centre, keeps every profile."""
    return ANYWHERE in request.actor.roles or request.post.organ.level in CITY_AND_ABOVE


def _form(request: DeskRequest, title: Text, typed: Mapping[str, str], held: DataLogger | None) -> HttpResponse:
    wrong = None
    if request.method == "POST":
        try:
            organ = held.organ if held else Organ.objects.get(code=str(request.actor.organ))
            kept = register_logger(request.POST, organ, held, anywhere=keeps_all(request))
        except QingtianError as refused:
            wrong = refused
        else:
            note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=NOTED.format(mn=kept.mn))
            messages.success(request, say(SAVED))
            return redirect("desk:logger", kept.mn)
    context = {
        "title": title,
        "held": held,
        "fields": _fields(typed, held, wrong),
        "wrong": wrong,
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/loggers/profile.html", context, status=422 if wrong else 200)


def _held(logger: DataLogger) -> dict[str, str]:
    return {
        "name": logger.name,
        "edition": logger.edition,
        "crc_policy": logger.crc_policy,
        "charset": logger.charset,
        "outlet": logger.outlet.number if logger.outlet else "",
        "rhythm_minutes": str(logger.rhythm_minutes),
        "expected": ",".join(logger.expected),
        "units": "\n".join(f"{code} {unit}" for code, unit in logger.units.items()),
        "active": "on" if logger.active else "",
    }


def _fields(typed: Mapping[str, str], held: DataLogger | None, wrong: QingtianError | None) -> list[FieldView]:
    asked = [] if held else [FieldView("mn", Text("设备编码 MN", "Device code (MN)"), maxlength=40, width="medium")]
    asked += [
        FieldView("name", Text("名称", "Name"), maxlength=120),
        FieldView("outlet", OUTLET, required=False, maxlength=40, width="medium", hint=OUTLET_HINT),
        FieldView("edition", Text("标准版本", "Edition"), "select", choices=EDITIONS),
        FieldView("crc_policy", Text("校验策略", "CRC policy"), "select", choices=POLICIES),
        FieldView("charset", Text("字符集", "Character set"), "select", choices=CHARSETS),
        FieldView("rhythm_minutes", RHYTHM, inputmode="numeric", value="60", width="short"),
        FieldView("expected", Text("应报因子", "Factors owed"), required=False, hint=CODES, maxlength=400),
        FieldView("units", Text("单位", "Units"), "textarea", required=False, rows=6, hint=UNITS),
        FieldView("key", KEY, "password", required=False, hint=KEY_HINT, maxlength=32, autocomplete="new-password"),
        FieldView("active", Text("启用", "In use"), "checkbox", required=False),
    ]
    return [
        replace(
            view,
            value="" if view.name == "key" else typed.get(view.name, view.value)[:4000],
            error=wrong.message if wrong and wrong.where == view.name else "",
        )
        for view in asked
    ]


OUTLET = Text("排放口编号", "Number of the outlet")
OUTLET_HINT = Text("先不填也能收报文，值等着；填了就入库。", "Without one frames are taken and values wait for it.")
RHYTHM = Text("上报间隔（分钟）", "Rhythm (minutes)")
CODES = Text(
    "因子编码，用逗号隔开。缺数按它算，补数按它要。",
    "Codes parted by commas: gaps are told and history is asked by them.",
)
UNITS = Text(
    "每行一个：编码、空格、单位，如 a34004 µg/m³。报文里没有单位；标准给颗粒物的默认单位是 ng/m³，多半不对。",
    "One a line: code, blank, unit, such as a34004 µg/m³. Frames carry no unit; the default ng/m³ is mostly wrong.",
)
KEY = Text("SM4 密钥（2025 版）", "SM4 key (edition 2025)")
KEY_HINT = Text(
    "32 个十六进制数字；封存，不再显示；空着不变。", "32 hexadecimal digits; sealed, never shown; empty leaves it."
)
