"""Whether the air of every area can be judged: a region of evaluation with a station of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q, QuerySet

from qingtian.apps.air.models import Region, RegionStation
from qingtian.apps.places.models import Station
from qingtian.founding.checks.asking import below_the_city, check, name_of
from qingtian.language import Text


def _members(on: date) -> QuerySet[RegionStation]:
    """Memberships in force on a day."""
    begun = Q(first_day=None) | Q(first_day__lte=on)
    return RegionStation.objects.filter(begun, Q(last_day=None) | Q(last_day__gte=on))


def without_station(on: date) -> Sequence[Text]:
    """Areas and regions no station counts for; nothing is lacking where the installation holds no station at all."""
    if not Station.objects.exists():
        return []
    judged = set(_members(on).values_list("region", flat=True))
    regions = list(Region.objects.all())
    lacking = [Text(each.name_zh, each.name_en or each.name_zh) for each in regions if each.pk not in judged]
    covered = {each.area_id for each in regions}
    return lacking + [name_of(area) for area in below_the_city() if area.pk not in covered]


def stations_in_no_region(on: date) -> Sequence[Text]:
    """Evaluated stations that count for nothing."""
    counted = _members(on).values("station")
    return [name_of(station) for station in Station.objects.filter(evaluated=True).exclude(pk__in=counted)]


CHECKS = (
    check(
        "region_stations",
        "每个区域有空气站",
        "Every area has an air station",
        without_station,
        ("没有站点的区域不能评价，也不能排名。", "Without a station an area is neither judged nor ranked."),
        ("导入评价区域，写上站点。", "Import the regions of evaluation with their stations."),
        mend="desk:ledger",
        args=("regions",),
        must=False,
    ),
    check(
        "stations_in_regions",
        "参与评价的站点都有区域",
        "Every evaluated station counts for a region",
        stations_in_no_region,
        ("站点的数据不进任何统计。", "Its data enter no statistic."),
        ("导入评价区域，写上站点。", "Import the regions of evaluation with their stations."),
        mend="desk:ledger",
        args=("regions",),
        must=False,
    ),
)
