"""Quarterly consultations by quarter: every place with its conclusion, alarms where there is none, convening."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from qingtian.apps.air_consultations.actions.convene import convene
from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.apps.air_consultations.queries import (
    PlaceQuarter,
    alarm_day,
    consultations_of,
    quarters_back,
    without_consultation,
)
from qingtian.apps.installation.kind import DEMONSTRATION
from qingtian.apps.installation.kind import kind as kind_of_installation
from qingtian.apps.proceedings.policy import visible
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures import load_procedures
from qingtian.standards.periods import period, quarter_of
from qingtian.web.access import PAGES
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

NAV = "desk:foresight"
CONCLUSIONS = {
    "improving": Text("好转", "Improving"),
    "as_planned": Text("符合进度", "As planned"),
    "slow": Text("进度慢", "Slow"),
    "reversed": Text("反弹", "Reversed"),
    "not_judged": Text("数据不够，不下结论", "Not judged"),
}
EFFECTS = {
    "improved": Text("好转", "Improved"),
    "not_improved": Text("没有好转", "Not improved"),
    "uncertain": Text("分不清", "Cannot be told"),
}
CONVENED = Text("已召集 {number}，资料在后台制作。", "{number} convened; its pack is being made in the background.")


@dataclass(frozen=True, slots=True)
class Row:
    """A place of the quarter. ``seen``: the reader may open the matter."""

    of: PlaceQuarter
    state: Text | None
    conclusion: Text | None
    effect: Text | None
    seen: bool


@officer
@require_safe
def consultations(request: DeskRequest) -> HttpResponse:
    """``?quarter=2026-Q3``; without it the last quarter that has ended."""
    back = quarters_back(request.as_of)
    now = quarter_of(request.as_of)
    chosen = _chosen(request.GET.get("quarter", ""), back[0].id)
    rows = _rows(request, consultations_of(chosen, request.as_of))
    context = {
        "quarter": chosen,
        "quarters": [now.id, *(one.id for one in back)],
        "rows": rows,
        "held": sum(bool(row.conclusion) for row in rows),
        "alarm_day": alarm_day(period(chosen)),
        "alarms": sorted(Counter(one.quarter.id for one in without_consultation(request.as_of)).items()),
        "may_convene": may_convene(request),
        "nav_current": NAV,
    }
    return render(request, "desk/foresight/consultations/list.html", context)


def _chosen(text: str, otherwise: str) -> str:
    try:
        found = period(text)
    except QingtianError:
        return otherwise
    return found.id if found.kind == "quarter" else otherwise


def may_convene(request: DeskRequest) -> bool:
    """Whether the reader's post may call one."""
    return bool(PAGES["desk:convene_air_consultation"].roles & request.actor.roles)


def _rows(request: DeskRequest, found: list[PlaceQuarter]) -> list[Row]:
    held = [one.consultation.proceeding_id for one in found if one.consultation]
    seen = set(visible(request.actor).filter(pk__in=held).values_list("pk", flat=True))
    return [_row(one, one.consultation, seen) for one in found]


def _row(of: PlaceQuarter, one: AirConsultation | None, seen: set[int]) -> Row:
    if one is None:
        return Row(of, None, None, None, seen=False)
    matter = one.proceeding
    procedure = load_procedures().edition(matter.procedure, matter.edition)
    conclusion, effect = CONCLUSIONS.get(one.conclusion), EFFECTS.get(one.effect)
    return Row(of, procedure.states[matter.state].title, conclusion, effect, matter.pk in seen)


@officer
@require_POST
def convene_one(request: DeskRequest) -> HttpResponse:
    """``place`` and ``quarter``: opens the matter; the worker makes its pack. 403 for a post that may not."""
    if not may_convene(request):
        return render(request, "desk/foresight/consultations/not_yours.html", {"nav_current": NAV}, status=403)
    place, quarter = request.POST.get("place", ""), request.POST.get("quarter", "")
    try:
        opened = convene(
            place, quarter, by=request.actor, on=request.as_of, now=request.now,
            once=request.POST.get("once", "")[:64] or None, generated=kind_of_installation() == DEMONSTRATION,
        )  # fmt: skip
    except QingtianError as refused:
        messages.error(request, say(refused.message))
        return redirect("desk:air_consultations")
    messages.success(request, say(CONVENED.format(number=opened.number)))
    return redirect("desk:air_consultation", opened.number)
