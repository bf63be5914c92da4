"""A month of every outlet in counts (月传输率、有效率): each hour owed once, by factor. Few questions, however many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, Value
from django.db.models.functions import Least

from qingtian.apps.monitors.models import HourValue, OperationMark, Outlet
from qingtian.apps.monitors.rules import Rules, local_day, rules_of
from qingtian.apps.monitors.sent import HOUR
from qingtian.apps.monitors.standing import last_hour
from qingtian.apps.monitors.story import midnight
from qingtian.standards.periods import Period
from qingtian.standards.sources.rates import Counts

Place = tuple[int, str]
Span = tuple[datetime, datetime]


@dataclass(frozen=True, slots=True)
class MonthOf:
    """One factor of one outlet in a month."""

    outlet: Outlet
    factor: str
    counts: Counts


def month_of_outlets(outlets: Iterable[Outlet], month: Period, now: datetime) -> list[MonthOf]:
    """Every factor each outlet owed, counted up to the last hour owed by ``now``."""
    chosen = list(outlets)
    begins, ends = midnight(month.first), min(midnight(month.last + timedelta(days=1)), last_hour(now) + HOUR)
    if ends <= begins:
        return []
    spans = {outlet.pk: span for outlet in chosen if (span := _on_the_network(outlet, begins, ends))}
    rules = rules_of(spans, begins, ends)
    told, touched = _told(spans, begins, ends), _touched(spans, begins, ends, rules)
    found = []
    for outlet in (one for one in chosen if one.pk in spans):
        span = spans[outlet.pk]
        for factor in rules.owed(outlet.pk, local_day(span[1] - HOUR)):
            place, declared = (outlet.pk, factor), _declared_hours(rules, outlet, factor, *span)
            found.append(MonthOf(outlet, factor, _counts(span, told[place], declared, touched[place])))
    return found


def _on_the_network(outlet: Outlet, begins: datetime, ends: datetime) -> Span | None:
    """The part of the month in which the outlet owed hours."""
    first = max(begins, midnight(outlet.networked_on))
    last = min(ends, midnight(outlet.closed_on + timedelta(days=1))) if outlet.closed_on else ends
    return (first, last) if first < last else None


def _told(spans: Mapping[int, Span], begins: datetime, ends: datetime) -> defaultdict[Place, Counter[str]]:
    """How many hours came, by validity; those before the network or after the end of an outlet are not owed."""
    found: defaultdict[Place, Counter[str]] = defaultdict(Counter)
    beside = Q()
    for outlet, (first, last) in spans.items():
        if (first, last) != (begins, ends):
            beside |= Q(outlet=outlet) & (Q(period_start__lt=first) | Q(period_start__gte=last))
    held = HourValue.objects.filter(latest=True, outlet__in=list(spans))
    held = held.filter(period_start__gte=begins, period_start__lt=ends).order_by()
    if beside:
        held = held.exclude(beside)
    for outlet, factor, validity, n in held.values_list("outlet", "factor", "validity").annotate(n=Count("pk")):
        found[outlet, factor][validity] += n
    return found


def _touched(
    spans: Mapping[int, Span], begins: datetime, ends: datetime, rules: Rules
) -> defaultdict[Place, Counter[tuple[str, str]]]:
    """Hours that came although the unit declared them: by what was declared, and by validity."""
    seen: dict[tuple[int, str, datetime], tuple[str, str]] = {}
    marks = OperationMark.objects.filter(
        outlet__in=list(spans),
        withdrawn_at=None,
        outlet__hours__latest=True,
        outlet__hours__period_start__gte=begins,
        outlet__hours__period_start__lt=Least(F("ends_at"), Value(ends)),
        outlet__hours__period_end__gt=F("begins_at"),
    )
    columns = [f"outlet__hours__{name}" for name in ("factor", "period_start", "validity")]
    for outlet, factor, start, validity in marks.order_by().values_list("outlet", *columns):
        declared = rules.declared(outlet, factor, start, start + HOUR)
        if declared and spans[outlet][0] <= start < spans[outlet][1]:
            seen[outlet, factor, start] = (declared, validity)
    found: defaultdict[Place, Counter[tuple[str, str]]] = defaultdict(Counter)
    for (outlet, factor, _), kind in seen.items():
        found[outlet, factor][kind] += 1
    return found


def _declared_hours(rules: Rules, outlet: Outlet, factor: str, begins: datetime, ends: datetime) -> Counter[str]:
    """Hours of the span by what the unit declared of them, whether a value came or not."""
    found: dict[datetime, str] = {}
    for mark in rules.marks.get(outlet.pk, ()):
        if mark.factor not in ("", factor):
            continue
        start = max(begins, begins + (mark.begins - begins) // HOUR * HOUR)
        while start < min(mark.ends, ends):
            if state := rules.declared(outlet.pk, factor, start, start + HOUR):
                found[start] = state
            start += HOUR
    return Counter(found.values())


def _counts(
    span: Span,
    told: Mapping[str, int],
    declared: Mapping[str, int],
    touched: Mapping[tuple[str, str], int],
) -> Counts:
    whole = (span[1] - span[0]) // HOUR
    plain = {kind: told.get(kind, 0) - sum(n for (_, of), n in touched.items() if of == kind) for kind in _KINDS}
    came_while_stopped = sum(n for (state, _), n in touched.items() if state == "stopped")
    return Counts(
        **plain,
        missing=whole - sum(declared.values()) - sum(plain.values()),
        maintained=declared.get("maintained", 0),
        starting=declared.get("starting", 0),
        stopped=declared.get("stopped", 0),
        received=sum(told.values()) - came_while_stopped,
    )


_KINDS = ("valid", "substituted", "invalid")
