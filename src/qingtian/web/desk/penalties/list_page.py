"""The list of penalty cases (处罚案件): by list, state, kind, source and organ; units compared, fines never ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.db.models import Count, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.parties.models import Party
from qingtian.apps.parties.queries import name_for
from qingtian.apps.proceedings.models import Proceeding
from qingtian.apps.proceedings.policy import visible
from qingtian.language import Text
from qingtian.web.design.shapes import FacetGroup, Link, Words
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.figures.words import organ_names
from qingtian.web.desk.penalties.choice import LISTS, PROCEDURE, Choice, kinds, list_filter, sources, states
from qingtian.web.desk.seat import DeskRequest, officer

PAGE = 30
ANY = Text("不限", "Any")
#: who opens a case
OPENERS = frozenset({"penalty_officer"})


@dataclass(frozen=True, slots=True)
class Row:
    """One case as the list shows it."""

    matter: Proceeding
    party: str
    organ: str
    state: Text
    days: int
    due: date | None
    late: bool


@officer
@require_safe
@only(ENFORCING)
def penalties(request: DeskRequest) -> HttpResponse:
    """``?list=`` of ``LISTS``, ``state``, ``kind``, ``source``, ``organ``."""
    choice = Choice.of(request.GET)
    seen = visible(request.actor).filter(procedure=PROCEDURE)
    within = choice.within(seen)
    page = Paginator(choice.of_list(within, request.as_of), PAGE).get_page(request.GET.get("page"))
    context = {
        "title": LISTS[choice.list],
        "facets": _facets(choice, seen, within, request.as_of),
        "page": page,
        "rows": _rows(list(page.object_list), request),
        "may_open": bool(request.actor.roles & OPENERS),
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/penalties/list.html", context)


def _facets(choice: Choice, seen: QuerySet[Proceeding], within: QuerySet[Proceeding], on: date) -> list[FacetGroup]:
    lists = [
        Link(title, choice.query(list=code), within.filter(list_filter(code, on)).count(), code == choice.list)
        for code, title in LISTS.items()
    ]
    by_state = dict(seen.order_by().values_list("state").annotate(Count("pk")))
    by_organ = dict(
        seen.filter(parties__relation="office").order_by().values_list("parties__organ").annotate(Count("pk"))
    )
    names = organ_names([str(code) for code in by_organ])
    return [
        FacetGroup(Text("清单", "Lists"), lists),
        _group(Text("状态", "State"), "state", choice, {c: t for c, t in states().items() if c in by_state}, by_state),
        _group(Text("恶意违法", "Malicious kind"), "kind", choice, kinds(), {}),
        _group(Text("线索来源", "Source"), "source", choice, sources(), {}),
        _group(Text("办案机关", "Handling organ"), "organ", choice, names, by_organ),
    ]


def _group(
    title: Text, name: str, choice: Choice, offered: Mapping[str, Words], counts: Mapping[str, int]
) -> FacetGroup:
    now = getattr(choice, name)
    links = [Link(ANY, choice.query(**{name: ""}), None, not now)]
    links += [Link(said, choice.query(**{name: code}), counts.get(code), code == now) for code, said in offered.items()]
    return FacetGroup(title, links)


def _rows(cases: list[Proceeding], request: DeskRequest) -> list[Row]:
    parties = {one.number: one for one in Party.objects.filter(number__in={case.party for case in cases})}
    offices = {case.pk: _office(case) for case in cases}
    names, titles = organ_names(list(offices.values())), states()
    return [
        Row(
            matter=case,
            party=name_for(parties[case.party], request.actor) if case.party in parties else "",
            organ=names.get(offices[case.pk], ""),
            state=titles.get(case.state, Text(case.state, case.state)),
            days=((case.ended_on or request.as_of) - case.opened_on).days + 1 if case.opened_on else 0,
            due=case.next_due,
            late=case.ended_on is None and case.next_due is not None and case.next_due < request.as_of,
        )
        for case in cases
    ]


def _office(case: Proceeding) -> str:
    chain = (case.projection.get("relations", {}).get("office") or {}).get("chain") or [""]
    return str(chain[-1])
