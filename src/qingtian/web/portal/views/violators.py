"""The list of violators for everybody: to search, take away, subscribe to; what was taken down, with the reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import Shown, gate_on
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.portal.settled import ON_A_PAGE
from qingtian.web.portal.taking_away import Column, FeedEntry, feed, field, taken_away
from qingtian.web.public.violators import (
    LIST_KINDS,
    Asked,
    all_violators_shown,
    terms_shown,
    violators_shown,
    violators_taken_down_shown,
)
from qingtian.web.templatetags.words import say

TITLE = Text("违法者名单", "Public list of violators")
LEVELS = {"minor": Text("轻微", "Minor"), "ordinary": Text("一般", "Ordinary"), "serious": Text("严重", "Serious")}
ANY = Text("不限", "Any")
#: as much of a search as is read
LONGEST = 60
COLUMNS: tuple[Column, ...] = (
    field("number", Text("编号", "Number")),
    field("name", Text("名称", "Name")),
    field("code", Text("统一社会信用代码", "Credit code")),
    field("what", Text("违法事实", "What was done")),
    field("level", Text("失信程度", "Level")),
    field("list_kind", Text("名单", "List")),
    field("legal_basis", Text("法定依据", "Legal basis")),
    field("decision_number", Text("决定文号", "Decision")),
    field("decided_on", Text("决定日期", "Decided on")),
    field("office", Text("决定单位", "Organ")),
    field("first_day", Text("公示自", "Shown from")),
    field("last_day", Text("公示至", "Shown until")),
    field("status", Text("状态", "Status")),
)


def _asked(request: HttpRequest) -> Asked:
    level, kind = request.GET.get("level", ""), request.GET.get("list", "")
    words = request.GET.get("q", "")[:LONGEST]
    return Asked(words, level if level in LEVELS else "", kind if kind in LIST_KINDS else "")


@require_safe
def violators(request: HttpRequest) -> HttpResponse:
    """The entries of today; ``?q=``, ``?level=``, ``?list=`` narrow them."""
    gate, asked = gate_on(request.as_of), _asked(request)
    shown = violators_shown(gate, asked, request.as_of, request.GET.get("page"), ON_A_PAGE)
    context = {
        "withheld": shown.shut.reason if shown.shut is not None else None,
        "rows": shown.rows,
        "page": shown.page,
        "narrowed": bool(asked.words or asked.level or asked.list_kind),
        "fields": _fields(asked),
        "query": request.GET.urlencode(),
        "gone": violators_taken_down_shown(gate, request.as_of),
        "terms": terms_shown(gate, request.as_of).get("terms", []),
    }
    return render(request, "portal/violators.html", context)


def _fields(asked: Asked) -> list[FieldView]:
    levels = (Choice("", ANY), *(Choice(code, words) for code, words in LEVELS.items()))
    kinds = (Choice("", ANY), *(Choice(code, words) for code, words in LIST_KINDS.items()))
    return [
        FieldView("q", Text("名称、文号、事实", "Name, number or words"), "text", value=asked.words, required=False),
        FieldView("level", Text("失信程度", "Level"), "select", value=asked.level, choices=levels, required=False),
        FieldView(
            "list", Text("哪个名单", "Which list"), "select", value=asked.list_kind, choices=kinds, required=False
        ),
    ]


@require_safe
def violators_file(request: HttpRequest, kind: str) -> HttpResponse:
    """The entries of today as CSV, XLSX or JSON, narrowed as the page was."""
    rows = all_violators_shown(gate_on(request.as_of), _asked(request), request.as_of)
    return taken_away(kind, "violators", COLUMNS, rows, request.as_of)


@require_safe
def violators_feed(request: HttpRequest) -> HttpResponse:
    """The latest listings, narrowed as the page was; an entry goes from the feed the day it goes from the list."""
    rows = all_violators_shown(gate_on(request.as_of), _asked(request), request.as_of)
    return feed(request, TITLE, reverse("portal:violators"), [_entry(row) for row in rows])


def _entry(row: Shown) -> FeedEntry:
    until: Any = row["last_day"]
    told = Text("{what}。{decision}。公示至 {until}。", "{what}. {decision}. Shown until {until}.")
    words = told.format(what=row["what"], decision=row["decision_number"], until=str(until))
    address = f"{reverse('portal:violators')}#{row['number']}"
    return FeedEntry(address, f"{row['name']} {row['number']}", row["first_day"], str(say(words)))
