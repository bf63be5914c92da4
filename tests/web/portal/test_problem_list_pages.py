"""Yearly lists for everybody: the published version alone, no source, and no leader before a recorded decision."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from qingtian.apps.cases.models import Case
from qingtian.apps.publishing.models import Publication
from tests.apps.problem_lists.listing import drafted

pytestmark = pytest.mark.django_db(databases=["default", "identity"])
LIST = "/lists/2026/wangxi/"
SOURCE = "溪口网格三号"


@pytest.fixture
def published(city: Any) -> Any:
    listing = drafted(city)
    listing.take("窑湾码头扬尘")
    return listing.published()


def page(address: str = LIST, status: int = 200) -> str:
    answer = Client().get(address)
    assert answer.status_code == status, address
    return answer.content.decode().split("<main")[-1]


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_a_published_list_shows_problem_unit_deadline_and_state_and_no_source(published: Any, prefix: str) -> None:
    assert "/lists/2026/wangxi/" in page(f"{prefix}/lists/")
    shown = page(f"{prefix}{LIST}")
    for words in ("窑湾码头扬尘", "Xikou" if prefix else "溪口街道", "In hand" if prefix else "在办"):
        assert words in shown
    assert SOURCE not in shown
    assert "网格" not in shown


def test_before_its_publication_a_list_is_not_there(city: Any) -> None:
    listing = drafted(city)
    listing.take("窑湾码头扬尘")
    listing.confirmed()
    page(LIST, 404)
    assert "wangxi" not in page("/lists/")
    listing.assigned().do("publish_list")
    assert "窑湾码头扬尘" in page()


def test_nothing_is_shown_before_a_decision_admits_it(published: Any) -> None:
    Publication.objects.update(kinds=["office"])
    page(LIST, 404)
    assert "还没有审定公开的决定" in page("/lists/")


def test_the_leaders_are_withheld_until_the_lists_own_decision_and_again_when_it_is_voided(
    published: Any, city: Any
) -> None:
    case = published.held.items.get().case
    Case.objects.filter(proceeding=case).update(
        contracted=True, leader_post=city.posts["vice-mayor"], leader=city.people["vice-mayor"]
    )
    name = city.people["vice-mayor"].name_zh
    before = page()
    assert name not in before
    assert "不公开，理由：姓名要有记录的决定" in before
    published.do("disclose_leaders", decision="云督办〔2026〕9号")
    assert name in page()
    published.matter.refresh_from_db()
    published.do("correct", number=published.matter.seq, why="决定撤回")
    assert name not in page()


def test_an_amended_list_keeps_its_published_version_until_the_next_is_published(published: Any) -> None:
    published.do("amend_list", why="年中增加")
    published.take("溪口河黑臭", source_words="溪口网格四号")
    assert "溪口河黑臭" not in page()


def test_a_closed_case_is_said_to_be_closed_out(published: Any) -> None:
    case = published.held.items.get().case
    case.ended_on = published.day
    case.save(update_fields=["ended_on"])
    assert "已销号" in page()


@pytest.mark.parametrize("address", ["/lists/1999/wangxi/", "/lists/2026/nowhere/"])
def test_what_is_no_list_is_not_there(published: Any, address: str) -> None:
    page(address, 404)


def test_pages_take_as_many_statements_however_many_problems(city: Any, django_assert_max_num_queries: Any) -> None:
    listing = drafted(city)
    for number in range(6):
        listing.take(f"问题{number}号", source_words=f"网格{number}")
    listing.published()
    with django_assert_max_num_queries(9):
        page()
