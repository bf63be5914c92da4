"""Pages of outlets: the wall, the story, rates, what was found, a notice issued from it, what an officer enters."""

from __future__ import annotations

import io
import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from qingtian.apps.accounts.models import LogEntry
from qingtian.apps.entered.actions.enter_table import NewTable, enter_table
from qingtian.apps.monitors.actions.settle import settle
from qingtian.apps.monitors.models import MonitorNotice, OperationMark, Outlet, PermitLimit
from qingtian.standards.sources.rates import WEIGHED
from tests.apps.monitors.notices import issue, step
from tests.apps.monitors.outlets import DAY as MAY
from tests.apps.monitors.outlets import HOUR, NETWORKED, SO2, hour, outlet, unit
from tests.conftest import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/monitoring/outlets/"
#: hours since the day the helpers count from, up to midnight of the day of the desk
TODAY_FROM = (at(TODAY, 0) - MAY) // HOUR


def said(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def handler(sign_in: Any) -> Client:
    client: Client = sign_in("handler")
    return client


@pytest.fixture
def stack(city: Any) -> Outlet:
    """Above the limit from 08:00 to 12:00 of the day of the desk, everything else within, two hours missing."""
    made = outlet()
    texts = dict.fromkeys(range(8, 12), "41.2")
    day = [
        hour(made, TODAY_FROM + place, "30", converted_text=texts.get(place, "20"), frame=place)
        for place in range(-24, 13)
        if place not in (2, 3)
    ]
    settle(day)
    return made


def test_the_wall_shows_the_worst_first_and_zeros_as_dots(handler: Client, stack: Outlet) -> None:
    outlet("AA002", stack.party)
    page = handler.get(HOME)
    assert page.status_code == 200
    numbers = re.findall(r"outlets/([A-Z]{2}\d{3})/", page.content.decode())
    assert numbers == ["DA001", "AA002"], "the one above its limit stands first"
    row = re.search(r"<tr><th scope=\"row\">.*?DA001.*?</tr>", page.content.decode(), re.S)
    assert row is not None
    assert re.search(r"<strong class=\"overdue\">4</strong>", row[0])
    assert row[0].count('aria-label="0"') >= 3


def test_the_story_shows_each_hour_as_sent_with_limit_mark_and_state(handler: Client, stack: Outlet) -> None:
    answer = handler.get(f"{HOME}DA001/")
    words = said(answer)
    assert answer.status_code == 200
    for told in ("41.2", "超标", "缺测", "限值 35", "排污许可证", "0.18", "<svg"):
        assert told in words or told in answer.content.decode(), told
    assert said(handler.get(f"/en{HOME}DA001/")).count("above the limit") >= 4
    assert handler.get(f"{HOME}DA999/").status_code == 404


def test_a_proposal_leads_to_a_notice_that_is_filled_in_already(handler: Client, stack: Outlet) -> None:
    found = handler.get(f"{HOME}found/")
    href = unescape(re.search(r'href="([^"]*notices/new/[^"]*anomaly=exceedance[^"]*)"', found.content.decode())[1])  # type: ignore[index]
    form = handler.get(href)
    assert "41.2 mg/m³，限值 35 mg/m³，超标" in said(form)
    once = re.search(r'name="once" value="([^"]+)"', form.content.decode())[1]  # type: ignore[index]
    told = {
        "subject": "烟囱超标", "party": stack.party.number, "area": "wangxi", "outlet": "DA001", "factor": SO2,
        "anomaly": "exceedance", "from_hour": f"{TODAY} 08:00", "to_hour": f"{TODAY} 12:00", "figures": "41.2",
        "demands": "说明。",
    }  # fmt: skip
    sent = {"once": once, "on": str(TODAY)} | {f"f_{name}": value for name, value in told.items()}
    answer = handler.post(f"{HOME}notices/new/", sent)
    assert answer.status_code == 302, said(answer)
    notice = MonitorNotice.objects.get()
    assert (notice.ends_at - notice.begins_at) // HOUR == 4
    assert "anomaly=exceedance" not in handler.get(f"{HOME}found/").content.decode()
    listed = handler.get(f"{HOME}notices/?list=unit")
    assert notice.proceeding.number in said(listed)
    assert notice.proceeding.number not in said(handler.get(f"{HOME}notices/?list=ended"))
    assert notice.proceeding.number in said(handler.get(f"{HOME}DA001/"))


def test_a_notice_that_stands_leads_to_a_clue_and_a_visit_already_about_it(
    handler: Client, city: Any, stack: Outlet
) -> None:
    matter = issue(city, stack)
    page = f"/desk/{matter.number}/"
    assert "f_about" not in handler.get(page).content.decode(), "nothing follows before the verdict"
    for act in ("serve", "enter_answer", "judge"):
        step(city, matter, act)
    content = unescape(handler.get(page).content.decode())
    for form in ("penalties", "visits"):
        href = re.search(rf'href="([^"]*/{form}/new/\?[^"]*f_about={matter.number}[^"]*)"', content)
        assert href is not None
        assert f'value="{matter.number}"' in handler.get(href[1]).content.decode()


def test_the_effective_rate_is_refused_by_name_until_its_table_is_entered(handler: Client, stack: Outlet) -> None:
    page = said(handler.get(f"{HOME}rates/?month=2026-11"))
    assert "没有录入“自动监测数据有效率怎么算”" in page
    cells = {kind: {"counted": str(int(kind == "valid")), "owed": "1"} for kind in WEIGHED}
    new = NewTable("sources.rates", NETWORKED, None, cells, "（测试）", "1", "from_memory", "测试")
    enter_table(new, by="administrator", at=at(TODAY))
    page = said(handler.get(f"{HOME}rates/?month=2026-11"))
    assert "凭记忆，未核实" in page
    rows = list(load_workbook(io.BytesIO(handler.get(f"{HOME}rates/?month=2026-11&format=xlsx").content)).active.values)
    head, row = rows[0], rows[1]
    told = dict(zip(head, row, strict=True))
    hours_so_far = 22 * 24 + 13
    assert (told["应报"], told["收到"], told["缺测"]) == (hours_so_far, 35, hours_so_far - 35)
    assert told["有效率"] == told["传输率"] == f"{round(1000 * 35 / hours_so_far) / 10}%"
    assert LogEntry.objects.filter(what_zh__contains="自动监测传输率、有效率").exists()


def test_an_officer_enters_an_outlet_its_limit_instrument_and_a_mark(handler: Client, city: Any) -> None:
    party = unit("望溪水泥厂")
    new = {
        "number": "DA010", "name_zh": "窑尾", "name_en": "Kiln", "party": party.name, "area": "wangxi", "medium": "gas",
        "reference_oxygen": "10", "networked_on": "2026-03-01",
    }  # fmt: skip
    wrong = handler.post(f"{HOME}new/", new | {"party": "没有这个厂"})
    assert (wrong.status_code, "没有这个单位" in said(wrong)) == (422, True)
    assert handler.post(f"{HOME}new/", new).status_code == 302
    assert "已经登记" in said(handler.post(f"{HOME}new/", new))
    limits = f"{HOME}DA010/enter/limit/"
    limit = {
        "factor": SO2, "mean": "hour", "limit": "35", "unit": "mg/m³", "converted": "1", "basis": "许可证",
        "valid_from": "2026-03-01",
    }  # fmt: skip
    for changed, words in (({"limit": "many"}, "写成数"), ({"limit": "0"}, "大于零"), ({"lowest": "40"}, "之后")):
        assert words in said(handler.post(limits, limit | changed))
    assert handler.post(limits, limit).status_code == 302
    assert handler.post(limits, limit | {"limit": "30", "valid_from": "2026-07-01"}).status_code == 302
    spans = list(PermitLimit.objects.order_by("valid_from").values_list("limit", "valid_until"))
    assert [(str(value.normalize()), str(until)) for value, until in spans] == [("35", "2026-06-30"), ("3E+1", "None")]
    instrument = {"factor": SO2, "range_low": "0", "range_high": "200", "installed_on": "2026-03-01"}
    assert handler.post(f"{HOME}DA010/enter/instrument/", instrument).status_code == 302
    mark = {
        "kind": "stop", "begins_at": f"{TODAY} 00:00", "ends_at": f"{TODAY} 08:00", "declared_at": f"{TODAY} 15:00",
        "words": "停窑检修",
    }  # fmt: skip
    assert "现在之后" in said(handler.post(f"{HOME}DA010/enter/mark/", mark))
    assert handler.post(f"{HOME}DA010/enter/mark/", mark | {"declared_at": f"{TODAY} 07:30"}).status_code == 302
    kept = OperationMark.objects.get()
    story = said(handler.get(f"{HOME}DA010/"))
    for words in ("停窑检修", "0–200", "35"):
        assert words in story
    back = f"{HOME}DA010/marks/{kept.pk}/withdraw/"
    handler.post(back, {"why": ""})
    kept.refresh_from_db()
    assert kept.withdrawn_at is None
    handler.post(back, {"why": "申报错了"})
    kept.refresh_from_db()
    assert kept.withdrawn_why == "申报错了"


def test_only_the_organ_that_watches_an_outlet_enters_about_it(sign_in: Any, stack: Outlet) -> None:
    other = sign_in("handler-2")
    assert other.get(f"{HOME}DA001/").status_code == 200
    assert other.get(f"{HOME}DA001/enter/limit/").status_code == 403
    assert other.get(f"{HOME}DA001/enter/nonsense/").status_code == 404
    assert sign_in("clerk").get(HOME).status_code == 403
    assert sign_in("branch-head").get(f"{HOME}new/").status_code == 403
