"""The story of one outlet (一个排放口): its hours judged, its days, what it declared, what its devices said."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from qingtian.apps.entered.queries import entries
from qingtian.apps.monitors.models import HourValue, Outlet, PermitLimit
from qingtian.apps.monitors.rules import Rules, local_day, rules_of
from qingtian.apps.monitors.sent import HOUR, SHANGHAI
from qingtian.apps.monitors.standing import last_hour, owes
from qingtian.errors import Refused
from qingtian.standards.entered import Entry, needed
from qingtian.standards.sources.days import TABLE, DayMean, day_mean
from qingtian.standards.sources.factors import WATER_FLOW
from qingtian.standards.sources.hours import Judged, Reported

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class HourOf:
    """One hour of one factor; ``row`` is its latest revision, None where nothing came."""

    start: datetime
    judged: Judged
    row: HourValue | None


@dataclass(frozen=True, slots=True)
class DayOf:
    """One day of one factor; ``refused`` says which table is lacking instead of a mean."""

    day: date
    mean: DayMean | None
    refused: Refused | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A factor over the days asked for, with its limit for an hour and for a day at their end."""

    factor: str
    unit: str
    hours: list[HourOf]
    limit: PermitLimit | None
    day_limit: PermitLimit | None


def midnight(on: date) -> datetime:
    """The beginning of a day in the city's own time."""
    return datetime.combine(on, time.min, SHANGHAI)


def series_of(outlet: Outlet, first: date, last: date, now: datetime) -> tuple[list[Series], Rules]:
    """Every factor the outlet owes or sent on these days, hours not yet owed left out; three questions."""
    begins, ends = midnight(first), min(midnight(last + ONE_DAY), last_hour(now) + HOUR)
    rules = rules_of([outlet.pk], begins, max(ends, begins + HOUR))
    rows: defaultdict[str, dict[datetime, HourValue]] = defaultdict(dict)
    held = HourValue.objects.filter(outlet=outlet, latest=True, period_start__gte=begins, period_start__lt=ends)
    for row in held:
        rows[row.factor][row.period_start] = row
    owed = set(rules.owed(outlet.pk, last))
    starts = [begins + n * HOUR for n in range(max(0, (ends - begins) // HOUR))]
    return [_series(outlet, factor, starts, rows[factor], rules, last) for factor in sorted(owed | set(rows))], rules


def _series(
    outlet: Outlet, factor: str, starts: list[datetime], rows: dict[datetime, HourValue], rules: Rules, last: date
) -> Series:
    hours = [_hour(outlet, factor, start, rows.get(start), rules) for start in starts if owes(outlet, local_day(start))]
    unit = next((row.unit for row in rows.values() if row.unit), "")
    limit = rules.row(outlet.pk, factor, last)
    return Series(factor, unit, hours, limit, rules.row(outlet.pk, factor, last, PermitLimit.Mean.DAY))


def _hour(outlet: Outlet, factor: str, start: datetime, row: HourValue | None, rules: Rules) -> HourOf:
    told = row and Reported(row.scaled, row.converted_scaled, row.validity, row.reason)  # type: ignore[arg-type]
    return HourOf(start, rules.judged(outlet.pk, factor, start, start + HOUR, told), row)


def days_of(outlet: Outlet, series: Series, every: list[Series], rules: Rules) -> list[DayOf]:
    """The day means of a factor, of whole days only; each refused by name where its table is not entered."""
    by_day: defaultdict[date, dict[int, int]] = defaultdict(dict)
    whole: defaultdict[date, int] = defaultdict(int)
    for hour in series.hours:
        on = local_day(hour.start)
        whole[on] += 1
        if (value := _counts(hour, series.day_limit)) is not None:
            by_day[on][hour.start.astimezone(SHANGHAI).hour] = value
    flow = _flow(every)
    held = entries(TABLE)
    return [
        _day(outlet, on, by_day[on], flow.get(on, {}), rules, series.factor, held)
        for on in sorted(whole)
        if whole[on] == ONE_DAY // HOUR
    ]


def _counts(hour: HourOf, limit: PermitLimit | None) -> int | None:
    """The value an hour brings to its day: a valid one that nothing declared takes out."""
    row = hour.row
    if (
        row is None
        or row.validity != HourValue.Validity.VALID
        or hour.judged.state in ("stopped", "starting", "maintained")
    ):
        return None
    return row.converted_scaled if limit is not None and limit.converted else row.scaled


def _flow(every: list[Series]) -> dict[date, dict[int, int]]:
    found: defaultdict[date, dict[int, int]] = defaultdict(dict)
    for series in every:
        for hour in series.hours if series.factor == WATER_FLOW else ():
            if (value := _counts(hour, None)) is not None:
                found[local_day(hour.start)][hour.start.astimezone(SHANGHAI).hour] = value
    return found


def _day(
    outlet: Outlet,
    on: date,
    hours: dict[int, int],
    flow: dict[int, int],
    rules: Rules,
    factor: str,
    held: tuple[Entry, ...],
) -> DayOf:
    try:
        entry = needed(held, TABLE, on)
    except Refused as refused:
        return DayOf(on, None, refused)
    limit = rules.limit(outlet.pk, factor, on, PermitLimit.Mean.DAY)
    return DayOf(on, day_mean(hours, outlet.medium, entry, limit, flow))
