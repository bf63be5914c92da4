"""Warning of heavy pollution (重污染天气预警): tiers as dated tables, the tier days reach, the lifting.

Pure: windows and a table in, a finding with its reasons out. It proposes; whoever answers for the air decides.
"""

from qingtian.foresight.warning.episodes import Spell, spells
from qingtian.foresight.warning.release import Release, release
from qingtian.foresight.warning.rule import Finding, Met, find
from qingtian.foresight.warning.tables import TIERS, Tier, TierTable, national, table_of_entries, table_on
from qingtian.foresight.warning.windows import SHANGHAI, Window, day_window

__all__ = [
    "SHANGHAI",
    "TIERS",
    "Finding",
    "Met",
    "Release",
    "Spell",
    "Tier",
    "TierTable",
    "Window",
    "day_window",
    "find",
    "national",
    "release",
    "spells",
    "table_of_entries",
    "table_on",
]
