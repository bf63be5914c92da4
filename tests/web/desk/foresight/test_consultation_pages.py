"""Pages of quarterly consultations: list and alarms, one being made and made, files, targets, letter."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import Any

import pytest
from django.urls import reverse

from qingtian.apps.air_consultations.actions.convene import convene
from qingtian.apps.air_consultations.actions.make_packs import make_packs
from qingtian.apps.air_consultations.models import AirConsultation, YearTarget
from qingtian.apps.proceedings.models import Proceeding
from tests.apps.air_consultations.conftest import NEXT_ENDS, centre, do, measured  # noqa: F401  (fixtures)
from tests.days import TODAY, at

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
LIST = "/desk/foresight/consultations/"
CONCLUSION = {
    "held_on": TODAY.isoformat(), "participants": "市局", "findings": "反弹", "causes": "扬尘", "outlook": "施工多",
    "grounds": "同比升高", "conclusion": "reversed", "next_quarter_ends": NEXT_ENDS,
}  # fmt: skip


def said(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def analyst(centre, sign_in):  # noqa: F811
    return sign_in("analyst")


@pytest.fixture
def made(measured, analyst):  # noqa: F811
    matter = convene("wangxi", "2026-Q3", by=measured.actor("analyst", TODAY), on=TODAY, now=at(TODAY))
    make_packs(at(TODAY, 10, 5))
    matter.refresh_from_db()
    return matter


def test_a_quarter_without_a_consultation_is_alarmed_and_convened_from_the_list(analyst):
    page = said(analyst.get(LIST))
    assert re.search(r"2026-Q3\s+1 个地方", page)
    assert "没有会商" in page
    answer = analyst.post(f"{LIST}convene/", {"place": "wangxi", "quarter": "2026-Q3"})
    matter = Proceeding.objects.get(procedure="air_consultation")
    assert answer.url == f"{LIST}{matter.number}/"
    assert "资料正在后台制作" in said(analyst.get(answer.url))
    assert "没有会商 " not in said(analyst.get(LIST))


def test_the_day_of_the_alarm_is_the_border(analyst, settings):
    from datetime import date

    from qingtian.apps.air_consultations.queries import without_consultation

    assert without_consultation(date(2026, 10, 20)) == []
    assert [one.place.code for one in without_consultation(date(2026, 10, 21))] == ["wangxi"]


def test_somebody_else_may_not_convene(centre, sign_in):  # noqa: F811
    assert sign_in("handler").post(f"{LIST}convene/", {"place": "wangxi", "quarter": "2026-Q3"}).status_code == 403
    assert not AirConsultation.objects.exists()


def test_the_pack_is_shown_in_both_languages_with_its_charts(made, analyst):
    page = analyst.get(f"{LIST}{made.number}/")
    assert "扣除气象影响后升高" in said(page)
    assert page.content.decode().count("<svg") >= 4
    english = said(analyst.get(f"/en{LIST}{made.number}/"))
    assert "with equal weather it rose by" in english


def test_the_files_are_those_of_the_version(made, analyst):
    pack = AirConsultation.objects.get().packs.get()
    kept = analyst.get(f"{LIST}{made.number}/1/json/")
    assert kept.content.decode() == pack.data
    assert json.loads(kept.content)["quarter"] == "2026-Q3"
    assert analyst.get(f"{LIST}{made.number}/1/docx/").content[:2] == b"PK"
    assert analyst.get(f"{LIST}{made.number}/2/docx/").status_code == 404
    assert analyst.get(f"{LIST}{made.number}/1/exe/").status_code == 404


def test_the_letter_is_offered_to_the_office_once_the_conclusion_asks_for_it(made, sign_in, do):  # noqa: F811
    office = sign_in("inspector")
    page = f"{LIST}{made.number}/"
    assert "step=reminder_letter" not in office.get(page).content.decode()
    do(made, "conclude", **CONCLUSION)
    assert f"consultation={made.number}" in office.get(page).content.decode()
    form = office.get(f"{reverse('desk:new_step')}?step=reminder_letter&consultation={made.number}").content.decode()
    assert "扣除气象影响后" in form
    assert made.number in form


def test_a_target_needs_its_document_and_the_latest_holds(analyst):
    sent = {"place": "wangxi", "year": "2026", "item": "PM10", "value": "62", "basis": ""}
    assert analyst.post(f"{LIST}targets/", sent).status_code == 422
    for value in ("62", "60.5"):
        assert analyst.post(f"{LIST}targets/", {**sent, "value": value, "basis": "3号文"}).status_code == 302
    assert YearTarget.objects.count() == 2
    page = said(analyst.get(f"{LIST}targets/"))
    assert "60.5" in page
    assert " 62 " not in page


@pytest.mark.parametrize("value", ["", "0", "-1", "100.1", "abc", "１２"])
def test_a_target_that_is_no_share_is_refused(analyst, value):
    sent = {"place": "wangxi", "year": "2026", "item": "AQI", "value": value, "basis": "3号文"}
    assert analyst.post(f"{LIST}targets/", sent).status_code == 422


def test_the_list_costs_the_same_however_many_there_are(made, analyst, django_assert_max_num_queries):
    analyst.get(LIST)
    with django_assert_max_num_queries(40):
        analyst.get(LIST)
