"""How much was the weather (气象归一化): means of years as if every year had had the weather of all of them."""

from qingtian.foresight.normalising.adjusting import Adjusted, normalise
from qingtian.foresight.normalising.quarters import AdjustedQuarter, Change, Quarters

__all__ = ["Adjusted", "AdjustedQuarter", "Change", "Quarters", "normalise"]
