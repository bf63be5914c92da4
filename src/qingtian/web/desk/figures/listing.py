"""The list behind a number: the matters it counts, in the sight of who asks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Q
from django.db.models.functions import ExtractIsoWeekDay
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.petition_figures.questions import MEASURES, condition
from qingtian.apps.places.models import Area
from qingtian.apps.proceedings.policy import visible
from qingtian.web.design.period_words import period_words
from qingtian.web.desk.figures.choice import Chosen, chosen
from qingtian.web.desk.list_rows import rows_of, with_last_act
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.typed import is_whole, whole

PAGE = 50


@officer
@require_safe
def listed(request: DeskRequest) -> HttpResponse:
    """``?measure=overdue`` with the filters of the page; those outside one's sight are counted and not listed."""
    asked = chosen(request.GET, request.as_of)
    measure = request.GET.get("measure", "")
    measure = measure if measure in MEASURES else "reports"
    rows = asked.asked(request.actor, request.as_of).rows().filter(condition(measure, request.as_of))
    rows = rows.annotate(weekday=ExtractIsoWeekDay("received_on")).filter(_narrowed(request.GET))
    total = rows.count()
    seen = visible(request.actor).filter(pk__in=rows.order_by().values("pk"))
    after = request.GET.get("after", "")
    page = seen.filter(pk__lt=int(after)) if is_whole(after) else seen
    found = list(with_last_act(page).order_by("-pk")[: PAGE + 1])
    context: dict[str, Any] = {
        "title": MEASURES[measure],
        "period": period_words(asked.period),
        "back": asked.query(),
        "total": total,
        "hidden": total - seen.count(),
        "rows": rows_of(found[:PAGE], request.as_of),
        "next": _next(asked, request.GET, found[PAGE - 1].pk) if len(found) > PAGE else "",
        "nav_current": "desk:petitions",
    }
    return render(request, "desk/figures/list.html", context)


def _narrowed(sent: Mapping[str, str]) -> Q:
    """The group of one cell: a class, a unit, a place, a weekday and an hour; ``-`` is what has none."""
    found = Q()
    for key, column in (("klass", "klass"), ("handler", "handler")):
        if key in sent:
            found &= Q(**{column: "" if sent[key] == "-" else sent[key]})
    if "place" in sent:
        area = Area.objects.filter(code=sent["place"]).values_list("pk", flat=True).first()
        found &= Q(area__isnull=True) if sent["place"] == "-" else Q(area=area or -1)
    for key, column, most in (("hour", "received_hour", 23), ("weekday", "weekday", 7)):
        if (number := whole(sent.get(key, ""), otherwise=-1)) >= 0:
            found &= Q(**{column: min(number, most)})
    return found


def _next(asked: Chosen, sent: Mapping[str, str], after: int) -> str:
    kept = {key: sent[key] for key in ("measure", "klass", "handler", "place", "hour", "weekday") if key in sent}
    return asked.query(**kept, after=after)
