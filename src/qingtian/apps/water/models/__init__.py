"""Records of water."""

from qingtian.apps.water.models.basin import Basin
from qingtian.apps.water.models.section import Section
from qingtian.apps.water.models.section_target import SectionTarget
from qingtian.apps.water.models.water_import import WaterImport
from qingtian.apps.water.models.water_publication import WaterPublication
from qingtian.apps.water.models.water_value import WaterValue

__all__ = ["Basin", "Section", "SectionTarget", "WaterImport", "WaterPublication", "WaterValue"]
