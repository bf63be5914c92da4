"""What everybody reads of automatic monitoring: hours of key units with marks, as sent; nothing of other units."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.test import Client

from qingtian.apps.monitors.actions.settle import settle
from qingtian.apps.monitors.models import Outlet
from qingtian.apps.proceedings.models import Proceeding
from tests.apps.monitors.outlets import DAY, HOUR, hour, outlet, unit
from tests.publishing import act

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
NOW = DAY + 13 * HOUR


@pytest.fixture
def shown(city: Any, monkeypatch: pytest.MonkeyPatch) -> Outlet:
    """Four hours above the limit, one declared hour missing, of a key unit; another unit is none."""
    monkeypatch.setattr("qingtian.web.middleware.city_now", lambda: NOW)
    key, plain = unit("望溪热电厂"), unit("石湾小作坊")
    key.key_unit = True
    key.save()
    made = outlet("DA001", key)
    hours = [place for place in range(12) if place != 3]
    settle([hour(made, place, "30.50", converted_text="41.2" if place > 7 else "20") for place in hours])
    other = outlet("DA777", plain)
    settle([hour(other, place, "30", converted_text="99") for place in hours])
    return made


def read(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_the_last_hour_of_key_units_as_sent_with_state_and_basis(
    shown: Outlet, django_assert_max_num_queries: Any
) -> None:
    page = read("/outlets/")
    for words in ("望溪热电厂", "30.50", "41.2", "超标", "没有经过执法核实", "凭记忆，未核实", "第二十三条"):
        assert words in page
    assert "石湾小作坊" not in page
    assert "above the limit" in read("/en/outlets/")
    assert "没有找到" in read("/outlets/?q=石湾")
    assert "缺测" in read("/outlets/DA001/")
    assert Client().get("/outlets/DA777/").status_code == 404
    with django_assert_max_num_queries(12):
        read("/outlets/")


def test_the_file_holds_every_hour_owed_and_says_what_is_missing(shown: Outlet) -> None:
    rows = list(csv.DictReader(io.StringIO(read("/outlets/hours.csv").removeprefix("\ufeff"))))
    today = [row for row in rows if row.get("排放口编号") == "DA001"]
    assert len(today) == 12
    assert {row["判定"] for row in today} == {"达标", "超标", "缺测"}
    (missing,) = [row for row in today if row["判定"] == "缺测"]
    assert missing["实测值（原文）"] == "", "missing is empty, never zero"
    told = json.loads(read("/outlets/hours.json?outlet=DA001"))["entries"]
    assert len(told) == 30 * 24 + 12
    assert json.loads(read("/outlets/hours.json?outlet=DA777"))["entries"] == []
    assert Client().get("/outlets/hours.exe").status_code == 404


def test_while_the_standing_decision_is_suspended_nothing_is_shown(city: Any, shown: Outlet) -> None:
    decision = Proceeding.objects.get(publication__kind="standing")
    act(city, decision, "suspend", "reviewer", NOW.date(), why="数据核对中")
    page = read("/outlets/")
    assert "望溪热电厂" not in page
    assert "数据核对中" in page
    assert json.loads(read("/outlets/hours.json"))["entries"] == []
    assert Client().get("/outlets/DA001/").status_code == 404
