"""What the records found (发现的异常): spells above a limit, missing, unusable, or against the plant's electricity.

Each is a proposal to an officer, who may issue a notice about it; it is no verdict. Spells a notice is already about
are left out. The hours above a limit come from the database by comparing integers; the rest counts what is not there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q

from qingtian.apps.monitors.models import HourValue, MonitorNotice, Outlet, PermitLimit
from qingtian.apps.monitors.rules import Rules, local_day, rules_of
from qingtian.apps.monitors.sent import HOUR
from qingtian.apps.monitors.standing import owes
from qingtian.law import load_law
from qingtian.standards.sources.spells import Spell, spells

Kind = MonitorNotice.Kind
#: the least hours in a row, by kind, as a parameter of the law room
LEAST = {
    Kind.EXCEEDANCE: "monitors.exceedance_hours",
    Kind.MISSING: "monitors.missing_hours",
    Kind.INVALID: "monitors.invalid_hours",
}
Hours = Mapping[tuple[int, str], Iterable[tuple[datetime, int | None]]]


@dataclass(frozen=True, slots=True)
class Found:
    """One spell of one factor of one outlet."""

    outlet: Outlet
    factor: str
    kind: str
    spell: Spell


def found(outlets: Iterable[Outlet], begins: datetime, ends: datetime, on: date) -> list[Found]:
    """Every spell between the two moments that no notice is about, the latest first."""
    chosen = {outlet.pk: outlet for outlet in outlets}
    rules, noticed = rules_of(chosen, begins, ends), noticed_since(chosen, begins)
    told: list[Found] = []
    for kind, hours in (
        (Kind.EXCEEDANCE, _above(chosen, rules, begins, ends)),
        (Kind.MISSING, _missing(chosen, rules, begins, ends)),
        (Kind.INVALID, _unusable(chosen, rules, begins, ends)),
    ):
        least = int(load_law().figure(LEAST[kind], on=on).value)
        told += [
            Found(chosen[outlet], factor, kind, spell)
            for (outlet, factor), given in hours.items()
            for spell in spells(given)
            if spell.hours >= least
        ]
    new = [one for one in _whole_outages(told, rules) if not is_noticed(one, noticed)]
    return sorted(new, key=lambda one: (one.spell.ends, one.spell.hours), reverse=True)


def _whole_outages(told: Iterable[Found], rules: Rules) -> list[Found]:
    """Where every factor an outlet owes is missing for the same hours, that is one outage and not one a factor."""
    kept: list[Found] = []
    missing: defaultdict[tuple[int, Spell], list[Found]] = defaultdict(list)
    for one in told:
        if one.kind == Kind.MISSING:
            missing[one.outlet.pk, one.spell].append(one)
        else:
            kept.append(one)
    for (pk, spell), same in missing.items():
        owed = rules.owed(pk, local_day(spell.ends - HOUR))
        whole = len(same) > 1 and len(same) == len(owed)
        kept += [Found(same[0].outlet, "", Kind.MISSING, spell)] if whole else same
    return kept


def _above(outlets: Mapping[int, Outlet], rules: Rules, begins: datetime, ends: datetime) -> Hours:
    """Valid hours above their limit that nothing declared takes out."""
    over = Q(outlet__hours__scaled__gt=F("limit_scaled")) | Q(outlet__hours__scaled__lt=F("lowest_scaled"))
    over_converted = Q(converted=True, outlet__hours__converted_scaled__gt=F("limit_scaled"))
    held = PermitLimit.objects.filter(
        Q(converted=False) & over | over_converted,
        outlet__in=list(outlets),
        mean=PermitLimit.Mean.HOUR,
        outlet__hours__factor=F("factor"),
        outlet__hours__latest=True,
        outlet__hours__validity=HourValue.Validity.VALID,
        outlet__hours__period_start__gte=begins,
        outlet__hours__period_start__lt=ends,
    )
    columns = ("pk", "outlet", "factor", "converted", *(f"outlet__hours__{name}" for name in _VALUES))
    hours: defaultdict[tuple[int, str], list[tuple[datetime, int | None]]] = defaultdict(list)
    for pk, outlet, factor, by_converted, start, value, converted in held.order_by().values_list(*columns):
        row = rules.row(outlet, factor, local_day(start))
        if row is not None and row.pk == pk and not rules.declared(outlet, factor, start, start + HOUR):
            hours[outlet, factor].append((start, converted if by_converted else value))
    return hours


_VALUES = ("period_start", "scaled", "converted_scaled")


def _missing(outlets: Mapping[int, Outlet], rules: Rules, begins: datetime, ends: datetime) -> Hours:
    """Hours owed of which nothing came; starts are read only of those whose count is short."""
    whole = (ends - begins) // HOUR
    came = HourValue.objects.filter(latest=True, period_start__gte=begins, period_start__lt=ends).order_by()
    counted = came.filter(outlet__in=list(outlets)).values_list("outlet", "factor").annotate(n=Count("pk"))
    counts = {(outlet, factor): n for outlet, factor, n in counted}
    owed = [(pk, factor) for pk in outlets for factor in rules.owed(pk, local_day(ends - HOUR))]
    short = {place for place in owed if counts.get(place, 0) < whole}
    there: defaultdict[tuple[int, str], set[datetime]] = defaultdict(set)
    wanted = came.filter(outlet__in={pk for pk, _ in short}, factor__in={factor for _, factor in short})
    for outlet, factor, start in wanted.values_list("outlet", "factor", "period_start") if short else ():
        there[outlet, factor].add(start)
    starts = [begins + n * HOUR for n in range(whole)]
    return {
        place: [
            (start, None)
            for start in starts
            if start not in there[place]
            and owes(outlets[place[0]], local_day(start))
            and not rules.declared(*place, start, start + HOUR)
        ]
        for place in short
    }


def _unusable(outlets: Mapping[int, Outlet], rules: Rules, begins: datetime, ends: datetime) -> Hours:
    """Hours that came and cannot be judged: invalid, substituted, beyond the range; nothing declared explains them."""
    rows = HourValue.objects.filter(
        latest=True, outlet__in=list(outlets), period_start__gte=begins, period_start__lt=ends
    ).exclude(validity=HourValue.Validity.VALID)
    hours: defaultdict[tuple[int, str], list[tuple[datetime, int | None]]] = defaultdict(list)
    for outlet, factor, start in rows.order_by().values_list("outlet", "factor", "period_start"):
        limited = rules.row(outlet, factor, local_day(start)) or rules.row(
            outlet, factor, local_day(start), PermitLimit.Mean.DAY
        )
        if limited and not rules.declared(outlet, factor, start, start + HOUR):
            hours[outlet, factor].append((start, None))
    return hours


def noticed_since(outlets: Mapping[int, Outlet], begins: datetime) -> list[MonitorNotice]:
    notices = MonitorNotice.objects.filter(outlet__in=list(outlets), ends_at__gt=begins)
    return list(notices.exclude(proceeding__state="withdrawn"))


def is_noticed(one: Found, notices: Iterable[MonitorNotice]) -> bool:
    """Whether a notice of the same kind shares an hour with the spell."""
    return any(
        notice.outlet_id == one.outlet.pk
        and notice.kind == one.kind
        and notice.factor in ("", one.factor)
        and notice.begins_at < one.spell.ends
        and one.spell.begins < notice.ends_at
        for notice in notices
    )
