"""The national real-time feed (全国空气质量实时数据), which the demonstration writes too; ``standards.air.feed``."""

from __future__ import annotations

from qingtian.measurements.importers.layout import ItemColumn, Layout
from qingtian.measurements.items import UNITS
from qingtian.standards.air.columns import columns_of
from qingtian.standards.air.feed import national_feed, natural_hour
from qingtian.standards.air.records import split

#: the day's highest hour so far, which the source calls O3: never below the current hour (``O3_24h``)
DAY_MAXIMUM = "O3"


def layout_of(heading: str, where: str) -> Layout:
    """Where things stand under a heading of the feed. UnusableInput ``air.columns``."""
    feed, columns = national_feed(), columns_of(heading, where)
    names = [cell.strip() for cell in split(heading) or ()]
    extra = ((DAY_MAXIMUM, names.index(DAY_MAXIMUM)),) if DAY_MAXIMUM in names else ()
    return Layout(
        feed="cnemc",
        width=columns.width,
        station=columns.station,
        station_name=feed.station,
        stamp=(columns.time,),
        stamp_name=feed.time,
        read_stamp=natural_hour,
        items=tuple(ItemColumn(item, name, at, UNITS[item]) for item, name, at in columns.items),
        gaps=feed.gaps,
        not_monitored=feed.not_monitored,
        extra=extra,
    )
