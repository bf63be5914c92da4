"""The evidence pack on the desk: photos side by side, data, cost, satisfaction, returns, objections."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.cases.evidence_pack import Check, pack_of
from qingtian.apps.proceedings.models import StoredFile
from qingtian.apps.proceedings.policy import may_see_file
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.apps.proceedings.records import records_of
from qingtian.language import Text
from qingtian.procedures import Procedure
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.seat import DeskRequest, matter, officer


@officer
@require_safe
def pack(request: DeskRequest, number: str) -> HttpResponse:
    """404 for what is no case; files the actor may not see are named and not shown."""
    found = matter(request, number)
    if found.procedure != "five_ones_case":
        raise Http404
    procedure = procedure_of(found)
    held = pack_of(records_of(found), request.as_of)
    wanted = [photo.id for pair in held.pairs for photo in (pair.before, pair.after) if photo]
    files = StoredFile.objects.select_related("proceeding").filter(pk__in=wanted)
    seen = {one.pk for one in files if may_see_file(request.actor, one)}
    pictures = {one.pk for one in files if one.pk in seen and one.media_type.startswith("image/")}
    context = head(found, procedure, projection_of(found), request) | {
        "pack": held,
        "seen": seen,
        "pictures": pictures,
        "checks": [(one, result_of(procedure, one)) for one in held.checks],
        "returns": sum(one.returned for one in held.checks),
        "nav_current": "desk:cases",
    }
    return render(request, "desk/cases/pack.html", context)


def result_of(procedure: Procedure, check: Check) -> Text:
    """The coded result in words, as the act declares it."""
    transition = procedure.named(check.act)
    declared = transition.field("result") if transition else None
    return (declared.choices if declared else {}).get(check.result, Text(check.result, check.result))
