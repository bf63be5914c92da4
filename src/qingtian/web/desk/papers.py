"""Papers and files of a matter, by the matter's own scope."""

from __future__ import annotations

from urllib.parse import quote

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from qingtian.apps.proceedings.models import Paper, StoredFile
from qingtian.apps.proceedings.papers import to_pdf
from qingtian.apps.proceedings.policy import may_see_file
from qingtian.errors import QingtianError
from qingtian.web.desk.seat import DeskRequest, matter, officer

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
#: shown in the browser; everything else is only ever downloaded
SHOWN = ("image/jpeg", "application/pdf")


def attachment(content: bytes, name: str, media_type: str, *, inline: bool = False) -> HttpResponse:
    """A file with its real name, for every browser; never guessed at (nosniff is set for all answers)."""
    response = HttpResponse(content, content_type=media_type)
    how = "inline" if inline else "attachment"
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    return response


@officer
@require_safe
def paper(request: DeskRequest, number: str, pk: int) -> HttpResponse:
    """The version in force as Word file, or as PDF (``?as=pdf``) where LibreOffice is installed."""
    found = matter(request, number)
    kept = get_object_or_404(
        Paper.objects.select_related("file__proceeding", "version__proceeding", "act"), pk=pk, proceeding=found
    )
    if not may_see_file(request.actor, kept.text):
        raise Http404
    content = kept.text.read()
    stem = f"{found.number}-{kept.act.seq}-{kept.title_zh}"
    if request.GET.get("as") != "pdf":
        return attachment(content, f"{stem}.docx", DOCX)
    try:
        return attachment(to_pdf(content), f"{stem}.pdf", "application/pdf", inline=True)
    except QingtianError as refused:
        context = {"refused": refused, "matter": found, "word": request.path}
        return render(request, "desk/no_pdf.html", context, status=503)


@officer
@require_safe
def file(request: DeskRequest, pk: int) -> HttpResponse:
    """A photo or attachment; 404 unless its matter lies in scope. The sealed original is never served here."""
    kept = get_object_or_404(StoredFile.objects.select_related("proceeding"), pk=pk)
    if not may_see_file(request.actor, kept):
        raise Http404
    if not kept.path.exists():
        raise Http404
    shown = kept.media_type in SHOWN
    response = FileResponse(kept.path.open("rb"), content_type=kept.media_type)
    how = "inline" if shown else "attachment"
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(kept.name)}"
    return response  # type: ignore[return-value]
