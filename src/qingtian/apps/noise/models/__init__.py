"""The nouns of noise."""

from qingtian.apps.noise.models.noise_day import NoiseDay
from qingtian.apps.noise.models.noise_level import NoiseLevel
from qingtian.apps.noise.models.noise_point import NoisePoint, NoisePointZone

__all__ = ["NoiseDay", "NoiseLevel", "NoisePoint", "NoisePointZone"]
