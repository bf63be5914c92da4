"""Pages of the indicators: definitions beside the figures, their matters a click away, the workbook says the same."""

from __future__ import annotations

import io
import re
from datetime import date
from typing import Any

import pytest
from openpyxl import load_workbook

from qingtian.apps.catalogue.models import UseOfData
from qingtian.apps.indicators.definitions import indicators, quiet_days
from qingtian.apps.indicators.models import CaseMark
from tests.apps.proceedings.driving import case
from tests.days import TODAY

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
HOME = "/desk/indicators/"


@pytest.fixture
def closed(city: Any) -> list[Any]:
    """Three close-outs of October in Wangxi, two of them with all four personal acts."""
    made = []
    for day, good in ((2, True), (9, False), (30, True)):
        matter = case(city).to("identified").matter
        CaseMark.objects.filter(proceeding=matter).delete()
        CaseMark.objects.create(
            proceeding=matter,
            kind="close",
            on=date(2026, 10, day),
            good=good,
            acts=4 if good else 3,
            by_others=True,
            unit="wangxi-town",
            area=city.areas["wangxi"],
        )
        made.append(matter)
    return made


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_every_indicator_stands_with_its_definition(sign_in: Any, closed: Any, prefix: str) -> None:
    client = sign_in("inspector")
    shown = client.get(f"{prefix}{HOME}").content.decode()
    for one in indicators(quiet_days(TODAY)).values():
        words = one.of.en if prefix else one.of.zh
        assert words in shown.replace("&#x27;", "'")
        page = client.get(f"{prefix}{HOME}{one.code}/").content.decode().replace("&#x27;", "'")
        for told in (one.of, one.leaves_out, one.resists):
            assert (told.en if prefix else told.zh) in page
    assert "66.7%" in shown


def test_a_figure_leads_to_its_matters_and_the_workbook_says_the_same(sign_in: Any, closed: Any) -> None:
    client = sign_in("inspector")
    page = client.get(f"{HOME}four_acts/").content.decode()
    [link, whole] = re.findall(r'href="([^"]*four_acts/list/[^"]*month=2026-10[^"]*)"', page)
    assert "of=wangxi" in link
    assert "of=" not in whole
    for address in (link, whole):
        shown = client.get(address.replace("&amp;", "&")).content.decode()
        assert "2/3" in shown
        assert all(matter.number in shown for matter in closed)
    book = load_workbook(io.BytesIO(client.get(f"{HOME}four_acts/export/").content))
    rows = list(book.worksheets[0].values)
    at = rows[0].index("2026-10")
    assert [row[at] for row in rows[1:]] == ["2/3", "2/3"]
    assert "四个亲自做齐" in [cell for row in book.worksheets[1].values for cell in row]
    assert UseOfData.objects.filter(data_set="indicators").count() == 1


@pytest.mark.parametrize(
    "address",
    [
        "nonsense/",
        "four_acts/list/",
        "four_acts/list/?month=2020-01",
        "four_acts/list/?month=2026-10&by=person&of=1",
        "four_acts/list/?month=2026-10&by=area&of=nowhere",
    ],
)
def test_what_is_no_figure_is_not_there_and_no_grouping_by_person_is(sign_in: Any, closed: Any, address: str) -> None:
    assert sign_in("inspector").get(f"{HOME}{address}").status_code == 404


def test_a_figure_kept_back_has_no_list(sign_in: Any, closed: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from qingtian.apps.indicators import tables

    monkeypatch.setattr(tables, "by_month", lambda *_, **__: {("wangxi", date(2026, 10, 1)): tables.Share(1, 3)})
    client = sign_in("inspector")
    page = client.get(f"/en{HOME}satisfied/").content.decode()
    assert "kept back" in page
    assert "list/?" not in page
    assert client.get(f"{HOME}satisfied/list/?month=2026-10").status_code == 404


def test_another_countys_officer_counts_nothing_of_it(sign_in: Any, closed: Any) -> None:
    shown = sign_in("branch-2-head").get(f"{HOME}four_acts/").content.decode()
    assert "望溪" not in shown
    assert closed[0].number not in shown


def test_a_page_takes_as_many_statements_however_many_matters(
    sign_in: Any, closed: Any, django_assert_max_num_queries: Any
) -> None:
    client = sign_in("inspector")
    client.get(HOME)
    with django_assert_max_num_queries(22):
        client.get(HOME)
