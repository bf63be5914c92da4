"""What residents read of publications: number, date, the mark of the review, every correction; nothing withheld."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.publishing import DRAFT, act, drafted, published, walk

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_publication_is_read_with_its_number_date_and_review(city, prefix):
    matter = published(city)
    listed = Client().get(f"{prefix}/notices/").content.decode()
    assert DRAFT["subject"] in listed
    page = Client().get(f"{prefix}/notices/{matter.number}/").content.decode()
    assert DRAFT["text"] in page
    assert matter.number in page
    assert ("已过三审三校和保密审查" if not prefix else "Read three times and reviewed for secrecy") in page


@pytest.mark.parametrize("until", ["read_1", "read_3", "review", "approve"])
def test_what_is_on_its_way_is_nowhere(city, until):
    matter = walk(city, drafted(city), until)
    assert DRAFT["subject"] not in Client().get("/notices/").content.decode()
    assert Client().get(f"/notices/{matter.number}/").status_code == 404


def test_a_correction_stands_with_its_reason_and_what_stood_before(city):
    matter = published(city)
    act(city, matter, "amend", "petition-officer", text="更正后的全文。", why="日期写错")
    page = Client().get(f"/notices/{matter.number}/").content.decode()
    assert DRAFT["text"] in page
    assert "更正后的全文" not in page
    act(city, walk(city, matter), "publish", "petition-officer", place="无")
    page = Client().get(f"/notices/{matter.number}/").content.decode()
    assert page.index("更正后的全文") < page.index(DRAFT["text"])
    assert "日期写错" in page


def test_what_was_taken_down_says_so_and_shows_no_text(city):
    matter = published(city)
    act(city, matter, "take_down", "petition-officer", why="已经失效")
    for prefix in ("", "/en"):
        page = Client().get(f"{prefix}/notices/{matter.number}/").content.decode()
        assert "已经失效" in page
        assert DRAFT["text"] not in page


def test_matters_of_other_kinds_and_standing_decisions_are_no_notices(city):
    from qingtian.apps.proceedings.models import Proceeding

    for number in [*Proceeding.objects.values_list("number", flat=True), "XF-2026-000001", "x"]:
        assert Client().get(f"/notices/{number}/").status_code == 404


def test_the_list_asks_the_database_the_same_however_long_it_is(city, django_assert_num_queries):
    published(city)
    with django_assert_num_queries(3):
        Client().get("/notices/")
    for _ in range(3):
        published(city)
    with django_assert_num_queries(3):
        Client().get("/notices/")


@pytest.mark.parametrize("path", ["/", "/air/", "/matters/", "/channels/", "/areas.geojson", "/air/stations.geojson"])
def test_a_page_without_a_decision_withholds_and_says_why(city, path):
    from qingtian.apps.proceedings.models import Proceeding

    decision = Proceeding.objects.get(procedure="publication")
    act(city, decision, "suspend", "petition-officer", why="核对数据")
    page = Client().get(path).content.decode()
    if path.endswith("geojson"):
        assert '"features": []' in page
    else:
        assert "不公开，理由：暂停公开：核对数据（《政府信息公开条例》第17条）" in page
    assert Client().get(f"/en{path}").status_code == 200
