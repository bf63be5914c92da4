"""The list of hot issues: reasons, what waits for its screening, computing on demand, and the way to a case."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.hot_issues.models import HotIssue
from qingtian.apps.hot_issues.settings import own_file
from tests.apps.hot_issues.test_hot_issues import reported

pytestmark = [pytest.mark.once, pytest.mark.django_db(databases=["default", "identity"])]
LIST, COMPUTE = "/desk/hot-issues/", "/desk/hot-issues/compute/"


@pytest.fixture
def computed(city, sign_in):
    reported(city, 5)
    desk = sign_in("petition-officer")
    assert desk.post(COMPUTE).status_code == 302
    return desk


def test_what_was_computed_stands_in_the_list_with_its_reason_and_waits_for_its_screening(computed):
    page = computed.get(LIST).content.decode()
    assert "5 个不同电话的人反映同一问题" in page
    assert "1 件还没有排查" in page
    assert "不是法规" in page
    english = computed.get("/en" + LIST).content.decode()
    assert "5 people with different telephone numbers report the same" in english
    assert "1 not screened yet" in english


def test_computing_twice_lists_it_once(computed):
    computed.post(COMPUTE)
    assert HotIssue.objects.count() == 1


def test_an_officer_raises_an_issue_by_hand_and_it_must_be_screened_like_any_other(city, sign_in):
    desk = sign_in("petition-officer")
    assert desk.get(LIST + "new/").status_code == 200
    sent = {"f_subject": "河西路夜市油烟", "f_why": "巡查时群众围着说。", "f_area": "wangxi", "f_office": "petitions"}
    assert desk.post(LIST + "new/", {**sent, "on": "2026-11-23"}).status_code == 302
    assert HotIssue.objects.get().basis == "officer"
    page = desk.get(LIST).content.decode()
    assert "河西路夜市油烟" in page
    assert "巡查时群众围着说。" in page
    wrong = desk.post(LIST + "new/", {**sent, "f_subject": "", "on": "2026-11-23"})
    assert (wrong.status_code, HotIssue.objects.count()) == (422, 1)
    assert sign_in("handler").get(LIST + "new/").status_code == 403


def test_others_may_not_have_it_computed(city, sign_in):
    assert sign_in("handler").post(COMPUTE).status_code == 403


def test_the_page_of_an_issue_says_why_and_leads_to_its_reports_and_to_a_case(computed):
    number = HotIssue.objects.get().proceeding.number
    computed.post(f"/desk/{number}/act/screen/", {})
    page = computed.get(f"/desk/{number}/").content.decode()
    assert "5 个不同电话的人反映同一问题" in page
    report = HotIssue.objects.get().reports.first().petition
    assert report.number in page
    assert number in computed.get(f"/desk/{report.number}/").content.decode()


def test_the_list_is_taken_away_and_logged(computed):
    answer = computed.get(LIST + "?format=xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet["F2"].value == 5
    assert sheet["K2"].value == str(date(2026, 6, 1))
    assert UseOfData.objects.get().data_set == "hot_issue"


def test_broken_thresholds_are_said_and_nothing_is_computed(city, sign_in, settings, tmp_path):
    settings.DATA = tmp_path
    own_file().write_text("rules: 7", encoding="utf-8")
    desk = sign_in("petition-officer")
    assert "热点阈值不完整" in desk.post(COMPUTE, follow=True).content.decode()
    assert desk.get(LIST).status_code == 200
