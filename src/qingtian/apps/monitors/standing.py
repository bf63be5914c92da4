"""How every outlet stands (排放口现状): the last day hour by hour. Three questions, however many outlets."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from qingtian.apps.monitors.models import HourValue, Outlet
from qingtian.apps.monitors.rules import COLUMNS, Rules, local_day, rules_of
from qingtian.apps.monitors.sent import HOUR, SHANGHAI
from qingtian.standards.sources.hours import Reported, State

#: an hour is owed once this much time has passed after its end: a setting of ours, as long as an hour's report takes
TO_ARRIVE = timedelta(hours=1)
HOURS = 24
#: of the factors of one hour the first of these is shown
WORST: tuple[State, ...] = (
    "over", "off_limits", "missing", "invalid", "no_converted", "substituted", "maintained", "starting", "stopped",
    "within", "no_limit",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Standing:
    """One outlet: the worst state of each of the last hours, and how many hours had each state for some factor."""

    outlet: Outlet
    hours: tuple[State | None, ...]
    counts: Counter[State]

    @property
    def now(self) -> State | None:
        """The state of the last hour owed; None where the outlet owes nothing."""
        return self.hours[-1]


def last_hour(now: datetime) -> datetime:
    """The beginning of the last hour that is owed by ``now``."""
    whole = (now - TO_ARRIVE).astimezone(SHANGHAI).replace(minute=0, second=0, microsecond=0)
    return whole - HOUR


def owes(outlet: Outlet, on: date) -> bool:
    """Whether the outlet was on the network that day."""
    return outlet.networked_on <= on and (outlet.closed_on is None or on <= outlet.closed_on)


def standings(outlets: Iterable[Outlet], now: datetime, hours: int = HOURS) -> list[Standing]:
    """Each outlet in the order given."""
    chosen, last = list(outlets), last_hour(now)
    starts = [last - n * HOUR for n in reversed(range(hours))]
    keys = [outlet.pk for outlet in chosen]
    rules = rules_of(keys, starts[0], last + HOUR)
    reported: defaultdict[tuple[int, datetime], dict[str, Reported]] = defaultdict(dict)
    rows = HourValue.objects.filter(latest=True, outlet__in=keys, period_start__range=(starts[0], last))
    for outlet, factor, start, *told in rows.values_list("outlet", "factor", "period_start", *COLUMNS):
        reported[outlet, start][factor] = Reported(*told)
    return [_standing(outlet, starts, rules, reported) for outlet in chosen]


def _standing(
    outlet: Outlet, starts: list[datetime], rules: Rules, reported: dict[tuple[int, datetime], dict[str, Reported]]
) -> Standing:
    shown: list[State | None] = []
    counts: Counter[State] = Counter()
    for start in starts:
        on = local_day(start)
        factors = rules.owed(outlet.pk, on) if owes(outlet, on) else []
        told = reported.get((outlet.pk, start), {})
        states = {rules.judged(outlet.pk, one, start, start + HOUR, told.get(one)).state for one in factors}
        shown.append(next((state for state in WORST if state in states), None))
        counts.update(states)
    return Standing(outlet, tuple(shown), counts)
