"""The nouns of air."""

from qingtian.apps.air.models.hour_reading import HourReading
from qingtian.apps.air.models.region import Region, RegionStation

__all__ = ["HourReading", "Region", "RegionStation"]
