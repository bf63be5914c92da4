"""Samples on the desk: drawn, listed, shown by unit, taken away with what it takes to draw again."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.proceedings.models import Proceeding
from tests.apps.proceedings.driving import petition

pytestmark = [pytest.mark.once, pytest.mark.django_db(databases=["default", "identity"])]
LIST, NEW = "/desk/quality/", "/desk/quality/new/"
FIELDS = {
    "subject": "六月评查",
    "first_day": "2026-06-01",
    "last_day": "2026-06-30",
    "per_unit": "2",
    "seed": "0142357",
}


@pytest.fixture
def desk(city, sign_in):
    for _ in range(3):
        petition(city).to("closed")
    return sign_in("petition-officer")


def test_a_sample_is_drawn_shown_and_taken_away(desk):
    assert desk.get(NEW).status_code == 200
    answer = desk.post(NEW, FIELDS)
    number = Proceeding.objects.get(procedure="file_review").number
    assert answer["Location"].endswith(f"/desk/quality/{number}/")
    page = desk.get(answer["Location"]).content.decode()
    assert "照种子重抽，结果一样" in page
    assert page.count("记评查") == 2
    assert "Draw" in desk.get(f"/en/desk/quality/{number}/").content.decode()
    assert number in desk.get(LIST).content.decode()
    book = load_workbook(BytesIO(desk.get(f"/desk/quality/{number}/?format=xlsx").content))
    assert ["seed", "0142357"] in [[cell.value for cell in row][:2] for row in book["抽样"].iter_rows()]
    assert UseOfData.objects.get().data_set == "file_review"
    assert "抽出的案卷和各单位的结果" in desk.get(f"/desk/{number}/").content.decode()


@pytest.mark.parametrize("wrong", [{"seed": ""}, {"per_unit": "0"}, {"last_day": "2099-01-01"}, {"first_day": "x"}])
def test_what_makes_no_sense_is_said_and_what_was_typed_stays(desk, wrong):
    answer = desk.post(NEW, {**FIELDS, **wrong})
    assert answer.status_code == 422
    assert "六月评查" in answer.content.decode()


def test_others_draw_nothing_and_a_matter_that_is_no_sample_has_no_such_page(desk, sign_in):
    assert sign_in("handler").get(NEW).status_code == 403
    number = Proceeding.objects.filter(procedure="petition").first().number
    assert desk.get(f"/desk/quality/{number}/").status_code == 404
