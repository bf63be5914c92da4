"""Pages of soil: classes with their standards and marks, one plot's story, corrections, no land user in any file."""

from __future__ import annotations

import re
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from qingtian.apps.accounts.models import LogEntry
from tests.days import TODAY
from tests.web.desk.monitoring.ground_world import USER, soil

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/monitoring/soil/"


def said(answer: Any) -> str:
    return unescape(re.sub(r"<[^>]+>", "", answer.content.decode()))


@pytest.fixture
def reader(city, sign_in: Any) -> Client:
    soil(city.areas["city"])
    client: Client = sign_in("administrator")
    return client


def test_plots_stand_by_class_with_what_follows_and_the_marks_of_the_standards(reader: Client) -> None:
    page = said(reader.get(HOME))
    for words in ("风险高", "严格管控", "没有 pH", "GB 15618-2018", "凭记忆，未核实"):
        assert words in page, words
    assert page.index("点high") < page.index("点low"), "the worst comes first"
    only = said(reader.get(HOME + "?risk=low_risk"))
    assert ("点low" in only, "点high" in only) == (True, False)
    english = said(reader.get("/en" + HOME))
    assert "strict control" in english
    assert "from memory, not verified" in english


def test_the_sheet_has_the_classes_the_basis_and_never_the_land_user(reader: Client) -> None:
    for address in (HOME + "?format=xlsx", HOME + "exceedances/?format=xlsx"):
        book = load_workbook(BytesIO(reader.get(address).content))
        cells = [str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        assert any("风险高" in cell for cell in cells)
        assert any("凭记忆" in cell for cell in cells)
        assert not any(USER in cell or "王五" in cell for cell in cells)
    assert LogEntry.objects.filter(what_zh__contains="监测表").count() == 2


def test_one_plot_tells_every_content_its_values_and_what_it_was_before(reader: Client) -> None:
    page = said(reader.get(HOME + "points/high/"))
    for words in ("1.6", "更正前 0.2", "风险高", "pH 5.5", "0.3", "1.5", "4.33"):
        assert words in page, words
    assert "<svg" in reader.get(HOME + "points/high/").content.decode()
    assert "没有可比的值" in said(reader.get(HOME + "points/low/"))
    assert "补测 pH" in said(reader.get(HOME + "points/bare/"))
    assert reader.get(HOME + "points/nowhere/").status_code == 404
    assert USER not in page, "an administrator reads no parties"


def test_exceedances_values_and_key_units_have_their_pages(reader: Client) -> None:
    page = said(reader.get(HOME + "exceedances/"))
    assert "点high" in page
    assert "点low" not in page
    assert "36000" in said(reader.get(HOME + "values/"))
    units = said(reader.get(HOME + "units/"))
    for words in ("某厂", "市环发〔2026〕9号", "风险低"):
        assert words in units
    for address in ("exceedances/", "values/", "units/", "points/high/"):
        assert reader.get("/en" + HOME + address).status_code == 200


def test_a_post_without_the_duty_is_refused_before_the_record_and_enforcement_sees_the_number(city, sign_in) -> None:
    soil(city.areas["city"])
    for address in ("", "exceedances/", "units/", "values/", "points/high/", "points/nowhere/"):
        assert sign_in("petition-officer").get(HOME + address).status_code == 403, address
    page = said(sign_in("handler").get(HOME + "points/high/"))
    assert USER in page
    assert "王五" not in page


def test_a_longer_list_asks_no_more_questions(reader: Client) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from qingtian.apps.places.models import Area
    from qingtian.apps.soil.models import SoilPoint

    def questions() -> int:
        with CaptureQueriesContext(connection) as held:
            reader.get(HOME)
        return len(held)

    questions()
    before, area = questions(), Area.objects.first()
    for number in range(30):
        SoilPoint.objects.create(
            code=f"n{number}", name_zh="点", name_en="Point", plot="地块", land_use="paddy", area=area
        )
    assert questions() == before


def test_a_measure_is_proposed_from_the_page_of_the_point_and_stands_there(city, sign_in: Any) -> None:
    soil(city.areas["city"])
    client = sign_in("handler")
    page = client.get(HOME + "points/high/").content.decode()
    assert "measures/new/?f_point=high&amp;f_risk=high_risk" in page
    assert "measures/new/" not in client.get(HOME + "points/low/").content.decode(), "nothing follows from low risk"
    form = client.get(HOME + "measures/new/?f_point=high&f_risk=high_risk").content.decode()
    assert 'value="high"' in form
    sent = {
        "on": "", "once": "a" * 20, "f_point": "high", "f_risk": "high_risk", "f_measure": "survey", "f_why": "停种。",
        "f_by_day": "2027-06-30",
    }  # fmt: skip
    assert "没有这项措施" in said(client.post(HOME + "measures/new/", sent | {"on": f"{TODAY}"}))
    done = client.post(HOME + "measures/new/", sent | {"on": f"{TODAY}", "f_measure": "strict_control"})
    assert done.status_code == 302
    for address in ("points/high/", "measures/"):
        for prefix, words in (("", "严格管控"), ("/en", "Strict control")):
            assert words in said(client.get(prefix + HOME + address))
    assert "TR-2026-" in said(client.get(HOME + "points/high/"))
    assert sign_in("administrator").get(HOME + "measures/new/").status_code == 403
