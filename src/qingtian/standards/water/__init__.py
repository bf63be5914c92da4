"""Surface water (地表水) judged by GB 3838: class, exceedance, description of a basin, trophic level, city index.

Pure: values and a day in, exact results out. The tables are the YAML files in ``data``, each with its instrument, its
days and how sure it is; ``unverified`` names those that are not. ``classify_file`` applies them to a person's table.
"""

from qingtian.standards.water.classes import Classified, Values, classify
from qingtian.standards.water.evaluation import basin, evaluation_on, shares
from qingtian.standards.water.index import city_index, ranking_on, water_index
from qingtian.standards.water.items import items
from qingtian.standards.water.limits import CLASSES, Waterbody, limits_on
from qingtian.standards.water.means import average, mean
from qingtian.standards.water.measured import Measured, measured
from qingtian.standards.water.ranking import RecordedRule, change, ranks, rounded
from qingtian.standards.water.reading import Judged, judged
from qingtian.standards.water.trophic import trophic, trophic_on
from qingtian.standards.water.unverified import unverified_rules

__all__ = [
    "CLASSES",
    "Classified",
    "Judged",
    "Measured",
    "RecordedRule",
    "Values",
    "Waterbody",
    "average",
    "basin",
    "change",
    "city_index",
    "classify",
    "evaluation_on",
    "items",
    "judged",
    "limits_on",
    "mean",
    "measured",
    "ranking_on",
    "ranks",
    "rounded",
    "shares",
    "trophic",
    "trophic_on",
    "unverified_rules",
    "water_index",
]
