"""The nouns of air."""

from qingtian.apps.air.models.hour_reading import HourReading

__all__ = ["HourReading"]
