"""Hours of key discharging units (重点排污单位) as everybody may see them, with marks, under a standing decision.

Only units on the list of key units are shown, and nothing of their devices. A mark or a missing hour is shown as such;
figures are what the unit reported and have not been verified.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from qingtian.apps.monitors.models import HourValue, Outlet
from qingtian.apps.monitors.rules import Rules, local_day, rules_of
from qingtian.apps.monitors.sent import HOUR
from qingtian.apps.monitors.standing import last_hour, owes
from qingtian.apps.monitors.story import midnight
from qingtian.apps.publishing.gate import Gate, Publishable, Shown
from qingtian.language import Text
from qingtian.standards.sources.factors import factor_title
from qingtian.standards.sources.hours import STATES, Reported

KIND = "outlet_hour"
MEDIA = {"gas": Text("废气", "Gas"), "water": Text("废水", "Waste water")}
#: outlets on one page; days of a file about one outlet; hours of its page
ON_A_PAGE, DAYS, HOURS = 20, 31, 24


def _key_outlets() -> QuerySet[Outlet]:
    """Outlets of units on the list of key units."""
    held = Outlet.objects.filter(party__key_unit=True, party__kind="unit")
    return held.select_related("party", "area").order_by("party__name", "number")


@dataclass(frozen=True, slots=True)
class ShownOutlets:
    """One page of outlets with their last hour, or why nothing is shown; ``begins`` is the beginning of that hour."""

    rows: list[Shown]
    page: Page[Any] | None
    begins: datetime
    shut: Shown | None = None


def outlets_shown(gate: Gate, words: str, page: str | None, now: datetime) -> ShownOutlets:
    """The last hour owed of each outlet, a row a factor; as many questions however many outlets."""
    last = last_hour(now)
    if (shut := gate.closed(KIND)) is not None:
        return ShownOutlets([], None, last, shut)
    found = _key_outlets().filter(party__name__icontains=words) if words else _key_outlets()
    held = Paginator(found, ON_A_PAGE).get_page(page)
    return ShownOutlets(_hours_shown(gate, held.object_list, last, last + HOUR), held, last)


def outlet_shown(gate: Gate, number: str, now: datetime) -> list[Shown]:
    """The last 24 hours of one outlet, the latest first; nothing where it is not of a key unit."""
    last = last_hour(now)
    return _hours_shown(gate, _key_outlets().filter(number=number), last - (HOURS - 1) * HOUR, last + HOUR)


def days_shown(gate: Gate, number: str, last: date, now: datetime) -> list[Shown]:
    """Hours for a file: of one outlet as many days as a file holds, without a number the last day of all."""
    chosen = _key_outlets().filter(number=number) if number else _key_outlets()
    first = last - timedelta(days=DAYS - 1) if number else last
    return _hours_shown(gate, chosen, midnight(first), min(midnight(last + timedelta(days=1)), last_hour(now) + HOUR))


def _hours_shown(gate: Gate, outlets: Iterable[Outlet], begins: datetime, ends: datetime) -> list[Shown]:
    """Every hour owed in the span, missing ones too, the latest first."""
    if gate.closed(KIND) is not None:
        return []
    chosen = list(outlets)
    keys = [outlet.pk for outlet in chosen]
    rules, rows = rules_of(keys, begins, ends), {}
    held = HourValue.objects.filter(latest=True, outlet__in=keys, period_start__gte=begins, period_start__lt=ends)
    for row in held:
        rows[row.outlet_id, row.factor, row.period_start] = row
    starts = [begins + n * HOUR for n in range(max(0, (ends - begins) // HOUR))]
    told = [
        _row(outlet, factor, start, rows.get((outlet.pk, factor, start)), rules)
        for outlet in chosen
        for start in reversed(starts)
        if owes(outlet, local_day(start))
        for factor in rules.owed(outlet.pk, local_day(start))
    ]
    return gate.admit_all(Publishable(KIND, fields, str(fields["number"])) for fields in told)


def _row(outlet: Outlet, factor: str, start: datetime, row: HourValue | None, rules: Rules) -> dict[str, object]:
    told = row and Reported(row.scaled, row.converted_scaled, row.validity, row.reason)  # type: ignore[arg-type]
    judged = rules.judged(outlet.pk, factor, start, start + HOUR, told)
    on = local_day(start)
    limit = rules.row(outlet.pk, factor, on) or rules.row(outlet.pk, factor, on, "day")
    return {
        "number": outlet.number,
        "unit_name": outlet.party.name,
        "outlet": Text(outlet.name_zh, outlet.name_en),
        "medium": MEDIA[outlet.medium],
        "area": Text(outlet.area.name_zh, outlet.area.name_en),
        "permit": outlet.permit_number,
        "factor": factor_title(factor),
        "code": factor,
        "hour": start,
        "value": row.text if row else "",
        "converted": row.converted_text if row else "",
        "unit": row.unit if row else "",
        "mark": row.mark if row else "",
        "state": STATES[judged.state],
        "over": judged.state == "over",
        "limit": limit.figure if limit else "",
        "basis": limit.basis if limit else "",
        "revision": row.revision if row else None,
    }
