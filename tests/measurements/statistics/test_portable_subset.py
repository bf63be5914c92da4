"""The SQL files keep to what every engine computes alike: integers, few functions, no clock."""

from __future__ import annotations

import re
from itertools import chain

import pytest
import sqlglot
import sqlglot.expressions as e

from qingtian.measurements.statistics.chain import DAYS, PERIODS
from qingtian.measurements.statistics.engines.spark import translated
from qingtian.measurements.statistics.sql import macros, names, question

pytestmark = pytest.mark.once

#: what may be called; a rounding, a quantile, a mean, a rank or a clock of an engine is none of them
FUNCTIONS = (
    e.Count, e.Sum, e.Max, e.Min, e.BitwiseOrAgg, e.Coalesce, e.Greatest, e.RowNumber,
    e.Cast, e.Case, e.If, e.And, e.Or,
)  # fmt: skip
MACROS = {"half_even"}
TYPES = {e.DataType.Type.BIGINT}
FORBIDDEN = (e.Div, e.Interval, e.Subquery, e.Limit, e.Qualify, e.Filter)


@pytest.mark.parametrize("name", names())
def test_a_file_keeps_to_the_subset(name: str) -> None:
    text = question(name)
    (tree,) = sqlglot.parse(text, read="duckdb")
    for node in tree.walk():
        if isinstance(node, e.Anonymous):
            assert node.name in MACROS, f"{name}: {node.name}()"
        elif isinstance(node, e.Func) and not isinstance(node, e.Connector):
            assert isinstance(node, FUNCTIONS), f"{name}: {node.sql()}"
        assert not isinstance(node, FORBIDDEN), f"{name}: {node.sql()}"
        if isinstance(node, e.Literal) and not node.is_string:
            assert re.fullmatch(r"\d+", node.name), f"{name}: {node.name} is no whole number"
        if isinstance(node, e.DataType):
            assert node.this in TYPES, f"{name}: {node.sql()}"
        if isinstance(node, e.Sum):
            assert node.find_ancestor(e.Cast) is not None, f"{name}: cast {node.sql()} to BIGINT"


@pytest.mark.parametrize("name", names())
def test_a_file_begins_with_its_question(name: str) -> None:
    head = " ".join(line.removeprefix("-- ") for line in question(name).splitlines() if line.startswith("--"))
    assert "?" in head
    assert len(question(name).splitlines()) <= 200


def test_every_file_is_asked_and_every_macro_is_an_expression() -> None:
    asked = {"rule_day_wide", "day_of_hours", "ozone_windows", "station_day", "place_hour", "station_item_day", *DAYS}
    asked |= {"ranking", "change_ranking", "remaining_days", "allowed_days", "pm10_days", "pm10_hours", "pm10_rose"}
    assert set(names()) == asked | {"pooled_hours", *PERIODS}
    assert all("half_even(" not in translated(question(name)) for name in names())
    assert len(macros()) == 1


def test_no_file_holds_a_legal_number() -> None:
    """What may stand as a number: parts of the arithmetic (per cent, the multiple of 1 to 8, hours), never a limit."""
    arithmetic = {
        "0",
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "100",
        "840",
        "1000",
        "100000",
        "1099511627776",
        "1099511627775",
        "2147483648",
    }
    hours = {str(hour) for hour in range(25)}
    found = chain.from_iterable(
        (
            (name, node.name)
            for node in sqlglot.parse_one(question(name), read="duckdb").find_all(e.Literal)
            if not node.is_string
        )
        for name in names()
    )
    assert [(name, number) for name, number in found if number not in arithmetic | hours] == []
