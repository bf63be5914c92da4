"""The page for Monday morning and its paper (周一早上)."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.briefing.paper import paper
from qingtian.apps.briefing.parts import Asked, Part, monday_of
from qingtian.apps.briefing.picture import picture
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.apps.places.models import Area
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.typeset import set_pdf
from qingtian.web.access import PAGES
from qingtian.web.desk.file_index import own_fonts
from qingtian.web.desk.papers import attachment
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.desk.targeting.words import READERS
from qingtian.web.templatetags.words import page_language

TAKEN = Text("周一早上的两页纸 {monday}", "paper for the morning of Monday {monday}")
#: the mechanism is of 2018: no earlier week holds anything
FIRST = date(2018, 1, 1)
NO_AREA = Text("全市", "the city")


@officer
@require_safe
def monday(request: DeskRequest) -> HttpResponse:
    """``?day=``: of the week of that day, today's by default and never a later one."""
    asked = _asked(request)
    parts = picture(asked)
    paper_address = f"{reverse('desk:monday_paper')}?{urlencode({'day': asked.monday})}"
    context = {
        "asked": asked,
        "area": _area(asked),
        "parts": [(part, _address(request, part)) for part in parts],
        "paper": paper_address,
        "earlier": f"?{urlencode({'day': asked.since})}",
        "nav_current": "desk:worklist",
    }
    return render(request, "desk/briefing/monday.html", context)


@officer
@require_safe
def monday_paper(request: DeskRequest) -> HttpResponse:
    """The same as PDF, logged; a page that says why where it cannot be set."""
    asked, language = _asked(request), "en" if page_language() == "en" else "zh"
    generated = kind() == DEMONSTRATION
    sheet = paper(picture(asked), asked, _area(asked), language=language, generated=generated)
    try:
        content = set_pdf(sheet, fonts=settings.ASSETS / "fonts", own_fonts=own_fonts())
    except QingtianError as refused:
        return render(request, "desk/briefing/no_paper.html", {"refused": refused}, status=503)
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(monday=asked.monday))
    return attachment(content, f"周一早上-{asked.monday}.pdf", "application/pdf", inline=True)


def _asked(request: DeskRequest) -> Asked:
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = request.as_of
    ranked = bool(request.actor.roles & READERS)
    week = monday_of(max(FIRST, min(day, request.as_of)))
    return Asked(request.actor, request.actor.area or "", week, request.now, ranked)


def _area(asked: Asked) -> Text:
    found = Area.objects.filter(code=asked.area).values_list("name_zh", "name_en").first() if asked.area else None
    return Text(found[0], found[1] or found[0]) if found else NO_AREA


def _address(request: DeskRequest, part: Part) -> str:
    """The page that has it all, for those who may open it."""
    if not part.page:
        return ""
    wanted = PAGES[part.page].roles
    return reverse(part.page) if not wanted or wanted & request.actor.roles else ""
