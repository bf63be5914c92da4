"""Noise (声环境): levels of day and night from hours by energy average, and their limits by place and day.

``day_levels`` and ``evaluate`` are pure. Limits are dated data in ``data``; those nobody read are entered by the
office (``standards.entered``), and without them the result is refused by name.
"""

from qingtian.standards.noise.evaluation import Evaluation, Verdict, evaluate
from qingtian.standards.noise.levels import DayLevels, Hours, SpanLevel, day_levels, energy_average
from qingtian.standards.noise.limits import Limits, Place, limits_on, zones

__all__ = [
    "DayLevels",
    "Evaluation",
    "Hours",
    "Limits",
    "Place",
    "SpanLevel",
    "Verdict",
    "day_levels",
    "energy_average",
    "evaluate",
    "limits_on",
    "zones",
]
