"""Which inspection first (检查排序): a calibrated probability an object, learned from earlier inspections alone.

``encoding`` makes numbers of the columns of a table, ``learning`` fits and calibrates, ``judging`` says how many days
earlier a ranking would have found what was found.
"""

from qingtian.targeting.rank.judging import days_earlier
from qingtian.targeting.rank.learning import Ranker, learn

__all__ = ["Ranker", "days_earlier", "learn"]
