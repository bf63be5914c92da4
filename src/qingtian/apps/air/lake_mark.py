"""The city's lake for writing: invented air in the demonstration's, measured air in a city's, never the other way."""

from __future__ import annotations

from qingtian.apps.air.lake import city_lake
from qingtian.apps.installation.kind import DEMONSTRATION, kind
from qingtian.measurements.lake import Lake
from qingtian.measurements.lake.invented import is_invented, other_kind


def writable_lake() -> Lake:
    """The city's lake, for writing. Refused ``lake.other_kind`` where its air is not of this installation's kind."""
    lake, demonstration = city_lake(), kind() == DEMONSTRATION
    if is_invented(lake.root) != demonstration and (is_invented(lake.root) or lake.snapshot().number):
        raise other_kind(lake.root)
    return lake
