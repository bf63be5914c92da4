"""The page of petition figures: counts, rates with their definitions, places, kinds, channels, hours, months, units."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.petition_figures.changes import earlier
from qingtian.apps.petition_figures.definitions import definitions
from qingtian.apps.petition_figures.questions import (
    Asked,
    by_area,
    by_channel,
    by_class,
    by_handler,
    by_hour,
    by_kind,
    extent,
    whole,
)
from qingtian.language import Text
from qingtian.standards.periods import month_of, year_before
from qingtian.web.design.period_words import period_words
from qingtian.web.desk.figures import drawing, taking
from qingtian.web.desk.figures.batch_page import OFFICERS
from qingtian.web.desk.figures.choice import Chosen, chosen, fields
from qingtian.web.desk.figures.reports_page import REPORTERS
from qingtian.web.desk.figures.tables import (
    Cell,
    FigureTable,
    area_table,
    counted,
    handler_table,
    hour_table,
    month_table,
    rate_rows,
    simple_table,
    whole_table,
)
from qingtian.web.desk.figures.words import channel_words, class_words, kind_words
from qingtian.web.desk.seat import DeskRequest, officer

MONTHS_SHOWN = 24
#: columns of the table of units that are drawn
OVERDUE, CLEARED, SATISFIED = 3, 4, 7


@officer
@require_safe
def figures(request: DeskRequest) -> HttpResponse:
    """``?span=month&on=2026-10-01&area=&kind=&channel=`` as a page, CSV or Excel, in the scope of who asks."""
    asked = chosen(request.GET, request.as_of)
    question = asked.asked(request.actor, request.as_of)
    known = extent(question)
    whole_, rate_lines, tables = _tables(asked, question, known)
    if taking.wanted(request):
        return taking.taken(request, asked.period.id, [whole_, _rate_table(rate_lines), *tables])
    context: dict[str, Any] = {
        "asked": asked,
        "query": asked.query(),
        "title": period_words(asked.period),
        "fields": fields(asked),
        "known": known,
        "whole": whole_,
        "rates": [(definitions()[rate.id], rate, part, under) for rate, part, under in rate_lines],
        "running": asked.period.last >= request.as_of,
        "tables": tables,
        "may_report": bool(request.actor.roles & REPORTERS),
        "may_batch": bool(request.actor.roles & OFFICERS),
        "nav_current": "desk:petitions",
    }
    return render(request, "desk/figures/page.html", context)


def _tables(
    asked: Chosen, question: Asked, known: tuple[date, date] | None
) -> tuple[FigureTable, list[Any], list[FigureTable]]:
    now = whole(question)
    before, year = earlier(question, asked.period)
    ago = year_before(asked.period)
    then = question.over(ago.first, ago.last) if year.counts is not None else None
    kinds, ways, classes = (
        simple_table(id_, title, asked, count(question), count(then) if then else None, words)
        for id_, title, count, words in (
            ("kind", Text("污染类型", "Kind of pollution"), by_kind, kind_words),
            ("channel", Text("渠道", "Channel"), by_channel, channel_words),
            ("klass", Text("类别", "Class"), by_class, class_words),
        )
    )
    areas, hours = by_area(question), by_hour(question)
    place, unit = area_table(asked, areas), handler_table(asked, by_handler(question))
    clock = hour_table(asked, hours, counted(asked, now, "hour_unknown"))
    reports = {key: one["reports"] for key, one in areas.items()}
    tables = [
        _with(place, drawing.area_map(reports)),
        _with(unit, *(drawing.bars(unit, column, None) for column in (OVERDUE, CLEARED, SATISFIED))),
        _with(kinds, drawing.bars(kinds)),
        _with(ways, drawing.bars(ways)),
        _with(classes, drawing.bars(classes)),
        _with(clock, drawing.heat(hours)),
        _months(asked, question, known),
    ]
    return whole_table(asked, now, before, year), rate_rows(asked, now), tables


def _months(asked: Chosen, question: Asked, known: tuple[date, date] | None) -> FigureTable:
    """Two years of months to the end of the period."""
    last = min(asked.period.last, question.as_of)
    first = date(last.year - MONTHS_SHOWN // 12, last.month, 1)
    table = month_table(asked, question.over(first, max(last, first)))
    if known is None:
        return table
    counts = {date.fromisoformat(f"{label}-01"): int(cells[0].text) for label, cells in table.rows}
    begins = known[0] if known[0].day == 1 else date.fromordinal(month_of(known[0]).last.toordinal() + 1)
    return _with(table, drawing.months(counts, last, begins))


def _with(table: FigureTable, *drawn: Any) -> FigureTable:
    kept = [one for one in drawn if one]
    return FigureTable(table.id, table.title, table.heads, table.rows, table.note, kept, table.folded)


def _rate_table(lines: list[Any]) -> FigureTable:
    heads = [Text("率", "Rate"), Text("分子", "Part"), Text("分母", "Of"), Text("%", "%")]
    rows = [(definitions()[rate.id].title, [part, under, Cell(rate.percent)]) for rate, part, under in lines]
    return FigureTable("rates", Text("率", "Rates"), heads, rows)
