"""Findings in sight: open ones, what stood, and the false alarms that are kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.integrity.models import Finding
from qingtian.apps.integrity.queries import findings_seen
from qingtian.language import Text
from qingtian.web.desk.enforcement.seats import only
from qingtian.web.desk.monitoring.integrity.words import NAV, RAISING, READING, choices_of, declared, pattern_name
from qingtian.web.desk.seat import DeskRequest, officer

PAGE: Final = 30
#: by the word in the address: title and states
KINDS: Final[dict[str, tuple[Text, tuple[str, ...]]]] = {
    "": (Text("待办", "Open"), ("raised", "looked", "stands")),
    "false": (Text("误报（留档）", "False alarms, kept"), ("false_alarm",)),
    "further": (Text("已转出", "Taken further"), ("referred", "sent_upward")),
}


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with its words; ``overdue`` where its day to look has passed."""

    finding: Finding
    pattern: Text
    kind: Text
    state: Text
    reason: Text | None
    overdue: bool


@officer
@require_safe
@only(READING)
def integrity(request: DeskRequest) -> HttpResponse:
    """``?kind=false`` the false alarms, ``?kind=further`` what was taken further; else what is open."""
    asked = request.GET.get("kind", "")
    kind = asked if asked in KINDS else ""
    found = findings_seen(request.actor, states=KINDS[kind][1]).defer("hours", "numbers")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    query = request.GET.copy()
    query.pop("page", None)
    context = {
        "page": page,
        "rows": [_row(one, request) for one in page.object_list],
        "kind": kind,
        "kinds": [(name, title) for name, (title, _) in KINDS.items()],
        "may_raise": bool(request.actor.roles & RAISING),
        "query": query.urlencode(),
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/integrity/list.html", context)


def _row(finding: Finding, request: DeskRequest) -> Row:
    matter = finding.proceeding
    reason = matter.projection["facts"].get("reason")
    return Row(
        finding,
        pattern_name(finding.pattern),
        choices_of("raise", "place_kind")[finding.place_kind],
        declared().states[matter.state].title,
        choices_of("judge", "reason").get(reason) if reason else None,
        matter.ended_on is None and matter.next_due is not None and matter.next_due < request.as_of,
    )
