"""Measured days of an area as windows: the daily index of the air of record, what leads it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from qingtian.apps.air.figures import days_of
from qingtian.apps.air.models import Region
from qingtian.apps.air.places import CITY
from qingtian.apps.places.models import Area
from qingtian.foresight.warning import Window, day_window


def place_of(area: str) -> str:
    """The place of the air figures an area stands for: the whole city for the root of the tree, else its region."""
    root = Area.objects.filter(parent=None).order_by("path").values_list("code", flat=True).first()
    if area == root:
        return CITY
    code = Region.objects.filter(area__code=area).values_list("code", flat=True).first()
    return code or area


def measured_days(area: str, first: date, last: date) -> tuple[Window, ...]:
    """Every day from ``first`` to ``last``; a day without a valid index is there with None."""
    if last < first:
        return ()
    place = place_of(area)
    days = days_of((place,), first, last)
    found = []
    for number in range((last - first).days + 1):
        day = first + timedelta(days=number)
        index = days.index(place, day)
        found.append(day_window(day, index.aqi if index else None, "measured", items(index.primary if index else ())))
    return tuple(found)


def items(primary: Iterable[str]) -> tuple[str, ...]:
    """Pollutants as the tables name them: the day's ozone is ozone."""
    return tuple("O3" if code.startswith("O3") else code for code in primary)
