"""The count of one daily penalty, day by day, and the same for days somebody tries out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.measures.daily_count import Trail, fine_of, in_all
from qingtian.apps.measures.original import original_of
from qingtian.apps.measures.queries import trails_of
from qingtian.apps.proceedings.queries import projection_of
from qingtian.enforcement.correction_orders import CorrectionOrder
from qingtian.enforcement.daily_penalty import AMOUNT_BY, COUNTED_BY, UNSETTLED, DailyPenalty
from qingtian.language import Text
from qingtian.law import load_law
from qingtian.web.desk.enforcement.seats import ENFORCING, only
from qingtian.web.desk.seat import DeskRequest, matter, officer

RESULTS = {
    "": Text("待暗查", "Re-inspection awaited"),
    "still": Text("仍在违法排放", "Still discharging"),
    "denied": Text("拒绝复查", "Refused the re-inspection"),
    "corrected": Text("已改正", "Corrected"),
    "stopped": Text("因措施停止", "Stopped by a measure"),
}


@dataclass(frozen=True, slots=True)
class CycleView:
    """One cycle with its days, each with its running number."""

    number: int
    served: date
    found: date
    days: list[tuple[int, date]]


def cycles_shown(count: DailyPenalty) -> Iterator[CycleView]:
    """The cycles of a count; the days are numbered on through all of them."""
    before = 0
    for number, cycle in enumerate(count.cycles, 1):
        days = [(before + n, day) for n, day in enumerate(cycle.each_day(), 1)]
        yield CycleView(number, cycle.served, cycle.found, days)
        before += cycle.days


def money(sum_: Decimal) -> str:
    """A sum as a page shows it, to the fen.

    >>> money(Decimal(3900000))
    '3,900,000.00'
    """
    return f"{sum_:,.2f}"


def told(count: DailyPenalty | None) -> dict[str, object]:
    """What the piece ``desk/measures/days.html`` shows of a count."""
    law = load_law()
    return {
        "count": count,
        "money": {"fine": money(count.fine), "amount": money(count.amount)} if count else {},
        "cycles": list(cycles_shown(count)) if count else [],
        "counted_by": law.cite(COUNTED_BY),
        "amount_by": law.cite(AMOUNT_BY),
        "unsettled": UNSETTLED if count and len(count.cycles) > 1 else None,
    }


@officer
@require_safe
@only(ENFORCING)
def daily_count(request: DeskRequest, number: str) -> HttpResponse:
    """The orders of the matter, what each re-inspection found, and every day that counts."""
    found = matter(request, number)
    if found.procedure != "daily_penalty":
        raise Http404
    trail = trails_of([found]).get(found.pk, Trail(()))
    projection = projection_of(found)
    fine = fine_of(projection, original_of(projection))
    context = {
        "matter": found,
        "orders": [_order(one) for one in trail.orders],
        "fine": fine,
        **told(in_all(trail, fine)),
        "nav_current": "desk:enforcement",
    }
    return render(request, "desk/measures/count.html", context)


def _order(one: CorrectionOrder) -> tuple[CorrectionOrder, Text]:
    return one, RESULTS[one.result]
