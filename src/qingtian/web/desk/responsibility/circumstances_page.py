"""Coded circumstances of accountability (追责情形), printed with the marks of what is known and what is not."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.responsibility.circumstances import circumstances
from qingtian.web.desk.citing import cited
from qingtian.web.desk.responsibility.home import NAV
from qingtian.web.desk.seat import DeskRequest, officer


@officer
@require_safe
def circumstances_known(request: DeskRequest) -> HttpResponse:
    """Every item by article, with how certain it is; the list says that it is not complete."""
    known = circumstances()
    groups = [(cited([group.basis]), group) for group in known.groups]
    return render(
        request, "desk/responsibility/circumstances.html", {"known": known, "groups": groups, "nav_current": NAV}
    )
