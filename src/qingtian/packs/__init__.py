"""Configuration packs: what a real city needs to begin, as dated data with its marks of certainty.

May live here: one folder a city with YAML (areas, stations, ranking groups) and GeoJSON, and the loader that puts them
into the records. A pack holds no people, no matters and nothing invented: real names carry facts alone. What is only
remembered says so (``from_memory``) and stays marked until an officer has verified it.
"""

from qingtian.packs.loading import load_pack
from qingtian.packs.reading import AreaEntry, Pack, RankingGroup, StationEntry, names, read_pack
from qingtian.packs.report import PackReport, Unverified

__all__ = [
    "AreaEntry",
    "Pack",
    "PackReport",
    "RankingGroup",
    "StationEntry",
    "Unverified",
    "load_pack",
    "names",
    "read_pack",
]
