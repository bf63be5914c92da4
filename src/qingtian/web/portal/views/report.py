"""Reporting, one question a page: what, where, when, photos, who. Works without a script; nothing is lost on reload."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from qingtian.apps.publishing.gate import gate_on
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.portal import answers, places
from qingtian.web.portal.drafts import COOKIE, Draft
from qingtian.web.portal.kinds import KINDS
from qingtian.web.portal.private import private
from qingtian.web.portal.rate import spend
from qingtian.web.portal.sentences import in_full
from qingtian.web.portal.settled import LONGEST_PLACE, LONGEST_REPORT, LONGEST_WHEN, NEAR_DAYS
from qingtian.web.public.places import nearby_shown

STEPS = ("what", "where", "when", "photos", "who")


@dataclass(frozen=True, slots=True)
class Step:
    """One page: how its answers are read, and what its template needs."""

    name: str
    read: Callable[[Any], answers.Answers]
    context: Callable[[dict[str, Any], dict[str, Text], HttpRequest], dict[str, Any]]


def frame(draft: Draft, name: str) -> dict[str, Any]:
    """What every step shows: its number, the way back, when the draft was last kept."""
    place = STEPS.index(name)
    return {
        "step": place + 1,
        "total": len(STEPS),
        "back": f"portal:report_{STEPS[place - 1]}" if place else "portal:home",
        "saved_at": draft.row.changed_at if draft.row else None,
        "draft": draft.values,
    }


def out_of_order(draft: Draft, name: str) -> HttpResponse | None:
    """Where to go instead: to the receipt when it was sent, to the first question when nothing was said yet."""
    if draft.sent:
        return redirect("portal:received")
    if name != "what" and not draft.values.get("report"):
        return redirect("portal:report_what")
    return None


def _answer(request: HttpRequest, step: Step) -> HttpResponse:
    draft = Draft.of(request, request.now)
    if elsewhere := out_of_order(draft, step.name):
        return elsewhere
    if request.method != "POST":
        return _page(request, draft, step, answers.Answers(draft.values, {}))
    read = step.read(request.POST)
    try:
        spend("draft", request)
    except Refused as refused:
        return _page(request, draft, step, read, in_full(refused))
    draft.keep(request.now, **read.values)
    if read.errors:
        return _page(request, draft, step, read)
    return draft.give_cookie(redirect(f"portal:report_{STEPS[STEPS.index(step.name) + 1]}"))


def _page(
    request: HttpRequest, draft: Draft, step: Step, read: answers.Answers, too_often: Text | None = None
) -> HttpResponse:
    """The question, with what was answered; ``too_often`` says why it was not kept this time."""
    context = frame(draft, step.name) | step.context(read.values, read.errors, request)
    context["errors"] = [(f"id_{name}", words) for name, words in read.errors.items()]
    context["too_often"] = too_often
    status = 429 if too_often else 422 if read.errors else 200
    response = render(request, f"portal/report/{step.name}.html", context, status=status)
    return draft.give_cookie(response) if draft.row else response


def _what(values: dict[str, Any], errors: dict[str, Text], request: HttpRequest) -> dict[str, Any]:
    chosen = set(values.get("kinds", ()))
    return {
        "tiles": [(kind, kind.code in chosen) for kind in KINDS],
        "report": FieldView(
            "report",
            Text("说说看到、闻到或听到什么", "Tell us what you saw, smelt or heard"),
            "textarea",
            hint=Text(
                "像平常说话一样写。不要写您自己的姓名、电话。",
                "Write as you would say it. Leave out your own name and number.",
            ),
            value=values.get("report", ""),
            error=errors.get("report", ""),
            rows=5,
            maxlength=LONGEST_REPORT,
        ),
    }


def _where(values: dict[str, Any], errors: dict[str, Text], request: HttpRequest) -> dict[str, Any]:
    areas = [Choice(area.code, Text(area.name_zh, area.name_en or area.name_zh)) for area in places.choices()]
    unsaid = Choice("", Text("不选", "Not chosen"))
    return {
        "drawn": gate_on(request.as_of).closed("outline") is None and places.are_drawn(),
        "latitude": values.get("lat", ""),
        "longitude": values.get("lon", ""),
        "near": _near_the_pin(values, request),
        "near_days": NEAR_DAYS,
        "place": FieldView(
            "place",
            Text("用话说", "In words"),
            "textarea",
            hint=Text("当地人认得的名字、门牌、走法都行", "A name people know, a number, or how to get there"),
            value=values.get("place", ""),
            error=errors.get("place", ""),
            required=False,
            rows=2,
            maxlength=LONGEST_PLACE,
        ),
        "area": FieldView(
            "area",
            Text("在哪个区县", "District or county"),
            "select",
            value=values.get("area", ""),
            choices=[unsaid, *areas],
            required=False,
        ),
    }


def _near_the_pin(values: dict[str, Any], request: HttpRequest) -> int:
    """Reports near the pin; the kinds were said one step before."""
    if not values.get("lon"):
        return 0
    kinds = Draft.of(request, request.now).values.get("kinds", ())
    pin = Decimal(values["lon"]), Decimal(values["lat"])
    return int(nearby_shown(gate_on(request.as_of), *pin, kinds, request.as_of).get("count", 0))


def _when(values: dict[str, Any], errors: dict[str, Text], request: HttpRequest) -> dict[str, Any]:
    return {
        "when": FieldView(
            "when",
            Text("选一个", "Choose one"),
            "radio",
            value=values.get("when", ""),
            error=errors.get("when", ""),
            choices=[Choice(code, words) for code, words in answers.WHENS.items()],
        ),
        "when_words": FieldView(
            "when_words",
            Text("几点、多久一次", "What time, how often"),
            hint=Text("如：夜里十点以后，隔一天一次", "For example: after ten at night, every other day"),
            value=values.get("when_words", ""),
            error=errors.get("when_words", ""),
            required=False,
            maxlength=LONGEST_WHEN,
        ),
    }


WHAT = Step("what", answers.what, _what)
WHERE = Step("where", answers.where, _where)
WHEN = Step("when", answers.when, _when)


@require_GET
@private
def begin(request: HttpRequest) -> HttpResponse:
    """The door: goes on with a draft, or begins anew after one was sent."""
    response = redirect("portal:report_what")
    if Draft.of(request, request.now).sent:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@private
def what(request: HttpRequest) -> HttpResponse:
    """Step 1: what kind of pollution, in the resident's words."""
    return _answer(request, WHAT)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def where(request: HttpRequest) -> HttpResponse:
    """Step 2: a pin or words; how many others reported the same nearby."""
    return _answer(request, WHERE)


@require_http_methods(["GET", "HEAD", "POST"])
@private
def when(request: HttpRequest) -> HttpResponse:
    """Step 3: when it happened."""
    return _answer(request, WHEN)


@require_POST
@private
def nearby(request: HttpRequest) -> HttpResponse:
    """How many similar reports lie near the posted point: a number. By POST, so that no address holds a place."""
    try:
        spend("nearby", request)
        pin = answers.point(request.POST)
    except (Refused, ValueError):
        pin = None
    if pin is None:
        return JsonResponse({"count": 0})
    kinds = Draft.of(request, request.now).values.get("kinds", ())
    shown = nearby_shown(gate_on(request.as_of), *pin, kinds, request.as_of)
    return JsonResponse({"count": shown.get("count", 0)})
