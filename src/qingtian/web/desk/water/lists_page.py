"""Exceedances of a period (超标清单), and the lakes with their trophic state month by month."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.logbook import note
from qingtian.apps.water.evaluating import Standings, standings
from qingtian.apps.water.models import Section
from qingtian.apps.water.queries import sections
from qingtian.charts import SCREEN, TrendPoint, trend
from qingtian.language import Text
from qingtian.standards.periods import Period, month_of
from qingtian.standards.water import evaluation_on, limits_on, rounded, trophic_on
from qingtian.standards.water.limits import CLASSES, THIRD
from qingtian.tables.writing import xlsx_bytes
from qingtian.web.design.drawn import drawn
from qingtian.web.desk.seat import DeskRequest, doer, officer
from qingtian.web.desk.water.choice import chosen
from qingtian.web.desk.water.words import grade_words, item_words
from qingtian.web.templatetags.words import say

NAV = "desk:monitoring"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TAKEN = Text("水质超标清单 {period}：{rows} 行", "exceedances of water {period}: {rows} rows")
HEADS = (
    Text("断面", "Section"),
    Text("区县", "Area"),
    Text("项目", "Item"),
    Text("值", "Value"),
    Text("Ⅲ类限值", "Class III limit"),
    Text("超标倍数", "Multiple"),
    Text("该项类别", "Class of the item"),
)
TLI = Text("{name}营养状态指数逐月", "{name}: trophic index by month")
SERIES = 12
Line = tuple[Section, Text, str, str, str, Text]


@officer
@require_safe
def exceedances(request: DeskRequest) -> HttpResponse:
    """Every item above its class III limit, DO and pH worse than III too; ``?format=xlsx`` takes it away."""
    asked = chosen(request)
    held = sections()
    lines = _exceeding(held, standings(held, [asked.period]), asked.period)
    if request.GET.get("format") == "xlsx":
        note(
            Kind.EXPORTED,
            at=request.now,
            by=doer(request),
            what=TAKEN.format(period=asked.period.id, rows=len(lines)),
        )
        return _workbook(asked.period, lines)
    context = {"asked": asked, "fields": asked.fields(), "lines": lines, "heads": HEADS, "nav_current": NAV}
    return render(request, "desk/water/exceedances.html", context)


def _exceeding(held: list[Section], found: Standings, of: Period) -> list[Line]:
    limits, rule = limits_on(of.last), evaluation_on(of.last)
    lines: list[Line] = []
    for one in held:
        standing = found.get((one.pk, of.id))
        if standing is None:
            continue
        verdict = standing.judged.classified
        for code, place in verdict.by_item.items():
            if place <= THIRD:
                continue
            most = limits.most(code, one.waterbody)  # type: ignore[arg-type]
            least = limits.at_least.get(code)
            limit = f"{float(most[THIRD]):g}" if most else f"≥{float(least[THIRD]):g}" if least else "6–9"
            multiple = verdict.multiples.get(code)
            times = f"{rounded(multiple, rule.multiple_decimals.value):f}" if multiple is not None else "—"
            lines.append((one, item_words(code), standing.printed(code), limit, times, grade_words(CLASSES[place])))
    return lines


def _workbook(of: Period, lines: list[Line]) -> HttpResponse:
    rows = [
        [one.name_zh, one.area.name_zh, say(item), value, limit, times, say(grade)]
        for one, item, value, limit, times, grade in lines
    ]
    content = xlsx_bytes("exceedances.xlsx", [say(head) for head in HEADS], rows, title=of.id)
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="water-exceedances-{of.id}.xlsx"'
    return response


@officer
@require_safe
def lakes(request: DeskRequest) -> HttpResponse:
    """Every point of a lake: class and trophic state now, the index of twelve months as a line."""
    asked = chosen(request)
    held = [one for one in sections() if one.waterbody == Section.Waterbody.LAKE]
    months = [month_of(asked.period.last)]
    while len(months) < SERIES:
        months.append(month_of(months[-1].first - timedelta(days=1)))
    months.reverse()
    found = standings(held, [asked.period, *months])
    rows = []
    for one in held:
        now = found.get((one.pk, asked.period.id))
        state = now.judged.trophic if now else None
        rows.append(
            {
                "section": one,
                "grade": grade_words(now.grade if now else None),
                "index": _index(found, one, asked.period),
                "level": state.level.words if state and state.level else None,
                "missing": [item_words(code) for code in state.missing] if state else [],
                "months": [(month, _index(found, one, month)) for month in months],
                "chart": _line(found, one, months),
            }
        )
    edition = trophic_on(asked.period.last)
    context = {"asked": asked, "fields": asked.fields(), "rows": rows, "edition": edition, "nav_current": NAV}
    return render(request, "desk/water/lakes.html", context)


def _index(found: Standings, one: Section, of: Period) -> str:
    standing = found.get((one.pk, of.id))
    index = standing.judged.trophic.index if standing and standing.judged.trophic else None
    return "" if index is None else f"{rounded(index, 1):f}"


def _line(found: Standings, one: Section, months: list[Period]):  # type: ignore[no-untyped-def]
    points = [TrendPoint(str(month.first.month), _index(found, one, month)) for month in months]
    if not any(point.value for point in points):
        return None
    title = TLI.format(name=Text(one.name_zh, one.name_en))
    return drawn(trend(SCREEN, say(title), points, width=620), title)
