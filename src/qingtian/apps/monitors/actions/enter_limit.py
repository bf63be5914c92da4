"""Enter a permit limit (登记许可限值): from its day on; the one before ends the day before it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction

from qingtian.apps.monitors.actions.typed import BACKWARDS, day, day_or_none, lacks, number, number_or_none, words
from qingtian.apps.monitors.models import Outlet, PermitLimit
from qingtian.language import Text
from qingtian.standards.sources.scale import scaled

NO_CHOICE = Text("选一项。", "Choose one.")
NOT_POSITIVE = Text("限值要大于零。", "A limit lies above zero.")
THERE = Text("这一天起的限值已经登记。", "A limit from that day is entered already.")
NO_OXYGEN = Text("按折算值的，先登记排放口的基准含氧量。", "A converted limit needs the outlet’s reference oxygen.")


@transaction.atomic
def enter_limit(outlet: Outlet, typed: Mapping[str, str]) -> PermitLimit:
    """One more limit of the outlet. Raises Refused naming the field. An earlier one that runs on is ended."""
    factor, mean = words(typed.get("factor", ""), "factor", 12), typed.get("mean", "")
    if mean not in PermitLimit.Mean.values:
        raise lacks("mean", NO_CHOICE)
    highest, lowest = number(typed.get("limit", ""), "limit"), number_or_none(typed.get("lowest", ""), "lowest")
    first, last = (
        day(typed.get("valid_from", ""), "valid_from"),
        day_or_none(typed.get("valid_until", ""), "valid_until"),
    )
    converted = typed.get("converted", "") != ""
    if highest <= 0:
        raise lacks("limit", NOT_POSITIVE)
    if (lowest is not None and lowest >= highest) or (last is not None and last < first):
        raise lacks("lowest" if lowest is not None and lowest >= highest else "valid_until", BACKWARDS)
    if converted and outlet.reference_oxygen is None:
        raise lacks("converted", NO_OXYGEN)
    others = outlet.limits.select_for_update().filter(factor=factor, mean=mean)
    if others.filter(valid_from=first).exists():
        raise lacks("valid_from", THERE)
    others.filter(valid_from__lt=first, valid_until=None).update(valid_until=first - timedelta(days=1))
    return PermitLimit.objects.create(
        outlet=outlet,
        factor=factor,
        mean=mean,
        limit=highest,
        lowest=lowest,
        unit=typed.get("unit", "").strip()[:16],
        converted=converted,
        basis=words(typed.get("basis", ""), "basis", 200),
        valid_from=first,
        valid_until=last,
        limit_scaled=scaled(highest),
        lowest_scaled=None if lowest is None else scaled(lowest),
    )
