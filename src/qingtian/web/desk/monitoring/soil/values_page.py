"""The values soil is judged by: editions, screening and intervention values, each with basis and mark of certainty."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.language import Text
from qingtian.standards.soil.values import Construction, Farmland, editions, items
from qingtian.web.desk.monitoring.soil.seats import NAV, refused
from qingtian.web.desk.seat import DeskRequest, officer

COLUMNS = {"paddy": Text("水田", "paddy"), "orchard": Text("果园", "orchard"), "other": Text("其他", "other")}
CONTROL = Text("管制值", "intervention value")


@officer
@require_safe
def soil_values(request: DeskRequest) -> HttpResponse:
    """Both standards as they are held."""
    if (answer := refused(request)) is not None:
        return answer
    context = {
        "construction": [
            (one, _construction(one)) for one in editions("construction") if isinstance(one, Construction)
        ],
        "farmland": [
            (one, _bands(one), list(_farmland(one))) for one in editions("farmland") if isinstance(one, Farmland)
        ],
        "nav_current": NAV,
    }
    return render(request, "desk/monitoring/soil/values.html", context)


def _construction(edition: Construction) -> list[tuple[Text, list[Decimal | None]]]:
    """Item, then screening class 1 and 2, intervention class 1 and 2."""
    return [
        (
            items()[item],
            [table.get(item, {}).get(land) for table in (edition.screening, edition.control) for land in values],
        )
        for item, values in edition.screening.items()
    ]


def _bands(edition: Farmland) -> list[str]:
    tops = [f"{top}" for top in edition.ph_up_to]
    between = [f"{low}–{high}" for low, high in pairwise(tops)]
    return [f"≤{tops[0]}", *between, f">{tops[-1]}"]


def _farmland(edition: Farmland) -> list[tuple[Text, Text, tuple[Decimal, ...]]]:
    """Item, which value, one a band; intervention values after the screening values of their item."""
    rows = []
    for item, columns in edition.screening.items():
        rows += [(items()[item], COLUMNS[column], values) for column, values in columns.items()]
        if item in edition.control:
            rows.append((items()[item], CONTROL, edition.control[item]))
    return rows
