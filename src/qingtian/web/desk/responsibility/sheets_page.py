"""What is done and owed of each duty (履责情况): units side by side, then one unit or post. No person is named."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.people.duty_lists import code_of, duties_in_force, in_order
from qingtian.apps.people.models import Duty, Organ, Post
from qingtian.apps.responsibility.queries import Tally, owed_by, tallies
from qingtian.web.desk.responsibility.home import NAV
from qingtian.web.desk.responsibility.lists_page import day_asked
from qingtian.web.desk.seat import DeskRequest, officer


@officer
@require_safe
def duty_sheets(request: DeskRequest) -> HttpResponse:
    """A row a unit, as the organ tree has them: duties in force that day, matters of all its duties."""
    on = day_asked(request)
    counted, now = tallies(request.actor, request.as_of), duties_in_force(on)
    # a new version takes nothing off a unit: what names a duty of an earlier one is still owed
    earlier = Duty.objects.filter(pk__in=counted).exclude(pk__in=[duty.pk for duty in now])
    held: dict[Organ, list[Duty]] = {}
    for duty in sorted([*now, *earlier.select_related("organ", "post", "duty_list")], key=in_order):
        held.setdefault(duty.organ, []).append(duty)
    rows = [
        (organ, sum(duty in now for duty in duties), sum((counted.get(duty.pk, Tally()) for duty in duties), Tally()))
        for organ, duties in held.items()
    ]
    whole = sum((tally for _, _, tally in rows), Tally())
    context = {"rows": rows, "whole": whole, "on": on, "nav_current": NAV}
    return render(request, "desk/responsibility/sheets.html", context)


@officer
@require_safe
def duty_sheet(request: DeskRequest) -> HttpResponse:
    """``?organ=`` and maybe ``?post=``; one's own unit where none is said. 404 for a unit or post there is not."""
    organ = Organ.objects.filter(code=request.GET.get("organ") or request.actor.organ).first()
    if organ is None:
        raise Http404
    posts = list(Post.objects.filter(organ=organ, duties__isnull=False).distinct().order_by("-rank", "code"))
    post = next((one for one in posts if one.code == request.GET.get("post")), None)
    if request.GET.get("post") and post is None:
        raise Http404
    on, counted = day_asked(request), tallies(request.actor, request.as_of)
    held = list(owed_by(organ.code, post.code if post else ""))
    now = {duty.pk for duty in duties_in_force(on)}
    context = {
        "organ": organ,
        "posts": posts,
        "post": post,
        "on": on,
        "rows": _rows([duty for duty in held if duty.pk in now], counted),
        # of versions no longer in force only what still concerns a matter
        "earlier": _rows([duty for duty in held if duty.pk not in now and duty.pk in counted], counted),
        "nav_current": NAV,
    }
    return render(request, "desk/responsibility/sheet.html", context)


def _rows(duties: list[Duty], counted: dict[int, Tally]) -> list[tuple[Duty, str, Tally]]:
    return [(duty, code_of(duty), counted.get(duty.pk, Tally())) for duty in sorted(duties, key=in_order)]
