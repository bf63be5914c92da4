"""Reports and the table of an inspection on the desk: made, taken away, logged, for those who draw them."""

from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.petition_figures.actions.count import catch_up
from qingtian.apps.petition_figures.models import PetitionReport
from tests.apps.proceedings.driving import petition

pytestmark = [pytest.mark.once, pytest.mark.django_db(databases=["default", "identity"])]
REPORTS, BATCH = "/desk/petitions/figures/reports/", "/desk/petitions/figures/batch/"


@pytest.fixture
def desk(city, sign_in):
    petition(city).to("replied")
    return sign_in("petition-officer")


@pytest.fixture
def made(desk):
    assert desk.post(REPORTS, {"kind": "monthly", "period": "2026-06"}).status_code == 302
    return PetitionReport.objects.get()


def test_a_draft_is_made_and_stands_in_the_list(desk, made):
    assert made.sm3[:16] in desk.get(REPORTS).content.decode()
    assert "Monthly petition report" in desk.get("/en" + REPORTS).content.decode()


def test_a_wrong_period_is_said_and_what_was_typed_stays(desk):
    answer = desk.post(REPORTS, {"kind": "monthly", "period": "2026-W45"})
    assert answer.status_code == 422
    assert "2026-W45" in answer.content.decode()


def test_word_and_excel_open_with_the_figures_and_their_taking_is_logged(desk, made, monkeypatch):
    monkeypatch.setattr("qingtian.apps.air.publications.writing.word._chart", lambda *_: None)
    word = Document(BytesIO(desk.get(f"{REPORTS}{made.pk}/docx/").content))
    assert any("本期收到报告 1 件" in paragraph.text for paragraph in word.paragraphs)
    book = load_workbook(BytesIO(desk.get(f"{REPORTS}{made.pk}/xlsx/").content))
    assert book.worksheets[0]["B2"].value == 1
    assert UseOfData.objects.filter(data_set="petition_figures").count() == 2


def test_a_format_or_a_draft_there_is_not_is_not_found(desk, made):
    assert desk.get(f"{REPORTS}{made.pk}/exe/").status_code == 404
    assert desk.get(f"{REPORTS}{made.pk + 1}/pdf/").status_code == 404


def test_the_table_of_an_inspection_is_shown_and_taken_away(desk):
    catch_up()
    page = desk.get(BATCH + "?first=2026-05-29&day=2026-06-01").content.decode()
    assert "第 4 批，1 件" in page
    taken = desk.get(BATCH + "?first=2026-05-29&day=2026-06-01&format=xlsx")
    assert load_workbook(BytesIO(taken.content)).active["A1"].value == "受理编号"
    word = desk.get(BATCH + "?first=2026-05-29&day=2026-06-01&format=docx")
    assert len(Document(BytesIO(word.content)).tables) == 1
    assert desk.get(BATCH + "?first=2026-06-02&day=2026-06-01").status_code == 200


def test_those_who_draw_no_reports_are_told_so(sign_in, city):
    handler = sign_in("handler-2")
    assert handler.get(REPORTS).status_code == 403
    assert handler.get(BATCH).status_code == 403
