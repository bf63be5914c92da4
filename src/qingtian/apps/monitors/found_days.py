"""Days above a day limit (日均值超标): proposals like hours above theirs, once the table of day means is entered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta

from qingtian.apps.entered.queries import entries
from qingtian.apps.monitors.found import Found, Kind, is_noticed, noticed_since
from qingtian.apps.monitors.models import HourValue, Outlet, PermitLimit
from qingtian.apps.monitors.rules import Rules, local_day, rules_of
from qingtian.apps.monitors.sent import HOUR, SHANGHAI
from qingtian.apps.monitors.story import midnight
from qingtian.standards.entered import entry_on
from qingtian.standards.sources.days import TABLE, day_mean
from qingtian.standards.sources.factors import WATER_FLOW
from qingtian.standards.sources.spells import Spell

ONE_DAY = timedelta(days=1)
Hours = dict[int, int]


def days_found(outlets: Iterable[Outlet], begins: datetime, ends: datetime) -> list[Found]:
    """Whole days between the two moments whose mean lies above the limit of that day, and no notice is about.

    Five questions, however many outlets. Without the table ``sources.day_mean`` no day is judged.
    """
    chosen = {outlet.pk: outlet for outlet in outlets}
    first, last = _whole_days(begins, ends)
    held = entries(TABLE)
    if not held or last < first:
        return []
    start, end = midnight(first), midnight(last + ONE_DAY)
    rules, noticed = rules_of(chosen, start, end), noticed_since(chosen, start)
    hours = _hours(rules, start, end)
    told = []
    for (pk, factor, day), given in hours.items():
        limit, entry = rules.limit(pk, factor, day, PermitLimit.Mean.DAY), entry_on(held, TABLE, day)
        if limit is None or entry is None:
            continue
        mean = day_mean(given, chosen[pk].medium, entry, limit, hours.get((pk, WATER_FLOW, day)))
        if mean.above and mean.mean is not None:
            spell = Spell(midnight(day), midnight(day + ONE_DAY), round(mean.mean))
            told.append(Found(chosen[pk], factor, Kind.EXCEEDANCE, spell))
    return [one for one in told if not is_noticed(one, noticed)]


def _whole_days(begins: datetime, ends: datetime) -> tuple[date, date]:
    """The first and the last day that lie within as a whole."""
    first, last = local_day(begins), local_day(ends)
    return first if midnight(first) >= begins else first + ONE_DAY, last - ONE_DAY


def _hours(rules: Rules, start: datetime, end: datetime) -> Mapping[tuple[int, str, date], Hours]:
    """Valid hours nothing declared takes out, of factors with a day limit, and the flow beside them."""
    limited = {(pk, factor) for pk, factor, mean in rules.limits if mean == PermitLimit.Mean.DAY}
    factors = {factor for _, factor in limited} | ({WATER_FLOW} if limited else set())
    rows = HourValue.objects.filter(latest=True, outlet__in={pk for pk, _ in limited}, factor__in=factors)
    rows = rows.filter(period_start__gte=start, period_start__lt=end, validity=HourValue.Validity.VALID).order_by()
    found: defaultdict[tuple[int, str, date], Hours] = defaultdict(dict)
    columns = ("outlet", "factor", "period_start", "scaled", "converted_scaled")
    for pk, factor, at, scaled, converted in rows.values_list(*columns):
        day = local_day(at)
        limit = rules.limit(pk, factor, day, PermitLimit.Mean.DAY)
        value = converted if limit is not None and limit.converted else scaled
        if value is not None and not rules.declared(pk, factor, at, at + HOUR):
            found[pk, factor, day][at.astimezone(SHANGHAI).hour] = value
    return found
