"""Matters without a duty (无人认领、职责不清): by area and month of a year, each number with the list behind it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.places.models import Area
from qingtian.apps.responsibility.queries import Gap, gaps
from qingtian.language import Text
from qingtian.web.desk.lists.lists_page import year_asked
from qingtian.web.desk.responsibility.home import NAV
from qingtian.web.desk.seat import DeskRequest, officer

#: what is missing, in the words of its table
KINDS = {
    "unfound": (
        Text("认定过，没有找到职责的", "Looked for, no duty found"),
        Text(
            "清单没有写、职责重叠或者写得不清；理由在后面的表里。",
            "Not listed, overlapping or unclear; the list has the reasons.",
        ),
    ),
    "unasked": (
        Text("还没有认定职责的", "Not asked about yet"),
        Text("程序要问职责，还没有人写。", "The procedure asks for a duty; nobody has answered."),
    ),
}
MONTHS = range(1, 13)


@officer
@require_safe
def duty_gaps(request: DeskRequest) -> HttpResponse:
    """``?year=``: a table each for what was not found and what was not asked, an area a row, a month a column."""
    year = year_asked(request)
    found = gaps(request.actor, year)
    areas = {area.pk: area for area in Area.objects.filter(pk__in={gap.area for gap in found if gap.area})}
    tables = [(kind, title, about, _rows(found, kind, areas)) for kind, (title, about) in KINDS.items()]
    context = {
        "year": year,
        "years": (year - 1, year, year + 1),
        "months": MONTHS,
        "tables": tables,
        "nav_current": NAV,
    }
    return render(request, "desk/responsibility/gaps.html", context)


def _rows(found: list[Gap], kind: str, areas: dict[int, Area]) -> list[tuple[Area | None, list[tuple[str, int]], int]]:
    """Areas that have any, in their order: a figure a month, and the sum."""
    held: dict[int | None, dict[int, int]] = {}
    for gap in found:
        if figure := getattr(gap, kind):
            held.setdefault(gap.area, {})[gap.month] = figure
    return [
        (
            areas[area] if area else None,
            [(f"{month:02d}", figures.get(month, 0)) for month in MONTHS],
            sum(figures.values()),
        )
        for area, figures in held.items()
    ]
