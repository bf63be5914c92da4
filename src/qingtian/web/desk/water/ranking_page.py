"""Areas by their water quality index (排名), what is incomplete apart; by fewer items only under a document."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.water.evaluating import Standings, standings
from qingtian.apps.water.groups import Group, group
from qingtian.apps.water.models import Section
from qingtian.apps.water.publications.opening import fewer_of
from qingtian.apps.water.queries import sections
from qingtian.errors import QingtianError
from qingtian.language import Text
from qingtian.standards.periods import Period, year_before
from qingtian.standards.water import RecordedRule, change, ranking_on, ranks, rounded
from qingtian.web.design.fields import FieldView
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.water.choice import chosen
from qingtian.web.desk.water.words import items_words

NAV = "desk:monitoring"


@dataclass(frozen=True, slots=True)
class Row:
    """One area: its rank (None apart), index, change in per cent, sections, what it lacks."""

    name: Text
    rank: int | None
    index: str
    before: str
    change: str
    sections: int
    missing: Text


@officer
@require_safe
def ranking(request: DeskRequest) -> HttpResponse:
    """The ranking of a period; ``?items=&basis=`` by fewer items under a document."""
    asked = chosen(request)
    items, basis = request.GET.get("items", "").strip(), request.GET.get("basis", "").strip()
    fewer, fault = None, None
    try:
        fewer = fewer_of(items, basis, asked.period.last)
    except QingtianError as refused:
        fault = refused.message
    fields = [
        *asked.fields(),
        FieldView("items", Text("只用哪些项目", "Only these items"), value=items, required=False, error=fault or ""),
        FieldView("basis", Text("哪份文件定的", "By which document"), value=basis, required=False),
    ]
    rows = _rows(sections(), asked.period, fewer)
    context = {
        "asked": asked,
        "fields": fields,
        "ranked": [row for row in rows if row.rank is not None],
        "apart": [row for row in rows if row.rank is None],
        "fewer": fewer,
        "fewer_words": items_words(fewer.items) if fewer else None,
        "edition": ranking_on(asked.period.last),
        "nav_current": NAV,
    }
    return render(request, "desk/water/ranking.html", context)


def _rows(held: list[Section], of: Period, fewer: RecordedRule | None) -> list[Row]:
    before = year_before(of)
    found = standings(held, [of, before])
    areas = {one.area.code: one.area for one in held}
    only = fewer.items if fewer else None
    groups = {code: (_of(found, held, code, of, only), _of(found, held, code, before, only)) for code in areas}
    rule = ranking_on(of.last)
    ranked = ranks({code: now.index for code, (now, _) in groups.items() if now}, rule.index_decimals.value).ranked
    rows = []
    for code, (now, then) in groups.items():
        if now is None:
            continue
        name = Text(areas[code].name_zh, areas[code].name_en or areas[code].name_zh)
        moved = change(now.index, then.index if then else None)
        rows.append(
            Row(
                name,
                ranked.get(code),
                _printed(now, rule.index_decimals.value),
                _printed(then, rule.index_decimals.value),
                "—" if moved is None else f"{rounded(moved, rule.change_decimals.value):+f}".replace("-", "\u2212"),
                now.shares.sections,
                items_words(now.missing),
            )
        )
    return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.name.zh))


def _of(found: Standings, held: list[Section], code: str, of: Period, only: tuple[str, ...] | None) -> Group | None:
    within = [found[one.pk, of.id] for one in held if one.area.code == code and (one.pk, of.id) in found]
    return group(within, of, only)


def _printed(one: Group | None, decimals: int) -> str:
    return "—" if one is None or one.index is None else f"{rounded(one.index, decimals):f}"
