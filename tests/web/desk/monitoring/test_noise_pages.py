"""Pages of noise: days against limits, the month's exceedances, rates of a quarter, sites refused by name."""

from __future__ import annotations

import re
from datetime import date
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.entered.models import EnteredTable
from qingtian.apps.noise.models import NoisePoint
from qingtian.apps.places.models import Area
from tests.days import TODAY, at
from tests.web.desk.monitoring.ground_world import noise

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/monitoring/noise/"


def said(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))


@pytest.fixture
def client(city, sign_in: Any) -> Client:
    noise(city.areas["city"], TODAY)
    found: Client = sign_in("administrator")
    return found


def enter() -> None:
    EnteredTable.objects.create(
        table="noise.construction", first_day=date(2026, 1, 1), values={"site": {"day": "70", "night": "55"}},
        instrument="GB 12523-2025", clause="表 1", certainty="copy", source="测试", by="admin", at=at(TODAY, 9),
    )  # fmt: skip


def test_points_stand_with_their_last_day_and_the_marks_of_the_standards(client: Client) -> None:
    page = said(client.get(HOME))
    for words in ("点loud", "超 3.0", "达标", "GB 3096-2008", "凭记忆，未核实", "第 572 条"):
        assert words in page, words
    assert "没有录入" in page, "the site of 2026 waits for its limits"
    only = said(client.get(HOME + "?place=construction"))
    assert ("点site" in only, "点loud" in only) == (True, False)
    assert "3.0 above" in said(client.get("/en" + HOME))


def test_the_month_lists_what_lay_above_and_counts_what_was_not_judged(client: Client) -> None:
    page = said(client.get(HOME + f"exceedances/?month={TODAY:%Y-%m}"))
    assert "点loud" in page
    assert "点calm" not in page
    assert "没有评价 1 点次" in page
    assert "没有超标" in said(client.get(HOME + "exceedances/?month=2026-02"))
    assert client.get(HOME + "exceedances/?month=2099-01").status_code == 200
    book = load_workbook(BytesIO(client.get(HOME + f"exceedances/?month={TODAY:%Y-%m}&format=xlsx").content))
    row = list(book.worksheets[0].iter_rows(values_only=True))[-1]
    assert row[7:9] == (53, 50)


def test_the_quarter_has_rates_by_class_day_and_night_on_the_page_and_as_numbers(client: Client) -> None:
    page = said(client.get(HOME + "quarter/"))
    for words in ("100.0 %", "50.0 %", "全部功能区", "点次"):
        assert words in page, words
    assert "50.0 %" in said(client.get(f"{HOME}quarter/?year={TODAY.year}"))
    book = load_workbook(BytesIO(client.get(HOME + "quarter/?format=xlsx").content))
    rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows[-1][:8] == ("全部功能区", 2, 2, 2, 100, 2, 1, 50)
    assert LogEntry.objects.filter(what_zh__contains="功能区达标率").exists()


def test_a_site_at_night_is_refused_by_the_name_of_its_table_until_the_office_enters_it(client: Client) -> None:
    page = client.get(HOME + "sites/")
    assert "建筑施工场界噪声限值（GB 12523-2025）" in said(page)
    assert "tables/noise.construction/" in page.content.decode()
    assert "search/?q=%E6%9F%90%E5%B7%A5%E5%9C%B0" in page.content.decode()
    enter()
    page = said(client.get(HOME + "sites/"))
    assert "超 5.0" in page
    assert "本局录入第" in page


def test_one_point_tells_its_days_hours_and_limits(client: Client) -> None:
    page = client.get(HOME + "points/loud/")
    for words in ("60.0", "53.0", "2 类", "夜间", "16/8"):
        assert words in said(page), words
    assert "<svg" in page.content.decode()
    assert "打开这张表" in said(client.get(HOME + "points/site/"))
    assert "没有声级" in said(client.get(HOME + "points/loud/?month=2026-01"))
    assert client.get(HOME + "points/nowhere/").status_code == 404
    limits = said(client.get(HOME + "limits/"))
    assert "22:00" in limits
    assert "本地默认，属配置" in limits
    for address in ("exceedances/", "quarter/", "sites/", "limits/", "points/site/"):
        assert client.get("/en" + HOME + address).status_code == 200


def test_a_longer_list_asks_no_more_questions(client: Client) -> None:
    def questions() -> int:
        with CaptureQueriesContext(connection) as held:
            client.get(HOME)
        return len(held)

    questions()
    before, area = questions(), Area.objects.first()
    for number in range(30):
        NoisePoint.objects.create(code=f"n{number}", name_zh="点", name_en="Point", place="zone", area=area)
    assert questions() == before
