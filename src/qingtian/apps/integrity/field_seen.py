"""What field units told of themselves (CN=3020) that gives a reason to look, outlet by outlet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Final

from django.db.models import Q

from qingtian.apps.integrity.seen import SHANGHAI, Seen
from qingtian.apps.monitors.models import FieldInfo, HourValue, OperationMark, Outlet
from qingtian.integrity.field_units import Reason, Span, Told, idle_plants, parameter_changes, visits_near_steps

HOUR: Final = timedelta(hours=1)
#: amounts that say an outlet discharged: stack gas and waste water
FLOWS: Final = ("a00000", "w00000")
STRENGTH: Final = {"parameter": 0.9, "visit": 0.7, "electricity": 0.8}
MAINTENANCE: Final = (OperationMark.Kind.MAINTENANCE, OperationMark.Kind.FAULT)
AROUND: Final = timedelta(days=2)


def seen_in_the_field(since: datetime, until: datetime) -> list[Seen]:
    """Reasons of every outlet whose device told something in that time."""
    told = FieldInfo.objects.filter(at__gte=since, at__lt=until, logger__outlet__isnull=False)
    outlets = Outlet.objects.filter(pk__in=told.values("logger__outlet")).select_related("area")
    return [one for outlet in outlets for one in _of_outlet(outlet, since, until)]


def _of_outlet(outlet: Outlet, since: datetime, until: datetime) -> list[Seen]:
    infos = FieldInfo.objects.filter(logger__outlet=outlet, at__gte=since, at__lt=until)
    rows = [Told(one.at, one.code, one.text, one.factor) for one in infos]
    values = _values(outlet, since, until)
    reasons = parameter_changes(rows, _maintenance(outlet, since, until))
    for factor, series in values.items():
        if factor not in FLOWS:
            reasons += visits_near_steps(rows, series)
    reasons += idle_plants(rows, _discharged(values))
    return [_seen(outlet, one, values) for one in _once(reasons)]


def _maintenance(outlet: Outlet, since: datetime, until: datetime) -> list[Span]:
    marks = OperationMark.objects.filter(Q(begins_at__lt=until, ends_at__gt=since), outlet=outlet, withdrawn_at=None)
    return [Span(one.begins_at, one.ends_at) for one in marks if one.kind in MAINTENANCE]


def _values(outlet: Outlet, since: datetime, until: datetime) -> dict[str, list[tuple[datetime, float]]]:
    """The latest hour values by factor, in their own unit."""
    hours = HourValue.objects.filter(
        outlet=outlet, latest=True, period_start__gte=since, period_start__lt=until, scaled__isnull=False
    )
    found: dict[str, list[tuple[datetime, float]]] = defaultdict(list)
    for factor, at, scaled in hours.order_by("period_start").values_list("factor", "period_start", "scaled"):
        found[factor].append((at, scaled / 1e6))
    return found


def _discharged(values: dict[str, list[tuple[datetime, float]]]) -> dict[date, float]:
    amounts: dict[date, float] = defaultdict(float)
    for factor in FLOWS:
        for at, value in values.get(factor, ()):
            amounts[at.astimezone(SHANGHAI).date()] += value
    return dict(amounts)


def _once(reasons: Iterable[Reason]) -> list[Reason]:
    """One reason a rule and moment: a log-in near a step of three factors is one visit."""
    return list({(one.rule, one.at, one.factor): one for one in reasons}.values())


def _seen(outlet: Outlet, one: Reason, values: dict[str, list[tuple[datetime, float]]]) -> Seen:
    begins = one.at if one.at.tzinfo else one.at.replace(tzinfo=SHANGHAI)
    begins = begins.astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)
    ends = begins + (timedelta(days=1) if one.rule == "electricity" else HOUR)
    series = values.get(one.factor) or next((found for name, found in values.items() if name not in FLOWS), [])
    return Seen(
        place_kind="source_monitor",
        place=outlet.number,
        name=outlet.name_zh,
        area=outlet.area.code,
        pattern=one.rule,
        begins_at=begins,
        ends_at=ends,
        strength=STRENGTH[one.rule],
        sentence=one.sentence,
        doubt=one.doubt,
        hours=_drawn(series, begins, ends),
    )


def _drawn(
    series: Sequence[tuple[datetime, float]], begins: datetime, ends: datetime
) -> tuple[tuple[str, float | None, float | None], ...]:
    near = [(at, value) for at, value in series if begins - AROUND <= at < ends + AROUND]
    return tuple((f"{at.astimezone(SHANGHAI):%Y-%m-%dT%H:%M}", round(value, 3), None) for at, value in near)
