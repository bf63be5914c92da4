"""Bulletins and rankings for everybody: the list, one with its tables and charts, its files."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import Shown
from qingtian.web.air_papers.reading import as_file, as_page, kinds, title_of
from qingtian.web.portal.settled import ON_A_PAGE
from qingtian.web.public.air_publications import air_paper_shown, air_papers_shown
from qingtian.web.templatetags.words import page_language


@require_safe
def air_papers(request: HttpRequest) -> HttpResponse:
    """The latest first; ``?kind=`` narrows the list."""
    kind = request.GET.get("kind", "")
    if kind and title_of(kind) is None:
        raise Http404
    shown = air_papers_shown(kind, request.GET.get("page"), ON_A_PAGE)
    rows = [(one, title_of(one.get("kind"))) for one in shown.rows]
    return render(request, "portal/air_papers.html", {"rows": rows, "page": shown.page, "kinds": kinds(), "kind": kind})


@require_safe
def air_paper(request: HttpRequest, number: str) -> HttpResponse:
    """One as the public may see it, the latest version; 404 for what was never public."""
    held = _held(number)
    context = {"paper": held[0], "earlier": held[1:]}
    if not held[0].get("withdrawn"):
        context |= as_page(held, _language())
    return render(request, "portal/air_paper.html", context)


@require_safe
def air_paper_file(request: HttpRequest, number: str, version: int, suffix: str) -> HttpResponse:
    """One file of a public version."""
    found = as_file(_held(number), version, suffix, _language())
    if found is None:
        raise Http404
    content, name, media_type = found
    response = HttpResponse(content, content_type=media_type)
    how = "inline" if suffix == "pdf" else "attachment"
    response["Content-Disposition"] = f"{how}; filename*=UTF-8''{quote(name)}"
    return response


def _held(number: str) -> list[Shown]:
    held = air_paper_shown(number)
    if not held:
        raise Http404
    return held


def _language() -> str:
    return "en" if page_language() == "en" else "zh"
