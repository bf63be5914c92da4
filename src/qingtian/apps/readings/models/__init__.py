"""The nouns of readings."""

from qingtian.apps.readings.models.correction import Correction
from qingtian.apps.readings.models.reading import Reading

__all__ = ["Correction", "Reading"]
