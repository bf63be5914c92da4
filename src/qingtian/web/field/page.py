"""The page for the field, and the worker that keeps it on the phone. Nothing of any visit stands in it: the phone keeps
what it was given, and the script fills the page from there."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_safe

from qingtian.apps.inspections.checklists import ANSWERS
from qingtian.enforcement.field_seal import KINDS, SHEETS
from qingtian.language import Text
from qingtian.secrecy import Declaration
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.field.keeping import keeping

#: what the page needs to open without a network
STYLES = ("tokens", "base", "type", "tables", "forms", "clock", "timeline", "portal", "air", "field")
SCRIPTS = ("phone-store", "field-store", "field-seal", "field-sync", "field-sign", "field-page")
#: what the worker itself reads
WORKERS = ("phone-store", "field-store", "field-sync")
MEGABYTE = 1024 * 1024
#: what an officer says of papers in the photos; a state secret is said by not taking them along at all
MARKS: dict[str, Text] = {
    Declaration.INTERNAL.value: Text("没有密级标志", "No mark of secrecy"),
    Declaration.WORK_SECRET.value: Text("有工作秘密", "Work secrets among them"),
}
#: who signs what was written on the phone
SIGNERS: tuple[Text, ...] = (
    Text("执法人员", "Officer"),
    Text("当事人", "Party"),
    Text("见证人", "Witness"),
    Text("拒签说明", "Refused to sign"),
)
STATES: dict[str, Text] = {
    "waiting": Text("在手机上，没有传", "on the phone, not sent"),
    "kept": Text("已收到，手机上的原件已清", "received; gone from the phone"),
}


@officer
@require_safe
@only(ENFORCING)
@ensure_csrf_cookie
@cache_control(no_cache=True, private=True)
def home(request: DeskRequest) -> HttpResponse:
    """Today's visits, checklist, photos, sheets and signatures, all on one page."""
    context = {
        "owner": owner(request),
        "answers": ANSWERS,
        "kinds": KINDS,
        "sheets": SHEETS,
        "states": STATES,
        "marks": MARKS,
        "signers": SIGNERS,
        "photo_bytes": settings.PHOTO_MAX_BYTES,
        "video_bytes": settings.VIDEO_MAX_BYTES,
        "photo_megabytes": settings.PHOTO_MAX_BYTES // MEGABYTE,
        "video_megabytes": settings.VIDEO_MAX_BYTES // MEGABYTE,
    }
    return render(request, "field/home.html", context)


def owner(request: DeskRequest) -> str:
    """Whose what a phone keeps is: the person at that post. Another officer on the same phone sees nothing of it."""
    return f"{request.actor.for_post or request.actor.post}/{request.person.code}"


@require_GET
@cache_control(no_cache=True)
def worker(request: HttpRequest) -> HttpResponse:
    """The script that keeps the page on the phone; its scope is the folder it is served from."""
    return keeping(request, "field/worker.js", "field:home", styles=STYLES, scripts=SCRIPTS, read=WORKERS)
