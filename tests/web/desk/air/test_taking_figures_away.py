"""Files of figures: the numbers as they are shown, what they rest on, and a line in the log of accounts."""

from __future__ import annotations

import io
from decimal import Decimal

import pytest
from openpyxl import load_workbook

from qingtian.apps.accounts.kinds import Kind
from qingtian.apps.accounts.models import LogEntry
from qingtian.web.desk.air.exports import as_number

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]


def test_the_file_has_the_mark_excel_needs_the_figures_of_the_page_and_their_basis(air, sign_in):
    body = sign_in("handler").get("/desk/air/ranking/?month=2026-10&format=csv").content.decode()
    assert body.startswith("\ufeff分组,名次")
    assert "国考区域,1,—,东片,45,-5,30,30,8,0.6,90," in body
    assert "# 数据快照 Snapshot:" in body


def test_numbers_in_a_workbook_are_numbers_with_the_decimals_shown(air, sign_in):
    content = sign_in("handler").get("/desk/air/ranking/?month=2026-10&format=xlsx").content
    sheet = load_workbook(io.BytesIO(content)).worksheets[0]
    row = {heading.value: cell for heading, cell in zip(sheet[1], sheet[2], strict=True)}
    assert (row["CO"].value, row["CO"].number_format) == (0.6, "0.0")
    assert row["优良率 %"].number_format == "0.0"
    assert row["PM10 同比"].value == -5


def test_a_file_taken_away_is_logged_with_its_length(air, sign_in):
    sign_in("handler").get("/desk/air/explore/?place=east&on=2026-10-01&format=csv")
    entry = LogEntry.objects.filter(kind=Kind.EXPORTED.value).latest("pk")
    assert (entry.person_code, "31 行" in entry.what_zh) == ("p-handler", True)


@pytest.mark.parametrize(
    ("shown", "number"),
    [("−3", Decimal(-3)), ("100.00", Decimal("100.00")), ("1,204", Decimal(1204)), ("+0.9", Decimal("0.9")),
     ("NA", "NA"), ("—", "—"), ("1450E1", "1450E1"), ("2026-10-31", "2026-10-31"), ("1,20", "1,20"), ("", "")],
)  # fmt: skip
def test_a_figure_is_a_number_and_a_code_is_not(shown, number):
    assert as_number(shown) == number
