"""Half to even, by integers."""

from __future__ import annotations

from fractions import Fraction

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.measurements.statistics.engines import DuckDB

pytestmark = pytest.mark.once


@settings(max_examples=20, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 10**15), st.integers(1, 10**9)), min_size=1, max_size=200))
def test_half_even_rounds_as_exact_fractions_do(quotients) -> None:
    pairs = quotients + [(2 * n + 1, 2) for n, _ in quotients if n < 10**14]
    values = ", ".join(f"({n}::BIGINT, {d}::BIGINT)" for n, d in pairs)
    connection = duckdb.connect()
    DuckDB(connection)
    found = connection.execute(f"SELECT n, d, half_even(n, d) FROM (VALUES {values}) AS v(n, d)").fetchall()
    assert all(value == round(Fraction(n, d)) for n, d, value in found)
