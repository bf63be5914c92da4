"""The declared procedures, to be read by whoever applies them: table and diagram from the same file."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_safe

from qingtian.errors import QingtianError
from qingtian.law import load_law
from qingtian.procedures import Procedure, load_procedures
from qingtian.procedures.diagram import diagram
from qingtian.procedures.table import table
from qingtian.web.desk.citing import cited
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import page_language


@officer
@require_safe
def procedures(request: DeskRequest) -> HttpResponse:
    """Every procedure with its editions."""
    known = load_procedures()
    rows = [(known.editions(id_)[-1], known.editions(id_)) for id_ in known.ids()]
    return render(request, "desk/procedures.html", {"rows": rows})


@officer
@require_safe
def procedure(request: DeskRequest, id_: str, edition: str = "") -> HttpResponse:
    """One edition: what it rests on, its picture, every act with who, on which article, how long, which paper."""
    shown = _edition(id_, edition)
    context = {
        "shown": shown,
        "editions": load_procedures().editions(id_),
        "basis": cited(shown.basis),
        # our own drawing of our own declaration, every word in it escaped by the one that draws it
        "picture": mark_safe(diagram(shown, page_language())),  # noqa: S308
        "rows": table(shown, load_law(), page_language()),
    }
    return render(request, "desk/procedure.html", context)


def _edition(id_: str, edition: str) -> Procedure:
    """The edition asked for, or the latest; 404 for one nobody declared."""
    try:
        editions = load_procedures().editions(id_)
    except QingtianError:
        raise Http404 from None
    shown = next((p for p in editions if p.edition == edition), None) if edition else editions[-1]
    if shown is None:
        raise Http404
    return shown
