"""How good the forecasts were: by month and by horizon, as issued and as computed, beside simple ways; Excel."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.air.places import named
from qingtian.apps.forecasts.item_scores import by_item
from qingtian.apps.forecasts.places import forecast_places
from qingtian.apps.forecasts.rules import HORIZONS
from qingtian.apps.forecasts.scores import Summed, by_horizon, by_month, months_scored
from qingtian.language import Text
from qingtian.tables.columns import Value
from qingtian.web.design.fields import Choice, FieldView
from qingtian.web.desk.foresight.forecasts import item_table
from qingtian.web.desk.foresight.forecasts.words import NAV
from qingtian.web.desk.monitoring.taking import taken
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import say

#: months shown at once
MONTHS = 12
TITLE = Text("预报检验", "How good the forecasts were")
ITEM_TITLE = Text("分项检验", "Scores by item")
NOTE = Text(
    "首要污染物只数实况 AQI 高于 50 的日子，预报两项有一项对就算对。误差是范围的中间减实况。"
    "检验的是第一次发布的，更正不算。",
    "The primary pollutant counts only days with an AQI above 50; one right of two is a hit. The error is the middle "
    "of the range minus what came. What was issued first is scored, corrections are not.",
)
HEADS = (
    *(Text("分组", "Group"), Text("谁的", "Whose"), Text("天数", "Days"), Text("范围对", "Range right")),
    *(Text("级别对", "Level right"), Text("首要污染物要数的天数", "Days with a pollutant")),
    *(Text("首要污染物对", "Pollutant right"), Text("偏高", "Too high"), Text("偏低", "Too low")),
    *(Text("平均偏差", "Mean error"), Text("平均绝对误差", "Mean absolute error")),
)


@officer
@require_safe
def scores(request: DeskRequest) -> HttpResponse:
    """``?place=&horizon=``; ``?format=xlsx`` the same rows, with ``&of=items`` those by item."""
    places = forecast_places()
    place = named(places, request.GET.get("place", "")) or places[0]
    asked = request.GET.get("horizon", "")
    horizon = int(asked) if asked.isdecimal() and int(asked) in HORIZONS else HORIZONS[1]
    months = months_scored()[:MONTHS]
    monthly, ahead = by_month(place.code, horizon, months), by_horizon(place.code, months)
    items = by_item(place.code, months)
    if request.GET.get("format") == "xlsx" and request.GET.get("of") == "items":
        lines = [item_table.cells(one) for one in items]
        return taken(request, "forecast-item-scores", ITEM_TITLE, item_table.HEADS, lines, [item_table.NOTE])
    if request.GET.get("format") == "xlsx":
        cells = [_cells(one) for one in (*monthly, *ahead)]
        return taken(request, "forecast-scores", TITLE, HEADS, cells, [NOTE])
    context: dict[str, Any] = {
        "place": place,
        "horizon": horizon,
        "monthly": _grouped(monthly),
        "ahead": _grouped(ahead),
        "by_item": item_table.lines(items),
        "item_note": item_table.NOTE,
        "months": len(months),
        "note": NOTE,
        "fields": [
            FieldView(
                "place", Text("地方", "Place"), "select", value=place.code,
                choices=tuple(Choice(one.code, one.name) for one in places),
            ),
            FieldView(
                "horizon", Text("第几天", "Days ahead"), "select", value=str(horizon),
                choices=tuple(Choice(str(n), str(n)) for n in HORIZONS),
            ),
        ],
        "query": f"place={place.code}&horizon={horizon}",
        "nav_current": NAV,
    }  # fmt: skip
    return render(request, "desk/foresight/forecasts/scores.html", context)


def _grouped(rows: Sequence[Summed]) -> list[tuple[object, list[Summed]]]:
    groups: dict[object, list[Summed]] = {}
    for row in rows:
        groups.setdefault(row.group, []).append(row)
    return list(groups.items())


def _cells(row: Summed) -> list[Value]:
    return [
        *(str(row.group), say(row.name), row.days, row.range_hits, row.level_hits, row.primary_days),
        *(row.primary_hits, row.too_high, row.too_low, round(row.bias, 1), round(row.mae, 1)),
    ]
