"""Days remaining to a target, and PM10 by itself."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from qingtian.measurements.statistics import AirStatistics, Membership
from qingtian.measurements.statistics.engines import DuckDB
from qingtian.standards.air.rule_tables import rule_tables
from qingtian.standards.periods import period
from tests.measurements.statistics.build import COLUMNS, days, of_days

pytestmark = pytest.mark.once

RULES = rule_tables()
APRIL = period("2025-04")


@settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.lists(st.none() | st.integers(0, 120), min_size=30, max_size=30), min_size=12, max_size=12),
    st.integers(1, 30),
    st.integers(5, 80),
)
def test_what_remains_is_what_the_target_leaves(series, as_of: int, target: int) -> None:
    rows = [
        (f"p{n}", APRIL.first + timedelta(days=k), None if value is None else 1000 * value, *[None] * 5)
        for n, values in enumerate(series)
        for k, value in enumerate(values)
    ]
    members = [Membership(f"p{n}", f"p{n}") for n in range(len(series))]
    targets = {(m.place, "PM2_5"): 1000 * target for m in members} | {(m.place, "AQI"): 87_500 for m in members}
    found = {
        (r.place, r.item): r for r in of_days(rows, members, RULES).remaining_days(APRIL, date(2025, 4, as_of), targets)
    }
    left = 30 - as_of
    for n, values in enumerate(series):
        there = [value for value in values[:as_of] if value is not None]
        control, allowed = found[f"p{n}", "PM2_5"], found[f"p{n}", "AQI"]
        rest = Fraction(target * (len(there) + left) - sum(there))
        assert control.value == (None if left == 0 else round(rest / left * 10) * 100)
        assert (control.valid, control.left) == (len(there), left)
        exceeding = sum(value > 75 for value in there)
        assert allowed.value == 1000 * ((len(there) + left) * 125 // 1000 - exceeding)


def test_a_day_outside_the_period_is_refused() -> None:
    with pytest.raises(ValueError, match="no day of"):
        of_days([], [Membership("p", "p")], RULES).remaining_days(APRIL, date(2025, 5, 1), {})


def test_pm10_has_its_own_view_with_dust_days_apart_and_a_rose() -> None:
    """30 days of PM10 at 90; on two of dust at 400, while the wind came from north-west (14)."""
    dust = [date(2025, 4, 10), date(2025, 4, 11)]
    connection = duckdb.connect()
    cells = ", ".join(f"NULL::INTEGER AS {c}" for c in COLUMNS if c not in ("pm10", "pm2_5"))
    connection.execute(
        f"CREATE TABLE given AS SELECT 's' AS station, DATE '2025-04-01' + d::INTEGER AS day, h::SMALLINT AS hour, "
        f"CASE WHEN d IN (9, 10) THEN 400000 ELSE 90000 END::INTEGER AS pm10, 20000::INTEGER AS pm2_5, {cells} "
        f"FROM range(30) AS a(d) CROSS JOIN range(1, 25) AS b(h)"
    )
    connection.execute(
        "CREATE TABLE wind AS SELECT station, day, hour, CASE WHEN day BETWEEN DATE '2025-04-10' AND DATE '2025-04-11' "
        "THEN 14 WHEN hour = 1 THEN -1 WHEN hour = 2 THEN NULL ELSE 4 END AS sector FROM given"
    )
    air = AirStatistics(connection.table("given"), [Membership("p", "s")], RULES, DuckDB(connection))
    (view,) = air.pm10_view(APRIL, {"p": dust}, connection.table("wind"))
    assert (view.days, view.days_with_index, view.days_leading, view.share_leading) == (30, 30, 30, 100_000)
    assert (view.dust_days, view.dust_days_leading) == (2, 2)
    assert (view.mean, view.mean_without_dust, view.valid) == (111_000, 90_000, 30)
    assert (view.hours, view.hours_over, view.dust_hours_over) == (720, 48, 48)
    assert [(s.sector, s.hours, s.hours_over, s.mean) for s in view.rose] == [
        (-1, 28, 0, 90_000),
        (4, 28 * 22, 0, 90_000),
        (14, 48, 48, 400_000),
    ]
    assert len(days(APRIL.first, APRIL.last)) == 30
