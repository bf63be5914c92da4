"""Drinking-water sources (饮用水水源地): the class, and the items beyond Table 1 by the table the office entered."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.entered.queries import entries
from qingtian.apps.water.evaluating import Standing, standings
from qingtian.apps.water.models import Section
from qingtian.apps.water.queries import sections
from qingtian.errors import Refused
from qingtian.language import Text
from qingtian.standards.entered import Entry
from qingtian.standards.water import evaluation_on, items, rounded
from qingtian.standards.water.drinking import SURFACE, Drinking, drinking
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.water.choice import chosen
from qingtian.web.desk.water.words import grade_words, items_words

NAV = "desk:monitoring"


@officer
@require_safe
def sources_(request: DeskRequest) -> HttpResponse:
    """Every source in a period; where no table was entered the refusal names it."""
    asked = chosen(request)
    held = sections(Section.Kind.SOURCE)
    found = standings(held, [asked.period])
    entered = entries(SURFACE)
    rows = []
    for one in held:
        now = found.get((one.pk, asked.period.id))
        rows.append(
            {
                "section": one,
                "grade": grade_words(now.grade if now else None),
                "target": grade_words(now.target if now else None),
                "meets": now.meets if now else None,
                "deciding": items_words(now.deciding if now else ()),
                **(_beyond(now, entered) if now else {}),
            }
        )
    context = {"asked": asked, "fields": asked.fields(), "rows": rows, "table": SURFACE, "nav_current": NAV}
    return render(request, "desk/water/sources.html", context)


def _beyond(now: Standing, entered: tuple[Entry, ...]) -> dict[str, object]:
    """The items beyond Table 1, or why they are not judged."""
    counted = {code: value for code, value in now.counted().items() if code not in items()}
    try:
        judged = drinking(counted, entered, now.period.last)
    except Refused as refused:
        return {"refused": refused}
    return {"judged": judged, "over": _over(judged, now), "line": judged.entry.line()}


def _over(judged: Drinking, now: Standing) -> list[tuple[Text, str]]:
    decimals = evaluation_on(now.period.last).multiple_decimals.value
    return [(Text(code, code), f"{rounded(times, decimals):f}") for code, times in judged.exceeding.items()]
