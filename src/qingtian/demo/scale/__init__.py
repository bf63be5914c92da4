"""The year of the demonstration several times over, for load: every copy has its own numbers and a whole chain."""

from qingtian.demo.scale.multiply import multiply

__all__ = ["multiply"]
