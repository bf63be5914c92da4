"""What is addressed to a congress or a CPPCC committee (只读页): its items, how far they are, and open evidence."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.oversight.queries import DROPPED, PROCEDURES
from qingtian.apps.proceedings.models import Handling, Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.publishing.models import Publication
from qingtian.procedures import load_procedures
from qingtian.web.access import PAGES
from qingtian.web.desk.seat import DeskRequest, officer

#: what such an organ is party to: the congress' own items, suggestions and proposals it assigned
ADDRESSED = (*PROCEDURES, "suggestion", "proposal")
MOST = 300


@officer
@require_safe
def oversight_reading(request: DeskRequest) -> HttpResponse:
    """The matters this organ is party to, as a resident would read them, with what was published about each."""
    if not request.actor.roles & PAGES["desk:oversight_reading"].roles:
        return render(request, "desk/congress/not_yours.html", status=403)
    found = visible(request.actor).filter(procedure__in=ADDRESSED).exclude(handling_mark=Handling.WORK_SECRET)
    matters = list(found.exclude(state__in=(*DROPPED, "withdrawn")).order_by("-pk")[:MOST])
    published = _published(matters)
    rows = [_row(matter, published.get(matter.pk, [])) for matter in matters]
    return render(request, "desk/congress/reading.html", {"rows": rows, "organ": request.actor.organ_name})


def _published(matters: list[Proceeding]) -> dict[int, list[str]]:
    """Numbers of the publications about each matter that are out."""
    out: dict[int, list[str]] = {}
    rows = Publication.objects.filter(source__in=matters, proceeding__state="published")
    for source, number in rows.order_by("pk").values_list("source_id", "proceeding__number"):
        out.setdefault(source, []).append(number)
    return out


def _row(matter: Proceeding, published: list[str]) -> dict[str, Any]:
    procedure = load_procedures().edition(matter.procedure, matter.edition)
    state, facts = procedure.states[matter.state], matter.projection["facts"]
    return {
        "matter": matter,
        "kind": procedure.title,
        "state": state.title,
        "meeting": facts.get("meeting_on"),
        "where": facts.get("published_at", ""),
        "published": published,
    }
