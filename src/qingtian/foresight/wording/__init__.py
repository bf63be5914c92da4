"""How a forecast is worded and judged (预报的表述和检验): AQI range, levels, primary pollutants; hits and errors."""

from qingtian.foresight.wording.judging import Judged, Observed, judged
from qingtian.foresight.wording.saying import ITEMS, RangeRule, Said, levels, said

__all__ = ["ITEMS", "Judged", "Observed", "RangeRule", "Said", "judged", "levels", "said"]
