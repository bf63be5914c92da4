"""Random inspection for everybody: what was drawn, what was found, and how to draw it again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.publishing.gate import Shown, gate_on
from qingtian.drawing.published import written
from qingtian.web.public.draws import KIND, draw_shown, draws_shown


@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """The published draws; through the gate."""
    gate = gate_on(request.as_of)
    shut = gate.closed(KIND)
    context = {"draws": draws_shown(gate), "withheld": shut.reason if shut is not None else None}
    return render(request, "portal/draws.html", context)


@require_safe
def draw(request: HttpRequest, number: str) -> HttpResponse:
    """One draw: counts, objects with their results, the file."""
    return render(request, "portal/draw.html", {"shown": _shown(request, number)})


@require_safe
def draw_file(request: HttpRequest, number: str) -> HttpResponse:
    """The file that ``qingtian draw verify`` reads."""
    shown = _shown(request, number)
    if "file" not in shown.fields:
        raise Http404
    answer = HttpResponse(written(shown["file"]), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{number}.json"'
    return answer


def _shown(request: HttpRequest, number: str) -> Shown:
    shown = draw_shown(gate_on(request.as_of), number)
    if shown is None or "objects" not in shown.fields:
        raise Http404
    return shown
