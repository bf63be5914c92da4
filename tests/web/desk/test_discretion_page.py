"""The sheet of a case on its page: tried without a trace, recorded once, refused in words."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from qingtian.apps.penalties.models import DiscretionSheet
from tests.apps.penalties.walking import Case

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
ANSWERS = {
    "table": "hunan_example@2021",
    "violation": "over_limit",
    "medium": "water",
    "f_exceedance": "1.5",
    "f_receiving_water": "class_three",
    "f_duration": "2",
    "f_repeat": "1",
    "f_neighbours": "none",
    **{f"e_{name}": "1" for name in ("exceedance", "receiving_water", "duration", "repeat", "neighbours")},
    "direction": "as_computed",
}


@pytest.fixture
def case(city: Any) -> Case:
    return Case(city).filed().do("begin_investigation").do("add_evidence")


def address(case: Case) -> str:
    return f"/desk/enforcement/penalties/{case.matter.number}/discretion/"


def said(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))


def test_a_sheet_is_tried_without_a_trace_and_recorded_once(sign_in: Any, case: Case) -> None:
    client = sign_in("handler")
    seq = case.matter.seq
    tried = client.post(address(case), {**ANSWERS, "step": "reckon"})
    assert tried.status_code == 200
    assert "计算值 310,000.00 元，建议 310,000.00 元" in said(tried)
    assert "没有可比的已送达案件" in said(tried)
    assert not DiscretionSheet.objects.exists()
    kept = {**ANSWERS, "step": "keep", "once": "a-token", "expected_seq": str(seq)}
    assert client.post(address(case), kept).status_code == 302
    assert client.post(address(case), kept).status_code == 302  # the same button pressed twice
    assert DiscretionSheet.objects.count() == 1
    page = said(client.get(address(case)))
    assert "hunan_example@2021" in page
    assert "证据1《监测报告》" in page
    assert "建议罚款" in said(client.get(f"/desk/{case.matter.number}/"))


def test_what_somebody_else_recorded_meanwhile_is_not_written_over(sign_in: Any, case: Case) -> None:
    stale = {**ANSWERS, "step": "keep", "once": "b", "expected_seq": str(case.matter.seq - 1)}
    answer = sign_in("handler").post(address(case), stale)
    assert answer.status_code == 422
    assert not DiscretionSheet.objects.exists()


UNSOUND: tuple[tuple[dict[str, str], str], ...] = (
    ({"chosen": "150000", "direction": "lighter"}, "写理由"),
    ({"chosen": "150000", "direction": "lighter", "reasons": "清理"}, "集体讨论"),
    ({"chosen": "109999.99", "direction": "lighter", "reasons": "清理", "discussion": "案审会"}, "110,000.00"),
    ({"chosen": "310000.00000000000000000001"}, "到分"),
    ({"chosen": "NaN"}, "读不出金额"),
    ({"chosen": "-1"}, "大于零"),
    ({"e_duration": ""}, "没有写证据"),
    ({"e_duration": "9"}, "案卷里没有"),
    ({"e_duration": "#99"}, "案卷里没有"),
    ({"f_duration": "3"}, "没有载入"),
    ({"violation": "parking"}, "目录中没有"),
    ({"direction": "sideways"}, "没有这一项"),
)


def test_what_cannot_stand_is_refused_and_nothing_is_recorded(sign_in: Any, case: Case) -> None:
    client = sign_in("handler")
    for changed, words in UNSOUND:
        answer = client.post(address(case), {**ANSWERS, **changed, "step": "keep"})
        assert answer.status_code == 422, changed
        assert words in said(answer), changed
    assert not DiscretionSheet.objects.exists()


def test_others_read_the_sheet_and_do_not_fill_it_in(sign_in: Any, case: Case) -> None:
    assert sign_in("legal-officer").get(address(case)).status_code == 200
    assert sign_in("legal-officer").post(address(case), {**ANSWERS, "step": "keep"}).status_code == 403
    assert sign_in("handler").get("/desk/enforcement/penalties/CF-1999-000001/discretion/").status_code == 404


def test_the_act_leads_to_its_page_and_english_is_whole(sign_in: Any, case: Case) -> None:
    client = sign_in("handler")
    assert client.get(f"/desk/{case.matter.number}/act/weigh_discretion/").url == address(case)
    page = said(client.get("/en" + address(case)))
    assert "Discretion sheet" in page
    assert "Record it" not in page
