"""The list of suggestions and proposals, what one's own unit is asked to co-handle, and the result by unit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.queries import procedure_of
from qingtian.apps.suggestions.models import CoHandling, Suggestion
from qingtian.apps.suggestions.queries import asked_of, figures_by_unit, reply_due, seen_by
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.ledgers.kinds.suggestions import PROPOSALS, SUGGESTIONS
from qingtian.web.design.shapes import FacetGroup, Link, Words
from qingtian.web.desk.clock_views import SHORT_UNITS as UNITS
from qingtian.web.desk.fact_words import choice as chosen
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.suggestions.choice import LISTS, Choice, list_filter
from qingtian.web.desk.suggestions.taking import taken
from qingtian.web.desk.suggestions.words import KINDS, numbered

PAGE = 30
ASKED_SHOWN = 30
#: times whose source is not the law itself, shown with their certainty below the list
TIMES = (
    "congress.suggestion_reply",
    "congress.suggestion_reply_difficult",
    "cppcc.proposal_reply",
    "cppcc.proposal_reply_difficult",
    "cppcc.co_handler_view",
    "cppcc.second_answer",
    "cppcc.wrong_addressee",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One item as the list shows it."""

    matter: Proceeding
    number: Text
    lead: str
    state: Text
    due: date | None
    late: bool
    result: Words
    satisfaction: Words


@officer
@require_safe
def suggestions(request: DeskRequest) -> HttpResponse:
    """``?list=`` of ``LISTS``, ``kind``, ``session``, ``unit``; ``format=xlsx`` takes the answers away."""
    choice, seen = Choice.of(request.GET), seen_by(request.actor)
    within = choice.within(seen)
    if request.GET.get("format") == "xlsx":
        return taken(request, list(within))
    page = Paginator(choice.of_list(within, request.as_of), PAGE).get_page(request.GET.get("page"))
    context = {
        "choice": choice,
        "title": LISTS[choice.which],
        "facets": _facets(choice, seen, within, request.as_of),
        "page": page,
        "rows": _rows(page.object_list, request.as_of),
        "asked": [_asked(one, request.as_of) for one in asked_of(request.actor)[:ASKED_SHOWN]],
        "figures": figures_by_unit(within.order_by("lead")),
        "times": _times(request.as_of),
        "imports": [kind for kind in (SUGGESTIONS, PROPOSALS) if kind.roles & request.actor.roles],
        "export": f"{choice.query()}&format=xlsx",
        "nav_current": "desk:supervision",
    }
    return render(request, "desk/suggestions/list.html", context)


def _times(on: date) -> list[dict[str, Any]]:
    """The times in force with their basis and how certain they are."""
    law = load_law()
    limits = [law.limit(key, on=on) for key in TIMES]
    return [
        {
            "title": one.title,
            "length": Text(f"{one.value} {UNITS[one.unit].zh}", f"{one.value} {UNITS[one.unit].en}"),
            "basis": law.cite(one.basis, short=True),
            "certainty": one.certainty,
        }
        for one in limits
    ]


def _facets(choice: Choice, seen: QuerySet[Suggestion], within: QuerySet[Suggestion], on: date) -> list[FacetGroup]:
    lists = [
        Link(title, choice.query(which=code), within.filter(list_filter(code, on)).count(), code == choice.which)
        for code, title in LISTS.items()
    ]
    every = Text("不限", "Any")
    kinds = [Link(every, choice.query(kind=""), None, not choice.kind)]
    kinds += [Link(title, choice.query(kind=code), None, code == choice.kind) for code, title in KINDS.items()]
    held = list(seen.order_by("-session").values_list("session", flat=True).distinct())
    sessions = [Link(every, choice.query(session=""), None, not choice.session)]
    sessions += [Link(one, choice.query(session=one), None, one == choice.session) for one in held]
    names = organ_names(list(seen.order_by("lead").values_list("lead", flat=True).distinct()))
    units = [Link(every, choice.query(unit=""), None, not choice.unit)]
    units += [Link(names.get(code, code), choice.query(unit=code), None, code == choice.unit) for code in names]
    return [
        FacetGroup(Text("清单", "Lists"), lists),
        FacetGroup(Text("哪一种", "Kind"), kinds),
        FacetGroup(Text("届次", "Session"), sessions),
        FacetGroup(Text("主办单位", "Lead unit"), units),
    ]


def _rows(items: Iterable[Suggestion], on: date) -> list[Row]:
    held = list(items)
    dues, names = reply_due(held), organ_names([one.lead for one in held])
    return [_row(one, dues, names, on) for one in held]


def _row(item: Suggestion, dues: Mapping[int, date], names: Mapping[str, str], on: date) -> Row:
    matter, facts = item.proceeding, item.proceeding.projection["facts"]
    procedure, due = procedure_of(matter), dues.get(item.proceeding_id)
    return Row(
        matter=matter,
        number=numbered(item, facts),
        lead=names.get(item.lead, item.lead),
        state=procedure.states[matter.state].title,
        due=due,
        late=due is not None and due < on,
        result=chosen(procedure, "draft_answer", "class", facts["class"]) if facts.get("class") else "—",
        satisfaction=(
            chosen(procedure, "feedback", "satisfaction", facts["satisfaction"]) if facts.get("satisfaction") else "—"
        ),
    )


def _asked(one: CoHandling, on: date) -> tuple[CoHandling, Text, Text, str, bool]:
    """An item to co-handle: of which number, in which state, due when, and whether that day is over."""
    item, matter = one.suggestion, one.proceeding
    due = matter.next_due
    state = procedure_of(matter).states[matter.state].title
    address = reverse("desk:proceeding", args=[matter.number])
    return one, numbered(item, item.proceeding.projection["facts"]), state, address, bool(due and due < on)
