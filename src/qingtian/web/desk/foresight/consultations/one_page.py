"""One consultation: its pack in versions, as page, PDF and Word; what follows from it; acts are on its matter."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.air.publications.composing.document import Document
from qingtian.apps.air.publications.writing import as_docx
from qingtian.apps.air_consultations.models import AirConsultation, ConsultationPack
from qingtian.apps.air_consultations.pack.events import letters_of
from qingtian.apps.air_consultations.paper import compose
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.tasks.queries import tasks_of
from qingtian.config.city import city
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.procedures.guards.air_consultations import REMINDED
from qingtian.typeset import set_pdf
from qingtian.web.access import PAGES
from qingtian.web.air_papers.files import fonts, own_fonts
from qingtian.web.air_papers.page import notes_of, shown_parts
from qingtian.web.desk.foresight.consultations.list_page import CONCLUSIONS, EFFECTS, NAV
from qingtian.web.desk.papers import DOCX, attachment
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import page_language

FORMATS = {"pdf": Text("PDF", "PDF"), "docx": Text("Word", "Word"), "json": Text("规范数据 JSON", "Figures (JSON)")}


def consultation_of(request: DeskRequest, number: str) -> AirConsultation:
    """404 where the actor may not see its matter."""
    seen = visible(request.actor).filter(procedure="air_consultation", number=number)
    return get_object_or_404(AirConsultation.objects.select_related("proceeding", "area"), proceeding__in=seen)


@officer
@require_safe
def consultation(request: DeskRequest, number: str) -> HttpResponse:
    """``?version=`` an earlier pack; without a pack the page says it is being made."""
    found = consultation_of(request, number)
    packs = list(found.packs.order_by("version"))
    pack = _asked(packs, request.GET.get("version", ""))
    matter = found.proceeding
    context = {
        "consultation": found,
        "matter": matter,
        "state": procedure_of(matter).states[matter.state].title,
        "conclusion": CONCLUSIONS.get(found.conclusion),
        "effect": EFFECTS.get(found.effect),
        "reminded": found.conclusion in REMINDED,
        "packs": packs,
        "pack": pack,
        "formats": FORMATS,
        "letters": _letters(request, matter),
        "tasks": _tasks(request, matter),
        "letter_form": _letter_form(request, found),
        "nav_current": NAV,
    }
    if pack is not None:
        document = _document(pack, matter, page_language())
        context |= {"parts": shown_parts(document, fonts()), "document": document, "notes": notes_of(document)}
    return render(request, "desk/foresight/consultations/one.html", context)


def _asked(packs: list[ConsultationPack], version: str) -> ConsultationPack | None:
    chosen = next((one for one in packs if str(one.version) == version), None)
    return chosen or (packs[-1] if packs else None)


def _document(pack: ConsultationPack, matter: Proceeding, language: str) -> Document:
    return compose(
        json.loads(pack.data), language, organ=city().bureau, version=pack.version, sm3=pack.sm3,
        generated=matter.generated,
    )  # fmt: skip


def _letters(request: DeskRequest, matter: Proceeding) -> list[tuple[Proceeding, Text]]:
    letters = letters_of(matter)
    seen = set(visible(request.actor).filter(pk__in=[one.pk for one in letters]).values_list("pk", flat=True))
    return [(one, procedure_of(one).states[one.state].title) for one in letters if one.pk in seen]


def _tasks(request: DeskRequest, matter: Proceeding) -> list[Any]:
    tasks = list(tasks_of(matter))
    seen = set(visible(request.actor).filter(tracked_task__in=tasks).values_list("pk", flat=True))
    return [
        (task, procedure_of(task.proceeding).states[task.proceeding.state].title)
        for task in tasks
        if task.proceeding_id in seen
    ]


def _letter_form(request: DeskRequest, found: AirConsultation) -> str:
    """The address of the filled form of the letter, for a post that may draft one; nothing where none is due."""
    may = PAGES["desk:new_step"].roles & request.actor.roles
    if found.conclusion not in REMINDED or not may or letters_of(found.proceeding):
        return ""
    return f"{reverse('desk:new_step')}?step=reminder_letter&consultation={found.proceeding.number}"


@officer
@require_safe
def pack_file(request: DeskRequest, number: str, version: int, suffix: str) -> HttpResponse:
    """The pack of a version as PDF, Word, or its canonical data; 404 for another format."""
    found = consultation_of(request, number)
    pack = get_object_or_404(found.packs, version=version)
    name = f"会商资料-{found.place_zh}-{found.quarter}-v{version}.{suffix}"
    if suffix == "json":
        return attachment(pack.data.encode(), name, "application/json")
    document = _document(pack, found.proceeding, page_language())
    if suffix == "docx":
        return attachment(as_docx(document, fonts()), name, DOCX)
    if suffix != "pdf":
        raise Http404
    try:
        content = set_pdf(document.publication(fonts()), fonts=fonts(), own_fonts=own_fonts())
    except QingtianError as refused:
        context = {"refused": refused, "matter": found.proceeding, "word": request.path.replace("/pdf/", "/docx/")}
        return render(request, "desk/no_pdf.html", context, status=503)
    return attachment(content, name, "application/pdf", inline=True)
