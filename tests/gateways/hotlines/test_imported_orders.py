"""An export of a hotline: columns by many names, rehearsed, taken, its rejects told, undone where nobody acted."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from qingtian.apps.petitions.models import Petition
from qingtian.apps.proceedings.models import ActContent, Proceeding
from qingtian.gateways.hotlines.models import CodeValue, HotlineImport, HotlineOrder, OrderVersion
from qingtian.gateways.hotlines.moments import moment
from qingtian.web.desk.hotlines import import_pages
from tests.gateways.hotlines.conftest import NAME, PHONE
from tests.web.portal.conftest import CITY

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]
HEADS = "工单号,标题,诉求内容,来电人,手机,是否保密,区县,诉求分类,工单类型,状态,受理时间,办理期限,坐席备注"
ROWS = [
    f"A1,夜间异味,窑湾夜间有异味,{NAME},{PHONE},是,望溪区,环境保护/大气污染,投诉,待办,2026/11/20 9:05,2026年11月27日,"
    f"{NAME}很急",
    f"A2,施工噪声,夜间施工,{NAME},{PHONE},否,石湾区,噪声污染,求助,待办,2026-11-20,2026-11-30 18:00,",
    f"A3,坏的一行,时间写错,{NAME},{PHONE},否,石湾区,噪声,求助,待办,昨天,,",
    "A4,骚扰,挂断,,,,,,骚扰,,,,",
    f"A1,夜间异味,窑湾夜间有异味,{NAME},{PHONE},是,望溪区,环境保护/大气污染,投诉,办结,2026/11/20 9:05,2026年11月28日,",
]


@pytest.fixture
def browser(sign_in, city, monkeypatch):
    monkeypatch.setattr(import_pages, "city", lambda: CITY)
    return sign_in("petition-officer")


def sent(browser, rows=ROWS, system="12345"):
    from django.core.files.uploadedfile import SimpleUploadedFile

    sheet = SimpleUploadedFile("export.csv", "\n".join(["热线导出表", HEADS, *rows]).encode("gb18030"))
    answer = browser.post(reverse("desk:hotline_upload", args=[system]), {"sheet": sheet})
    assert answer.status_code == 302, answer.content.decode()
    return answer["Location"]


def mapping(page):
    """What the form offers: every select that names a column, with what is chosen in it."""
    found = {}
    for name, options in re.findall(r'name="(m_\w+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        if value := re.search(r'value="([^"]+)"[^>]*selected', options):
            found[name] = value[1]
    return found


def test_an_export_is_rehearsed_then_taken_and_undone_where_nobody_acted(browser, act):
    url = sent(browser)
    page = browser.get(url).content.decode()
    chosen = mapping(page)
    assert chosen["m_name"] == "来电人"
    assert chosen["m_due_at"] == "办理期限"
    assert "坐席备注" in page
    rehearsed = browser.post(url, chosen | {"do": "preview"}).content.decode()
    assert NAME not in rehearsed
    assert "（密封）" in rehearsed
    assert Petition.objects.count() == HotlineOrder.objects.count() == CodeValue.objects.count() == 0

    answer = browser.post(url, chosen | {"do": "import"})
    record = HotlineImport.objects.get()
    assert (record.counts, record.rejected) == ({"new": 2, "left": 1, "updated": 1}, 1)
    assert browser.get(answer["Location"]).status_code == 200
    rejects = b"".join(browser.get(reverse("desk:hotline_rejects", args=[record.pk])).streaming_content).decode()
    assert "2026-11-23 09:05" in rejects
    assert set(HotlineOrder.objects.values_list("number", "status", "confidential")) == {
        ("A1", "办结", True),
        ("A2", "待办", False),
    }
    assert CodeValue.objects.get(ours=None).value == "待办"
    kept = repr([*HotlineOrder.objects.values(), *OrderVersion.objects.values(), *ActContent.objects.values()])
    assert NAME not in kept

    first = HotlineOrder.objects.get(number="A1").proceeding
    act(first, "register", "petition-officer", first.last_on, area="wangxi", subject="窑湾异味")
    undo = reverse("desk:hotline_import", args=[record.pk])
    assert browser.post(undo, {"why": " "}).status_code == 422
    browser.post(undo, {"why": "导错了文件"})
    assert set(Proceeding.objects.values_list("state", flat=True)) == {"registered", "recalled"}
    again = sent(browser)
    assert mapping(browser.get(again).content.decode()) == chosen, "the mapping of the last time is kept"
    browser.post(again, chosen | {"do": "import"})
    assert Petition.objects.count() == 3
    assert HotlineOrder.objects.get(number="A2").round == 2


def test_the_pages_show_orders_words_and_the_queue_in_both_languages(browser, sign_in):
    url = sent(browser)
    browser.post(url, mapping(browser.get(url).content.decode()) | {"do": "import"})
    listed = browser.get("/en" + reverse("desk:hotlines")).content.decode()
    assert "A1" in listed
    assert "in confidence" in listed
    word = CodeValue.objects.get(ours=None)
    browser.post(reverse("desk:hotline_codes"), {f"code_{word.pk}": "redo"})
    word.refresh_from_db()
    assert word.ours == "redo"
    one = reverse("desk:hotline_order", args=[HotlineOrder.objects.get(number="A1").pk])
    assert browser.post(one, {"do": "sign"}).status_code == 302
    assert browser.post(one, {"do": "sign"}).status_code == 422
    assert browser.post(one, {"do": "extension", "until": "2026-12-10", "reason": "等检测报告"}).status_code == 302
    assert browser.post(one, {"do": "return", "reason": "请转住建部门"}).status_code == 302
    told = {"do": "answer", "said": ["solved"], "handling": "已整改", "public_answer": f"请致电{PHONE}"}
    assert browser.post(one, told).status_code == 422
    assert browser.post(one, told | {"public_answer": "已整改到位"}).status_code == 302
    assert "已整改到位" in browser.get(one).content.decode()
    file = browser.post(reverse("desk:hotline_queue_file"), {"system": "12345", "form": "csv"})
    lines = file.content.decode("utf-8-sig")
    assert lines.count("A1") >= 4
    assert NAME not in lines
    queue = reverse("desk:hotline_queue")
    assert browser.post(queue, {"key": "12345:A1-1-answer-1", "do": "refused", "text": "缺图"}).status_code == 302
    assert "缺图" in browser.get(queue).content.decode()
    assert browser.post(queue, {"key": "no", "do": "refused"}).status_code == 404
    other = sign_in("handler-2")
    assert other.get(one).status_code == 404
    assert other.get(reverse("desk:hotline_codes")).status_code == 403


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("2026/11/3 9:05", "2026-11-03T09:05:00+08:00"),
        ("2026年11月3日", "2026-11-03T00:00:00+08:00"),
        ("2026-11-03T01:05:00Z", "2026-11-03T09:05:00+08:00"),
        ("2026.11.3 09:05:07", "2026-11-03T09:05:07+08:00"),
    ],
)
def test_moments_are_read_as_hotlines_write_them(written, found):
    assert moment(written, "due").isoformat() == found
