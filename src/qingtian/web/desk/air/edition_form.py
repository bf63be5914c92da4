"""A new edition of a rule of air, added by the administrator as a declaration: checked whole before it is kept."""

from __future__ import annotations

from typing import Any, get_args

import yaml
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.air.standards import held_rules, record_own_rule
from qingtian.errors import DeclarationError, Refused
from qingtian.language import Text
from qingtian.standards.air.families import Family
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.air.editions_page import ROLE
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

ADDED = Text("新增空气标准版本 {edition}", "edition of a standard of air added: {edition}")
SAVED = Text("{edition} 已登记，从它的第一天起有效。", "{edition} is recorded and holds from its first day.")
FAMILIES: dict[str, Text] = {
    "limits": Text("浓度限值（GB 3095）", "limits (GB 3095)"),
    "index": Text("空气质量指数（HJ 633）", "index (HJ 633)"),
    "evaluation": Text("评价（HJ 663）", "evaluation (HJ 663)"),
    "ranking": Text("排名和综合指数", "ranking and composite index"),
}
EXAMPLE = """\
id: DB53-2028
title: { zh: 省环境空气质量标准, en: Provincial ambient air quality standard }
first_day: 2028-01-01
basis: { instrument: DB53/T 1-2027, clause: 表 1, certainty: sure }
grade_2: { PM2_5: { year: 28 } }
"""
NO_FAMILY = Text("选是哪一类。", "Choose which it is.")
NO_MAPPING = Text("要写成“名称: 值”的样子。", "Write it as name: value.")
NO_WHY = Text("写为什么加，依据什么文件。", "Write why, and by which instrument.")


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def air_new_edition(request: DeskRequest) -> HttpResponse:
    """GET the form; POST adds an edition, or says what does not hold; the administrator's alone (403)."""
    if ROLE not in request.actor.roles:
        raise PermissionDenied
    typed = {name: request.POST.get(name, "").strip() for name in ("family", "like", "says", "why")}
    if request.method != "POST":
        return _form(
            request, typed | {"family": "limits", "like": held_rules().on(request.as_of).limits.id, "says": EXAMPLE}, {}
        )
    says, faults = _read(typed)
    if faults:
        return _form(request, typed, faults)
    laid = {"edition": {"family": typed["family"], "like": typed["like"] or None, "says": says}}
    try:
        record_own_rule(laid, who=f"{request.person.name_zh} {request.post}", why=typed["why"][:2000], at=request.now)
    except (DeclarationError, Refused) as refused:
        return _form(request, typed, {"says": refused.message})
    edition = str(says.get("id"))
    note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=ADDED.format(edition=edition))
    messages.success(request, say(SAVED.format(edition=edition)))
    return redirect("desk:air_editions")


def _read(typed: dict[str, str]) -> tuple[dict[str, Any], dict[str, Text]]:
    faults: dict[str, Text] = {}
    if typed["family"] not in get_args(Family):
        faults["family"] = NO_FAMILY
    if len(typed["why"]) < 2:
        faults["why"] = NO_WHY
    try:
        says = yaml.safe_load(typed["says"])
    except yaml.YAMLError as error:
        return {}, faults | {"says": Text("读不懂：{why}", "it cannot be read: {why}").format(why=error)}
    if not isinstance(says, dict):
        return {}, faults | {"says": NO_MAPPING}
    return says, faults


def _form(request: DeskRequest, typed: dict[str, str], faults: dict[str, Text]) -> HttpResponse:
    context = {
        "fields": _fields(typed, faults),
        "errors": [(f"id_{field}", words) for field, words in faults.items()],
    }
    return render(request, "desk/air/new_edition.html", context, status=422 if faults else 200)


def _fields(typed: dict[str, str], faults: dict[str, Text]) -> list[FieldView]:
    held = held_rules()
    editions = [*held.limits, *held.index, *held.evaluation, *held.ranking]
    like = [Choice("", Text("— 全部自己写 —", "— everything is written below —"))]
    like += [Choice(one.id, Text(f"{one.id} {one.title.zh}", f"{one.id} {one.title.en}")) for one in editions]
    return [
        FieldView(
            "family",
            Text("哪一类", "Which"),
            "radio",
            value=typed["family"],
            choices=[Choice(code, words) for code, words in FAMILIES.items()],
            error=faults.get("family", ""),
        ),
        FieldView(
            "like",
            Text("没写的部分同", "What is not written is as in"),
            "select",
            value=typed["like"],
            required=False,
            choices=like,
        ),
        FieldView(
            "says",
            Text("它说了什么（YAML）", "What it says (YAML)"),
            "textarea",
            hint=Text(
                "必须有 id、title、第一天和依据；限值的第一天写 first_day，其他三类写在 applies 里。",
                "id, title, first day and basis must be there: first_day for limits, inside applies for the others.",
            ),
            value=typed["says"],
            rows=12,
            error=faults.get("says", ""),
        ),
        FieldView("why", Text("为什么加", "Why"), "textarea", value=typed["why"], error=faults.get("why", "")),
    ]
