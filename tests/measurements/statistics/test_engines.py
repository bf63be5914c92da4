"""Spark answers what DuckDB answers, cell by cell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pytest

from qingtian.measurements.statistics import AirStatistics, Membership
from qingtian.measurements.statistics.engines import DuckDB
from qingtian.standards.air.rule_tables import rule_tables
from qingtian.standards.periods import period, span
from tests.measurements.statistics.build import COLUMNS, days

pytestmark = [pytest.mark.once, pytest.mark.slow]

FIRST, LAST = date(2026, 2, 1), date(2026, 3, 31)
WANTED = [period("2025-02"), period("2026-02"), period("2026-03"), period("2026-W10"), span(FIRST, LAST)]
MEMBERS = [Membership(place, f"s{n}") for n, place in enumerate("aaabbbcdefg")] + [
    Membership("all", f"s{n}", date(2026, 2, 10) if n % 2 else FIRST) for n in range(11)
]
#: every relation of the chain that holds an answer
RELATIONS = (
    "station_day",
    "place_day",
    "index_item",
    "day_index",
    "period_item",
    "period_statistic",
    "period_limit",
    "period_rate",
    "period_levels",
    "single_index",
    "composite_index",
    "ranking",
    "change_ranking",
)


@pytest.fixture(scope="module")
def hours(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two months over the turn of the editions, gaps of every size, values that tie."""
    rng, path = Random(3), tmp_path_factory.mktemp("golden") / "hours.parquet"
    rows = []
    for n in range(11):
        for day in days(date(2025, 2, 1), date(2025, 2, 28)) + days(FIRST, LAST):
            gap, base = rng.choice([0, 0, 1, 3, 30]), rng.choice([0, 30, 70, 150])
            for hour in range(1, 25):
                cells = [None if rng.randrange(100) < gap else 500 * rng.randrange(base, base + 40) for _ in range(5)]
                rows.append((f"s{n}", day, hour, *cells, None if rng.randrange(50) < gap else 100 * rng.randrange(40)))
    with duckdb.connect() as connection:
        columns = ", ".join(["station VARCHAR", "day DATE", "hour SMALLINT", *(f"{c} INTEGER" for c in COLUMNS)])
        connection.execute(f"CREATE TABLE hours ({columns})")
        lists = ", ".join(f"unnest(${n})" for n in range(1, 10))
        connection.execute(f"INSERT INTO hours SELECT {lists}", [list(cells) for cells in zip(*rows, strict=True)])
        connection.execute(f"COPY hours TO '{path}' (FORMAT parquet)")
    return path


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    """One session for the module, small: the data are. Without compiling, which would take most of the time."""
    sql = pytest.importorskip("pyspark.sql")
    settings = {
        "spark.ui.enabled": "false",
        "spark.driver.memory": "1g",
        "spark.sql.shuffle.partitions": "1",
        "spark.sql.adaptive.enabled": "false",
        "spark.sql.codegen.wholeStage": "false",
        "spark.sql.codegen.factoryMode": "NO_CODEGEN",
    }
    builder = sql.SparkSession.builder.master("local[2]").appName("statistics")
    for name, value in settings.items():
        builder = builder.config(name, value)
    try:
        found = builder.getOrCreate()
    except Exception as error:  # pyspark raises its own kinds where there is no Java
        pytest.skip(f"no Spark session: {error}")
    yield found
    found.stop()


def answers(engine: Any, hours: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every relation, sorted, after everything was asked."""
    air = AirStatistics([hours], MEMBERS, rule_tables(), engine)
    air.figures(WANTED)
    found = {name: engine.rows(f"SELECT * FROM {name}") for name in RELATIONS if "ranking" not in name}
    air.change_ranking(period("2026-02"), {"one": ["a", "b", "c", "d"], "two": ["e", "f", "g", "all", "nowhere"]})
    found |= {name: engine.rows(f"SELECT * FROM {name}") for name in ("ranking", "change_ranking")}
    return {name: sorted(rows, key=repr) for name, rows in found.items()}


def test_every_relation_is_the_same_on_spark(hours: Path, session: Any) -> None:
    from qingtian.measurements.statistics.engines.spark import Spark

    expected, found = answers(DuckDB(), hours), answers(Spark(session), hours)
    assert all(expected[name] for name in RELATIONS)
    for name in RELATIONS:
        assert found[name] == expected[name], name
