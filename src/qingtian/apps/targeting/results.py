"""What visits found (检查结果), of plans and of any other kind: what a ranking learns from and is judged by.

Who went is not read: a ranking never knows it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from qingtian.apps.inspections.models import Visit

#: results of the declared procedure that say whether something was found
VIOLATIONS = frozenset({"told_to_correct", "penalty_clue"})
RESULTS = VIOLATIONS | {"nothing_found"}


@dataclass(frozen=True, slots=True)
class Result:
    """One visit with its result. ``random``: drawn, not chosen. ``on`` the planned day."""

    number: str
    party: str
    on: date
    random: bool
    ground: str
    result: str

    @property
    def violation(self) -> bool:
        return self.result in VIOLATIONS


def visits_with_results(until: date) -> list[Result]:
    """Every visit up to that day whose result is known, by day; one query."""
    rows = Visit.objects.filter(made=True, planned_on__lte=until).order_by("planned_on", "pk")
    columns = ("proceeding__number", "party", "planned_on", "ground", "proceeding__projection__facts__result")
    return [
        Result(number, party, on, ground == "random_draw", ground, result)
        for number, party, on, ground, result in rows.values_list(*columns)
        if result in RESULTS
    ]
