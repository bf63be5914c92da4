"""The water for everybody: the latest report with its corrections, every report and ranking, their files."""

from __future__ import annotations

from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import Shown
from qingtian.web.portal.settled import ON_A_PAGE
from qingtian.web.public.water_publications import water_paper_shown, water_papers_shown
from qingtian.web.templatetags.words import page_language
from qingtian.web.water_papers.reading import as_file, as_page, title_of


@require_safe
def water(request: HttpRequest) -> HttpResponse:
    """The latest report as it reads today, and the list."""
    shown = water_papers_shown(request.GET.get("page"), ON_A_PAGE)
    rows = [(one, title_of(one.get("kind"))) for one in shown.rows]
    context = {"rows": rows, "page": shown.page, "paper": None}
    latest = next((one for one in shown.rows if one.get("kind") == "monthly"), None)
    if latest is not None and shown.page.number == 1:
        held = water_paper_shown(latest["number"])
        context |= {"paper": held[0], "earlier": held[1:], **as_page(held, _language())}
    return render(request, "portal/water.html", context)


@require_safe
def water_paper(request: HttpRequest, number: str) -> HttpResponse:
    """One as the public may see it, the latest version; 404 for what was never public."""
    held = _held(number)
    context = {"paper": held[0], "earlier": held[1:]}
    if not held[0].get("withdrawn"):
        context |= as_page(held, _language())
    return render(request, "portal/water_paper.html", context)


@require_safe
def water_paper_file(request: HttpRequest, number: str, version: int, suffix: str) -> HttpResponse:
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
    held = water_paper_shown(number)
    if not held:
        raise Http404
    return held


def _language() -> str:
    return "en" if page_language() == "en" else "zh"
