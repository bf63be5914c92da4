"""Hot issues (热点难点): which groups of reports are hot, by declared thresholds, and the sentence that says why.

Happenings come in, groups of them go out. People are counted by marks that tell nobody; a computed group is a hint to
look and decides nothing.
"""

from qingtian.insight.hot.finding import Found, find
from qingtian.insight.hot.happening import Happening
from qingtian.insight.hot.measures import Measures, measure
from qingtian.insight.hot.thresholds import Rule, Thresholds, read_thresholds

__all__ = ["Found", "Happening", "Measures", "Rule", "Thresholds", "find", "measure", "read_thresholds"]
