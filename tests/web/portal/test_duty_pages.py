"""Duty lists for everybody: only through the gate, posts and no names, no list before its first day."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client

from qingtian.apps.people.models import Duty, DutyList, Person
from qingtian.apps.people.queries import names_of_leaders
from qingtian.apps.publishing.models import Publication
from tests.apps.responsibility.lists import NEW, OLD, duty_lists

pytestmark = pytest.mark.django_db(databases=["default", "identity"])


@pytest.fixture(autouse=True)
def lists(city: Any) -> None:
    duty_lists()


def page(address: str = "/duties/") -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode().split("<main")[1]


def test_nothing_is_shown_before_a_decision_admits_it():
    Publication.objects.update(kinds=["office"])
    assert "督察督办" not in page()
    assert "还没有审定公开的决定" in page()


def test_the_list_in_force_is_shown_with_posts_and_an_earlier_one_says_that_it_is():
    shown = page()
    assert "督察督办" in shown
    assert "督察专员" in shown
    assert "管油烟" not in shown
    earlier = page(f"/en/duties/?version={OLD}")
    assert "no longer in force" in earlier
    assert "Duty 3" in earlier


def test_no_holder_of_a_post_is_named_not_even_in_the_words_of_a_duty():
    leader = names_of_leaders()[0]
    Duty.objects.filter(duty_list__version=NEW, number="3").update(text_zh=f"由{leader}督察督办")
    shown = page()
    assert leader not in shown
    assert "写有姓名，不公开" in shown
    assert not [who.name_zh for who in Person.objects.all() if who.name_zh in shown]


def test_a_list_not_in_force_yet_is_no_business_of_the_public():
    DutyList.objects.filter(version=NEW).update(in_force_from=date(2027, 1, 1))
    assert "督察督办" not in page()
    assert NEW not in page(f"/duties/?version={NEW}").replace("2026-", "")
