"""The table of tiers (分级表): what holds today, row by row with its source, and every other one with its days."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.air_warnings.tables import table_in_force
from qingtian.apps.air_warnings.words import POLLUTANT, row_words
from qingtian.errors import Refused
from qingtian.foresight.warning import TIERS, TierTable, national
from qingtian.foresight.warning.tables import CAUSES, OWN_SCOPE, OWN_TIERS
from qingtian.language import Text
from qingtian.web.desk.foresight.warnings.words import NAV
from qingtian.web.desk.seat import DeskRequest, officer


@officer
@require_safe
def warning_tiers(request: DeskRequest) -> HttpResponse:
    """GET for every officer in office; an entered table that does not hold is told, not hidden."""
    wrong: Refused | None = None
    try:
        tables = [table_in_force(request.as_of)]
    except Refused as refused:
        tables, wrong = [], refused
    tables += [one for one in reversed(national()) if one.id not in {each.id for each in tables}]
    context = {
        "tables": [_shown(one, number == 0 and wrong is None) for number, one in enumerate(tables)],
        "wrong": wrong,
        "own": [OWN_TIERS, OWN_SCOPE],
        "nav_current": NAV,
    }
    return render(request, "desk/foresight/warnings/tiers.html", context)


def _shown(table: TierTable, in_force: bool) -> dict[str, object]:
    rows = [
        (TIERS[tier], number, row_words(row))
        for tier in TIERS
        if tier in table.tiers
        for number, row in enumerate(table.tiers[tier].any_of, 1)  # type: ignore[index]
    ]
    names = [POLLUTANT.get(one, one) for one in table.warning_pollutants]
    pollutants = Text("、".join(names) or "没有", ", ".join(names) or "none")
    causes = [CAUSES[one] for one in table.exclude]
    apart = Text("、".join(one.zh for one in causes) or "没有", ", ".join(one.en for one in causes) or "nothing")
    return {"table": table, "in_force": in_force, "rows": rows, "pollutants": pollutants, "apart": apart}
