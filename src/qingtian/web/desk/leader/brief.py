"""The one page before a visit, as PDF: for whoever may see the case, without any reporter."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.cases.brief import brief_of
from qingtian.apps.cases.look_back_risk import standing
from qingtian.apps.cases.models import Case
from qingtian.apps.petitions.models import WorkingCopy
from qingtian.apps.petitions.queries import reports_behind
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import projection_of
from qingtian.apps.proceedings.records import records_of
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.typeset import set_pdf
from qingtian.web.desk.file_index import own_fonts
from qingtian.web.desk.leader.readings import readings_near
from qingtian.web.desk.papers import attachment
from qingtian.web.desk.seat import DeskRequest, doer, matter, officer
from qingtian.web.templatetags.words import page_language

TAKEN = Text("现场前的一页 {number}", "page before the visit {number}")


@officer
@require_safe
def brief(request: DeskRequest, number: str) -> HttpResponse:
    """404 for what is no case; a page that says why where it cannot be set."""
    found = matter(request, number)
    case = Case.objects.filter(proceeding=found).first()
    if case is None:
        raise Http404
    said = words_of(found)
    publication = brief_of(
        case,
        reports=len(open_reports(found)),
        said=said,
        on=request.as_of,
        measured=readings_near(found, standing(records_of(found)), request.as_of),
        titles={c.key: Text.of(c.derivation["title"]) for c in projection_of(found).running() if c.derivation},
        language="en" if page_language() == "en" else "zh",
    )
    try:
        content = set_pdf(publication, fonts=settings.ASSETS / "fonts", own_fonts=own_fonts())
    except QingtianError as refused:
        return render(request, "desk/no_index.html", {"refused": refused, "matter": found}, status=503)
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=TAKEN.format(number=number))
    return attachment(content, f"{number}-现场前的一页.pdf", "application/pdf", inline=True)


def open_reports(found: Proceeding) -> list[int]:
    """Petitions behind the case, accusations not among them."""
    return [each.pk for each in reports_behind(found) if not each.proceeding.restricted]


def words_of(found: Proceeding) -> list[str]:
    """What residents said, covered and confirmed by an officer; the latest first."""
    copies = WorkingCopy.objects.filter(petition__in=open_reports(found), confirmed_at__isnull=False)
    return list(copies.order_by("-confirmed_at", "-pk").values_list("text", flat=True))
