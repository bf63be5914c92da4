"""Whose air became worse: the PM10 mean of the last whole month against the same month a year before, by area."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from qingtian.apps.air.figures.answers import Ranking
from qingtian.apps.air.figures.questions import ranking_of
from qingtian.apps.air.models import Region
from qingtian.apps.air.places import ranked_regions
from qingtian.apps.people.models import Organ
from qingtian.apps.supervision.rules import Happening
from qingtian.standards.periods import month_of

ITEM = "PM10"


def worse_air(on: date) -> Iterator[Happening]:
    """One happening a ranked region whose mean rose; a missing mean on either side is no rise."""
    if not ranked_regions():
        return
    last = on.replace(day=1) - timedelta(days=1)
    yield from risen(ranking_of(month_of(last)), last)


def risen(ranking: Ranking, last: date) -> Iterator[Happening]:
    """The same from an answered ranking; whole per cent, rounded down."""
    areas = {row.code: row.area for row in Region.objects.filter(area__isnull=False).select_related("area")}
    governments = dict(Organ.objects.filter(kind="government", area__isnull=False).values_list("area__code", "code"))
    for place in ranking.places:
        now, before = ranking.figure(place.code, ITEM), ranking.figure_before(place.code, ITEM)
        area = areas.get(place.code)
        unit = governments.get(area.code) if area else None
        if area is None or unit is None or now is None or before is None:
            continue
        if now.value is None or before.value is None or before.value <= 0 or now.value <= before.value:
            continue
        rise = (now.value - before.value) * 100 // before.value
        words = {"month": f"{last:%Y-%m}", "now": written(now.value), "before": written(before.value)}
        yield Happening("air", rise, f"{place.code}:{ITEM}:{last:%Y-%m}", unit, None, area.pk, words)


def written(thousandths: int) -> str:
    """A mean in whole micrograms, as the ranking prints it."""
    return str((thousandths + 500) // 1000)
