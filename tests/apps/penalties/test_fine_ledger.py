"""The account of a case's fine: written by acts, moved by hand, changed by a ruling, added to and never changed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.db import Error, transaction

from qingtian.apps.penalties.actions.move_money import Told, enter, reverse
from qingtian.apps.penalties.fines import account_of
from qingtian.apps.penalties.models import FineEntry
from qingtian.errors import Refused
from tests.apps.penalties.walking import Case
from tests.apps.remedies.walk import received

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

SERVED, DUE = date(2026, 9, 1), date(2026, 9, 16)
Kind = FineEntry.Kind


@pytest.fixture
def case(city):
    """A fine of 3,000 yuan set and served on the spot on 1 September: to be paid by the 16th."""
    return Case(city, SERVED).do("punish_on_the_spot")


def pay(case, on, amount="3000", reference="P-1", kind=Kind.PAYMENT, today=date(2026, 12, 31)):
    return enter(case.matter, Told(kind, on, Decimal(amount), reference), by="handler", today=today)


def account(case, until=date(2026, 12, 31)):
    case.matter.refresh_from_db()
    return account_of(case.matter, until).account


def test_the_fine_is_due_from_the_day_it_is_served(case):
    row = FineEntry.objects.get()
    assert (row.kind, row.on, row.amount, row.act) == ("due", SERVED, Decimal("3000.00"), 2)
    assert account(case, DUE).payment.due == DUE
    assert account(case, DUE).days == ()
    assert account(case, date(2026, 9, 17)).charge == Decimal("90.00")


def test_nothing_is_due_before_the_decision_is_served(city):
    waiting = Case(city, SERVED).filed()
    assert account(waiting) is None
    with pytest.raises(Refused) as refused:
        pay(waiting, SERVED)
    assert refused.value.code == "fines.nothing_due"


def test_a_reference_counts_once_in_the_whole_office(city, case):
    pay(case, DUE, "1000")
    other = Case(city, SERVED).do("punish_on_the_spot")
    for one in (case, other):
        with pytest.raises(Refused, match=case.matter.number) as refused:
            pay(one, DUE, "1000")
        assert refused.value.code == "fines.twice"
    assert account(case).received == Decimal("1000.00")


@pytest.mark.parametrize(
    ("on", "reference", "code"),
    [
        (date(2027, 1, 1), "P-1", "fines.day"),
        (date(2026, 8, 31), "P-1", "fines.day"),
        (DUE, "  ", "fines.reference"),
    ],
)
def test_a_row_needs_a_day_of_the_case_and_a_reference(case, on, reference, code):
    with pytest.raises(Refused) as refused:
        pay(case, on, reference=reference)
    assert refused.value.code == code


def test_no_more_is_paid_back_than_was_paid_too_much_and_no_more_set_off_than_is_left(case):
    with pytest.raises(Refused, match=r"0\.00"):
        pay(case, DUE, "1", "R-1", Kind.REFUND)
    with pytest.raises(Refused, match=r"3000\.00"):
        pay(case, DUE, "3000.01", "S-1", Kind.SET_OFF)
    pay(case, DUE, "500", "S-1", Kind.SET_OFF)
    pay(case, DUE, "3000")
    assert account(case).too_much == Decimal("500.00")
    with pytest.raises(Refused, match=r"500\.00"):
        pay(case, date(2026, 10, 1), "500.01", "R-1", Kind.REFUND)
    pay(case, date(2026, 10, 1), "500", "R-1", Kind.REFUND)
    assert (account(case).left, account(case).too_much) == (0, 0)


def test_a_wrong_row_is_reversed_by_another_and_its_reference_is_free_again(city, case):
    pay(case, DUE)
    other = Case(city, SERVED).do("punish_on_the_spot")
    for number, reason in ((1, "wrong_case"), (9, "wrong_case"), (2, "no such reason"), (2, "voided")):
        with pytest.raises(Refused) as refused:
            reverse(case.matter, number, reason, by="handler", today=DUE)
        assert refused.value.code == "fines.reversed"
    reverse(case.matter, 2, "wrong_case", by="handler", today=DUE)
    with pytest.raises(Refused):
        reverse(case.matter, 2, "wrong_case", by="handler", today=DUE)
    assert account(case).received == 0
    assert pay(other, DUE).again == 1
    assert account(other).left == 0


def test_rows_are_never_changed_nor_deleted(case):
    row = FineEntry.objects.get()
    for wrong in (lambda: FineEntry.objects.update(amount=1), row.delete):
        with pytest.raises(Error), transaction.atomic():
            wrong()
    assert FineEntry.objects.get().amount == Decimal("3000.00")


def test_instalments_add_up_to_what_is_left_and_count_each_by_itself(case):
    pay(case, date(2026, 9, 5), "1000")
    told = {"applied_on": "2026-09-08", "instalments_decision": "approved", "pay_by": "2026-11-30"}
    lines = "2026-10-31 1000\n2026-11-30 1000.00"
    for wrong in (
        {"instalments": "2026-10-31 1000\n2026-11-30 999.99"},
        {"instalments": "2026-10-31 1000\n2026-11-30 一千"},
        {"instalments": lines, "pay_by": "2026-12-01"},
        {"instalments": "2026-09-09 1000\n2026-11-30 1000"},
        {"instalments": lines, "instalments_decision": "refused"},
        {"instalments": lines, "applied_on": "2026-08-31"},
        {"instalments": lines, "applied_on": "2026-09-10"},
        {"instalments": None, "pay_by": None},
    ):
        with pytest.raises(Refused) as refused:
            case.do("decide_instalments", date(2026, 9, 9), **{**told, **wrong})
        assert refused.value.basis == "penalty_law_2021 66"
    case.do("decide_instalments", date(2026, 9, 9), **told, instalments=lines)
    assert case.due("penalty.instalments") == date(2026, 11, 30)
    assert case.projection.clocks["penalty.payment"].status == "stopped"
    assert account(case, date(2026, 10, 31)).days == ()
    assert account(case, date(2026, 11, 1)).charge == Decimal("30.00")


def test_a_reconsideration_that_changes_the_fine_changes_the_account_and_its_days_do_not_count(city, case):
    about = {"about": case.matter.number, "filed_on": "2026-09-20", "applicant": case.matter.party}
    remedy = received(city, "reconsideration", date(2026, 9, 25), **about)
    assert account(case, date(2026, 10, 10)).charge == Decimal("270.00"), "17 to 19 September"
    remedy.do("list_evidence", "handler", evidence_list="笔录", bases="条例").on(date(2026, 9, 28))
    remedy.do("reply", "branch-head", answer="答复。").on(date(2026, 10, 12))
    told = {"decision_number": "云府复决〔2026〕9号", "decided_on": "2026-10-10", "reasons": "裁量过重。"}
    with pytest.raises(Refused, match="3000"):
        remedy.do("record_decision", "handler", outcome="changed", new_fine="3000.01", **told)
    remedy.do("record_decision", "handler", outcome="changed", new_fine="2000", **told)
    changed = FineEntry.objects.get(kind="change")
    assert (changed.amount, changed.about) == (Decimal("2000.00"), remedy.matter.number)
    after = account(case, date(2026, 10, 13))
    assert (after.fine, after.charge) == (Decimal("2000.00"), Decimal("240.00")), "three days before, one after"
    assert account_of(case.matter, date(2026, 10, 13)).pending[0].last == date(2026, 10, 12)


@pytest.mark.parametrize("outcome", ["revoked", "void"])
def test_a_revoked_fine_is_owed_no_more_and_what_was_paid_goes_back(city, case, outcome):
    pay(case, DUE)
    remedy = received(city, "reconsideration", date(2026, 9, 25), about=case.matter.number, filed_on="2026-09-20")
    told = {"decision_number": "云府复决〔2026〕9号", "decided_on": "2026-09-25", "reasons": "证据不足。"}
    remedy.do("record_decision", "handler", outcome=outcome, **told)
    assert (account(case).fine, account(case).left, account(case).too_much) == (0, 0, Decimal("3000.00"))


def test_a_lawsuit_changes_the_fine_only_once_its_judgment_is_in_force(city, case):
    suit = received(city, "lawsuit", date(2026, 9, 25), about=case.matter.number, filed_on="2026-09-20")
    suit.do("list_evidence", "handler", evidence_list="笔录", bases="条例")
    suit.do("answer", "branch-head", answer="答辩。").on(date(2026, 10, 20))
    first = {"form": "judgment", "first_number": "x", "first_reasons": "过重。", "first_fine": "1500"}
    suit.do("record_judgment", "handler", first_outcome="changed", **first)
    assert account(case).fine == Decimal("3000.00")
    final = {"decision_number": "x", "decided_on": "2026-10-20", "new_fine": "1500"}
    suit.on(date(2026, 11, 5)).do("take_effect", "handler", outcome="changed", **final)
    assert account(case).fine == Decimal("1500.00")
    assert account_of(case.matter, date(2026, 12, 31)).pending[0].last == date(2026, 11, 5)


def test_a_closed_case_bears_no_further_charge(case):
    closing = date(2026, 9, 20)
    case.do("enter_spot_decision", closing).do("record_performance", performed="no")
    case.do("close_case", closing_ground="other")
    assert account(case).charge == Decimal("360.00"), "17 to 20 September"
