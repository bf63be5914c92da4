"""One rule that is not sure, changed or verified by the administrator: value, basis, why; the earlier one is kept."""

from __future__ import annotations

from fractions import Fraction
from typing import Any, get_args

import yaml
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.air.standards import held_rules, record_own_rule
from qingtian.errors import DeclarationError, Refused
from qingtian.language import Text
from qingtian.standards.air.rules import Rule, rules_in
from qingtian.standards.air.written import rule_title, value_words
from qingtian.standards.declared import CERTAINTIES, Certainty
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.air.editions_page import ROLE
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

OWN = "other"
BASIS = Text("{instrument}，{clause}；{mark}", "{instrument}, {clause}; {mark}")
CHANGED = Text("改了空气规则 {rule}（{edition}）", "rule of air changed: {rule} ({edition})")
SAVED = Text("已登记。以后的计算按新的规则，已经发布的不变。", "Recorded. What is computed from now on follows it.")
LACKS = {
    "value": Text("选一个，或者写一个值。", "Choose one, or write a value."),
    "instrument": Text("写依据的文件和文号。", "Write the instrument and its number."),
    "clause": Text("写条款；没有条款就写在哪里看到的。", "Write the clause, or where it was seen."),
    "certainty": Text("选核实到什么程度。", "Choose how far it is verified."),
    "why": Text("写为什么改。", "Write why."),
}


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def air_rule(request: DeskRequest, edition: str, rule: str) -> HttpResponse:
    """GET the rule and its form; POST records a change. 404 for an unknown rule and one that is sure; the
    administrator's alone (403)."""
    if ROLE not in request.actor.roles:
        raise PermissionDenied
    found = _found(edition, rule)
    if request.method != "POST":
        return _form(request, edition, rule, found, _as_it_is(found), {})
    typed = {name: request.POST.get(name, "").strip()[:2000] for name in (*LACKS, "written")}
    faults = {name: words for name, words in LACKS.items() if not typed[name]}
    if typed["certainty"] not in get_args(Certainty):
        faults["certainty"] = LACKS["certainty"]
    value = _value(found, typed, faults)
    if faults:
        return _form(request, edition, rule, found, typed, faults)
    basis = {name: typed[name] for name in ("instrument", "clause", "certainty")}
    laid = {"change": {"edition": edition, "rule": rule, "value": value, "basis": basis}}
    try:
        record_own_rule(laid, who=f"{request.person.name_zh} {request.post}", why=typed["why"], at=request.now)
    except (DeclarationError, Refused) as refused:
        return _form(request, edition, rule, found, typed, {"written": refused.message})
    note(
        Kind.ADMINISTERED,
        at=request.now,
        by=doer(request),
        what=CHANGED.format(rule=rule_title(rule, found), edition=edition),
    )
    messages.success(request, say(SAVED))
    return redirect(reverse("desk:air_editions"))


def _found(edition: str, rule: str) -> Rule[Any]:
    held = held_rules()
    of = next((one for one in (*held.evaluation, *held.ranking) if one.id == edition), None)
    found = dict(rules_in(of)).get(rule) if of else None
    if found is None or found.sure:
        raise Http404
    return found


def _as_it_is(rule: Rule[Any]) -> dict[str, str]:
    return {
        "value": "now",
        "written": _yaml(rule.value),
        "instrument": say(rule.basis.instrument),
        "clause": say(rule.basis.clause),
        "certainty": rule.basis.certainty,
        "why": "",
    }


def _value(rule: Rule[Any], typed: dict[str, str], faults: dict[str, Text]) -> Any:
    """The value chosen, as it is written in a file: the one there is, an option, or the one typed as YAML."""
    chosen = typed["value"]
    if chosen == "now":
        return yaml.safe_load(_yaml(rule.value))
    if chosen.isdecimal() and int(chosen) < len(rule.options):
        return yaml.safe_load(_yaml(rule.options[int(chosen)].value))
    if chosen != OWN:
        faults["value"] = LACKS["value"]
        return None
    try:
        return yaml.safe_load(typed["written"])
    except yaml.YAMLError:
        faults["written"] = Text("这样写读不懂；照上面的样子写。", "This cannot be read; write it as shown.")
        return None


def _yaml(value: Any) -> str:
    """A value in one line, as the files write it: ``3/4``, ``{PM10: 1, CO: 1}``."""
    if hasattr(value, "model_dump"):
        value = {name: part for name, part in value.model_dump().items() if part not in ((), 0)}
    return (
        yaml.safe_dump(_plain(value), default_flow_style=True, allow_unicode=True, sort_keys=False, width=10_000)
        .removesuffix("\n...\n")
        .strip()
    )


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, (tuple, list)):
        return [_plain(part) for part in value]
    if isinstance(value, Fraction) and value.denominator == 1:
        return value.numerator
    return value if isinstance(value, (int, str)) else str(value)


def _form(
    request: DeskRequest, edition: str, name: str, rule: Rule[Any], typed: dict[str, str], faults: dict[str, Text]
) -> HttpResponse:
    context = {
        "edition": edition,
        "rule": rule,
        "title": rule_title(name, rule),
        "value_now": value_words(rule),
        "fields": _fields(rule, typed, faults),
        "errors": [(f"id_{field}", words) for field, words in faults.items()],
    }
    return render(request, "desk/air/rule.html", context, status=422 if faults else 200)


def _fields(rule: Rule[Any], typed: dict[str, str], faults: dict[str, Text]) -> list[FieldView]:
    now = Text("不变：{value}", "As it is: {value}").format(value=value_words(rule))
    choices = [Choice("now", now, Text("只补依据或核实程度时选它", "to give a better basis alone"))]
    for number, option in enumerate(rule.options):
        hint = BASIS.format(
            instrument=option.basis.instrument,
            clause=option.basis.clause,
            mark=CERTAINTIES[option.basis.certainty],
        )
        choices.append(Choice(str(number), option.words, hint))
    choices.append(Choice(OWN, Text("别的值，写在下面", "Another value, written below")))
    marks = [Choice(code, words) for code, words in CERTAINTIES.items()]
    return [
        FieldView(
            "value", Text("值", "Value"), "radio", value=typed["value"], choices=choices, error=faults.get("value", "")
        ),
        FieldView(
            "written",
            Text("别的值", "Another value"),
            hint=Text("现在写作：{now}", "Written now as: {now}").format(now=_yaml(rule.value)),
            value=typed["written"],
            required=False,
            error=faults.get("written", ""),
        ),
        *(
            FieldView(name, label, value=typed[name], error=faults.get(name, ""))
            for name, label in (
                ("instrument", Text("依据的文件和文号", "Instrument and number")),
                ("clause", Text("条款", "Clause")),
            )
        ),
        FieldView(
            "certainty",
            Text("核实到什么程度", "How far verified"),
            "select",
            hint=Text(
                "选“已对照原文”以后，这条不能再当开关改，只能加新版本。",
                "Once it is read in the text it is no switch any more: only a new edition supersedes it.",
            ),
            value=typed["certainty"],
            choices=marks,
            error=faults.get("certainty", ""),
        ),
        FieldView("why", Text("为什么改", "Why"), "textarea", value=typed["why"], error=faults.get("why", "")),
    ]
