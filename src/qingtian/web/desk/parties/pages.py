"""Parties (当事人): the list, a new one, one with what is going on about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from qingtian.apps.parties.actions.enter_party import Given, correct_party, enter_party
from qingtian.apps.parties.models import Party
from qingtian.apps.parties.policy import KEEPERS, READERS, may_enter
from qingtian.apps.parties.queries import matching
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.parties.form import fields_of, given_of, given_of_row, search_fields
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

PAGE, MATTERS_SHOWN = 30, 50
NAV = "desk:enforcement"
ENTERED = Text("已登记 {number}", "Entered as {number}")
CORRECTED = Text("{number} 已更正", "{number} was corrected")
KINDS = {Party.Kind.UNIT.value: Text("单位", "unit"), Party.Kind.PERSON.value: Text("自然人", "natural person")}


@dataclass(frozen=True, slots=True)
class Matter:
    """A matter about the party, with its kind and state in words."""

    matter: Proceeding
    kind: Text
    state: Text


@officer
@require_safe
@only(READERS)
def parties(request: DeskRequest) -> HttpResponse:
    """Every party by ``q`` (name, number, credit code), ``area`` and ``kind``, the last entered first."""
    asked = {name: request.GET.get(name, "")[:200] for name in ("q", "area", "kind")}
    found = matching(asked["q"], asked["area"], asked["kind"])
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": [(party, KINDS[party.kind]) for party in page.object_list],
        "fields": search_fields(asked),
        "asked": any(asked.values()),
        "query": query.urlencode(),
        "may_enter": may_enter(request.actor),
        "nav_current": NAV,
    }
    return render(request, "desk/parties/list.html", context)


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(KEEPERS)
def new_party(request: DeskRequest) -> HttpResponse:
    """The form; POST enters the party and leads to its page."""
    return _form(request, None, lambda given: enter_party(given, request.as_of))


@officer
@require_http_methods(["GET", "HEAD", "POST"])
@only(READERS)
def party(request: DeskRequest, number: str) -> HttpResponse:
    """One party with the matters about it that the reader may see; POST corrects the row (those who keep it)."""
    corrects = request.method == "POST" or "correct" in request.GET
    if corrects and not may_enter(request.actor):
        return render(request, "desk/enforcement/not_yours.html", status=403)
    found = Party.objects.select_related("area").filter(number=number).first()
    if found is None:
        raise Http404
    if corrects:
        return _form(request, found, lambda given: correct_party(found, given))
    about = visible(request.actor).filter(party=found.number).order_by("-pk")[:MATTERS_SHOWN]
    context = {
        "party": found,
        "kind": KINDS[found.kind],
        "matters": [_matter(one) for one in about],
        "may_enter": may_enter(request.actor),
        "nav_current": NAV,
    }
    return render(request, "desk/parties/party.html", context)


def _form(request: DeskRequest, row: Party | None, keep: Callable[[Given], Party]) -> HttpResponse:
    given, refused = given_of_row(row), None
    if request.method == "POST":
        given = given_of(request.POST)
        try:
            kept = keep(given)
        except Refused as error:
            refused = error
        else:
            messages.success(request, say((CORRECTED if row else ENTERED).format(number=kept.number)))
            return redirect("desk:party", kept.number)
    fields = fields_of(given, refused, corrects=row is not None)
    context = {"fields": fields, "row": row, "refused": refused, "nav_current": NAV}
    return render(request, "desk/parties/form.html", context, status=422 if refused else 200)


def _matter(matter: Proceeding) -> Matter:
    procedure = procedure_of(matter)
    return Matter(matter, procedure.title, procedure.states[matter.state].title)
