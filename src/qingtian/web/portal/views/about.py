"""Standing pages: every way to report, and how these pages work."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.people.models import Organ
from qingtian.web.portal.settled import DRAFT_LIFE


@require_safe
def channels(request: HttpRequest) -> HttpResponse:
    """Ways to report, with address, hours and telephone of each office that has them on record."""
    reachable = Q(kind=Organ.Kind.PETITION_OFFICE) | (Q(kind=Organ.Kind.BUREAU) & ~Q(phone=""))
    offices = Organ.objects.filter(reachable, level__in=(Organ.Level.CITY, Organ.Level.COUNTY)).select_related("area")
    return render(request, "portal/channels.html", {"offices": offices})


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What happens with a report, what is kept, how the pages can be used without seeing, hearing or a script."""
    return render(request, "portal/about.html", {"draft_days": DRAFT_LIFE.days})
