"""The invented city of the demonstration: 云屏 Yunping, as the configuration names it."""

from qingtian.config.city import DEMO_CITY

__all__ = ["DEMO_CITY"]
