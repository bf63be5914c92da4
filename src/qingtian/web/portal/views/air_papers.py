"""Bulletins and rankings for everybody: the list, one with its tables and charts, its files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.air.publications.composing import compose
from qingtian.apps.air.publications.issue import Issue
from qingtian.apps.air.publications.kinds import KINDS
from qingtian.apps.air.publications.record import issue_of
from qingtian.apps.publishing.gate import Shown
from qingtian.web.air_papers.files import FORMATS, file_name, file_of, fonts
from qingtian.web.air_papers.page import notes_of, shown_parts
from qingtian.web.desk.papers import attachment
from qingtian.web.portal.settled import ON_A_PAGE
from qingtian.web.public.air_publications import air_paper_shown, air_papers_shown
from qingtian.web.templatetags.words import page_language


@require_safe
def air_papers(request: HttpRequest) -> HttpResponse:
    """The latest first; ``?kind=`` narrows the list."""
    kind = request.GET.get("kind", "")
    if kind and kind not in KINDS:
        raise Http404
    shown = air_papers_shown(kind, request.GET.get("page"), ON_A_PAGE)
    rows = [(one, KINDS[one["kind"]].title if one.get("kind") else None) for one in shown.rows]
    context = {"rows": rows, "page": shown.page, "kinds": KINDS.values(), "kind": kind}
    return render(request, "portal/air_papers.html", context)


@require_safe
def air_paper(request: HttpRequest, number: str) -> HttpResponse:
    """One as the public may see it, the latest version; 404 for what was never public."""
    held = _held(number)
    latest = held[0]
    if latest.get("withdrawn"):
        return render(request, "portal/air_paper.html", {"paper": latest})
    document = compose(_issue(held, 0), _language())
    context = {
        "paper": latest,
        "earlier": held[1:],
        "document": document,
        "parts": shown_parts(document, fonts()),
        "notes": notes_of(document),
        "formats": FORMATS.values(),
    }
    return render(request, "portal/air_paper.html", context)


@require_safe
def air_paper_file(request: HttpRequest, number: str, version: int, suffix: str) -> HttpResponse:
    """One file of a public version."""
    held = _held(number)
    place = next((n for n, one in enumerate(held) if one.get("version") == version), None)
    if place is None or suffix not in FORMATS:
        raise Http404
    issue = _issue(held, place)
    content = file_of(issue, suffix, _language())
    return attachment(content, file_name(issue, suffix), FORMATS[suffix].media_type, inline=suffix == "pdf")


def _held(number: str) -> list[Shown]:
    held = air_paper_shown(number)
    if not held:
        raise Http404
    return held


def _issue(held: list[Shown], place: int) -> Issue:
    """The issue of one public version, with its correction against the public version before."""
    before = held[place + 1].fields if place + 1 < len(held) else None
    fields = held[place].fields
    return issue_of(fields, number=str(fields["number"]), before=before, generated=bool(fields["generated"]))


def _language() -> str:
    return "en" if page_language() == "en" else "zh"
