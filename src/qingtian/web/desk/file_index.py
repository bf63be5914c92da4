"""The index of a file (卷内目录) as PDF, set by typst with its fonts embedded."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.proceedings.file_index import index_of
from qingtian.errors import QingtianError
from qingtian.typeset import set_pdf
from qingtian.web.desk.papers import attachment
from qingtian.web.desk.seat import DeskRequest, matter, officer
from qingtian.web.templatetags.words import page_language


@officer
@require_safe
def file_index(request: DeskRequest, number: str) -> HttpResponse:
    """The index of a matter in the actor's scope; a page that says why where it cannot be set."""
    found = matter(request, number)
    publication = index_of(found, on=request.as_of, language="en" if page_language() == "en" else "zh")
    try:
        content = set_pdf(publication, fonts=settings.ASSETS / "fonts", own_fonts=own_fonts())
    except QingtianError as refused:
        return render(request, "desk/no_index.html", {"refused": refused, "matter": found}, status=503)
    return attachment(content, f"{found.number}-卷内目录.pdf", "application/pdf", inline=True)


def own_fonts() -> list[Path]:
    folder = settings.DATA / "fonts"
    return [folder] if folder.is_dir() else []
