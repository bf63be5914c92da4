"""Pages of warnings: the list with its reasons, one with its units, the list of units, the tables; the public page."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from qingtian.apps.air_warnings.models import ListedUnit, Response
from qingtian.apps.publishing.decisions import Admission
from qingtian.apps.publishing.gate import Gate
from tests.apps.air_warnings.playing import DAY, Walk, listed
from tests.days import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/foresight/warnings/"


def said(answer: Any) -> str:
    return unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode())))


@pytest.fixture
def walk(city, sky):
    sky.forecast = {TODAY: (190, 230), TODAY + DAY: (210, 250)}
    return Walk(city)


def test_the_list_says_which_days_which_aqi_and_which_row(walk, sign_in):
    client = sign_in("analyst-1")
    page = said(client.get(HOME))
    assert walk.matter.number in page
    assert "国家 2024 年分级第 1 行“AQI 大于 200，持续 48 小时”" in page
    english = said(client.get("/en" + HOME))
    assert "Reaches orange (II)" in english
    assert "row 1 of National tiers of 2024" in english
    assert "还没有结束的预警" in said(client.get(HOME + "?list=ended"))


def test_the_duty_post_ticks_units_and_notes_each_step(walk, sign_in):
    units = [listed(), listed(name_zh="某砖厂", grade="D")]
    walk.to("issue")
    client, address = sign_in("duty"), f"{HOME}{walk.matter.number}/"
    page = client.get(address)
    assert "某砖厂" in said(page)
    for act, more in (("tell", {"channel": "电话"}), ("acknowledge", {}), ("report_done", {"done": "停了"})):
        walk.matter.refresh_from_db()
        typed = {"act": act, "unit": [str(unit.pk) for unit in units], "at": f"{TODAY} 10:00", "seq": walk.matter.seq}
        assert client.post(address, typed | more).status_code == 302, act
    assert Response.objects.exclude(done_at=None).count() == 2
    assert "2 家过期没办" not in said(client.get(address))
    empty = client.post(address, {"act": "acknowledge", "at": f"{TODAY} 10:00", "seq": walk.matter.seq + 1})
    assert empty.status_code == 422
    assert client.post(address, {"act": "lift"}).status_code == 404


def test_all_units_not_told_yet_are_noted_as_told_in_one_go(walk, sign_in):
    units = [listed(), listed(name_zh="某砖厂", grade="D")]
    walk.to("issue")
    client, address = sign_in("duty"), f"{HOME}{walk.matter.number}/"
    assert "列出的 2 家都通知了" in said(client.get(address))
    walk.matter.refresh_from_db()
    typed = {"act": "tell", "all": "1", "channel": "电话", "at": f"{TODAY} 10:00", "seq": walk.matter.seq}
    assert client.post(address, typed).status_code == 302
    assert set(Response.objects.values_list("unit", flat=True)) == {unit.pk for unit in units}
    assert "名单上还没有通知的" not in said(client.get(address))


def test_an_overdue_unit_stands_out(walk, sign_in):
    unit = listed()
    walk.to("issue")
    walk.do("tell", units=str(unit.pk))  # told 9:30, due 11:30; it is 14:06
    assert "1 家过期没办" in said(sign_in("duty").get(f"{HOME}{walk.matter.number}/"))


def test_a_hundred_warnings_and_units_cost_the_list_no_more_queries(walk, sign_in):
    client = sign_in("duty")
    client.get(HOME)
    walk.to("issue")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(HOME)
    for number in range(40):
        listed(name_zh=f"企业{number}")
    walk.do("tell", units=",".join(str(pk) for pk in ListedUnit.objects.values_list("pk", flat=True)))
    with CaptureQueriesContext(connection) as many:
        client.get(HOME)
    assert len(many) <= len(few)


def test_lines_are_entered_and_ended_by_those_who_keep_the_list(walk, sign_in):
    client, address = sign_in("duty"), HOME + "units/"
    line = {
        "do": "add",
        "kind": "enterprise",
        "name_zh": "某水泥厂",
        "grade": "C",
        "measures_yellow": "停窑",
        "source": "清单",
    }
    assert client.post(address, line).status_code == 302
    for wrong in ({"measures_yellow": ""}, {"source": ""}, {"party": "D-9"}, {"organ": "nobody"}, {"kind": "x"},
                  {"valid_from": "明天"}, {"name_zh": ""}):  # fmt: skip
        assert client.post(address, line | wrong).status_code == 422, wrong
    unit = ListedUnit.objects.get()
    assert "某水泥厂" in said(client.get(address))
    assert client.post(address, {"do": "end", "row": unit.pk}).status_code == 302
    assert client.post(address, {"do": "end", "row": unit.pk}).status_code == 422
    assert client.post(address, {"do": "end", "row": "x"}).status_code == 422
    assert sign_in("second-officer").post(address, line).status_code == 403


def test_the_tables_print_their_rows_and_how_sure_they_are(city, sign_in):
    page = said(sign_in("handler").get(HOME + "tiers/"))
    assert "今天适用" in page
    assert "AQI 大于 200，持续 72 小时，并且AQI 大于 300，持续 24 小时" in page
    assert "据第三方资料" in page
    assert "AQI 达到 500" in page  # the table before


def test_an_analyst_opens_one_by_hand(city, sky, sign_in):
    client = sign_in("analyst-1")
    assert client.get(HOME + "new/").status_code == 200
    fields = {"on": str(TODAY), "office": "centre", "area": "city", "tier": "yellow", "first_day": str(TODAY),
              "last_day": str(TODAY), "why": "会商", "once": "x" * 20}  # fmt: skip
    typed = {name if name in ("on", "once") else f"f_{name}": value for name, value in fields.items()}
    answer = client.post(HOME + "new/", typed)
    assert answer.status_code == 302
    assert "/ZY-" in answer["Location"]
    assert sign_in("handler").get(HOME + "new/").status_code == 403


def test_the_public_sees_nothing_before_the_issue_and_only_what_the_decision_admits(walk, client, monkeypatch):
    address = "/air/warnings/"
    assert "还没有审定公开的决定" in said(client.get(address))
    gate = Gate({"air_warning": Admission("GB-1", names_leaders=False)})
    monkeypatch.setattr("qingtian.web.portal.views.air_warnings.gate_on", lambda on: gate)
    for act in ("propose", "approve"):
        walk.do(act)
        assert "现在没有预警" in said(client.get(address))
    walk.do("issue")
    page = said(client.get(address))
    assert "黄色（Ⅲ级）预警" in page
    assert "明起两天重度污染。" in page
    assert "静稳" not in page  # the judgement is not public
    walk.do("lift", reason="x")
    page = said(client.get("/en" + address))
    assert "No warning is in force" in page
    assert "Warnings of the last year" in page
