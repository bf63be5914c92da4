"""The six pollutants (六项污染物) and what stands in the place of a concentration that is not there."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import Enum
from functools import cache
from types import MappingProxyType

from qingtian.standards.declared import Bilingual, Declared, package_data, read


class NotMonitored(Enum):
    """Not monitored by plan (未开展监测, printed ``/``); a gap (缺测) is ``None``. Neither is ever zero."""

    NOT_MONITORED = "/"


NOT_MONITORED = NotMonitored.NOT_MONITORED

#: What may stand for one item: a concentration, a gap, or "not monitored".
Concentration = Decimal | NotMonitored | None


class Pollutant(Declared):
    """One pollutant: its name and the unit every one of its concentrations is given in."""

    name: Bilingual
    unit: str


class _Pollutants(Declared):
    pollutants: dict[str, Pollutant]


@cache
def pollutants() -> Mapping[str, Pollutant]:
    """Code → pollutant, in the order in which an index names them."""
    declared = read(_Pollutants, package_data("qingtian.standards.air", "pollutants.yaml"))
    return MappingProxyType(declared.pollutants)
