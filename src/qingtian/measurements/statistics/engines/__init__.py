"""Engines (计算引擎) that run the SQL files: DuckDB on one machine, Spark where a province needs one.

Both get the same files and must answer the same rows, cell by cell. An engine keeps named relations and knows nothing
of air.
"""

from __future__ import annotations

from qingtian.measurements.statistics.engines.base import Cell, Engine, Row
from qingtian.measurements.statistics.engines.duck import DuckDB

__all__ = ["Cell", "DuckDB", "Engine", "Row"]
