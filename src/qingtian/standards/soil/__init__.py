"""Risk of soil (土壤污染风险) by the use of the land: GB 36600 for construction land, GB 15618 for farmland.

``judge`` is pure: what was measured, the use of the land and the day in, a class with the value that decides out. The
values are dated data in ``data``; those the program does not hold are entered by the office (``standards.entered``).
"""

from qingtian.standards.soil.judging import ItemRisk, PointRisk, Sample, judge
from qingtian.standards.soil.levels import RISKS, Risk
from qingtian.standards.soil.values import LandUse, items, land_uses

__all__ = ["RISKS", "ItemRisk", "LandUse", "PointRisk", "Risk", "Sample", "items", "judge", "land_uses"]
