"""Archiving and retention (归档、保管期限): what ends when, what may be erased now, and which lists are under way."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.proceedings.models import CaseFile, Proceeding
from qingtian.apps.proceedings.retention import LISTS, counts, files, listed_elsewhere
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures import load_procedures
from qingtian.web.design.shapes import FacetGroup, Link
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 50
TITLES = {
    "unarchived": Text("已办结，待归档", "Ended, to be archived"),
    "kept": Text("保管中", "Kept"),
    "free": Text("保管期满，可以销毁", "Past retention, may be erased"),
    "lists": Text("销毁清册", "Lists of disposal"),
    "erased": Text("已销毁", "Erased"),
}
EMPTY = {
    "unarchived": Text("办结的案卷都归档了。", "Every ended file is archived."),
    "kept": Text("还没有归档的案卷。", "No file is archived yet."),
    "free": Text("本单位没有保管期满的案卷。", "No file of this organ is past its retention."),
    "lists": Text("没有销毁清册。", "There is no list of disposal."),
    "erased": Text("没有销毁过案卷。", "No file was ever erased."),
}
PERMANENT = Text("永久", "permanent")
#: periods the page explains, in the order of the law room
PREFIX = "retention."


@dataclass(frozen=True, slots=True)
class FileRow:
    """One file: ``until`` its last day, ``listed`` the list it stands on, ``unfinished`` papers still under way."""

    matter: Proceeding
    kind: Text
    state: Text
    file: CaseFile | None
    until: Any
    unfinished: int
    listed: str
    archive: str


@officer
@require_safe
def retention(request: DeskRequest) -> HttpResponse:
    """One list of the files the actor may see: ``?list=`` of ``LISTS``."""
    asked = request.GET.get("list", "")
    which = asked if asked in LISTS else "unarchived"
    numbers = counts(request.actor, request.as_of)
    page = Paginator(files(request.actor, which, request.as_of), PAGE).get_page(request.GET.get("page"))
    address = reverse("desk:retention")
    links = [Link(TITLES[each], f"{address}?list={each}", getattr(numbers, each), each == which) for each in LISTS]
    context = {
        "which": which,
        "title": TITLES[which],
        "empty": EMPTY[which],
        "facets": [FacetGroup(Text("案卷", "Files"), links)],
        "page": page,
        "rows": _rows(list(page.object_list)),
        "periods": periods(request.as_of),
        "may_list": "clerk" in request.actor.roles,
    }
    return render(request, "desk/retention.html", context)


def _rows(matters: list[Proceeding]) -> list[FileRow]:
    known, listed = load_procedures(), listed_elsewhere(matters)
    return [_row(matter, known.edition(matter.procedure, matter.edition), listed) for matter in matters]


def _row(matter: Proceeding, procedure: Any, listed: dict[int, str]) -> FileRow:
    file = getattr(matter, "case_file", None)
    return FileRow(
        matter,
        procedure.title,
        procedure.states[matter.state].title,
        file,
        (file.retained_until or PERMANENT) if file else None,
        matter.unfinished,  # type: ignore[attr-defined]  (annotated by the query)
        listed.get(matter.pk, ""),
        reverse("desk:act", args=[matter.number, "archive_matter"]),
    )


@dataclass(frozen=True, slots=True)
class Period:
    """How long one kind of file is kept, on which basis, and how certain that is."""

    title: Text
    years: int
    basis: Text | str
    certainty: str
    note: Text | None


def periods(on: date) -> list[Period]:
    """Every declared period as it stands on a day."""
    law = load_law()
    found = [law.limit(id_, on=on) for id_ in sorted(law.parameters) if id_.startswith(PREFIX)]
    return [Period(one.title, one.value, law.cite(one.basis), one.certainty, one.note) for one in found]
