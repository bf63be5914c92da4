"""Events of a quarter (事件) at a place: days of dust, warnings, cases and other matters; counts with a few numbers.

Matters are counted by their procedure and area. Of petitions nothing but how many: who reported never appears.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from qingtian.apps.air.dust import dust_days
from qingtian.apps.air.models import Region, RegionStation
from qingtian.apps.air.places import Place, members
from qingtian.apps.air_consultations.models import AirConsultation
from qingtian.apps.proceedings.models import Link, Proceeding
from qingtian.apps.tasks.queries import tasks_of
from qingtian.procedures import load_procedures
from qingtian.standards.periods import Period

#: procedures counted; of those after the bar only the number of matters is told
COUNTED = ("air_warning", "five_ones_case", "penalty_case", "monitor_alert", "reminder_letter", "interview")
ONLY_COUNTED = ("petition",)
#: numbers named of each
NAMED = 5
#: warnings are the city's: they are counted for every place
OF_THE_CITY = ("air_warning",)


def areas_of(place: str) -> list[int]:
    """The areas a region lies in: its own with those below, or those of its stations where it is composed."""
    region = Region.objects.filter(code=place).select_related("area").first()
    if region is None:
        return []
    if region.area_id:
        return [region.area_id]
    return sorted(set(RegionStation.objects.filter(region=region).values_list("station__area", flat=True)))


def events_part(place: Place, of: Period) -> dict[str, Any]:
    """Days of dust and matters opened in the period in the place's areas."""
    dust = dust_days(members([place.code]), of.first, of.last).get(place.code, [])
    here = Q(area__in=areas_of(place.code)) | Q(procedure__in=OF_THE_CITY)
    rows = Proceeding.objects.filter(
        here, procedure__in=[*COUNTED, *ONLY_COUNTED], opened_on__range=(of.first, of.last), restricted=False
    ).order_by("pk")
    by: dict[str, list[str]] = {}
    for procedure, number in rows.values_list("procedure", "number"):
        by.setdefault(procedure, []).append(number)
    matters = [
        {
            "procedure": one,
            "title": load_procedures().on(one, of.last).title.as_dict(),
            "count": len(by[one]),
            "numbers": by[one][-NAMED:] if one in COUNTED else [],
        }
        for one in (*COUNTED, *ONLY_COUNTED)
        if one in by
    ]
    return {"dust_days": [day.isoformat() for day in dust], "matters": matters}


def tasks_part(earlier: Sequence[AirConsultation]) -> list[dict[str, Any]]:
    """Tasks earlier consultations of the place set, open or ended."""
    return [
        {
            "number": task.proceeding.number,
            "title": task.proceeding.title,
            "organ": {"zh": task.organ.name_zh, "en": task.organ.name_en},
            "deadline": task.deadline.isoformat(),
            "ended": task.proceeding.ended_on.isoformat() if task.proceeding.ended_on else "",
        }
        for one in earlier
        for task in tasks_of(one.proceeding)
    ]


def letters_of(matter: Proceeding) -> list[Proceeding]:
    """Reminder letters the consultation gave rise to, in order."""
    links = matter.links_out.filter(
        kind=Link.Kind.GAVE_RISE_TO, undone_by__isnull=True, target__procedure="reminder_letter"
    )
    return [link.target for link in links.select_related("target").order_by("pk")]
