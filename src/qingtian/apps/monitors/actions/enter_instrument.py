"""Enter an instrument (登记监测仪器): the one before it of the same factor is removed the day before."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from django.db import transaction

from qingtian.apps.monitors.actions.typed import BACKWARDS, day, lacks, number_or_none, words
from qingtian.apps.monitors.models import Instrument, Outlet


@transaction.atomic
def enter_instrument(outlet: Outlet, typed: Mapping[str, str]) -> Instrument:
    """One more instrument of the outlet. Raises Refused naming the field."""
    factor, first = words(typed.get("factor", ""), "factor", 12), day(typed.get("installed_on", ""), "installed_on")
    low = number_or_none(typed.get("range_low", ""), "range_low")
    high = number_or_none(typed.get("range_high", ""), "range_high")
    if low is not None and high is not None and low >= high:
        raise lacks("range_high", BACKWARDS)
    earlier = outlet.instruments.filter(factor=factor, installed_on__lt=first, removed_on=None)
    earlier.update(removed_on=first - timedelta(days=1))
    return Instrument.objects.create(
        outlet=outlet,
        factor=factor,
        maker=typed.get("maker", "").strip()[:80],
        model=typed.get("model", "").strip()[:80],
        serial=typed.get("serial", "").strip()[:40],
        range_low=low,
        range_high=high,
        installed_on=first,
    )
