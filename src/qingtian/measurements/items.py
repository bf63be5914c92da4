"""The six items (六项) as the lake's columns carry them."""

from __future__ import annotations

#: code of the item, in the order of the columns
ITEMS = ("PM2_5", "PM10", "SO2", "NO2", "O3", "CO")
GASES = ("SO2", "NO2", "O3", "CO")
#: the unit every value of the item is kept in, in thousandths
UNITS = {item: "mg/m³" if item == "CO" else "µg/m³" for item in ITEMS}


def column(item: str) -> str:
    """The column of the hourly view: ``PM2_5`` → ``pm2_5``."""
    return item.lower()


COLUMNS = tuple(column(item) for item in ITEMS)
