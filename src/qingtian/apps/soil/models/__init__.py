"""The nouns of soil."""

from qingtian.apps.soil.models.key_unit import KeyUnit
from qingtian.apps.soil.models.soil_point import SoilPoint
from qingtian.apps.soil.models.soil_result import SoilResult
from qingtian.apps.soil.models.soil_sample import SoilSample

__all__ = ["KeyUnit", "SoilPoint", "SoilResult", "SoilSample"]
