"""The page of a patrol (网格巡查), and the worker that keeps it on the member's phone. Nothing of any patrol stands in
it: the phone keeps its cells and what was written, and the script fills the page from there."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_safe

from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.grid.cells.words import choices
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.field.keeping import keeping
from qingtian.web.field.page import MEGABYTE, owner

#: who walks the grid
WALKING = frozenset({"grid_member"})
#: what the page needs to open without a network
STYLES = ("tokens", "base", "type", "tables", "forms", "portal", "air", "field")
SCRIPTS = ("phone-store", "patrol-store", "patrol-page")
#: photos of one finding; pictures are made smaller on the phone
PHOTOS = 3


@officer
@require_safe
@only(WALKING)
@ensure_csrf_cookie
@cache_control(no_cache=True, private=True)
def patrol(request: DeskRequest) -> HttpResponse:
    """One's own cells, a patrol with its findings, and what still waits on the phone, all on one page."""
    context = {
        "owner": owner(request),
        "kinds": choices("grid_event", "find", "kind"),
        "dissuasions": choices("grid_event", "dissuade", "dissuasion"),
        "severities": choices("grid_event", "report", "severity"),
        "photos": PHOTOS,
        "photo_megabytes": settings.PHOTO_MAX_BYTES // MEGABYTE,
    }
    return render(request, "field/patrol.html", context)


@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page on the phone; its scope is the folder it is served from."""
    return keeping(request, "field/patrol_worker.js", "field:patrol", styles=STYLES, scripts=SCRIPTS)
