"""The air of record asked by name (命名查询): what pages show and papers print, computed once for both.

``days_of``, ``figures_of`` and ``ranking_of`` answer from the lake as it stands, under the editions in force or one
that is named; every answer has its ``basis`` (snapshot, edition, unverified rules, program). Answers are kept under all
they rest on, so a warm one costs a few milliseconds. ``first_day`` and ``last_day`` say how far the lake reaches.

Papers: take ``ranking_of(period)`` for the ranking with its year before, ``figures_of`` for periods and ``days_of`` for
calendars; ``Basis`` is what must stand under every figure.
"""

from qingtian.apps.air.figures.answers import INDEX_STATISTICS, Basis, Days, PeriodFigures, Ranking
from qingtian.apps.air.figures.extent import first_day, last_day
from qingtian.apps.air.figures.questions import days_of, edition_on, figures_of, ranking_of
from qingtian.apps.air.figures.special import pm10_of, remaining_of

__all__ = [
    "INDEX_STATISTICS",
    "Basis",
    "Days",
    "PeriodFigures",
    "Ranking",
    "days_of",
    "edition_on",
    "figures_of",
    "first_day",
    "last_day",
    "pm10_of",
    "ranking_of",
    "remaining_of",
]
