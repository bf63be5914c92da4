"""Marks on readings that look wrong (质控标记): found by declared rules, advice to whoever reviews, never a deletion.

How to use it::

    for one in flagged(lake, first_day, last_day, stations):  # Flagged(station, item, day, hour, value, flags)
        ...
    for one in episodes(flagged(...)):  # hours in a row with one mark, a natural day at most: what a review decides on
        ...

``Flag`` names the marks; calibration, maintenance and exceptional events come with the readings, the rest from
``rules``. ``sql`` is the same as a relation, for who joins it.
"""

from qingtian.measurements.flags.episodes import Episode, episodes
from qingtian.measurements.flags.find import Flagged, flagged, sql
from qingtian.measurements.flags.rules import FlagRules, read_rules, rules

__all__ = ["Episode", "FlagRules", "Flagged", "episodes", "flagged", "read_rules", "rules", "sql"]
