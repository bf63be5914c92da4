"""Statistics of the lake, one question an SQL file; see ``docs/explanation/air-statistics-chain.md``."""

from __future__ import annotations

from qingtian.measurements.statistics.air import AirStatistics
from qingtian.measurements.statistics.results import Membership

__all__ = ["AirStatistics", "Membership"]
