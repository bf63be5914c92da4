"""The account of a fine: the worked example, instalments, time of a remedy, and its sums under any movement."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qingtian.enforcement.fine_account import Due, Moved, Plan, fine_account
from qingtian.enforcement.late_charge import late_charge
from qingtian.law import Calendar, load_law

LAW, CALENDAR = load_law(), Calendar()
SERVED = date(2026, 3, 2)
FINE = Decimal("200000.00")
DAY = timedelta(days=1)


def account(until, fine=FINE, **more):
    return fine_account(fine, SERVED, LAW, CALENDAR, until=until, **more)


def planned(*dues, since=date(2026, 3, 10)):
    return Plan(since, dues)


def paid(on, amount="200000.00"):
    return Moved(on, Decimal(amount))


@pytest.mark.parametrize(
    ("until", "days", "charge", "capped"),
    [
        (date(2026, 3, 17), 0, "0.00", False),
        (date(2026, 3, 18), 1, "6000.00", False),
        (date(2026, 4, 17), 31, "186000.00", False),
        (date(2026, 4, 19), 33, "198000.00", False),
        (date(2026, 4, 20), 34, "200000.00", True),
        (date(2026, 12, 31), 34, "200000.00", True),
    ],
)
def test_the_worked_example_to_the_yuan_and_the_day(until, days, charge, capped):
    found = account(until)
    assert (len(found.days), found.charge, found.capped) == (days, Decimal(charge), capped)
    assert found.payment.due == date(2026, 3, 17)
    assert found.left == FINE + Decimal(charge)


@pytest.mark.parametrize("day", [date(2026, 3, 17), date(2026, 3, 18), date(2026, 4, 17), date(2026, 4, 20)])
def test_paid_at_once_it_agrees_with_the_late_charge_by_command(day):
    found = account(date(2026, 12, 31), moved=[paid(day)])
    assert found.charge == late_charge(FINE, SERVED, day, LAW, CALENDAR).charge
    assert (found.fine_left, found.too_much) == (0, 0)


def test_a_part_payment_lowers_the_base_from_the_next_day():
    found = account(date(2026, 3, 20), moved=[paid(date(2026, 3, 18), "150000.00")])
    assert [(one.base, one.charge) for one in found.days] == [
        (Decimal("200000.00"), Decimal("6000.00")),
        (Decimal("50000.00"), Decimal("1500.00")),
        (Decimal("50000.00"), Decimal("1500.00")),
    ]


def test_an_instalment_is_late_by_itself_and_the_rest_is_not():
    plan = [planned(Due(date(2026, 4, 30), Decimal("100000.00")), Due(date(2026, 6, 30), Decimal("100000.00")))]
    assert account(date(2026, 4, 30), plans=plan).days == ()
    late = account(date(2026, 5, 2), plans=plan)
    assert [one.base for one in late.days] == [Decimal("100000.00")] * 2
    assert late.charge == Decimal("6000.00")
    met = account(date(2026, 7, 2), plans=plan, moved=[paid(date(2026, 4, 30), "100000.00")])
    assert [one.day for one in met.days] == [date(2026, 7, 1), date(2026, 7, 2)]


def test_a_plan_approved_late_leaves_the_days_before_it_as_they_were():
    plan = planned(Due(date(2026, 6, 30), FINE), since=date(2026, 3, 20))
    found = account(date(2026, 7, 1), plans=[plan])
    assert [one.day for one in found.days] == [date(2026, 3, day) for day in (18, 19, 20)] + [date(2026, 7, 1)]


def test_what_a_plan_leaves_out_stays_due_as_without_it():
    plan = planned(Due(date(2026, 6, 30), Decimal("150000.00")))
    found = account(date(2026, 3, 19), plans=[plan], moved=[paid(date(2026, 3, 5), "30000.00")])
    assert [one.base for one in found.days] == [Decimal("20000.00")] * 2


def test_a_later_plan_takes_the_place_of_an_earlier_one():
    plans = [
        planned(Due(date(2026, 4, 30), FINE)),
        planned(Due(date(2026, 8, 31), FINE), since=date(2026, 4, 20)),
    ]
    assert account(date(2026, 8, 31), plans=plans).days == ()
    assert account(date(2026, 9, 1), plans=plans).charge == Decimal("6000.00")


def test_days_of_a_remedy_are_shown_and_add_nothing():
    pending = [(date(2026, 3, 20), date(2026, 5, 20))]
    found = account(date(2026, 5, 21), not_counted=pending)
    counted = [one.day for one in found.days if one.counted]
    assert counted == [date(2026, 3, 18), date(2026, 3, 19), date(2026, 5, 21)]
    assert found.charge == Decimal("18000.00")
    assert sum(one.charge for one in found.days if not one.counted) == 0


def test_a_smaller_fine_leaves_the_last_instalments_out_and_the_rest_is_too_much():
    plan = [planned(Due(date(2026, 4, 30), Decimal("100000.00")), Due(date(2026, 6, 30), Decimal("100000.00")))]
    found = account(date(2026, 7, 1), Decimal("120000.00"), plans=plan, moved=[paid(date(2026, 4, 20), "150000.00")])
    assert [one.amount for one in found.dues] == [Decimal("100000.00"), Decimal("20000.00")]
    assert (found.left, found.too_much) == (0, Decimal("30000.00"))


def test_a_revoked_fine_owes_nothing_and_all_of_it_is_paid_back():
    found = account(date(2026, 7, 1), Decimal("0.00"), moved=[paid(date(2026, 3, 10))])
    assert (found.charge, found.left, found.too_much) == (0, 0, FINE)
    back = account(
        date(2026, 7, 1), Decimal("0.00"), moved=[paid(date(2026, 3, 10)), paid(date(2026, 6, 1), "-200000")]
    )
    assert (back.too_much, back.received) == (0, 0)


def test_odd_fen_are_rounded_once_so_that_the_days_add_up():
    fine = Decimal("33.33")
    found = account(date(2026, 4, 17), fine)
    assert found.charge == Decimal("31.00") == late_charge(fine, SERVED, date(2026, 4, 17), LAW, CALENDAR).charge
    assert {one.charge for one in found.days} <= {Decimal("0.99"), Decimal("1.00"), Decimal("1.01")}


MONEY = st.integers(min_value=1, max_value=10**9).map(lambda fen: Decimal(fen) / 100)
LATER = st.integers(min_value=0, max_value=200).map(lambda days: SERVED + timedelta(days=days))
SPANS = st.tuples(LATER, st.integers(0, 60)).map(lambda one: (one[0], one[0] + timedelta(days=one[1])))


@settings(max_examples=60, deadline=None)
@given(
    fine=MONEY,
    moved=st.lists(st.builds(Moved, LATER, MONEY), max_size=5),
    spans=st.lists(SPANS, max_size=3),
    parts=st.lists(st.tuples(LATER, MONEY), max_size=4),
    until=LATER,
)
def test_no_sum_is_negative_the_cap_holds_and_the_parts_add_up(fine, moved, spans, parts, until):
    plan = [planned(*(Due(on, amount) for on, amount in parts))] if parts else []
    found = account(until, fine, moved=moved, plans=plan, not_counted=spans)
    sums = (found.charge, found.fine_met, found.charge_met, found.fine_left, found.charge_left, found.too_much)
    assert all(one >= 0 for one in sums)
    assert found.charge <= found.most == fine
    assert found.fine_met + found.charge_met + found.too_much == found.received
    assert found.fine_met + found.fine_left == fine
    assert found.charge_met + found.charge_left == found.charge == sum((one.charge for one in found.days), Decimal(0))
    assert all(one.amount > 0 for one in found.dues)
    assert sum((one.amount for one in found.dues), Decimal(0)) == fine
    assert all(one.charge == 0 for one in found.days if not one.counted)


@settings(max_examples=40, deadline=None)
@given(fine=MONEY, on=LATER, more=MONEY, spans=st.lists(SPANS, max_size=2))
def test_paying_more_or_a_remedy_never_raises_the_charge(fine, on, more, spans):
    until = SERVED + timedelta(days=200)
    plain = account(until, fine)
    assert account(until, fine, moved=[Moved(on, more)]).charge <= plain.charge
    assert account(until, fine, not_counted=spans).charge <= plain.charge
    assert account(until + DAY, fine).charge >= plain.charge
