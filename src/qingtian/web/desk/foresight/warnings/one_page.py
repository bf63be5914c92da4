"""One warning: its steps in time, forecast against measured, and what every unit did, which is noted here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.air_warnings.evaluation import STEPS, computed, reached_words
from qingtian.apps.air_warnings.models import AirWarning, ListedUnit
from qingtian.apps.air_warnings.queries import overdue, seen_by
from qingtian.apps.proceedings.actions.perform import perform
from qingtian.apps.proceedings.queries import possible, procedure_of, projection_of
from qingtian.errors import QingtianError
from qingtian.foresight.warning import SHANGHAI, TIERS
from qingtian.language import Text
from qingtian.procedures.model import Transition
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.foresight.warnings.words import GRADES, KINDS, NAV, RESULTS, as_written, row_of
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PAGE = 100
#: steps of units noted on this page, and what each is called on its button
NOTED: Mapping[str, Text] = {
    "tell": Text("记：已通知", "Note: told"),
    "acknowledge": Text("记：已回执", "Note: acknowledged"),
    "report_done": Text("记：已落实", "Note: carried out"),
    "check_response": Text("记：核查结果", "Note: checked"),
}
SAVED = Text("已记下。", "Noted.")


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def air_warning(request: DeskRequest, number: str) -> HttpResponse:
    """404 where the actor may not see its matter. POST ``act`` with ``unit`` boxes notes one step of those units,
    ``all`` that every unit listed as not told yet was told."""
    found = seen_by(request.actor).filter(proceeding__number=number).first()
    if found is None:
        raise Http404
    wrong: QingtianError | None = None
    if request.method == "POST":
        try:
            _noted(request, found)
            messages.success(request, say(SAVED))
            return redirect("desk:air_warning", number)
        except QingtianError as refused:
            wrong = refused
    return render(
        request, "desk/foresight/warnings/one.html", _context(request, found, wrong), status=422 if wrong else 200
    )


def _noted(request: DeskRequest, warning: AirWarning) -> None:
    act = request.POST.get("act", "")
    if act not in NOTED:
        raise Http404
    boxes = [one for one in request.POST.getlist("unit") if one.isdecimal()]
    if act == "tell" and request.POST.get("all"):
        boxes = [str(unit.pk) for unit, *_ in _to_tell(warning, request.as_of)]
    names = ("at", "channel", "done", "result", "findings")
    fields = {name: value for name in names if (value := request.POST.get(name, "").replace("T", " "))}
    declared = {field.name for field in _transition(warning, act).fields}
    perform(
        warning.proceeding, act, by=request.actor, on=request.as_of, now=request.now,
        fields={"units": ",".join(boxes)} | {name: value for name, value in fields.items() if name in declared},
        expected_seq=int(seq) if (seq := request.POST.get("seq", "")).isdecimal() else 0,
    )  # fmt: skip


def _transition(warning: AirWarning, act: str) -> Transition:
    found = procedure_of(warning.proceeding).named(act)
    assert found is not None
    return found


def _context(request: DeskRequest, warning: AirWarning, wrong: QingtianError | None) -> dict[str, Any]:
    matter, facts = warning.proceeding, projection_of(warning.proceeding).facts
    mine = {each.transition.act for each in possible(matter, request.actor, request.as_of) if each.for_actor}
    acts = [(act, title) for act, title in NOTED.items() if act in mine]
    told = warning.responses.select_related("unit__area")
    page = Paginator(told, PAGE).get_page(request.GET.get("page"))
    late = set(overdue(warning, request.now).values_list("pk", flat=True))
    evaluation = computed(warning)
    to_tell = _to_tell(warning, request.as_of) if "tell" in mine else []
    return {
        "row": row_of(warning),
        "warning": warning,
        "matter": matter,
        "facts": facts,
        "outlook": facts.get("outlook", "") if matter.ended_on is None else "",
        "steps": [(title, dict(evaluation.steps).get(act)) for act, title in STEPS.items()],
        "changes": [(TIERS[one["tier"]], one["at"]) for one in warning.changes],
        "days": evaluation.days,
        "reached": reached_words(evaluation.reached),
        "frozen": warning.evaluation is not None,
        "shares": evaluation.shares,
        "page": page,
        "responses": [
            (one, KINDS[one.unit.kind], GRADES[one.unit.grade], RESULTS.get(one.result), one.pk in late)
            for one in page.object_list
        ],
        "late": len(late),
        "to_tell": to_tell,
        "acts": acts,
        "step_acts": [act for act in acts if act[0] != "tell"],
        "fields": _fields(request),
        "wrong": wrong,
        "nav_current": NAV,
    }  # fmt: skip


def _to_tell(warning: AirWarning, on: date) -> list[tuple[ListedUnit, Text, Text, str]]:
    """Units of whom the tier asks something and who were not told of it yet; the first hundred."""
    told = warning.responses.filter(tier=warning.tier).values("unit")
    units = ListedUnit.objects.on(on).asked(warning.tier).exclude(pk__in=told).select_related("area")[:PAGE]
    return [(unit, KINDS[unit.kind], GRADES[unit.grade], unit.measures(warning.tier)) for unit in units]


def _fields(request: DeskRequest) -> dict[str, FieldView]:
    def typed(name: str, otherwise: str = "") -> str:
        return request.POST.get(name, otherwise)

    def one(name: str, words: Text, otherwise: str = "", **more: Any) -> FieldView:
        return FieldView(name, words, value=typed(name, otherwise), **more)

    now = as_written(request.now.astimezone(SHANGHAI))
    choices = [Choice("", Text("— 核查时选 —", "— when checked —"))]
    choices += [Choice(code, words) for code, words in RESULTS.items()]
    hint = Text("写成 2026-01-06 18:00", "Write 2026-01-06 18:00")
    done, seen = Text("做了什么（记落实时填）", "What was done"), Text("看到什么（记核查时填）", "What the check found")
    result = FieldView(
        "result",
        Text("核查结果", "Result of the check"),
        "select",
        value=typed("result"),
        choices=choices,
        required=False,
    )
    return {
        "at": one("at", Text("几时", "When"), now, width="medium", hint=hint),
        "channel": one("channel", Text("怎么通知的", "By which channel"), maxlength=80),
        "done": one("done", done, required=False),
        "result": result,
        "findings": one("findings", seen, required=False),
    }
