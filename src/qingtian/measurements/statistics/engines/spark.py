"""Spark 4, for the data of a province on an existing cluster. Needs the extra ``qingtian[spark]``: pyspark and sqlglot.

The same SQL files, transpiled by sqlglot once a text and kept; the macros are put in as expressions.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qingtian.measurements.lake import Hourly
from qingtian.measurements.statistics.engines.base import Cell, Row
from qingtian.measurements.statistics.sql import macros, one_statement

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: a plan is written into every event of the session; ours are long
_PLAN_SHOWN = "4096"


class Spark:
    """An engine over a session. Small tables are given as rows, hours as Parquet files the cluster can read."""

    def __init__(self, session: SparkSession) -> None:
        self._session = session
        session.conf.set("spark.sql.maxPlanStringLength", _PLAN_SHOWN)

    def read(self, name: str, source: object) -> None:
        """``source``: a path or paths, a data frame, or a plain hourly view (one without decisions of review)."""
        if isinstance(source, Hourly):
            if not source.plain:
                raise ValueError("write the hourly view as a file first (Hourly.write): decisions change its values")
            source = source.paths
        if hasattr(source, "createOrReplaceTempView"):
            source.createOrReplaceTempView(name)
            return
        self._session.read.parquet(*_paths(source)).createOrReplaceTempView(name)

    def table(self, name: str, columns: Mapping[str, str], rows: Sequence[Row]) -> None:
        """As values in a statement, so that no Python runs on the cluster."""
        kinds = [{"VARCHAR": "STRING"}.get(kind, kind) for kind in columns.values()]
        casts = ", ".join(f"CAST({c} AS {kind}) AS {c}" for c, kind in zip(columns, kinds, strict=True))
        given = ", ".join("(" + ", ".join(map(_literal, row)) + ")" for row in rows or [(None,) * len(columns)])
        sql = f"SELECT {casts} FROM VALUES {given} AS given({', '.join(columns)})"
        self._session.sql(sql if rows else f"{sql} WHERE 1 = 0").createOrReplaceTempView(name)

    def view(self, name: str, sql: str) -> None:
        self._session.sql(translated(sql)).createOrReplaceTempView(name)

    def define(self, name: str, sql: str) -> None:
        """Kept where it was computed, without the plan it came from: plans of plans would grow with every step."""
        self._session.sql(translated(sql)).localCheckpoint().createOrReplaceTempView(name)

    def rows(self, sql: str) -> list[Row]:
        return [tuple(row) for row in self._session.sql(translated(sql)).collect()]


@cache
def translated(sql: str) -> str:
    """One statement of the DuckDB dialect as Spark's, the macros put in."""
    import sqlglot

    tree = sqlglot.parse_one(one_statement(sql), read="duckdb")
    text: str = tree.transform(_put_in).sql(dialect="spark", comments=False)
    return text


def _put_in(node: Any) -> Any:
    """A call of a macro as its body, the parameters replaced by what stands in the call."""
    import sqlglot.expressions as e

    if not isinstance(node, e.Anonymous) or node.name.lower() not in _bodies():
        return node
    names, body = _bodies()[node.name.lower()]
    given = dict(zip(names, (argument.transform(_put_in) for argument in node.expressions), strict=True))
    return e.Paren(this=body.copy().transform(lambda part: _argument(part, given)))


def _argument(part: Any, given: Mapping[str, Any]) -> Any:
    import sqlglot.expressions as e

    if isinstance(part, e.Column) and not part.table and part.name in given:
        return e.Paren(this=given[part.name].copy())
    return part


@cache
def _bodies() -> dict[str, tuple[tuple[str, ...], Any]]:
    """Name → parameters and body of every macro."""
    import sqlglot

    found = {}
    for macro in macros():
        head, body = macro[macro.index("CREATE MACRO") + len("CREATE MACRO") :].split(" AS\n", 1)
        name, parameters = head.strip().removesuffix(")").split("(")
        found[name] = (tuple(one.strip() for one in parameters.split(",")), sqlglot.parse_one(body, read="duckdb"))
    return found


def _literal(value: Cell) -> str:
    if value is None:
        return "NULL"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    escaped = value.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _paths(source: object) -> list[str]:
    if isinstance(source, str | Path):
        return [os.fspath(source)]
    if isinstance(source, Iterable):
        return [os.fspath(path) for path in source]
    raise TypeError(f"no data frame and no paths: {source!r}")
