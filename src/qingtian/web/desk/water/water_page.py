"""Sections by class and target in a period, the same a year before, and what somebody should look into."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from qingtian.apps.water.evaluating import Standing, standings
from qingtian.apps.water.groups import Group, group
from qingtian.apps.water.models import Section
from qingtian.apps.water.queries import Concern, concerns, sections
from qingtian.language import Text
from qingtian.ledgers.kinds.water import ANALYSTS
from qingtian.standards.periods import year_before
from qingtian.standards.water import CLASSES, unverified_rules
from qingtian.web.desk.seat import DeskRequest, officer
from qingtian.web.desk.water.choice import chosen
from qingtian.web.desk.water.words import grade_words, items_words, multiples_words

NAV = "desk:monitoring"
WHY = {
    "worse_twice": Text("连续两个月劣于目标", "worse than its target two months running"),
    "new_fifth": Text("新出现Ⅴ类或劣Ⅴ类", "newly class V or worse"),
}


@dataclass(frozen=True, slots=True)
class Row:
    """One section on the page; ``now`` None where nothing was measured."""

    section: Section
    now: Standing | None
    before: Standing | None

    @property
    def grade(self) -> Text:
        return grade_words(self.now.grade if self.now else None)

    @property
    def grade_before(self) -> Text:
        return grade_words(self.before.grade if self.before else None)

    @property
    def target(self) -> Text:
        return grade_words(self.now.target if self.now else None)

    @property
    def deciding(self) -> Text:
        return items_words(self.now.deciding if self.now else ())

    @property
    def multiples(self) -> Text:
        return multiples_words(self.now) if self.now else Text("—", "—")


@officer
@require_safe
def water(request: DeskRequest) -> HttpResponse:
    """The page; its queries do not grow with the sections."""
    asked = chosen(request)
    held = sections()
    earlier = year_before(asked.period)
    found = standings(held, [asked.period, earlier])
    rows = [Row(one, found.get((one.pk, asked.period.id)), found.get((one.pk, earlier.id))) for one in held]
    measured = [row for row in rows if row.now]
    whole = group([row.now for row in rows if row.now], asked.period)
    whole_before = group([row.before for row in rows if row.before], earlier)
    context = {
        "asked": asked,
        "fields": asked.fields(),
        "rows": rows,
        "measured": len(measured),
        "missed": [row for row in measured if row.now and row.now.meets is False],
        "whole": whole,
        "whole_before": whole_before,
        "counts": _counts(whole, whole_before),
        "concerns": _concerns(asked.period, held) if asked.period.kind == "month" else [],
        "rules": unverified_rules(asked.period.last),
        "may_import": bool(ANALYSTS & request.actor.roles),
        "nav_current": NAV,
    }
    return render(request, "desk/water/water.html", context)


def _counts(now: Group | None, before: Group | None) -> list[tuple[Text, int | None, int | None]]:
    return [
        (grade_words(grade), now.shares.counts[n] if now else None, before.shares.counts[n] if before else None)
        for n, grade in enumerate(CLASSES)
    ]


def _concerns(of, held: list[Section]) -> list[tuple[Concern, Text]]:  # type: ignore[no-untyped-def]
    return [(one, WHY[one.why]) for one in concerns(of, held)]
