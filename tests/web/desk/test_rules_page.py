"""The catalogue and the tables on their page: an administrator adds with source and certainty; nothing changes."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client

from qingtian.apps.penalties.models import CatalogueEntry, LocalTable

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/enforcement/rules/"
CHOICE = "/desk/enforcement/calculators/law-choice/?act=2026-08-14&decided=2026-10-20&violation=over_limit&go=1&medium="
ENTRY = {
    "violation": "over_limit",
    "title_zh": "超标排放水污染物",
    "title_en": "Discharge over the limit, water",
    "instrument": "water_law_2017",
    "article": "83",
    "from_day": "2018-01-01",
    "to_day": "2026-08-14",
    "medium": "water",
    "minimum": "100,000",
    "maximum": "1000000",
    "certainty": "from_memory",
    "source": "法制科抄录（测试）",
}
TABLE = """
title: {zh: 云屏裁量表（测试）, en: Yunping table (test)}
version: "2026-1"
model: weight_accumulation
basis: {instrument: local_practice, article: ""}
certainty: local_default
from: 2026-01-01
factors:
  fault:
    title: {zh: 主观过错, en: Fault}
    group: common
    basis: {instrument: penalty_measures_2023, article: "41"}
    certainty: local_default
    bands:
      slight: {title: {zh: 轻, en: Slight}, percent: "12.5"}
      grave: {title: {zh: 重, en: Grave}, percent: 40}
"""


def said(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))


@pytest.fixture
def administrator(sign_in: Any) -> Client:
    client: Client = sign_in("administrator")
    return client


def test_an_added_range_decides_the_choice_of_law_for_its_medium_and_carries_its_mark(administrator: Client) -> None:
    assert "未载入，问法制人员" in said(administrator.get(CHOICE + "water"))
    assert administrator.post(HOME + "new/", ENTRY).status_code == 302
    page = said(administrator.get(CHOICE + "water"))
    assert "前后规定相同" in page
    assert "凭记忆，未核实" in page
    assert "不能比较轻重" in said(administrator.get(CHOICE + "air"))
    listed = said(administrator.get(HOME))
    assert "法制科抄录（测试）" in listed
    # a correction is a further row, which goes first
    administrator.post(HOME + "new/", {**ENTRY, "maximum": "500000", "certainty": "sure"})
    assert CatalogueEntry.objects.count() == 2
    assert "新规定处罚较重" in said(administrator.get(CHOICE + "water"))


def test_what_is_not_an_entry_is_refused_beside_its_field(administrator: Client) -> None:
    for changed, words in (
        ({"violation": "Over Limit"}, "小写字母"),
        ({"title_en": ""}, "中英文名称"),
        ({"instrument": "no_such_law"}, "没有这件文件"),
        ({"article": "第83条"}, "83(3)"),
        ({"to_day": "2017-12-31"}, "止日早于起日"),
        ({"to_day": "2026-08-15"}, "有效期为"),
        ({"to_day": ""}, "有效期为"),
        ({"from_day": "2017-12-31"}, "有效期为"),
        ({"from_day": "2018-02-30"}, "不是日期"),
        ({"minimum": "", "maximum": ""}, "至少写一个"),
        ({"minimum": "2000000"}, "下限高于上限"),
        ({"minimum": "1.00000000000000000001"}, "到分"),
        ({"minimum": "NaN"}, "读不出金额"),
        ({"certainty": ""}, "没有这一项"),
        ({"source": " "}, "从哪里读到"),
    ):
        answer = administrator.post(HOME + "new/", {**ENTRY, **changed})
        assert answer.status_code == 422, changed
        assert words in said(answer), changed
    assert not CatalogueEntry.objects.exists()


def test_a_local_table_is_checked_versioned_and_used_by_the_calculator(administrator: Client) -> None:
    bring = {"code": "yunping", "source": "测试", "text": TABLE}
    assert administrator.post(HOME + "tables/new/", bring).status_code == 302
    assert "已经有了" in said(administrator.post(HOME + "tables/new/", bring))
    for text, words in (
        ("[" * 5000, "不合要求"),
        ("- a list", "不合要求"),
        (TABLE.replace("percent: 40", "percent: 400"), "factors.fault"),
        (TABLE.replace("percent: 40", "percent: 0.1"), "factors.fault"),
        (TABLE.replace("local_practice", "no_such_law"), "no_such_law"),
        (TABLE + "surplus: 1\n", "surplus"),
    ):
        assert words in said(administrator.post(HOME + "tables/new/", {**bring, "text": text})), text[:20]
    assert LocalTable.objects.count() == 1
    query = "?table=yunping@2026-1&violation=over_limit&medium=water&on=2026-09-01&f_fault=slight&go=1"
    assert "计算值 125,000.00 元" in said(administrator.get("/desk/enforcement/calculators/discretion/" + query))


def test_only_an_administrator_adds_and_every_officer_reads(sign_in: Any) -> None:
    client = sign_in("handler")
    for prefix in ("", "/en"):
        page = client.get(prefix + HOME)
        assert page.status_code == 200
        assert "tables/new/" not in page.content.decode()
    for address in ("new/", "tables/new/"):
        assert client.get(HOME + address).status_code == 403
        assert client.post(HOME + address, ENTRY).status_code == 403
    assert not CatalogueEntry.objects.exists()
