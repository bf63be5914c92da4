"""Import pages: findings of a feedback, tasks of an action plan, transferred complaints; and their rejects."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.language import Text
from qingtian.web.desk.rectification.import_flow import inspectors_only, match, of_feedback, rejects_path, upload
from qingtian.web.desk.rectification.kinds import action_plan_of, complaints_of, findings_of
from qingtian.web.desk.seat import DeskRequest, doer

FETCHED = Text("导入拒收的行", "rejected rows of an import")


@inspectors_only
@require_safe
def rejects(request: DeskRequest, token: str) -> HttpResponse:
    """The rows that were not taken, with the reason, for whoever sent the file."""
    path = rejects_path(request.person.pk, token)
    if not token.isalnum() or len(token) != 32 or not path.exists():
        raise Http404
    note(Kind.EXPORTED, at=request.now, by=doer(request), what=FETCHED)
    response = HttpResponse(path.read_bytes(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="rejects.csv"'
    return response


@inspectors_only
@require_http_methods(["GET", "HEAD", "POST"])
def findings(request: DeskRequest, number: str) -> HttpResponse:
    """Findings of one feedback."""
    of_feedback(request, number)
    return upload(request, findings_of(number))


@inspectors_only
@require_http_methods(["GET", "HEAD", "POST"])
def findings_match(request: DeskRequest, number: str, token: str) -> HttpResponse:
    """Columns, rehearsal, import of findings."""
    of_feedback(request, number)
    return match(request, findings_of(number), token)


@inspectors_only
@require_http_methods(["GET", "HEAD", "POST"])
def action_plan(request: DeskRequest) -> HttpResponse:
    """Tasks of an action plan."""
    return upload(request, action_plan_of(request))


@inspectors_only
@require_http_methods(["GET", "HEAD", "POST"])
def action_plan_match(request: DeskRequest, token: str) -> HttpResponse:
    """Columns, rehearsal, import of tasks."""
    return match(request, action_plan_of(request), token)


@inspectors_only
@require_http_methods(["GET", "HEAD", "POST"])
def complaints(request: DeskRequest) -> HttpResponse:
    """Transferred complaints of a batch."""
    return upload(request, complaints_of(request))


@inspectors_only
@require_http_methods(["GET", "HEAD", "POST"])
def complaints_match(request: DeskRequest, token: str) -> HttpResponse:
    """Columns, rehearsal, import of complaints."""
    return match(request, complaints_of(request), token)
