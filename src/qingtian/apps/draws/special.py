"""Special objects (特殊监管对象): by condition, the units the records speak of on a day.

The conditions are declared in ``qingtian.drawing.conditions``; here each is asked of the records. A condition without a
question (major risk) is known to no register and is entered with the pools.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from django.db.models import Count

from qingtian.apps.credit.queries import shown_on
from qingtian.apps.inspections.models import Visit
from qingtian.apps.proceedings.models import Proceeding
from qingtian.drawing.conditions import Condition, conditions_on
from qingtian.law import load_law

YEAR = timedelta(days=365)
#: states of a visit on a report that found something
VERIFIED = ("correcting", "corrected", "clue_raised")
REPORTS = "inspection.verified_complaints"


def punished(on: date) -> Iterable[str]:
    """Penalised within the year before."""
    since = (on - YEAR).isoformat()
    cases = Proceeding.objects.filter(procedure="penalty_case", projection__facts__outcome="penalised")
    cases = cases.filter(projection__facts__decided_on__gte=since, projection__facts__decided_on__lte=on.isoformat())
    return cases.values_list("party", flat=True)


def under_listed_supervision(on: date) -> Iterable[str]:
    """A listed supervision about the unit is open."""
    open_ = Proceeding.objects.filter(procedure="listed_supervision", ended_on=None, opened_on__lte=on)
    return open_.values_list("party", flat=True)


def of_bad_credit(on: date) -> Iterable[str]:
    """Listed as a serious violator on the day."""
    return shown_on(on).filter(level="serious").values_list("party", flat=True)


def often_reported(on: date) -> Iterable[str]:
    """Visits on reports within the year before that found something, so many as the law room says."""
    least = int(load_law().figure(REPORTS, on=on).value)
    found = Visit.objects.filter(ground="complaint", made=True, planned_on__gt=on - YEAR, planned_on__lte=on)
    found = found.filter(proceeding__state__in=VERIFIED)
    counted = found.values("party").order_by().annotate(n=Count("pk")).filter(n__gte=least)
    return counted.values_list("party", flat=True)


QUESTIONS: dict[str, Callable[[date], Iterable[str]]] = {
    "punished": punished,
    "listed_supervision": under_listed_supervision,
    "bad_credit": of_bad_credit,
    "verified_complaints": often_reported,
}


def special_objects(on: date) -> dict[str, tuple[Condition, ...]]:
    """By number of the unit, the conditions it meets on that day, in the order they are declared."""
    found: dict[str, list[Condition]] = {}
    for condition in conditions_on(on):
        question = QUESTIONS.get(condition.id)
        for party in sorted(set(question(on)) if question else ()):
            if party:
                found.setdefault(party, []).append(condition)
    return {party: tuple(met) for party, met in found.items()}
