"""Every content above its screening value on the latest day of a point: item, value, how far, what follows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.soil.models import SoilPoint
from qingtian.apps.soil.queries import JudgedPoint, JudgedSample, judged_points
from qingtian.language import Text
from qingtian.standards.soil import RISKS, ItemRisk, land_uses
from qingtian.tables.columns import Value
from qingtian.web.desk.monitoring.soil.seats import NAV, refused
from qingtian.web.desk.monitoring.soil.words import content_words, item_names, multiple_words, rests_on
from qingtian.web.desk.monitoring.taking import taken
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.templatetags.words import name, say

TITLE = Text("土壤超筛选值清单", "Contents of soil above screening values")
AT_BACKGROUND = Text("不高于背景值", "at or below background")
HEADS = (
    Text("代码", "Code"),
    Text("点位", "Point"),
    Text("区县", "Area"),
    Text("用途", "Use of the land"),
    Text("采样日期", "Sampled on"),
    Text("层次", "Layer"),
    Text("项目", "Item"),
    Text("含量 mg/kg", "Content mg/kg"),
    Text("筛选值", "Screening value"),
    Text("管制值", "Intervention value"),
    Text("超标倍数", "Exceedance multiple"),
    Text("风险", "Risk"),
)


@dataclass(frozen=True, slots=True)
class Row:
    """One item of one sample."""

    point: SoilPoint
    sample: JudgedSample
    item: ItemRisk
    use: Text
    content: str
    multiple: str
    risk: Text


@officer
@require_safe
def soil_exceedances(request: DeskRequest) -> HttpResponse:
    """High risks first, then by how far; ``?format=xlsx`` the same rows."""
    if (answer := refused(request)) is not None:
        return answer
    points = judged_points(SoilPoint.objects.select_related("area"))
    rows = sorted((row for one in points for row in _rows(one)), key=_order)
    if request.GET.get("format") == "xlsx":
        return taken(request, "soil-exceedances", TITLE, HEADS, [_cells(row) for row in rows], rests_on())
    context = {"rows": rows, "rests_on": rests_on(), "nav_current": NAV}
    return render(request, "desk/monitoring/soil/exceedances.html", context)


def _rows(one: JudgedPoint) -> Iterator[Row]:
    for sample in one.samples:
        texts = {result.item: result for result in sample.results}
        for item in sample.risk.items if sample.risk else ():
            if item.exceedance is None:
                continue
            risk = RISKS[item.risk] if item.background is None else AT_BACKGROUND
            content = content_words(texts[item.item])
            use = land_uses()[sample.sample.land_use].title
            yield Row(one.point, sample, item, use, content, multiple_words(item.exceedance), risk)


def _order(row: Row) -> tuple[bool, int, float]:
    risks = list(RISKS)
    far = row.item.exceedance
    return row.item.background is not None, -risks.index(row.item.risk), -float(far) if far is not None else 0.0


def _cells(row: Row) -> list[Value]:
    return [
        *(row.point.code, name(row.point), name(row.point.area), say(row.use)),
        *(row.sample.sample.sampled_on, row.sample.sample.layer, say(item_names([row.item.item]))),
        *(row.item.measured.value, row.item.screening, row.item.control, row.multiple, say(row.risk)),
    ]
