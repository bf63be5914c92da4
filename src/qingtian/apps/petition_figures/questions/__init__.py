"""Named questions (问): each one statement of SQL, however many petitions there are.

``asked`` says which petitions are meant, ``measures`` what is counted of them, one file each for the groupings.
"""

from qingtian.apps.petition_figures.questions.asked import Asked, scope
from qingtian.apps.petition_figures.questions.groups import (
    by_area,
    by_channel,
    by_class,
    by_handler,
    by_hour,
    by_kind,
    by_month,
    extent,
    whole,
)
from qingtian.apps.petition_figures.questions.measures import MEASURES, Counts, condition

__all__ = [
    "MEASURES",
    "Asked",
    "Counts",
    "by_area",
    "by_channel",
    "by_class",
    "by_handler",
    "by_hour",
    "by_kind",
    "by_month",
    "condition",
    "extent",
    "scope",
    "whole",
]
