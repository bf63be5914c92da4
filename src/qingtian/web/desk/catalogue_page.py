"""Catalogue of data sets (信息资源目录) and the log of their use (使用记录)."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.catalogue.data_sets import HANDLING, SHARING, DataSet, load_data_sets
from qingtian.apps.catalogue.policy import ALL_ROLES, uses
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.procedures.who import ROLES
from qingtian.web.desk.seat import DeskRequest, officer, open_to_auditors

PAGE = 50
ANYONE = Text("任何人", "anyone")


@dataclass(frozen=True, slots=True)
class SetRow:
    """One data set as the page shows it; ``used`` counts the uses this reader may see."""

    set: DataSet
    readers: list[Text]
    mine: bool
    sharing: Text
    handling: Text
    basis: list[Text]
    used: int


def may_read_log(request: DeskRequest) -> bool:
    """Auditor and administrator read all of it, a chief and a head their own organ's."""
    return bool(request.actor.roles & (ALL_ROLES | {"chief", "organ_head"}))


@officer
@require_safe
def catalogue(request: DeskRequest) -> HttpResponse:
    """Every data set: whose, how fresh, in which form, who may read it, on what terms."""
    law, logged = load_law(), may_read_log(request)
    counted = uses(request.actor).order_by().values_list("data_set").annotate(n=Count("pk")) if logged else []
    used = dict(counted)
    rows = [
        SetRow(
            set=one,
            readers=[ANYONE if role == "anyone" else ROLES[role] for role in one.readers],
            mine=one.may_read(request.actor),
            sharing=SHARING[one.sharing],
            handling=HANDLING[one.handling],
            basis=[law.cite(basis) for basis in one.basis],
            used=used.get(one.id, 0),
        )
        for one in load_data_sets().values()
    ]
    return render(request, "desk/catalogue.html", {"rows": rows, "logged": logged})


@officer
@open_to_auditors
@require_safe
def use_log(request: DeskRequest) -> HttpResponse:
    """Who took which data out, when, how many rows, what for; the newest first."""
    if not may_read_log(request):
        raise PermissionDenied
    known = load_data_sets()
    wanted = request.GET.get("set", "")
    lines = uses(request.actor)
    if wanted in known:
        lines = lines.filter(data_set=wanted)
    page = Paginator(lines, PAGE).get_page(request.GET.get("page"))
    titles = {id_: one.title for id_, one in known.items()}
    context = {
        "page": page,
        "lines": [(line, titles.get(line.data_set, Text(line.data_set, line.data_set))) for line in page],
        "chosen": titles.get(wanted),
        "all": bool(request.actor.roles & ALL_ROLES),
    }
    return render(request, "desk/use_log.html", context)
