"""Petition offices, funds, staff and equipment of the counties come from sheets; what is lacking goes out as one."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from qingtian.apps.catalogue.models import OfficeFunds, PetitionOffice, UseOfData
from qingtian.ledgers.kinds import KINDS, RejectedRow, Setting
from tests.days import TODAY, at
from tests.gateways.conftest import sign_in

__all__ = ["sign_in"]
pytestmark = [pytest.mark.django_db, pytest.mark.once]


def take(kind, setting=None, **values):
    declared = KINDS[f"capability_{kind}"]
    row = {column.name: None for column in declared.columns} | values
    return declared.take(row, setting or Setting(at(TODAY)))


def test_a_row_is_created_changed_or_left_and_a_wrong_one_says_why(city):
    office = {"organ": "branch", "exists": True, "independent": True, "since": date(2019, 3, 1), "hours": "工作日 9–12",
              "address": "政务中心一楼", "phone": "0000-6200"}  # fmt: skip
    assert take("petition_offices", **office) == "created"
    assert take("petition_offices", **office) == "unchanged"
    assert take("petition_offices", **office | {"independent": False}) == "changed"
    assert PetitionOffice.objects.get().address == "政务中心一楼"
    assert take("funds", organ="branch", year=2026, planned=Decimal("120000.50"), received=Decimal(1)) == "created"
    assert OfficeFunds.objects.get().planned_cents == 12_000_050
    for wrong in ({"organ": "nowhere"}, {"exists": False, "independent": True}):
        with pytest.raises(RejectedRow):
            take("petition_offices", **office | wrong)
    twice = Setting(at(TODAY))
    take("petition_offices", twice, **office)
    with pytest.raises(RejectedRow, match="second time"):
        take("petition_offices", twice, **office)


def test_offices_and_what_is_lacking_leave_as_a_sheet_that_is_noted(city, sign_in):
    take("petition_offices", organ="branch", exists=False)
    answer = sign_in("inspector").get(reverse("desk:capability_export"))
    book = load_workbook(io.BytesIO(answer.content))
    assert [sheet.title for sheet in book] == ["信访机构", "缺口"]
    words = repr([[cell.value for cell in row] for sheet in book for row in sheet])
    assert "没有设信访机构" in words
    assert UseOfData.objects.get().data_set == "capability"
