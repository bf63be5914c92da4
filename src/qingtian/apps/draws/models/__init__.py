"""The nouns of random inspection: a draw with its frozen pools, a drawn object."""

from qingtian.apps.draws.models.drawn_object import DrawnObject
from qingtian.apps.draws.models.random_draw import RandomDraw

__all__ = ["DrawnObject", "RandomDraw"]
