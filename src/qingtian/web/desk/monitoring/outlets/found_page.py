"""What was found (发现的异常): proposals of the last two weeks; an officer issues a notice, the system never."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.monitors.electricity import without_electricity
from qingtian.apps.monitors.found import LEAST, Found, found
from qingtian.apps.monitors.found_days import days_found
from qingtian.apps.monitors.policy import KEEPS, SEES
from qingtian.apps.monitors.sent import HOUR
from qingtian.apps.monitors.standing import last_hour
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.outlets.words import (
    ANOMALIES,
    NAV,
    every_outlet,
    figure,
    form_hour,
    hour_words,
    title_of,
)
from qingtian.web.desk.seat import DeskRequest, officer

#: how far back proposals go
BACK = timedelta(days=14)
PAGE = 30


@dataclass(frozen=True, slots=True)
class Row:
    """One proposal in words, and the form of a notice already about it."""

    found: Found
    kind: Text
    factor: Text
    begins: str
    ends: str
    greatest: str
    href: str


@officer
@require_safe
@only(SEES)
def outlets_found(request: DeskRequest) -> HttpResponse:
    """The spells no notice is about, the latest first."""
    ends = last_hour(request.now) + HOUR
    outlets = list(every_outlet())
    told = found(outlets, ends - BACK, ends, request.as_of)
    told += days_found(outlets, ends - BACK, ends) + without_electricity(outlets, ends - BACK, ends)
    told.sort(key=lambda one: one.spell.ends, reverse=True)
    page = Paginator(told, PAGE).get_page(request.GET.get("page"))
    law = load_law()
    context = {
        "page": page,
        "rows": [row_of(one) for one in page.object_list],
        "days": BACK.days,
        "least": [law.figure(key, on=request.as_of) for key in LEAST.values()],
        "may_issue": bool(KEEPS & request.actor.roles),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/outlets/found.html", context)


def row_of(one: Found) -> Row:
    """The proposal as the list shows it."""
    asked = {
        "outlet": one.outlet.number,
        "anomaly": one.kind,
        "factor": one.factor,
        "from": form_hour(one.spell.begins),
        "to": form_hour(one.spell.ends),
    }
    return Row(
        one,
        ANOMALIES[one.kind],
        title_of(one.factor),
        hour_words(one.spell.begins),
        hour_words(one.spell.ends),
        figure(one.factor, one.spell.greatest),
        f"{reverse('desk:new_outlet_notice')}?{urlencode(asked)}",
    )
