"""What an officer enters about outlets: a new one, a limit, an instrument, a mark the unit declared or took back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.monitors.actions.declare_mark import declare_mark, withdraw_mark
from qingtian.apps.monitors.actions.enter_instrument import enter_instrument
from qingtian.apps.monitors.actions.enter_limit import enter_limit
from qingtian.apps.monitors.actions.enter_outlet import enter_outlet
from qingtian.apps.monitors.models import OperationMark, Outlet
from qingtian.apps.monitors.policy import KEEPS, may_keep
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.outlets.entry_fields import fields_of
from qingtian.web.desk.monitoring.outlets.words import NAV, every_outlet
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

SAVED, TAKEN_BACK = Text("已录入", "Entered"), Text("已撤回", "Taken back")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that is entered about an outlet: its title, what is noted in the log, and the action."""

    title: Text
    noted: Text
    keep: Callable[[DeskRequest, Outlet, Mapping[str, str]], Any]


def _mark(request: DeskRequest, outlet: Outlet, typed: Mapping[str, str]) -> OperationMark:
    return declare_mark(outlet, typed, post=request.post.code, now=request.now)


NEW = Text("登记排放口", "Enter an outlet")
ENTRIES: Mapping[str, Entry] = {
    "limit": Entry(
        Text("登记许可限值", "Enter a permit limit"),
        Text("登记排放口 {number} 的许可限值", "entered a permit limit of outlet {number}"),
        lambda request, outlet, typed: enter_limit(outlet, typed),
    ),
    "instrument": Entry(
        Text("登记监测仪器", "Enter an instrument"),
        Text("登记排放口 {number} 的监测仪器", "entered an instrument of outlet {number}"),
        lambda request, outlet, typed: enter_instrument(outlet, typed),
    ),
    "mark": Entry(
        Text("录入企业申报的标记", "Enter a mark the unit declared"),
        Text("录入排放口 {number} 的工况标记", "entered an operation mark of outlet {number}"),
        _mark,
    ),
}
NOTED_NEW = Text("登记排放口 {number}", "entered outlet {number}")
NOTED_BACK = Text("撤回排放口 {number} 的工况标记", "took back an operation mark of outlet {number}")


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(KEEPS)
def new_outlet(request: DeskRequest) -> HttpResponse:
    """The form; POST enters the outlet, watched by the officer's organ, and leads to its page."""
    refused = None
    if request.method == "POST":
        try:
            kept = enter_outlet(request.POST, str(request.actor.organ))
        except Refused as error:
            refused = error
        else:
            return _done(request, kept, NOTED_NEW)
    return _form(request, "outlet", NEW, None, refused)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(KEEPS)
def enter(request: DeskRequest, number: str, what: str) -> HttpResponse:
    """``what`` of ``ENTRIES``; only for outlets one's own organ or one below it watches (403)."""
    outlet = every_outlet().filter(number=number).first()
    if outlet is None or what not in ENTRIES:
        raise Http404
    if not may_keep(request.actor, outlet):
        return render(request, "desk/enforcement/not_yours.html", status=403)
    entry, refused = ENTRIES[what], None
    if request.method == "POST":
        try:
            entry.keep(request, outlet, request.POST)
        except Refused as error:
            refused = error
        else:
            return _done(request, outlet, entry.noted)
    return _form(request, what, entry.title, outlet, refused)


@officer
@require_POST
@only(KEEPS)
def withdraw(request: DeskRequest, number: str, mark: int) -> HttpResponse:
    """Take a mark back with a reason; the hours count again."""
    found = get_object_or_404(OperationMark.objects.select_related("outlet__organ"), pk=mark, outlet__number=number)
    if not may_keep(request.actor, found.outlet):
        return render(request, "desk/enforcement/not_yours.html", status=403)
    try:
        withdraw_mark(found, request.POST.get("why", ""), now=request.now)
    except Refused as refused:
        messages.error(request, say(refused.message))
        return redirect("desk:outlet", number)
    return _done(request, found.outlet, NOTED_BACK, TAKEN_BACK)


def _done(request: DeskRequest, outlet: Outlet, noted: Text, said: Text = SAVED) -> HttpResponse:
    note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=noted.format(number=outlet.number))
    messages.success(request, say(said))
    return redirect("desk:outlet", outlet.number)


def _form(request: DeskRequest, what: str, title: Text, outlet: Outlet | None, refused: Refused | None) -> HttpResponse:
    typed = request.POST if request.method == "POST" else {}
    context = {
        "title": title,
        "outlet": outlet,
        "fields": fields_of(what, typed, refused, request.as_of),
        "refused": refused,
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/outlets/entry.html", context, status=422 if refused else 200)
