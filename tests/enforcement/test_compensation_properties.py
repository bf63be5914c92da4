"""What holds of every sheet of losses and every ledger of a claim: heads add up, nothing is negative or paid twice."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qingtian.enforcement.compensation_ledger import ZERO, Ledger, instalments, ledger_of, sum_or_zero
from qingtian.enforcement.losses import HEADS, Loss, read_sheet, total, written
from qingtian.errors import UnusableInput

sums = st.decimals("0.01", "100000000", places=2)
words = st.text("甲乙评估ab12（）,.", min_size=1, max_size=12)
sheets = st.dictionaries(st.sampled_from(list(HEADS)), st.tuples(sums, words, words, words), min_size=1)


@given(sheets)
def test_the_heads_add_up_to_the_fen_and_a_sheet_reads_back_as_it_was_written(held):
    sheet = tuple(Loss(head, *held[head]) for head in HEADS if head in held)
    assert total(sheet) == sum(amount for amount, *_ in held.values())
    assert total(sheet) >= max(loss.amount for loss in sheet)
    assert read_sheet(written(sheet)) == sheet


@given(st.permutations(list(HEADS)), sums)
def test_heads_stand_in_the_order_of_the_article_however_they_were_entered(order, sum_):
    lines = "\n".join(f"{HEADS[head].en} | {sum_} | m | e | w" for head in order)
    assert [loss.head for loss in read_sheet(lines)] == list(HEADS)


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("", "compensation.losses.nothing"),
        ("inquiry | 1", "compensation.losses.shape"),
        ("inquiry | 1 |  | b | c", "compensation.losses.shape"),
        ("injury | 1 | a | b | c", "compensation.losses.no_head"),
        ("inquiry | 1 | a | b | c\n调查、鉴定评估费用｜2｜a｜b｜c", "compensation.losses.twice"),
        ("inquiry | 0 | a | b | c", "enforcement.sum.not_positive"),
        ("inquiry | 1.001 | a | b | c", "enforcement.sum.finer_than_fen"),
        ("inquiry | NaN | a | b | c", "enforcement.sum.unreadable"),
    ],
)
def test_a_sheet_that_is_not_whole_is_refused_and_the_line_is_named(line, code):
    with pytest.raises(UnusableInput) as refused:
        read_sheet(line)
    assert refused.value.code == code


@given(sums, sums, st.lists(sums, max_size=8), st.booleans())
def test_a_balance_is_never_negative_and_payments_within_it_lead_to_exactly_nothing(payable, fallback, paid, demanded):
    facts = {"payable": str(payable), "fallback": str(fallback)}
    held = ledger_of(facts, paid, fallback_demanded=demanded)
    assert held.owed == payable + (fallback if demanded else ZERO)
    assert held.balance >= ZERO
    settled = ledger_of(facts, [held.owed], fallback_demanded=demanded)
    assert (settled.balance, settled.paid) == (ZERO, settled.owed)


@given(st.lists(st.tuples(st.integers(0, 400), sums), min_size=1, max_size=6), sums, st.integers(-10, 500))
def test_what_is_overdue_is_within_what_fell_due_and_grows_with_the_days(plan, paid, later):
    start = date(2026, 1, 1)
    lines = [{"due": (start + timedelta(days=days)).isoformat(), "title": str(sum_)} for days, sum_ in plan]
    read = instalments(lines)
    assert [one.due for one in read] == sorted(one.due for one in read)
    held = Ledger(sum((one.amount for one in read), ZERO), ZERO, paid, read)
    day = start + timedelta(days=later)
    assert ZERO <= held.overdue_on(day) <= held.overdue_on(day + timedelta(days=1)) <= held.balance
    first = read[0]
    if not later:
        assert Ledger(first.amount, ZERO, ZERO, (first,)).overdue_on(first.due) == ZERO, "its own day is in time"


def test_nothing_is_written_0_and_never_left_out_or_negative():
    assert sum_or_zero("0") == sum_or_zero("0.00") == ZERO
    assert sum_or_zero("1,000.50") == Decimal("1000.50")
    for wrong in ("", ".", "-0", "-1", "0.0.0"):
        with pytest.raises(UnusableInput):
            sum_or_zero(wrong)
