"""What hours are judged by: permit limits in force and the marks units declared, read once for many hours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from qingtian.apps.monitors.models import OperationMark, PermitLimit
from qingtian.apps.monitors.sent import SHANGHAI
from qingtian.standards.sources.hours import Declared, Judged, Limit, Reported, State, declared_state, judge

#: column values of an hour as judged: number, converted number, validity, reason
COLUMNS = ("scaled", "converted_scaled", "validity", "reason")


def local_day(moment: datetime) -> date:
    """The day of a moment by the clock of the city."""
    return moment.astimezone(SHANGHAI).date()


@dataclass(frozen=True, slots=True)
class Rules:
    """Limits by outlet, factor and mean; marks by outlet. Two questions, however many outlets."""

    limits: dict[tuple[int, str, str], list[PermitLimit]] = field(default_factory=dict)
    marks: dict[int, list[Declared]] = field(default_factory=dict)

    def row(self, outlet: int, factor: str, on: date, mean: str = PermitLimit.Mean.HOUR) -> PermitLimit | None:
        """The limit in force that day; of two that overlap, the later one."""
        held = self.limits.get((outlet, factor, mean), ())
        return next((one for one in reversed(held) if _holds(one, on)), None)

    def limit(self, outlet: int, factor: str, on: date, mean: str = PermitLimit.Mean.HOUR) -> Limit | None:
        """The same as the pure rules know it."""
        row = self.row(outlet, factor, on, mean)
        return None if row is None else Limit(row.limit_scaled, row.lowest_scaled, row.converted)

    def owed(self, outlet: int, on: date) -> list[str]:
        """Factors the outlet owes a value of every hour: those with a limit in force, for an hour or a day."""
        found = {factor for (of, factor, mean) in self.limits if of == outlet and self.row(of, factor, on, mean)}
        return sorted(found)

    def declared(self, outlet: int, factor: str, start: datetime, end: datetime) -> State | None:
        """What the unit declared of that hour."""
        return declared_state(self.marks.get(outlet, ()), factor, start, end)

    def judged(self, outlet: int, factor: str, start: datetime, end: datetime, reported: Reported | None) -> Judged:
        """The hour, with everything that was declared and permitted then."""
        limit = self.limit(outlet, factor, local_day(start))
        return judge(reported, limit, self.declared(outlet, factor, start, end))


def _holds(limit: PermitLimit, on: date) -> bool:
    return limit.valid_from <= on and (limit.valid_until is None or on <= limit.valid_until)


def rules_of(outlets: Iterable[int], begins: datetime, ends: datetime) -> Rules:
    """Everything that may hold of these outlets between the two moments."""
    chosen = list(outlets)
    limits: defaultdict[tuple[int, str, str], list[PermitLimit]] = defaultdict(list)
    held = PermitLimit.objects.filter(outlet__in=chosen, valid_from__lte=local_day(ends))
    for one in held.exclude(valid_until__lt=local_day(begins)).order_by("valid_from"):
        limits[one.outlet_id, one.factor, one.mean].append(one)
    marks: defaultdict[int, list[Declared]] = defaultdict(list)
    declared = OperationMark.objects.filter(
        outlet__in=chosen, withdrawn_at=None, begins_at__lt=ends, ends_at__gt=begins
    )
    for outlet, *mark in declared.values_list("outlet", "kind", "begins_at", "ends_at", "factor"):
        marks[outlet].append(Declared(*mark))
    return Rules(dict(limits), dict(marks))
