"""The rules: which are in force and how often they raised; one rule with its versions; the administrator's next one.

Before a version is entered the page says what it would have raised in the last thirty days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.alerts.evaluation import Episode
from qingtian.alerts.rule import MEDIA, RANK, SEVERITIES, Rule
from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.alerts.actions.enter_rule import checked, enter_rule
from qingtian.apps.alerts.queries import raised_lately
from qingtian.apps.alerts.registry import SOURCES
from qingtian.apps.alerts.rules import all_rules, rules_on
from qingtian.apps.alerts.watching import Watched, would_have_raised
from qingtian.apps.alerts.words import condition, peak
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.access import PAGES
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.monitoring.alerts.boxes import fields_of
from qingtian.web.desk.monitoring.alerts.form import BOXES, content_of, typed, values_of
from qingtian.web.desk.monitoring.alerts.words import NAV
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.templatetags.words import say

DAYS = 30
SHOWN = 20
ENTERED = Text(
    "录入告警规则“{rule}”第 {version} 版，从 {day} 起", "entered version {version} of alert rule “{rule}”, from {day}"
)
SAVED = Text("已录入第 {version} 版，{day} 起用。", "Version {version} entered, in force from {day}.")


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One rule as it is shown. ``raised`` and ``wrong`` count its episodes of the last thirty days."""

    rule: Rule
    medium: Text
    severity: Text
    condition: Text
    raised: int = 0
    wrong: int = 0
    fed: bool = True


@dataclass(frozen=True, slots=True)
class Preview:
    """What a version would have raised. ``rows`` the latest: who, from when, until when, the loudest value."""

    count: int
    rows: list[tuple[Text, Episode, str]]


@officer
@require_safe
def rules(request: DeskRequest) -> HttpResponse:
    """Every rule in force, the gravest first."""
    lately = raised_lately(request.now, DAYS)
    rows = [_row(rule, *lately.get(rule.id, (0, 0))) for rule in rules_on(request.as_of)]
    rows.sort(key=lambda row: (-RANK[row.rule.severity], row.rule.medium, row.rule.id))
    context = {"rows": rows, "may_enter": _may_enter(request), "days": DAYS, "nav_current": NAV}
    return render(request, "desk/monitoring/alerts/rules.html", context)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def one_rule(request: DeskRequest, rule: str) -> HttpResponse:
    """One rule: every version, and the form. POST is the administrator's alone (403)."""
    if request.method == "POST" and not _may_enter(request):
        raise PermissionDenied
    versions = sorted((one for one in all_rules() if one.id == rule), key=lambda one: -one.version)
    if not versions:
        raise Http404
    return _page(request, rule, versions)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
def new_rule(request: DeskRequest) -> HttpResponse:
    """A rule of the office's own; the administrator's alone (403)."""
    if not _may_enter(request):
        raise PermissionDenied
    return _page(request, "", [])


def _page(request: DeskRequest, id_: str, versions: list[Rule]) -> HttpResponse:
    latest = versions[0] if versions else None
    values = typed(request.POST) if request.method == "POST" else values_of(latest, request.as_of)
    fields, wrong, preview = fields_of(values, new=not versions), None, None
    if request.method == "POST":
        wanted = id_ or values.get("id", "")
        try:
            if "enter" in request.POST:
                return _enter(request, wanted, content_of(values, latest))
            preview = _preview(checked(wanted, content_of(values, latest), request.as_of), request)
        except QingtianError as refused:
            fields, wrong = _marked(fields, refused), refused
    context = {
        "versions": [_row(one) for one in versions],
        "row": _row(latest) if latest else None,
        "fields": fields,
        "wrong": wrong,
        "preview": preview,
        "may_enter": _may_enter(request),
        "days": DAYS,
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/alerts/rule.html", context, status=422 if wrong else 200)


def _enter(request: DeskRequest, id_: str, content: Mapping[str, Any]) -> HttpResponse:
    row = enter_rule(id_, content, by=request.post.code, on=request.as_of, at=request.now)
    what = ENTERED.format(rule=row.rule, version=row.version, day=row.valid_from.isoformat())
    note(Kind.ADMINISTERED, at=request.now, by=doer(request), what=what)
    messages.success(request, say(SAVED.format(version=row.version, day=row.valid_from.isoformat())))
    return redirect("desk:alert_rule", row.rule)


def _preview(rule: Rule, request: DeskRequest) -> Preview | None:
    watched = would_have_raised(rule, request.now, DAYS)
    if watched is None:
        return None
    latest = sorted(watched.episodes, key=lambda one: one.raised, reverse=True)[:SHOWN]
    return Preview(len(watched.episodes), [(_names(watched, one), one, peak(watched, one)) for one in latest])


def _names(watched: Watched, episode: Episode) -> Text:
    names = [watched.subjects[code].name for code in episode.subjects]
    return Text("、".join(one.zh for one in names), ", ".join(one.en for one in names))


def _row(rule: Rule, raised: int = 0, wrong: int = 0) -> RuleRow:
    medium, severity = MEDIA[rule.medium], SEVERITIES[rule.severity]
    return RuleRow(rule, medium, severity, condition(rule), raised, wrong, rule.medium in SOURCES)


def _may_enter(request: DeskRequest) -> bool:
    return bool(PAGES["desk:alert_rule"].acting & request.actor.roles)


def _marked(fields: list[FieldView], refused: QingtianError) -> list[FieldView]:
    """The error at its box; a part names the box of its own name, or the first of its boxes."""
    where = refused.where
    box = BOXES.get(where) or BOXES.get(where.split(".")[0]) or where
    return [replace(one, error=refused.message) if one.name == box else one for one in fields]
