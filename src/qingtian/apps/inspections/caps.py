"""How often each level has visited a party in a year, against its cap (频次): for guards, effects and pages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Q

from qingtian.apps.inspections.models import Visit
from qingtian.apps.people.models import Organ
from qingtian.enforcement.visit_caps import CAPS, CapLine, cap_line
from qingtian.law import load_law

INSIDE, OUTSIDE = Q(exempt=""), ~Q(exempt="")


def line_of(party: str, office: str, year: int) -> CapLine | None:
    """The line of the level of that office; None for an office no cap is meant for."""
    level = Organ.objects.filter(code=office).values_list("level", flat=True).first()
    if level not in CAPS:
        return None
    return next(line for line in lines_of([party], year)[party] if line.level == level)


def lines_of(parties: Iterable[str], year: int) -> dict[str, list[CapLine]]:
    """Of each party every level's line of that year, in one question."""
    wanted, law, on = list(parties), load_law(), date(year, 12, 31)
    asked = Visit.objects.filter(party__in=wanted, year=year, made=True).values("party", "level").order_by()
    counted = asked.annotate(inside=Count("pk", filter=INSIDE), outside=Count("pk", filter=OUTSIDE))
    found = {(row["party"], row["level"]): (row["inside"], row["outside"]) for row in counted}
    return {
        party: [
            cap_line(law, level, on, counted=inside, exempt=outside)
            for level in CAPS
            for inside, outside in [found.get((party, level), (0, 0))]
        ]
        for party in wanted
    }
