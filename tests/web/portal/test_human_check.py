"""Whoever sends more than people do answers a small sum in words; a family behind one address is never locked out."""

import re

import pytest
from django.core import signing
from django.test import Client

from qingtian.apps.petitions.models import Petition
from qingtian.config.rates import SHIPPED, Rate
from qingtian.web.portal import human_check
from tests.conftest import TODAY, at
from tests.web.portal.conftest import PHONE, Resident

pytestmark = [pytest.mark.django_db(databases=["default", "identity"]), pytest.mark.once]


@pytest.fixture(autouse=True)
def five_past_the_half(monkeypatch):
    monkeypatch.setattr("qingtian.web.middleware.real_now", lambda: at(TODAY, 14, 35))


@pytest.fixture
def limits(settings):
    def to(**rates):
        settings.RATES = settings.RATES | {name: Rate(most, SHIPPED[name].seconds) for name, most in rates.items()}

    return to


def report(address="10.0.0.1", **said):
    resident = Resident(Client(REMOTE_ADDR=address))
    resident.up_to_sending()
    return resident, resident.send(**said)


def sum_of(page):
    """The question on the page, worked out as a person would."""
    asked = re.search(r"([一二三四五六七八九十]+)([加减])([一二三四五六七八九十]+)等于几", page)
    a, b = (human_check.CHINESE.index(asked[n]) for n in (1, 3))
    token = re.search(r'name="check_token" value="([^"]+)"', page)[1]
    return (a + b if asked[2] == "加" else a - b), token


def test_nobody_is_asked_up_to_the_number_and_whoever_sends_the_next_is(city, limits):
    limits(report_unasked=2)
    for phone in ("13900000001", "13900000002"):
        assert report(phone=phone)[1].status_code == 302
    third, answer = report(phone="13900000003")
    assert answer.status_code == 422
    assert Petition.objects.count() == 2
    result, token = sum_of(answer.content.decode())
    assert third.send(phone="13900000003", check=str(result), check_token=token).status_code == 302
    assert Petition.objects.count() == 3
    assert report("10.0.0.9", phone="13900000004")[1].status_code == 302


def test_a_wrong_answer_keeps_what_was_typed_and_asks_something_else(city, limits):
    limits(report_unasked=1)
    report(phone="")
    second, answer = report(name="宗政某", phone="")
    result, token = sum_of(answer.content.decode())
    wrong = second.send(name="宗政某", phone="", check=str(result + 1), check_token=token)
    assert wrong.status_code == 422
    assert "宗政某" in wrong.content.decode()
    assert sum_of(wrong.content.decode())[1] != token


def test_an_answer_is_good_once(city, limits):
    limits(report_unasked=1)
    report(phone="")
    second, answer = report(phone="")
    result, token = sum_of(answer.content.decode())
    assert second.send(phone="", check=str(result), check_token=token).status_code == 302
    third, _ = report(phone="")
    assert third.send(phone="", check=str(result), check_token=token).status_code == 422


def test_a_telephone_is_asked_then_refused_from_whatever_address_and_others_are_not(city, limits):
    limits(phone_unasked=1, phone=2)
    assert report("10.0.0.1")[1].status_code == 302
    second, asked = report("10.0.0.2")
    assert asked.status_code == 422
    result, token = sum_of(asked.content.decode())
    assert second.send(check=str(result), check_token=token).status_code == 302
    third, asked = report("10.0.0.3", phone=f"+86 {PHONE}")  # the same number, written otherwise
    result, token = sum_of(asked.content.decode())
    refused = third.send(check=str(result), check_token=token)
    assert refused.status_code == 422
    assert "这个电话今天交了很多件" in refused.content.decode()
    assert report("10.0.0.3", phone="13900000009")[1].status_code == 302


def test_the_hard_number_of_an_address_still_holds(city, limits):
    limits(report=1)
    report(phone="")
    assert "刚才来得太多了" in report(phone="")[1].content.decode()


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("7", 7),
        ("７", 7),
        ("七", 7),
        ("两", 2),
        ("十一", 11),
        ("一十一", 11),
        ("二十", 20),
        ("Eleven", 11),
        (" 0 ", 0),
        ("", None),
        ("七八", None),
        ("-3", None),
        ("1e1", None),
    ],
)
def test_numbers_are_read_as_people_write_them(written, number):
    assert human_check.number_in(written) == number


def test_an_answer_that_is_too_late_or_forged_does_not_count(db, monkeypatch):
    question = human_check.ask()
    assert not any(human_check.is_answered(str(n), question.token + "x", at(TODAY)) for n in range(21))
    monkeypatch.setattr(signing.time, "time", lambda: __import__("datetime").datetime(2040, 1, 1).timestamp())
    assert not any(human_check.is_answered(str(n), question.token, at(TODAY)) for n in range(21))
