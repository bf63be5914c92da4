"""Days of dust (沙尘日) by place: those reported for any of its stations, whatever was answered above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qingtian.apps.air.models import DustCase
from qingtian.measurements.statistics.results import Membership


def dust_days(members: Sequence[Membership], first: date, last: date) -> dict[str, list[date]]:
    """Place → its days of dust from ``first`` to ``last``, in order; two queries."""
    cases = DustCase.objects.filter(first_day__lte=last, last_day__gte=first).prefetch_related("stations")
    found: dict[str, set[date]] = {}
    for case in cases:
        hit = {station.code for station in case.stations.all()}
        span = range(max(case.first_day, first).toordinal(), min(case.last_day, last).toordinal() + 1)
        for member in members:
            if member.station in hit:
                days = map(date.fromordinal, span)
                own = {day for day in days if member.first_day <= day <= member.last_day}
                found.setdefault(member.place, set()).update(own)
    return {place: sorted(days) for place, days in found.items()}
