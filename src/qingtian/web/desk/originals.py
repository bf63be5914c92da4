"""Open the sealed original of a photo or a video: with a reason, each time logged and told to the reporter."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.debug import sensitive_variables

from qingtian.apps.identities.vault import Purpose, open_file
from qingtian.apps.petitions.models import Petition
from qingtian.apps.petitions.policy import may_open_identity
from qingtian.apps.proceedings.models import Proceeding, StoredFile
from qingtian.apps.proceedings.queries import procedure_of, projection_of
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.identity import WRITE_A_REASON, opener
from qingtian.web.desk.matter_page import head
from qingtian.web.desk.papers import attachment
from qingtian.web.desk.petition_facts import sealed_by_reporter
from qingtian.web.desk.proof import confirmation
from qingtian.web.desk.seat import DeskRequest, matter, officer


@officer
@sensitive_variables()
def original(request: DeskRequest, number: str, pk: int) -> HttpResponse:
    """GET asks for the reason, POST hands the file over once, to be saved and looked at outside the browser."""
    found = matter(request, number)
    petition = Petition.objects.filter(proceeding=found).first()
    kept = get_object_or_404(
        StoredFile.objects.filter(sealed_by_reporter()).exclude(sealed_original=""), pk=pk, proceeding=found
    )
    if petition is None or not may_open_identity(request.actor, found):
        raise Http404
    if step := confirmation(request, factor=True):
        return step
    reason, purpose = str(request.POST.get("reason", "")).strip(), request.POST.get("purpose", "")
    if request.method != "POST" or not reason:
        return _page(request, found, kept, fault=WRITE_A_REASON if request.method == "POST" else None)
    try:
        content = open_file(
            kept.sealed_original,
            by=opener(request),
            reason=reason,
            now=request.now,
            purpose=Purpose(purpose) if purpose in set(Purpose) else Purpose.HANDLING,
        )
    except QingtianError as refused:
        return _page(request, found, kept, refused=refused)
    sealed_type = kept.media_type if kept.media_type.startswith("video/") else "application/octet-stream"
    response = attachment(content, f"{found.number}-{kept.name}", sealed_type)
    response["Cache-Control"] = "no-store, private, max-age=0"
    return response


def _page(
    request: DeskRequest,
    found: Proceeding,
    kept: StoredFile,
    *,
    fault: Text | None = None,
    refused: QingtianError | None = None,
) -> HttpResponse:
    context = head(found, procedure_of(found), projection_of(found), request) | {
        "kept": kept,
        "is_video": kept.media_type.startswith("video/"),
        "refused": refused,
        "errors": [("id_reason", fault)] if fault else [],
        "reason": FieldView("reason", Text("理由", "Reason"), "textarea", error=fault or "", rows=2),
        "purpose": FieldView(
            "purpose",
            Text("用途（反映人看得到）", "Purpose (the reporter sees it)"),
            "radio",
            value=request.POST.get("purpose", Purpose.HANDLING.value),
            choices=[Choice(p.value, p.text) for p in Purpose],
        ),
    }
    response = render(request, "desk/original.html", context, status=422 if fault or refused else 200)
    response["Cache-Control"] = "no-store, private, max-age=0"
    return response
