"""Air quality index (空气质量指数, AQI) by the edition of HJ 633 in force on the day of the data.

``hourly_index`` and ``daily_index`` are pure: concentrations and a date in, an ``AirIndex`` out. The tables they use
are the YAML files in ``data``. ``commands`` applies them to a file of the national feed.
"""

from qingtian.standards.air.categories import Category, categories, category_of
from qingtian.standards.air.editions import Edition, edition_on, editions
from qingtian.standards.air.index import AirIndex, daily_index, hourly_index
from qingtian.standards.air.pollutants import NOT_MONITORED, NotMonitored, Pollutant, pollutants
from qingtian.standards.air.sensitive import sensitive_groups

__all__ = [
    "NOT_MONITORED",
    "AirIndex",
    "Category",
    "Edition",
    "NotMonitored",
    "Pollutant",
    "categories",
    "category_of",
    "daily_index",
    "edition_on",
    "editions",
    "hourly_index",
    "pollutants",
    "sensitive_groups",
]
