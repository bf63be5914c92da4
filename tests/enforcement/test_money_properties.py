"""What holds of every sum: never negative, the cap holds, the cycles add up, one more day never costs less."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from qingtian.enforcement.court_window import DEMAND, court_window
from qingtian.enforcement.daily_penalty import Cycle, daily_penalty
from qingtian.enforcement.late_charge import late_charge
from qingtian.enforcement.money import FEN
from qingtian.law.calendars import ONE_DAY, Calendar
from qingtian.law.reading import load_law

LAW, CALENDAR = load_law(), Calendar()
fines = st.decimals("0.01", "100000000", places=2)
days = st.dates(date(2022, 1, 1), date(2027, 12, 31))


@given(fines, days, st.integers(0, 200))
def test_a_late_charge_is_never_negative_never_above_the_fine_and_grows_with_the_days(
    fine: Decimal, served: date, after: int
) -> None:
    paid = served + timedelta(days=after)
    today = late_charge(fine, served, paid, LAW, CALENDAR)
    tomorrow = late_charge(fine, served, paid + ONE_DAY, LAW, CALENDAR)
    assert 0 <= today.charge <= tomorrow.charge <= fine
    assert today.charge == today.charge.quantize(FEN)
    assert tomorrow.days - today.days in (0, 1)


@given(fines, days, st.lists(st.tuples(st.integers(0, 10), st.integers(1, 30)), min_size=1, max_size=6))
def test_the_cycles_of_a_daily_penalty_add_up(fine: Decimal, start: date, steps: list[tuple[int, int]]) -> None:
    cycles, today = [], start
    for gap, length in steps:
        served = today + timedelta(days=gap)
        today = served + timedelta(days=length)
        cycles.append(Cycle(served, today))
    whole = daily_penalty(fine, cycles, LAW, CALENDAR)
    each = [daily_penalty(fine, [cycle], LAW, CALENDAR) for cycle in cycles]
    assert whole.days == sum(length for _, length in steps) == sum(one.days for one in each)
    assert whole.amount == sum(one.amount for one in each) == fine * whole.days
    counted = [day for cycle in cycles for day in cycle.each_day()]
    assert len(counted) == len(set(counted)) == whole.days
    skipped = sum((last - first).days + 1 for first, last in whole.gaps)
    assert whole.days + skipped == (cycles[-1].found - cycles[0].served).days


@given(days)
def test_the_latest_demand_is_the_last_that_leaves_a_day_to_apply(served: date) -> None:
    window = court_window(served, LAW, CALENDAR)
    assert window.demand.due < window.closes
    a_day_later = window.latest_demand_service + ONE_DAY
    assert LAW.derive(DEMAND, start=a_day_later, calendar=CALENDAR).due >= window.closes
    assert CALENDAR.is_working(window.litigation.due)
