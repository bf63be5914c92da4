"""Payments of fines from the sheet of the treasury or bank: once a reference, rejects kept, rehearsed first."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from qingtian.apps.penalties.fines import account_of
from qingtian.apps.penalties.models import FineEntry
from qingtian.apps.proceedings.models import Paper
from qingtian.tables import write_rejects
from tests.apps.penalties.walking import Case
from tests.ledgers.conftest import Import

pytestmark = pytest.mark.django_db(databases=["default", "identity"])

HEADINGS = ["处罚决定书文号", "缴款单位", "实缴金额", "入库日期", "交易流水号"]


@pytest.fixture
def case(city):
    """A fine of 3,000 yuan served on 1 September."""
    return Case(city, date(2026, 9, 1)).do("punish_on_the_spot").matter


def row(case, amount="3000", on="2026-09-16", reference="L-1", payer="恒达 涂装厂"):
    return [case.number, payer, amount, on, reference]


def payments():
    return FineEntry.objects.filter(kind="payment")


@pytest.mark.parametrize("xlsx", [False, True])
def test_a_row_pays_the_fine_of_its_case_and_the_payer_is_compared_not_kept(case, imported: Import, xlsx) -> None:
    report = imported("fine_payments", HEADINGS, row(case), xlsx=xlsx)
    assert (report.number_of("created"), report.rejected) == (1, 0)
    paid = payments().get()
    assert (paid.amount, paid.on, paid.reference) == (Decimal("3000.00"), date(2026, 9, 16), "L-1")
    assert (paid.payer_matches, paid.entered_by) == (True, "import")
    assert account_of(case, date(2026, 12, 31)).account.left == 0


def test_the_number_of_the_decision_finds_its_case(case, imported: Import) -> None:
    Paper.objects.filter(proceeding=case).update(number="望环罚〔2026〕7号")
    told = row(case)
    told[0] = "望环罚[2026]7号"
    assert imported("fine_payments", HEADINGS, told).number_of("created") == 1


def test_the_same_sheet_again_enters_nothing_and_another_sum_is_rejected(case, imported: Import) -> None:
    imported("fine_payments", HEADINGS, row(case))
    again = imported("fine_payments", HEADINGS, row(case), row(case, reference="L-2", amount="1"))
    assert (again.number_of("unchanged"), again.number_of("created")) == (1, 1)
    for other in (row(case, amount="2999"), row(case, on="2026-09-15")):
        report = imported("fine_payments", HEADINGS, other)
        assert report.rejected == 1
        assert case.number in report.rejects[0].faults[0].why.zh
    assert payments().count() == 2


def test_bad_rows_are_rejected_with_their_reasons_and_stop_no_other(case, imported: Import, tmp_path) -> None:
    bad = [
        ["CF-1999-000001", "", "3000", "2026-09-16", "L-2"],
        row(case, amount="0", reference="L-3"),
        row(case, amount="-5", reference="L-4"),
        row(case, amount="1.005", reference="L-5"),
        row(case, amount="三千", reference="L-6"),
        row(case, on="2026-12-31", reference="L-7"),
        row(case, on="2026-08-31", reference="L-8"),
        row(case, reference=""),
        row(case, reference="L-1"),
    ]
    report = imported("fine_payments", HEADINGS, row(case, payer="另一家"), *bad)
    assert (report.number_of("created"), report.rejected) == (1, len(bad))
    assert payments().get().payer_matches is False
    write_rejects(tmp_path / "rejects.csv", report.table, report.rejects)
    kept = (tmp_path / "rejects.csv").read_text(encoding="utf-8-sig")
    assert all(f"L-{number}" in kept for number in range(2, 9))


def test_a_rehearsal_shows_what_would_happen_and_enters_nothing(case, imported: Import) -> None:
    report = imported("fine_payments", HEADINGS, row(case), row(case, amount="x", reference="L-2"), rehearsal=True)
    assert (report.number_of("created"), report.rejected) == (1, 1)
    assert not payments().exists()
